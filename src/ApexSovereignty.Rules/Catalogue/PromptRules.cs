using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Rules.Catalogue;

/// <summary>Prompts, parameters, secrets.</summary>
internal static class PromptRules
{
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        new(RuleIds.PromptInSource, "PromptInSource", "Prompt template in source code", DiagnosticSeverity.Warning)
        {
            SecuritySeverity = 4.5,
            Cwe = [540],
            OwaspLlm = ["LLM07:2025"],
            Precision = "medium",
            FullDescription = "A prompt template stands in source code, where it escapes review, versioning and access control of prompts.",
        },
        new(RuleIds.ModelParametersInSource, "ModelParametersInSource", "Model parameters in source code, or unbounded", DiagnosticSeverity.Note)
        {
            SecuritySeverity = 3.5,
            Cwe = [1434],
            OwaspLlm = ["LLM10:2025"],
            Precision = "medium",
            FullDescription = "Parameters of a model call stand in source code, or the call sets no token limit.",
        },
        new(RuleIds.PromptUnprotected, "PromptUnprotected", "Prompt template or model parameters kept in an unprotected record or setting", DiagnosticSeverity.Warning)
        {
            SecuritySeverity = 6.0,
            Cwe = [312],
            OwaspLlm = ["LLM07:2025"],
            Precision = "medium",
            FullDescription = "A prompt template or model parameters are read from a record or setting that ordinary users can read or change.",
        },
        new(RuleIds.CredentialInSource, "CredentialInSource", "Credential in source code", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 9.1,
            Cwe = [798],
            OwaspLlm = ["LLM02:2025"],
            FullDescription = "A key, token or password stands in source code.",
        },
        new(RuleIds.UntrustedTextInPrompt, "UntrustedTextInPrompt", "Untrusted text in a prompt that also holds CRM data or instructions", DiagnosticSeverity.Warning)
        {
            SecuritySeverity = 6.5,
            Cwe = [1427],
            OwaspLlm = ["LLM01:2025"],
            Precision = "medium",
            FullDescription = "Text that outsiders write stands in a prompt beside CRM data or instructions, and can steer the model.",
        },
    ];
}
