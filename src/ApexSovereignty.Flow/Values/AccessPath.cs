using System.Collections.Immutable;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Values;

/// <summary>What an access path starts at.</summary>
internal enum PathRoot
{
    /// <summary>A parameter.</summary>
    Parameter,

    /// <summary>The object a method runs on.</summary>
    This,

    /// <summary>A static field.</summary>
    Static,

    /// <summary>The name of the object whose trigger runs.</summary>
    Trigger,
}

/// <summary>
/// A name for a value that a method finds at entry: a parameter, <c>this</c> or a static field, and the fields from there.
/// Callers put their own values in its place.
/// </summary>
/// <remarks>
/// Invariant: paths are interned below their root, and a root belongs to one method, so equal paths of a method are the
/// same object and need no lock. At <see cref="MaximumDepth"/> a path stands for all below it.
/// </remarks>
internal sealed class AccessPath
{
    /// <summary>Number of fields behind the root before what lies below is taken together.</summary>
    public const int MaximumDepth = 5;

    /// <summary>Number of keys in keys that callers tell, as in <c>map.get(map.get(name))</c>, before any element is meant: recursion would nest them without end.</summary>
    public const int MaximumKeyNesting = 2;

    private const int SettledOrdinal = -2;

    private Dictionary<string, AccessPath>? children;
    private Dictionary<string, AccessPath>? deep;

    private AccessPath(PathRoot root, int ordinal, ISymbol? symbol, ITypeSymbol type, AccessPath? parent, string key, bool isDeep, ImmutableArray<string> excluded, bool isJson = false, string? ofObject = null)
    {
        Root = root;
        Ordinal = ordinal;
        Symbol = symbol;
        Type = type;
        Parent = parent;
        Key = key;
        IsDeep = isDeep;
        Excluded = excluded;
        IsJson = isJson;
        Depth = parent is null ? 0 : parent.Depth + 1;
        Before = isDeep ? null : SameStepAbove(parent, key, symbol);
        var order = parent is null ? StableHash.Add(StableHash.Add(StableHash.Seed, (ulong)root), (ulong)(uint)ordinal) : parent.Order;
        if (root == PathRoot.Static && parent is null) order = StableHash.Add(order, $"{symbol?.ContainingType?.FullName}.{symbol?.Name}");
        order = StableHash.Add(order, key);
        if (ofObject is not null) order = StableHash.Add(order, ofObject);
        foreach (var name in excluded) order = StableHash.Add(order, name);
        // The field "**" of an object is not all that lies below it; two paths with one order would stand twice in a set.
        if (isDeep) order = StableHash.Add(order, isJson ? "json" : "deep");
        Order = order;
    }

    public PathRoot Root { get; }

    /// <summary>The parameter's position.</summary>
    public int Ordinal { get; }

    /// <summary>Whether it starts at a static field as whatever method has left it.</summary>
    public bool IsSettled => Ordinal == SettledOrdinal;

    /// <summary>The static field or parameter of a root, or the field of the last step where it is known.</summary>
    public ISymbol? Symbol { get; }

    /// <summary>Type of the value.</summary>
    public ITypeSymbol Type { get; }

    public AccessPath? Parent { get; }

    /// <summary>Key of the last step, empty at the root.</summary>
    public string Key { get; }

    /// <summary>Whether it stands for all that can be reached from its parent, but for <see cref="Excluded"/> fields.</summary>
    public bool IsDeep { get; }

    /// <summary>Fields of the parent that are not meant, since they were overwritten; sorted.</summary>
    public ImmutableArray<string> Excluded { get; }

    /// <summary>Whether only what JSON shows is meant: transient and static members are not.</summary>
    public bool IsJson { get; }

    /// <summary>The path that holds the key or the field's name of the last step, where only a caller knows it; otherwise null.</summary>
    public AccessPath? KeyedBy { get; private init; }

    /// <summary>Number of keys in keys that only a caller knows: 1 where one stands in the path, 2 where the path of that key has one too.</summary>
    public int KeyNesting => Math.Max(Parent?.KeyNesting ?? 0, KeyedBy is null ? 0 : KeyedBy.KeyNesting + 1);

    public int Depth { get; }

    /// <summary>
    /// The path above this one that ends with the same field, or null. Of a recursive class <c>node.next.next</c> then stands
    /// for that node and all behind it, so that a list of any length has three names.
    /// </summary>
    public AccessPath? Before { get; }

    /// <summary>A number that orders the paths of a method the same in every run.</summary>
    public ulong Order { get; }

    /// <summary>The fact of this path without a carrier, once it was asked for.</summary>
    public Taint? Fact { get; set; }

    /// <summary>The text of this path, once it was asked for.</summary>
    public StringSet? Text { get; set; }

    public static AccessPath ForParameter(IParameterSymbol parameter) =>
        new(PathRoot.Parameter, parameter.Ordinal, parameter, parameter.Type, null, "", isDeep: false, []);

    public static AccessPath ForThis(ITypeSymbol type) => new(PathRoot.This, -1, null, type, null, "", isDeep: false, []);

    public static AccessPath ForStatic(ISymbol symbol, ITypeSymbol type) => new(PathRoot.Static, -1, symbol, type, null, "", isDeep: false, []);

    /// <summary>A static field as whatever method has left it, rather than as it is at entry: no caller knows more of it.</summary>
    public static AccessPath ForSettledStatic(ISymbol symbol, ITypeSymbol type) => new(PathRoot.Static, SettledOrdinal, symbol, type, null, "", isDeep: false, []);

    /// <summary>The name of the object whose trigger runs, for a class that asks for <c>Trigger.new</c>.</summary>
    public static AccessPath ForTrigger(ITypeSymbol text) => new(PathRoot.Trigger, -1, null, text, null, "", isDeep: false, []);

    public AccessPath Child(string key, ISymbol? symbol, ITypeSymbol type)
    {
        if (SameStepAbove(this, key, symbol) is { Before: not null } all) return all;
        children ??= new Dictionary<string, AccessPath>(StringComparer.Ordinal);
        if (!children.TryGetValue(key, out var child)) children.Add(key, child = new AccessPath(Root, Ordinal, symbol, type, this, key, isDeep: false, []));
        return symbol is ISObjectFieldSymbol field && child.Symbol is ISObjectFieldSymbol other && !ReferenceEquals(field.Object, other.Object) && field.Object.SpecialType != SpecialType.SObject ? ChildOf(field, key, type) : child;
    }

    /// <summary>A field of a record that is cast to one object here, to another there: <c>((Account) record).Name</c> is not <c>((Lead) record).Name</c>.</summary>
    private AccessPath ChildOf(ISObjectFieldSymbol field, string key, ITypeSymbol type)
    {
        var name = $"{key} {field.Object.Name}";
        if (!children!.TryGetValue(name, out var child)) children.Add(name, child = new AccessPath(Root, Ordinal, field, type, this, key, isDeep: false, [], ofObject: field.Object.Name));
        return child;
    }

    /// <summary>The element or field whose key or name stands behind another path.</summary>
    public AccessPath ChildKeyedBy(AccessPath keyedBy, string key, ITypeSymbol type)
    {
        children ??= new Dictionary<string, AccessPath>(StringComparer.Ordinal);
        if (!children.TryGetValue(key, out var child)) children.Add(key, child = new AccessPath(Root, Ordinal, null, type, this, key, isDeep: false, []) { KeyedBy = keyedBy });
        return child;
    }

    public AccessPath Deep(ImmutableArray<string> excluded, bool isJson = false)
    {
        if (IsDeep) return this;
        deep ??= new Dictionary<string, AccessPath>(StringComparer.Ordinal);
        var id = (isJson ? "json " : "") + string.Join(',', excluded);
        if (!deep.TryGetValue(id, out var child)) deep.Add(id, child = new AccessPath(Root, Ordinal, Symbol, Type, this, FieldName.Any, isDeep: true, excluded, isJson));
        return child;
    }

    private static AccessPath? SameStepAbove(AccessPath? parent, string key, ISymbol? symbol)
    {
        if (symbol is null) return null;
        for (var at = parent; at?.Parent is not null; at = at.Parent)
            if (ReferenceEquals(at.Symbol, symbol) && at.Key == key && !at.IsDeep) return at;
        return null;
    }

    /// <summary>Paths are equal by identity, since they are interned.</summary>
    public override int GetHashCode() => (int)Order;

    public override string ToString() => Parent is null
        ? Root switch { PathRoot.This => "this", PathRoot.Trigger => "trigger", PathRoot.Static => $"{Symbol?.ContainingType?.FullName}.{Symbol?.Name}", _ => Symbol?.Name ?? "?" }
        : $"{Parent}.{Key}{(Excluded.IsEmpty ? "" : "-" + string.Join('-', Excluded))}";
}
