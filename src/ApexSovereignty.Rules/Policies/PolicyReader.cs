using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Rules.Policies;

/// <summary>What reading a configuration gave: a policy, or the errors in source order.</summary>
/// <param name="Policy">The policy, or null where there are errors.</param>
/// <param name="Errors">What is wrong.</param>
public sealed record PolicyResult(Policy? Policy, ImmutableArray<PolicyError> Errors);

/// <summary>Reads <c>apexsov.json</c>.</summary>
public static class PolicyReader
{
    /// <summary>The name of the configuration file.</summary>
    public const string FileName = "apexsov.json";

    /// <summary>Reads a configuration: JSON with comments and trailing commas.</summary>
    /// <param name="path">The file's name as shown in errors.</param>
    /// <param name="json">Its text.</param>
    public static PolicyResult Read(string path, string json)
    {
        var errors = new List<PolicyError>();
        var root = PolicyNodeReader.Read(path, json, errors);
        if (root is null && errors.Count == 0) errors.Add(new PolicyError(path, 1, 1, "the file is empty: write at least {}"));
        if (root is not null) new PolicyValidation(path, errors).Check(root, PolicyShapes.Root, "");
        return errors.Count > 0
            ? new PolicyResult(null, [.. errors.OrderBy(error => error.Line).ThenBy(error => error.Column)])
            : new PolicyResult(Convert(path, root!), []);
    }

    /// <summary>The level a word of the configuration names, or null.</summary>
    public static DiagnosticSeverity? ParseLevel(string level) => level switch
    {
        "error" => DiagnosticSeverity.Error,
        "warning" => DiagnosticSeverity.Warning,
        "note" => DiagnosticSeverity.Note,
        "off" => DiagnosticSeverity.Off,
        _ => null,
    };

    private static Policy Convert(string path, PolicyNode root)
    {
        var controls = ConvertControls(root["controls"]);
        return new Policy
        {
            Path = path,
            Extends = root["extends"] is { } extends ? new PolicyReference(extends.Text.Trim(), extends.Line, extends.Column) : null,
            Hash = HashOf(root),
            Jurisdictions = Texts(root["boundary"]?["jurisdictions"]),
            BoundaryLine = root["boundary"]?["jurisdictions"]?.Line ?? 0,
            BoundaryColumn = root["boundary"]?["jurisdictions"]?.Column ?? 0,
            Endpoints = [.. Items(root["endpoints"]).Select(ConvertEndpoint)],
            SensitiveFields = [.. Items(root["fields"]?["sensitive"]).Select(node => new SensitiveFields(Field(node["match"]!), node["class"]!.Text.Trim()))],
            PublicFields = Fields(root["fields"]?["public"]),
            Models = Texts(root["models"]),
            Sanitizers = [.. Methods(root["sanitizers"]), .. controls.Anonymisers],
            Pseudonymised = root["pseudonymised"]?.Text switch { "report" => PseudonymTreatment.Report, "permit" => PseudonymTreatment.Permit, _ => PseudonymTreatment.Lower },
            Loggers = Methods(root["loggers"]),
            Controls = controls,
            RuleLevels = (root["rules"]?.Properties ?? []).ToImmutableSortedDictionary(
                property => property.Name, property => ParseLevel(property.Value.Text)!.Value, StringComparer.Ordinal),
            Exclude = Texts(root["exclude"]),
            Baseline = root["baseline"]?.Text,
            Entries = PolicyEntryReader.Read(path, root),
            VoidEntries = [.. PolicyContradictions.Find(path, root)],
        };
    }

    private static EndpointEntry ConvertEndpoint(PolicyNode node) => new(EndpointPattern.TryParse(node["match"]!.Text, out _)!, node["allow"]!.Text == "true")
    {
        Kind = node["kind"]?.Text switch
        {
            "llm" => EndpointKind.Llm,
            "training" => EndpointKind.Training,
            "monitoring" => EndpointKind.Monitoring,
            "middleware" => EndpointKind.Middleware,
            _ => null,
        },
        Jurisdiction = node["jurisdiction"]?.Text.Trim(),
        Accepts = node["accepts"] is { } accepts ? Texts(accepts) : null,
        Line = node.Line,
        Column = node.Column,
    };

    private static PolicyControls ConvertControls(PolicyNode? node)
    {
        if (node is null) return new PolicyControls();
        var audit = Texts(node["audit"]);
        return new PolicyControls
        {
            ReviewFlags = [.. Items(node["reviewFlags"]).Select(item => item.Kind == PolicyNodeKind.Text ? new ReviewFlag(Field(item), []) : new ReviewFlag(Field(item["match"]!), Texts(item["values"])))],
            AuditObjects = [.. audit.Where(text => !text.Contains('.', StringComparison.Ordinal)).Select(text => ObjectPattern.TryParse(text)!)],
            AuditMethods = [.. audit.Where(text => text.Contains('.', StringComparison.Ordinal)).Select(text => MethodPattern.TryParse(text)!)],
            OutputValidators = Methods(node["outputValidators"]),
            PromptGuards = Methods(node["promptGuards"]),
            Anonymisers = Methods(node["anonymisers"]),
            BusinessObjects = node["businessObjects"] is { } objects ? Objects(objects) : null,
            StagingObjects = Objects(node["stagingObjects"]),
            DecisionFields = Fields(node["decisionFields"]),
            Untrusted = Fields(node["untrusted"]),
            StatedMaxFieldsPerPrompt = node["maxFieldsPerPrompt"] is { } limit ? int.Parse(limit.Text, CultureInfo.InvariantCulture) : null,
        };
    }

    private static ImmutableArray<PolicyNode> Items(PolicyNode? list) => list?.Items ?? [];

    private static ImmutableArray<string> Texts(PolicyNode? list) => [.. Items(list).Select(item => item.Text.Trim())];

    private static FieldPattern Field(PolicyNode node) => FieldPattern.TryParse(node.Text)!;

    private static ImmutableArray<FieldPattern> Fields(PolicyNode? list) => [.. Items(list).Select(Field)];

    private static ImmutableArray<MethodPattern> Methods(PolicyNode? list) => [.. Items(list).Select(item => MethodPattern.TryParse(item.Text)!)];

    private static ImmutableArray<ObjectPattern> Objects(PolicyNode? list) => [.. Items(list).Select(item => ObjectPattern.TryParse(item.Text)!)];

    // Blanks, comments and the place of the schema do not change what a policy says.
    private static string HashOf(PolicyNode root)
    {
        var text = new StringBuilder();
        Append(root with { Properties = [.. root.Properties.Where(property => property.Name != "$schema")] });
        return System.Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void Append(PolicyNode node)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(int)node.Kind}:{node.Text.Length}:{node.Text}[");
            foreach (var property in node.Properties)
            {
                text.Append(CultureInfo.InvariantCulture, $"{property.Name.Length}:{property.Name}=");
                Append(property.Value);
            }

            foreach (var item in node.Items) Append(item);
            text.Append(']');
        }
    }
}
