using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax;

/// <summary>A name or operator with its place.</summary>
/// <param name="Text">As written; names are compared without regard to case.</param>
/// <param name="Span">Where it stands.</param>
public readonly record struct SyntaxToken(string Text, TextSpan Span)
{
    /// <inheritdoc />
    public override string ToString() => Text;
}
