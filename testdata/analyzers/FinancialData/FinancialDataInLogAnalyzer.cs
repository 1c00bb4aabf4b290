using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules;

namespace Bank.FinancialData;

/// <summary>A bank's own rule: financial data in a log is to be reported to the data office, beside the result that the tool has for it.</summary>
public sealed class FinancialDataInLogAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor rule = new("BANK0001", "FinancialDataInLog", "Financial data in a log", DiagnosticSeverity.Error)
    {
        SecuritySeverity = 9.0,
        FullDescription = "Financial data in a log must be reported to the data office within a day.",
        HelpMarkdown = "Call the data office, then mask the value.",
    };

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [rule];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context) => context.RegisterFlowAction(Analyze);

    private static void Analyze(FlowActionContext context)
    {
        var leak = context.Leak;
        if (leak.Kind is not ("debug" or "log")) return;
        var fields = leak.Fields.Where(field => field.Classes.Contains("Financial", StringComparer.Ordinal)).Select(field => field.Name).ToList();
        if (fields.Count == 0) return;
        context.Report(new Diagnostic(rule, rule.DefaultSeverity, $"{string.Join(", ", fields)} in a log: call the data office.", leak.Carrier.ToLocation())
        {
            Path = [.. leak.Witness.Steps.Select(step => new PathStep(step.At.ToLocation(), step.Message, step.Kind, step.NestingLevel))],
            Fields = [.. fields],
            IdentityText = "BANK0001|" + string.Join(',', fields) + "|" + leak.Part,
        });
    }
}
