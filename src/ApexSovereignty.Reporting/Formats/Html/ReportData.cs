using System.Text;
using System.Text.Json;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting.Html;
using ApexSovereignty.Text;

namespace ApexSovereignty.Reporting.Formats.Html;

/// <summary>The results as the page's script (<c>report.js</c>) reads them: every text once, and of the sources the lines around each step.</summary>
internal sealed class ReportData
{
    /// <summary>Names of levels, the most severe first.</summary>
    public static readonly string[] Levels = ["error", "warning", "note"];

    private const int ContextLines = 2;
    private const int LongestLine = 600;
    private const int LongestRange = 8;

    private static readonly string[] states = ["open", "suppressed", "known", "gone"];

    private readonly ScanReport report;
    private readonly InternedTexts texts = new();
    private readonly SortedDictionary<string, SortedSet<int>> lines = new(StringComparer.Ordinal);

    private ReportData(ScanReport report) => this.report = report;

    public static string ToJson(ScanReport report) => new ReportData(report).Write();

    private string Write()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = HtmlPage.JsonEncoder }))
        {
            json.WriteStartObject();
            WriteNames(json, "levels", Levels);
            WriteNames(json, "states", states);
            var rules = report.Results.Select(result => result.Diagnostic.Descriptor).DistinctBy(rule => rule.Id, StringComparer.Ordinal).OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
            json.WriteStartArray("rules");
            foreach (var rule in rules)
            {
                json.WriteStartObject();
                json.WriteString("id", rule.Id);
                json.WriteString("title", rule.Title);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("results");
            foreach (var result in report.Results) WriteResult(json, result, rules.FindIndex(rule => rule.Id == result.Diagnostic.Descriptor.Id));
            json.WriteEndArray();
            json.WriteStartArray("sources");
            foreach (var (path, wanted) in lines) WriteSource(json, path, wanted);
            json.WriteEndArray();
            json.WriteStartArray("texts");
            foreach (var text in texts.All) json.WriteStringValue(text);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void WriteResult(Utf8JsonWriter json, ScanResult result, int rule)
    {
        var diagnostic = result.Diagnostic;
        json.WriteStartArray();
        json.WriteNumberValue(rule);
        json.WriteNumberValue(diagnostic.Severity switch { DiagnosticSeverity.Error => 0, DiagnosticSeverity.Warning => 1, _ => 2 });
        json.WriteNumberValue(result.Suppression is not null ? 1 : result.Baseline switch { ResultBaseline.Unchanged => 2, ResultBaseline.Absent => 3, _ => 0 });
        json.WriteNumberValue(texts.IndexOf(diagnostic.Message));
        json.WriteStartArray();
        WritePlace(json, diagnostic.Location);
        json.WriteEndArray();
        json.WriteNumberValue(texts.IndexOf(diagnostic.Endpoint ?? ""));
        json.WriteStartArray();
        foreach (var field in diagnostic.Fields) json.WriteNumberValue(texts.IndexOf(field));
        json.WriteEndArray();
        json.WriteNumberValue(texts.IndexOf(diagnostic.Advice));
        json.WriteNumberValue(texts.IndexOf(result.Suppression?.Justification ?? ""));
        json.WriteStartArray();
        foreach (var step in Witness.Shorten(diagnostic.Path))
        {
            json.WriteStartArray();
            json.WriteNumberValue(texts.IndexOf(step.Message));
            json.WriteStringValue(step.Kind.ToString().ToLowerInvariant());
            json.WriteNumberValue(Math.Max(1, step.NestingLevel));
            WritePlace(json, step.Location);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndArray();
    }

    private void WritePlace(Utf8JsonWriter json, Location location)
    {
        json.WriteNumberValue(texts.IndexOf(location.Path));
        json.WriteNumberValue(location.Start.Line + 1);
        json.WriteNumberValue(location.Start.Column + 1);
        json.WriteNumberValue(location.End.Line + 1);
        json.WriteNumberValue(location.End.Column + 1);
        if (!lines.TryGetValue(location.Path, out var wanted)) lines.Add(location.Path, wanted = []);
        var last = Math.Min(location.End.Line, location.Start.Line + LongestRange) + ContextLines;
        for (var line = Math.Max(0, location.Start.Line - ContextLines); line <= last; line++) wanted.Add(line);
    }

    private void WriteSource(Utf8JsonWriter json, string path, SortedSet<int> wanted)
    {
        if (report.Source(path) is not { } source) return;
        json.WriteStartArray();
        json.WriteNumberValue(texts.IndexOf(path));
        foreach (var line in wanted.Where(line => line < source.LineCount))
        {
            var text = source.ToString(source.GetLineSpan(line));
            json.WriteNumberValue(line + 1);
            json.WriteNumberValue(texts.IndexOf(text.Length > LongestLine ? text[..LongestLine] + " …" : text));
        }

        json.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, string[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
