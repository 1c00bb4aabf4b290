using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;

namespace ApexSovereignty.Rules;

/// <summary>SOV1006: CRM data in an e-mail.</summary>
public sealed class CrmDataInEmailAnalyzer : LeakAnalyzer
{
    /// <inheritdoc />
    protected override DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.CrmDataInEmail);

    /// <inheritdoc />
    protected override string Advice => "Link to the record instead of writing its data into the mail.";

    /// <inheritdoc />
    protected override bool Takes(Leak leak) => leak.Kind == "email";

    /// <inheritdoc />
    protected override string Describe(Leak leak) => "written into an e-mail";
}
