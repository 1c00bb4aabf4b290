using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

internal static class MetadataDiagnostics
{
    public static ImmutableArray<MetadataDiagnostic> Sort(IEnumerable<MetadataDiagnostic> diagnostics) =>
    [
        .. diagnostics
            .OrderBy(diagnostic => diagnostic.Location.Path, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.Line)
            .ThenBy(diagnostic => diagnostic.Location.Column)
            .ThenBy(diagnostic => diagnostic.Kind)
            .ThenBy(diagnostic => diagnostic.Message, StringComparer.Ordinal),
    ];
}
