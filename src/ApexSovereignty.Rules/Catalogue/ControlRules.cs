using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Rules.Catalogue;

/// <summary>Controls around models.</summary>
internal static class ControlRules
{
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        new(RuleIds.QueryCollectsTooMuch, "QueryCollectsTooMuch", "Query collects more fields than the prompt or body needs", DiagnosticSeverity.Warning)
        {
            SecuritySeverity = 5.0,
            Cwe = [359],
            OwaspLlm = ["LLM02:2025"],
            Precision = "medium",
            FullDescription = "A query selects fields that the prompt or body built from it does not need.",
        },
        new(RuleIds.PipelineWithoutAnonymisation, "PipelineWithoutAnonymisation", "Bulk or training pipeline sends records without anonymisation", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 8.0,
            Cwe = [359],
            OwaspLlm = ["LLM02:2025", "LLM04:2025"],
            Precision = "medium",
            FullDescription = "A batch or training pipeline sends records that no anonymiser has cleaned.",
        },
        new(RuleIds.ModelCallUnguarded, "ModelCallUnguarded", "Model call without status check, timeout or circuit breaker", DiagnosticSeverity.Warning)
        {
            SecuritySeverity = 4.5,
            Cwe = [754],
            OwaspLlm = ["LLM10:2025"],
            Precision = "medium",
            FullDescription = "A model is called without a check of the status, without a timeout, or without a way to stop calling it.",
        },
        new(RuleIds.ModelCallWithoutSharing, "ModelCallWithoutSharing", "Model call from a class without sharing, or with system-mode queries", DiagnosticSeverity.Warning)
        {
            SecuritySeverity = 6.8,
            Cwe = [862],
            OwaspLlm = ["LLM06:2025"],
            Precision = "medium",
            FullDescription = "A model is called from code that reads records beyond what the running user may see.",
        },
        new(RuleIds.ModelOpenToAnyUser, "ModelOpenToAnyUser", "Model parameters or prompts open to any user", DiagnosticSeverity.Warning)
        {
            SecuritySeverity = 6.8,
            Cwe = [285],
            OwaspLlm = ["LLM06:2025"],
            Precision = "medium",
            FullDescription = "Parameters or prompts of a model call come from an entry point that any user can call.",
        },
    ];
}
