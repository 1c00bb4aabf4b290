using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;

namespace ApexSovereignty.Flow.Analysis;

/// <content>
/// Static fields. Within a method the last write counts; between methods all writes are joined, since the order in which
/// outsiders call them is not known.
/// </content>
internal sealed partial class MethodAnalysis
{
    private const int MaximumStaticDepth = 3;

    /// <summary>Facts of callers that end up in one static field; more are no longer told apart by where below it they lie.</summary>
    private const int MaximumWritesOfStatic = 128;

    private readonly Dictionary<string, int> openWrites = new(StringComparer.Ordinal);

    private void AddStaticWrite(AccessPath holder, string key, AbstractValue value, HeapState state)
    {
        var keys = new List<string> { key };
        var at = holder;
        for (; at.Parent is not null; at = at.Parent) keys.Insert(0, at.Key);
        if (keys.Count > MaximumStaticDepth + 1) keys.RemoveRange(MaximumStaticDepth + 1, keys.Count - MaximumStaticDepth - 1);
        AddStaticWrite(StaticKey(at.Symbol!, at.Type), [.. keys], value, state, []);
    }

    private void AddStaticWrite(string field, string[] keys, AbstractValue value, HeapState state, HashSet<HeapObject> seen, Func<Trace, Trace>? through = null)
    {
        var open = Array.FindIndex(keys, FieldName.IsLeftToCaller);
        var keyedBy = open >= 0 && keys[open][0] == '[' ? openKeys[keys[open]] : null;
        keys = Array.ConvertAll(keys, ModelParts.Relayed);
        if (open >= 0) keys = [.. keys.Select((k, n) => n == open && keyedBy is not null ? k : FieldName.Settled(k))];
        var joined = string.Join('/', keys);
        for (var n = 0; n < value.Taints.Count; n++) AddStaticWrite(new StaticWrite(field, joined, value.Taints[n], through is null ? value.Taints.TraceAt(n) : through(value.Taints.TraceAt(n)), StringSet.None) { KeyedBy = keyedBy });
        if (!value.Strings.IsNone) AddStaticWrite(new StaticWrite(field, joined, null, null, value.Strings) { KeyedBy = keyedBy });
        foreach (var item in value.Objects)
        {
            if (item.Path is { Root: PathRoot.Static } || !seen.Add(item)) continue;
            if (item.Path is { } path)
            {
                AddStaticWrite(new StaticWrite(field, joined.Length == 0 ? "**" : joined + "/**", program.Taints.Of(path.Deep([])), EntryTrace.Instance, StringSet.None) { KeyedBy = keyedBy });
                continue;
            }

            if (item.Origin is not null && keys.Length < MaximumStaticDepth) AddStaticWrite(field, [.. keys, "**"], AbstractValue.Of(Deep(state, AbstractValue.Of(item))), state, seen, through);
            if (keys.Length >= MaximumStaticDepth || state.CellsOf(item) is not { } cells) continue;
            foreach (var (key, cell) in cells.Entries)
                if (ModelParts.IsRelayed(key)) AddStaticWrite(field, [.. keys, key], cell, state, seen, through);
        }
    }

    private void AddStaticWrite(StaticWrite write)
    {
        var isOpen = !IsComplete(write);
        var open = isOpen ? openWrites.GetValueOrDefault(write.Field) : 0;
        if (open >= MaximumWritesOfStatic && !staticWrites.ContainsKey((write.Field, write.Keys, write.Taint)))
            write = write with { Keys = FieldName.Any, KeyedBy = null, Taint = write.Taint is { } taint ? Shorten(taint, depth: 1) : null };
        var key = (write.Field, write.Keys, write.Taint);
        if (!staticWrites.TryGetValue(key, out var known))
        {
            staticWrites.Add(key, write);
            if (isOpen) openWrites[write.Field] = open + 1;
        }
        else if (write.Taint is null) staticWrites[key] = write with { Text = known.Text.Union(write.Text) };
        else if (write.Trace!.CompareTo(known.Trace) < 0) staticWrites[key] = write;
    }

    /// <summary>What this method knew of static fields is void once a callee has written them.</summary>
    private void ForgetStatics(MethodSummary summary, HeapState state)
    {
        if (summary.WrittenStatics.IsEmpty) return;
        foreach (var field in summary.WrittenStatics)
        {
            writtenStatics.Add(field);
            if (state.Get(statics, field) is not null) state.Remove(statics, field);
        }
    }
}
