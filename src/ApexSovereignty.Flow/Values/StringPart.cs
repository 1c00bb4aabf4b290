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
    public bool IsRestOfMany => (Unknown ?? (Change is { Change: { Method: TextChange.Joined } joined } ? joined.Reason : null)) is StringSet.ManyTexts or StringSet.GrowingText;

    /// <summary>Whether it is unknown like the part before it, and one part stands for both.</summary>
    /// <remarks>The rest of many texts stays for itself, so that the text still covers others.</remarks>
    public bool IsMoreOf(StringPart before) => Unknown is not null && before.Unknown is not null && (!IsRestOfMany || before.IsRestOfMany);

    /// <summary>Whether another part is this one and goes on in an unknown way.</summary>
    public bool ContinuesAs(StringPart other) => other.Continues && !Continues && Equals(other with { Continues = false });

    /// <summary>Whether the rest of many texts names all that another text is made of, so that it tells callers as much.</summary>
    public bool MayBeMadeOf(ReadOnlySpan<StringPart> other)
    {
        foreach (var part in other)
        {
            if (part.IsUserControlled && !MayBeChosenOutside) return false;
            if (part.Path is { } path && PathCount < StringSet.MaximumPathsOfRest && Change?.Inner.Parts.Any(p => ReferenceEquals(p.Path, path)) is not true) return false;
            if (part.Change is { } change && !MayBeMadeOf(change.Inner.Parts.AsSpan())) return false;
        }

        return true;
    }

    /// <summary>Of two rests of many texts one is kept: that which callers can fill, that of more paths, and among equals a fixed one.</summary>
    public bool TellsMoreThan(StringPart other)
    {
        if (PathCount != other.PathCount) return PathCount > other.PathCount;
        if (MayBeChosenOutside != other.MayBeChosenOutside) return MayBeChosenOutside;
        var order = string.CompareOrdinal(Change?.Change.Reason ?? Unknown, other.Change?.Change.Reason ?? other.Unknown);
        if (order == 0) order = string.CompareOrdinal(Change?.Inner.ToString(), other.Change?.Inner.ToString());
        return order < 0;
    }

    private int PathCount => Change?.Inner.Parts.Count(p => p.Path is not null) ?? 0;

    private bool MayBeChosenOutside => IsUserControlled || Change?.Inner.Parts.Any(p => p.IsUserControlled) is true;

    /// <summary>Whether a caller may know more.</summary>
    public bool HasPath => Path is not null || Change is not null;

    /// <summary>The field of a record that the unknown text was read from, or null.</summary>
    public SourceField? Read { get; init; }

    /// <summary>Where it came about, or null where nothing has said so yet. Not compared.</summary>
    public TextOrigin? Origin { get; init; }

    /// <summary>Whether it is a piece of text, known or not, of which nobody said where it came about.</summary>
    public bool LacksOrigin => Origin is null && (Text is not null || Unknown is not null);

    /// <summary>For the rest of many texts, why one of them is not known; told to readers, no part of what the text is.</summary>
    public string? Cause { get; init; }

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
