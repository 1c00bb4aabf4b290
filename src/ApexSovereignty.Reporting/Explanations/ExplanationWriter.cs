using System.Collections.Immutable;
using System.Globalization;
using ApexSovereignty.Reporting.Terminal;
using Spectre.Console;

namespace ApexSovereignty.Reporting.Explanations;

/// <summary>Shows the explanation of a line in a terminal.</summary>
public sealed class ExplanationWriter
{
    private const int StepsShown = 8;
    private const int FieldsShown = 10;
    private const int TextsShown = 8;
    private const int OriginsShown = 10;

    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Dim = new(Color.Grey);

    private readonly TerminalOutput output;
    private readonly bool isVerbose;

    private ExplanationWriter(TextWriter writer, TerminalOptions options)
    {
        output = new TerminalOutput(writer, options);
        isVerbose = options.Verbosity == Verbosity.Verbose;
    }

    /// <summary>Writes the explanation.</summary>
    public static void Write(LineExplanation explanation, TextWriter writer, TerminalOptions options) => new ExplanationWriter(writer, options).Write(explanation);

    private void Write(LineExplanation explanation)
    {
        output.Write(Clean(explanation.Path) + ":" + (explanation.Line + 1).ToString(CultureInfo.InvariantCulture), Strong);
        output.Line(explanation.Members.IsEmpty ? "" : "  in " + Clean(string.Join(", ", explanation.Members)), Dim);
        output.Line();
        var code = Clean(explanation.Code).TrimEnd();
        var shown = output.Width - 4;
        output.Line("    " + (code.Length <= shown ? code : code[..(shown - 1)] + "…"));
        output.Line();
        output.Paragraph("", "", Clean(explanation.Verdict), Strong);
        foreach (var result in explanation.Results) WriteResult(result);
        WriteList("What leaves here", explanation.Exits);
        WriteList("What passes here and leaves later", explanation.LaterExits);
        WriteEndpoints(explanation.Endpoints);
        WriteList("How their texts were put together", [.. Shown(explanation.TextOrigin, OriginsShown)]);
        More(explanation.TextOrigin.Length, OriginsShown, "text");
        WriteValues(explanation.Values);
        WriteList("Where data was lost", explanation.Losses);
        WriteList("Good to know", explanation.Notes);
    }

    private void WriteResult(ScanResult result)
    {
        var diagnostic = result.Diagnostic;
        var head = $"{TerminalWriter.NameOf(diagnostic.Severity)}[{diagnostic.Descriptor.Id}]";
        output.Line();
        output.Write(head, TerminalWriter.StyleOf(diagnostic.Severity));
        output.Paragraph(": ", "  ", Clean(diagnostic.Message), used: head.Length);
        if (result.Suppression is { } suppression) output.Paragraph("  ", "  ", $"Suppressed at {Clean(suppression.Location.ToString())}: {Clean(suppression.Justification)}", Dim);
        if (result.Baseline is ResultBaseline.Unchanged) output.Paragraph("  ", "  ", "Known from the baseline.", Dim);
    }

    private void WriteEndpoints(ImmutableArray<ExplainedEndpoint> endpoints)
    {
        if (endpoints.IsEmpty) return;
        Heading("Endpoints that a request gets here");
        foreach (var endpoint in endpoints)
        {
            output.Paragraph("  ", "    ", Clean(endpoint.Display), Strong);
            output.Paragraph("    ", "    ", Clean(endpoint.Verdict));
        }
    }

    private void WriteValues(ImmutableArray<ExplainedValue> values)
    {
        if (values.IsEmpty) return;
        Heading("Values on the line");
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values.Where(IsTelling))
        {
            output.Paragraph("  ", "    ", Clean(value.Label) + (value.TypeName.Length == 0 ? "" : $"  ({Clean(value.TypeName)})"), Strong);
            foreach (var data in value.Data) WriteData(data, withPath: shown.Add(data.Source + string.Join(',', data.Fields)) || isVerbose);
            foreach (var answer in Shown(value.Answers, TextsShown)) output.Paragraph("    holds ", "      ", Clean(answer));
            foreach (var text in Shown(value.Texts, TextsShown)) output.Paragraph("    text: ", "      ", Clean(text), Dim);
            More(value.Texts.Length, TextsShown, "text");
        }

        var empty = values.Where(value => !IsTelling(value)).Select(value => value.Label).ToList();
        if (empty.Count > 0) output.Paragraph("  no CRM data in ", "    ", Clean(string.Join("; ", empty)), Dim);
    }

    private static bool IsTelling(ExplainedValue value) => !value.Data.IsEmpty || !value.Answers.IsEmpty || !value.Texts.IsEmpty;

    private void WriteData(ExplainedData data, bool withPath)
    {
        var fields = Shown(data.Fields, FieldsShown).ToList();
        var more = data.Fields.Length - fields.Count;
        output.Paragraph("    holds ", "      ", Clean(string.Join(", ", fields)) + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more:N0} more") : "") + (withPath ? "" : ", as above"));
        if (!withPath) return;
        var steps = data.Path;
        for (var i = 0; i < steps.Length; i++)
        {
            // The beginning and the end say most; the middle shows with --verbose.
            if (!isVerbose && steps.Length > StepsShown && i == StepsShown / 2)
            {
                var left = steps.Length - StepsShown;
                output.Line(string.Create(CultureInfo.InvariantCulture, $"      … {left:N0} more (--verbose shows all)"), Dim);
                i += left - 1;
                continue;
            }

            var file = isVerbose ? steps[i].Location.Path : steps[i].Location.Path[(steps[i].Location.Path.LastIndexOf('/') + 1)..];
            output.Paragraph("      ", "        ", string.Create(CultureInfo.InvariantCulture, $"{Clean(file)}:{steps[i].Location.Start.Line + 1}  {Clean(steps[i].Message)}"), Dim);
        }
    }

    private void WriteList(string heading, ImmutableArray<string> items)
    {
        if (items.IsEmpty) return;
        Heading(heading);
        foreach (var item in items) output.Paragraph("  - ", "    ", Clean(item));
    }

    private void Heading(string text)
    {
        output.Line();
        output.Line(text, Strong);
    }

    private IEnumerable<string> Shown(ImmutableArray<string> items, int limit) => isVerbose ? items : items.Take(limit);

    private void More(int count, int limit, string unit)
    {
        if (!isVerbose && count > limit) output.Line(string.Create(CultureInfo.InvariantCulture, $"    {count - limit:N0} more {unit}s (--verbose shows all)"), Dim);
    }

    private static string Clean(string text) => TerminalWriter.Clean(text);
}
