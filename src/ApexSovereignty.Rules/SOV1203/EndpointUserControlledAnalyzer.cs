using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules;

/// <summary>Endpoint controlled by a user or by received data.</summary>
public sealed class EndpointUserControlledAnalyzer : EndpointAnalyzer
{
    /// <inheritdoc />
    protected override DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.EndpointUserControlled);

    /// <inheritdoc />
    protected override string Advice => "Choose the endpoint from constants or named credentials by a key that the caller sends.";

    /// <inheritdoc />
    protected override bool Takes(EndpointText text, EndpointDecision decision) => decision.Verdict == EndpointVerdict.Unresolved && text.IsUserControlled;

    /// <inheritdoc />
    protected override string Describe(ImmutableArray<(EndpointText Text, EndpointDecision Decision)> endpoints) => $"A caller from outside decides where the request goes: {Reasons(endpoints)}.";
}
