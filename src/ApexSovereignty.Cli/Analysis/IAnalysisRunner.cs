using System.Collections.Immutable;
using ApexSovereignty.Cli.Caching;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow.Models;
using ApexSovereignty.Metadata;
using ApexSovereignty.Reporting;
using ApexSovereignty.Rules;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Models;
using ApexSovereignty.Rules.Policies;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Cli.Analysis;

/// <summary>Analyses what a request names.</summary>
internal interface IAnalysisRunner
{
    /// <summary>Runs the analysis. The report does not depend on <see cref="ScanRequest.Jobs"/>.</summary>
    ScanReport Run(ScanRequest request, CancellationToken cancellation);
}

/// <summary>What to analyse, and how.</summary>
internal sealed record ScanRequest
{
    /// <summary>The files, by paths relative to the repository root.</summary>
    public required IProjectFileSystem Files { get; init; }

    /// <summary>The policy in force; levels given on the command line are merged into its <see cref="Policy.RuleLevels"/>.</summary>
    public Policy Policy { get; init; } = Policy.Default;

    /// <summary>The policy's globs of files to leave out, relative to the repository root.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>The user's models.</summary>
    public ModelSet Models { get; init; } = ModelSet.Empty;

    /// <summary>Entries of policy and models that are to match something, by paths relative to the repository root.</summary>
    public ImmutableArray<ConfigurationEntry> Entries { get; init; } = [];

    /// <summary>Analyzers of others, beside the built-in ones.</summary>
    public ImmutableArray<DiagnosticAnalyzer> Analyzers { get; init; } = [];

    /// <summary>The rules of <see cref="Analyzers"/>.</summary>
    public ImmutableArray<DiagnosticDescriptor> AddedRules => [.. Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)];

    /// <summary>Digest of the texts of configuration and models and of the paths they are told by; empty where there are none.</summary>
    public string ConfigurationHash { get; init; } = "";

    /// <summary>Where reports of earlier runs are kept, or null.</summary>
    public ResultCache? Cache { get; init; }

    /// <summary>Whether results in test classes are reported.</summary>
    public bool IncludeTests { get; init; }

    /// <summary>Whether <see cref="ScanReport.Statistics"/> is wanted, which costs a walk over all code.</summary>
    public bool WantsStatistics { get; init; }

    /// <summary>How many threads may work.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>The repository, or null.</summary>
    public RepositoryProvenance? Repository { get; init; }

    /// <summary>Told what is being done; may be called from any thread.</summary>
    public IProgress<ScanProgress> Progress { get; init; } = new Progress<ScanProgress>();

    /// <summary>The level in force of a rule; <see cref="DiagnosticSeverity.Off"/> for one that is not known.</summary>
    public DiagnosticSeverity LevelOf(string ruleId)
    {
        if (RuleCatalogue.Find(ruleId) is { } known) return known.IsImplemented ? Policy.LevelOf(ruleId) ?? known.Descriptor.DefaultSeverity : DiagnosticSeverity.Off;
        return AddedRules.FirstOrDefault(rule => rule.Id == ruleId) is { } added ? Policy.LevelOf(ruleId) ?? added.DefaultSeverity : DiagnosticSeverity.Off;
    }
}

/// <summary>What a scan is doing.</summary>
/// <param name="Stage">The stage in words, for example <c>Reading</c>.</param>
/// <param name="Done">How many of <paramref name="Total"/> are done.</param>
/// <param name="Total">How many there are; 0 where that is not known.</param>
internal readonly record struct ScanProgress(string Stage, int Done, int Total);

/// <summary>What is known of one SFDX project before its code is bound.</summary>
/// <param name="Project">Its files.</param>
/// <param name="Model">Its metadata.</param>
/// <param name="Trees">Its parsed classes and triggers, by path in ordinal order.</param>
/// <param name="Request">The request.</param>
internal sealed record ProjectInput(SfdxProject Project, ProjectModel Model, ImmutableArray<SyntaxTree> Trees, ScanRequest Request);

/// <summary>What an analysis found in one project.</summary>
internal sealed record ProjectAnalysis
{
    /// <summary>The diagnostics, without regard to suppressions, their severities by policy.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>What could not be followed whole.</summary>
    public ImmutableArray<ScanNotification> Notifications { get; init; } = [];

    /// <summary>What each of <see cref="ScanRequest.Entries"/> matches in the project.</summary>
    public ImmutableArray<EntryMatch> Matches { get; init; } = [];

    /// <summary>How well the code was understood, where that was asked for.</summary>
    public AnalysisStatistics? Statistics { get; init; }

    /// <summary>Endpoints as shown to a reader that the policy says nothing of.</summary>
    public ImmutableArray<string> UndecidedEndpoints { get; init; } = [];
}

/// <summary>Finds diagnostics in a project.</summary>
internal interface IProjectAnalyzer
{
    /// <summary>Analyses a project. The result does not depend on the number of threads.</summary>
    ProjectAnalysis Analyze(ProjectInput input, CancellationToken cancellation);
}
