using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Rules.Catalogue;

/// <summary>Where data goes: endpoint rules.</summary>
internal static class EndpointRules
{
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        new(RuleIds.EndpointNotAllowed, "EndpointNotAllowed", "Endpoint not on the allowlist", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 8.0,
            Cwe = [668],
            OwaspLlm = ["LLM03:2025"],
            Precision = "very-high",
            FullDescription = "Code calls an endpoint that no entry of the policy allows.",
        },
        new(RuleIds.EndpointUnresolved, "EndpointUnresolved", "Endpoint that cannot be determined from source and metadata", DiagnosticSeverity.Warning)
        {
            SecuritySeverity = 5.5,
            Cwe = [918],
            FullDescription = "Code calls an endpoint of which neither source nor metadata fixes the host, so no policy can tell where data goes.",
        },
        new(RuleIds.EndpointUserControlled, "EndpointUserControlled", "Endpoint controlled by a user or by received data", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 8.6,
            Cwe = [918],
            FullDescription = "The host of a callout comes from a user or from received data, who can thus choose where data goes.",
        },
        new(RuleIds.EndpointOutsideBoundary, "EndpointOutsideBoundary", "Endpoint in a jurisdiction outside the boundary", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 8.8,
            Cwe = [213],
            OwaspLlm = ["LLM03:2025"],
            Precision = "very-high",
            FullDescription = "Code calls an endpoint whose jurisdiction lies outside the boundary that the policy states.",
        },
        new(RuleIds.ClearTextHttp, "ClearTextHttp", "Clear-text HTTP", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 7.5,
            Cwe = [319],
            Precision = "very-high",
            FullDescription = "Code calls an endpoint over HTTP without TLS, so that everyone on the way can read and change what is sent.",
        },
        new(RuleIds.TransportProtectionOff, "TransportProtectionOff", "Transport protection switched off", DiagnosticSeverity.Error)
        {
            SecuritySeverity = 7.4,
            Cwe = [295],
            Precision = "very-high",
            FullDescription = "Metadata switches off the protection of the transport, for example disableProtocolSecurity of a remote site.",
        },
        new(RuleIds.CredentialMissing, "CredentialMissing", "Named credential or label that the code names is missing from the project", DiagnosticSeverity.Note)
        {
            SecuritySeverity = 2.0,
            FullDescription = "Code names a named credential or a label that no metadata of the project declares, so its value is not known to the analysis.",
        },
    ];
}
