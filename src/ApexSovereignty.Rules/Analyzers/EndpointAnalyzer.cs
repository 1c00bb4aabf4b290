using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules;

/// <summary>What the rules on endpoints share: one result for each place, naming every endpoint that the rule is about.</summary>
public abstract class EndpointAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rule.</summary>
    protected abstract DiagnosticDescriptor Descriptor { get; }

    /// <inheritdoc />
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <summary>Whether the rule is about an endpoint.</summary>
    protected abstract bool Takes(EndpointText text, EndpointDecision decision);

    /// <summary>The whole sentence about the endpoints.</summary>
    protected abstract string Describe(ImmutableArray<(EndpointText Text, EndpointDecision Decision)> endpoints);

    /// <summary>What to do, in one sentence.</summary>
    protected abstract string Advice { get; }

    /// <summary>Severity where the policy does not set one.</summary>
    protected virtual DiagnosticSeverity DefaultSeverity(Policy policy) => Descriptor.DefaultSeverity;

    /// <inheritdoc />
    public sealed override void Initialize(AnalysisContext context) => context.RegisterEndpointAction(Analyze);

    private void Analyze(EndpointActionContext context)
    {
        ImmutableArray<(EndpointText Text, EndpointDecision Decision)> taken = [.. context.Decisions.Where(d => Takes(d.Text, d.Decision))];
        if (taken.IsEmpty || IsSaidBy(context)) return;
        var shown = string.Join(" or ", taken.Select(t => t.Decision.Display).Distinct(StringComparer.Ordinal));
        context.Report(new Diagnostic(Descriptor, context.Policy.LevelOf(Descriptor.Id) ?? DefaultSeverity(context.Policy), Describe(taken), context.At.ToLocation())
        {
            Path = EndpointPath.Of(taken.Select(t => t.Text), context.At),
            Advice = Advice,
            Endpoint = shown,
            IdentityText = string.Join('|', Descriptor.Id, EnclosingMember.NameOf(context.At), shown),
        });
    }

    /// <summary>Whether a stronger rule says it of this place already.</summary>
    protected virtual bool IsSaidBy(EndpointActionContext context) => false;

    /// <summary>The endpoints by name, the first few of many.</summary>
    protected static string Names(ImmutableArray<(EndpointText Text, EndpointDecision Decision)> endpoints)
    {
        const int Shown = 10;
        var names = endpoints.Select(e => e.Decision.Display).Distinct(StringComparer.Ordinal).ToList();
        return names.Count <= Shown + 1 ? string.Join(" or ", names) : string.Join(" or ", names.Take(Shown)) + FormattableString.Invariant($" and {names.Count - Shown} more");
    }

    /// <summary>The reasons, each once.</summary>
    protected static string Reasons(ImmutableArray<(EndpointText Text, EndpointDecision Decision)> endpoints) =>
        CauseList.Of(endpoints.Select(e => e.Decision.Reason));
}
