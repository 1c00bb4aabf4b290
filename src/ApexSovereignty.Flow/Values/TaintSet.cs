using System.Collections.Concurrent;

namespace ApexSovereignty.Flow.Values;

/// <summary>A fact: data of a source, or of an access path at entry, possibly put into a part of a request at a place.</summary>
/// <remarks>Invariant: interned by <see cref="TaintTable"/>, so equal facts are the same object.</remarks>
internal sealed class Taint(int id, SourceField? source, AccessPath? path, CodeLocation? carrier, bool isPseudonymised, StringSet? toldBy, EntryGuard? guard = null)
{
    public int Id { get; } = id;

    /// <summary>The source, or null for a path.</summary>
    public SourceField? Source { get; } = source;

    /// <summary>The path at entry, or null for a source.</summary>
    public AccessPath? Path { get; } = path;

    /// <summary>The call that put it into a request's part (<c>setBody</c>), where the finding will stand.</summary>
    public CodeLocation? Carrier { get; } = carrier;

    /// <summary>Whether it is a keyed hash of the data, or the data encrypted: it tells persons apart but not who they are.</summary>
    public bool IsPseudonymised { get; } = isPseudonymised;

    /// <summary>
    /// The text that tells more about the source, maybe in terms of the caller: for what a service answered the endpoint that was
    /// asked, for a field of a record of an object that the method does not know what names it in the query. Else null.
    /// </summary>
    public StringSet? ToldBy { get; } = toldBy;

    /// <summary>The classes of which an object of the caller must be for the fact to come about, or null.</summary>
    public EntryGuard? Guard { get; } = guard;

    /// <summary>Facts are equal by identity; the number makes a cheap hash.</summary>
    public override int GetHashCode() => Id;

    /// <summary>A number that orders facts the same in every run, whichever thread made them first.</summary>
    public ulong Order { get; } = OrderOf(source, path, carrier, isPseudonymised, toldBy, guard);

    private static ulong OrderOf(SourceField? source, AccessPath? path, CodeLocation? carrier, bool isPseudonymised, StringSet? toldBy, EntryGuard? guard)
    {
        var order = OrderOf(source, path);
        if (toldBy is not null)
        {
            // Equal sets may have their texts in another order.
            var endpoints = 0UL;
            foreach (var endpoint in toldBy.Values) endpoints += StableHash.Add(StableHash.Seed, endpoint.ToString());
            order = StableHash.Add(order, endpoints);
        }

        if (guard is not null) order = StableHash.Add(order, guard.Order);
        if (carrier is { } at) order = StableHash.Add(order, at);
        return isPseudonymised ? StableHash.Add(order, 1) : order;
    }

    private static ulong OrderOf(SourceField? source, AccessPath? path) =>
        source is null ? path!.Order : StableHash.Add(StableHash.Add(StableHash.Add(StableHash.Seed, source.Site), source.ObjectName.ToUpperInvariant()), source.FieldName.ToUpperInvariant());

    public override string ToString() => Source?.DisplayName ?? Path?.ToString() ?? "";
}

/// <summary>Interns facts for one run.</summary>
internal sealed class TaintTable
{
    private readonly ConcurrentDictionary<(object Origin, CodeLocation? Carrier, bool IsPseudonymised, StringSet? ToldBy, EntryGuard? Guard), Taint> table = new();
    private int count;

    public Taint Of(SourceField source, CodeLocation? carrier = null, bool isPseudonymised = false, StringSet? toldBy = null, EntryGuard? guard = null) =>
        table.TryGetValue((source, carrier, isPseudonymised, toldBy, guard), out var taint)
            ? taint
            : table.GetOrAdd((source, carrier, isPseudonymised, toldBy, guard), _ => new Taint(Interlocked.Increment(ref count), source, null, carrier, isPseudonymised, toldBy, guard));

    public Taint Of(AccessPath path, CodeLocation? carrier = null, bool isPseudonymised = false, EntryGuard? guard = null) => carrier is null && !isPseudonymised && guard is null
        ? path.Fact ??= new Taint(Interlocked.Increment(ref count), null, path, null, isPseudonymised: false, toldBy: null)
        : table.TryGetValue((path, carrier, isPseudonymised, null, guard), out var taint)
            ? taint
            : table.GetOrAdd((path, carrier, isPseudonymised, null, guard), _ => new Taint(Interlocked.Increment(ref count), null, path, carrier, isPseudonymised, toldBy: null, guard));

    /// <summary>The same origin with another carrier.</summary>
    public Taint WithCarrier(Taint taint, CodeLocation? carrier) => With(taint, carrier, taint.IsPseudonymised, taint.Guard);

    /// <summary>The same origin, pseudonymised or not.</summary>
    public Taint WithPseudonym(Taint taint, bool isPseudonymised) => With(taint, taint.Carrier, isPseudonymised, taint.Guard);

    /// <summary>The same origin, if an object of the caller is of certain classes, or in any case.</summary>
    public Taint WithGuard(Taint taint, EntryGuard? guard) => With(taint, taint.Carrier, taint.IsPseudonymised, guard);

    /// <summary>The same with a text that is known better.</summary>
    public Taint WithText(Taint told, StringSet text) => Of(told.Source!, told.Carrier, told.IsPseudonymised, text, told.Guard);

    /// <summary>The same of a source that is known better.</summary>
    public Taint WithSource(Taint told, SourceField source, StringSet? text) => Of(source, told.Carrier, told.IsPseudonymised, text, told.Guard);

    /// <summary>The same origin, otherwise as given.</summary>
    public Taint With(Taint taint, CodeLocation? carrier, bool isPseudonymised, EntryGuard? guard) =>
        taint.Carrier == carrier && taint.IsPseudonymised == isPseudonymised && Equals(taint.Guard, guard) ? taint
        : taint.Source is { } source ? Of(source, carrier, isPseudonymised, taint.ToldBy, guard)
        : Of(taint.Path!, carrier, isPseudonymised, guard);
}

/// <summary>Facts with the best trace of each, ordered by <see cref="Taint.Order"/>. Immutable.</summary>
internal sealed class TaintSet
{
    private readonly Taint[] taints;
    private readonly Trace[] traces;

    private TaintSet(Taint[] taints, Trace[] traces)
    {
        this.taints = taints;
        this.traces = traces;
    }

    public static TaintSet Empty { get; } = new([], []);

    public int Count => taints.Length;

    public bool IsEmpty => taints.Length == 0;

    public Taint this[int index] => taints[index];

    public Trace TraceAt(int index) => traces[index];

    public static TaintSet Of(Taint taint, Trace trace) => new([taint], [trace]);

    /// <summary>The facts with their traces, in any order.</summary>
    public static TaintSet From(Dictionary<Taint, Trace> items)
    {
        if (items.Count == 0) return Empty;
        var facts = new Taint[items.Count];
        var ways = new Trace[items.Count];
        var orders = new ulong[items.Count];
        var n = 0;
        foreach (var fact in items.Keys)
        {
            facts[n] = fact;
            orders[n++] = fact.Order;
        }

        Array.Sort(orders, facts);
        for (n = 0; n < facts.Length; n++) ways[n] = items[facts[n]];
        return new TaintSet(facts, ways);
    }

    /// <summary>The facts without those of the same origin in another set.</summary>
    public TaintSet Without(TaintSet other)
    {
        if (IsEmpty || other.IsEmpty) return this;
        var origins = new HashSet<(object?, bool)>(Array.ConvertAll(other.taints, t => (Origin(t), t.IsPseudonymised)));
        var kept = Array.FindAll([.. Enumerable.Range(0, taints.Length)], n => !origins.Contains((Origin(taints[n]), taints[n].IsPseudonymised)));
        return kept.Length == taints.Length ? this : kept.Length == 0 ? Empty : new TaintSet(Array.ConvertAll(kept, n => taints[n]), Array.ConvertAll(kept, n => traces[n]));

        static object? Origin(Taint taint) => (object?)taint.Source ?? taint.Path;
    }

    public TaintSet Union(TaintSet other)
    {
        if (ReferenceEquals(this, other) || other.IsEmpty) return this;
        if (IsEmpty) return other;
        if (Contains(other)) return this;
        var mergedTaints = new Taint[Count + other.Count];
        var mergedTraces = new Trace[Count + other.Count];
        int i = 0, j = 0, n = 0;
        var isOther = true;
        while (i < Count || j < other.Count)
        {
            var order = i >= Count ? 1 : j >= other.Count ? -1 : taints[i].Order.CompareTo(other.taints[j].Order);
            if (order <= 0)
            {
                mergedTaints[n] = taints[i];
                var isBetter = order == 0 && (ReferenceEquals(other.traces[j], traces[i]) || other.traces[j].CompareTo(traces[i]) < 0);
                mergedTraces[n++] = isBetter ? other.traces[j] : traces[i];
                isOther &= isBetter;
                i++;
                if (order == 0) j++;
            }
            else
            {
                mergedTaints[n] = other.taints[j];
                mergedTraces[n++] = other.traces[j++];
            }
        }

        return isOther ? other : new TaintSet(mergedTaints[..n], mergedTraces[..n]);
    }

    /// <summary>Whether all facts of the other are here, none of them with a better trace.</summary>
    private bool Contains(TaintSet other)
    {
        if (other.Count > Count) return false;
        var i = 0;
        for (var j = 0; j < other.Count; j++)
        {
            while (i < Count && taints[i].Order < other.taints[j].Order) i++;
            if (i == Count || !ReferenceEquals(taints[i], other.taints[j])) return false;
            if (!ReferenceEquals(traces[i], other.traces[j]) && other.traces[j].CompareTo(traces[i]) < 0) return false;
        }

        return true;
    }

    /// <summary>Whether the facts are the same, traces apart.</summary>
    public bool SameFacts(TaintSet other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (Count != other.Count) return false;
        for (var i = 0; i < taints.Length; i++)
            if (!ReferenceEquals(taints[i], other.taints[i])) return false;
        return true;
    }

    /// <summary>The same facts one step further.</summary>
    public TaintSet Then(CodeLocation at, StepKind kind, string subject)
    {
        if (IsEmpty) return this;
        var next = new Trace[traces.Length];
        for (var i = 0; i < traces.Length; i++) next[i] = new StepTrace(traces[i], at, kind, subject);
        return new TaintSet(taints, next);
    }
}

/// <summary>Collects facts, of equal ones the best trace.</summary>
internal sealed class TaintSetBuilder
{
    private TaintSet first = TaintSet.Empty;
    private Dictionary<Taint, Trace>? items;

    public void Add(TaintSet set)
    {
        if (set.IsEmpty || ReferenceEquals(set, first)) return;
        if (items is null && first.IsEmpty)
        {
            first = set;
            return;
        }

        for (var n = 0; n < set.Count; n++) Add(set[n], set.TraceAt(n));
    }

    public void Add(Taint taint, Trace trace)
    {
        if (items is null)
        {
            items = [];
            for (var n = 0; n < first.Count; n++) items.Add(first[n], first.TraceAt(n));
        }

        ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(items, taint, out var exists);
        if (!exists || trace.CompareTo(known) < 0) known = trace;
    }

    public TaintSet ToSet() => items is null ? first : TaintSet.From(items);
}
