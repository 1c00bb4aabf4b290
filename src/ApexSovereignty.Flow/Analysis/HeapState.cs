using System.Diagnostics.CodeAnalysis;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;

namespace ApexSovereignty.Flow.Analysis;

/// <summary>What the fields of objects hold at a place of a method. A field without an entry holds what it held at entry, or nothing in a new object.</summary>
/// <remarks>
/// Invariant: an entry is complete. A store that may not happen joins the old content first, so a reader never has to
/// look elsewhere. Tables and cells are shared between copies until one writes: a state writes only to a table it owns and
/// to cells that bear its token, and a copy takes both from the two.
/// </remarks>
internal sealed class HeapState
{
    /// <summary>More constant keys of one object than this are taken together.</summary>
    public const int MaximumKeys = 64;

    private Dictionary<HeapObject, Cells> objects;
    private bool ownsTable;
    private object token = new();

    private HeapState(Dictionary<HeapObject, Cells> objects) => this.objects = objects;

    public HeapState()
    {
        objects = [];
        ownsTable = true;
    }

    public Dictionary<HeapObject, Cells> Objects => objects;

    public HeapState Copy()
    {
        ownsTable = false;
        token = new object();
        return new HeapState(objects);
    }

    public Cells? CellsOf(HeapObject item) => objects.GetValueOrDefault(item);

    public AbstractValue? Get(HeapObject item, string key) =>
        objects.TryGetValue(item, out var cells) && cells.TryGet(key, out var value) ? value : null;

    public void Set(HeapObject item, string key, AbstractValue value)
    {
        if (objects.TryGetValue(item, out var cells))
        {
            if (cells.TryGet(key, out var known) && ReferenceEquals(known, value)) return;
            if (cells.Count >= MaximumKeys && FieldName.IsConstantElement(key) && known is null)
            {
                key = FieldName.Element;
                if (cells.TryGet(key, out var before)) value = before.Union(value);
            }
        }

        Own(item, cells).Set(key, value);
    }

    public void ReplaceWith(HeapState other)
    {
        objects = other.objects;
        ownsTable = other.ownsTable = false;
        token = new object();
        other.token = new object();
    }

    public void Clear(HeapObject item)
    {
        if (!objects.ContainsKey(item)) return;
        OwnTable();
        objects.Remove(item);
    }

    public void Remove(HeapObject item, string key)
    {
        if (objects.TryGetValue(item, out var cells) && cells.TryGet(key, out _)) Own(item, cells).Remove(key);
    }

    /// <summary>
    /// Joins another state into this one; <paramref name="initial"/> gives what a field without an entry holds. Texts that grow in a
    /// loop are taken together where they become many.
    /// </summary>
    /// <returns>Whether a fact changed.</returns>
    public bool Join(HeapState other, Func<HeapObject, string, AbstractValue> initial, bool isGrowing = false)
    {
        if (ReferenceEquals(objects, other.objects)) return false;
        var changed = false;
        var writes = new List<(HeapObject Item, string Key, AbstractValue Value)>();
        List<(HeapObject Item, Cells Cells)>? added = null;
        foreach (var (item, theirs) in other.objects)
        {
            if (!objects.TryGetValue(item, out var ours))
            {
                // An object made on the other way only: here it does not exist. One named by a path holds what it held.
                if (!item.HasInitialContent)
                {
                    (added ??= []).Add((item, theirs));
                    changed |= theirs.Count > 0;
                    continue;
                }
            }

            if (ReferenceEquals(ours, theirs)) continue;
            foreach (var (key, value) in theirs.Entries)
            {
                AbstractValue? known = null;
                ours?.TryGet(key, out known);
                if (ReferenceEquals(known, value)) continue;
                var before = known ?? initial(item, key);
                var joined = before.Union(value);
                if (isGrowing && !ReferenceEquals(joined.Strings, before.Strings)) joined = joined.With(joined.Strings.Growing(before.Strings));
                if (known is not null && ReferenceEquals(joined, before)) continue;
                if (known is null || !joined.SameFacts(before)) changed = true;
                writes.Add((item, key, joined));
            }
        }

        foreach (var (item, cells) in objects)
        {
            if (!item.HasInitialContent) continue;
            var theirs = other.objects.GetValueOrDefault(item);
            if (ReferenceEquals(cells, theirs)) continue;
            foreach (var (key, value) in cells.Entries)
            {
                if (theirs is not null && theirs.TryGet(key, out _)) continue;
                var joined = value.Union(initial(item, key));
                if (ReferenceEquals(joined, value)) continue;
                changed |= !joined.SameFacts(value);
                writes.Add((item, key, joined));
            }
        }

        if (added is not null)
        {
            // The other state no longer owns these cells, nor does this one.
            other.token = new object();
            OwnTable();
            foreach (var (item, cells) in added) objects.Add(item, cells);
        }

        foreach (var (item, key, value) in writes) Own(item, objects.GetValueOrDefault(item)).Set(key, value);
        return changed;
    }

    private void OwnTable()
    {
        if (ownsTable) return;
        objects = new Dictionary<HeapObject, Cells>(objects);
        ownsTable = true;
    }

    private Cells Own(HeapObject item, Cells? cells)
    {
        if (cells is not null && ReferenceEquals(cells.Owner, token)) return cells;
        OwnTable();
        var mine = cells is null ? new Cells(token) : new Cells(cells, token);
        objects[item] = mine;
        return mine;
    }

    /// <summary>The fields of one object that were written.</summary>
    internal sealed class Cells
    {
        private readonly Dictionary<string, AbstractValue> entries;

        public Cells(object owner)
        {
            entries = new Dictionary<string, AbstractValue>(StringComparer.Ordinal);
            Owner = owner;
        }

        public Cells(Cells other, object owner)
        {
            entries = new Dictionary<string, AbstractValue>(other.entries, StringComparer.Ordinal);
            Owner = owner;
            HasOpenKeys = other.HasOpenKeys;
        }

        /// <summary>Token of the one state that may write to it.</summary>
        public object Owner { get; }

        /// <summary>Whether a key is among them that only a caller knows: it may be any other.</summary>
        public bool HasOpenKeys { get; private set; }

        public int Count => entries.Count;

        public Dictionary<string, AbstractValue> Entries => entries;

        public bool TryGet(string key, [NotNullWhen(true)] out AbstractValue? value) => entries.TryGetValue(key, out value);

        public void Set(string key, AbstractValue value)
        {
            entries[key] = value;
            HasOpenKeys |= FieldName.IsLeftToCaller(key);
        }

        public void Remove(string key) => entries.Remove(key);
    }
}
