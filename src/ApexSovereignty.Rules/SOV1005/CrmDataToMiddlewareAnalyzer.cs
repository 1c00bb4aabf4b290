using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules;

/// <summary>SOV1005: CRM data to third-party middleware or monitoring.</summary>
public sealed class CrmDataToMiddlewareAnalyzer : LeakAnalyzer
{
    /// <inheritdoc />
    protected override DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.CrmDataToMiddleware);

    /// <inheritdoc />
    protected override string Advice => "Send identifiers and counts to monitoring and middleware, not record data.";

    /// <inheritdoc />
    protected override bool Takes(Leak leak) => leak is { Kind: "http", Part: "body" } && leak.GoesTo(EndpointKind.Monitoring, EndpointKind.Middleware) && !leak.GoesTo(EndpointKind.Llm, EndpointKind.Training);

    /// <inheritdoc />
    protected override string Describe(Leak leak) => "sent to third-party middleware or monitoring";
}
