using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Reporting;

/// <summary>What a reader is shown of a long path.</summary>
internal static class Witness
{
    /// <summary>The most steps shown.</summary>
    public const int MaxSteps = 100;

    /// <summary>A path of at most <see cref="MaxSteps"/> steps: its two ends, where a longer one is read.</summary>
    public static ImmutableArray<PathStep> Shorten(ImmutableArray<PathStep> path) =>
        path.Length <= MaxSteps ? path : [.. path[..(MaxSteps / 2)], .. path[^(MaxSteps / 2)..]];
}
