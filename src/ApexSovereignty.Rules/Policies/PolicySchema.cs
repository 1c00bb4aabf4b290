using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApexSovereignty.Rules.Catalogue;

namespace ApexSovereignty.Rules.Policies;

/// <summary>The JSON Schema of <c>apexsov.json</c>, made from the same table that validates it.</summary>
public static class PolicySchema
{
    /// <summary>The name of the schema file beside a configuration.</summary>
    public const string FileName = "apexsov.schema.json";

    /// <summary>The schema as indented JSON with line feeds, ending with one.</summary>
    public static string ToJson()
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            writer.WriteString("title", "apexsov.json");
            writer.WriteBoolean("allowComments", value: true);
            writer.WriteBoolean("allowTrailingCommas", value: true);
            WriteBody(writer, PolicyShapes.Root);
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
                writer.WriteStartObject("propertyNames");
                writer.WriteStartArray("enum");
                foreach (var rule in RuleCatalogue.All) writer.WriteStringValue(rule.Descriptor.Id);
                writer.WriteEndArray();
                writer.WriteEndObject();
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
