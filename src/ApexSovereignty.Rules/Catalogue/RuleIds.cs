using System.Text.RegularExpressions;

namespace ApexSovereignty.Rules.Catalogue;

/// <summary>The stable ids of the rules.</summary>
public static class RuleIds
{
    /// <summary>
    /// What ids of others' rules look like, for example <c>BANK0001</c>: capitals, then digits. Ids of the letters S, O and V alone are
    /// kept for the built-in rules and what is mistyped of them.
    /// </summary>
    public const string PatternOfOthers = "^(?![SOV]+[0-9])[A-Z][A-Z_]*[0-9]{1,8}$";

    /// <summary>Whether a rule of others may have the id.</summary>
    public static bool IsOfOthers(string id) => Regex.IsMatch(id, PatternOfOthers, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>Suppression that matches nothing.</summary>
    public const string UnusedSuppression = "SOV0001";

    /// <summary>File that could not be parsed whole.</summary>
    public const string FileNotParsed = "SOV0002";

    /// <summary>Part of the analysis given up on a budget.</summary>
    public const string BudgetExceeded = "SOV0003";

    /// <summary>CRM data in an HTTP body sent outside the boundary.</summary>
    public const string CrmDataInHttpBody = "SOV1001";

    /// <summary>CRM data in an LLM prompt sent outside the boundary.</summary>
    public const string CrmDataInLlmPrompt = "SOV1002";

    /// <summary>CRM data in an HTTP header sent outside the boundary.</summary>
    public const string CrmDataInHttpHeader = "SOV1003";

    /// <summary>CRM data in a URL or query string sent outside the boundary.</summary>
    public const string CrmDataInUrl = "SOV1004";

    /// <summary>CRM data to third-party middleware or monitoring.</summary>
    public const string CrmDataToMiddleware = "SOV1005";

    /// <summary>CRM data in an e-mail.</summary>
    public const string CrmDataInEmail = "SOV1006";

    /// <summary>CRM data in a platform event or another published message.</summary>
    public const string CrmDataInPublishedMessage = "SOV1007";

    /// <summary>CRM data in System.debug.</summary>
    public const string CrmDataInSystemDebug = "SOV1101";

    /// <summary>CRM data in a logging framework, log record or exception text that is logged.</summary>
    public const string CrmDataInLog = "SOV1102";

    /// <summary>Prompt or model response in a log.</summary>
    public const string ModelTrafficInLog = "SOV1103";

    /// <summary>Endpoint not on the allowlist.</summary>
    public const string EndpointNotAllowed = "SOV1201";

    /// <summary>Endpoint that cannot be determined from source and metadata.</summary>
    public const string EndpointUnresolved = "SOV1202";

    /// <summary>Endpoint controlled by a user or by received data.</summary>
    public const string EndpointUserControlled = "SOV1203";

    /// <summary>Endpoint in a jurisdiction outside the boundary.</summary>
    public const string EndpointOutsideBoundary = "SOV1204";

    /// <summary>Clear-text HTTP.</summary>
    public const string ClearTextHttp = "SOV1205";

    /// <summary>Transport protection switched off.</summary>
    public const string TransportProtectionOff = "SOV1206";

    /// <summary>Named credential or label that the code names is missing from the project.</summary>
    public const string CredentialMissing = "SOV1207";

    /// <summary>Prompt template in source code.</summary>
    public const string PromptInSource = "SOV1301";

    /// <summary>Model parameters in source code, or unbounded.</summary>
    public const string ModelParametersInSource = "SOV1302";

    /// <summary>Prompt template or model parameters kept in an unprotected record or setting.</summary>
    public const string PromptUnprotected = "SOV1303";

    /// <summary>Credential in source code.</summary>
    public const string CredentialInSource = "SOV1304";

    /// <summary>Untrusted text in a prompt that also holds CRM data or instructions.</summary>
    public const string UntrustedTextInPrompt = "SOV1305";

    /// <summary>Model output written to a business record without a human-review flag.</summary>
    public const string UnreviewedModelOutput = "SOV1401";

    /// <summary>Model call with CRM data that leaves no audit record on some path.</summary>
    public const string ModelCallWithoutAudit = "SOV1402";

    /// <summary>Model output shown without validation.</summary>
    public const string ModelOutputShown = "SOV1403";

    /// <summary>Model output decides a business action without human confirmation.</summary>
    public const string ModelOutputDecides = "SOV1404";

    /// <summary>Model output in a dynamic query, type name or endpoint.</summary>
    public const string ModelOutputInQuery = "SOV1405";

    /// <summary>Query collects more fields than the prompt or body needs.</summary>
    public const string QueryCollectsTooMuch = "SOV1501";

    /// <summary>Bulk or training pipeline sends records without anonymisation.</summary>
    public const string PipelineWithoutAnonymisation = "SOV1502";

    /// <summary>Model call without status check, timeout or circuit breaker.</summary>
    public const string ModelCallUnguarded = "SOV1503";

    /// <summary>Model call from a class without sharing, or with system-mode queries.</summary>
    public const string ModelCallWithoutSharing = "SOV1504";

    /// <summary>Model parameters or prompts open to any user.</summary>
    public const string ModelOpenToAnyUser = "SOV1505";
}
