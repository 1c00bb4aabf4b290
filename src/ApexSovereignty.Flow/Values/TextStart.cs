using System.Collections.Immutable;

namespace ApexSovereignty.Flow.Values;

/// <summary>
/// What texts begin with: fixed text and parts that they share, as <c>callout:</c>, a caller's name and <c>/</c>. Of the last
/// fixed text they may share no more than its start. The rest of many texts is no part of it.
/// </summary>
internal static class TextStart
{
    /// <summary>What all of at least one text begin with.</summary>
    public static ImmutableArray<StringPart> Of(IReadOnlyList<StringValue> values)
    {
        ImmutableArray<StringPart> start = [.. values[0].Start];
        for (var n = 1; n < values.Count; n++) start = Common(start, values[n].Start);
        return start;
    }

    /// <summary>Whether a text begins this way.</summary>
    public static bool Begins(StringValue value, ReadOnlySpan<StringPart> start)
    {
        var parts = value.Start;
        if (parts.Length < start.Length) return false;
        for (var n = 0; n < start.Length; n++)
        {
            if (start[n].Equals(parts[n])) continue;
            if (n + 1 < start.Length) return false;
            return start[n].Text is { } text ? parts[n].Text is { } longer && longer.StartsWith(text, StringComparison.Ordinal) : start[n].ContinuesAs(parts[n]);
        }

        return true;
    }

    /// <summary>Number of parts that texts with this start share whole: the last fixed text may go on in each.</summary>
    public static int SharedParts(ReadOnlySpan<StringPart> start) => start is [.., { Text: not null }] ? start.Length - 1 : start.Length;

    /// <summary>What a text that is not empty begins with and others may, too: a scheme and host that end in fixed text, any other fixed text, or a part.</summary>
    public static StringPart HeadOf(StringValue value)
    {
        var first = value.Parts[0];
        if (first.Text is not { } text) return first.Continues ? first with { Continues = false } : first;
        var scheme = text.StartsWith("callout:", StringComparison.OrdinalIgnoreCase) ? "callout:".Length : text.IndexOf("://", StringComparison.Ordinal) is > 0 and var at ? at + 3 : text.Length;
        var end = text.AsSpan(scheme).IndexOfAny("/\\?#");
        return StringPart.Of(end < 0 ? "" : text[..(scheme + end + 1)]);
    }

    private static ImmutableArray<StringPart> Common(ImmutableArray<StringPart> left, ReadOnlySpan<StringPart> right)
    {
        for (var n = 0; n < left.Length; n++)
        {
            if (n == right.Length) return left[..n];
            var (mine, theirs) = (left[n], right[n]);
            if (mine.Equals(theirs)) continue;
            if (mine.Text is { } text && theirs.Text is { } other && text.AsSpan().CommonPrefixLength(other) is > 0 and var length) return [.. left[..n], StringPart.Of(text[..length]) with { Origin = TextOrigin.Join(mine.Origin, theirs.Origin) }];
            // What follows a text that goes on in an unknown way is shared with nothing.
            if (mine.ContinuesAs(theirs)) return left[..(n + 1)];
            return theirs.ContinuesAs(mine) ? [.. left[..n], theirs] : left[..n];
        }

        return left;
    }
}
