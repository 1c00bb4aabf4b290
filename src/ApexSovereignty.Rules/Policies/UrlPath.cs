using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ApexSovereignty.Rules.Policies;

/// <summary>
/// The path of a URL, split into segments after dot segments are resolved.
/// </summary>
/// <param name="Segments">The segments; the last is empty where the path ends in a slash.</param>
/// <param name="IsOpen">Whether the code may append to the last segment, so that only those before it are known whole.</param>
internal readonly record struct UrlPath(ImmutableArray<string> Segments, bool IsOpen)
{
    /// <summary>Reads a path: slash or backslash between segments, up to a question mark or hash.</summary>
    public static UrlPath Parse(string text, bool isPrefix)
    {
        var end = text.AsSpan().IndexOfAny('?', '#');
        var isOpen = isPrefix && end < 0;
        var path = end < 0 ? text : text[..end];
        if (path.Length == 0) return new UrlPath([], isOpen);
        if (path[0] is '/' or '\\') path = path[1..];
        var written = path.Split('/', '\\');
        var segments = new List<string>(written.Length);
        for (var i = 0; i < written.Length; i++)
        {
            var segment = DecodeUnreserved(written[i]);
            var isLast = i == written.Length - 1;
            if (isLast && isOpen)
            {
                segments.Add(segment);
            }
            else if (segment == "..")
            {
                if (segments.Count > 0) segments.RemoveAt(segments.Count - 1);
                if (isLast) segments.Add("");
            }
            else if (segment != ".")
            {
                segments.Add(segment);
            }
            else if (isLast)
            {
                segments.Add("");
            }
        }

        return new UrlPath([.. segments], isOpen);
    }

    /// <inheritdoc />
    public override string ToString() => Segments.IsEmpty ? "" : "/" + string.Join('/', Segments);

    // Letters, digits and -._~ mean the same with or without percent encoding; so do dot segments spelled %2e.
    private static string DecodeUnreserved(string segment)
    {
        if (!segment.Contains('%', StringComparison.Ordinal)) return segment;
        var text = new StringBuilder(segment.Length);
        for (var i = 0; i < segment.Length; i++)
        {
            if (segment[i] == '%' && i + 2 < segment.Length && char.IsAsciiHexDigit(segment[i + 1]) && char.IsAsciiHexDigit(segment[i + 2]))
            {
                var decoded = (char)byte.Parse(segment.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                if (char.IsAsciiLetterOrDigit(decoded) || decoded is '-' or '.' or '_' or '~') text.Append(decoded);
                else text.Append(segment.AsSpan(i, 3).ToString().ToUpperInvariant());
                i += 2;
            }
            else
            {
                text.Append(segment[i]);
            }
        }

        return text.ToString();
    }
}

/// <summary>A pattern of paths, by whole segments.</summary>
/// <param name="Segments">What the first segments must be; <c>*</c> is any one.</param>
/// <param name="IncludesBelow">Whether everything below matches, rather than this path alone.</param>
internal readonly record struct PathPattern(ImmutableArray<string> Segments, bool IncludesBelow)
{
    /// <summary>Reads a pattern; gives the fault in words, or null.</summary>
    public static string? TryParse(string text, out PathPattern pattern)
    {
        pattern = default;
        if (text.AsSpan().IndexOfAny('?', '#') >= 0) return "a query or fragment is never compared: leave it out";
        var segments = UrlPath.Parse(text, isPrefix: false).Segments.ToList();
        var below = segments.Count == 0;
        if (segments.Count > 0 && segments[^1] is "" or "*" or "**")
        {
            segments.RemoveAt(segments.Count - 1);
            below = true;
        }

        if (segments.Exists(segment => segment != "*" && segment.Contains('*', StringComparison.Ordinal)))
            return "in a path, * stands for a whole segment";
        pattern = new PathPattern([.. segments], below);
        return null;
    }

    /// <summary>Whether a path matches.</summary>
    public PatternMatch Match(UrlPath path)
    {
        if (Segments.IsEmpty && IncludesBelow) return PatternMatch.Yes;
        return path.IsOpen ? MatchOpen(path.Segments) : MatchWhole(path.Segments) ? PatternMatch.Yes : PatternMatch.No;
    }

    /// <summary>Whether every path that the other pattern matches is matched by this one.</summary>
    public bool Covers(PathPattern other)
    {
        if (Segments.IsEmpty && IncludesBelow) return true;
        if (other.Segments.Length < Segments.Length) return false;
        for (var i = 0; i < Segments.Length; i++)
            if (Segments[i] != "*" && Segments[i] != other.Segments[i]) return false;
        return other.Segments.Length == Segments.Length ? IncludesBelow == other.IncludesBelow : IncludesBelow;
    }

    private bool MatchWhole(ImmutableArray<string> segments)
    {
        if (segments.Length < Segments.Length) return false;
        for (var i = 0; i < Segments.Length; i++)
            if (!MatchSegment(Segments[i], segments[i])) return false;
        if (segments.Length == Segments.Length) return !IncludesBelow;
        return IncludesBelow || (segments.Length == Segments.Length + 1 && segments[^1].Length == 0);
    }

    private PatternMatch MatchOpen(ImmutableArray<string> segments)
    {
        var known = Math.Max(0, segments.Length - 1);
        var started = segments.IsEmpty ? "" : segments[^1];
        for (var i = 0; i < Math.Min(known, Segments.Length); i++)
            if (!MatchSegment(Segments[i], segments[i])) return PatternMatch.No;
        if (known < Segments.Length)
        {
            var next = Segments[known];
            return next == "*" || next.StartsWith(started, StringComparison.Ordinal) ? PatternMatch.Depends : PatternMatch.No;
        }

        if (IncludesBelow) return PatternMatch.Yes;
        return known == Segments.Length && started.Length == 0 ? PatternMatch.Depends : PatternMatch.No;
    }

    private static bool MatchSegment(string pattern, string segment) => pattern == "*" ? segment.Length > 0 : pattern == segment;
}
