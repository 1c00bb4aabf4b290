using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;

namespace ApexSovereignty.Rules;

/// <summary>SOV1003: CRM data in an HTTP header sent outside the boundary.</summary>
public sealed class CrmDataInHttpHeaderAnalyzer : LeakAnalyzer
{
    /// <inheritdoc />
    protected override DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.CrmDataInHttpHeader);

    /// <inheritdoc />
    protected override string Advice => "Headers end up in proxies and logs: send a token or a record id instead of the value.";

    /// <inheritdoc />
    protected override bool Takes(Leak leak) => leak is { Kind: "http", Part: "header" };

    /// <inheritdoc />
    protected override string Describe(Leak leak) => "sent in a header of an HTTP request";
}
