using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <summary>
/// The object of a query that only the text tells, and the text only a caller: a factory that puts <c>' FROM ' + table</c> behind a
/// list of fields. A source of such a row goes by the names of fields from the row on, <c>loan__r.name</c>, until the object is known.
/// </summary>
internal static class QueriedObject
{
    /// <summary>A source as the texts of its query tell it: of each object that they name, and of any object where they do not.</summary>
    /// <param name="source">The source, by names of fields from the row on.</param>
    /// <param name="texts">Texts of the query, or what of them names the object.</param>
    /// <param name="compilation">Knows the objects.</param>
    /// <returns>Sources; one that callers may still know better has the texts that wait for them.</returns>
    public static IEnumerable<(SourceField Source, StringSet? Open)> Tell(SourceField source, StringSet texts, Compilation compilation)
    {
        var told = new List<(SourceField, StringSet?)>();
        var open = new List<StringValue>();
        var isUnknown = texts.IsNone;
        foreach (var text in texts.Values)
        {
            var telling = QueryText.Telling(text);
            if (QueryText.IsOpen(telling)) open.Add(telling);
            else if (QueryText.NameIn(telling) is not { } name) isUnknown = true;
            else if (Of(compilation.GetSObject(name), source) is { } known && !told.Contains((known, null))) told.Add((known, null));
        }

        if (open.Count > 0) told.Add((source, StringSet.From(open)));
        if (isUnknown && Of(compilation.GetSObject("SObject"), source) is { } any) told.Add((any, null));
        return told;
    }

    /// <summary>
    /// The source in rows of an object; null where it is no CRM data there, or where the code takes the row for one of another object:
    /// the step of another trigger in a framework that all triggers share.
    /// </summary>
    public static SourceField? Of(ISObjectTypeSymbol record, SourceField source)
    {
        if (source.Field is { } known) return record.SpecialType == SpecialType.SObject || record.Name.Equals(known.Object.Name, StringComparison.OrdinalIgnoreCase) ? source : null;
        var steps = source.FieldName.Split('.');
        foreach (var step in steps.AsSpan()[..^1]) record = RecordBehind(record, step);
        if (steps[^1] == "*") return CrmData.IsData(record) ? new SourceField(source.Site, record.Name, "*", source.Kind) : null;
        if (record.SpecialType == SpecialType.SObject && !CrmData.IsDataName(steps[^1])) return null;
        var field = record.GetField(steps[^1]);
        // Steps of other triggers ask for fields that records of this one do not have.
        if (field.IsAssumed && source.IsOfTrigger) return new SourceField(source.Site, "SObject", field.Name, source.Kind);
        return CrmData.IsData(field) ? new SourceField(source.Site, field.Object.Name, field.Name, source.Kind) { Field = field } : null;
    }

    /// <summary>The object that a relationship, or a path of them, leads to.</summary>
    public static ISObjectTypeSymbol RecordBehind(ISObjectTypeSymbol record, string relationship)
    {
        var type = record.GetField(relationship).Type;
        return (TypeFacts.ElementType(type) ?? type) as ISObjectTypeSymbol ?? record;
    }
}
