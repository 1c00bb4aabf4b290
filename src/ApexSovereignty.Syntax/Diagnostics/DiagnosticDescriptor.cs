using System.Collections.Immutable;

namespace ApexSovereignty.Diagnostics;

/// <summary>What a rule is: its stable identity and all that is shown of it.</summary>
/// <param name="Id">Stable id, for example <c>SOV1001</c>.</param>
/// <param name="Name">Readable symbolic name in PascalCase, for example <c>CrmDataInHttpBody</c>.</param>
/// <param name="Title">One line that names the problem.</param>
/// <param name="DefaultSeverity">Severity without configuration.</param>
public sealed record DiagnosticDescriptor(string Id, string Name, string Title, DiagnosticSeverity DefaultSeverity)
{
    /// <summary>GitHub's <c>security-severity</c>, 0.1 to 10.0, or null where the rule is about the analysis itself.</summary>
    public double? SecuritySeverity { get; init; }

    /// <summary>CWE numbers, most specific first.</summary>
    public ImmutableArray<int> Cwe { get; init; } = [];

    /// <summary>OWASP LLM entries with their year, for example <c>LLM02:2025</c>.</summary>
    public ImmutableArray<string> OwaspLlm { get; init; } = [];

    /// <summary>SARIF's <c>precision</c>: very-high, high, medium or low.</summary>
    public string Precision { get; init; } = "high";

    /// <summary>What the rule finds, in one or two sentences.</summary>
    public string FullDescription { get; init; } = "";

    /// <summary>The manual page in Markdown.</summary>
    public string HelpMarkdown { get; init; } = "";
}
