// All of Apex with triggers, SOQL and SOSL over the tokens that the token pass has settled (see ApexLexer.g4).
// Every decision but the dangling else is LL(1), so ANTLR emits plain switches and no prediction happens.
// Operators stand in flat lists; the tree builder gives them their precedence.
parser grammar ApexParser;

options {
    tokenVocab = ApexLexer;
    superClass = ApexParserBase;
    contextSuperClass = ApexRuleContext;
}

@header { using ApexSovereignty.Syntax.Parsing; }

compilationUnit : item* EOF ;

queryText : soqlQuery EOF ;

// Whatever can stand between the braces of a type or a block: one rule for members and statements, so that one of them
// in the wrong place is a message and not a loss. The tree builder says what belongs where.
item
    : modifier+ (declaration | block)
    | declaration
    | block
    | ifStatement
    | whileStatement
    | doStatement
    | forStatement
    | tryStatement
    | switchStatement
    | returnStatement
    | throwStatement
    | breakStatement
    | continueStatement
    | dmlStatement
    | expressionStatement
    | SEMI
    ;

// ---- declarations

modifier
    : annotation
    | GLOBAL | PUBLIC | PROTECTED | PRIVATE | STATIC | ABSTRACT | VIRTUAL | OVERRIDE | FINAL | TRANSIENT | WEBSERVICE | TESTMETHOD
    | (WITH | WITHOUT | INHERITED) SHARING
    ;

annotation : AT Identifier (LPAREN annotationToken* RPAREN)? ;

annotationToken
    : Identifier | StringLiteral | TextBlock | IntegerLiteral | LongLiteral | DecimalLiteral | DoubleLiteral
    | ASSIGN | COMMA | DOT | MINUS | LBRACE | RBRACE
    ;

declaration
    : typeHeader typeBody
    | ENUM Identifier enumBody
    | triggerHeader block
    | DECL type Identifier (parameters (block | SEMI) | accessors | variables SEMI)
    | CTOR Identifier parameters (block | SEMI)
    ;

typeHeader : (CLASS | INTERFACE) Identifier typeParameters? (EXTENDS typeList)? (IMPLEMENTS typeList)? ;

typeParameters : TYPE_LT Identifier (COMMA Identifier)* TYPE_GT ;

typeList : type (COMMA type)* ;

typeBody : LBRACE item* RBRACE ;

enumBody : LBRACE (Identifier (COMMA Identifier?)*)? RBRACE ;

triggerHeader : TRIGGER Identifier ON Identifier LPAREN triggerEvent (COMMA triggerEvent)* RPAREN ;

triggerEvent : Identifier Identifier ;

parameters : LPAREN (parameter (COMMA parameter)*)? RPAREN ;

parameter : modifier* type Identifier ;

accessors : LBRACE accessor* RBRACE ;

accessor : modifier* (GET | SET) (block | SEMI) ;

// The tail of "Type name": its value and further names.
variables : (ASSIGN expression)? (COMMA Identifier (ASSIGN expression)?)* ;

type : typeName (DOT typeName)* ARRAY* ;

typeName : Identifier (TYPE_LT type (COMMA type)* TYPE_GT)? ;

// ---- statements

block : LBRACE item* RBRACE ;

condition : LPAREN expression RPAREN ;

ifStatement : IF condition item (ELSE_IF condition item)* (ELSE item)? ;

whileStatement : WHILE condition item ;

doStatement : DO item WHILE condition SEMI ;

forStatement : FOR forHeader item ;

forHeader
    : LPAREN
      ( FOREACH modifier* type Identifier COLON expression
      | (DECL modifier* type Identifier variables | expressions)? SEMI expression? SEMI expressions?
      ) RPAREN
    ;

tryStatement : TRY block catchClause* (FINALLY block)? ;

catchClause : CATCH catchHeader block ;

catchHeader : LPAREN modifier* type Identifier RPAREN ;

switchStatement : SWITCH ON expression switchBody ;

switchBody : LBRACE switchSection* RBRACE ;

switchSection : WHEN switchLabel block ;

switchLabel : ELSE | DECL type Identifier | expressions ;

returnStatement : RETURN expression? SEMI ;

throwStatement : THROW expression SEMI ;

breakStatement : BREAK SEMI ;

continueStatement : CONTINUE SEMI ;

dmlStatement
    : (INSERT | UPDATE | DELETE | UNDELETE) (AS Identifier)? expression SEMI
    | UPSERT (AS Identifier)? expression (SEPARATOR type)? SEMI
    | MERGE (AS Identifier)? expression SEPARATOR expression SEMI
    ;

// With a block it is System.runAs(user) { … }.
expressionStatement : expression (SEMI | block) ;

// ---- expressions

expressions : expression (COMMA expression)* ;

expression
    : operand
      ( ( STAR | SLASH | PLUS | MINUS | LEFT_SHIFT | RIGHT_SHIFT | UNSIGNED_RIGHT_SHIFT | LT | GT | LE | GE
        | EQUAL | NOT_EQUAL | LESS_GREATER | EXACT_EQUAL | EXACT_NOT_EQUAL | AMPERSAND | CARET | BAR | AND_AND | OR_OR | COALESCE
        | ASSIGN | ADD_ASSIGN | SUB_ASSIGN | MUL_ASSIGN | DIV_ASSIGN | AND_ASSIGN | OR_ASSIGN | XOR_ASSIGN
        | LEFT_SHIFT_ASSIGN | RIGHT_SHIFT_ASSIGN | UNSIGNED_RIGHT_SHIFT_ASSIGN
        ) operand
      | INSTANCEOF type
      | QUESTION expression COLON operand
      )*
    ;

operand
    : (PLUS | MINUS | BANG | TILDE | INC | DEC | CAST_LPAREN type CAST_RPAREN)*
      ( Identifier
      | IntegerLiteral | LongLiteral | DecimalLiteral | DoubleLiteral | StringLiteral | TextBlock | NULL | TRUE | FALSE
      | THIS | SUPER
      | LPAREN expression RPAREN
      | creation
      | SOQL_LBRACK soqlQuery RBRACK
      | SOSL_LBRACK soslQuery RBRACK
      | TYPE_REFERENCE type CLASS_DOT CLASS
      )
      ( DOT Identifier
      | QUESTION_DOT Identifier
      | CLASS_DOT CLASS
      | arguments
      | LBRACK expression RBRACK
      )*
      (INC | DEC)*
    ;

arguments : LPAREN expressions? RPAREN ;

creation
    : NEW type
      ( arguments
      | LBRACK expression RBRACK
      | LBRACE (element (COMMA element?)*)? RBRACE
      )
    ;

element : expression (ARROW expression)? ;

// ---- SOQL

soqlQuery : SELECT soqlItems FROM soqlFrom (COMMA soqlFrom)* soqlClause* ;

soqlItems : soqlItem (COMMA soqlItem)* ;

soqlItem
    : soqlField soqlAlias?
    | SUBQUERY_LPAREN soqlQuery RPAREN soqlAlias?
    | TYPEOF Identifier soqlTypeOfWhen* (ELSE soqlItems)? END
    ;

soqlAlias : AS? Identifier ;

soqlTypeOfWhen : WHEN Identifier THEN soqlItems ;

// A path of names, or a function.
soqlField : Identifier (DOT Identifier)* (LPAREN (soqlArgument (COMMA soqlArgument)*)? RPAREN)? ;

soqlArgument
    : soqlField
    | (PLUS | MINUS)? (IntegerLiteral | DecimalLiteral | LongLiteral | DoubleLiteral)
    | StringLiteral | TextBlock | NULL | TRUE | FALSE | DATE | DATE_WORD | CURRENCY
    | soqlBind
    ;

soqlFrom : Identifier (DOT Identifier)* soqlAlias? ;

soqlClause
    : WHERE soqlCondition
    | WITH soqlWith
    | GROUP BY soqlField (COMMA soqlField)*
    | HAVING soqlCondition
    | ORDER BY soqlOrder (COMMA soqlOrder)*
    | LIMIT soqlValue
    | OFFSET soqlValue
    | FOR Identifier
    | ALL ROWS
    | UPDATE Identifier (COMMA Identifier)*
    | USING (SCOPE Identifier | Identifier ASSIGN Identifier)
    ;

soqlOrder : soqlField (ASC | DESC)? (NULLS (FIRST | LAST))? ;

soqlCondition : soqlPredicate ((AND | OR) soqlPredicate)* ;

soqlPredicate : NOT* (LPAREN soqlCondition RPAREN | soqlComparison) ;

soqlComparison : soqlField (soqlOperator soqlValue)? ;

soqlOperator
    : ASSIGN | EQUAL | NOT_EQUAL | LESS_GREATER | LT | LE | GT | GE | LIKE | IN | NOT IN | INCLUDES | EXCLUDES
    ;

soqlValue
    : StringLiteral | TextBlock | NULL | TRUE | FALSE | DATE | DATE_WORD | CURRENCY
    | (PLUS | MINUS)? (IntegerLiteral | DecimalLiteral | LongLiteral | DoubleLiteral)
    | soqlBind
    | soqlField
    | LPAREN (soqlValue (COMMA soqlValue)*)? RPAREN
    | SUBQUERY_LPAREN soqlQuery RPAREN
    ;

soqlBind : COLON expression ;

// SECURITY_ENFORCED, USER_MODE, DATA CATEGORY …, NETWORK = '…', SNIPPET (…): kept as text, binds as expressions.
soqlWith : soqlWithToken+ soqlBind? ;

soqlWithToken
    : Identifier | DOT | StringLiteral | IntegerLiteral | DecimalLiteral | NULL | TRUE | FALSE
    | ASSIGN | NOT_EQUAL | LT | LE | GT | GE | MINUS
    | LPAREN (soqlWithArgument (COMMA soqlWithArgument)*)? RPAREN
    ;

soqlWithArgument : soqlWith | soqlBind ;

// ---- SOSL

soslQuery : FIND soqlValue (IN Identifier+ FIELDS)? (RETURNING soslReturning (COMMA soslReturning)*)? soqlClause* ;

soslReturning : Identifier (LPAREN soqlItems soqlClause* RPAREN)? ;
