using System.Collections.Immutable;
using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Cli.Files;
using ApexSovereignty.Metadata;
using ApexSovereignty.Reporting;

namespace ApexSovereignty.Acceptance.Tests;

/// <summary>The analysis as the command line runs it, without a process of its own.</summary>
internal static class InProcess
{
    private static readonly ImmutableArray<IProjectAnalyzer> Analyzers = [new RulesAnalyzer()];

    /// <summary>Scans a folder under the nearest configuration.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="more">Analyzers to run beside those of the command line.</param>
    /// <param name="jobs">Number of threads.</param>
    /// <param name="vary">What to put in place of the files on disk, or null.</param>
    public static ScanReport Scan(string folder, ImmutableArray<IProjectAnalyzer> more = default, int jobs = 1, Func<IProjectFileSystem, IProjectFileSystem>? vary = null)
    {
        var scope = ScanScope.Resolve([folder], folder);
        var configuration = Configuration.Load(named: null, scope, folder);
        IProjectFileSystem files = new DiskFileSystem(scope.BaseFolder, scope.Folders);
        var request = new ScanRequest
        {
            Files = vary is null ? files : vary(files),
            Policy = configuration.Policy,
            Exclude = configuration.Exclude,
            Models = configuration.Models,
            Entries = configuration.EntriesRelativeTo(scope.BaseFolder, folder),
            Jobs = jobs,
        };
        return new AnalysisRunner([.. Analyzers, .. more.IsDefault ? [] : more]).Run(request, CancellationToken.None);
    }
}
