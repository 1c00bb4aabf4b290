using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <content>
/// Static fields. Within a method, and in callees that tell what they write, the last write counts; between methods all writes are
/// joined, since the order in which outsiders call them is not known.
/// </content>
internal sealed partial class MethodAnalysis
{
    private const int MaximumStaticDepth = 3;

    /// <summary>Facts of callers that end up in one static field; more are no longer told apart by where below it they lie.</summary>
    private const int MaximumWritesOfStatic = 128;

    /// <summary>Cells in and below one static field that callers are told; where there are more, they look at what all methods write.</summary>
    private const int MaximumCellsOfStatic = 8;

    /// <summary>The same for all static fields together.</summary>
    private const int MaximumCellsOfStatics = 64;

    private readonly Dictionary<string, int> openWrites = new(StringComparer.Ordinal);

    /// <summary>Static fields that this method or a callee may have changed in ways that are not told.</summary>
    private readonly HashSet<string> looseStatics = new(StringComparer.Ordinal);

    /// <summary>Static fields whose content this method or a callee lets out or passes on, whoever calls it.</summary>
    private readonly HashSet<string> shownStatics = new(StringComparer.Ordinal);

    private readonly Dictionary<ISymbol, AccessPath> settledPaths = [];

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
        if (write.Taint?.Path is { Root: PathRoot.Static } feeder) shownStatics.Add(FieldOf(feeder));
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

    /// <summary>A static field as whatever method has left it.</summary>
    private AbstractValue SettledStatic(ISymbol symbol, ITypeSymbol type)
    {
        if (!settledPaths.TryGetValue(symbol, out var path)) settledPaths.Add(symbol, path = AccessPath.ForSettledStatic(symbol, type));
        return ValueOf(path);
    }

    /// <summary>The static field whose content an effect is about, or null.</summary>
    private static string? FieldOfStatic(CellEffect effect) =>
        effect.Object.IsStatics ? effect.Key : effect.Object.Path is { Root: PathRoot.Static } path ? FieldOf(path) : null;

    /// <summary>Whether callers may know that a static field has been cleared; whoever calls the method is in the project.</summary>
    private bool IsLeftToCallers(AccessPath path) =>
        path is { Parent: null, IsSettled: false } && (method.IsStatic || (method.Modifiers & Syntax.DeclarationModifiers.Private) != 0) && program.IsClearedStatic(FieldOf(path));

    private static bool IsOfStatics(HeapObject item) => item.IsStatics || item.Path is { Root: PathRoot.Static };

    private static string FieldOf(AccessPath path)
    {
        while (path.Parent is not null) path = path.Parent;
        return $"{path.Symbol?.ContainingType?.FullName}.{path.Symbol?.Name}";
    }

    /// <summary>Whether more is known of a static field than that it is as at entry; otherwise it is what all methods write.</summary>
    private bool KnowsStatic(HeapState state, string field) => state.Get(statics, field) is not null;

    /// <summary>A callee leaves a static field with a value.</summary>
    private void WriteStatic(HeapState state, string field, AbstractValue value, bool isCertain)
    {
        if (program.FindStatic(field) is not { } known) return;
        StaticKey(known.Symbol, known.Type);
        state.Set(statics, field, isCertain ? value : (state.Get(statics, field) ?? InitialContent(statics, field)).Union(value));
    }

    /// <summary>What this method knows of a static field may no longer be all, since a callee has written it in ways that are not told.</summary>
    private void LoosenStatics(MethodSummary summary, HeapState state, bool isLater)
    {
        if (isLater) return;
        foreach (var field in summary.WrittenStatics)
        {
            looseStatics.Add(field);
            if (!summary.Effects.Any(e => e.Object.IsStatics && e.Key == field)) Loosen(state, field);
        }
    }

    private void Loosen(HeapState state, string field)
    {
        if (state.Get(statics, field) is { } known && program.FindStatic(field) is var (symbol, type)) state.Set(statics, field, known.Union(SettledStatic(symbol, type)));
    }

    /// <summary>
    /// What this method has put into static fields, for a callee that lets out what they hold: it may be gone when this method ends.
    /// </summary>
    private void FlushStatics(MethodSummary summary, HeapState state)
    {
        foreach (var field in summary.ShownStatics)
        {
            shownStatics.Add(field);
            if (state.Get(statics, field) is { Objects.Length: > 0 } value) AddStaticWrite(field, [], value, state, []);
            foreach (var item in named.Values)
                if (item.Path is { Root: PathRoot.Static } path && FieldOf(path) == field && state.CellsOf(item) is { } cells)
                    foreach (var (key, cell) in cells.Entries) AddStaticWrite(path, key, cell, state);
        }
    }

    /// <summary>What is in static fields when the method ends is what others find there.</summary>
    private void KeepStatics(HeapState state)
    {
        foreach (var (key, value) in state.CellsOf(statics)?.Entries ?? [])
            if (value.Objects.Length > 0) AddStaticWrite(key, [], value, state, []);
        foreach (var cells in state.Objects.Where(c => c.Item.Path is { Root: PathRoot.Static }))
            foreach (var (key, value) in cells.Entries) AddStaticWrite(cells.Item.Path!, key, value, state);
    }

    /// <summary>
    /// Tells callers how a method leaves static fields: those that it certainly replaces, and what it writes below one. What would be
    /// much to tell, or may be as before, is left to those who look at what all methods write.
    /// </summary>
    private void CollectStatics(HeapState state, bool isCompact, List<CellEffect> effects)
    {
        var written = new SortedSet<string>(StringComparer.Ordinal);
        if (state.CellsOf(statics) is { } values) written.UnionWith(values.Entries.Keys);
        var holders = state.Objects.FindAll(c => c.Item.Path is { Root: PathRoot.Static });
        foreach (var cells in holders) written.Add(FieldOf(cells.Item.Path!));
        if (written.Count == 0) return;
        var seen = effects.Select(e => e.Object).ToHashSet();
        var total = 0;
        foreach (var field in written)
        {
            var told = new List<CellEffect>();
            if (!isCompact && !IsInCircle && total < MaximumCellsOfStatics && TryTell(field, told))
            {
                effects.AddRange(told);
                total += told.Count;
            }
            else
            {
                looseStatics.Add(field);
            }
        }

        bool TryTell(string field, List<CellEffect> told)
        {
            var queue = new Queue<HeapObject>();
            var visited = new HashSet<HeapObject>();
            if (state.Get(statics, field) is { } value)
            {
                if (Array.Exists(value.Objects, IsItself)) return false;
                told.Add(new CellEffect(statics, field, value));
                foreach (var item in value.Objects) queue.Enqueue(item);
            }
            else
            {
                foreach (var cells in holders)
                    if (FieldOf(cells.Item.Path!) == field) queue.Enqueue(cells.Item);
            }

            while (queue.TryDequeue(out var item))
            {
                if (!visited.Add(item) || (item.Path is not null && !IsItself(item)) || (item.Path is null && seen.Contains(item))) continue;
                if (item.CopyOf is not null) return false;
                if (state.CellsOf(item) is not { } cells) continue;
                foreach (var (key, cell) in cells.Entries.OrderBy(e => FieldName.IsConstantElement(e.Key) ? 1 : FieldName.IsLeftToCaller(e.Key) ? 2 : 0))
                {
                    if (told.Count >= MaximumCellsOfStatic) return false;
                    told.Add(new CellEffect(item, key, cell) { KeyedBy = FieldName.IsLeftToCaller(key) ? openKeys[key] : null });
                    foreach (var child in cell.Objects) queue.Enqueue(child);
                }
            }

            return true;

            bool IsItself(HeapObject item) => item.Path is { Root: PathRoot.Static } path && FieldOf(path) == field;
        }
    }
}
