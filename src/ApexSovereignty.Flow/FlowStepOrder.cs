using System.Collections.Immutable;

namespace ApexSovereignty.Flow;

/// <summary>Which of several ways tells a leak best: the shorter one, then the one whose steps stand first in the code.</summary>
/// <example>Of the fields of a query that all take the same way, the one that is selected first is followed, whatever its name.</example>
public sealed class FlowStepOrder : IComparer<ImmutableArray<FlowStep>>
{
    /// <summary>The one there is.</summary>
    public static FlowStepOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(ImmutableArray<FlowStep> x, ImmutableArray<FlowStep> y)
    {
        var byLength = x.Length.CompareTo(y.Length);
        if (byLength != 0) return byLength;
        for (var i = 0; i < x.Length; i++)
        {
            var byPlace = x[i].At.CompareTo(y[i].At);
            if (byPlace != 0) return byPlace;
        }

        return 0;
    }
}
