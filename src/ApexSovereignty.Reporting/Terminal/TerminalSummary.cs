using System.Globalization;
using ApexSovereignty.Diagnostics;
using Spectre.Console;

namespace ApexSovereignty.Reporting.Terminal;

/// <summary>The end of a report: notifications, results by rule and severity, and what to do next.</summary>
internal sealed class TerminalSummary(ScanReport report, TerminalOutput output, Verbosity verbosity)
{
    private const int ShownNotifications = 5;
    private const int ShownGone = 5;

    private static readonly Style Dim = new(Color.Grey);
    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly DiagnosticSeverity[] Severities = [DiagnosticSeverity.Error, DiagnosticSeverity.Warning, DiagnosticSeverity.Note];

    public void Write(IReadOnlyList<Diagnostic> active)
    {
        WriteGone();
        WriteNotifications(active);
        if (verbosity == Verbosity.Verbose && report.Statistics is { } statistics) StatisticsWriter.Write(statistics, output);
        WriteTable(active);
        WriteTotals(active);
        if (report.UndecidedEndpoints > 0)
            output.Paragraph("", "", Plural(report.UndecidedEndpoints, "endpoint awaits", "endpoints await") + " a decision: run 'apexsov init' to list them in apexsov.json.", new Style(Color.Aqua));
    }

    /// <summary><c>2 errors, 1 warning</c>.</summary>
    public static string Count(IEnumerable<Diagnostic> diagnostics)
    {
        var counts = diagnostics.CountBy(diagnostic => diagnostic.Severity).ToDictionary();
        return string.Join(", ", Severities.Where(counts.ContainsKey).Select(severity => Plural(counts[severity], TerminalWriter.NameOf(severity), TerminalWriter.NameOf(severity) + "s")));
    }

    private void WriteGone()
    {
        var gone = report.GoneDiagnostics.ToList();
        if (gone.Count == 0) return;
        output.Line(Plural(gone.Count, "result", "results") + " of the baseline " + (gone.Count == 1 ? "is" : "are") + " gone:", Strong);
        var shown = verbosity == Verbosity.Verbose ? gone.Count : ShownGone;
        foreach (var diagnostic in gone.Take(shown))
            output.Paragraph("  ", "    ", TerminalWriter.Clean(diagnostic.Descriptor.Id + " " + diagnostic.Location + ": " + diagnostic.Message), Dim);
        if (gone.Count > shown) output.Line(string.Create(CultureInfo.InvariantCulture, $"  … {gone.Count - shown:N0} more (--verbose shows them)"), Dim);
        output.Line("  Run 'apexsov baseline' to take them out, so that they cannot come back unnoticed.", Dim);
        output.Line();
    }

    private void WriteNotifications(IReadOnlyList<Diagnostic> active)
    {
        // A file that was not parsed whole is a result too, and need not be told twice.
        var told = active.Select(diagnostic => (diagnostic.Location, diagnostic.Message)).ToHashSet();
        var all = report.Notifications.Where(notification => notification.Location is null || !told.Contains((notification.Location, notification.Message))).ToList();
        var shown = verbosity == Verbosity.Verbose
            ? all
            : [.. all.Where(notification => notification.Level >= DiagnosticSeverity.Warning).Take(ShownNotifications)];
        foreach (var notification in shown)
        {
            var place = notification.Location is { } location ? TerminalWriter.Clean(location.ToString()) + ": " : "";
            var level = TerminalWriter.NameOf(notification.Level);
            output.Write(level, TerminalWriter.StyleOf(notification.Level));
            output.Paragraph(": ", "  ", place + TerminalWriter.Clean(notification.Message), used: level.Length);
        }

        var hidden = all.Count - shown.Count;
        if (hidden > 0) output.Line(Plural(hidden, "notification", "notifications") + (shown.Count == 0 ? "" : " more") + " (--verbose shows " + (hidden == 1 ? "it" : "them") + ")", Dim);
        if (all.Count > 0) output.Line();
    }

    private void WriteTable(IReadOnlyList<Diagnostic> active)
    {
        if (active.Count == 0) return;
        const int Numbers = 27;
        var titles = Math.Min(output.Width - 11 - Numbers, active.Max(diagnostic => diagnostic.Descriptor.Title.Length));
        titles = Math.Max(titles, 5);
        output.Line("Rule     " + "Title".PadRight(titles) + "    Errors  Warnings  Notes", Strong);
        foreach (var rule in active.GroupBy(diagnostic => diagnostic.Descriptor.Id, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal))
        {
            var title = rule.First().Descriptor.Title;
            if (title.Length > titles) title = title[..(titles - 1)] + "…";
            output.Write(rule.Key.PadRight(9)).Write(title.PadRight(titles));
            Cell(rule.Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), 10, DiagnosticSeverity.Error);
            Cell(rule.Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning), 10, DiagnosticSeverity.Warning);
            Cell(rule.Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Note), 7, DiagnosticSeverity.Note);
            output.Line();
        }

        output.Line();
    }

    private void Cell(int count, int width, DiagnosticSeverity severity) =>
        output.Write(count.ToString(CultureInfo.InvariantCulture).PadLeft(width), count == 0 ? Dim : TerminalWriter.StyleOf(severity));

    private void WriteTotals(IReadOnlyList<Diagnostic> active)
    {
        var counts = report.Counts;
        var found = active.Count == 0 ? (report.HasBaseline ? "Nothing new" : "No findings") : "Found " + Count(active) + (report.HasBaseline ? " that " + (active.Count == 1 ? "is" : "are") + " new" : "");
        output.Write(found, TerminalWriter.StyleOf(active.Count == 0 ? DiagnosticSeverity.Note : active.Max(diagnostic => diagnostic.Severity)));
        var suppressed = report.Results.Count(result => result.Suppression is not null);
        var known = report.KnownCount;
        var parts = new List<string> { "in " + Plural(counts.Files, "file", "files") + " (" + Plural(counts.Lines, "line", "lines") + ")" };
        if (suppressed > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{suppressed:N0} suppressed"));
        if (known > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{known:N0} known from the baseline"));
        if (report.UntouchedCount > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{report.UntouchedCount:N0} that touch no change"));
        if (report.Elapsed > TimeSpan.Zero) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{report.Elapsed.TotalSeconds:0.0} s"));
        output.Paragraph(" ", "", string.Join(", ", parts), Dim, used: found.Length);
    }

    private static string Plural(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
