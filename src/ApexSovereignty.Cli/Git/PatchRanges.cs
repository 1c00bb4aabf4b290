using System.Collections.Immutable;
using System.Globalization;

namespace ApexSovereignty.Cli.Git;

/// <summary>Reads from a patch without context which lines of the new file it touches.</summary>
internal static class PatchRanges
{
    /// <summary>All lines of a file.</summary>
    public static readonly ImmutableArray<LineRange> Whole = [new LineRange(0, int.MaxValue)];

    /// <summary>The ranges by the headers of hunks, such as <c>@@ -3,2 +3,0 @@</c>.</summary>
    /// <remarks>Where lines are only taken away, the lines before and behind the gap count: what they do may depend on what is gone.</remarks>
    public static ImmutableArray<LineRange> Read(string patch)
    {
        var ranges = ImmutableArray.CreateBuilder<LineRange>();
        foreach (var line in patch.AsSpan().EnumerateLines())
        {
            // Lines of content start with a blank, a plus or a minus.
            if (!line.StartsWith("@@ -", StringComparison.Ordinal)) continue;
            var plus = line.IndexOf('+');
            var end = plus < 0 ? -1 : line[plus..].IndexOf(' ');
            if (end < 0) continue;
            var range = line[(plus + 1)..(plus + end)];
            var comma = range.IndexOf(',');
            if (!int.TryParse(comma < 0 ? range : range[..comma], CultureInfo.InvariantCulture, out var start)) continue;
            var count = comma < 0 ? 1 : int.Parse(range[(comma + 1)..], CultureInfo.InvariantCulture);
            ranges.Add(count == 0 ? new LineRange(start - 1, start) : new LineRange(start - 1, start + count - 2));
        }

        return ranges.ToImmutable();
    }
}
