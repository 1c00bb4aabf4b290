using System.Collections.Immutable;

namespace ApexSovereignty.Flow.Values;

/// <summary>The text of a query, as far as it names the object whose rows it gives.</summary>
internal static class QueryText
{
    private const string From = " FROM ";

    private const string Select = "SELECT";

    /// <summary>Why the columns of a query are not known whose texts are many.</summary>
    private const string ManyColumns = "the columns of the query are many";

    /// <summary>Changes that leave the object's name where it is.</summary>
    private static readonly HashSet<string> atTheEnd = new(StringComparer.Ordinal) { TextChange.WithoutEnd, "removeend", "removeendignorecase", "trim", "normalizespace", "escapesinglequotes" };

    /// <summary>Whether a text is that of a query.</summary>
    public static bool IsQuery(StringValue text)
    {
        var start = text.Prefix.AsSpan().TrimStart();
        return start.Length > Select.Length && start.StartsWith(Select, StringComparison.OrdinalIgnoreCase) && char.IsWhiteSpace(start[Select.Length]);
    }

    /// <summary>What of a query's text names its object: <c>FROM</c> and what stands behind it; null where no fixed part of it says <c>FROM</c>.</summary>
    public static StringValue? Clause(StringValue query)
    {
        var depth = 0;
        for (var n = 0; n < query.Parts.Length; n++)
        {
            if (query.Parts[n].Change is { } change && atTheEnd.Contains(change.Change.Method) && Clause(change.Inner) is { } inside) return inside;
            if (query.Parts[n].Text is not { } text) continue;
            for (var at = 0; at < text.Length; at++)
            {
                if (text[at] == '(') depth++;
                else if (text[at] == ')') depth--;
                else if (depth == 0 && IsFrom(text, at)) return StringValue.Create([StringPart.Of(From), .. NameBehind(query.Parts, n, at + From.Length)], null);
            }
        }

        return null;
    }

    /// <summary>What tells the object of a query: its clause, or the whole text where that is not put together yet.</summary>
    public static StringValue Telling(StringValue query) => Clause(query) ?? query.WithGuard(null).WithCarrier(null);

    /// <summary>Whether a caller may know the object better.</summary>
    public static bool IsOpen(StringValue telling)
    {
        foreach (var part in telling.Parts)
            if (part.HasPath) return true;
        return false;
    }

    /// <summary>The name of the object; null where it is not known.</summary>
    public static string? NameIn(StringValue telling) => telling.Exact is { } text && text.StartsWith(From, StringComparison.Ordinal) && text.Length > From.Length ? text[From.Length..] : null;

    /// <summary>Clauses that name objects.</summary>
    public static StringSet RowsOf(StringSet names) => StringSet.Concat([StringSet.Of(From), names]);

    /// <summary>Stands for all queries of the object that a clause names.</summary>
    public static StringValue AnyOf(StringValue clause, string reason) =>
        StringValue.Create([StringPart.Of(Select + " "), StringPart.Because(ManyColumns), .. clause.Parts, StringPart.Of(" "), StringPart.Because(reason)], null);

    /// <summary>The clause of a text that stands for all queries of its object; null for any other text.</summary>
    public static StringValue? ClauseOfAny(ImmutableArray<StringPart> parts) =>
        parts is [{ Text: Select + " " }, { Unknown: ManyColumns }, .. var rest, { IsRestOfMany: true }] ? Clause(StringValue.Create(rest.AsSpan(), null)) : null;

    /// <summary>Leaves out queries of an object for which a text stands that means any of them.</summary>
    public static void RemoveCovered(List<StringValue> values)
    {
        var any = new List<(StringValue Text, StringValue Clause)>();
        foreach (var value in values)
            if (ClauseOfAny(value.Parts) is { } clause) any.Add((value, clause));
        if (any.Count > 0) values.RemoveAll(value => IsQuery(value) && any.Exists(a => Covers(a.Text, a.Clause, value)));
    }

    private static bool Covers(StringValue any, StringValue clause, StringValue other) =>
        any.Carrier == other.Carrier && !any.Equals(other) && clause.Equals(Clause(other)) && (ClauseOfAny(other.Parts) is null || any.Parts[^1].TellsMoreThan(other.Parts[^1]));

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
