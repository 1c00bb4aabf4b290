using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;

namespace ApexSovereignty.Flow.Analysis;

/// <summary>
/// Keeps summaries small: where a method leaves behind very many new objects, those of one class are taken together as one
/// that stands for all. What they hold is joined, so nothing is lost but which of them holds it.
/// </summary>
internal sealed class SummaryCompaction(Func<HeapObject, HeapObject> allLike)
{
    /// <summary>More new objects than this in one summary are taken together.</summary>
    public const int MaximumObjects = 100;

    private readonly Dictionary<HeapObject, HeapObject> kept = [];

    /// <summary>Whether the effects speak of too many new objects.</summary>
    public static bool IsNeeded(List<CellEffect> effects)
    {
        if (effects.Count <= MaximumObjects) return false;
        var made = new HashSet<HeapObject>();
        foreach (var effect in effects)
            if (effect.Object.Path is null) made.Add(effect.Object);
        return made.Count > MaximumObjects;
    }

    /// <summary>Writes to the same field of objects that are taken together become one.</summary>
    public List<CellEffect> Apply(List<CellEffect> effects)
    {
        var result = new List<CellEffect>(effects.Count);
        var index = new Dictionary<(HeapObject, string), int>();
        foreach (var effect in effects)
        {
            var isNew = effect.Object.Path is null;
            if (isNew && effect.Key == ModelParts.Size) continue;
            // Elements under constant keys of one object are any elements of all.
            var joined = effect with { Object = Apply(effect.Object), Key = isNew && FieldName.IsConstantElement(effect.Key) ? FieldName.Element : isNew ? FieldName.Settled(effect.Key) : effect.Key, Value = Apply(effect.Value), KeyedBy = isNew ? null : effect.KeyedBy };
            if (index.TryAdd((joined.Object, joined.Key), result.Count)) result.Add(joined);
            else if (index[(joined.Object, joined.Key)] is var n) result[n] = result[n] with { Value = result[n].Value.Union(joined.Value) };
        }

        return result;
    }

    public AbstractValue Apply(AbstractValue value)
    {
        if (Array.TrueForAll(value.Objects, o => o.Path is not null)) return value;
        return value.WithObjects([.. value.Objects.Select(Apply).Distinct().OrderBy(o => o.Id)]);
    }

    private HeapObject Apply(HeapObject item)
    {
        if (item.Path is not null) return item;
        if (!kept.TryGetValue(item, out var all)) kept.Add(item, all = allLike(item));
        return all;
    }
}
