using System.Text;

namespace ApexSovereignty.Metadata;

/// <summary>One line of a <c>.forceignore</c>: segments to match one by one, null standing for <c>**</c>.</summary>
internal sealed class IgnorePattern
{
    private readonly string?[] _segments;
    private readonly bool _foldersOnly;

    private IgnorePattern(string?[] segments, bool foldersOnly, bool isNegated)
    {
        _segments = segments;
        _foldersOnly = foldersOnly;
        IsNegated = isNegated;
    }

    public bool IsNegated { get; }

    public static IgnorePattern? TryParse(string line)
    {
        line = TrimUnescapedEnd(line).TrimStart('\uFEFF');
        if (line.Length == 0 || line[0] == '#')
            return null;

        var isNegated = line[0] == '!';
        var pattern = NormaliseBackslashes(isNegated ? line[1..] : line);
        if (pattern.StartsWith("./", StringComparison.Ordinal))
            pattern = pattern[1..];

        var foldersOnly = pattern.EndsWith('/');
        var trimmed = pattern.TrimEnd('/');
        if (trimmed.Length == 0)
            return null;

        var isAnchored = trimmed.Contains('/', StringComparison.Ordinal);
        var segments = new List<string?>();
        if (!isAnchored)
            segments.Add(null);
        foreach (var segment in trimmed.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment != "**")
                segments.Add(segment);
            else if (segments.Count == 0 || segments[^1] is not null)
                segments.Add(null);
        }

        return new IgnorePattern([.. segments], foldersOnly, isNegated);
    }

    public bool IsMatch(string[] path, bool isFolder)
    {
        if (_foldersOnly && !isFolder)
            return false;

        // Greedy with one point to come back to: only the last "**" ever has to give way, so no input is exponential.
        int p = 0, s = 0, starPattern = -1, starPath = 0;
        while (s < path.Length)
        {
            if (p < _segments.Length && _segments[p] is null)
            {
                starPattern = p++;
                starPath = s;
                // A final "**" means everything inside, never the folder itself.
                if (p == _segments.Length)
                    return true;
            }
            else if (p < _segments.Length && IsSegmentMatch(_segments[p]!, path[s]))
            {
                p++;
                s++;
            }
            else if (starPattern >= 0)
            {
                p = starPattern + 1;
                s = ++starPath;
            }
            else
            {
                return false;
            }
        }

        return p == _segments.Length;
    }

    private static bool IsSegmentMatch(string pattern, string name)
    {
        int p = 0, s = 0, starPattern = -1, starName = 0;
        while (s < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                starPattern = p++;
                starName = s;
            }
            else if (p < pattern.Length && TryMatchOne(pattern, p, name[s], out var next))
            {
                p = next;
                s++;
            }
            else if (starPattern >= 0)
            {
                p = starPattern + 1;
                s = ++starName;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
            p++;
        return p == pattern.Length;
    }

    private static bool TryMatchOne(string pattern, int at, char c, out int next)
    {
        next = at + 1;
        switch (pattern[at])
        {
            case '?':
                return true;
            case '[' when TryMatchSet(pattern, at, c, out var isIn, out next):
                return isIn;
            case '\\' when at + 1 < pattern.Length:
                next = at + 2;
                return EqualsIgnoreCase(pattern[at + 1], c);
            default:
                next = at + 1;
                return EqualsIgnoreCase(pattern[at], c);
        }
    }

    private static bool TryMatchSet(string pattern, int at, char c, out bool isIn, out int next)
    {
        isIn = false;
        next = at + 1;
        var i = at + 1;
        var isNegated = i < pattern.Length && pattern[i] is '!' or '^';
        if (isNegated)
            i++;
        for (var first = true; i < pattern.Length; first = false)
        {
            if (pattern[i] == ']' && !first)
            {
                next = i + 1;
                isIn ^= isNegated;
                return true;
            }

            if (i + 2 < pattern.Length && pattern[i + 1] == '-' && pattern[i + 2] != ']')
            {
                isIn |= InRange(pattern[i], pattern[i + 2], char.ToLowerInvariant(c)) || InRange(pattern[i], pattern[i + 2], char.ToUpperInvariant(c));
                i += 3;
            }
            else
            {
                isIn |= EqualsIgnoreCase(pattern[i], c);
                i++;
            }
        }

        return false;
    }

    private static bool InRange(char low, char high, char c) => c >= low && c <= high;

    private static bool EqualsIgnoreCase(char a, char b) => a == b || char.ToUpperInvariant(a) == char.ToUpperInvariant(b);

    private static string TrimUnescapedEnd(string line)
    {
        var end = line.Length;
        while (end > 0 && line[end - 1] is ' ' or '\t' && !(end > 1 && line[end - 2] == '\\'))
            end--;
        return line[..end];
    }

    private static string NormaliseBackslashes(string pattern)
    {
        if (!pattern.Contains('\\', StringComparison.Ordinal))
            return pattern;

        var text = new StringBuilder(pattern.Length);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '\\')
                text.Append(pattern[i]);
            else if (i + 1 < pattern.Length && pattern[i + 1] is '#' or '!' or ' ' or '[' or ']')
                text.Append('\\').Append(pattern[++i]);
            else
                text.Append('/');
        }

        return text.ToString();
    }
}
