using System.Collections.Immutable;
using System.Text.Json;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Models;

/// <summary>What library methods do, looked up by the called method.</summary>
internal sealed class ModelTable
{
    private static readonly JsonDocumentOptions jsonOptions = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly Lazy<ModelTable> builtIn = new(ReadBuiltIn);

    private readonly Dictionary<string, MethodModel> methods;
    private readonly Dictionary<string, ModelPath> properties;
    private readonly ImmutableArray<(MethodPattern Pattern, MethodModel Model)> patterns;

    private ModelTable(Dictionary<string, MethodModel> methods, Dictionary<string, ModelPath> properties, ImmutableArray<(MethodPattern, MethodModel)> patterns)
    {
        this.methods = methods;
        this.properties = properties;
        this.patterns = patterns;
    }

    /// <summary>The models that ship with the tool.</summary>
    public static ModelTable BuiltIn => builtIn.Value;

    /// <summary>The same with methods that the user names: their results are clean, or their arguments end up in a log.</summary>
    public ModelTable With(IEnumerable<string> sanitizers, IEnumerable<string> loggers)
    {
        var added = ImmutableArray.CreateBuilder<(MethodPattern, MethodModel)>();
        foreach (var text in sanitizers) added.Add((new MethodPattern(text), new MethodModel { Signature = text, IsSanitizer = true, IsNeutral = true }));
        foreach (var text in loggers)
        {
            var sinks = Enumerable.Range(0, 8).Select(n => new SinkModel("log", "message", new ModelPath(ModelRoot.Argument, n, [Analysis.ModelParts.Text], IsDeep: false), null));
            added.Add((new MethodPattern(text), new MethodModel { Signature = text, Sinks = [.. sinks], IsNeutral = true }));
        }

        return added.Count == 0 ? this : new ModelTable(methods, properties, added.ToImmutable());
    }

    /// <summary>The model of a call, or null. Methods of the project have one only where the user says so.</summary>
    public MethodModel? FindForCall(CallInstruction call)
    {
        var type = call.Method?.ContainingType;
        var name = call.Method is { } method && type is not null ? $"{NameOf(type)}.{(method.MethodKind == MethodKind.Constructor ? "new" : method.Name)}" : call.MethodName;
        foreach (var (pattern, model) in patterns)
            if (pattern.Matches(name)) return model;
        if (call.Method is { IsFromSource: true }) return null;
        return Find(name, call.Arguments.Length);
    }

    /// <summary>The part that a platform property reads, or null.</summary>
    public ModelPath? FindProperty(IPropertySymbol property) => property.ContainingType is { } type ? properties.GetValueOrDefault(Normalize($"{NameOf(type)}.{property.Name}")) : null;

    /// <summary>The part that a platform property writes, or null.</summary>
    public (string Key, bool Adds)? FindPropertyWrite(IPropertySymbol property) => FindProperty(property) is { Keys: [var key] } ? (key, false) : null;

    /// <summary>How the records of a trigger variable are reached, in words; null for any other symbol.</summary>
    public static string? FindTriggerRecords(ISymbol symbol) =>
        symbol is { IsFromSource: false, ContainingType.Name: "Trigger" } && symbol.Name.ToLowerInvariant() is "new" or "old" or "newmap" or "oldmap" ? $"Trigger.{symbol.Name}" : null;

    /// <summary>A type's name as models write it: with its namespace, without type arguments.</summary>
    public static string NameOf(INamedTypeSymbol type)
    {
        var name = type.OriginalDefinition.FullName;
        var generic = name.IndexOf('<', StringComparison.Ordinal);
        return generic < 0 ? name : name[..generic];
    }

    private MethodModel? Find(string name, int arity)
    {
        var key = Normalize(name);
        return methods.GetValueOrDefault(FormattableString.Invariant($"{key}/{arity}")) ?? methods.GetValueOrDefault(key)
            ?? (key.LastIndexOf('.') is var dot and > 0 ? methods.GetValueOrDefault(key[..dot] + ".*") : null);
    }

    private static string Normalize(string name)
    {
        var key = name.ToLowerInvariant();
        return key.StartsWith("system.", StringComparison.Ordinal) ? key[7..] is var rest && rest.StartsWith("system.", StringComparison.Ordinal) ? rest : rest.Contains('.', StringComparison.Ordinal) ? rest : key : key;
    }

    private static ModelTable ReadBuiltIn()
    {
        var byMethod = new Dictionary<string, MethodModel>(StringComparer.Ordinal);
        var byProperty = new Dictionary<string, ModelPath>(StringComparer.Ordinal);
        var assembly = typeof(ModelTable).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".models.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var document = JsonDocument.Parse(stream, jsonOptions);
            foreach (var entry in document.RootElement.GetProperty("models").EnumerateArray())
                foreach (var method in entry.GetProperty("methods").EnumerateArray())
                    if (!byMethod.TryAdd(Normalize(method.GetString()!), Read(method.GetString()!, entry))) throw new FormatException($"{resource}: {method.GetString()} has two models");
            if (!document.RootElement.TryGetProperty("properties", out var parts)) continue;
            foreach (var property in parts.EnumerateObject()) byProperty.Add(Normalize(property.Name), ModelPath.Parse(property.Value.GetString()!));
        }

        return new ModelTable(byMethod, byProperty, []);
    }

    private static MethodModel Read(string signature, JsonElement entry)
    {
        (string, string)? source = null;
        if (entry.TryGetProperty("source", out var sourceText))
        {
            var parts = sourceText.GetString()!.Split('.');
            source = (parts[0], parts[1]);
        }

        return new MethodModel
        {
            Signature = signature,
            Flows = [.. Items(entry, "flow").Select(f => FlowModel.Parse(f.GetString()!))],
            Sinks = [.. Items(entry, "sinks").Select(ReadSink)],
            Calls = [.. Items(entry, "calls").Select(c => ReadCall(c.GetString()!))],
            Source = source,
            IsNeutral = entry.TryGetProperty("neutral", out var neutral) && neutral.GetBoolean(),
            Intrinsic = entry.TryGetProperty("intrinsic", out var intrinsic) ? intrinsic.GetString() : null,
        };
    }

    private static IEnumerable<JsonElement> Items(JsonElement entry, string name) => entry.TryGetProperty(name, out var items) ? items.EnumerateArray() : [];

    private static SinkModel ReadSink(JsonElement sink) => new(
        sink.GetProperty("kind").GetString()!,
        sink.TryGetProperty("part", out var part) ? part.GetString()! : "message",
        ModelPath.Parse(sink.GetProperty("path").GetString()!),
        sink.TryGetProperty("endpoint", out var endpoint) ? ModelPath.Parse(endpoint.GetString()!) : null);

    private static (ModelPath, string) ReadCall(string text)
    {
        var dot = text.LastIndexOf('.');
        return (ModelPath.Parse(text[..dot]), text[(dot + 1)..]);
    }
}

/// <summary>A user's pattern <c>Type.method</c>, with <c>*</c> for any part of a name.</summary>
internal sealed class MethodPattern(string text)
{
    private readonly string[] parts = text.Split('*');

    /// <summary>Whether the full name or its end from a dot is of the pattern, in any case.</summary>
    public bool Matches(string name)
    {
        if (MatchesWhole(name)) return true;
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
            if (MatchesWhole(name[(dot + 1)..])) return true;
        return false;
    }

    private bool MatchesWhole(string name)
    {
        var at = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var found = i == 0 ? (name.StartsWith(parts[i], StringComparison.OrdinalIgnoreCase) ? 0 : -1) : name.IndexOf(parts[i], at, StringComparison.OrdinalIgnoreCase);
            if (i == parts.Length - 1 && i > 0) found = name.EndsWith(parts[i], StringComparison.OrdinalIgnoreCase) && name.Length - parts[i].Length >= at ? name.Length - parts[i].Length : -1;
            if (found < 0) return false;
            at = found + parts[i].Length;
        }

        return at == name.Length || parts.Length > 1 && parts[^1].Length == 0;
    }
}
