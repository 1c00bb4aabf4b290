namespace ApexSovereignty.Rules.Policies;

/// <summary>A name in which <c>*</c> stands for any number of characters; case does not count.</summary>
internal sealed class Wildcard
{
    private readonly string[] parts;

    public Wildcard(string text)
    {
        Text = text;
        parts = text.Split('*');
    }

    public string Text { get; }

    public bool IsExact => parts.Length == 1;

    public bool MatchesAll => Text.Length > 0 && Text.All(c => c == '*');

    /// <summary>2 for a whole name, 1 for a part of one, 0 for any: the higher, the more the author had in mind.</summary>
    public int Rank => IsExact ? 2 : MatchesAll ? 0 : 1;

    public bool Matches(string name)
    {
        if (IsExact) return name.Equals(Text, StringComparison.OrdinalIgnoreCase);
        if (!name.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase)) return false;
        var position = parts[0].Length;
        for (var i = 1; i < parts.Length - 1; i++)
        {
            var found = name.IndexOf(parts[i], position, StringComparison.OrdinalIgnoreCase);
            if (found < 0) return false;
            position = found + parts[i].Length;
        }

        var last = parts[^1];
        return name.Length - position >= last.Length && name.EndsWith(last, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether every name that the other matches is matched by this one: a star of the other is a letter that only a star takes.</summary>
    public bool Covers(Wildcard other) => IsExact ? other.IsExact && Matches(other.Text) : Matches(other.Text);

    /// <summary>Whether names of which only the beginning is known match: all of them, none, or it depends.</summary>
    public PatternMatch MatchesPrefix(string prefix)
    {
        if (parts is [var head, ""] && prefix.StartsWith(head, StringComparison.OrdinalIgnoreCase)) return PatternMatch.Yes;
        var fixedPart = parts[0];
        var common = Math.Min(fixedPart.Length, prefix.Length);
        if (!prefix.AsSpan(0, common).Equals(fixedPart.AsSpan(0, common), StringComparison.OrdinalIgnoreCase)) return PatternMatch.No;
        return IsExact && prefix.Length > fixedPart.Length ? PatternMatch.No : PatternMatch.Depends;
    }
}

/// <summary>Whether a value matches a pattern.</summary>
internal enum PatternMatch
{
    No,

    /// <summary>It does or does not, by what the code leaves open.</summary>
    Depends,

    Yes,
}
