using System.Collections.Immutable;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics;

/// <summary>
/// Answers about nodes of one tree: Roslyn's <c>SemanticModel</c>. A member is bound when a node in it is first asked about, and
/// kept, so that the same local is always the same symbol. Not for use by several threads; make one per thread.
/// </summary>
public abstract class SemanticModel
{
    /// <summary>The tree.</summary>
    public abstract SyntaxTree SyntaxTree { get; }

    /// <summary>The operation of an expression or statement; null outside code and for nodes that have none of their own.</summary>
    public abstract Operation? GetOperation(SyntaxNode node);

    /// <summary>
    /// The type of an expression before any implied conversion, what a written type means, or the type of the field a query
    /// selects; null where there is none.
    /// </summary>
    public abstract ITypeSymbol? GetTypeInfo(SyntaxNode node);

    /// <summary>
    /// What an expression, a written type, a field's name in a record's creation, or a selected field refers to: a variable,
    /// member, method or type; null where it refers to nothing or could not be bound.
    /// </summary>
    public abstract ISymbol? GetSymbolInfo(SyntaxNode node);

    /// <summary>
    /// The symbol that a declaration makes. Loop variables belong to the <see cref="ForEachStatementSyntax"/>, exceptions to the
    /// <see cref="CatchClauseSyntax"/>, variables of <c>when Account a</c> to the <see cref="SwitchSectionSyntax"/>; null for other nodes.
    /// </summary>
    public abstract ISymbol? GetDeclaredSymbol(SyntaxNode node);

    /// <summary>The value of an expression that the code alone fixes.</summary>
    public abstract ConstantValue GetConstantValue(SyntaxNode node);

    /// <summary>
    /// What can be named without qualification at a position: locals declared before it, parameters, members of the types around
    /// and their bases, nested types, types of the project. What is hidden is left out. With a name (any case) types of the
    /// platform are found too; without one they are left out.
    /// </summary>
    /// <param name="position">Offset in the text, in UTF-16 code units.</param>
    /// <param name="name">Only symbols of that name, or null for all.</param>
    public abstract ImmutableArray<ISymbol> LookupSymbols(int position, string? name = null);
}

/// <summary>A value known before the code runs; Roslyn's <c>Optional</c>.</summary>
/// <param name="HasValue">Whether there is one.</param>
/// <param name="Value">String, bool, int, long, double, decimal or null.</param>
public readonly record struct ConstantValue(bool HasValue, object? Value);
