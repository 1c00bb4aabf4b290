using System.Diagnostics.CodeAnalysis;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;

namespace ApexSovereignty.Flow.Analysis;

/// <summary>What the fields of objects hold at a place of a method. A field without an entry holds what it held at entry, or nothing in a new object.</summary>
/// <remarks>
/// Invariant: an entry is complete. A store that may not happen joins the old content first, so a reader never has to
/// look elsewhere. Arrays of the table and cells are shared between copies until one writes: a state writes only to those that bear
/// its token, and a copy takes it from the two.
/// </remarks>
internal sealed class HeapState
{
    /// <summary>More constant keys of one object than this are taken together.</summary>
    public const int MaximumKeys = 64;

    private CellTable objects;
    private CellTable? joinedLast;
    private object token = new();

    /// <summary>What was written, in the order of the objects' numbers.</summary>
    public List<Cells> Objects => objects.ToList();

    public HeapState Copy()
    {
        token = new object();
        return new HeapState { objects = objects };
    }

    public Cells? CellsOf(HeapObject item) => objects.Find(item);

    public AbstractValue? Get(HeapObject item, string key) =>
        objects.Find(item) is { } cells && cells.TryGet(key, out var value) ? value : null;

    public void Set(HeapObject item, string key, AbstractValue value)
    {
        var cells = objects.Find(item);
        if (cells is not null)
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
        token = new object();
        other.token = new object();
    }

    public void Clear(HeapObject item)
    {
        if (objects.Find(item) is not null) objects = objects.With(item, null, token);
    }

    public void Remove(HeapObject item, string key)
    {
        if (objects.Find(item) is { } cells && cells.TryGet(key, out _)) Own(item, cells).Remove(key);
    }

    /// <summary>
    /// Joins another state into this one; <paramref name="initial"/> gives what a field without an entry holds. Texts that grow in a
    /// loop are taken together where they become many.
    /// </summary>
    /// <param name="other">The other state.</param>
    /// <param name="initial">What a field without an entry holds.</param>
    /// <param name="isGrowing">Whether texts are taken together.</param>
    /// <param name="isGathering">
    /// Whether this state is only ever joined into, as that of a handler which every statement before it may lead to: what has not
    /// changed since the state that was joined last is then passed over.
    /// </param>
    /// <returns>Whether a fact changed.</returns>
    public bool Join(HeapState other, Func<HeapObject, string, AbstractValue> initial, bool isGrowing = false, bool isGathering = false)
    {
        if (objects.IsSame(other.objects)) return false;
        var changed = false;
        var differences = CellTable.Compare(objects, other.objects, joinedLast);
        var writes = new List<(HeapObject Item, string Key, AbstractValue Value)>();
        foreach (var (ours, theirs, last) in differences)
        {
            if (ours is null && !theirs!.Item.HasInitialContent)
            {
                // An object made on the other way only: here it does not exist. One named by a path holds what it held.
                changed |= theirs.Count > 0;
                objects = objects.With(theirs.Item, theirs, token);
                continue;
            }

            var item = (ours ?? theirs!).Item;
            foreach (var (key, value) in theirs?.Entries ?? [])
            {
                AbstractValue? known = null;
                ours?.TryGet(key, out known);
                if (ReferenceEquals(known, value) || (last is not null && last.TryGet(key, out var same) && ReferenceEquals(same, value))) continue;
                var before = known ?? initial(item, key);
                var joined = before.Union(value);
                if (isGrowing && !ReferenceEquals(joined.Strings, before.Strings)) joined = joined.With(joined.Strings.Growing(before.Strings));
                if (known is not null && ReferenceEquals(joined, before)) continue;
                if (known is null || !joined.SameFacts(before)) changed = true;
                writes.Add((item, key, joined));
            }

            if (ours is null || !item.HasInitialContent) continue;
            foreach (var (key, value) in ours.Entries)
            {
                if (theirs is not null && theirs.TryGet(key, out _)) continue;
                var joined = value.Union(initial(item, key));
                if (ReferenceEquals(joined, value)) continue;
                changed |= !joined.SameFacts(value);
                writes.Add((item, key, joined));
            }
        }

        // The other state no longer owns what is here or remembered now.
        other.token = new object();
        foreach (var (item, key, value) in writes) Own(item, objects.Find(item)).Set(key, value);
        if (isGathering) joinedLast = other.objects;
        return changed;
    }

    private Cells Own(HeapObject item, Cells? cells)
    {
        if (cells is not null && ReferenceEquals(cells.Owner, token)) return cells;
        var mine = cells is null ? new Cells(item, token) : new Cells(cells, token);
        objects = objects.With(item, mine, token);
        return mine;
    }

    /// <summary>The fields of one object that were written.</summary>
    internal sealed class Cells
    {
        private readonly Dictionary<string, AbstractValue> entries;

        public Cells(HeapObject item, object owner)
        {
            Item = item;
            entries = new Dictionary<string, AbstractValue>(StringComparer.Ordinal);
            Owner = owner;
        }

        public Cells(Cells other, object owner)
        {
            entries = new Dictionary<string, AbstractValue>(other.entries, StringComparer.Ordinal);
            Item = other.Item;
            Owner = owner;
            HasOpenKeys = other.HasOpenKeys;
        }

        /// <summary>The object.</summary>
        public HeapObject Item { get; }

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
