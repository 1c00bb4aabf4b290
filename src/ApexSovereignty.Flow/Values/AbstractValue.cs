namespace ApexSovereignty.Flow.Values;

/// <summary>What a value may be: objects it refers to, data it is made of, texts it may have. Immutable.</summary>
internal sealed class AbstractValue
{
    private AbstractValue(HeapObject[] objects, TaintSet taints, StringSet strings)
    {
        Objects = objects;
        Taints = taints;
        Strings = strings;
    }

    /// <summary>Nothing yet; also null.</summary>
    public static AbstractValue Empty { get; } = new([], TaintSet.Empty, StringSet.None);

    /// <summary>Objects, ordered by <see cref="HeapObject.Id"/>.</summary>
    public HeapObject[] Objects { get; }

    public TaintSet Taints { get; }

    /// <summary>Texts of a string; <see cref="StringSet.None"/> for anything else.</summary>
    public StringSet Strings { get; }

    public bool IsEmpty => Objects.Length == 0 && Taints.IsEmpty && Strings.IsNone;

    public static AbstractValue Create(HeapObject[] objects, TaintSet taints, StringSet strings) =>
        objects.Length == 0 && taints.IsEmpty && strings.IsNone ? Empty : new AbstractValue(objects, taints, strings);

    public static AbstractValue Of(HeapObject item) => new([item], TaintSet.Empty, StringSet.None);

    public static AbstractValue Of(TaintSet taints) => taints.IsEmpty ? Empty : new AbstractValue([], taints, StringSet.None);

    public static AbstractValue Of(StringSet strings) => strings.IsNone ? Empty : new AbstractValue([], TaintSet.Empty, strings);

    public AbstractValue With(TaintSet taints) => ReferenceEquals(taints, Taints) ? this : Create(Objects, taints, Strings);

    public AbstractValue With(StringSet strings) => ReferenceEquals(strings, Strings) ? this : Create(Objects, Taints, strings);

    public AbstractValue WithObjects(HeapObject[] objects) => ReferenceEquals(objects, Objects) ? this : Create(objects, Taints, Strings);

    /// <summary>
    /// What either may be. Where one of the two says it all, it is that one rather than an equal of it: states that come
    /// together then hold the same references, and need not be compared again.
    /// </summary>
    public AbstractValue Union(AbstractValue other)
    {
        if (ReferenceEquals(this, other) || other.IsEmpty) return this;
        if (IsEmpty) return other;
        var objects = Merge(Objects, other.Objects);
        var taints = Taints.Union(other.Taints);
        var strings = Strings.Union(other.Strings);
        if (ReferenceEquals(objects, Objects) && ReferenceEquals(taints, Taints) && ReferenceEquals(strings, Strings)) return this;
        return ReferenceEquals(objects, other.Objects) && ReferenceEquals(taints, other.Taints) && ReferenceEquals(strings, other.Strings) ? other : new AbstractValue(objects, taints, strings);
    }

    /// <summary>Whether the facts are the same, traces apart.</summary>
    public bool SameFacts(AbstractValue other) =>
        ReferenceEquals(this, other) || (Objects.AsSpan().SequenceEqual(other.Objects) && Taints.SameFacts(other.Taints) && Strings.Equals(other.Strings));

    /// <summary>Objects in the order of values.</summary>
    public static HeapObject[] Sorted(HeapObject[] objects)
    {
        Array.Sort(objects, (a, b) => a.Id.CompareTo(b.Id));
        return objects;
    }

    public static HeapObject[] Merge(HeapObject[] left, HeapObject[] right)
    {
        if (right.Length == 0 || ReferenceEquals(left, right)) return left;
        if (left.Length == 0) return right;
        var (i, j, common) = (0, 0, 0);
        while (i < left.Length && j < right.Length)
        {
            if (left[i].Id < right[j].Id) i++;
            else if (!ReferenceEquals(left[i], right[j++])) continue;
            else common++;
        }

        if (common == right.Length) return left;
        if (common == left.Length) return right;
        var merged = new HeapObject[left.Length + right.Length - common];
        (i, j) = (0, 0);
        for (var n = 0; n < merged.Length; n++)
        {
            if (j < right.Length && (i >= left.Length || right[j].Id < left[i].Id))
            {
                merged[n] = right[j++];
                continue;
            }

            if (j < right.Length && ReferenceEquals(left[i], right[j])) j++;
            merged[n] = left[i++];
        }

        return merged;
    }
}
