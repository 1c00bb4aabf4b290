using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;

namespace ApexSovereignty.Rules;

/// <summary>SOV1007: CRM data in a platform event or another published message.</summary>
public sealed class CrmDataInPublishedMessageAnalyzer : LeakAnalyzer
{
    /// <inheritdoc />
    protected override DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.CrmDataInPublishedMessage);

    /// <inheritdoc />
    protected override string Advice => "Publish record ids and let subscribers read what they may see.";

    /// <inheritdoc />
    protected override bool Takes(Leak leak) => leak.Kind == "event";

    /// <inheritdoc />
    protected override string Describe(Leak leak) => "published in a message";
}
