using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;

namespace ApexSovereignty.Rules;

/// <summary>SOV1102: CRM data in a logging framework, log record or logged exception text.</summary>
public sealed class CrmDataInLogAnalyzer : LeakAnalyzer
{
    /// <inheritdoc />
    protected override DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.CrmDataInLog);

    /// <inheritdoc />
    protected override string Advice => "Log the record id or a count instead, or mask the value.";

    /// <inheritdoc />
    protected override bool Takes(Leak leak) => leak.Kind == "log";

    /// <inheritdoc />
    protected override string Describe(Leak leak) => "written to a log";
}
