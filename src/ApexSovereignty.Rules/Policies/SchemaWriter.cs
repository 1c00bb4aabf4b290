using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ApexSovereignty.Rules.Policies;

/// <summary>Writes the table of a file's shapes as JSON Schema.</summary>
internal static class SchemaWriter
{
    public static string Write(string title, ObjectShape root)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            writer.WriteString("title", title);
            writer.WriteBoolean("allowComments", value: true);
            writer.WriteBoolean("allowTrailingCommas", value: true);
            WriteBody(writer, root);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, PolicyShape shape)
    {
        writer.WriteStartObject();
        WriteBody(writer, shape);
        writer.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter writer, PolicyShape shape)
    {
        writer.WriteString("description", shape.Description);
        switch (shape)
        {
            case ObjectShape expected:
                WriteObject(writer, expected);
                break;
            case MapShape expected:
                writer.WriteString("type", "object");
                if (!expected.Keys.IsDefaultOrEmpty)
                {
                    writer.WriteStartObject("propertyNames");
                    WriteNames(writer, expected);
                    writer.WriteEndObject();
                }

                writer.WritePropertyName("additionalProperties");
                Write(writer, expected.Value);
                break;
            case ListShape expected:
                writer.WriteString("type", "array");
                writer.WritePropertyName("items");
                Write(writer, expected.Item);
                break;
            case TextShape expected:
                writer.WriteString("type", "string");
                if (expected.Choices.IsDefaultOrEmpty) break;
                writer.WriteStartArray("enum");
                foreach (var choice in expected.Choices) writer.WriteStringValue(choice);
                writer.WriteEndArray();
                break;
            case TruthShape:
                writer.WriteString("type", "boolean");
                break;
            case NumberShape expected:
                writer.WriteString("type", "integer");
                writer.WriteNumber("minimum", expected.Minimum);
                break;
            case ShortOrLongShape expected:
                writer.WriteStartArray("oneOf");
                Write(writer, expected.Short);
                Write(writer, expected.Long);
                writer.WriteEndArray();
                break;
        }
    }

    private static void WriteNames(Utf8JsonWriter writer, MapShape shape)
    {
        if (shape.OtherKeys is not null)
        {
            writer.WriteStartArray("anyOf");
            writer.WriteStartObject();
        }

        writer.WriteStartArray("enum");
        foreach (var key in shape.Keys) writer.WriteStringValue(key);
        writer.WriteEndArray();
        if (shape.OtherKeys is null) return;
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("pattern", shape.OtherKeys);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter writer, ObjectShape shape)
    {
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var key in shape.Keys)
        {
            writer.WritePropertyName(key.Name);
            Write(writer, key.Shape);
        }

        writer.WriteEndObject();
        var required = shape.Keys.Where(key => key.IsRequired).ToList();
        if (required.Count > 0)
        {
            writer.WriteStartArray("required");
            foreach (var key in required) writer.WriteStringValue(key.Name);
            writer.WriteEndArray();
        }

        writer.WriteBoolean("additionalProperties", value: false);
    }
}
