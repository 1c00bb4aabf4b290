using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;

namespace ApexSovereignty.Rules;

/// <summary>SOV1004: CRM data in a URL or query string sent outside the boundary.</summary>
public sealed class CrmDataInUrlAnalyzer : LeakAnalyzer
{
    /// <inheritdoc />
    protected override DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.CrmDataInUrl);

    /// <inheritdoc />
    protected override string Advice => "URLs are logged along the way: move the value into the body of a request to an allowed endpoint.";

    /// <inheritdoc />
    protected override bool Takes(Leak leak) => leak is { Kind: "http", Part: "url" };

    /// <inheritdoc />
    protected override string Describe(Leak leak) => "sent in the URL of an HTTP request";
}
