using System.Text.Json.Nodes;

namespace ApexSovereignty.Reporting.Tests;

/// <summary>The part of JSON Schema that <c>report.schema.json</c> uses; anything else in a schema fails.</summary>
internal static class SchemaCheck
{
    private static readonly string[] Keywords = ["$schema", "title", "description", "definitions", "$ref", "type", "required", "additionalProperties", "properties", "items", "enum"];

    public static IEnumerable<string> Check(JsonNode? value, JsonNode schema, JsonNode root, string at = "$")
    {
        if ((string?)schema["$ref"] is { } reference) schema = root["definitions"]![reference["#/definitions/".Length..]]!;
        foreach (var keyword in schema.AsObject().Select(property => property.Key).Except(Keywords, StringComparer.Ordinal)) yield return "unknown keyword " + keyword;
        if ((string?)schema["type"] is { } type && !Is(value, type)) yield return at + " is no " + type;
        if (schema["enum"] is JsonArray choices && !choices.Any(choice => JsonNode.DeepEquals(choice, value))) yield return at + " is none of " + choices.ToJsonString();
        if (value is JsonArray items && schema["items"] is { } itemSchema)
            foreach (var fault in items.SelectMany((item, i) => Check(item, itemSchema, root, FormattableString.Invariant($"{at}[{i}]")))) yield return fault;
        if (value is not JsonObject found) yield break;
        foreach (var required in schema["required"]?.AsArray() ?? [])
            if (!found.ContainsKey(required!.GetValue<string>())) yield return at + " lacks " + required;
        foreach (var (key, child) in found)
        {
            if (schema["properties"]?[key] is not { } childSchema) yield return at + " holds unknown " + key;
            else
                foreach (var fault in Check(child, childSchema, root, at + "." + key)) yield return fault;
        }
    }

    private static bool Is(JsonNode? value, string type) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value is JsonValue text && text.GetValueKind() == System.Text.Json.JsonValueKind.String,
        "boolean" => value is JsonValue truth && truth.TryGetValue<bool>(out _),
        "integer" => value is JsonValue number && number.TryGetValue<int>(out _),
        _ => false,
    };
}
