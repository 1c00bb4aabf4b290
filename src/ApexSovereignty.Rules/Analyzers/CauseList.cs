namespace ApexSovereignty.Rules;

/// <summary>The causes of a verdict in words: the first few of many, since a reader of forty reads none.</summary>
internal static class CauseList
{
    private const int Shown = 4;

    /// <summary>Each cause once, in the order given.</summary>
    public static string Of(IEnumerable<string> causes)
    {
        var distinct = causes.Where(cause => cause.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return distinct.Count <= Shown + 1 ? string.Join("; ", distinct) : string.Join("; ", distinct.Take(Shown)) + FormattableString.Invariant($"; and {distinct.Count - Shown} more causes");
    }
}
