using System.Text.Encodings.Web;
using System.Text.Json;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Text;

namespace ApexSovereignty.Reporting.Formats;

/// <summary>
/// Writes a report as JSON of its own, stable shape (<c>report.schema.json</c>): lines and columns from 1, columns in UTF-16 code
/// units. Keys are added in later versions, never changed or taken away without a new <c>version</c>.
/// </summary>
public static class JsonReportWriter
{
    /// <summary>Version of the shape.</summary>
    public const int Version = 1;

    /// <summary>Writes UTF-8 without a byte-order mark, indented, with line feeds; leaves the stream open.</summary>
    public static void Write(ScanReport report, Stream stream)
    {
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteStartObject("tool");
            json.WriteString("name", "apexsov");
            json.WriteString("version", report.ToolVersion);
            json.WriteEndObject();
            json.WriteStartObject("counts");
            json.WriteNumber("files", report.Counts.Files);
            json.WriteNumber("lines", report.Counts.Lines);
            json.WriteNumber("classes", report.Counts.Classes);
            json.WriteNumber("triggers", report.Counts.Triggers);
            json.WriteEndObject();
            json.WriteString("policySha256", report.PolicyHash);
            json.WriteNumber("undecidedEndpoints", report.UndecidedEndpoints);
            WriteResults(json, report);
            WriteNotifications(json, report);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteResults(Utf8JsonWriter json, ScanReport report)
    {
        var fingerprints = Fingerprints.Compute(report);
        json.WriteStartArray("results");
        for (var i = 0; i < report.Results.Length; i++)
        {
            var result = report.Results[i];
            var diagnostic = result.Diagnostic;
            json.WriteStartObject();
            json.WriteString("rule", diagnostic.Descriptor.Id);
            json.WriteString("name", diagnostic.Descriptor.Name);
            json.WriteString("title", diagnostic.Descriptor.Title);
            json.WriteString("level", LevelOf(diagnostic.Severity));
            json.WriteString("message", diagnostic.Message);
            WriteLocation(json, diagnostic.Location);
            if (diagnostic.Endpoint is not null) json.WriteString("endpoint", diagnostic.Endpoint);
            json.WriteStartArray("fields");
            foreach (var field in diagnostic.Fields) json.WriteStringValue(field);
            json.WriteEndArray();
            if (diagnostic.Advice.Length > 0) json.WriteString("advice", diagnostic.Advice);
            WritePath(json, diagnostic);
            WriteRelated(json, diagnostic);
            json.WriteString("fingerprint", fingerprints[i].Path);
            WriteState(json, result);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePath(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartArray("path");
        foreach (var step in Witness.Shorten(diagnostic.Path))
        {
            json.WriteStartObject();
            json.WriteString("kind", step.Kind.ToString().ToLowerInvariant());
            json.WriteString("message", step.Message);
            json.WriteNumber("depth", Math.Max(1, step.NestingLevel));
            WriteLocation(json, step.Location);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRelated(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartArray("related");
        foreach (var related in diagnostic.Related)
        {
            json.WriteStartObject();
            json.WriteString("message", related.Message);
            WriteLocation(json, related.Location);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteState(Utf8JsonWriter json, ScanResult result)
    {
        if (result.Suppression is { } suppression)
        {
            json.WriteStartObject("suppression");
            json.WriteString("reason", suppression.Justification);
            WriteLocation(json, suppression.Location);
            json.WriteEndObject();
        }

        if (result.Baseline != ResultBaseline.None) json.WriteString("baseline", result.Baseline.ToString().ToLowerInvariant());
    }

    private static void WriteNotifications(Utf8JsonWriter json, ScanReport report)
    {
        json.WriteStartArray("notifications");
        foreach (var notification in report.Notifications)
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(notification.Kind.ToString()));
            json.WriteString("level", LevelOf(notification.Level));
            json.WriteString("message", notification.Message);
            if (notification.Location is not null) WriteLocation(json, notification.Location);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLocation(Utf8JsonWriter json, Location location)
    {
        json.WriteStartObject("location");
        json.WriteString("path", location.Path);
        json.WriteNumber("line", location.Start.Line + 1);
        json.WriteNumber("column", location.Start.Column + 1);
        json.WriteNumber("endLine", location.End.Line + 1);
        json.WriteNumber("endColumn", location.End.Column + 1);
        json.WriteEndObject();
    }

    private static string LevelOf(DiagnosticSeverity severity) => severity.ToString().ToLowerInvariant();
}
