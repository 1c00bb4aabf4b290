using System.Text.Encodings.Web;
using System.Text.Json;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Text;

namespace ApexSovereignty.Reporting.Registers;

/// <summary>
/// Writes the register as JSON of its own, stable shape (<c>register.schema.json</c>). Keys are added in later versions, never
/// changed or taken away without a new <c>version</c>.
/// </summary>
public static class RegisterJsonWriter
{
    /// <summary>Version of the shape.</summary>
    public const int Version = 1;

    internal static void Write(DataFlowRegister register, Stream stream)
    {
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            WriteHead(json, register);
            json.WriteStartObject("totals");
            foreach (var verdict in RegisterWords.Verdicts) json.WriteNumber(RegisterWords.NameOf(verdict), register.Rows.Count(row => row.Verdict == verdict));
            json.WriteEndObject();
            json.WriteStartArray("destinations");
            foreach (var destination in register.Destinations) WriteDestination(json, destination);
            json.WriteEndArray();
            json.WriteStartArray("rows");
            foreach (var row in register.Rows) WriteRow(json, row);
            json.WriteEndArray();
            json.WriteStartArray("gaps");
            foreach (var gap in register.Gaps)
            {
                json.WriteStartObject();
                json.WriteString("message", gap.Message);
                if (gap.Location is { } location) json.WriteString("path", location.Path);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteHead(Utf8JsonWriter json, DataFlowRegister register)
    {
        json.WriteStartObject("tool");
        json.WriteString("name", "apexsov");
        json.WriteString("version", register.ToolVersion);
        json.WriteEndObject();
        if (register.Commit is { } commit)
        {
            json.WriteStartObject("commit");
            json.WriteString("id", commit.Id);
            if (commit.Time is { } time) json.WriteString("time", RegisterWords.TimeOf(time));
            if (commit.Uri is { } uri) json.WriteString("repository", uri.AbsoluteUri);
            if (commit.IsModified is { } modified) json.WriteBoolean("modified", modified);
            json.WriteEndObject();
        }

        json.WriteString("sourcesSha256", register.SourcesHash);
        json.WriteStartObject("policy");
        json.WriteString("sha256", register.PolicyHash);
        WriteTexts(json, "boundary", register.Boundary);
        json.WriteEndObject();
        json.WriteStartObject("counts");
        json.WriteNumber("files", register.Counts.Files);
        json.WriteNumber("lines", register.Counts.Lines);
        json.WriteNumber("classes", register.Counts.Classes);
        json.WriteNumber("triggers", register.Counts.Triggers);
        json.WriteEndObject();
    }

    private static void WriteDestination(Utf8JsonWriter json, RegisterDestination destination)
    {
        json.WriteStartObject();
        json.WriteString("name", destination.Name);
        json.WriteString("kind", destination.Kind);
        json.WriteString("jurisdiction", destination.Jurisdiction);
        json.WriteString("verdict", RegisterWords.NameOf(destination.Verdict));
        json.WriteString("reason", destination.Reason);
        WriteTexts(json, "classes", destination.Classes);
        json.WriteNumber("fields", destination.Fields);
        WritePlaces(json, "places", destination.Places);
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, RegisterRow row)
    {
        json.WriteStartObject();
        json.WriteString("verdict", RegisterWords.NameOf(row.Verdict));
        json.WriteString("reason", row.Reason);
        WriteTexts(json, "classes", row.Classes);
        WriteTexts(json, "regimes", row.Regimes);
        json.WriteString("object", row.ObjectName);
        WriteTexts(json, "fields", row.Fields);
        json.WriteBoolean("pseudonymised", row.IsPseudonymised);
        json.WriteString("exit", row.Exit);
        json.WriteString("part", row.Part);
        json.WriteString("destination", row.Destination);
        json.WriteString("recipient", row.Recipient);
        json.WriteString("kind", row.Kind);
        json.WriteString("jurisdiction", row.Jurisdiction);
        WriteTexts(json, "rules", row.Rules);
        if (row.Suppression is { } suppression) json.WriteString("suppression", suppression);
        json.WriteString("member", row.Member);
        json.WritePropertyName("place");
        WritePlace(json, row.Place);
        WritePlaces(json, "sources", row.Sources);
        json.WriteStartArray("path");
        foreach (var step in Witness.Shorten(row.Path))
        {
            json.WriteStartObject();
            json.WriteString("message", step.Message);
            json.WriteString("kind", KindOf(step.Kind));
            json.WriteNumber("nesting", step.NestingLevel);
            json.WritePropertyName("place");
            WritePlace(json, step.Location);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WritePlaces(Utf8JsonWriter json, string name, IEnumerable<Location> places)
    {
        json.WriteStartArray(name);
        foreach (var place in places) WritePlace(json, place);
        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, Location place)
    {
        json.WriteStartObject();
        json.WriteString("path", place.Path);
        json.WriteNumber("line", place.Start.Line + 1);
        json.WriteNumber("column", place.Start.Column + 1);
        json.WriteEndObject();
    }

    private static string KindOf(PathStepKind kind) => kind.ToString().ToLowerInvariant();
}
