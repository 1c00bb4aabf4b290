using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules;

/// <summary>The path of a result on endpoints: what they are put together of, one after the other, and where the request gets them.</summary>
internal static class EndpointPath
{
    // Readers of SARIF are promised no more.
    private const int MaximumSteps = 100;

    public static ImmutableArray<PathStep> Of(IEnumerable<EndpointText> endpoints, CodeLocation at)
    {
        var pieces = endpoints.SelectMany(e => e.Steps).DistinctBy(s => (s.At, s.Message)).Take(MaximumSteps - 1);
        return
        [
            .. pieces.Select((s, n) => new PathStep(s.At.ToLocation(), EndpointValue.Shown(s.Message), n == 0 ? PathStepKind.Source : PathStepKind.Flow, 1)),
            new PathStep(at.ToLocation(), "set as the request's endpoint", PathStepKind.Sink, 1),
        ];
    }
}
