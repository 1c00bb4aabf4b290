using System.Globalization;
using System.Text;
using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Reporting.Formats;

/// <summary>Writes a report as Markdown, for pull requests and wikis.</summary>
public static class MarkdownWriter
{
    /// <summary>Writes a summary table and one section per result.</summary>
    public static void Write(ScanReport report, TextWriter writer)
    {
        var active = report.ActiveDiagnostics.ToList();
        var text = new StringBuilder("# apexsov report\n\n");
        var suppressed = report.Results.Count(result => result.Suppression is not null);
        text.Append(CultureInfo.InvariantCulture, $"{active.Count} findings, {suppressed} suppressed{Baseline(report)}, in {report.Counts.Files} files ({report.Counts.Lines} lines).\n\n");
        if (active.Count > 0) AppendTable(text, active);
        foreach (var diagnostic in active) AppendDiagnostic(text, diagnostic);
        if (!report.Notifications.IsEmpty) AppendNotifications(text, report);
        writer.Write(text.ToString().TrimEnd('\n') + "\n");
    }

    private static string Baseline(ScanReport report) =>
        report.HasBaseline ? string.Create(CultureInfo.InvariantCulture, $", {report.KnownCount} known from the baseline, {report.GoneDiagnostics.Count()} gone from it") : "";

    private static void AppendTable(StringBuilder text, List<Diagnostic> active)
    {
        text.Append("| rule | title | errors | warnings | notes |\n|---|---|---:|---:|---:|\n");
        foreach (var rule in active.GroupBy(diagnostic => diagnostic.Descriptor.Id, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal))
        {
            int Count(DiagnosticSeverity severity) => rule.Count(diagnostic => diagnostic.Severity == severity);
            text.Append(CultureInfo.InvariantCulture, $"| {rule.Key} | {MarkdownText.Escape(rule.First().Descriptor.Title)} | {Count(DiagnosticSeverity.Error)} | {Count(DiagnosticSeverity.Warning)} | {Count(DiagnosticSeverity.Note)} |\n");
        }

        text.Append('\n');
    }

    private static void AppendDiagnostic(StringBuilder text, Diagnostic diagnostic)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Descriptor.Id}: {MarkdownText.Escape(diagnostic.Descriptor.Title)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{MarkdownText.Code(diagnostic.Location.ToString())}\n\n{MarkdownText.Escape(diagnostic.Message)}\n\n");
        var path = Witness.Shorten(diagnostic.Path);
        for (var i = 0; i < path.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}. {MarkdownText.Code(path[i].Location.ToString())} {MarkdownText.Escape(path[i].Message)}\n");
        if (!path.IsEmpty) text.Append('\n');
        if (diagnostic.Advice.Length > 0) text.Append(CultureInfo.InvariantCulture, $"**What to do:** {MarkdownText.Escape(diagnostic.Advice)}\n\n");
    }

    private static void AppendNotifications(StringBuilder text, ScanReport report)
    {
        text.Append("## Notifications\n\n");
        foreach (var notification in report.Notifications)
        {
            var place = notification.Location is { } location ? MarkdownText.Code(location.ToString()) + " " : "";
            text.Append(CultureInfo.InvariantCulture, $"- {notification.Level.ToString().ToLowerInvariant()}: {place}{MarkdownText.Escape(notification.Message)}\n");
        }
    }
}
