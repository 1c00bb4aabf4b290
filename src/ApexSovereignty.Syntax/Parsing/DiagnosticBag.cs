using System.Collections.Immutable;
using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax.Parsing;

/// <summary>Collects a file's diagnostics; behind the first twenty they say nothing new and are left out.</summary>
internal sealed class DiagnosticBag
{
    private const int Limit = 20;

    private readonly List<SyntaxDiagnostic> diagnostics = [];

    public void Add(string message, TextSpan span)
    {
        if (diagnostics.Count < Limit * 4) diagnostics.Add(new SyntaxDiagnostic(message, span));
    }

    public ImmutableArray<SyntaxDiagnostic> ToImmutable() =>
    [
        .. diagnostics
            .OrderBy(d => d.Span.Start)
            .ThenBy(d => d.Span.Length)
            .ThenBy(d => d.Message, StringComparer.Ordinal)
            .Distinct()
            .Take(Limit),
    ];
}
