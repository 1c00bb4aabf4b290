using ApexSovereignty.Flow.Values;

namespace ApexSovereignty.Flow.Analysis;

/// <summary>
/// The cells of objects by <see cref="HeapObject.Id"/>: a tree of small arrays which copies share, so that a copy costs nothing, a
/// write copies the arrays on its way, and what two tables have in common is passed over by comparing references.
/// </summary>
/// <remarks>
/// Invariant: an array is written to only by the one who bears its owner's token. The shape is that of a bit-mapped vector trie
/// (Bagwell, Ideal Hash Trees, 2001) over numbers instead of hashes.
/// </remarks>
internal readonly struct CellTable
{
    private const int Bits = 4;
    private const int Width = 1 << Bits;

    private readonly Node? root;
    private readonly int height;

    private CellTable(Node? root, int height)
    {
        this.root = root;
        this.height = height;
    }

    /// <summary>Whether the two are one table, not only equal ones.</summary>
    public bool IsSame(CellTable other) => ReferenceEquals(root, other.root);

    /// <summary>The cells of an object, or null where nothing was written to it.</summary>
    public HeapState.Cells? Find(HeapObject item)
    {
        var id = item.Id;
        if (root is null || id >> (Bits * (height + 1)) != 0) return null;
        var node = root;
        for (var level = height; level > 0; level--)
        {
            if (node.Slots[(id >> (Bits * level)) & (Width - 1)] is not Node below) return null;
            node = below;
        }

        return node.Slots[id & (Width - 1)] as HeapState.Cells;
    }

    /// <summary>The table with other cells for an object, or with none.</summary>
    /// <param name="item">The object.</param>
    /// <param name="cells">What it has from now on.</param>
    /// <param name="owner">Token of the writer: arrays that bear it are changed in place.</param>
    public CellTable With(HeapObject item, HeapState.Cells? cells, object owner)
    {
        var (top, levels) = (root, height);
        if (top is null) top = new Node(owner);
        for (; item.Id >> (Bits * (levels + 1)) != 0; levels++) top = Above(top, owner);
        return new CellTable(Write(top, levels, item.Id, cells, owner), levels);
    }

    /// <summary>All cells in the order of their objects' numbers.</summary>
    public List<HeapState.Cells> ToList()
    {
        var all = new List<HeapState.Cells>();
        if (root is not null) Add(root, all);
        return all;
    }

    /// <summary>The objects for which two tables differ, in the order of their numbers.</summary>
    /// <param name="ours">One table.</param>
    /// <param name="theirs">The other.</param>
    /// <param name="known">A table that the first has taken in already: where the second is as this one, it brings nothing new. Or null.</param>
    public static List<Difference> Compare(CellTable ours, CellTable theirs, CellTable? known)
    {
        var found = new List<Difference>();
        var levels = Math.Max(Math.Max(ours.height, theirs.height), known?.height ?? 0);
        Compare(ours.Lifted(levels), theirs.Lifted(levels), known?.Lifted(levels), known is not null, levels, found);
        return found;
    }

    private static void Compare(Node? ours, Node? theirs, Node? known, bool isKnown, int level, List<Difference> found)
    {
        if (ReferenceEquals(ours, theirs) || (isKnown && ReferenceEquals(theirs, known))) return;
        for (var n = 0; n < Width; n++)
        {
            var (mine, other, before) = (ours?.Slots[n], theirs?.Slots[n], known?.Slots[n]);
            if (ReferenceEquals(mine, other) || (isKnown && ReferenceEquals(other, before))) continue;
            if (level > 0) Compare(mine as Node, other as Node, before as Node, isKnown, level - 1, found);
            else found.Add(new Difference(mine as HeapState.Cells, other as HeapState.Cells, before as HeapState.Cells));
        }
    }

    private Node? Lifted(int levels)
    {
        var top = root;
        if (top is null) return null;
        for (var level = height; level < levels; level++) top = Above(top, top.Owner);
        return top;
    }

    private static Node Above(Node node, object owner)
    {
        var above = new Node(owner);
        above.Slots[0] = node;
        return above;
    }

    private static Node Write(Node node, int level, int id, HeapState.Cells? cells, object owner)
    {
        var mine = ReferenceEquals(node.Owner, owner) ? node : new Node(node, owner);
        ref var slot = ref mine.Slots[(id >> (Bits * level)) & (Width - 1)];
        if (level > 0) slot = Write(slot as Node ?? new Node(owner), level - 1, id, cells, owner);
        else slot = cells;
        return mine;
    }

    private static void Add(Node node, List<HeapState.Cells> all)
    {
        foreach (var slot in node.Slots)
        {
            if (slot is Node below) Add(below, all);
            else if (slot is HeapState.Cells cells) all.Add(cells);
        }
    }

    /// <summary>An object for which two tables differ.</summary>
    /// <param name="Ours">What the first has.</param>
    /// <param name="Theirs">What the second has.</param>
    /// <param name="Known">What the table has that the first has taken in already.</param>
    public readonly record struct Difference(HeapState.Cells? Ours, HeapState.Cells? Theirs, HeapState.Cells? Known);

    /// <summary>An array of nodes, or of cells at the lowest level.</summary>
    private sealed class Node
    {
        public Node(object owner)
        {
            Slots = new object?[Width];
            Owner = owner;
        }

        public Node(Node other, object owner)
        {
            Slots = other.Slots.AsSpan().ToArray();
            Owner = owner;
        }

        public object?[] Slots { get; }

        public object Owner { get; }
    }
}
