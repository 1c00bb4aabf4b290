using System.Globalization;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting.Html;

namespace ApexSovereignty.Reporting.Formats.Html;

/// <summary>Writes a report as an <see cref="HtmlPage"/>: totals as a table, and each result with its path over the source.</summary>
public static class ReportHtmlWriter
{
    /// <summary>Writes the page, which opens offline and takes part of no network.</summary>
    public static void Write(ScanReport report, TextWriter writer)
    {
        var parts = new Dictionary<string, Action<TextWriter>>(StringComparer.Ordinal)
        {
            ["provenance"] = target =>
            {
                foreach (var (name, value) in Provenance(report)) target.Write($"<div><dt>{HtmlPage.Encode(name)}</dt><dd>{HtmlPage.Encode(value)}</dd></div>\n");
            },
            ["totals"] = target => WriteTotals(report, target),
            ["notifications"] = target => WriteNotifications(report, target),
            ["data"] = target => target.Write(ReportData.ToJson(report)),
        };
        HtmlPage.Write(HtmlPage.Resource("Formats/Html/report.html"), HtmlPage.Resource("Html/page.css") + HtmlPage.Resource("Formats/Html/report.css"), HtmlPage.Resource("Formats/Html/report.js"), parts, writer);
    }

    private static IEnumerable<(string Name, string Value)> Provenance(ScanReport report)
    {
        if (report.Repository is { } repository)
        {
            yield return ("Repository", repository.Uri.AbsoluteUri);
            yield return ("Commit", repository.Revision);
        }

        yield return ("Policy", report.PolicyHash.Length == 0 ? "none: no endpoint is allowed" : "SHA-256 " + report.PolicyHash);
        yield return ("Tool", "apexsov " + report.ToolVersion);
        yield return ("Analysed", string.Create(CultureInfo.InvariantCulture, $"{report.Counts.Files:N0} files, {report.Counts.Lines:N0} lines"));
        var suppressed = report.Results.Count(result => result.Suppression is not null);
        var baseline = report.HasBaseline ? string.Create(CultureInfo.InvariantCulture, $", {report.KnownCount:N0} known from the baseline, {report.GoneDiagnostics.Count():N0} gone from it") : "";
        yield return ("Results", string.Create(CultureInfo.InvariantCulture, $"{report.ActiveDiagnostics.Count():N0} open, {suppressed:N0} suppressed{baseline}"));
        if (report.UntouchedCount > 0) yield return ("Left out", string.Create(CultureInfo.InvariantCulture, $"{report.UntouchedCount:N0} that touch no change"));
    }

    private static void WriteTotals(ScanReport report, TextWriter writer)
    {
        DiagnosticSeverity[] severities = [DiagnosticSeverity.Error, DiagnosticSeverity.Warning, DiagnosticSeverity.Note];
        var active = report.ActiveDiagnostics.ToList();
        writer.Write("<thead><tr><th scope=\"col\">Rule</th>");
        foreach (var severity in severities) writer.Write($"<th scope=\"col\" class=\"number\">{severity}s</th>");
        writer.Write("</tr></thead>\n<tbody>\n");
        foreach (var rule in active.GroupBy(diagnostic => diagnostic.Descriptor.Id, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal))
            WriteCounts(rule.Key + ": " + rule.First().Descriptor.Title, [.. rule]);
        writer.Write("</tbody>\n<tfoot>\n");
        WriteCounts("All", active);
        writer.Write("</tfoot>\n");

        void WriteCounts(string name, List<Diagnostic> diagnostics)
        {
            writer.Write($"<tr><th scope=\"row\">{HtmlPage.Encode(name)}</th>");
            foreach (var severity in severities) writer.Write(string.Create(CultureInfo.InvariantCulture, $"<td class=\"number\">{diagnostics.Count(diagnostic => diagnostic.Severity == severity):N0}</td>"));
            writer.Write("</tr>\n");
        }
    }

    private static void WriteNotifications(ScanReport report, TextWriter writer)
    {
        if (report.Notifications.IsEmpty) return;
        writer.Write("<section aria-labelledby=\"notifications\"><h2 id=\"notifications\">Notifications</h2>\n<ul>\n");
        foreach (var notification in report.Notifications)
        {
            var level = ReportData.Levels[notification.Level switch { DiagnosticSeverity.Error => 0, DiagnosticSeverity.Warning => 1, _ => 2 }];
            writer.Write($"<li><span class=\"{level}\">{level}</span> {(notification.Location is { } location ? $"<code>{HtmlPage.Encode(location.ToString())}</code> " : "")}{HtmlPage.Encode(notification.Message)}</li>\n");
        }

        writer.Write("</ul></section>\n");
    }
}
