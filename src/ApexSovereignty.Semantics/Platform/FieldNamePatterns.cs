namespace ApexSovereignty.Semantics.Platform;

/// <summary>
/// Classes of fields by the words of their API names. A name is split at underscores, digits and changes of case; any
/// run of words that spells a pattern when run together counts, so <c>Birth_Date__c</c>, <c>BirthDate__c</c> and
/// <c>Birthdate__c</c> are one.
/// </summary>
internal sealed class FieldNamePatterns
{
    private const string NoClass = "-";

    private readonly Dictionary<string, string> _classes;
    private readonly HashSet<string> _before;
    private readonly HashSet<string> _after;

    private FieldNamePatterns(Dictionary<string, string> classes, HashSet<string> before, HashSet<string> after)
    {
        _classes = classes;
        _before = before;
        _after = after;
    }

    public static FieldNamePatterns Parse(string text)
    {
        var classes = new Dictionary<string, string>(StringComparer.Ordinal);
        var before = new HashSet<string>(StringComparer.Ordinal);
        var after = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#')
                continue;
            var words = line.Split(' ');
            if (words[0] == "^")
                before.Add(words[1]);
            else if (words[0] == "$")
                after.Add(words[1]);
            else
                classes.Add(words[0], words[1]);
        }

        return new FieldNamePatterns(classes, before, after);
    }

    /// <summary>The class of the longest pattern in a name, the later one of equals; null when none matches.</summary>
    public FieldClass? Match(string fieldName)
    {
        var words = SplitWords(StripAffixes(fieldName));
        var best = (Pattern: "", Class: NoClass);
        for (var first = 0; first < words.Count; first++)
        {
            var run = "";
            for (var last = first; last < words.Count; last++)
            {
                run += words[last];
                if (run.Length < best.Pattern.Length || Find(run) is not { } match || match.Pattern.Length < best.Pattern.Length)
                    continue;
                if (match.Class == NoClass || !IsAboutTheData(words, first, last))
                    best = match;
            }
        }

        return best.Class == NoClass ? null : new FieldClass(best.Class, FieldClassSource.NamePattern, best.Pattern);
    }

    private (string Pattern, string Class)? Find(string run)
    {
        if (_classes.TryGetValue(run, out var found))
            return (run, found);
        var singular = run.EndsWith('s') ? run[..^1] : run;
        return _classes.TryGetValue(singular, out found) ? (singular, found) : null;
    }

    // Email_Sent__c, IsEmailBounced and Phone_Type__c say something about an address; they do not hold one.
    private bool IsAboutTheData(List<string> words, int first, int last)
    {
        if (first > 0 && _before.Contains(words[0]))
            return true;
        for (var i = last + 1; i < words.Count; i++)
        {
            if (_after.Contains(words[i]))
                return true;
        }

        return false;
    }

    /// <summary>Drops the suffix of a custom field and the namespace of its package (<c>FinServ__TaxId__pc</c> gives <c>TaxId</c>).</summary>
    private static string StripAffixes(string name)
    {
        var suffix = name.LastIndexOf("__", StringComparison.Ordinal);
        if (suffix <= 0)
            return name;
        var stem = name[..suffix];
        var prefix = stem.IndexOf("__", StringComparison.Ordinal);
        return prefix < 0 ? stem : stem[(prefix + 2)..];
    }

    private static List<string> SplitWords(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i < name.Length && !IsBoundary(name, i))
                continue;
            var word = name[start..i].Trim('_');
            if (word.Length > 0)
                words.Add(word.ToLowerInvariant());
            start = i;
        }

        return words;
    }

    // Between "aB", and before the last capital of "ABc"; digits stay with the letters before them.
    private static bool IsBoundary(string name, int i) =>
        name[i] == '_' || name[i - 1] == '_'
        || (char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]))
        || (char.IsUpper(name[i]) && char.IsUpper(name[i - 1]) && i + 1 < name.Length && char.IsLower(name[i + 1]));
}
