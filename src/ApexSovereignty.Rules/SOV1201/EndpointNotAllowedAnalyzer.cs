using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules;

/// <summary>SOV1201: Endpoint not on the allowlist.</summary>
public sealed class EndpointNotAllowedAnalyzer : EndpointAnalyzer
{
    /// <inheritdoc />
    protected override DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.EndpointNotAllowed);

    /// <inheritdoc />
    protected override string Advice => "Decide on the endpoint in apexsov.json: allow it with its jurisdiction and the data it accepts, or use one that is allowed.";

    /// <inheritdoc />
    protected override bool Takes(EndpointText text, EndpointDecision decision) => decision.Verdict == EndpointVerdict.NotAllowed;

    /// <inheritdoc />
    protected override string Describe(ImmutableArray<(EndpointText Text, EndpointDecision Decision)> endpoints) => $"The request goes to {Names(endpoints)}, which is not allowed: {Reasons(endpoints)}.";

    /// <inheritdoc />
    protected override DiagnosticSeverity DefaultSeverity(Policy policy) => policy.HasEndpoints ? Descriptor.DefaultSeverity : DiagnosticSeverity.Warning;
}
