using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;

namespace ApexSovereignty.Rules;

/// <summary>SOV1101: CRM data in System.debug.</summary>
public sealed class CrmDataInSystemDebugAnalyzer : LeakAnalyzer
{
    /// <inheritdoc />
    protected override DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.CrmDataInSystemDebug);

    /// <inheritdoc />
    protected override string Advice => "Log the record id or a count instead, or mask the value.";

    /// <inheritdoc />
    protected override bool Takes(Leak leak) => leak.Kind == "debug";

    /// <inheritdoc />
    protected override string Describe(Leak leak) => "written to the debug log";
}
