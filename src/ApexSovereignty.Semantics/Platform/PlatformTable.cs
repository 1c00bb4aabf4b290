using System.Collections.Concurrent;

namespace ApexSovereignty.Semantics.Platform;

/// <summary>
/// The declarations of the Apex platform: types with their members and standard sObjects with their fields.
/// The tables are embedded text; a type is parsed when it is first asked for. All look-ups ignore case.
/// Instances may be used by several threads at once.
/// </summary>
public sealed class PlatformTable
{
    private readonly Lazy<ResourceTable> _types = new(() => ResourceTable.Load("Platform.types.txt"));
    private readonly Lazy<ResourceTable> _objects = new(() => ResourceTable.Load("Platform.sobjects.txt"));
    private readonly Lazy<HashSet<string>> _namespaces;
    private readonly ConcurrentDictionary<string, PlatformType?> _parsedTypes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, PlatformObject?> _parsedObjects = new(StringComparer.OrdinalIgnoreCase);

    private PlatformTable() =>
        _namespaces = new(() => _types.Value.Keys.Select(key => key[..key.IndexOf('.', StringComparison.Ordinal)]).ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>The tables that this assembly carries.</summary>
    public static PlatformTable Default { get; } = new();

    /// <summary>All types, nested ones as <c>Outer.Inner</c>, sorted by namespace and name.</summary>
    public IEnumerable<(string Namespace, string Name)> TypeNames => _types.Value.Keys
        .Order(StringComparer.OrdinalIgnoreCase)
        .Select(key => key.Split('.', 2))
        .Select(parts => (parts[0], parts[1]));

    /// <summary>All objects that have an entry of their own, sorted; the companions that follow from a flag (<c>AccountShare</c>) are not among them.</summary>
    public IEnumerable<string> ObjectNames => _objects.Value.Keys.Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a type.</summary>
    /// <param name="ns">The namespace (<c>System</c>, <c>ConnectApi</c>).</param>
    /// <param name="name">The name without type parameters; a nested type as <c>Outer.Inner</c>.</param>
    /// <returns>The declaration, or null when the platform has no such type.</returns>
    public PlatformType? FindType(string ns, string name) =>
        _parsedTypes.GetOrAdd(ns + "." + name, static (key, types) =>
            types.TryGetBlock(key, out var block) ? TypeBlockParser.Parse(block) : null, _types.Value);

    /// <summary>Whether any platform type lies in a namespace of that name.</summary>
    /// <param name="name">The name, whatever its case.</param>
    /// <returns>True for a platform namespace.</returns>
    public bool HasNamespace(string name) => _namespaces.Value.Contains(name);

    /// <summary>Finds a standard sObject, including the companions of an object (<c>…Share</c>, <c>…History</c>, <c>…Feed</c>, <c>…ChangeEvent</c>).</summary>
    /// <param name="name">The API name.</param>
    /// <returns>The declaration, or null when there is no standard object of that name.</returns>
    public PlatformObject? FindObject(string name) =>
        _parsedObjects.GetOrAdd(name, static (key, objects) => ObjectBlockParser.Find(objects, key), _objects.Value);
}
