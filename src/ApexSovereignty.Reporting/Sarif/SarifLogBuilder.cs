using ApexSovereignty.Diagnostics;
using Microsoft.CodeAnalysis.Sarif;

namespace ApexSovereignty.Reporting.Sarif;

/// <summary>Builds the SARIF object model of a report.</summary>
internal sealed class SarifLogBuilder(ScanReport report)
{
    private const string CodeRoot = "%SRCROOT%";
    private const string SchemaUri = "https://json.schemastore.org/sarif-2.1.0.json";

    private readonly SarifRules rules = new(report);
    private readonly SarifLocations locations = new(report.Source, CodeRoot);

    public SarifLog Build()
    {
        var run = new Run
        {
            Tool = new Tool { Driver = rules.BuildDriver() },
            Taxonomies = rules.BuildTaxonomies(),
            AutomationDetails = new RunAutomationDetails { Id = report.Category, Description = new Message { Text = "Where CRM data of this Salesforce project goes." } },
            ColumnKind = ColumnKind.Utf16CodeUnits,
            OriginalUriBaseIds = new Dictionary<string, ArtifactLocation>(StringComparer.Ordinal)
            {
                [CodeRoot] = new() { Description = new Message { Text = "The root of the repository." } },
            },
            Invocations = [BuildInvocation()],
            VersionControlProvenance = BuildProvenance(),
            Results = BuildResults(),
        };
        run.SetProperty("files", report.Counts.Files);
        run.SetProperty("lines", report.Counts.Lines);
        run.SetProperty("classes", report.Counts.Classes);
        run.SetProperty("triggers", report.Counts.Triggers);
        if (report.PolicyHash.Length > 0) run.SetProperty("policySha256", report.PolicyHash);
        return new SarifLog { SchemaUri = new Uri(SchemaUri), Version = SarifVersion.Current, Runs = [run] };
    }

    private Invocation BuildInvocation()
    {
        var invocation = new Invocation { ExecutionSuccessful = true };
        if (report.Notifications.IsEmpty) return invocation;
        invocation.ToolExecutionNotifications = [.. report.Notifications.Select(notification => new Notification
        {
            Descriptor = new ReportingDescriptorReference { Id = IdOf(notification.Kind) },
            Level = LevelOf(notification.Level),
            Message = new Message { Text = notification.Message },
            Locations = notification.Location is null ? null : [locations.Create(notification.Location)],
        })];
        return invocation;
    }

    private List<VersionControlDetails>? BuildProvenance() => report.Repository is not { } repository
        ? null
        : [new VersionControlDetails
        {
            RepositoryUri = repository.Uri,
            RevisionId = repository.Revision,
            Branch = repository.Branch,
            MappedTo = new ArtifactLocation { UriBaseId = CodeRoot },
        }];

    private List<Result> BuildResults()
    {
        var fingerprints = Fingerprints.Compute(report);
        var results = new List<Result>(report.Results.Length);
        for (var i = 0; i < report.Results.Length; i++) results.Add(BuildResult(report.Results[i], fingerprints[i]));
        return results;
    }

    private Result BuildResult(ScanResult scanResult, ResultFingerprints fingerprints)
    {
        var diagnostic = scanResult.Diagnostic;
        var result = new Result
        {
            RuleId = diagnostic.Descriptor.Id,
            RuleIndex = rules.IndexOf(diagnostic.Descriptor),
            Level = LevelOf(diagnostic.Severity),
            Message = new Message { Text = diagnostic.Message },
            Locations = [locations.Create(diagnostic.Location)],
            PartialFingerprints = new SortedDictionary<string, string>(StringComparer.Ordinal) { [Fingerprints.PathName] = fingerprints.Path },
            BaselineState = scanResult.Baseline switch
            {
                ResultBaseline.New => BaselineState.New,
                ResultBaseline.Unchanged => BaselineState.Unchanged,
                ResultBaseline.Absent => BaselineState.Absent,
                _ => BaselineState.None,
            },
        };
        if (fingerprints.LineHash is { } lineHash) result.PartialFingerprints[Fingerprints.LineName] = lineHash;
        if (!diagnostic.Path.IsEmpty) result.CodeFlows = [BuildCodeFlow(diagnostic)];
        if (!diagnostic.Related.IsEmpty)
            result.RelatedLocations = [.. diagnostic.Related.Select((related, i) => locations.Create(related.Location, related.Message, i + 1))];
        if (scanResult.Suppression is { } suppression) result.Suppressions = [BuildSuppression(suppression)];
        if (!diagnostic.Fields.IsEmpty) result.SetProperty("fields", diagnostic.Fields.ToArray());
        if (diagnostic.Endpoint is not null) result.SetProperty("endpoint", diagnostic.Endpoint);
        if (diagnostic.Advice.Length > 0) result.SetProperty("advice", diagnostic.Advice);
        return result;
    }

    private CodeFlow BuildCodeFlow(Diagnostic diagnostic)
    {
        var path = Witness.Shorten(diagnostic.Path);
        return new CodeFlow
        {
            ThreadFlows =
            [
                new ThreadFlow
                {
                    Locations = [.. path.Select(step => new ThreadFlowLocation
                    {
                        Location = locations.Create(step.Location, step.Message),
                        Kinds = KindsOf(step.Kind),
                        NestingLevel = Math.Max(1, step.NestingLevel),
                        Importance = step.Kind is PathStepKind.Source or PathStepKind.Sink ? ThreadFlowLocationImportance.Essential : ThreadFlowLocationImportance.Important,
                    })],
                },
            ],
        };
    }

    private Suppression BuildSuppression(ResultSuppression suppression) => new()
    {
        Kind = SuppressionKind.InSource,
        Status = SuppressionStatus.Accepted,
        Justification = suppression.Justification.Length > 0 ? suppression.Justification : null,
        Location = locations.Create(suppression.Location),
    };

    private static List<string> KindsOf(PathStepKind kind) => kind switch
    {
        PathStepKind.Source => ["source", "taint"],
        PathStepKind.Call => ["call", "function", "taint"],
        PathStepKind.Return => ["return", "function", "taint"],
        PathStepKind.Sink => ["sink", "taint"],
        _ => ["taint"],
    };

    private static string IdOf(NotificationKind kind) => kind switch
    {
        NotificationKind.FileNotRead => "file-not-read",
        NotificationKind.FileNotParsed => "file-not-parsed",
        NotificationKind.Budget => "budget",
        _ => "project",
    };

    internal static FailureLevel LevelOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => FailureLevel.Error,
        DiagnosticSeverity.Warning => FailureLevel.Warning,
        DiagnosticSeverity.Note => FailureLevel.Note,
        _ => FailureLevel.None,
    };
}
