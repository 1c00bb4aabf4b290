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
    /// <summary>Keys behind a field that are followed; paths that read are not longer either.</summary>
    private const int MaximumDepth = 4;

    /// <summary>Cells that are visited for one method; what is left then is no longer told apart.</summary>
    private const int MaximumCells = 5_000;

    private readonly Dictionary<string, Content> stored = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<AccessPath, string?> keysOf = [];

    /// <summary>What a method leaves in a field, or below it.</summary>
    public sealed record Stored(IMethodSymbol Method, Taint? Taint, Trace? Trace, StringValue? Text, RecordOrigin? Record = null, AccessPath? Given = null);

    /// <summary>Notes what a method leaves in static fields and in its object.</summary>
    public void AddEffects(MethodSummary summary, bool isEntry)
    {
        Dictionary<HeapObject, List<CellEffect>>? cells = null;
        var left = MaximumCells;
        var blurred = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var effect in summary.Effects)
        {
            if (effect.Object.Path is not { Root: not PathRoot.Static } path || Locate(path, effect.Key) is not { } place) continue;
            cells ??= summary.Effects.GroupBy(e => e.Object).ToDictionary(g => g.Key, g => g.ToList());
            if (left > 0) Add(summary.Method, isEntry, place.Field, place.Keys, effect.Value, cells, ref left);
            else if (blurred.Add(place.Field)) AddAll(summary, place.Field);
        }
    }

    /// <summary>Notes what a method puts into a static field.</summary>
    public void AddStaticWrite(IMethodSymbol method, StaticWrite write)
    {
        var content = ContentOf(write.Field);
        var place = content.At(write.Keys.Length == 0 ? [] : Array.ConvertAll(write.Keys.Split('/'), FieldName.Settled));
        if (write.Taint is not null) place.Add(write.Taint, new Stored(method, write.Taint, write.Trace, null));
        AddTexts(place, method, write.Text);
    }

    /// <summary>What a path from <c>this</c> or a static field may find.</summary>
    public IEnumerable<Stored> Find(AccessPath path)
    {
        var isDeep = path.IsDeep;
        var at = isDeep ? path.Parent! : path;
        if (at.Parent is null && at.Root == PathRoot.This && isDeep) return [];
        if (Locate(at) is not { } place || !stored.TryGetValue(place.Field, out var content)) return [];
        return content.Places.SelectMany(p => Matches(p.Keys, place.Keys, isDeep, path) ? p.Items : p.Wholes.Count > 0 && Matches(p.Keys, place.Keys[..Math.Min(p.Keys.Length, place.Keys.Length)], isDeep, path) ? p.Wholes : []);
    }

    /// <summary>Names what a path reads, the same for all methods; null where it is nothing that relays.</summary>
    public string? KeyOf(AccessPath path)
    {
        if (keysOf.TryGetValue(path, out var known)) return known;
        var at = path.IsDeep ? path.Parent! : path;
        var key = Locate(at) is { } place ? $"{place.Field}/{string.Join('/', place.Keys)}{(path.IsDeep ? "/**-" + string.Join(',', path.Excluded) : "")}" : null;
        keysOf.Add(path, key);
        return key;
    }

    /// <summary>What methods of a class leave themselves in the field of an object that somebody outside hands in.</summary>
    public IEnumerable<Stored> FindOfAnyObject(AccessPath path) =>
        path.Parent is { } item && Owner(item.Type, path.Key) is { } owner && stored.TryGetValue($"this {owner}.{path.Key}", out var content)
            ? content.Places.Where(p => p.Keys.Length == 0).SelectMany(p => p.Items)
            : [];

    private static bool Matches(string[] keys, string[] wanted, bool isDeep, AccessPath path)
    {
        if (!isDeep && keys.Length > wanted.Length) return false;
        for (var n = 0; n < Math.Min(keys.Length, wanted.Length); n++)
        {
            if (keys[n] == wanted[n] || keys[n] == FieldName.Any) continue;
            if (FieldName.IsElement(keys[n]) && FieldName.IsElement(wanted[n]) && FieldName.MayBeSameElement(keys[n], wanted[n])) continue;
            return false;
        }

        if (isDeep && keys.Length > wanted.Length) return !path.Excluded.Contains(keys[wanted.Length]);
        return keys.Length == wanted.Length || keys.Length > 0 && keys[^1] == FieldName.Any || isDeep;
    }

    /// <summary>Notes a value and what hangs below it.</summary>
    private void Add(IMethodSymbol method, bool isEntry, string field, string[] keys, AbstractValue value, Dictionary<HeapObject, List<CellEffect>> cells, ref int left)
    {
        var content = ContentOf(field);
        var seen = new HashSet<(HeapObject, string)>();
        var queue = new Queue<(string[] Keys, AbstractValue Value)>();
        string[] anyBelow = [.. keys, FieldName.Any];
        queue.Enqueue((keys, value));
        while (queue.TryDequeue(out var next))
        {
            AddFacts(content, method, next.Keys, next.Value);
            foreach (var item in next.Value.Objects)
            {
                if (item.Original.Origin is { } origin) content.At(next.Keys).AddWhole(origin, new Stored(method, null, null, null, origin));
                // Who makes the object outside the project hands in the record.
                if (isEntry && item.Path is { Root: PathRoot.Parameter } given) content.At(next.Keys).AddWhole(given, new Stored(method, null, null, null, Given: given));
                var isBlurred = left <= 0;
                if (!isBlurred && next.Keys.Length >= MaximumDepth) continue;
                if (!cells.TryGetValue(item, out var effects) || !seen.Add((item, isBlurred ? FieldName.Any : string.Join('/', next.Keys)))) continue;
                foreach (var effect in effects)
                {
                    if (!ModelParts.IsRelayed(effect.Key)) continue;
                    queue.Enqueue((isBlurred ? anyBelow : [.. next.Keys, ModelParts.Relayed(FieldName.Settled(effect.Key))], effect.Value));
                    left--;
                }
            }
        }
    }

    /// <summary>Of a method that writes too much to be told apart, a field may hold, somewhere, whatever the method wrote anywhere.</summary>
    private void AddAll(MethodSummary summary, string field)
    {
        var content = ContentOf(field);
        foreach (var effect in summary.Effects)
            if (ModelParts.IsRelayed(effect.Key)) AddFacts(content, summary.Method, [FieldName.Any], effect.Value);
    }

    private void AddFacts(Content content, IMethodSymbol method, string[] keys, AbstractValue value)
    {
        if (value.Taints.IsEmpty && value.Strings.IsNone) return;
        var place = content.At(keys);
        for (var n = 0; n < value.Taints.Count; n++)
        {
            var taint = value.Taints[n];
            if (place.Has(taint, value.Taints.TraceAt(n))) continue;
            if (taint.Path is not { } path || path.Root != PathRoot.Parameter || entrySources.SourcesOf(method, path).Any()) place.Add(taint, new Stored(method, taint, value.Taints.TraceAt(n), null));
        }

        AddTexts(place, method, value.Strings);
    }

    private static void AddTexts(Place place, IMethodSymbol method, StringSet texts)
    {
        foreach (var text in texts.Values) place.Add(text, new Stored(method, null, null, text));
    }

    private Content ContentOf(string field)
    {
        if (!stored.TryGetValue(field, out var content)) stored.Add(field, content = new Content());
        return content;
    }

    /// <summary>What all methods leave in one field.</summary>
    private sealed class Content
    {
        private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);

        public List<Place> Places { get; } = [];

        public Place At(string[] keys)
        {
            var name = string.Join('/', keys);
            if (places.TryGetValue(name, out var place)) return place;
            places.Add(name, place = new Place(keys));
            Places.Add(place);
            return place;
        }
    }

    /// <summary>What all methods leave at the same keys below a field, each fact once.</summary>
    private sealed class Place(string[] keys)
    {
        private readonly Dictionary<object, int> known = [];

        public string[] Keys { get; } = keys;

        public List<Stored> Items { get; } = [];

        /// <summary>Those of the items that are whole records: they answer for all that lies below them.</summary>
        public List<Stored> Wholes { get; } = [];

        /// <summary>Whether a fact is there that came by a way as short.</summary>
        public bool Has(object fact, Trace? trace) => known.TryGetValue(fact, out var n) && (trace is null || Items[n].Trace is not { } before || before.CompareTo(trace) <= 0);

        public void Add(object fact, Stored item)
        {
            if (known.TryAdd(fact, Items.Count)) Items.Add(item);
            else if (!Has(fact, item.Trace)) Items[known[fact]] = item;
        }

        public void AddWhole(object fact, Stored item)
        {
            if (!known.TryAdd(fact, Items.Count)) return;
            Items.Add(item);
            Wholes.Add(item);
        }
    }

    /// <summary>The relayed field that a path goes through, and the keys behind it.</summary>
    private static (string Field, string[] Keys)? Locate(AccessPath path, string? last = null)
    {
        if (path.Root == PathRoot.Parameter) return null;
        var keys = new List<string>();
        if (last is not null) keys.Add(ModelParts.Relayed(FieldName.Settled(last)));
        var at = path;
        while (at.Parent is not null)
        {
            // What is read out of a text is the text.
            if (at.Key.StartsWith(ModelParts.Json, StringComparison.Ordinal)) keys.Clear();
            else keys.Insert(0, ModelParts.Relayed(FieldName.Settled(at.Key)));
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
