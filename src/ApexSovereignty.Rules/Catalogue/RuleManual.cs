namespace ApexSovereignty.Rules.Catalogue;

/// <summary>The manual pages of the rules, one Markdown file per rule, embedded in this assembly.</summary>
public static class RuleManual
{
    /// <summary>The page of a rule, or empty where it has none yet.</summary>
    public static string Read(string ruleId)
    {
        using var stream = typeof(RuleManual).Assembly.GetManifestResourceStream("Manual/" + ruleId.ToUpperInvariant() + ".md");
        if (stream is null) return "";
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
