using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow.Analysis;
using ApexSovereignty.Flow.Inspection;
using ApexSovereignty.Flow.Models;
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
    private readonly Dictionary<(SourceField, string, string, CodeLocation, CodeLocation, string, bool), FoundFlow> flows = [];
    private readonly ModelTexts modelTexts = new();
    private readonly Dictionary<CodeLocation, Dictionary<StringValue, ImmutableArray<FlowStep>>> endpoints = [];
    private readonly Dictionary<StringSet, StringSet> settled = [];
    private readonly Dictionary<(AccessPath Path, int Depth), StringSet> settledPaths = [];
    private readonly Dictionary<(string Field, int Depth), StringSet> settledFields = [];
    private readonly Dictionary<string, RelayNode> relayed = new(StringComparer.Ordinal);

    public FlowResultBuilder(ProgramContext program)
    {
        this.program = program;
        entrySources = new EntrySources(program.Compilation);
        relays = new Relays(entrySources);
    }

    public void Add(MethodOutcome outcome, MethodSummary summary, bool isEntry, bool takesRecords)
    {
        relays.AddEffects(summary, isEntry);
        foreach (var write in outcome.StaticWrites) relays.AddStaticWrite(outcome.Method, write);
        foreach (var exit in outcome.Exits) pending.Add((outcome.Method, exit, takesRecords));
        foreach (var fact in outcome.Endpoints) pendingEndpoints.Add((outcome.Method, fact));
        if (!isEntry) return;
        foreach (var exit in summary.Exits) pending.Add((outcome.Method, exit, takesRecords));
        foreach (var write in summary.StaticWrites) relays.AddStaticWrite(outcome.Method, write);
        foreach (var fact in summary.Endpoints) pendingEndpoints.Add((outcome.Method, fact));
    }

    public FlowResult Build(IReadOnlyList<MethodOutcome> outcomes, int componentCount)
    {
        foreach (var (method, fact) in pendingEndpoints) AddEndpoint(fact.At, fact.Values.Bind(path => SettlePath(path, method, 0)));
        foreach (var (method, exit, takesRecords) in pending) AddFlows(method, exit, takesRecords);
        var told = flows.Values.Select(f => f.ToFlow(program.Compilation)).ToList();
        var inspected = program.Inspection?.Build(told.Where(f => InspectionLog.IsInspection(f.Kind))) ?? [];
        var ordered = told.Where(f => !InspectionLog.IsInspection(f.Kind))
            .OrderBy(f => f.Carrier).ThenBy(f => f.Kind, StringComparer.Ordinal).ThenBy(f => f.Part, StringComparer.Ordinal)
            .ThenBy(f => f.Source.Site).ThenBy(f => f.Source.DisplayName, StringComparer.Ordinal).ThenBy(f => f.Exit).ThenBy(f => f.IsPseudonymised).ThenBy(f => string.Join('|', f.Endpoints.Select(e => e.Display)), StringComparer.Ordinal);
        var uses = endpoints.Where(e => !program.IsAlwaysReplaced(e.Key)).OrderBy(e => e.Key).Select(e => new EndpointUse(e.Key, Texts(e.Value.Select(v => TextOf(v.Key) with { Steps = v.Value }))));
        var cut = outcomes.Where(a => a.IsCutShort).Select(a => a.Method).OrderBy(m => m.Signature, StringComparer.Ordinal);
        var unmodelled = program.Unmodelled.OrderByDescending(u => u.Value).ThenBy(u => u.Key, StringComparer.Ordinal).Take(50).Select(u => (u.Key, u.Value));
        return new FlowResult([.. ordered], [.. uses], [.. cut], new FlowStatistics(outcomes.Count, componentCount, outcomes.Sum(a => a.Rounds), outcomes.Count == 0 ? 0 : outcomes.Max(a => program.SummaryOf(a.Method).Effects.Length), [.. unmodelled])) { ModelTexts = modelTexts.Build(), Inspected = inspected, MissingLabels = [.. program.MissingLabels] };
    }

    // Each caller's text counts, however many there are: none hides another.
    private void AddEndpoint(CodeLocation at, StringSet set)
    {
        if (!endpoints.TryGetValue(at, out var values)) endpoints.Add(at, values = []);
        foreach (var value in set.Values)
        {
            var steps = TextSteps.Of(value);
            if (!values.TryGetValue(value, out var known) || FlowStepOrder.Instance.Compare(steps, known) < 0) values[value] = steps;
        }
    }

    private void AddFlows(IMethodSymbol method, Exit exit, bool takesRecords)
    {
        var endpoint = Settle(exit.Endpoint, method);
        if (exit.Kind == ActionKinds.Exit)
        {
            foreach (var kind in endpoint.Values.Select(v => v.Exact is { } name ? ActionKinds.SinkOf(name) : null).OfType<string>().Distinct())
                AddFlows(method, exit with { Kind = kind, Part = ModelFormat.DefaultPart(kind), Endpoint = StringSet.None }, takesRecords);
            return;
        }

        NamedTexts? asked = null;
        var isInspection = InspectionLog.IsInspection(exit.Kind);
        if (!isInspection && exit.Taint is { Carrier: var given, Path: { IsDeep: false } path } && !entrySources.SourcesOf(method, path).Any()) modelTexts.AddText(method, exit, given ?? exit.At, () => Texts(endpoint), () => TraceExpansion.Expand(exit.Trace, []));
        foreach (var before in WaysBefore(method, exit.Taint, takesRecords))
        {
            var source = before.Source;
            // A log record that is stored as it came tells the log nothing new.
            if (exit.Kind == "log" && source.ObjectName.Length > 0 && exit.Sink.EndsWith(" " + source.ObjectName, StringComparison.OrdinalIgnoreCase)) continue;
            if (source.IsAnswer && !isInspection)
            {
                if (exit.Kind is "debug" or "log" && before.ToldBy is { } service) modelTexts.AddAnswer(exit, Texts(Settle(service, method)), before.Then(exit.Trace, exit.Taint).Steps(program.Compilation));
                continue;
            }

            if (exit.Part == "url" && IsBase(exit, source)) continue;
            // What is logged stands where it is logged, also where a whole request is.
            var carrier = exit.Kind is "debug" or "log" ? exit.At : exit.Taint.Carrier ?? before.Carrier ?? exit.At;
            var named = source.IsAnswer && before.ToldBy is { } answering ? new NamedTexts(Texts(Settle(answering, method))) : asked ??= new NamedTexts(Texts(endpoint));
            var key = (source, exit.Kind, exit.Part, carrier, exit.At, named.Names, before.IsPseudonymised || exit.Taint.IsPseudonymised);
            ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(flows, key, out var isKnown);
            if (isKnown && known!.Way.Length < before.Length + exit.Trace.Length) continue;
            var way = before.Then(exit.Trace, exit.Taint);
            if (!isKnown || way.CompareTo(known!.Way) < 0) known = new FoundFlow(way, exit, carrier, named.Texts);
        }
    }

    /// <summary>Whether the data only stands where a longer URL begins: it tells where the request goes, and is not sent there.</summary>
    private static bool IsBase(Exit exit, SourceField source)
    {
        return exit.Endpoint.Values.Any(v => v.Parts is [var first, ..] && (first.Continues || v.Parts.Length > 1) && Is(first)) && !exit.Endpoint.Values.Any(v => v.Parts.Skip(1).Any(Is));

        // The text was read where the object may not have been known yet.
        bool Is(StringPart part) => (part.Read is { } read && read.Site == source.Site && read.FieldName.Equals(source.FieldName, StringComparison.OrdinalIgnoreCase)) || (part.Path is { } path && ReferenceEquals(path, exit.Taint.Path));
    }

    /// <summary>Texts of an endpoint, and all of them as one text.</summary>
    private sealed record NamedTexts(ImmutableArray<EndpointText> Texts)
    {
        public string Names { get; } = string.Join('|', Texts.Select(t => t.Display));
    }

    /// <summary>The sources behind a fact of a method, each with the way to where the method comes by it.</summary>
    private IEnumerable<Way> WaysBefore(IMethodSymbol method, Taint taint, bool takesRecords)
    {
        if (taint is { Source: { IsAnswer: false } row, ToldBy: { } query })
            return QueriedObject.Tell(row, Settle(query, method), program.Compilation).Where(t => t.Open is null).Select(t => new Way(t.Source, null, []) { Carrier = taint.Carrier });
        if (taint.Source is { } source) return [new Way(source, null, []) { ToldBy = taint.ToldBy, Carrier = taint.Carrier }];
        var path = taint.Path!;
        if (path.Root == PathRoot.Parameter)
        {
            return takesRecords
                ? entrySources.SourcesOf(method, path).Select(received => new Way(received, new FlowStep(received.Site, $"{received.DisplayName} comes in as {received.Kind}", PathStepKind.Source, 1), []))
                : [];
        }

        return RelayedWays(path).Concat(OutsideWays(method, path));
    }

    /// <summary>What a member holds that only the outside sets: an attribute of a page's component, a member of a base class of another package.</summary>
    private IEnumerable<Way> OutsideWays(IMethodSymbol method, AccessPath path) =>
        entrySources.SourceOfMember(method, path, program.CallGraph) is { } source
            ? [new Way(source, new FlowStep(source.Site, $"{source.DisplayName} comes in as {source.Kind}", PathStepKind.Source, 1), [])]
            : [];

    /// <summary>The sources that a field relays, each once with its shortest way.</summary>
    private IEnumerable<Way> RelayedWays(AccessPath path)
    {
        if (relays.KeyOf(path) is not { } key) return [];
        if (!relayed.ContainsKey(key)) Relay(path, key);
        return relayed[key].Ways.Values;
    }

    /// <summary>Fields that feed fields: all that can be reached from one are followed until no way gets shorter.</summary>
    private void Relay(AccessPath path, string first)
    {
        var added = new List<RelayNode>();
        var open = new Queue<(AccessPath Path, RelayNode Node)>();
        open.Enqueue((path, AddNode(first)));
        while (open.TryDequeue(out var next))
        {
            foreach (var stored in relays.Find(next.Path))
            {
                if (stored.Record is { } record && EntrySources.SourceOf(record, next.Path) is { } field) next.Node.Offer(new Way(field, null, [(new StepTrace(null, record.Site, StepKind.Received, record.Kind), null)]));
                if (stored.Given is { } given && EntryPoints.TakesRecords(stored.Method) && entrySources.SourceBelow(stored.Method, given, next.Path) is { } handed)
                    next.Node.Offer(new Way(handed, new FlowStep(handed.Site, $"{handed.DisplayName} comes in as {handed.Kind}", PathStepKind.Source, 1), []));
                if (stored.Taint is not { } taint) continue;
                if (taint.Path is not { Root: not PathRoot.Parameter } from)
                {
                    foreach (var way in WaysBefore(stored.Method, taint, EntryPoints.TakesRecords(stored.Method))) next.Node.Offer(way.Then(stored.Trace!, taint));
                    continue;
                }

                if (relays.KeyOf(from) is not { } key) continue;
                if (!relayed.TryGetValue(key, out var feeder)) open.Enqueue((from, feeder = AddNode(key)));
                next.Node.Feeders.Add((feeder, stored.Trace!, taint));
            }
        }

        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var node in added)
                foreach (var (feeder, trace, taint) in node.Feeders)
                    foreach (var way in feeder.Ways.Values.ToArray())
                        changed |= way.Traces.Length < MaximumRelays && node.Offer(way.Then(trace, taint));
        }

        RelayNode AddNode(string key)
        {
            var node = new RelayNode();
            relayed.Add(key, node);
            added.Add(node);
            return node;
        }
    }

    private sealed class RelayNode
    {
        public Dictionary<(SourceField Source, bool IsPseudonymised), Way> Ways { get; } = [];

        public List<(RelayNode Feeder, Trace Trace, Taint Taint)> Feeders { get; } = [];

        public bool Offer(Way way)
        {
            if (Ways.TryGetValue((way.Source, way.IsPseudonymised), out var best) && best.Length <= way.Length) return false;
            Ways[(way.Source, way.IsPseudonymised)] = way;
            return true;
        }
    }

    /// <summary>A flow, and the best way of those found so far; told step by step at the end only.</summary>
    private sealed record FoundFlow(Way Way, Exit Exit, CodeLocation Carrier, ImmutableArray<EndpointText> Texts)
    {
        public TaintFlow ToFlow(Compilation compilation) =>
            new(Way.Source, Exit.Kind, Exit.Part, Carrier, Exit.At, Exit.Sink, Texts, [.. Exit.Kind == InspectionLog.TextKind ? TraceExpansion.Calls(Exit.Trace) : Way.Steps(compilation)]) { IsPseudonymised = Way.IsPseudonymised };
    }

    /// <summary>Puts what is known at the end in place of paths that no caller fills.</summary>
    private StringSet Settle(StringSet set, IMethodSymbol method)
    {
        if (!set.HasPath) return set;
        if (!settled.TryGetValue(set, out var known)) settled.Add(set, known = set.Bind(path => SettlePath(path, method, 0)));
        return known;
    }

    // A path belongs to one method, so it tells whose parameters are meant.
    private StringSet SettlePath(AccessPath path, IMethodSymbol method, int depth)
    {
        if (!settledPaths.TryGetValue((path, depth), out var known)) settledPaths.Add((path, depth), known = entrySources.PlaceOf(path, method) is { } place ? FindTexts(path, method, depth).CameAbout(place) : FindTexts(path, method, depth));
        return known;
    }

    private StringSet FindTexts(AccessPath path, IMethodSymbol method, int depth)
    {
        if (path.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } names)
            return StringSet.From(names.Members.OfType<IFieldSymbol>().Select(c => StringValue.Of(c.Name)));
        if (depth < MaximumRelays && path is { Symbol: IMethodSymbol slot, Parent.Type: var receiver } && ModelParts.IsGiven(path.Key))
            return StringSet.From(program.CallGraph.Candidates(slot, receiver).SelectMany(one => program.SummaryOf(one).Return.Strings.Bind(inner => SettlePath(inner, one, depth + 1)).Values));
        var root = path;
        while (root.Parent is not null) root = root.Parent;
        if (root.Root == PathRoot.Trigger) return StringSet.Unknown("it is the object of whatever trigger runs");
        if (root.Root == PathRoot.Parameter)
        {
            var parameter = $"it comes from parameter '{root.Symbol?.Name}' of {method.ContainingType?.Name}.{method.Name}";
            return (EntryPoints.TakesUserInput(method) ? StringSet.ChosenOutside(parameter) : StringSet.Unknown(parameter)).Union(TextsOfAnyObject(path));
        }

        if (root.Symbol is INamedTypeSymbol { Namespace: "System", Name: "PageReference" }) return StringSet.ChosenOutside("it comes from the parameters of the page");
        if (EntryPoints.IsSetByPage(path)) return StringSet.ChosenOutside($"it comes from the property '{path.Symbol!.Name}' of a page's controller");
        var reason = root.Symbol is ISObjectTypeSymbol setting ? $"it is read from {setting.Name}.{(path.Symbol ?? path.Parent?.Symbol)?.Name}" : root.Root == PathRoot.Static ? $"the static field {path} is not a constant" : $"the field {path.Key} is set elsewhere";
        if (depth >= MaximumRelays) return StringSet.Unknown(reason);
        if (relays.KeyOf(path) is not { } field) return StringSet.Unknown(reason);
        if (!settledFields.TryGetValue((field, depth), out var result))
            settledFields.Add((field, depth), result = StringSet.From(relays.Find(path).Where(s => s.Text is not null).SelectMany(s => StringSet.From([s.Text!]).Bind(inner => SettlePath(inner, s.Method, depth + 1)).Values)));
        return result.IsNone ? StringSet.Unknown(reason).Union(TextsOfAnyObject(path)) : result;
    }

    /// <summary>What its class puts into a field of an object that comes from elsewhere: the default host of a client that is handed in.</summary>
    private StringSet TextsOfAnyObject(AccessPath path) =>
        StringSet.From(relays.FindOfAnyObject(path).Select(s => s.Text).OfType<StringValue>().Where(t => t.Exact is { Length: > 0 }));

    /// <summary>
    /// Whether somebody outside chooses what is open: in a text whose host is open, what stands behind the slash after it is not
    /// asked for.
    /// </summary>
    private static bool IsChosenOutside(StringValue value)
    {
        var prefix = value.Prefix;
        var scheme = prefix.IndexOf("://", StringComparison.Ordinal);
        var isOpen = scheme < 0 ? prefix.Length == 0 : prefix.AsSpan(scheme + 3).IndexOfAny("/\\?#") < 0;
        foreach (var part in value.Parts.SkipWhile(p => p.Text is not null))
        {
            if (part.IsUserControlled) return true;
            if (isOpen && part.Text is { } text && text.AsSpan().IndexOfAny("/\\?#") >= 0) return false;
        }

        return false;
    }

    private static ImmutableArray<EndpointText> Texts(StringSet set) => Texts(set.Values.Select(v => TextOf(v) with { SetAt = v.Carrier }));

    /// <summary>Each text once, by name; of equal ones that which is put together or set first in the code.</summary>
    private static ImmutableArray<EndpointText> Texts(IEnumerable<EndpointText> texts) =>
        [.. texts.OrderBy(t => t.Display, StringComparer.Ordinal).ThenBy(t => t.SetAt).ThenBy(t => t.Steps, FlowStepOrder.Instance).Distinct()];

    private static EndpointText TextOf(StringValue value) =>
        new(value.Exact, value.Prefix, value.Parts.Select(p => p.Cause ?? p.Unknown).FirstOrDefault(u => u is not null), string.Concat(value.Parts.Select(p => p.Text ?? "{…}")), IsChosenOutside(value));
}
