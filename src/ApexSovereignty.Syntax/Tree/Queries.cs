using System.Collections.Immutable;
using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax;

/// <summary>Something selected, grouped or ordered by.</summary>
public abstract class SoqlSelectItemSyntax : SyntaxNode
{
    private protected SoqlSelectItemSyntax(TextSpan span) : base(span)
    {
    }
}

/// <summary>A condition of WHERE or HAVING.</summary>
public abstract class SoqlConditionSyntax : SyntaxNode
{
    private protected SoqlConditionSyntax(TextSpan span) : base(span)
    {
    }
}

/// <summary>A value that a field is compared with.</summary>
public abstract class SoqlValueSyntax : SyntaxNode
{
    private protected SoqlValueSyntax(TextSpan span) : base(span)
    {
    }
}

/// <summary>How conditions are joined.</summary>
public enum SoqlLogicalOperator
{
    /// <summary>AND</summary>
    And,
    /// <summary>OR</summary>
    Or,
    /// <summary>NOT</summary>
    Not,
}

/// <summary>A SOQL query.</summary>
public sealed class SoqlQuerySyntax(TextSpan span, ImmutableArray<SoqlSelectItemSyntax> select, ImmutableArray<SoqlFromItemSyntax> from, SoqlConditionSyntax? where, ImmutableArray<SoqlSelectItemSyntax> groupBy, SoqlConditionSyntax? having, ImmutableArray<SoqlSelectItemSyntax> orderBy, SoqlValueSyntax? limit, SoqlValueSyntax? offset, string with, string options) : SyntaxNode(span)
{
    /// <summary>What is selected.</summary>
    public ImmutableArray<SoqlSelectItemSyntax> Select { get; } = select;
    /// <summary>The objects; the first is the queried one (a child relationship in a sub-query).</summary>
    public ImmutableArray<SoqlFromItemSyntax> From { get; } = from;
    /// <summary>The filter, or null.</summary>
    public SoqlConditionSyntax? Where { get; } = where;
    /// <summary>Grouping fields and functions (ROLLUP and CUBE flattened).</summary>
    public ImmutableArray<SoqlSelectItemSyntax> GroupBy { get; } = groupBy;
    /// <summary>Filter of groups, or null.</summary>
    public SoqlConditionSyntax? Having { get; } = having;
    /// <summary>Ordering fields and functions.</summary>
    public ImmutableArray<SoqlSelectItemSyntax> OrderBy { get; } = orderBy;
    /// <summary>LIMIT, or null.</summary>
    public SoqlValueSyntax? Limit { get; } = limit;
    /// <summary>OFFSET, or null.</summary>
    public SoqlValueSyntax? Offset { get; } = offset;
    /// <summary>Text of the WITH clause (<c>USER_MODE</c>, <c>SECURITY_ENFORCED</c>, DATA CATEGORY …), or empty.</summary>
    public string With { get; } = with;
    /// <summary>Text of USING SCOPE, FOR VIEW/REFERENCE/UPDATE, ALL ROWS, UPDATE TRACKING, space-separated, upper case, or empty.</summary>
    public string Options { get; } = options;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Select);
        children.AddRange(From);
        if (Where is not null) children.Add(Where);
        children.AddRange(GroupBy);
        if (Having is not null) children.Add(Having);
        children.AddRange(OrderBy);
        if (Limit is not null) children.Add(Limit);
        if (Offset is not null) children.Add(Offset);
    }
}

/// <summary>An object of FROM.</summary>
public sealed class SoqlFromItemSyntax(TextSpan span, ImmutableArray<SyntaxToken> path, SyntaxToken? alias) : SyntaxNode(span)
{
    /// <summary>Object or relationship path.</summary>
    public ImmutableArray<SyntaxToken> Path { get; } = path;
    /// <summary>Alias, or null.</summary>
    public SyntaxToken? Alias { get; } = alias;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
    }
}

/// <summary>A field, possibly over relationships: <c>Account.Owner.Email</c>.</summary>
public sealed class SoqlFieldSyntax(TextSpan span, ImmutableArray<SyntaxToken> path, SyntaxToken? alias) : SoqlSelectItemSyntax(span)
{
    /// <summary>Names between dots.</summary>
    public ImmutableArray<SyntaxToken> Path { get; } = path;
    /// <summary>Alias, or null.</summary>
    public SyntaxToken? Alias { get; } = alias;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
    }
}

/// <summary>A function or aggregate: <c>COUNT(Id) n</c>, <c>FIELDS(ALL)</c>, <c>toLabel(Status)</c>.</summary>
public sealed class SoqlFunctionSyntax(TextSpan span, SyntaxToken name, ImmutableArray<SoqlSelectItemSyntax> arguments, SyntaxToken? alias) : SoqlSelectItemSyntax(span)
{
    /// <summary>The function.</summary>
    public SyntaxToken Name { get; } = name;
    /// <summary>Its arguments; literals are <see cref="SoqlFieldSyntax"/> of one token.</summary>
    public ImmutableArray<SoqlSelectItemSyntax> Arguments { get; } = arguments;
    /// <summary>Alias, or null.</summary>
    public SyntaxToken? Alias { get; } = alias;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Arguments);
    }
}

/// <summary>A bound Apex expression as a function's argument: <c>GEOLOCATION(:latitude, :longitude)</c>.</summary>
public sealed class SoqlBindItemSyntax(TextSpan span, ExpressionSyntax expression) : SoqlSelectItemSyntax(span)
{
    /// <summary>The expression behind the colon.</summary>
    public ExpressionSyntax Expression { get; } = expression;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Expression);
    }
}

/// <summary>A sub-select over a child relationship.</summary>
public sealed class SoqlSubquerySyntax(TextSpan span, SoqlQuerySyntax query, SyntaxToken? alias) : SoqlSelectItemSyntax(span)
{
    /// <summary>The query.</summary>
    public SoqlQuerySyntax Query { get; } = query;
    /// <summary>Alias, or null.</summary>
    public SyntaxToken? Alias { get; } = alias;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Query);
    }
}

/// <summary><c>TYPEOF What WHEN Account THEN Phone ELSE Name END</c>.</summary>
public sealed class SoqlTypeOfSyntax(TextSpan span, SyntaxToken field, ImmutableArray<SoqlTypeOfWhenSyntax> whens, ImmutableArray<SoqlSelectItemSyntax> @else, SyntaxToken? alias) : SoqlSelectItemSyntax(span)
{
    /// <summary>The polymorphic relationship.</summary>
    public SyntaxToken Field { get; } = field;
    /// <summary>Fields by type.</summary>
    public ImmutableArray<SoqlTypeOfWhenSyntax> Whens { get; } = whens;
    /// <summary>Fields of other types.</summary>
    public ImmutableArray<SoqlSelectItemSyntax> Else { get; } = @else;
    /// <summary>Always null.</summary>
    public SyntaxToken? Alias { get; } = alias;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Whens);
        children.AddRange(Else);
    }
}

/// <summary>A <c>WHEN Type THEN fields</c>.</summary>
public sealed class SoqlTypeOfWhenSyntax(TextSpan span, SyntaxToken objectName, ImmutableArray<SoqlSelectItemSyntax> fields) : SyntaxNode(span)
{
    /// <summary>The type.</summary>
    public SyntaxToken ObjectName { get; } = objectName;
    /// <summary>The fields.</summary>
    public ImmutableArray<SoqlSelectItemSyntax> Fields { get; } = fields;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Fields);
    }
}

/// <summary>AND, OR or NOT over conditions.</summary>
public sealed class SoqlLogicalConditionSyntax(TextSpan span, SoqlLogicalOperator @operator, ImmutableArray<SoqlConditionSyntax> operands) : SoqlConditionSyntax(span)
{
    /// <summary>Which.</summary>
    public SoqlLogicalOperator Operator { get; } = @operator;
    /// <summary>One for NOT, otherwise two or more.</summary>
    public ImmutableArray<SoqlConditionSyntax> Operands { get; } = operands;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Operands);
    }
}

/// <summary>A comparison: <c>DeveloperName = 'X'</c>.</summary>
public sealed class SoqlComparisonSyntax(TextSpan span, SoqlSelectItemSyntax left, string @operator, SoqlValueSyntax right) : SoqlConditionSyntax(span)
{
    /// <summary>A field or function.</summary>
    public SoqlSelectItemSyntax Left { get; } = left;
    /// <summary>Upper case: =, !=, &lt;, &lt;=, &gt;, &gt;=, LIKE, IN, NOT IN, INCLUDES, EXCLUDES.</summary>
    public string Operator { get; } = @operator;
    /// <summary>What it is compared with.</summary>
    public SoqlValueSyntax Right { get; } = right;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Left);
        children.Add(Right);
    }
}

/// <summary>A literal: string, number, date, date literal (<c>LAST_N_DAYS:3</c>), currency, true, false, null.</summary>
public sealed class SoqlLiteralSyntax(TextSpan span, LiteralKind kind, string text) : SoqlValueSyntax(span)
{
    /// <summary>String for strings; Null, True, False; Decimal for numbers; Integer for whole numbers; Double for dates, date literals and currencies.</summary>
    public LiteralKind Kind { get; } = kind;
    /// <summary>A string's value with escapes resolved; otherwise as written.</summary>
    public string Text { get; } = text;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
    }
}

/// <summary>A bound Apex expression.</summary>
public sealed class SoqlBindSyntax(TextSpan span, ExpressionSyntax expression) : SoqlValueSyntax(span)
{
    /// <summary>The expression behind the colon.</summary>
    public ExpressionSyntax Expression { get; } = expression;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Expression);
    }
}

/// <summary>Values in parentheses.</summary>
public sealed class SoqlValueListSyntax(TextSpan span, ImmutableArray<SoqlValueSyntax> values) : SoqlValueSyntax(span)
{
    /// <summary>The values.</summary>
    public ImmutableArray<SoqlValueSyntax> Values { get; } = values;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Values);
    }
}

/// <summary>A semi-join or anti-join.</summary>
public sealed class SoqlQueryValueSyntax(TextSpan span, SoqlQuerySyntax query) : SoqlValueSyntax(span)
{
    /// <summary>The query.</summary>
    public SoqlQuerySyntax Query { get; } = query;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Query);
    }
}

/// <summary>A field or function as the value compared with.</summary>
public sealed class SoqlFieldValueSyntax(TextSpan span, SoqlSelectItemSyntax item) : SoqlValueSyntax(span)
{
    /// <summary>The field or function.</summary>
    public SoqlSelectItemSyntax Item { get; } = item;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Item);
    }
}

/// <summary>A SOSL search.</summary>
public sealed class SoslQuerySyntax(TextSpan span, SoqlValueSyntax search, string scope, ImmutableArray<SoslReturningSyntax> returning, ImmutableArray<SoqlValueSyntax> others, string with) : SyntaxNode(span)
{
    /// <summary>The search text or bind.</summary>
    public SoqlValueSyntax Search { get; } = search;
    /// <summary>Text of IN … FIELDS, or empty.</summary>
    public string Scope { get; } = scope;
    /// <summary>What is returned.</summary>
    public ImmutableArray<SoslReturningSyntax> Returning { get; } = returning;
    /// <summary>Values of LIMIT and WITH clauses, for their binds.</summary>
    public ImmutableArray<SoqlValueSyntax> Others { get; } = others;
    /// <summary>Text of WITH and other clauses, or empty.</summary>
    public string With { get; } = with;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Search);
        children.AddRange(Returning);
        children.AddRange(Others);
    }
}

/// <summary>An object of RETURNING with its fields.</summary>
public sealed class SoslReturningSyntax(TextSpan span, SyntaxToken objectName, ImmutableArray<SoqlSelectItemSyntax> fields, SoqlConditionSyntax? where, ImmutableArray<SoqlValueSyntax> others) : SyntaxNode(span)
{
    /// <summary>The object.</summary>
    public SyntaxToken ObjectName { get; } = objectName;
    /// <summary>The fields; only Id where none is written.</summary>
    public ImmutableArray<SoqlSelectItemSyntax> Fields { get; } = fields;
    /// <summary>The filter, or null.</summary>
    public SoqlConditionSyntax? Where { get; } = where;
    /// <summary>LIMIT and OFFSET, for their binds.</summary>
    public ImmutableArray<SoqlValueSyntax> Others { get; } = others;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Fields);
        if (Where is not null) children.Add(Where);
        children.AddRange(Others);
    }
}
