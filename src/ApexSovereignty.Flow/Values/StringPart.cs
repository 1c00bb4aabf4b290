namespace ApexSovereignty.Flow.Values;

/// <summary>A part of a text: fixed, named by an access path at entry, made of such parts by a change, or unknown for a reason.</summary>
/// <param name="Text">Fixed text, or null.</param>
/// <param name="Path">The path whose text stands here, or null.</param>
/// <param name="Unknown">Why the text is not known, in words, or null.</param>
/// <param name="IsUserControlled">Whether somebody outside the project chooses the unknown text.</param>
/// <param name="Change">A change to a text that a caller knows, or null.</param>
internal sealed record StringPart(string? Text, AccessPath? Path, string? Unknown, bool IsUserControlled = false, ChangedText? Change = null)
{
    // Parts are compared very often; a few letters of a text tell most of them apart.
    private readonly int hash = HashCode.Combine(Sample(Text), Path is null ? 0 : Path.GetHashCode(), Sample(Unknown), IsUserControlled, Change is null ? 0 : Change.Inner.GetHashCode());

    /// <summary>Changes of changes beyond this are not told apart.</summary>
    private const int MaximumChanges = 4;

    /// <summary>Whether it stands for what follows the common start of many texts.</summary>
    public bool IsRestOfMany => Unknown is StringSet.ManyTexts or StringSet.GrowingText || Change is { Change.Method: TextChange.Joined };

    /// <summary>Whether the rest of many texts names all that another text is made of, so that it tells callers as much.</summary>
    public bool MayBeMadeOf(StringValue other)
    {
        if (Change is not { Inner: var inner }) return true;
        if (inner.Parts.Length >= StringSet.MaximumPathsOfRest) return true;
        foreach (var part in other.Parts)
        {
            if (part.IsUserControlled || (part.Path is { } path && !inner.Parts.Any(p => ReferenceEquals(p.Path, path)))) return false;
            if (part.Change is { } change && !MayBeMadeOf(change.Inner)) return false;
        }

        return true;
    }

    /// <summary>Of two rests of many texts one is kept: that which callers can fill, that of more paths, and among equals a fixed one.</summary>
    public bool TellsMoreThan(StringPart other)
    {
        var paths = (Change?.Inner.Parts.Length ?? 0) - (other.Change?.Inner.Parts.Length ?? 0);
        if (paths != 0) return paths > 0;
        var order = string.CompareOrdinal(Change?.Change.Reason ?? Unknown, other.Change?.Change.Reason ?? other.Unknown);
        if (order == 0) order = string.CompareOrdinal(Change?.Inner.ToString(), other.Change?.Inner.ToString());
        return order < 0;
    }

    /// <summary>Whether a caller may know more.</summary>
    public bool HasPath => Path is not null || Change is not null;

    /// <summary>The field of a record that the unknown text was read from, or null.</summary>
    public SourceField? Read { get; init; }

    /// <summary>Where it came about, or null where nothing has said so yet. Not compared.</summary>
    public TextOrigin? Origin { get; init; }

    /// <summary>Whether it is a piece of text, known or not, of which nobody said where it came about.</summary>
    public bool LacksOrigin => Origin is null && (Text is not null || Unknown is not null);

    /// <summary>Whether more text that is not known follows it, which is no part of its own.</summary>
    public bool Continues { get; init; }

    public bool Equals(StringPart? other) =>
        ReferenceEquals(this, other)
        || (other is not null && hash == other.hash && Text == other.Text && ReferenceEquals(Path, other.Path) && Unknown == other.Unknown
            && IsUserControlled == other.IsUserControlled && Continues == other.Continues && Equals(Change, other.Change) && Equals(Read, other.Read));

    public override int GetHashCode() => hash;

    private static int Sample(string? text)
    {
        if (text is null) return -1;
        var code = text.Length;
        var step = Math.Max(1, text.Length / 8);
        for (var n = text.Length - 1; n >= 0; n -= step) code = (code * 31) + text[n];
        return code;
    }

    public static StringPart Of(string text) => new(text, null, null);

    public static StringPart Of(AccessPath path) => new(null, path, null);

    public static StringPart Because(string reason) => new(null, null, reason);

    public static StringPart ChosenOutside(string reason) => new(null, null, reason, IsUserControlled: true);

    /// <summary>A text made of parts: told later where a caller may know them, else unknown for their reason rather than for the change's.</summary>
    public static StringPart Changed(ReadOnlySpan<StringPart> parts, TextChange change)
    {
        var depth = 0;
        foreach (var part in parts)
            if (part.HasPath) depth = Math.Max(depth, 1 + (part.Change?.Depth ?? 0));
        if (depth is > 0 and <= MaximumChanges) return new StringPart(null, null, null, Change: new ChangedText(StringValue.Create(parts, null), change, depth));
        var reason = change.Reason;
        foreach (var part in parts)
        {
            if (part.IsUserControlled) return part;
            if (part.Unknown is { } why && reason == change.Reason) reason = why;
        }

        return Because(reason);
    }
}
