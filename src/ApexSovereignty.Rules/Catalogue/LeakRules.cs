using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Rules.Catalogue;

/// <summary>CRM data leaves: taint rules.</summary>
internal static class LeakRules
{
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        new(RuleIds.CrmDataInHttpBody, "CrmDataInHttpBody", "CRM data in an HTTP body sent outside the boundary", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 8.2,
            Cwe = [201, 359],
            OwaspLlm = ["LLM02:2025"],
            FullDescription = "The value of a CRM field reaches the body of an HTTP request whose endpoint the policy does not allow for data of that class.",
        },
        new(RuleIds.CrmDataInLlmPrompt, "CrmDataInLlmPrompt", "CRM data in an LLM prompt sent outside the boundary", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 8.5,
            Cwe = [201, 359, 1427],
            OwaspLlm = ["LLM02:2025"],
            FullDescription = "The value of a CRM field reaches a prompt that is sent to a language model whose endpoint the policy does not allow for data of that class.",
        },
        new(RuleIds.CrmDataInHttpHeader, "CrmDataInHttpHeader", "CRM data in an HTTP header sent outside the boundary", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 7.5,
            Cwe = [201],
            OwaspLlm = ["LLM02:2025"],
            FullDescription = "The value of a CRM field reaches a header of an HTTP request whose endpoint the policy does not allow. Headers are logged by proxies and gateways.",
        },
        new(RuleIds.CrmDataInUrl, "CrmDataInUrl", "CRM data in a URL or query string sent outside the boundary", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 7.8,
            Cwe = [598],
            OwaspLlm = ["LLM02:2025"],
            FullDescription = "The value of a CRM field reaches the URL of an HTTP request whose endpoint the policy does not allow. URLs are kept in logs on every hop.",
        },
        new(RuleIds.CrmDataToMiddleware, "CrmDataToMiddleware", "CRM data to third-party middleware or monitoring", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 8.0,
            Cwe = [201, 668],
            OwaspLlm = ["LLM02:2025"],
            FullDescription = "The value of a CRM field reaches a request to a monitoring, chat or integration service that the policy does not allow for data of that class.",
        },
        new(RuleIds.CrmDataInEmail, "CrmDataInEmail", "CRM data in an e-mail", DiagnosticSeverity.Warning)
        {
            SecuritySeverity = 5.5,
            Cwe = [201],
            FullDescription = "The value of a CRM field reaches the text, subject or attachment of an e-mail that Apex sends. Mail leaves the boundary on its way.",
        },
        new(RuleIds.CrmDataInPublishedMessage, "CrmDataInPublishedMessage", "CRM data in a platform event or another published message", DiagnosticSeverity.Warning)
        {
            SecuritySeverity = 5.0,
            Cwe = [201],
            Precision = "medium",
            FullDescription = "The value of a CRM field reaches a platform event or another published message, which any subscriber inside or outside the org can read.",
        },
        new(RuleIds.CrmDataInSystemDebug, "CrmDataInSystemDebug", "CRM data in System.debug", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 7.0,
            Cwe = [532],
            OwaspLlm = ["LLM02:2025"],
            Precision = "very-high",
            FullDescription = "The value of a CRM field reaches a debug log. Debug logs are kept outside field-level security and are read by support staff.",
        },
        new(RuleIds.CrmDataInLog, "CrmDataInLog", "CRM data in a logging framework, log record or exception text that is logged", DiagnosticSeverity.Warning)
        {
            SecuritySeverity = 6.0,
            Cwe = [532, 209],
            OwaspLlm = ["LLM02:2025"],
            FullDescription = "The value of a CRM field reaches a logging framework, a record of a log object, or the text of an exception that is logged.",
        },
        new(RuleIds.ModelTrafficInLog, "ModelTrafficInLog", "Prompt or model response in a log", DiagnosticSeverity.Warning)
        {
            SecuritySeverity = 6.5,
            Cwe = [532],
            OwaspLlm = ["LLM02:2025"],
            Precision = "medium",
            FullDescription = "A prompt or the response of a language model is written to a log.",
        },
    ];
}
