using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Text;

namespace ApexSovereignty.Rules;

/// <summary>SOV1206: Transport protection switched off.</summary>
public sealed class TransportProtectionOffAnalyzer : DiagnosticAnalyzer
{
    private static DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.TransportProtectionOff);

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context) => context.RegisterProjectAction(Analyze);

    private static void Analyze(ProjectActionContext context)
    {
        foreach (var site in context.Project.RemoteSites)
        {
            if (!site.IsActive || !site.DisableProtocolSecurity) continue;
            var url = site.Url is null ? "" : $" ({site.Url})";
            context.Report(new Diagnostic(Descriptor, context.Policy.LevelOf(Descriptor.Id) ?? Descriptor.DefaultSeverity, $"The remote site {site.Name}{url} switches protocol security off: code may call it in clear text and hand over data of pages that are served by https.", Location.At(site.Location.Path, site.Location.Line - 1, site.Location.Column - 1))
            {
                Advice = "Set disableProtocolSecurity to false, or delete the remote site where nothing needs it.",
                IdentityText = $"{Descriptor.Id}|{site.Name}",
            });
        }
    }
}
