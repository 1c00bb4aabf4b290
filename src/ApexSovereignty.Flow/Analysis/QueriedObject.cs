using System.Collections.Immutable;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <summary>
/// The object of a query that only the text tells, and the text only a caller: a factory that puts <c>' FROM ' + table</c> behind a
/// list of fields. A source of such a row goes by the names of fields from the row on, <c>loan__r.name</c>, until the object is known.
/// </summary>
internal static class QueriedObject
{
    private const string From = " FROM ";

    /// <summary>What of a query's text names its object: <c>FROM</c> and what stands behind it; all of the text where a part that is not known holds it.</summary>
    public static StringValue Clause(StringValue query)
    {
        var depth = 0;
        for (var n = 0; n < query.Parts.Length; n++)
        {
            if (query.Parts[n].Text is not { } text) continue;
            for (var at = 0; at < text.Length; at++)
            {
                if (text[at] == '(') depth++;
                else if (text[at] == ')') depth--;
                else if (depth == 0 && IsFrom(text, at)) return StringValue.Create([StringPart.Of(From), .. NameBehind(query.Parts, n, at + From.Length)], null);
            }
        }

        return query.WithGuard(null).WithCarrier(null);
    }

    /// <summary>Whether a caller may know the object better.</summary>
    public static bool IsOpen(StringValue clause)
    {
        foreach (var part in clause.Parts)
            if (part.HasPath) return true;
        return false;
    }

    /// <summary>The name of the object; null where it is not known.</summary>
    public static string? NameIn(StringValue clause) => clause.Exact is { } text && text.StartsWith(From, StringComparison.Ordinal) && text.Length > From.Length ? text[From.Length..] : null;

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
            var clause = Clause(text);
            if (IsOpen(clause)) open.Add(clause);
            else if (NameIn(clause) is not { } name) isUnknown = true;
            else if (Of(compilation.GetSObject(name), source) is { } known && !told.Contains((known, null))) told.Add((known, null));
        }

        if (open.Count > 0) told.Add((source, StringSet.From(open)));
        if (isUnknown && Of(compilation.GetSObject("SObject"), source) is { } any) told.Add((any, null));
        return told;
    }

    /// <summary>The source in rows of an object; null where it is no CRM data there.</summary>
    public static SourceField? Of(ISObjectTypeSymbol record, SourceField source)
    {
        var steps = source.FieldName.Split('.');
        foreach (var step in steps.AsSpan()[..^1]) record = RecordBehind(record, step);
        if (steps[^1] == "*") return CrmData.IsData(record) ? new SourceField(source.Site, record.Name, "*", source.Kind) : null;
        if (record.SpecialType == SpecialType.SObject && !CrmData.IsDataName(steps[^1])) return null;
        var field = record.GetField(steps[^1]);
        return CrmData.IsData(field) ? new SourceField(source.Site, field.Object.Name, field.Name, source.Kind) { Field = field } : null;
    }

    /// <summary>The object that a relationship, or a path of them, leads to.</summary>
    public static ISObjectTypeSymbol RecordBehind(ISObjectTypeSymbol record, string relationship)
    {
        var type = record.GetField(relationship).Type;
        return (TypeFacts.ElementType(type) ?? type) as ISObjectTypeSymbol ?? record;
    }

    private static bool IsFrom(string text, int at) =>
        at + From.Length <= text.Length && char.IsWhiteSpace(text[at]) && char.IsWhiteSpace(text[at + From.Length - 1]) && string.Compare(text, at + 1, "FROM", 0, 4, StringComparison.OrdinalIgnoreCase) == 0;

    private static List<StringPart> NameBehind(ImmutableArray<StringPart> parts, int n, int start)
    {
        var name = new List<StringPart>();
        var rest = parts[n].Text![start..].TrimStart();
        while (true)
        {
            var length = 0;
            while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] == '_')) length++;
            if (length > 0) name.Add(StringPart.Of(rest[..length]));
            if (length < rest.Length) return name;
            for (n++; n < parts.Length && parts[n].Text is null; n++) name.Add(parts[n]);
            if (n >= parts.Length) return name;
            rest = parts[n].Text!;
        }
    }
}
