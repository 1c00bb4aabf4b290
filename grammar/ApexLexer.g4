// Apex words are lexed as Identifier; which of them is a keyword depends on where it stands and is settled by the
// token pass (src/ApexSovereignty.Syntax/Parsing/TokenShaper*.cs), which also inserts the zero-length tokens below.
// '>' is always a single token here: the token pass closes type arguments with it or fuses it to '>>', '>>>', '>>='.
lexer grammar ApexLexer;

options {
    caseInsensitive = true;
}

tokens {
    // Zero-length: what follows is a declaration, constructor, for-each header, the second operand of merge or
    // upsert, or a type such as List<String> in front of '.class'.
    DECL, CTOR, FOREACH, SEPARATOR, TYPE_REFERENCE,
    // Retyped punctuation: type arguments, '[]', casts, queries, '.class'.
    TYPE_LT, TYPE_GT, ARRAY, CAST_LPAREN, CAST_RPAREN, SOQL_LBRACK, SOSL_LBRACK, SUBQUERY_LPAREN, CLASS_DOT,
    // Fused operators.
    RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT, RIGHT_SHIFT_ASSIGN, UNSIGNED_RIGHT_SHIFT_ASSIGN,
    // Values that only queries have.
    DATE, DATE_WORD, CURRENCY,
    // Stands for every token while the parser leaves the rules around a syntax error.
    PANIC,
    // Words of declarations.
    ABSTRACT, CLASS, ENUM, EXTENDS, FINAL, GET, GLOBAL, IMPLEMENTS, INHERITED, INTERFACE, ON, OVERRIDE, PRIVATE,
    PROTECTED, PUBLIC, SET, SHARING, STATIC, TESTMETHOD, TRANSIENT, TRIGGER, VIRTUAL, WEBSERVICE, WITH, WITHOUT,
    // Words of statements.
    AS, BREAK, CATCH, CONTINUE, DELETE, DO, ELSE, ELSE_IF, FINALLY, FOR, IF, INSERT, MERGE, RETURN, SWITCH, THROW, TRY,
    UNDELETE, UPDATE, UPSERT, WHEN, WHILE,
    // Words of expressions.
    FALSE, INSTANCEOF, NEW, NULL, SUPER, THIS, TRUE,
    // Words of queries.
    ALL, AND, ASC, BY, DESC, END, EXCLUDES, FIELDS, FIND, FIRST, FROM, GROUP, HAVING, IN, INCLUDES, LAST, LIKE, LIMIT,
    NOT, NULLS, OFFSET, OR, ORDER, RETURNING, ROWS, SCOPE, SELECT, THEN, TYPEOF, USING, WHERE
}

IntegerLiteral : [0-9]+ ;
LongLiteral : [0-9]+ 'L' ;
DecimalLiteral : [0-9]* '.' [0-9]+ ;
DoubleLiteral : ([0-9]+ | [0-9]* '.' [0-9]+) 'D' ;

StringLiteral : '\'' (~['\\\r\n] | '\\' ~[\r\n])* '\'' ;
TextBlock : '\'\'\'' ('\\' . | ~'\\')*? '\'\'\'' ;
UnterminatedString : '\'' (~['\\\r\n] | '\\' ~[\r\n])* '\\'? ;

Identifier : [A-Z_] [A-Z0-9_]* ;

LPAREN : '(' ;
RPAREN : ')' ;
LBRACE : '{' ;
RBRACE : '}' ;
LBRACK : '[' ;
RBRACK : ']' ;
SEMI : ';' ;
COMMA : ',' ;
DOT : '.' ;
QUESTION_DOT : '?.' ;
AT : '@' ;
COLON : ':' ;
QUESTION : '?' ;
COALESCE : '??' ;
ARROW : '=>' ;

ASSIGN : '=' ;
ADD_ASSIGN : '+=' ;
SUB_ASSIGN : '-=' ;
MUL_ASSIGN : '*=' ;
DIV_ASSIGN : '/=' ;
AND_ASSIGN : '&=' ;
OR_ASSIGN : '|=' ;
XOR_ASSIGN : '^=' ;
LEFT_SHIFT_ASSIGN : '<<=' ;

EQUAL : '==' ;
NOT_EQUAL : '!=' ;
LESS_GREATER : '<>' ;
EXACT_EQUAL : '===' ;
EXACT_NOT_EQUAL : '!==' ;
LT : '<' ;
GT : '>' ;
LE : '<=' ;
GE : '>=' ;
AND_AND : '&&' ;
OR_OR : '||' ;
BANG : '!' ;
TILDE : '~' ;
INC : '++' ;
DEC : '--' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
AMPERSAND : '&' ;
BAR : '|' ;
CARET : '^' ;
LEFT_SHIFT : '<<' ;

// Build tools replace these before they deploy; NPSP and EDA carry them.
Placeholder : '%%%' [A-Z_]+ '%%%' ;

BlockComment : '/*' .*? ('*/' | EOF) ;
LineComment : '//' ~[\r\n]* ;
Whitespace : [ \t\r\n\f]+ -> skip ;
Unknown : . ;
