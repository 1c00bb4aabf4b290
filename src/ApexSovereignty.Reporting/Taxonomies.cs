using System.Collections.Frozen;

namespace ApexSovereignty.Reporting;

/// <summary>Names of the entries of public taxonomies that rules refer to.</summary>
internal static class Taxonomies
{
    /// <summary>CWE entries by number, after cwe.mitre.org.</summary>
    public static readonly FrozenDictionary<int, string> Cwe = new Dictionary<int, string>
    {
        [79] = "Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')",
        [89] = "Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')",
        [201] = "Insertion of Sensitive Information Into Sent Data",
        [209] = "Generation of Error Message Containing Sensitive Information",
        [213] = "Exposure of Sensitive Information Due to Incompatible Policies",
        [285] = "Improper Authorization",
        [295] = "Improper Certificate Validation",
        [312] = "Cleartext Storage of Sensitive Information",
        [319] = "Cleartext Transmission of Sensitive Information",
        [359] = "Exposure of Private Personal Information to an Unauthorized Actor",
        [532] = "Insertion of Sensitive Information into Log File",
        [540] = "Inclusion of Sensitive Information in Source Code",
        [598] = "Use of GET Request Method With Sensitive Query Strings",
        [668] = "Exposure of Resource to Wrong Sphere",
        [754] = "Improper Check for Unusual or Exceptional Conditions",
        [778] = "Insufficient Logging",
        [798] = "Use of Hard-coded Credentials",
        [862] = "Missing Authorization",
        [918] = "Server-Side Request Forgery (SSRF)",
        [1426] = "Improper Validation of Generative AI Output",
        [1427] = "Improper Neutralization of Input Used for LLM Prompting",
        [1434] = "Insecure Setting of Generative AI/ML Model Inference Parameters",
    }.ToFrozenDictionary();

    /// <summary>Entries of the OWASP Top 10 for LLM Applications 2025.</summary>
    public static readonly FrozenDictionary<string, string> OwaspLlm2025 = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["LLM01:2025"] = "Prompt Injection",
        ["LLM02:2025"] = "Sensitive Information Disclosure",
        ["LLM03:2025"] = "Supply Chain",
        ["LLM04:2025"] = "Data and Model Poisoning",
        ["LLM05:2025"] = "Improper Output Handling",
        ["LLM06:2025"] = "Excessive Agency",
        ["LLM07:2025"] = "System Prompt Leakage",
        ["LLM08:2025"] = "Vector and Embedding Weaknesses",
        ["LLM09:2025"] = "Misinformation",
        ["LLM10:2025"] = "Unbounded Consumption",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
