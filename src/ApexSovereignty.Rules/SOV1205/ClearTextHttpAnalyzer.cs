using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules;

/// <summary>SOV1205: Clear-text HTTP.</summary>
public sealed class ClearTextHttpAnalyzer : EndpointAnalyzer
{
    /// <inheritdoc />
    protected override DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.ClearTextHttp);

    /// <inheritdoc />
    protected override string Advice => "Use https.";

    /// <inheritdoc />
    protected override bool Takes(EndpointText text, EndpointDecision decision) => decision.IsClearText;

    /// <inheritdoc />
    protected override string Describe(ImmutableArray<(EndpointText Text, EndpointDecision Decision)> endpoints) => $"The request goes to {Names(endpoints)} in clear text.";
}
