using System.Collections.Immutable;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Operations;

/// <summary>A bound piece of code; Roslyn's <c>IOperation</c>. Immutable.</summary>
public abstract class Operation
{
    private protected Operation(SyntaxNode syntax) => Syntax = syntax;

    /// <summary>The syntax it was bound from.</summary>
    public SyntaxNode Syntax { get; }

    /// <summary>Appends the direct children in order of evaluation.</summary>
    public abstract void AddChildren(List<Operation> children);
}

/// <summary>A bound expression.</summary>
public abstract class ExpressionOperation : Operation
{
    private protected ExpressionOperation(SyntaxNode syntax, ITypeSymbol type) : base(syntax) => Type = type;

    /// <summary>Its type; the compilation's unknown type where it is not known.</summary>
    public ITypeSymbol Type { get; }

    /// <summary>Whether its value is fixed by the code alone.</summary>
    public bool HasConstantValue { get; init; }

    /// <summary>The constant: string, bool, int, long, double, decimal or null.</summary>
    public object? ConstantValue { get; init; }
}

/// <summary>A bound statement.</summary>
public abstract class StatementOperation : Operation
{
    private protected StatementOperation(SyntaxNode syntax) : base(syntax)
    {
    }
}

/// <summary>
/// A literal, or a token that stands for something declared: <c>Type.class</c>, <c>Account.Name</c> as a field token,
/// <c>Account.SObjectType</c>, <c>Page.Home</c>. Its value is <see cref="ExpressionOperation.ConstantValue"/>; a token's is its text in Apex.
/// </summary>
public sealed class LiteralOperation(SyntaxNode syntax, ITypeSymbol type) : ExpressionOperation(syntax, type)
{
    /// <summary>The type, sObject or field that a token stands for; null for literals.</summary>
    public ISymbol? Symbol { get; init; }

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
    }
}

/// <summary>A local variable.</summary>
public sealed class LocalReferenceOperation(SyntaxNode syntax, ITypeSymbol type, ILocalSymbol local) : ExpressionOperation(syntax, type)
{
    /// <summary>The local.</summary>
    public ILocalSymbol Local { get; } = local;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
    }
}

/// <summary>A parameter.</summary>
public sealed class ParameterReferenceOperation(SyntaxNode syntax, ITypeSymbol type, IParameterSymbol parameter) : ExpressionOperation(syntax, type)
{
    /// <summary>The parameter.</summary>
    public IParameterSymbol Parameter { get; } = parameter;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
    }
}

/// <summary><c>this</c> or <c>super</c>, written or implied.</summary>
public sealed class InstanceReferenceOperation(SyntaxNode syntax, ITypeSymbol type, bool isSuper) : ExpressionOperation(syntax, type)
{
    /// <summary>Whether it is <c>super</c>: calls through it are not virtual.</summary>
    public bool IsSuper { get; } = isSuper;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
    }
}

/// <summary>A field of a class or sObject.</summary>
public sealed class FieldReferenceOperation(SyntaxNode syntax, ITypeSymbol type, ExpressionOperation? instance, IFieldSymbol field) : ExpressionOperation(syntax, type)
{
    /// <summary>The object, or null for a static field.</summary>
    public ExpressionOperation? Instance { get; } = instance;
    /// <summary>The field.</summary>
    public IFieldSymbol Field { get; } = field;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        if (Instance is not null) children.Add(Instance);
    }
}

/// <summary>A property of the project or platform (<c>Trigger.new</c>, <c>RestContext.request</c>).</summary>
public sealed class PropertyReferenceOperation(SyntaxNode syntax, ITypeSymbol type, ExpressionOperation? instance, IPropertySymbol property, bool isVirtual) : ExpressionOperation(syntax, type)
{
    /// <summary>The object, or null for a static property.</summary>
    public ExpressionOperation? Instance { get; } = instance;
    /// <summary>The property.</summary>
    public IPropertySymbol Property { get; } = property;
    /// <summary>Whether an override may be meant.</summary>
    public bool IsVirtual { get; } = isVirtual;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        if (Instance is not null) children.Add(Instance);
    }
}

/// <summary>A member that could not be bound.</summary>
public sealed class UnknownMemberOperation(SyntaxNode syntax, ITypeSymbol type, ExpressionOperation? instance, string name) : ExpressionOperation(syntax, type)
{
    /// <summary>The object where one is known, or null.</summary>
    public ExpressionOperation? Instance { get; } = instance;
    /// <summary>The name as written, qualified when it starts with an unknown type or namespace.</summary>
    public string Name { get; } = name;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        if (Instance is not null) children.Add(Instance);
    }
}

/// <summary>A custom label: <c>Label.X</c>, <c>System.Label.X</c>.</summary>
public sealed class LabelReferenceOperation(SyntaxNode syntax, ITypeSymbol type, string name, string? value) : ExpressionOperation(syntax, type)
{
    /// <summary>The label's name, with its namespace where one is written.</summary>
    public string Name { get; } = name;
    /// <summary>The label's text from metadata, or null where it is not in the project.</summary>
    public string? Value { get; } = value;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
    }
}

/// <summary><c>list[index]</c>.</summary>
public sealed class ElementReferenceOperation(SyntaxNode syntax, ITypeSymbol type, ExpressionOperation instance, ExpressionOperation index) : ExpressionOperation(syntax, type)
{
    /// <summary>The list.</summary>
    public ExpressionOperation Instance { get; } = instance;
    /// <summary>The index.</summary>
    public ExpressionOperation Index { get; } = index;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Instance);
        children.Add(Index);
    }
}

/// <summary>A call of a method.</summary>
public sealed class InvocationOperation(SyntaxNode syntax, ITypeSymbol type, IMethodSymbol? method, string methodName, ExpressionOperation? instance, ImmutableArray<ExpressionOperation> arguments, bool isVirtual) : ExpressionOperation(syntax, type)
{
    /// <summary>The method, or null where it could not be bound.</summary>
    public IMethodSymbol? Method { get; } = method;
    /// <summary>The name as written, qualified when it starts with an unknown type or namespace.</summary>
    public string MethodName { get; } = methodName;
    /// <summary>The receiver, or null for a static method.</summary>
    public ExpressionOperation? Instance { get; } = instance;
    /// <summary>Arguments in order.</summary>
    public ImmutableArray<ExpressionOperation> Arguments { get; } = arguments;
    /// <summary>Whether an override may be called.</summary>
    public bool IsVirtual { get; } = isVirtual;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        if (Instance is not null) children.Add(Instance);
        children.AddRange(Arguments);
    }
}

/// <summary><c>this(…)</c> or <c>super(…)</c> as the first statement of a constructor.</summary>
public sealed class ConstructorCallOperation(SyntaxNode syntax, ITypeSymbol type, IMethodSymbol? constructor, bool isSuper, ImmutableArray<ExpressionOperation> arguments) : ExpressionOperation(syntax, type)
{
    /// <summary>The constructor, or null where it has none declared or it could not be bound.</summary>
    public IMethodSymbol? Constructor { get; } = constructor;
    /// <summary>Whether it is <c>super(…)</c>.</summary>
    public bool IsSuper { get; } = isSuper;
    /// <summary>Arguments in order.</summary>
    public ImmutableArray<ExpressionOperation> Arguments { get; } = arguments;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.AddRange(Arguments);
    }
}

/// <summary><c>new</c> of a class, sObject or collection.</summary>
public sealed class ObjectCreationOperation(SyntaxNode syntax, ITypeSymbol type, IMethodSymbol? constructor, CreationKind kind, ImmutableArray<ExpressionOperation> arguments, ImmutableArray<FieldInitializerOperation> fields, ImmutableArray<MapEntryOperation> entries) : ExpressionOperation(syntax, type)
{
    /// <summary>The constructor, or null for sObjects, implied ones and what could not be bound.</summary>
    public IMethodSymbol? Constructor { get; } = constructor;
    /// <summary>Which form.</summary>
    public CreationKind Kind { get; } = kind;
    /// <summary>Constructor arguments, elements or the size.</summary>
    public ImmutableArray<ExpressionOperation> Arguments { get; } = arguments;
    /// <summary>Fields of an sObject.</summary>
    public ImmutableArray<FieldInitializerOperation> Fields { get; } = fields;
    /// <summary>Entries of a map.</summary>
    public ImmutableArray<MapEntryOperation> Entries { get; } = entries;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.AddRange(Arguments);
        children.AddRange(Fields);
        children.AddRange(Entries);
    }
}

/// <summary><c>Name = value</c> of an sObject creation.</summary>
public sealed class FieldInitializerOperation(SyntaxNode syntax, ISObjectFieldSymbol field, ExpressionOperation value) : Operation(syntax)
{
    /// <summary>The field.</summary>
    public ISObjectFieldSymbol Field { get; } = field;
    /// <summary>The value.</summary>
    public ExpressionOperation Value { get; } = value;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Value);
    }
}

/// <summary><c>key =&gt; value</c> of a map creation.</summary>
public sealed class MapEntryOperation(SyntaxNode syntax, ExpressionOperation key, ExpressionOperation value) : Operation(syntax)
{
    /// <summary>The key.</summary>
    public ExpressionOperation Key { get; } = key;
    /// <summary>The value.</summary>
    public ExpressionOperation Value { get; } = value;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Key);
        children.Add(Value);
    }
}

/// <summary>A cast, or an implicit conversion to an assignment's or parameter's type where it changes the kind of value (Id and String, number widening are left out).</summary>
public sealed class ConversionOperation(SyntaxNode syntax, ITypeSymbol type, ExpressionOperation operand, bool isExplicit) : ExpressionOperation(syntax, type)
{
    /// <summary>What is converted.</summary>
    public ExpressionOperation Operand { get; } = operand;
    /// <summary>Whether a cast is written.</summary>
    public bool IsExplicit { get; } = isExplicit;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Operand);
    }
}

/// <summary><c>instanceof</c>.</summary>
public sealed class IsTypeOperation(SyntaxNode syntax, ITypeSymbol type, ExpressionOperation operand, ITypeSymbol testedType) : ExpressionOperation(syntax, type)
{
    /// <summary>What is tested.</summary>
    public ExpressionOperation Operand { get; } = operand;
    /// <summary>The type.</summary>
    public ITypeSymbol TestedType { get; } = testedType;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Operand);
    }
}

/// <summary>A prefix or postfix operator; increments assign to their operand.</summary>
public sealed class UnaryOperation(SyntaxNode syntax, ITypeSymbol type, UnaryOperator @operator, ExpressionOperation operand) : ExpressionOperation(syntax, type)
{
    /// <summary>Which.</summary>
    public UnaryOperator Operator { get; } = @operator;
    /// <summary>The operand.</summary>
    public ExpressionOperation Operand { get; } = operand;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Operand);
    }
}

/// <summary>Operators of one precedence level, left to right.</summary>
public sealed class BinaryOperation(SyntaxNode syntax, ITypeSymbol type, ImmutableArray<ExpressionOperation> operands, ImmutableArray<BinaryOperator> operators) : ExpressionOperation(syntax, type)
{
    /// <summary>At least two.</summary>
    public ImmutableArray<ExpressionOperation> Operands { get; } = operands;
    /// <summary>One fewer than operands.</summary>
    public ImmutableArray<BinaryOperator> Operators { get; } = operators;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.AddRange(Operands);
    }
}

/// <summary>An assignment, possibly compound.</summary>
public sealed class AssignmentOperation(SyntaxNode syntax, ITypeSymbol type, ExpressionOperation target, BinaryOperator? @operator, ExpressionOperation value) : ExpressionOperation(syntax, type)
{
    /// <summary>A local, parameter, field, property or element.</summary>
    public ExpressionOperation Target { get; } = target;
    /// <summary>The operator of a compound assignment, or null.</summary>
    public BinaryOperator? Operator { get; } = @operator;
    /// <summary>The value on the right.</summary>
    public ExpressionOperation Value { get; } = value;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Target);
        children.Add(Value);
    }
}

/// <summary><c>a ? b : c</c>.</summary>
public sealed class ConditionalOperation(SyntaxNode syntax, ITypeSymbol type, ExpressionOperation condition, ExpressionOperation whenTrue, ExpressionOperation whenFalse) : ExpressionOperation(syntax, type)
{
    /// <summary>The condition.</summary>
    public ExpressionOperation Condition { get; } = condition;
    /// <summary>Value when true.</summary>
    public ExpressionOperation WhenTrue { get; } = whenTrue;
    /// <summary>Value when false.</summary>
    public ExpressionOperation WhenFalse { get; } = whenFalse;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Condition);
        children.Add(WhenTrue);
        children.Add(WhenFalse);
    }
}

/// <summary>An inline SOQL query. Its type is the list of records, or Integer for <c>SELECT COUNT()</c>; used as a single record it stands below a conversion.</summary>
public sealed class QueryOperation(SyntaxNode syntax, ITypeSymbol type, SoqlQuerySyntax query, QueryShape shape, ImmutableArray<ExpressionOperation> binds) : ExpressionOperation(syntax, type)
{
    /// <summary>The query.</summary>
    public SoqlQuerySyntax Query { get; } = query;
    /// <summary>What the records hold.</summary>
    public QueryShape Shape { get; } = shape;
    /// <summary>Bound expressions in source order.</summary>
    public ImmutableArray<ExpressionOperation> Binds { get; } = binds;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.AddRange(Binds);
    }
}

/// <summary>An inline SOSL search of type <c>List&lt;List&lt;SObject&gt;&gt;</c>.</summary>
public sealed class SearchOperation(SyntaxNode syntax, ITypeSymbol type, SoslQuerySyntax query, ImmutableArray<QueryShape> shapes, ImmutableArray<ExpressionOperation> binds) : ExpressionOperation(syntax, type)
{
    /// <summary>The search.</summary>
    public SoslQuerySyntax Query { get; } = query;
    /// <summary>What the records of each RETURNING object hold, in order.</summary>
    public ImmutableArray<QueryShape> Shapes { get; } = shapes;
    /// <summary>Bound expressions in source order.</summary>
    public ImmutableArray<ExpressionOperation> Binds { get; } = binds;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.AddRange(Binds);
    }
}

/// <summary>Statements in order.</summary>
public sealed class BlockOperation(SyntaxNode syntax, ImmutableArray<StatementOperation> statements) : StatementOperation(syntax)
{
    /// <summary>The statements.</summary>
    public ImmutableArray<StatementOperation> Statements { get; } = statements;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.AddRange(Statements);
    }
}

/// <summary>Declares a local.</summary>
public sealed class VariableDeclarationOperation(SyntaxNode syntax, ILocalSymbol local, ExpressionOperation? initializer) : StatementOperation(syntax)
{
    /// <summary>The local.</summary>
    public ILocalSymbol Local { get; } = local;
    /// <summary>Initial value, or null.</summary>
    public ExpressionOperation? Initializer { get; } = initializer;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        if (Initializer is not null) children.Add(Initializer);
    }
}

/// <summary>An expression evaluated for its effect.</summary>
public sealed class ExpressionStatementOperation(SyntaxNode syntax, ExpressionOperation expression) : StatementOperation(syntax)
{
    /// <summary>The expression.</summary>
    public ExpressionOperation Expression { get; } = expression;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Expression);
    }
}

/// <summary>A conditional statement.</summary>
public sealed class IfOperation(SyntaxNode syntax, ExpressionOperation condition, StatementOperation then, StatementOperation? @else) : StatementOperation(syntax)
{
    /// <summary>The condition.</summary>
    public ExpressionOperation Condition { get; } = condition;
    /// <summary>Taken when true.</summary>
    public StatementOperation Then { get; } = then;
    /// <summary>Taken when false, or null.</summary>
    public StatementOperation? Else { get; } = @else;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Condition);
        children.Add(Then);
        if (Else is not null) children.Add(Else);
    }
}

/// <summary>A while, do or for loop.</summary>
public sealed class LoopOperation(SyntaxNode syntax, ImmutableArray<StatementOperation> before, ExpressionOperation? condition, bool testsLast, ImmutableArray<ExpressionOperation> afterEach, StatementOperation body) : StatementOperation(syntax)
{
    /// <summary>Run once before.</summary>
    public ImmutableArray<StatementOperation> Before { get; } = before;
    /// <summary>The condition, or null for none.</summary>
    public ExpressionOperation? Condition { get; } = condition;
    /// <summary>Whether the body runs before the first test.</summary>
    public bool TestsLast { get; } = testsLast;
    /// <summary>Evaluated after each round.</summary>
    public ImmutableArray<ExpressionOperation> AfterEach { get; } = afterEach;
    /// <summary>The body.</summary>
    public StatementOperation Body { get; } = body;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.AddRange(Before);
        if (Condition is not null) children.Add(Condition);
        children.AddRange(AfterEach);
        children.Add(Body);
    }
}

/// <summary>A loop over a collection, iterator or query.</summary>
public sealed class ForEachOperation(SyntaxNode syntax, ILocalSymbol local, ExpressionOperation collection, bool takesChunks, StatementOperation body) : StatementOperation(syntax)
{
    /// <summary>The variable.</summary>
    public ILocalSymbol Local { get; } = local;
    /// <summary>What is looped over.</summary>
    public ExpressionOperation Collection { get; } = collection;
    /// <summary>Whether the variable is a list that takes a query's records in chunks.</summary>
    public bool TakesChunks { get; } = takesChunks;
    /// <summary>The body.</summary>
    public StatementOperation Body { get; } = body;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Collection);
        children.Add(Body);
    }
}

/// <summary>Returns from the method.</summary>
public sealed class ReturnOperation(SyntaxNode syntax, ExpressionOperation? value) : StatementOperation(syntax)
{
    /// <summary>The value, or null.</summary>
    public ExpressionOperation? Value { get; } = value;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        if (Value is not null) children.Add(Value);
    }
}

/// <summary>Throws an exception.</summary>
public sealed class ThrowOperation(SyntaxNode syntax, ExpressionOperation exception) : StatementOperation(syntax)
{
    /// <summary>The exception.</summary>
    public ExpressionOperation Exception { get; } = exception;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Exception);
    }
}

/// <summary><c>break</c> or <c>continue</c>.</summary>
public sealed class BranchOperation(SyntaxNode syntax, bool isBreak) : StatementOperation(syntax)
{
    /// <summary>Whether it is <c>break</c>.</summary>
    public bool IsBreak { get; } = isBreak;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
    }
}

/// <summary>A protected block with its handlers.</summary>
public sealed class TryOperation(SyntaxNode syntax, BlockOperation block, ImmutableArray<CatchOperation> catches, BlockOperation? @finally) : StatementOperation(syntax)
{
    /// <summary>The protected block.</summary>
    public BlockOperation Block { get; } = block;
    /// <summary>Handlers in order.</summary>
    public ImmutableArray<CatchOperation> Catches { get; } = catches;
    /// <summary>Always run, or null.</summary>
    public BlockOperation? Finally { get; } = @finally;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Block);
        children.AddRange(Catches);
        if (Finally is not null) children.Add(Finally);
    }
}

/// <summary>A handler.</summary>
public sealed class CatchOperation(SyntaxNode syntax, ILocalSymbol local, BlockOperation block) : Operation(syntax)
{
    /// <summary>The exception variable.</summary>
    public ILocalSymbol Local { get; } = local;
    /// <summary>The statements.</summary>
    public BlockOperation Block { get; } = block;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Block);
    }
}

/// <summary>A <c>switch on</c>.</summary>
public sealed class SwitchOperation(SyntaxNode syntax, ExpressionOperation value, ImmutableArray<SwitchCaseOperation> cases) : StatementOperation(syntax)
{
    /// <summary>What is compared.</summary>
    public ExpressionOperation Value { get; } = value;
    /// <summary>The <c>when</c> blocks in order.</summary>
    public ImmutableArray<SwitchCaseOperation> Cases { get; } = cases;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Value);
        children.AddRange(Cases);
    }
}

/// <summary>A <c>when</c> block.</summary>
public sealed class SwitchCaseOperation(SyntaxNode syntax, ImmutableArray<ExpressionOperation> values, ILocalSymbol? local, BlockOperation block) : Operation(syntax)
{
    /// <summary>Values compared with; empty for a type or else.</summary>
    public ImmutableArray<ExpressionOperation> Values { get; } = values;
    /// <summary>The variable of <c>when Type name</c>, or null.</summary>
    public ILocalSymbol? Local { get; } = local;
    /// <summary>The statements.</summary>
    public BlockOperation Block { get; } = block;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.AddRange(Values);
        children.Add(Block);
    }
}

/// <summary>A database statement.</summary>
public sealed class DmlOperationStatement(SyntaxNode syntax, DmlOperation dmlKind, ExpressionOperation records, ExpressionOperation? mergeOther) : StatementOperation(syntax)
{
    /// <summary>Which.</summary>
    public DmlOperation DmlKind { get; } = dmlKind;
    /// <summary>The records.</summary>
    public ExpressionOperation Records { get; } = records;
    /// <summary>The records merged into the first, or null.</summary>
    public ExpressionOperation? MergeOther { get; } = mergeOther;

    /// <inheritdoc />
    public override void AddChildren(List<Operation> children)
    {
        children.Add(Records);
        if (MergeOther is not null) children.Add(MergeOther);
    }
}
