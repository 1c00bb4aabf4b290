using System.Globalization;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Text;
using Spectre.Console;

namespace ApexSovereignty.Reporting.Terminal;

/// <summary>Shows a report in a terminal or a build log: results with code, path and advice, by file, then a summary.</summary>
public sealed class TerminalWriter
{
    private const int ShownSteps = 12;
    private const int KeptAtEachEnd = 4;

    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Frame = new(Color.Blue, decoration: Decoration.Bold);
    private static readonly Style Dim = new(Color.Grey);
    private static readonly Style Advice = new(Color.Aqua, decoration: Decoration.Bold);

    private readonly ScanReport report;
    private readonly TerminalOutput output;
    private readonly Verbosity verbosity;

    private TerminalWriter(ScanReport report, TextWriter writer, TerminalOptions options)
    {
        this.report = report;
        output = new TerminalOutput(writer, options);
        verbosity = options.Verbosity;
    }

    /// <summary>Writes the report.</summary>
    public static void Write(ScanReport report, TextWriter writer, TerminalOptions options) => new TerminalWriter(report, writer, options).Write();

    /// <summary>Writes only how well the code was understood, for runs whose report goes elsewhere; nothing where it was not asked for.</summary>
    public static void WriteStatistics(ScanReport report, TextWriter writer, TerminalOptions options)
    {
        if (report.Statistics is { } statistics) StatisticsWriter.Write(statistics, new TerminalOutput(writer, options));
    }

    internal static Style StyleOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => new Style(Color.Red, decoration: Decoration.Bold),
        DiagnosticSeverity.Warning => new Style(Color.Yellow, decoration: Decoration.Bold),
        _ => new Style(Color.Green, decoration: Decoration.Bold),
    };

    internal static string NameOf(DiagnosticSeverity severity) => severity.ToString().ToLowerInvariant();

    private void Write()
    {
        var active = report.ActiveDiagnostics.ToList();
        if (verbosity == Verbosity.Quiet)
        {
            foreach (var diagnostic in active) WriteLine(diagnostic);
            return;
        }

        foreach (var file in active.GroupBy(diagnostic => diagnostic.Location.Path, StringComparer.Ordinal))
        {
            output.Write(Clean(file.Key), new Style(decoration: Decoration.Bold | Decoration.Underline)).Line("  " + TerminalSummary.Count(file), Dim);
            output.Line();
            foreach (var diagnostic in file) WriteDiagnostic(diagnostic);
        }

        new TerminalSummary(report, output, verbosity).Write(active);
    }

    private void WriteLine(Diagnostic diagnostic) =>
        output.Write(Clean(diagnostic.Location.ToString()) + ": ")
            .Write(NameOf(diagnostic.Severity), StyleOf(diagnostic.Severity))
            .Line(" " + diagnostic.Descriptor.Id + ": " + Clean(diagnostic.Message));

    private void WriteDiagnostic(Diagnostic diagnostic)
    {
        var gutter = new string(' ', Number(diagnostic.Location).Length + 1);
        var head = NameOf(diagnostic.Severity) + "[" + diagnostic.Descriptor.Id + "]";
        output.Write(head, StyleOf(diagnostic.Severity));
        output.Paragraph(": ", new string(' ', 4), diagnostic.Descriptor.Title, Strong, Strong, head.Length);
        output.Write(gutter[1..] + "--> ", Frame).Line(Clean(diagnostic.Location.ToString()));
        WriteExcerpt(diagnostic, gutter);
        output.Paragraph(gutter + "= ", gutter + "  ", Clean(diagnostic.Message), firstStyle: Frame);
        WritePath(diagnostic, gutter);
        if (diagnostic.Endpoint is { } endpoint)
            output.Paragraph(gutter + "= endpoint: ", gutter + "  ", Clean(endpoint), firstStyle: Frame);
        if (diagnostic.Advice.Length > 0)
            output.Paragraph(gutter + "= help: ", gutter + "  ", Clean(diagnostic.Advice), firstStyle: Advice);
        output.Line();
    }

    private void WriteExcerpt(Diagnostic diagnostic, string gutter)
    {
        var location = diagnostic.Location;
        if (CodeExcerpt.Create(report.Source(location.Path), location, output.Width - gutter.Length - 2) is not { } excerpt) return;
        output.Line(gutter + "|", Frame);
        output.Write(Number(location) + " | ", Frame).Line(excerpt.Code);
        output.Write(gutter + "| ", Frame).Write(new string(' ', excerpt.Start)).Line(new string('^', excerpt.Length), StyleOf(diagnostic.Severity));
        output.Line(gutter + "|", Frame);
    }

    private void WritePath(Diagnostic diagnostic, string gutter)
    {
        var path = Witness.Shorten(diagnostic.Path);
        if (path.IsEmpty) return;
        output.Line(gutter + "= path:", Frame);
        var skipFrom = path.Length > ShownSteps && verbosity != Verbosity.Verbose ? KeptAtEachEnd : path.Length;
        var skipTo = path.Length - KeptAtEachEnd;
        Location? before = null;
        for (var i = 0; i < path.Length; i++)
        {
            if (i == skipFrom)
            {
                output.Line(string.Create(CultureInfo.InvariantCulture, $"{gutter}     … {skipTo - skipFrom} more steps (--verbose shows them)"), Dim);
                i = skipTo;
                before = null;
            }

            WriteStep(path[i], i + 1, gutter, before);
            before = path[i].Location;
        }
    }

    private void WriteStep(PathStep step, int number, string gutter, Location? before)
    {
        var depth = new string(' ', Math.Min(8, Math.Max(0, step.NestingLevel - 1)) * 2);
        var place = step.Location.Path[(step.Location.Path.LastIndexOf('/') + 1)..] + ":" + Number(step.Location);
        var head = number.ToString(CultureInfo.InvariantCulture).PadLeft(gutter.Length + 4) + ". " + depth;
        var indent = new string(' ', head.Length);
        output.Write(head, Dim).Write(Clean(place), Strong);
        // The place stays on the line of the step; only the words behind it wrap.
        var lines = TerminalOutput.Wrap(Clean(step.Message), Math.Max(20, output.Width - head.Length - place.Length - 2));
        output.Write("  ").Line(lines[0]);
        foreach (var line in lines.Skip(1)) output.Line(indent + new string(' ', place.Length + 2) + line);
        var isSameLine = before is not null && before.Path == step.Location.Path && before.Start.Line == step.Location.Start.Line;
        if (!isSameLine && CodeExcerpt.Create(report.Source(step.Location.Path), step.Location, output.Width - indent.Length - 4) is { } excerpt)
            output.Line(indent + excerpt.Code.TrimStart(), Dim);
    }

    private static string Number(Location location) => (location.Start.Line + 1).ToString(CultureInfo.InvariantCulture);

    // Names and literals come from untrusted sources: no escape sequence may reach the terminal.
    internal static string Clean(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
}
