namespace ApexSovereignty.Flow.Analysis;

/// <summary>What a search text gives back, as query texts: <c>RETURNING Account(Id, Name LIMIT 5)</c> is <c>SELECT Id, Name FROM Account</c>.</summary>
internal static class SearchText
{
    private const string Returning = " RETURNING ";

    private static readonly string[] clauses = [" WHERE ", " ORDER BY ", " LIMIT ", " OFFSET ", " USING "];

    /// <summary>One query for each object that is named, in order; an object without fields gives its Id.</summary>
    public static IEnumerable<string> Queries(string sosl)
    {
        var at = sosl.IndexOf(Returning, StringComparison.OrdinalIgnoreCase);
        if (at < 0) yield break;
        at += Returning.Length;
        while (at < sosl.Length)
        {
            while (at < sosl.Length && sosl[at] is ' ' or ',') at++;
            var start = at;
            while (at < sosl.Length && (char.IsAsciiLetterOrDigit(sosl[at]) || sosl[at] == '_')) at++;
            if (at == start) yield break;
            var name = sosl[start..at];
            while (at < sosl.Length && sosl[at] == ' ') at++;
            var fields = "Id";
            if (at < sosl.Length && sosl[at] == '(')
            {
                var end = ClosingParenthesis(sosl, at);
                fields = sosl[(at + 1)..end];
                foreach (var clause in clauses)
                    if (fields.IndexOf(clause, StringComparison.OrdinalIgnoreCase) is >= 0 and var cut) fields = fields[..cut];
                at = Math.Min(end + 1, sosl.Length);
            }
            else if (at < sosl.Length && sosl[at] != ',')
            {
                at = sosl.Length;
            }

            yield return $"SELECT {fields} FROM {name}";
        }
    }

    private static int ClosingParenthesis(string text, int open)
    {
        var depth = 0;
        for (var n = open; n < text.Length; n++)
        {
            if (text[n] == '(') depth++;
            else if (text[n] == ')' && --depth == 0) return n;
        }

        return text.Length;
    }
}
