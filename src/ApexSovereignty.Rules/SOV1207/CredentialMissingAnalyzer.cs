using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;

namespace ApexSovereignty.Rules;

/// <summary>SOV1207: Named credential or label that the code names is missing from the project.</summary>
public sealed class CredentialMissingAnalyzer : DiagnosticAnalyzer
{
    private static DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.CredentialMissing);

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.RegisterEndpointAction(AnalyzeEndpoint);
        context.RegisterMissingLabelAction(AnalyzeLabel);
    }

    private static void AnalyzeEndpoint(EndpointActionContext context)
    {
        foreach (var named in context.Decisions.Where(d => d.Decision.IsCredentialMissing).GroupBy(d => d.Decision.CredentialName!, StringComparer.OrdinalIgnoreCase))
        {
            var name = named.Key;
            context.Report(new Diagnostic(Descriptor, context.Policy.LevelOf(Descriptor.Id) ?? Descriptor.DefaultSeverity, $"The named credential {name} is not in the project, so where the request goes is not known here.", context.At.ToLocation())
            {
                Path = EndpointPath.Of(named.Select(d => d.Text), context.At),
                Advice = "Retrieve the named credential into the project, or correct its name.",
                IdentityText = $"{Descriptor.Id}|{EnclosingMember.NameOf(context.At)}|{name}",
            });
        }
    }

    private static void AnalyzeLabel(MissingLabelActionContext context)
    {
        if (NameInProject(context.Label.Name, context.Project.Namespace) is not { } name) return;
        context.Report(new Diagnostic(Descriptor, context.Policy.LevelOf(Descriptor.Id) ?? Descriptor.DefaultSeverity, $"The label {name} is not in the project, so its text is not known here.", context.Label.At.ToLocation())
        {
            Advice = "Retrieve the labels into the project, or correct the name.",
            IdentityText = $"{Descriptor.Id}|{EnclosingMember.NameOf(context.Label.At)}|{name}",
        });
    }

    /// <summary>The label's name; null where the label is one of a package.</summary>
    private static string? NameInProject(string written, string? own)
    {
        var dot = written.LastIndexOf('.');
        if (dot < 0) return written;
        var owner = written[..dot];
        return owner.Equals("c", StringComparison.OrdinalIgnoreCase) || owner.Equals(own, StringComparison.OrdinalIgnoreCase) ? written[(dot + 1)..] : null;
    }
}
