using ApexSovereignty.Flow.Analysis;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Solving;

/// <summary>
/// Static fields, and fields of objects whose methods the platform calls one by one (a page's controller): what one method
/// leaves there, another may find. Without regard to order, since the order is not known.
/// </summary>
internal sealed class Relays(EntrySources entrySources)
{
    private const int MaximumDepth = 4;

    private readonly Dictionary<string, List<Stored>> stored = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(string, string, object)> known = [];

    /// <summary>What a field holds, at the keys below it.</summary>
    public sealed record Stored(string[] Keys, IMethodSymbol Method, Taint? Taint, Trace? Trace, StringValue? Text, RecordOrigin? Record = null);

    /// <summary>Notes what a method leaves in static fields and in its object.</summary>
    public void AddEffects(MethodSummary summary)
    {
        if (summary.Effects.IsEmpty) return;
        Dictionary<HeapObject, List<CellEffect>>? cells = null;
        foreach (var effect in summary.Effects)
        {
            string? field = null;
            string[] keys = [];
            if (effect.Object.Path is { } path && Locate(path, effect.Key) is { } place)
            {
                (field, keys) = place;
            }

            if (field is null) continue;
            cells ??= summary.Effects.GroupBy(e => e.Object).ToDictionary(g => g.Key, g => g.ToList());
            Add(summary.Method, field, keys, effect.Value, cells, []);
        }
    }

    /// <summary>Notes what a method puts into a static field.</summary>
    public void AddStaticWrite(IMethodSymbol method, StaticWrite write)
    {
        if (!stored.TryGetValue(write.Field, out var items)) stored.Add(write.Field, items = []);
        var keys = write.Keys.Length == 0 ? [] : write.Keys.Split('/');
        if (write.Taint is not null && known.Add((write.Field, write.Keys, write.Taint))) items.Add(new Stored(keys, method, write.Taint, write.Trace, null));
        foreach (var text in write.Text.Values) items.Add(new Stored(keys, method, null, null, text));
    }

    /// <summary>What a path from <c>this</c> or a static field may find.</summary>
    public IEnumerable<Stored> Find(AccessPath path)
    {
        var isDeep = path.IsDeep;
        var at = isDeep ? path.Parent! : path;
        if (at.Parent is null && at.Root == PathRoot.This && isDeep) return [];
        if (Locate(at) is not { } place || !stored.TryGetValue(place.Field, out var items)) return [];
        return items.Where(i => i.Record is null ? Matches(i.Keys, place.Keys, isDeep, path) : Matches(i.Keys, place.Keys[..Math.Min(i.Keys.Length, place.Keys.Length)], isDeep, path));
    }

    /// <summary>Names what a path reads, the same for all methods; null where it is nothing that relays.</summary>
    public static string? KeyOf(AccessPath path)
    {
        var at = path.IsDeep ? path.Parent! : path;
        return Locate(at) is { } place ? $"{place.Field}/{string.Join('/', place.Keys)}{(path.IsDeep ? "/**-" + string.Join(',', path.Excluded) : "")}" : null;
    }

    private static bool Matches(string[] keys, string[] wanted, bool isDeep, AccessPath path)
    {
        if (!isDeep && keys.Length > wanted.Length) return false;
        for (var n = 0; n < Math.Min(keys.Length, wanted.Length); n++)
        {
            if (keys[n] == wanted[n] || keys[n] == FieldName.Any) continue;
            if (FieldName.IsElement(keys[n]) && FieldName.IsElement(wanted[n]) && (keys[n] == FieldName.Element || wanted[n] == FieldName.Element)) continue;
            return false;
        }

        if (isDeep && keys.Length > wanted.Length) return !path.Excluded.Contains(keys[wanted.Length]);
        return keys.Length == wanted.Length || keys.Length > 0 && keys[^1] == FieldName.Any || isDeep;
    }

    private void Add(IMethodSymbol method, string field, string[] keys, AbstractValue value, Dictionary<HeapObject, List<CellEffect>> cells, HashSet<HeapObject> seen)
    {
        if (!stored.TryGetValue(field, out var items)) stored.Add(field, items = []);
        for (var n = 0; n < value.Taints.Count; n++)
        {
            var (taint, trace) = (value.Taints[n], value.Taints.TraceAt(n));
            if (!known.Add((field, string.Join('/', keys), taint))) continue;
            if (taint.Path is not { } path) items.Add(new Stored(keys, method, taint, trace, null));
            else if (path.Root != PathRoot.Parameter || entrySources.SourcesOf(method, path).Any()) items.Add(new Stored(keys, method, taint, trace, null));
        }

        foreach (var text in value.Strings.Values) items.Add(new Stored(keys, method, null, null, text));
        if (keys.Length >= MaximumDepth) return;
        foreach (var item in value.Objects)
        {
            if (!seen.Add(item)) continue;
            if (item.Original.Origin is { } origin && known.Add((field, string.Join('/', keys), origin))) items.Add(new Stored(keys, method, null, null, null, origin));
            if (!cells.TryGetValue(item, out var effects)) continue;
            foreach (var effect in effects)
                if (effect.Key[0] != '~') Add(method, field, [.. keys, effect.Key], effect.Value, cells, seen);
            seen.Remove(item);
        }
    }

    /// <summary>The relayed field that a path goes through, and the keys behind it.</summary>
    private static (string Field, string[] Keys)? Locate(AccessPath path, string? last = null)
    {
        var keys = new List<string>();
        if (last is not null) keys.Add(last);
        var at = path;
        while (at.Parent is not null)
        {
            keys.Insert(0, at.Key);
            at = at.Parent;
        }

        switch (at.Root)
        {
            case PathRoot.Static:
                return ($"{at.Symbol?.ContainingType?.FullName}.{at.Symbol?.Name}", [.. keys]);
            case PathRoot.This when keys.Count > 0 && keys[0][0] is not ('~' or '[' or '*') && Owner(at.Type, keys[0]) is { } owner:
                return ($"this {owner}.{keys[0]}", [.. keys.Skip(1)]);
            default:
                return null;
        }
    }

    private static string? Owner(ITypeSymbol type, string key)
    {
        var guard = 0;
        for (var at = type as INamedTypeSymbol; at is not null && guard++ < 50; at = at.BaseType)
            if (at.GetMembers(key).Any(m => m is IFieldSymbol or IPropertySymbol)) return at.FullName;
        return null;
    }
}
