using System.Collections.Immutable;
using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Cli.Caching;
using ApexSovereignty.Cli.Files;
using ApexSovereignty.Cli.Git;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting;
using ApexSovereignty.Reporting.Baselines;
using ApexSovereignty.Reporting.Terminal;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Text;

namespace ApexSovereignty.Cli.Commands;

/// <summary>One analysis as options ask for it, and of its results those that are wanted.</summary>
internal static class ProjectScan
{
    /// <summary>Analyses, leaves out what was not asked for, and holds the rest against the baseline.</summary>
    public static ScanReport Run(ScanOptions options, ScanScope scope, Configuration configuration, Baseline? baseline, CliEnvironment environment, IAnalysisRunner runner, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(environment.Error, environment.IsErrorTerminal && !options.NoProgress && options.Verbosity != Verbosity.Quiet, environment.Width ?? 80);
        var analyzers = AnalyzerLoader.Load(options.Analyzers, environment.CurrentDirectory);
        ImmutableArray<DiagnosticDescriptor> added = [.. analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)];
        var policy = options.ApplyTo(configuration.Policy, added);
        using var git = options.Staged ? GitRepository.Open(scope, "--staged", environment.GitIndexFile)
            : options.ChangedSince is not null ? GitRepository.Open(scope, "--changed-since", indexFile: null)
            : null;
        var changes = options.Staged ? git!.StagedChanges() : options.ChangedSince is { } reference ? git!.ChangesSince(reference) : null;
        var report = runner.Run(
            new ScanRequest
            {
                Files = options.Staged ? git!.IndexFiles(scope) : new DiskFileSystem(scope.BaseFolder, scope.Folders),
                Policy = policy,
                Exclude = configuration.Exclude,
                Models = configuration.Models,
                Analyzers = analyzers,
                Entries = configuration.EntriesRelativeTo(scope.BaseFolder, environment.CurrentDirectory),
                ConfigurationHash = configuration.Hash,
                Cache = options.Cache is { } folder ? ResultCache.Open(folder, environment.CurrentDirectory, message => environment.Error.WriteLine("apexsov: " + message)) : null,
                IncludeTests = options.IncludeTests,
                Jobs = options.Jobs,
                WantsStatistics = options.Verbosity == Verbosity.Verbose,
                Repository = Repository.Read(scope.BaseFolder),
                Progress = progress,
            },
            cancellation);
        cancellation.ThrowIfCancellationRequested();
        report = report with { Notifications = [.. report.Notifications, .. LevelsOfNothing(configuration.Policy, added), .. configuration.VoidEntriesRelativeTo(scope.BaseFolder, environment.CurrentDirectory).Select(VoidEntry)] };
        // Equal results are told apart by their number, so the baseline sees all of them before any is left out.
        if (baseline is not null) report = BaselineComparison.Apply(report, baseline, entry => RuleOf(entry.RuleId, added) is not null && IsCovered(entry, scope, policy), id => RuleOf(id, added));
        var wanted = report.Results.Where(result => IsWanted(result, scope) && !(options.NoSuppressed && result.Suppression is not null)).ToList();
        return changes is null ? report with { Results = [.. wanted] } : Narrow(report, wanted, changes);
    }

    // What has gone is not told: a scan of changes is about what they bring.
    private static ScanReport Narrow(ScanReport report, List<ScanResult> wanted, ChangeSet changes)
    {
        var touched = wanted.Where(result => result.Baseline != ResultBaseline.Absent && changes.Touches(result.Diagnostic)).ToList();
        return report with
        {
            Results = [.. touched],
            UntouchedCount = wanted.Count(result => result.IsActive) - touched.Count(result => result.IsActive),
            Notifications = [.. report.Notifications, .. changes.Submodules.Select(path => new ScanNotification(NotificationKind.Project, DiagnosticSeverity.Warning, $"The submodule '{path}' is at another commit; what changed inside is not known. Scan it by itself.", Location: null))],
        };
    }

    private static bool IsCovered(BaselineEntry entry, ScanScope scope, Rules.Policies.Policy policy) =>
        policy.LevelOf(entry.RuleId) != DiagnosticSeverity.Off
        && scope.Folders.Any(folder => folder.Length == 0 || entry.Location.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    private static DiagnosticDescriptor? RuleOf(string id, ImmutableArray<DiagnosticDescriptor> added) => RuleCatalogue.Find(id)?.Descriptor ?? added.FirstOrDefault(rule => rule.Id == id);

    private static ScanNotification VoidEntry(Rules.Policies.PolicyError entry)
    {
        var isInside = !entry.Path.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(entry.Path);
        return new ScanNotification(
            NotificationKind.Project,
            DiagnosticSeverity.Warning,
            isInside ? entry.Message + "." : FormattableString.Invariant($"{entry.Message} ({Path.GetFileName(entry.Path)}, line {entry.Line})."),
            isInside ? Location.At(entry.Path, entry.Line - 1, entry.Column - 1) : null);
    }

    // No error, since the policy of a project with rules of its own holds for scans without them too.
    private static IEnumerable<ScanNotification> LevelsOfNothing(Rules.Policies.Policy policy, ImmutableArray<DiagnosticDescriptor> added) =>
        policy.RuleLevels.Keys.Where(id => RuleOf(id, added) is null)
            .Select(id => new ScanNotification(NotificationKind.Project, DiagnosticSeverity.Warning, $"The configuration sets the level of '{id}', and no rule of this scan has that id; rules of others come with --analyzers.", Location: null));

    private static bool IsWanted(ScanResult result, ScanScope scope) =>
        scope.Targets.IsEmpty
        || scope.Targets.Contains(result.Diagnostic.Location.Path, StringComparer.Ordinal)
        || result.Diagnostic.Path.Any(step => scope.Targets.Contains(step.Location.Path, StringComparer.Ordinal));
}
