using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Values;

/// <summary>
/// What a value at entry must be for a fact to come about: an object of a class whose override of a called method gave it, or a flag
/// that lets the code run. A caller who knows the value knows whether the fact is there. Immutable, equal by content.
/// </summary>
internal sealed class EntryGuard : IEquatable<EntryGuard>
{
    private readonly INamedTypeSymbol[] types;
    private readonly string[] texts = [];
    private readonly bool isAmong;

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
    /// <param name="texts">Constants, at least one.</param>
    /// <param name="isAmong">Whether it must be one of them, or none.</param>
    public EntryGuard(AccessPath path, IEnumerable<string> texts, bool isAmong)
    {
        Path = path;
        types = [];
        this.texts = [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        this.isAmong = isAmong;
        demand = StableHash.Add(StableHash.Add(StableHash.Seed, "flag"), isAmong ? 1UL : 0UL);
        foreach (var text in this.texts) demand = StableHash.Add(demand, text);
        Order = StableHash.Add(path.Order, demand);
    }

    private EntryGuard(AccessPath path, EntryGuard other)
    {
        Path = path;
        types = other.types;
        texts = other.texts;
        isAmong = other.isAmong;
        demand = other.demand;
        Order = StableHash.Add(path.Order, demand);
    }

    /// <summary>Whether it is a demand on a flag rather than on a class.</summary>
    public bool IsOnText => texts.Length > 0;

    public AccessPath Path { get; }

    /// <summary>A number that orders guards the same in every run.</summary>
    public ulong Order { get; }

    public bool Allows(ITypeSymbol type) => type is INamedTypeSymbol named && Array.IndexOf(types, named) >= 0;

    /// <summary>Whether a flag may be that text. Texts that differ in case only are equal to some tests and not to others.</summary>
    public bool Allows(string text) => isAmong ? Array.Exists(texts, t => t.Equals(text, StringComparison.OrdinalIgnoreCase)) : Array.IndexOf(texts, text) < 0;

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

        if (left.IsOnText || right.IsOnText) return TryCombineTexts(left, right, ref both);
        var common = Array.FindAll(left.types, right.Allows);
        if (common.Length == 0) return false;
        both = common.Length == left.types.Length ? left : new EntryGuard(left.Path, common);
        return true;
    }

    private static bool TryCombineTexts(EntryGuard left, EntryGuard right, ref EntryGuard? both)
    {
        if (right.isAmong && !left.isAmong) (left, right) = (right, left);
        both = left;
        if (!left.isAmong || !right.IsOnText)
        {
            both = left.Order <= right.Order ? left : right;
            return true;
        }

        var common = Array.FindAll(left.texts, right.Allows);
        if (common.Length > 0 && common.Length < left.texts.Length) both = new EntryGuard(left.Path, common, isAmong: true);
        return common.Length > 0;
    }

    public bool Equals(EntryGuard? other) => other is not null && ReferenceEquals(Path, other.Path) && Order == other.Order && isAmong == other.isAmong && texts.AsSpan().SequenceEqual(other.texts) && types.AsSpan().SequenceEqual(other.types);

    public override bool Equals(object? obj) => Equals(obj as EntryGuard);

    public override int GetHashCode() => (int)Order;
}
