using System.Collections.Immutable;
using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax;

/// <summary>An expression.</summary>
public abstract class ExpressionSyntax : SyntaxNode
{
    private protected ExpressionSyntax(TextSpan span) : base(span)
    {
    }
}

/// <summary>Kind of a literal.</summary>
public enum LiteralKind
{
    /// <summary><c>null</c></summary>
    Null,
    /// <summary><c>true</c></summary>
    True,
    /// <summary><c>false</c></summary>
    False,
    /// <summary>An integer.</summary>
    Integer,
    /// <summary>A long, with its suffix.</summary>
    Long,
    /// <summary>A decimal number.</summary>
    Decimal,
    /// <summary>A double, with its suffix.</summary>
    Double,
    /// <summary>A string.</summary>
    String,
}

/// <summary>Form of an object creation.</summary>
public enum CreationKind
{
    /// <summary><c>new T(a, b)</c>, also <c>new Account(Name = 'x')</c>.</summary>
    Constructor,
    /// <summary><c>new List&lt;T&gt;{a, b}</c> or <c>new Set&lt;T&gt;{a}</c>.</summary>
    Elements,
    /// <summary><c>new Map&lt;K, V&gt;{k =&gt; v}</c>.</summary>
    Entries,
    /// <summary><c>new T[n]</c>: the size is the only argument.</summary>
    ArraySize,
    /// <summary><c>new T[]{a, b}</c>.</summary>
    ArrayElements,
}

/// <summary>A prefix or postfix operator.</summary>
public enum UnaryOperator
{
    /// <summary><c>+a</c></summary>
    Plus,
    /// <summary><c>-a</c></summary>
    Minus,
    /// <summary><c>!a</c></summary>
    Not,
    /// <summary><c>~a</c></summary>
    Complement,
    /// <summary><c>++a</c></summary>
    PreIncrement,
    /// <summary><c>--a</c></summary>
    PreDecrement,
    /// <summary><c>a++</c></summary>
    PostIncrement,
    /// <summary><c>a--</c></summary>
    PostDecrement,
}

/// <summary>An operator between two operands.</summary>
public enum BinaryOperator
{
    /// <summary><c>*</c></summary>
    Multiply,
    /// <summary><c>/</c></summary>
    Divide,
    /// <summary><c>+</c></summary>
    Add,
    /// <summary><c>-</c></summary>
    Subtract,
    /// <summary><c>&lt;&lt;</c></summary>
    LeftShift,
    /// <summary><c>&gt;&gt;</c></summary>
    RightShift,
    /// <summary><c>&gt;&gt;&gt;</c></summary>
    UnsignedRightShift,
    /// <summary><c>&lt;</c></summary>
    LessThan,
    /// <summary><c>&gt;</c></summary>
    GreaterThan,
    /// <summary><c>&lt;=</c></summary>
    LessThanOrEqual,
    /// <summary><c>&gt;=</c></summary>
    GreaterThanOrEqual,
    /// <summary><c>==</c></summary>
    Equal,
    /// <summary><c>!=</c> or <c>&lt;&gt;</c></summary>
    NotEqual,
    /// <summary><c>===</c></summary>
    ExactEqual,
    /// <summary><c>!==</c></summary>
    ExactNotEqual,
    /// <summary><c>&amp;</c></summary>
    BitwiseAnd,
    /// <summary><c>^</c></summary>
    ExclusiveOr,
    /// <summary><c>|</c></summary>
    BitwiseOr,
    /// <summary><c>&amp;&amp;</c></summary>
    ConditionalAnd,
    /// <summary><c>||</c></summary>
    ConditionalOr,
    /// <summary><c>??</c></summary>
    Coalesce,
}

/// <summary>A literal.</summary>
public sealed class LiteralExpressionSyntax(TextSpan span, LiteralKind kind, string text) : ExpressionSyntax(span)
{
    /// <summary>Which kind.</summary>
    public LiteralKind Kind { get; } = kind;
    /// <summary>A string's value with escapes resolved (multi-line strings dedented); otherwise as written.</summary>
    public string Text { get; } = text;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
    }
}

/// <summary>A simple name: a variable, member or type.</summary>
public sealed class IdentifierNameSyntax(TextSpan span, SyntaxToken identifier) : ExpressionSyntax(span)
{
    /// <summary>The name.</summary>
    public SyntaxToken Identifier { get; } = identifier;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
    }
}

/// <summary><c>this</c>.</summary>
public sealed class ThisExpressionSyntax(TextSpan span) : ExpressionSyntax(span)
{

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
    }
}

/// <summary><c>super</c>.</summary>
public sealed class SuperExpressionSyntax(TextSpan span) : ExpressionSyntax(span)
{

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
    }
}

/// <summary>An expression in parentheses.</summary>
public sealed class ParenthesizedExpressionSyntax(TextSpan span, ExpressionSyntax expression) : ExpressionSyntax(span)
{
    /// <summary>The expression.</summary>
    public ExpressionSyntax Expression { get; } = expression;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Expression);
    }
}

/// <summary><c>a.b</c> or <c>a?.b</c>.</summary>
public sealed class MemberAccessExpressionSyntax(TextSpan span, ExpressionSyntax expression, bool isNullConditional, SyntaxToken name) : ExpressionSyntax(span)
{
    /// <summary>What stands before the dot; may be a namespace or type name.</summary>
    public ExpressionSyntax Expression { get; } = expression;
    /// <summary>Whether <c>?.</c> is written.</summary>
    public bool IsNullConditional { get; } = isNullConditional;
    /// <summary>The member.</summary>
    public SyntaxToken Name { get; } = name;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Expression);
    }
}

/// <summary>A call.</summary>
public sealed class InvocationExpressionSyntax(TextSpan span, ExpressionSyntax expression, ImmutableArray<ExpressionSyntax> arguments) : ExpressionSyntax(span)
{
    /// <summary>What is called: a name, a member access, <c>this</c> or <c>super</c>.</summary>
    public ExpressionSyntax Expression { get; } = expression;
    /// <summary>Arguments in order.</summary>
    public ImmutableArray<ExpressionSyntax> Arguments { get; } = arguments;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Expression);
        children.AddRange(Arguments);
    }
}

/// <summary><c>list[index]</c>.</summary>
public sealed class ElementAccessExpressionSyntax(TextSpan span, ExpressionSyntax expression, ExpressionSyntax index) : ExpressionSyntax(span)
{
    /// <summary>The list or array.</summary>
    public ExpressionSyntax Expression { get; } = expression;
    /// <summary>The index.</summary>
    public ExpressionSyntax Index { get; } = index;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Expression);
        children.Add(Index);
    }
}

/// <summary><c>new</c> with arguments, with fields of an sObject, with elements, with map entries or with a size.</summary>
public sealed class ObjectCreationExpressionSyntax(TextSpan span, TypeSyntax type, CreationKind kind, ImmutableArray<ExpressionSyntax> arguments, ImmutableArray<FieldInitializerSyntax> fields, ImmutableArray<MapEntrySyntax> entries) : ExpressionSyntax(span)
{
    /// <summary>The type without the rank that <c>new T[n]</c> or <c>new T[]{…}</c> adds.</summary>
    public TypeSyntax Type { get; } = type;
    /// <summary>Which of the forms.</summary>
    public CreationKind Kind { get; } = kind;
    /// <summary>Constructor arguments, elements, or the size, by <see cref="Kind"/>.</summary>
    public ImmutableArray<ExpressionSyntax> Arguments { get; } = arguments;
    /// <summary><c>Name = value</c> pairs of an sObject.</summary>
    public ImmutableArray<FieldInitializerSyntax> Fields { get; } = fields;
    /// <summary>Entries of a map.</summary>
    public ImmutableArray<MapEntrySyntax> Entries { get; } = entries;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Type);
        children.AddRange(Arguments);
        children.AddRange(Fields);
        children.AddRange(Entries);
    }
}

/// <summary><c>Name = value</c> in <c>new Account(Name = value)</c>.</summary>
public sealed class FieldInitializerSyntax(TextSpan span, SyntaxToken name, ExpressionSyntax value) : SyntaxNode(span)
{
    /// <summary>The field.</summary>
    public SyntaxToken Name { get; } = name;
    /// <summary>Its value.</summary>
    public ExpressionSyntax Value { get; } = value;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Value);
    }
}

/// <summary><c>key =&gt; value</c>.</summary>
public sealed class MapEntrySyntax(TextSpan span, ExpressionSyntax key, ExpressionSyntax value) : SyntaxNode(span)
{
    /// <summary>The key.</summary>
    public ExpressionSyntax Key { get; } = key;
    /// <summary>The value.</summary>
    public ExpressionSyntax Value { get; } = value;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Key);
        children.Add(Value);
    }
}

/// <summary><c>(Type) expression</c>.</summary>
public sealed class CastExpressionSyntax(TextSpan span, TypeSyntax type, ExpressionSyntax expression) : ExpressionSyntax(span)
{
    /// <summary>The type.</summary>
    public TypeSyntax Type { get; } = type;
    /// <summary>What is converted.</summary>
    public ExpressionSyntax Expression { get; } = expression;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Type);
        children.Add(Expression);
    }
}

/// <summary><c>expression instanceof Type</c>.</summary>
public sealed class InstanceOfExpressionSyntax(TextSpan span, ExpressionSyntax expression, TypeSyntax type) : ExpressionSyntax(span)
{
    /// <summary>What is tested.</summary>
    public ExpressionSyntax Expression { get; } = expression;
    /// <summary>The type.</summary>
    public TypeSyntax Type { get; } = type;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Expression);
        children.Add(Type);
    }
}

/// <summary>A prefix or postfix operator.</summary>
public sealed class UnaryExpressionSyntax(TextSpan span, UnaryOperator @operator, ExpressionSyntax operand) : ExpressionSyntax(span)
{
    /// <summary>Which.</summary>
    public UnaryOperator Operator { get; } = @operator;
    /// <summary>The operand.</summary>
    public ExpressionSyntax Operand { get; } = operand;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Operand);
    }
}

/// <summary>Operators of one precedence level, evaluated left to right: <c>a + b - c</c> is one node, so that long chains do not nest.</summary>
public sealed class BinaryExpressionSyntax(TextSpan span, ImmutableArray<ExpressionSyntax> operands, ImmutableArray<BinaryOperator> @operators) : ExpressionSyntax(span)
{
    /// <summary>At least two.</summary>
    public ImmutableArray<ExpressionSyntax> Operands { get; } = operands;
    /// <summary>One fewer than operands.</summary>
    public ImmutableArray<BinaryOperator> Operators { get; } = operators;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Operands);
    }
}

/// <summary><c>a = b</c> or a compound assignment.</summary>
public sealed class AssignmentExpressionSyntax(TextSpan span, ExpressionSyntax left, BinaryOperator? @operator, ExpressionSyntax right) : ExpressionSyntax(span)
{
    /// <summary>The target.</summary>
    public ExpressionSyntax Left { get; } = left;
    /// <summary>The operator of a compound assignment, or null.</summary>
    public BinaryOperator? Operator { get; } = @operator;
    /// <summary>The value.</summary>
    public ExpressionSyntax Right { get; } = right;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Left);
        children.Add(Right);
    }
}

/// <summary><c>a ? b : c</c>.</summary>
public sealed class ConditionalExpressionSyntax(TextSpan span, ExpressionSyntax condition, ExpressionSyntax whenTrue, ExpressionSyntax whenFalse) : ExpressionSyntax(span)
{
    /// <summary>The condition.</summary>
    public ExpressionSyntax Condition { get; } = condition;
    /// <summary>Value when true.</summary>
    public ExpressionSyntax WhenTrue { get; } = whenTrue;
    /// <summary>Value when false.</summary>
    public ExpressionSyntax WhenFalse { get; } = whenFalse;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Condition);
        children.Add(WhenTrue);
        children.Add(WhenFalse);
    }
}

/// <summary><c>Type.class</c>.</summary>
public sealed class TypeOfExpressionSyntax(TextSpan span, TypeSyntax type) : ExpressionSyntax(span)
{
    /// <summary>The type.</summary>
    public TypeSyntax Type { get; } = type;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Type);
    }
}

/// <summary><c>[SELECT …]</c>.</summary>
public sealed class SoqlExpressionSyntax(TextSpan span, SoqlQuerySyntax query) : ExpressionSyntax(span)
{
    /// <summary>The query.</summary>
    public SoqlQuerySyntax Query { get; } = query;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Query);
    }
}

/// <summary><c>[FIND …]</c>.</summary>
public sealed class SoslExpressionSyntax(TextSpan span, SoslQuerySyntax query) : ExpressionSyntax(span)
{
    /// <summary>The search.</summary>
    public SoslQuerySyntax Query { get; } = query;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Query);
    }
}

/// <summary>An expression that could not be parsed.</summary>
public sealed class MissingExpressionSyntax(TextSpan span) : ExpressionSyntax(span)
{

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
    }
}
