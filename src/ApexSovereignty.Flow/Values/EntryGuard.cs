using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Values;

/// <summary>
/// What a value at entry must be for a fact to come about: an object of a class whose override of a called method gave it, or a flag
/// that lets the code run. A caller who knows the value knows whether the fact is there. Immutable, equal by content.
/// </summary>
internal sealed class EntryGuard : IEquatable<EntryGuard>
{
    private readonly INamedTypeSymbol[] types;

    /// <summary>The part of <see cref="Order"/> that does not depend on the path.</summary>
    private readonly ulong demand;

    /// <param name="path">The path that holds the object.</param>
    /// <param name="types">The classes, at least one.</param>
    public EntryGuard(AccessPath path, IEnumerable<INamedTypeSymbol> types)
    {
        Path = path;
        this.types = [.. types.OrderBy(t => t.FullName, StringComparer.Ordinal)];
        demand = StableHash.Add(StableHash.Seed, "guard");
        foreach (var type in this.types) demand = StableHash.Add(demand, type.FullName);
        Order = StableHash.Add(path.Order, demand);
    }

    /// <param name="path">The flag.</param>
    /// <param name="expected">Its value.</param>
    public EntryGuard(AccessPath path, bool expected)
    {
        Path = path;
        types = [];
        Expected = expected;
        demand = StableHash.Add(StableHash.Add(StableHash.Seed, "flag"), expected ? 1UL : 0UL);
        Order = StableHash.Add(path.Order, demand);
    }

    private EntryGuard(AccessPath path, EntryGuard other)
    {
        Path = path;
        types = other.types;
        Expected = other.Expected;
        demand = other.demand;
        Order = StableHash.Add(path.Order, demand);
    }

    /// <summary>The value that a flag must have; null for a demand on a class.</summary>
    public bool? Expected { get; }

    public AccessPath Path { get; }

    /// <summary>A number that orders guards the same in every run.</summary>
    public ulong Order { get; }

    public bool Allows(ITypeSymbol type) => type is INamedTypeSymbol named && Array.IndexOf(types, named) >= 0;

    /// <summary>The same demand on the object behind another path.</summary>
    public EntryGuard At(AccessPath path) => ReferenceEquals(path, Path) ? this : new EntryGuard(path, this);

    /// <summary>Both demands at once; of two on different objects only one is remembered.</summary>
    /// <returns>False where no object can meet both.</returns>
    public static bool TryCombine(EntryGuard? left, EntryGuard? right, out EntryGuard? both)
    {
        both = left ?? right;
        if (left is null || right is null || left.Equals(right)) return true;
        if (!ReferenceEquals(left.Path, right.Path))
        {
            both = left.Order <= right.Order ? left : right;
            return true;
        }

        if (left.Expected is not null || right.Expected is not null) return left.Expected == right.Expected;
        var common = Array.FindAll(left.types, right.Allows);
        if (common.Length == 0) return false;
        both = common.Length == left.types.Length ? left : new EntryGuard(left.Path, common);
        return true;
    }

    public bool Equals(EntryGuard? other) => other is not null && ReferenceEquals(Path, other.Path) && Order == other.Order && Expected == other.Expected && types.AsSpan().SequenceEqual(other.types);

    public override bool Equals(object? obj) => Equals(obj as EntryGuard);

    public override int GetHashCode() => (int)Order;
}
