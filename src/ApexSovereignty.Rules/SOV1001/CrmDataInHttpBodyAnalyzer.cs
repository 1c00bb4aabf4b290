using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules;

/// <summary>SOV1001: CRM data in an HTTP body sent outside the boundary.</summary>
public sealed class CrmDataInHttpBodyAnalyzer : LeakAnalyzer
{
    /// <inheritdoc />
    protected override DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.CrmDataInHttpBody);

    /// <inheritdoc />
    protected override string Advice => "Send only what the receiver needs, mask the rest with a sanitizer, or allow the endpoint for this class of data in apexsov.json.";

    /// <inheritdoc />
    protected override bool Takes(Leak leak) => leak is { Kind: "http", Part: "body" } or { Kind: "soap" } && !leak.GoesTo(EndpointKind.Llm, EndpointKind.Training, EndpointKind.Monitoring, EndpointKind.Middleware);

    /// <inheritdoc />
    protected override string Describe(Leak leak) => leak.Kind == "soap" ? "sent in a SOAP call" : "sent in the body of an HTTP request";
}
