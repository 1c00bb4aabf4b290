using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Rules.Catalogue;

/// <summary>What the model says: output rules.</summary>
internal static class OutputRules
{
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        new(RuleIds.UnreviewedModelOutput, "UnreviewedModelOutput", "Model output written to a business record without a human-review flag", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 7.5,
            Cwe = [1426],
            OwaspLlm = ["LLM05:2025", "LLM09:2025"],
            Precision = "medium",
            FullDescription = "What a model says is written to a business record without the flag that sends the record to human review.",
        },
        new(RuleIds.ModelCallWithoutAudit, "ModelCallWithoutAudit", "Model call with CRM data that leaves no audit record on some path", DiagnosticSeverity.Warning)
        {
            SecuritySeverity = 5.5,
            Cwe = [778],
            OwaspLlm = ["LLM06:2025"],
            Precision = "medium",
            FullDescription = "CRM data goes to a model, and on some path no audit record of the call is left.",
        },
        new(RuleIds.ModelOutputShown, "ModelOutputShown", "Model output shown without validation", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 7.2,
            Cwe = [79, 1426],
            OwaspLlm = ["LLM05:2025"],
            Precision = "medium",
            FullDescription = "What a model says is shown to a user without validation or escaping.",
        },
        new(RuleIds.ModelOutputDecides, "ModelOutputDecides", "Model output decides a business action without human confirmation", DiagnosticSeverity.Warning)
        {
            SecuritySeverity = 6.0,
            Cwe = [862, 1426],
            OwaspLlm = ["LLM06:2025"],
            Precision = "medium",
            FullDescription = "What a model says decides a business action, and no human confirms it.",
        },
        new(RuleIds.ModelOutputInQuery, "ModelOutputInQuery", "Model output in a dynamic query, type name or endpoint", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 8.8,
            Cwe = [89, 1426],
            OwaspLlm = ["LLM05:2025"],
            FullDescription = "What a model says reaches a dynamic query, the name of a type or an endpoint.",
        },
    ];
}
