using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow.Analysis;
using ApexSovereignty.Flow.Solving;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow;

/// <summary>Puts together what methods let leave: complete flows as they are, the rest with what the outside hands to entry points.</summary>
internal sealed class FlowResultBuilder
{
    private const int MaximumRelays = 3;

    private readonly ProgramContext program;
    private readonly EntrySources entrySources;
    private readonly Relays relays;
    private readonly List<(IMethodSymbol Method, Exit Exit, bool TakesRecords)> pending = [];
    private readonly List<(IMethodSymbol Method, EndpointFact Fact)> pendingEndpoints = [];
    private readonly Dictionary<(SourceField, string, string, CodeLocation, CodeLocation, string), TaintFlow> flows = [];
    private readonly Dictionary<CodeLocation, StringSet> endpoints = [];

    public FlowResultBuilder(ProgramContext program)
    {
        this.program = program;
        entrySources = new EntrySources(program.Compilation);
        relays = new Relays(entrySources);
    }

    public void Add(MethodAnalysis analysis, MethodSummary summary, bool isEntry, bool takesRecords)
    {
        relays.AddEffects(summary);
        foreach (var exit in analysis.CompleteExits) pending.Add((analysis.Method, exit, takesRecords));
        foreach (var fact in analysis.CompleteEndpoints) AddEndpoint(fact.At, fact.Values);
        if (!isEntry) return;
        foreach (var exit in summary.Exits) pending.Add((analysis.Method, exit, takesRecords));
        foreach (var fact in summary.Endpoints) pendingEndpoints.Add((analysis.Method, fact));
    }

    public FlowResult Build(IReadOnlyList<MethodAnalysis> analyses, int componentCount)
    {
        foreach (var (method, fact) in pendingEndpoints) AddEndpoint(fact.At, Settle(fact.Values, method));
        foreach (var (method, exit, takesRecords) in pending) AddFlows(method, exit, takesRecords);
        var ordered = flows.Values
            .OrderBy(f => f.Carrier).ThenBy(f => f.Kind, StringComparer.Ordinal).ThenBy(f => f.Part, StringComparer.Ordinal)
            .ThenBy(f => f.Source.Site).ThenBy(f => f.Source.DisplayName, StringComparer.Ordinal).ThenBy(f => f.Exit).ThenBy(f => string.Join('|', f.Endpoints.Select(e => e.Display)), StringComparer.Ordinal);
        var uses = endpoints.OrderBy(e => e.Key).Select(e => new EndpointUse(e.Key, Texts(e.Value)));
        var cut = analyses.Where(a => a.IsCutShort).Select(a => a.Method).OrderBy(m => m.Signature, StringComparer.Ordinal);
        var unmodelled = program.Unmodelled.OrderByDescending(u => u.Value).ThenBy(u => u.Key, StringComparer.Ordinal).Take(50).Select(u => (u.Key, u.Value));
        return new FlowResult([.. ordered], [.. uses], [.. cut], new FlowStatistics(analyses.Count, componentCount, analyses.Sum(a => a.Rounds), analyses.Count == 0 ? 0 : analyses.Max(a => program.SummaryOf(a.Method).Effects.Length), [.. unmodelled]));
    }

    private void AddEndpoint(CodeLocation at, StringSet values) => endpoints[at] = endpoints.TryGetValue(at, out var known) ? known.Union(values) : values;

    private void AddFlows(IMethodSymbol method, Exit exit, bool takesRecords)
    {
        var settled = Settle(exit.Endpoint, method);
        foreach (var (source, steps) in Sources(method, exit.Taint, exit.Trace, takesRecords, 0))
        {
            var carrier = exit.Taint.Carrier ?? exit.At;
            var texts = Texts(settled);
            var key = (source, exit.Kind, exit.Part, carrier, exit.At, string.Join('|', texts.Select(t => t.Display)));
            if (flows.TryGetValue(key, out var known) && (known.Steps.Length < steps.Count || (known.Steps.Length == steps.Count && Compare(known.Steps, steps) <= 0))) continue;
            flows[key] = new TaintFlow(source, exit.Kind, exit.Part, carrier, exit.At, exit.Sink, texts, [.. steps]);
        }
    }

    private static int Compare(ImmutableArray<FlowStep> left, List<FlowStep> right)
    {
        for (var n = 0; n < left.Length; n++)
        {
            var order = left[n].At.CompareTo(right[n].At);
            if (order == 0) order = string.CompareOrdinal(left[n].Message, right[n].Message);
            if (order != 0) return order;
        }

        return 0;
    }

    /// <summary>The sources behind a fact of a method, each with its steps.</summary>
    private IEnumerable<(SourceField Source, List<FlowStep> Steps)> Sources(IMethodSymbol method, Taint taint, Trace trace, bool takesRecords, int depth)
    {
        if (taint.Source is { } source)
        {
            yield return (source, TraceExpansion.Expand(trace, []));
            yield break;
        }

        var path = taint.Path!;
        if (path.Root == PathRoot.Parameter)
        {
            if (!takesRecords) yield break;
            foreach (var received in entrySources.SourcesOf(method, path))
                yield return (received, TraceExpansion.Expand(trace, [new FlowStep(received.Site, $"{received.DisplayName} comes in as {received.Kind}", PathStepKind.Source, 1)]));
            yield break;
        }

        if (depth >= MaximumRelays) yield break;
        foreach (var stored in relays.Find(path))
            if (stored.Taint is { } found)
                foreach (var (origin, steps) in Sources(stored.Method, found, stored.Trace!, takesRecords: true, depth + 1))
                    yield return (origin, TraceExpansion.Expand(trace, steps));
    }

    /// <summary>Puts what is known at the end in place of paths that no caller fills.</summary>
    private StringSet Settle(StringSet set, IMethodSymbol method)
    {
        if (!set.HasPath) return set;
        var result = StringSet.None;
        foreach (var value in set.Values)
        {
            var parts = value.Parts.Select(p => p.Path is { } path ? SettlePath(path, method, 0) : StringSet.From([StringValue.Of(p)])).ToList();
            var joined = StringSet.Concat(parts);
            result = result.Union(value.Carrier is { } carrier ? joined.WithCarrier(carrier) : joined);
        }

        return result;
    }

    private StringSet SettlePath(AccessPath path, IMethodSymbol method, int depth)
    {
        var root = path;
        while (root.Parent is not null) root = root.Parent;
        if (root.Root == PathRoot.Parameter) return StringSet.Unknown($"it comes from parameter '{root.Symbol?.Name}' of {method.ContainingType?.Name}.{method.Name}");
        var reason = root.Root == PathRoot.Static ? $"the static field {path} is not a constant" : $"the field {path.Key} is set elsewhere";
        if (depth >= MaximumRelays) return StringSet.Unknown(reason);
        var result = StringSet.None;
        foreach (var stored in relays.Find(path))
        {
            if (stored.Text is not { } text) continue;
            var parts = text.Parts.Select(p => p.Path is { } inner ? SettlePath(inner, stored.Method, depth + 1) : StringSet.From([StringValue.Of(p)])).ToList();
            result = result.Union(StringSet.Concat(parts));
        }

        return result.IsNone ? StringSet.Unknown(reason) : result;
    }

    private static ImmutableArray<EndpointText> Texts(StringSet set) =>
        [.. set.Values.Select(v => new EndpointText(v.Exact, v.Prefix, v.Parts.Select(p => p.Unknown).FirstOrDefault(u => u is not null), string.Concat(v.Parts.Select(p => p.Text ?? "{…}")))).Distinct().OrderBy(t => t.Display, StringComparer.Ordinal)];
}
