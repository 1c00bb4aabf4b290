using System.Globalization;
using System.Reflection;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting.Baselines;
using Microsoft.CodeAnalysis.Sarif;

namespace ApexSovereignty.Reporting.Sarif;

/// <summary>The rules of a report as SARIF descriptors, with the public taxonomies they refer to.</summary>
internal sealed class SarifRules
{
    // Directory.Build.props holds the address, for packages too.
    private static readonly string projectUrl = typeof(SarifRules).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ProjectUrl").Value!;

    private const int MaxTags = 10;
    private const int CweIndex = 0;
    private const int OwaspIndex = 1;

    private readonly ScanReport report;
    private readonly List<DiagnosticDescriptor> rules;
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);
    private readonly List<int> cwe;
    private readonly List<string> owasp;

    public SarifRules(ScanReport report)
    {
        this.report = report;
        rules = [.. report.Rules.Concat(report.Results.Select(result => result.Diagnostic.Descriptor))
            .DistinctBy(rule => rule.Id, StringComparer.Ordinal)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        for (var i = 0; i < rules.Count; i++) indexes.Add(rules[i].Id, i);
        cwe = [.. rules.SelectMany(rule => rule.Cwe).Distinct().Order()];
        owasp = [.. rules.SelectMany(rule => rule.OwaspLlm).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public int IndexOf(DiagnosticDescriptor rule) => indexes[rule.Id];

    public ToolComponent BuildDriver() => new()
    {
        Name = BaselineReader.ToolName,
        FullName = "ApexSovereignty " + report.ToolVersion,
        Organization = "ApexSovereignty",
        InformationUri = new Uri(projectUrl),
        Version = report.ToolVersion,
        SemanticVersion = report.ToolVersion,
        ShortDescription = Message("Finds where Apex code sends CRM data out of its jurisdiction."),
        FullDescription = Message("Follows the values of CRM fields through a whole Salesforce project to HTTP requests, language models, logs, mails and events, and holds every endpoint against a policy."),
        Language = "en-US",
        IsComprehensive = false,
        Rules = [.. rules.Select(BuildRule)],
        SupportedTaxonomies = [.. BuildTaxonomies().Select((taxonomy, i) => new ToolComponentReference { Name = taxonomy.Name, Index = i })],
    };

    public List<ToolComponent> BuildTaxonomies() =>
    [
        new ToolComponent
        {
            Name = "CWE",
            Organization = "MITRE",
            ShortDescription = Message("The MITRE Common Weakness Enumeration."),
            InformationUri = new Uri("https://cwe.mitre.org/"),
            IsComprehensive = false,
            Taxa = [.. cwe.Select(BuildCwe)],
        },
        new ToolComponent
        {
            Name = "OWASP LLM",
            Version = "2025",
            Organization = "OWASP",
            ShortDescription = Message("The OWASP Top 10 for LLM Applications."),
            InformationUri = new Uri("https://genai.owasp.org/llm-top-10/"),
            IsComprehensive = false,
            Taxa = [.. owasp.Select(id => new ReportingDescriptor { Id = id, Name = Pascal(Taxonomies.OwaspLlm2025.GetValueOrDefault(id, id)), ShortDescription = Message(Sentence(Taxonomies.OwaspLlm2025.GetValueOrDefault(id, id))) })],
        },
    ];

    private static ReportingDescriptor BuildCwe(int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return new ReportingDescriptor
        {
            Id = text,
            // Viewers show the names of all that a rule refers to in one line, so it is the short one.
            Name = "CWE-" + text,
            ShortDescription = Message(Sentence(Taxonomies.Cwe.GetValueOrDefault(number, "CWE-" + text))),
            HelpUri = new Uri("https://cwe.mitre.org/data/definitions/" + text + ".html"),
        };
    }

    private ReportingDescriptor BuildRule(DiagnosticDescriptor rule)
    {
        var manual = rule.HelpMarkdown.Length > 0 ? rule.HelpMarkdown : report.Manual(rule.Id);
        var description = rule.FullDescription.Length > 0 ? rule.FullDescription : Sentence(rule.Title);
        var descriptor = new ReportingDescriptor
        {
            Id = rule.Id,
            Name = rule.Name,
            ShortDescription = Message(Sentence(rule.Title)),
            FullDescription = Message(description),
            Help = new MultiformatMessageString { Text = description, Markdown = manual.Length > 0 ? manual : "# " + rule.Id + ": " + rule.Title + "\n\n" + description + "\n" },
            DefaultConfiguration = new ReportingConfiguration { Level = SarifLogBuilder.LevelOf(rule.DefaultSeverity), Enabled = rule.DefaultSeverity != DiagnosticSeverity.Off },
            Relationships = BuildRelationships(rule),
        };
        descriptor.SetProperty("precision", rule.Precision);
        descriptor.SetProperty("problem.severity", rule.DefaultSeverity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "recommendation",
        });
        if (rule.SecuritySeverity is { } severity) descriptor.SetProperty("security-severity", severity.ToString("0.0", CultureInfo.InvariantCulture));
        foreach (var tag in TagsOf(rule).Take(MaxTags)) descriptor.Tags.Add(tag);
        return descriptor;
    }

    private List<ReportingDescriptorRelationship>? BuildRelationships(DiagnosticDescriptor rule)
    {
        var relationships = rule.Cwe.Select(number => Relate(number.ToString(CultureInfo.InvariantCulture), cwe.IndexOf(number), "CWE", CweIndex))
            .Concat(rule.OwaspLlm.Select(id => Relate(id, owasp.IndexOf(id), "OWASP LLM", OwaspIndex)))
            .ToList();
        return relationships.Count > 0 ? relationships : null;
    }

    private static ReportingDescriptorRelationship Relate(string id, int index, string taxonomy, int taxonomyIndex) => new()
    {
        Target = new ReportingDescriptorReference { Id = id, Index = index, ToolComponent = new ToolComponentReference { Name = taxonomy, Index = taxonomyIndex } },
        Kinds = ["relevant"],
    };

    private static IEnumerable<string> TagsOf(DiagnosticDescriptor rule)
    {
        if (rule.SecuritySeverity is null)
        {
            yield return "analysis";
            yield break;
        }

        yield return "security";
        foreach (var number in rule.Cwe) yield return "external/cwe/cwe-" + number.ToString("000", CultureInfo.InvariantCulture);
        foreach (var id in rule.OwaspLlm) yield return "external/owasp-llm/" + id.ToLowerInvariant().Replace(':', '-');
        yield return "data-sovereignty";
    }

    private static MultiformatMessageString Message(string text) => new() { Text = text };

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";

    private static string Pascal(string text) => string.Concat(text.Split(' ').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
