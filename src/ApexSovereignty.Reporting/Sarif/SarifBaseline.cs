using ApexSovereignty.Reporting.Baselines;
using Microsoft.CodeAnalysis.Sarif;

namespace ApexSovereignty.Reporting.Sarif;

/// <summary>Builds the SARIF object model of a baseline, which is kept under version control: short, and with few changes from one to the next.</summary>
internal static class SarifBaseline
{
    public static SarifLog Build(ScanReport report)
    {
        var full = new SarifLogBuilder(report with { Results = [.. report.Results.Where(result => result.IsActive || result.Baseline == ResultBaseline.Unchanged).Where(result => result.Suppression is null)], Notifications = [] }).Build();
        var run = full.Runs[0];
        return new SarifLog
        {
            SchemaUri = full.SchemaUri,
            Version = full.Version,
            Runs =
            [
                new Run
                {
                    // The tool's version would change each file without a change of its results, so that of its fingerprints stands here.
                    Tool = new Tool { Driver = new ToolComponent { Name = BaselineReader.ToolName, Version = "1", InformationUri = run.Tool.Driver.InformationUri } },
                    AutomationDetails = new RunAutomationDetails { Id = report.Category },
                    ColumnKind = run.ColumnKind,
                    OriginalUriBaseIds = run.OriginalUriBaseIds,
                    Results = [.. run.Results.Select(Shorten)],
                },
            ],
        };
    }

    private static Result Shorten(Result result) => new()
    {
        RuleId = result.RuleId,
        Level = result.Level,
        Message = result.Message,
        Locations = result.Locations,
        PartialFingerprints = result.PartialFingerprints,
    };
}
