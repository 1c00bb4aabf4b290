using System.Collections.Concurrent;
using ApexSovereignty.Flow.CallGraphs;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Inspection;
using ApexSovereignty.Flow.Models;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;

namespace ApexSovereignty.Flow.Analysis;

/// <summary>What all methods' analyses share in a run. Safe for threads.</summary>
internal sealed class ProgramContext
{
    /// <summary>Objects that came up through more calls than this are told apart by the place that made them only.</summary>
    public const int MaximumCallDepth = 5;

    /// <summary>Field writes of one summary, once new objects of a class are taken together; with more, fields of an object are no longer told apart.</summary>
    public const int MaximumEffects = 4000;

    /// <summary>Field writes that are looked at for one summary; more are left out, and the method is named.</summary>
    public const int MaximumCollectedEffects = 100_000;

    /// <summary>Exits of one summary; more are left out, and the method is named.</summary>
    public const int MaximumExits = 20_000;

    private readonly ConcurrentDictionary<IMethodSymbol, MethodSummary> summaries = new();
    private readonly ConcurrentDictionary<string, int> unmodelled = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, QueryShape> shapes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(ITypeSymbol, ITypeSymbol), bool> conversions = new();
    private readonly ConcurrentDictionary<CodeLocation, bool> sentSetters = new();
    private readonly ConcurrentDictionary<CodeLocation, bool> replacedSetters = new();
    private readonly ConcurrentDictionary<CodeLocation, string> missingLabels = new();
    private readonly Dictionary<string, (ISymbol, ITypeSymbol)> staticFields;
    private readonly INamedTypeSymbol? exceptionType;

    public ProgramContext(Compilation compilation, ModelTable models, ProgramCallGraph callGraph, Dictionary<string, (ISymbol, ITypeSymbol)> staticFields, IReadOnlyDictionary<IMethodSymbol, int> components, CancellationToken cancellation)
    {
        Compilation = compilation;
        Models = models;
        CallGraph = callGraph;
        Components = components;
        Cancellation = cancellation;
        this.staticFields = staticFields;
        TextType = compilation.GetSpecialType(SpecialType.String);
        exceptionType = compilation.GetTypeByName("System.Exception") as INamedTypeSymbol;
    }

    public Compilation Compilation { get; }

    public ModelTable Models { get; }

    public ProgramCallGraph CallGraph { get; }

    public TaintTable Taints { get; } = new();

    /// <summary>Gathers the values of a line, or null where none is asked for.</summary>
    public InspectionLog? Inspection { get; init; }

    public ITypeSymbol TextType { get; }

    public CancellationToken Cancellation { get; }

    private IReadOnlyDictionary<IMethodSymbol, int> Components { get; }

    /// <summary>Calls without a model, by name.</summary>
    public IReadOnlyDictionary<string, int> Unmodelled => unmodelled;

    /// <summary>Labels that the code names and the project does not hold, in a fixed order.</summary>
    public IEnumerable<LabelUse> MissingLabels => missingLabels.OrderBy(l => l.Key).Select(l => new LabelUse(l.Key, l.Value));

    /// <summary>A place names a label that the project does not hold.</summary>
    public void AddMissingLabel(CodeLocation at, string name) => missingLabels.TryAdd(at, name);

    /// <summary>A request is sent with the endpoint of a setter.</summary>
    public void MarkSent(CodeLocation setter) => sentSetters.TryAdd(setter, true);

    /// <summary>A request with the endpoint of a setter gets another.</summary>
    public void MarkReplaced(CodeLocation setter) => replacedSetters.TryAdd(setter, true);

    /// <summary>Whether what a setter gave is never sent, since another setter came after it.</summary>
    public bool IsAlwaysReplaced(CodeLocation setter) => replacedSetters.ContainsKey(setter) && !sentSetters.ContainsKey(setter);

    public MethodSummary SummaryOf(IMethodSymbol method) => summaries.TryGetValue(method, out var summary) ? summary : new MethodSummary(method);

    /// <summary>Keeps a summary; true when it says something else than the one before.</summary>
    public bool Update(MethodSummary summary)
    {
        var changed = !summaries.TryGetValue(summary.Method, out var before) || !before.SameFacts(summary);
        summaries[summary.Method] = summary;
        return changed;
    }

    public bool IsInSameComponent(IMethodSymbol left, IMethodSymbol right) =>
        Components.TryGetValue(left, out var a) && Components.TryGetValue(right, out var b) && a == b;

    /// <summary>Static fields that methods set to a constant, see <see cref="Analysis.ClearedStatics"/>.</summary>
    public required IReadOnlySet<string> ClearedStatics { private get; init; }

    public bool IsClearedStatic(string key) => ClearedStatics.Contains(key);

    public (ISymbol Symbol, ITypeSymbol Type)? FindStatic(string key) => staticFields.TryGetValue(key, out var field) ? field : null;

    public bool IsException(ITypeSymbol type) =>
        type is INamedTypeSymbol named && exceptionType is not null && (ReferenceEquals(named, exceptionType) || Compilation.IsSubtypeOf(named, exceptionType));

    /// <summary>Whether a handler for that type takes every exception.</summary>
    public bool IsAnyException(ITypeSymbol type) => ReferenceEquals(type, exceptionType) || type is not INamedTypeSymbol { TypeKind: TypeKind.Class };

    /// <summary>Whether an object of exactly that class can stand in a place of the other type.</summary>
    public bool MayBe(ITypeSymbol type, ITypeSymbol place)
    {
        if (ReferenceEquals(type, place) || place.SpecialType == SpecialType.Object || place.TypeKind is TypeKind.Unknown or TypeKind.TypeParameter || type.TypeKind == TypeKind.Unknown) return true;
        // A document stands for its nodes too, see the models.
        if (type is INamedTypeSymbol { Namespace: "Dom" } && place is INamedTypeSymbol { Namespace: "Dom" }) return true;
        // What a search gives stands for the records themselves, see the models.
        if (place is INamedTypeSymbol { Namespace: "Search", IsFromSource: false } && (TypeFacts.IsCollection(type) || TypeFacts.IsSObject(type))) return true;
        if (TypeFacts.IsCollection(type) || TypeFacts.IsCollection(place)) return TypeFacts.IsCollection(place) || place is INamedTypeSymbol { TypeKind: TypeKind.Interface };
        if (TypeFacts.IsSObject(place) && TypeFacts.IsSObject(type)) return type.SpecialType == SpecialType.SObject || place.SpecialType == SpecialType.SObject || type.Name == "Name";
        return conversions.GetOrAdd((type, place), key => Compilation.IsSubtypeOf(key.Item1, key.Item2));
    }

    /// <summary>Whether a result of that declared type is of that very class.</summary>
    public static bool IsCreatable(ITypeSymbol type) => TypeFacts.IsCollection(type);

    public void CountUnmodelled(CallInstruction call)
    {
        var name = call.Method?.Signature ?? ModelSignature.NameOf(call);
        unmodelled.AddOrUpdate(name, 1, (_, n) => n + 1);
        Inspection?.AddUnmodelled(call);
    }

    /// <summary>Rows of which nothing is known.</summary>
    public QueryShape AnyRows => ShapeOf(StringValue.Of(StringPart.Because("")));

    /// <summary>What a query text selects. Parts that are not known stand as binds; if it then is no query, any field may be there.</summary>
    public QueryShape ShapeOf(StringValue text) => shapes.GetOrAdd(AsQuery(text), soql =>
    {
        var shape = Compilation.GetQueryShape(soql);
        if (shape is not null && (shape.Object.SpecialType != SpecialType.SObject || SelectsNoData(shape))) return shape;
        return new QueryShape(Compilation.GetSObject(FindObjectName(soql) ?? "SObject"), [], [], [], IsOpen: true, IsAggregate: false, IsCount: false);
    });

    // Of an object that is not known the fields are called by what the code takes its records for.
    private static bool SelectsNoData(QueryShape shape) =>
        !shape.IsOpen && !shape.IsAggregate && shape.Parents.IsEmpty && shape.Children.IsEmpty && shape.Fields.All(f => f.Field is null || !CrmData.IsDataName(f.Field.Name));

    /// <summary>The text with a name in place of what is not known: any object where FROM names one, a bind anywhere else.</summary>
    private static string AsQuery(StringValue text)
    {
        var soql = new System.Text.StringBuilder();
        for (var n = 0; n < text.Parts.Length; n++)
        {
            var part = text.Parts[n];
            if (part.Text is { } known) soql.Append(known);
            else if (part.Change is { Change.Method: "escapesinglequotes", Inner: var inner }) soql.Append(AsQuery(inner));
            else if (!soql.ToString().TrimEnd().EndsWith(" FROM", StringComparison.OrdinalIgnoreCase)) soql.Append(":x");
            else if (n + 1 == text.Parts.Length || text.Parts[n + 1].Text is [' ' or '\n' or '\r' or '\t', ..]) soql.Append("SObject");
            // A namespace before the name: ' FROM ' + prefix + 'Loan__c'.
        }

        return soql.ToString();
    }

    /// <summary>The name behind the query's own FROM, not that of a query in parentheses; null where none stands there.</summary>
    public static string? FindObjectName(string soql)
    {
        var depth = 0;
        for (var at = 0; at + 6 < soql.Length; at++)
        {
            if (soql[at] == '(') depth++;
            else if (soql[at] == ')') depth--;
            else if (depth == 0 && string.Compare(soql, at, " from ", 0, 6, StringComparison.OrdinalIgnoreCase) == 0)
            {
                var start = at + 6;
                while (start < soql.Length && soql[start] == ' ') start++;
                var end = start;
                while (end < soql.Length && (char.IsAsciiLetterOrDigit(soql[end]) || soql[end] == '_')) end++;
                return end > start ? soql[start..end] : null;
            }
        }

        return null;
    }
}
