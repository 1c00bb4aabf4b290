using ApexSovereignty.Syntax;
using ApexSovereignty.Text;

namespace ApexSovereignty.Flow.Values;

/// <summary>A place in a file; cheap to make, turned into lines only for a reader.</summary>
public readonly record struct CodeLocation(SyntaxTree Tree, TextSpan Span) : IComparable<CodeLocation>
{
    /// <summary>The place with its lines.</summary>
    public Location ToLocation() => Tree.GetLocation(Span);

    /// <inheritdoc />
    public int CompareTo(CodeLocation other)
    {
        var byPath = ReferenceEquals(Tree, other.Tree) ? 0 : string.CompareOrdinal(Tree.FilePath, other.Tree.FilePath);
        if (byPath != 0) return byPath;
        var byStart = Span.Start.CompareTo(other.Span.Start);
        return byStart != 0 ? byStart : Span.Length.CompareTo(other.Span.Length);
    }
}
