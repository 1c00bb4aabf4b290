using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Models;

/// <summary>What library methods do, looked up by the called method.</summary>
internal sealed class ModelTable
{
    private static readonly Lazy<ModelTable> builtIn = new(ReadBuiltIn);

    private readonly Dictionary<string, MethodModel> methods;
    private readonly Dictionary<string, ModelPath> properties;
    private readonly ImmutableArray<(ModelSignature Signature, MethodModel Model)> userModels;
    private readonly ConcurrentDictionary<IMethodSymbol, MethodModel?> modelOf = new();

    private ModelTable(Dictionary<string, MethodModel> methods, Dictionary<string, ModelPath> properties, ImmutableArray<(ModelSignature, MethodModel)> userModels)
    {
        this.methods = methods;
        this.properties = properties;
        this.userModels = userModels;
    }

    /// <summary>The models that ship with the tool.</summary>
    public static ModelTable BuiltIn => builtIn.Value;

    /// <summary>
    /// The same with the user's models, and with methods that the user names: their results are clean, or their arguments end
    /// up in a log. Where several entries match a method, the one that says most of its name holds.
    /// </summary>
    public ModelTable With(FlowOptions options)
    {
        ModelDefinition[] definitions =
        [
            .. options.Models,
            new ModelDefinition { Methods = options.Sanitizers, IsSanitizer = true },
            new ModelDefinition { Methods = options.Loggers, Sinks = [new SinkDefinition("log", "message", $"{ModelFormat.AnyArgument}.{Analysis.ModelParts.Text}", null)], IsNeutral = true },
        ];
        var added = definitions.SelectMany(d => d.Methods.Select(m => (Signature: ModelSignature.Parse(m), Model: Compile(m, d)))).OrderByDescending(a => a.Signature.Rank);
        var userProperties = new Dictionary<string, ModelPath>(properties, StringComparer.Ordinal);
        foreach (var (property, path) in options.ModelProperties) userProperties[Normalize(property)] = ModelPath.Parse(path);
        return new ModelTable(methods, userProperties, [.. added]);
    }

    /// <summary>The model of a call, or null.</summary>
    public MethodModel? FindForCall(CallInstruction call) =>
        call.Method is { } method ? FindForMethod(method) : Find(ModelSignature.NameOf(call), call.Arguments.Length, isFromSource: false);

    /// <summary>The model of a method, or null. Methods of the project have one only where the user says so.</summary>
    public MethodModel? FindForMethod(IMethodSymbol method) =>
        modelOf.GetOrAdd(method, static (asked, table) => table.Find(ModelSignature.NameOf(asked), asked.Parameters.Length, asked.IsFromSource), this);

    /// <summary>The part that a platform property reads, or null.</summary>
    public ModelPath? FindProperty(IPropertySymbol property) => property.ContainingType is { } type ? properties.GetValueOrDefault(Normalize($"{ModelSignature.NameOf(type)}.{property.Name}")) : null;

    /// <summary>The part that a platform property writes, or null.</summary>
    public (string Key, bool Adds)? FindPropertyWrite(IPropertySymbol property) => FindProperty(property) is { Keys: [var key] } ? (key, false) : null;

    /// <summary>How the records of a trigger variable are reached, in words; null for any other symbol.</summary>
    public static string? FindTriggerRecords(ISymbol symbol) =>
        symbol is { IsFromSource: false, ContainingType.Name: "Trigger" } && symbol.Name.ToLowerInvariant() is "new" or "old" or "newmap" or "oldmap" ? $"Trigger.{symbol.Name}" : null;

    private MethodModel? Find(string name, int arity, bool isFromSource)
    {
        foreach (var (signature, model) in userModels)
            if (signature.Matches(name, arity)) return model;
        if (isFromSource) return null;
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
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var set = ModelJson.Read(reader.ReadToEnd());
            foreach (var definition in set.Models)
                foreach (var method in definition.Methods)
                    if (!byMethod.TryAdd(Normalize(method), Compile(method, definition))) throw new FormatException($"{resource}: {method} has two models");
            foreach (var (property, path) in set.Properties) byProperty.Add(Normalize(property), ModelPath.Parse(path));
        }

        return new ModelTable(byMethod, byProperty, []);
    }

    private static MethodModel Compile(string signature, ModelDefinition definition) => new()
    {
        Signature = signature,
        Flows = [.. definition.Flows.SelectMany(EachArgument).Select(FlowModel.Parse)],
        Sinks = [.. definition.Sinks.SelectMany(CompileSink)],
        Calls = [.. definition.Calls.Select(CompileCall)],
        Texts = [.. definition.Texts.Select(t => (t.Part, t.Text))],
        Source = definition.Source?.Split('.') is [var source, var field] ? (source, field) : null,
        IsNeutral = definition.IsNeutral,
        IsSanitizer = definition.IsSanitizer,
        IsPseudonymiser = definition.IsPseudonymiser,
        Intrinsic = definition.Intrinsic,
    };

    private static IEnumerable<SinkModel> CompileSink(SinkDefinition sink) =>
        EachArgument(sink.Path).Select(path => new SinkModel(sink.Kind, sink.Part, ModelPath.Parse(path), sink.Endpoint is null ? null : ModelPath.Parse(sink.Endpoint)));

    private static (ModelPath, string) CompileCall(string text)
    {
        var dot = text.LastIndexOf('.');
        return (ModelPath.Parse(text[..dot]), text[(dot + 1)..]);
    }

    private static IEnumerable<string> EachArgument(string text) => text.Contains(ModelFormat.AnyArgument, StringComparison.Ordinal)
        ? Enumerable.Range(0, ModelFormat.MaximumArguments).Select(n => text.Replace(ModelFormat.AnyArgument, FormattableString.Invariant($"Argument[{n}]"), StringComparison.Ordinal))
        : [text];
}
