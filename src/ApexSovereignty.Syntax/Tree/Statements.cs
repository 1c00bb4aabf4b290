using System.Collections.Immutable;
using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax;

/// <summary>A statement.</summary>
public abstract class StatementSyntax : SyntaxNode
{
    private protected StatementSyntax(TextSpan span) : base(span)
    {
    }
}

/// <summary>Which database statement it is.</summary>
public enum DmlOperation
{
    /// <summary><c>insert</c></summary>
    Insert,
    /// <summary><c>update</c></summary>
    Update,
    /// <summary><c>upsert</c></summary>
    Upsert,
    /// <summary><c>delete</c></summary>
    Delete,
    /// <summary><c>undelete</c></summary>
    Undelete,
    /// <summary><c>merge</c></summary>
    Merge,
}

/// <summary>Statements in braces.</summary>
public sealed class BlockSyntax(TextSpan span, ImmutableArray<StatementSyntax> statements) : StatementSyntax(span)
{
    /// <summary>The statements.</summary>
    public ImmutableArray<StatementSyntax> Statements { get; } = statements;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Statements);
    }
}

/// <summary>Declares one or more locals of a type.</summary>
public sealed class LocalDeclarationStatementSyntax(TextSpan span, TypeSyntax type, ImmutableArray<VariableDeclaratorSyntax> variables) : StatementSyntax(span)
{
    /// <summary>Declared type.</summary>
    public TypeSyntax Type { get; } = type;
    /// <summary>The locals.</summary>
    public ImmutableArray<VariableDeclaratorSyntax> Variables { get; } = variables;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Type);
        children.AddRange(Variables);
    }
}

/// <summary>An expression evaluated for its effect.</summary>
public sealed class ExpressionStatementSyntax(TextSpan span, ExpressionSyntax expression) : StatementSyntax(span)
{
    /// <summary>The expression.</summary>
    public ExpressionSyntax Expression { get; } = expression;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Expression);
    }
}

/// <summary>A conditional statement.</summary>
public sealed class IfStatementSyntax(TextSpan span, ExpressionSyntax condition, StatementSyntax then, StatementSyntax? @else) : StatementSyntax(span)
{
    /// <summary>The condition.</summary>
    public ExpressionSyntax Condition { get; } = condition;
    /// <summary>Taken when true.</summary>
    public StatementSyntax Then { get; } = then;
    /// <summary>Taken when false, or null.</summary>
    public StatementSyntax? Else { get; } = @else;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Condition);
        children.Add(Then);
        if (Else is not null) children.Add(Else);
    }
}

/// <summary>A loop that tests first.</summary>
public sealed class WhileStatementSyntax(TextSpan span, ExpressionSyntax condition, StatementSyntax body) : StatementSyntax(span)
{
    /// <summary>The condition.</summary>
    public ExpressionSyntax Condition { get; } = condition;
    /// <summary>The body.</summary>
    public StatementSyntax Body { get; } = body;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Condition);
        children.Add(Body);
    }
}

/// <summary>A loop that tests last.</summary>
public sealed class DoStatementSyntax(TextSpan span, StatementSyntax body, ExpressionSyntax condition) : StatementSyntax(span)
{
    /// <summary>The body.</summary>
    public StatementSyntax Body { get; } = body;
    /// <summary>The condition.</summary>
    public ExpressionSyntax Condition { get; } = condition;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Body);
        children.Add(Condition);
    }
}

/// <summary>A loop with initializer, condition and step.</summary>
public sealed class ForStatementSyntax(TextSpan span, LocalDeclarationStatementSyntax? declaration, ImmutableArray<ExpressionSyntax> initializers, ExpressionSyntax? condition, ImmutableArray<ExpressionSyntax> incrementors, StatementSyntax body) : StatementSyntax(span)
{
    /// <summary>Declared locals, or null.</summary>
    public LocalDeclarationStatementSyntax? Declaration { get; } = declaration;
    /// <summary>Expressions evaluated first, where nothing is declared.</summary>
    public ImmutableArray<ExpressionSyntax> Initializers { get; } = initializers;
    /// <summary>The condition, or null.</summary>
    public ExpressionSyntax? Condition { get; } = condition;
    /// <summary>Expressions evaluated after each round.</summary>
    public ImmutableArray<ExpressionSyntax> Incrementors { get; } = incrementors;
    /// <summary>The body.</summary>
    public StatementSyntax Body { get; } = body;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        if (Declaration is not null) children.Add(Declaration);
        children.AddRange(Initializers);
        if (Condition is not null) children.Add(Condition);
        children.AddRange(Incrementors);
        children.Add(Body);
    }
}

/// <summary>A loop over a collection, iterator or query.</summary>
public sealed class ForEachStatementSyntax(TextSpan span, TypeSyntax type, SyntaxToken identifier, ExpressionSyntax expression, StatementSyntax body) : StatementSyntax(span)
{
    /// <summary>Declared type of the variable; a list type takes a query's records in chunks.</summary>
    public TypeSyntax Type { get; } = type;
    /// <summary>The variable.</summary>
    public SyntaxToken Identifier { get; } = identifier;
    /// <summary>What is looped over.</summary>
    public ExpressionSyntax Expression { get; } = expression;
    /// <summary>The body.</summary>
    public StatementSyntax Body { get; } = body;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Type);
        children.Add(Expression);
        children.Add(Body);
    }
}

/// <summary>Returns from the method.</summary>
public sealed class ReturnStatementSyntax(TextSpan span, ExpressionSyntax? expression) : StatementSyntax(span)
{
    /// <summary>The value, or null.</summary>
    public ExpressionSyntax? Expression { get; } = expression;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        if (Expression is not null) children.Add(Expression);
    }
}

/// <summary>Throws an exception.</summary>
public sealed class ThrowStatementSyntax(TextSpan span, ExpressionSyntax expression) : StatementSyntax(span)
{
    /// <summary>The exception.</summary>
    public ExpressionSyntax Expression { get; } = expression;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Expression);
    }
}

/// <summary>Leaves a loop.</summary>
public sealed class BreakStatementSyntax(TextSpan span) : StatementSyntax(span)
{

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
    }
}

/// <summary>Goes to the next round of a loop.</summary>
public sealed class ContinueStatementSyntax(TextSpan span) : StatementSyntax(span)
{

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
    }
}

/// <summary>Nothing, or what could not be parsed.</summary>
public sealed class EmptyStatementSyntax(TextSpan span) : StatementSyntax(span)
{

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
    }
}

/// <summary>A protected block with its handlers.</summary>
public sealed class TryStatementSyntax(TextSpan span, BlockSyntax block, ImmutableArray<CatchClauseSyntax> catches, BlockSyntax? @finally) : StatementSyntax(span)
{
    /// <summary>The protected block.</summary>
    public BlockSyntax Block { get; } = block;
    /// <summary>Handlers in order.</summary>
    public ImmutableArray<CatchClauseSyntax> Catches { get; } = catches;
    /// <summary>Always run, or null.</summary>
    public BlockSyntax? Finally { get; } = @finally;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Block);
        children.AddRange(Catches);
        if (Finally is not null) children.Add(Finally);
    }
}

/// <summary>A handler.</summary>
public sealed class CatchClauseSyntax(TextSpan span, TypeSyntax type, SyntaxToken identifier, BlockSyntax block) : SyntaxNode(span)
{
    /// <summary>The exception's type.</summary>
    public TypeSyntax Type { get; } = type;
    /// <summary>The variable.</summary>
    public SyntaxToken Identifier { get; } = identifier;
    /// <summary>The handler's statements.</summary>
    public BlockSyntax Block { get; } = block;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Type);
        children.Add(Block);
    }
}

/// <summary>A <c>switch on</c>.</summary>
public sealed class SwitchStatementSyntax(TextSpan span, ExpressionSyntax expression, ImmutableArray<SwitchSectionSyntax> sections) : StatementSyntax(span)
{
    /// <summary>What is compared.</summary>
    public ExpressionSyntax Expression { get; } = expression;
    /// <summary>The <c>when</c> blocks in order.</summary>
    public ImmutableArray<SwitchSectionSyntax> Sections { get; } = sections;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Expression);
        children.AddRange(Sections);
    }
}

/// <summary>A <c>when</c> block: by values, by type, or else.</summary>
public sealed class SwitchSectionSyntax(TextSpan span, ImmutableArray<ExpressionSyntax> values, TypeSyntax? type, SyntaxToken? identifier, BlockSyntax block) : SyntaxNode(span)
{
    /// <summary>Literals, negative numbers or enum constants; empty for a type or else.</summary>
    public ImmutableArray<ExpressionSyntax> Values { get; } = values;
    /// <summary>The type of <c>when Type name</c>, or null.</summary>
    public TypeSyntax? Type { get; } = type;
    /// <summary>The variable of <c>when Type name</c>, or null.</summary>
    public SyntaxToken? Identifier { get; } = identifier;
    /// <summary>The statements.</summary>
    public BlockSyntax Block { get; } = block;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Values);
        if (Type is not null) children.Add(Type);
        children.Add(Block);
    }
}

/// <summary>A database statement: <c>insert as user contacts</c>.</summary>
public sealed class DmlStatementSyntax(TextSpan span, DmlOperation operation, string? accessLevel, ExpressionSyntax expression, ExpressionSyntax? mergeOther, TypeSyntax? externalIdField) : StatementSyntax(span)
{
    /// <summary>Which.</summary>
    public DmlOperation Operation { get; } = operation;
    /// <summary><c>user</c> or <c>system</c> where <c>as user</c>/<c>as system</c> is written, in lower case.</summary>
    public string? AccessLevel { get; } = accessLevel;
    /// <summary>The records.</summary>
    public ExpressionSyntax Expression { get; } = expression;
    /// <summary>The records merged into the first, for <c>merge</c>.</summary>
    public ExpressionSyntax? MergeOther { get; } = mergeOther;
    /// <summary>The field of <c>upsert records Object.Field</c> as written, or null.</summary>
    public TypeSyntax? ExternalIdField { get; } = externalIdField;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.Add(Expression);
        if (MergeOther is not null) children.Add(MergeOther);
        if (ExternalIdField is not null) children.Add(ExternalIdField);
    }
}

/// <summary><c>System.runAs(user) { … }</c> in tests.</summary>
public sealed class RunAsStatementSyntax(TextSpan span, ImmutableArray<ExpressionSyntax> arguments, BlockSyntax block) : StatementSyntax(span)
{
    /// <summary>The user or version.</summary>
    public ImmutableArray<ExpressionSyntax> Arguments { get; } = arguments;
    /// <summary>The statements.</summary>
    public BlockSyntax Block { get; } = block;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Arguments);
        children.Add(Block);
    }
}
