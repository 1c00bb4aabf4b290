using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Solving;

/// <summary>A source and how its data gets to where it is asked for.</summary>
/// <param name="Source">The source.</param>
/// <param name="First">A step before all traces, for what comes in from outside.</param>
/// <param name="Traces">The traces, each behind the field in which it found what the one before had left there.</param>
internal sealed record Way(SourceField Source, FlowStep? First, ImmutableArray<(Trace Trace, AccessPath? Behind)> Traces) : IComparable<Way>
{
    /// <summary>The way with one trace more, which begins at a fact.</summary>
    public Way Then(Trace trace, Taint fact) =>
        new(Source, First, Traces.Add((trace, fact.Path))) { IsPseudonymised = IsPseudonymised || fact.IsPseudonymised, ToldBy = ToldBy, Carrier = Carrier };

    /// <summary>The way in words.</summary>
    public List<FlowStep> Steps(Compilation compilation)
    {
        List<FlowStep> steps = First is null ? [] : [First];
        foreach (var (trace, behind) in Traces)
        {
            if (steps.Count > 0 && behind is not null && KeptIn(behind, compilation) is { } kept && !steps[^1].Message.Equals(kept.Message, StringComparison.Ordinal)) steps.Add(kept);
            steps = TraceExpansion.Expand(trace, steps);
        }

        return steps;
    }

    /// <summary>Orders by length, then by places from the end, so that the choice does not depend on who came first.</summary>
    public int CompareTo(Way? other)
    {
        if (other is null) return -1;
        var order = Length.CompareTo(other.Length);
        if (order == 0) order = Traces.Length.CompareTo(other.Traces.Length);
        for (var n = Traces.Length - 1; order == 0 && n >= 0; n--) order = Traces[n].Trace.CompareTo(other.Traces[n].Trace);
        if (order == 0 && First is { } mine && other.First is { } theirs) order = mine.At.CompareTo(theirs.At);
        return order;
    }

    public int Length { get; } = Traces.Sum(t => t.Trace.Length);

    /// <summary>Where it was put into a request on the way.</summary>
    public CodeLocation? Carrier { get; init; }

    /// <summary>For an answer, the endpoint that was asked.</summary>
    public StringSet? ToldBy { get; init; }

    /// <summary>Whether a keyed hash or encryption stands on the way.</summary>
    public bool IsPseudonymised { get; init; }

    /// <summary>The step of being kept in a static field between two methods, at its declaration; null for a field that the project does not declare.</summary>
    private static FlowStep? KeptIn(AccessPath path, Compilation compilation)
    {
        while (path.Parent is not null) path = path.Parent;
        if (path is not { Root: PathRoot.Static, Symbol: { Location: { } place } field } || compilation.GetTree(field) is not { } tree) return null;
        return new FlowStep(new CodeLocation(tree, place.Span), $"stored in {path}", PathStepKind.Flow, 1);
    }
}
