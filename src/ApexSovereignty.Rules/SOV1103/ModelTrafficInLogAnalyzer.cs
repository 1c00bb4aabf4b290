using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;

namespace ApexSovereignty.Rules;

/// <summary>SOV1103: prompt or model response in a log.</summary>
public sealed class ModelTrafficInLogAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [RuleCatalogue.Get(RuleIds.ModelTrafficInLog)];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context) => context.RegisterModelTextAction(Analyze);

    private void Analyze(ModelTextActionContext context)
    {
        var (text, rule) = (context.Text, SupportedDiagnostics[0]);
        var what = text.IsAnswer ? $"The response of {context.Model}" : $"Text of a prompt for {context.Model}";
        var where = text.Kind == "debug" ? "the debug log" : "a log";
        context.Report(new Diagnostic(rule, context.Policy.LevelOf(rule.Id) ?? rule.DefaultSeverity, $"{what} is written to {where}.", text.At.ToLocation())
        {
            Path = [.. text.Steps.Select(s => new PathStep(s.At.ToLocation(), s.Message, s.Kind, s.NestingLevel))],
            Advice = "Log the status, the length or an id of the exchange; keep the text in an audit record that few can read.",
            Endpoint = context.Model,
            IdentityText = string.Join('|', rule.Id, EnclosingMember.NameOf(text.At), text.IsAnswer ? "answer" : "prompt", context.Model),
        });
    }
}
