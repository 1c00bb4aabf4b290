using System.Collections.Immutable;
using System.Text.Json;

namespace ApexSovereignty.Flow.Models;

/// <summary>Reads model files. What is in them is checked elsewhere: users' files by their shapes, built-in ones by a test of the same.</summary>
public static class ModelJson
{
    private static readonly JsonDocumentOptions options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a valid file.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static ModelSet Read(string json)
    {
        using var document = JsonDocument.Parse(json.TrimStart('\uFEFF'), options);
        return new ModelSet(
            [.. Items(document.RootElement, "models").Select(ReadModel)],
            [.. document.RootElement.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(p => new PropertyDefinition(p.Name, p.Value.GetString()!)) : []]);
    }

    private static ModelDefinition ReadModel(JsonElement entry) => new()
    {
        Methods = Texts(entry, "methods"),
        Flows = Texts(entry, "flow"),
        Sinks = [.. Items(entry, "sinks").Select(ReadSink)],
        Source = Text(entry, "source"),
        IsNeutral = IsTrue(entry, "neutral"),
        IsSanitizer = IsTrue(entry, "sanitizer"),
        IsPseudonymiser = IsTrue(entry, "pseudonymiser"),
        Calls = Texts(entry, "calls"),
        Texts = [.. entry.TryGetProperty("texts", out var texts) ? texts.EnumerateObject().Select(t => new ModelText(t.Name, t.Value.GetString()!)) : []],
        Intrinsic = Text(entry, "intrinsic"),
    };

    private static SinkDefinition ReadSink(JsonElement sink)
    {
        var kind = Text(sink, "kind")!;
        return new SinkDefinition(kind, Text(sink, "part") ?? ModelFormat.DefaultPart(kind), Text(sink, "path")!, Text(sink, "endpoint"));
    }

    private static IEnumerable<JsonElement> Items(JsonElement entry, string name) => entry.TryGetProperty(name, out var items) ? items.EnumerateArray() : [];

    private static ImmutableArray<string> Texts(JsonElement entry, string name) => [.. Items(entry, name).Select(item => item.GetString()!)];

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static bool IsTrue(JsonElement entry, string name) => entry.TryGetProperty(name, out var truth) && truth.GetBoolean();
}
