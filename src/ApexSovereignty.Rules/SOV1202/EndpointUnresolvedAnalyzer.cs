using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules;

/// <summary>SOV1202: Endpoint that cannot be determined from source and metadata.</summary>
public sealed class EndpointUnresolvedAnalyzer : EndpointAnalyzer
{
    /// <inheritdoc />
    protected override DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.EndpointUnresolved);

    /// <inheritdoc />
    protected override string Advice => "Use a named credential or a constant, so that the endpoint can be checked.";

    /// <inheritdoc />
    protected override bool Takes(EndpointText text, EndpointDecision decision) => decision.Verdict == EndpointVerdict.Unresolved && !text.IsUserControlled;

    /// <inheritdoc />
    protected override bool IsSaidBy(EndpointActionContext context) => context.Decisions.Any(d => d.Decision.Verdict == EndpointVerdict.Unresolved && d.Text.IsUserControlled);

    /// <inheritdoc />
    protected override string Describe(ImmutableArray<(EndpointText Text, EndpointDecision Decision)> endpoints) => $"Where the request goes cannot be determined: {Reasons(endpoints)}.";
}
