using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Values;

/// <summary>
/// The classes that the object behind a path must be of for a fact to come about: those whose override of a called method gave it.
/// A caller who knows the object's class knows whether the fact is there. Immutable, equal by content.
/// </summary>
internal sealed class TypeGuard : IEquatable<TypeGuard>
{
    private readonly INamedTypeSymbol[] types;

    /// <param name="path">The path that holds the object.</param>
    /// <param name="types">The classes, at least one.</param>
    public TypeGuard(AccessPath path, IEnumerable<INamedTypeSymbol> types)
    {
        Path = path;
        this.types = [.. types.OrderBy(t => t.FullName, StringComparer.Ordinal)];
        var order = StableHash.Add(path.Order, "guard");
        foreach (var type in this.types) order = StableHash.Add(order, type.FullName);
        Order = order;
    }

    public AccessPath Path { get; }

    /// <summary>A number that orders guards the same in every run.</summary>
    public ulong Order { get; }

    public IReadOnlyList<INamedTypeSymbol> Types => types;

    public bool Allows(ITypeSymbol type) => type is INamedTypeSymbol named && Array.IndexOf(types, named) >= 0;

    /// <summary>The same demand on the object behind another path.</summary>
    public TypeGuard At(AccessPath path) => ReferenceEquals(path, Path) ? this : new TypeGuard(path, types);

    /// <summary>Both demands at once; of two on different objects only one is remembered.</summary>
    /// <returns>False where no object can meet both.</returns>
    public static bool TryCombine(TypeGuard? left, TypeGuard? right, out TypeGuard? both)
    {
        both = left ?? right;
        if (left is null || right is null || left.Equals(right)) return true;
        if (!ReferenceEquals(left.Path, right.Path))
        {
            both = left.Order <= right.Order ? left : right;
            return true;
        }

        var common = Array.FindAll(left.types, right.Allows);
        if (common.Length == 0) return false;
        both = common.Length == left.types.Length ? left : new TypeGuard(left.Path, common);
        return true;
    }

    public bool Equals(TypeGuard? other) => other is not null && ReferenceEquals(Path, other.Path) && types.AsSpan().SequenceEqual(other.types);

    public override bool Equals(object? obj) => Equals(obj as TypeGuard);

    public override int GetHashCode() => (int)Order;
}
