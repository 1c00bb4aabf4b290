using System.Globalization;
using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Reporting.Formats;

/// <summary>Writes results as workflow commands, which GitHub Actions shows as annotations in a pull request.</summary>
public static class GitHubWriter
{
    /// <summary>Writes one line per active result.</summary>
    public static void Write(ScanReport report, TextWriter writer)
    {
        foreach (var diagnostic in report.ActiveDiagnostics)
        {
            var command = diagnostic.Severity switch
            {
                DiagnosticSeverity.Error => "error",
                DiagnosticSeverity.Warning => "warning",
                _ => "notice",
            };
            var location = diagnostic.Location;
            var end = location.End.Line > location.Start.Line || location.End.Column <= location.Start.Column
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $",endColumn={location.End.Column}");
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"::{command} file={Property(location.Path)},line={location.Start.Line + 1},endLine={location.End.Line + 1},col={location.Start.Column + 1}{end},title={Property(diagnostic.Descriptor.Id + ": " + diagnostic.Descriptor.Title)}::{Data(diagnostic.Message)}\n"));
        }
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
