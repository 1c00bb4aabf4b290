using System.Collections.Immutable;
using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax;

/// <summary>A written type: <c>Map&lt;Id, Account&gt;</c>, <c>Outer.Inner</c>, <c>String[]</c>, <c>void</c>.</summary>
public sealed class TypeSyntax(TextSpan span, ImmutableArray<TypeNamePartSyntax> parts, int arrayRank) : SyntaxNode(span)
{
    /// <summary>The names between dots, at least one.</summary>
    public ImmutableArray<TypeNamePartSyntax> Parts { get; } = parts;
    /// <summary>Number of <c>[]</c> behind it.</summary>
    public int ArrayRank { get; } = arrayRank;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        foreach (var part in Parts) children.AddRange(part.Arguments);
    }

    /// <inheritdoc />
    public override string ToString() => string.Join('.', Parts) + string.Concat(Enumerable.Repeat("[]", ArrayRank));
}

/// <summary>One name of a written type with its type arguments.</summary>
public sealed record TypeNamePartSyntax(SyntaxToken Name, ImmutableArray<TypeSyntax> Arguments)
{
    /// <inheritdoc />
    public override string ToString() => Arguments.IsEmpty ? Name.Text : $"{Name.Text}<{string.Join(", ", Arguments)}>";
}
