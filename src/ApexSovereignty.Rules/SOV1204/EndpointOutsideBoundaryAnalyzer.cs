using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules;

/// <summary>SOV1204: Endpoint in a jurisdiction outside the boundary.</summary>
public sealed class EndpointOutsideBoundaryAnalyzer : EndpointAnalyzer
{
    /// <inheritdoc />
    protected override DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.EndpointOutsideBoundary);

    /// <inheritdoc />
    protected override string Advice => "Use a service inside the boundary, or correct the jurisdiction in apexsov.json.";

    /// <inheritdoc />
    protected override bool Takes(EndpointText text, EndpointDecision decision) => decision is { Verdict: EndpointVerdict.Allowed, Boundary: BoundaryPosition.Outside };

    /// <inheritdoc />
    protected override string Describe(ImmutableArray<(EndpointText Text, EndpointDecision Decision)> endpoints) => $"The request goes to {Names(endpoints)} in {string.Join(" or ", endpoints.Select(e => e.Decision.Jurisdiction).Distinct(StringComparer.Ordinal))}, outside the boundary.";
}
