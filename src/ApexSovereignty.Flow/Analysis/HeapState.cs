using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;

namespace ApexSovereignty.Flow.Analysis;

/// <summary>What the fields of objects hold at a place of a method. A field without an entry holds what it held at entry, or nothing in a new object.</summary>
/// <remarks>
/// Invariant: an entry is complete. A store that may not happen joins the old content first, so a reader never has to
/// look elsewhere. Cells are shared between states until one writes.
/// </remarks>
internal sealed class HeapState
{
    /// <summary>More constant keys of one object than this are taken together.</summary>
    public const int MaximumKeys = 64;

    private readonly Dictionary<HeapObject, Cells> objects;

    private HeapState(Dictionary<HeapObject, Cells> objects) => this.objects = objects;

    public HeapState() : this([])
    {
    }

    public int Count => objects.Count;

    public IReadOnlyDictionary<HeapObject, Cells> Objects => objects;

    public HeapState Copy()
    {
        foreach (var cells in objects.Values) cells.IsShared = true;
        return new HeapState(new Dictionary<HeapObject, Cells>(objects));
    }

    public Cells? CellsOf(HeapObject item) => objects.GetValueOrDefault(item);

    public AbstractValue? Get(HeapObject item, string key) =>
        objects.TryGetValue(item, out var cells) && cells.TryGet(key, out var value) ? value : null;

    public void Set(HeapObject item, string key, AbstractValue value)
    {
        if (!objects.TryGetValue(item, out var cells)) objects.Add(item, cells = new Cells());
        else if (cells.IsShared) objects[item] = cells = cells.Clone();
        if (cells.Count >= MaximumKeys && FieldName.IsConstantElement(key) && !cells.TryGet(key, out _))
        {
            key = FieldName.Element;
            if (cells.TryGet(key, out var before)) value = before.Union(value);
        }

        cells.Set(key, value);
    }

    public void ReplaceWith(HeapState other)
    {
        objects.Clear();
        foreach (var (item, cells) in other.objects)
        {
            cells.IsShared = true;
            objects.Add(item, cells);
        }
    }

    public void Clear(HeapObject item) => objects.Remove(item);

    public void Remove(HeapObject item, string key)
    {
        if (!objects.TryGetValue(item, out var cells)) return;
        if (cells.IsShared) objects[item] = cells = cells.Clone();
        cells.Remove(key);
    }

    /// <summary>Joins another state into this one; <paramref name="initial"/> gives what a field without an entry holds.</summary>
    /// <returns>Whether a fact changed.</returns>
    public bool Join(HeapState other, Func<HeapObject, string, AbstractValue> initial)
    {
        var changed = false;
        foreach (var (item, theirs) in other.objects)
        {
            if (!objects.TryGetValue(item, out var ours))
            {
                // An object made on the other way only: here it does not exist. One named by a path holds what it held.
                if (!item.HasInitialContent)
                {
                    theirs.IsShared = true;
                    objects.Add(item, theirs);
                    changed |= theirs.Count > 0;
                    continue;
                }

                objects.Add(item, ours = new Cells());
            }

            if (ReferenceEquals(ours, theirs)) continue;
            foreach (var (key, value) in theirs.Entries)
            {
                var before = ours.TryGet(key, out var known) ? known : initial(item, key);
                var joined = before.Union(value);
                if (known is not null && ReferenceEquals(joined, before)) continue;
                if (known is null || !joined.SameFacts(before)) changed = true;
                if (ours.IsShared) objects[item] = ours = ours.Clone();
                ours.Set(key, joined);
            }
        }

        foreach (var (item, cells) in objects.ToArray())
        {
            if (!item.HasInitialContent) continue;
            var theirs = other.objects.GetValueOrDefault(item);
            if (ReferenceEquals(cells, theirs)) continue;
            var ours = cells;
            foreach (var (key, value) in cells.Entries.ToArray())
            {
                if (theirs is not null && theirs.TryGet(key, out _)) continue;
                var joined = value.Union(initial(item, key));
                if (ReferenceEquals(joined, value)) continue;
                changed |= !joined.SameFacts(value);
                if (ours.IsShared) objects[item] = ours = ours.Clone();
                ours.Set(key, joined);
            }
        }

        return changed;
    }

    /// <summary>The fields of one object that were written.</summary>
    internal sealed class Cells
    {
        private readonly Dictionary<string, AbstractValue> entries;

        public Cells() => entries = new Dictionary<string, AbstractValue>(StringComparer.Ordinal);

        private Cells(Cells other) => entries = new Dictionary<string, AbstractValue>(other.entries, StringComparer.Ordinal);

        public bool IsShared { get; set; }

        public int Count => entries.Count;

        public Dictionary<string, AbstractValue> Entries => entries;

        public bool TryGet(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AbstractValue? value) => entries.TryGetValue(key, out value);

        public void Set(string key, AbstractValue value) => entries[key] = value;

        public void Remove(string key) => entries.Remove(key);

        public Cells Clone() => new(this);
    }
}
