using System.Collections.Immutable;
using System.CommandLine;
using ApexSovereignty.Cli.Files;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting.Formats;
using ApexSovereignty.Reporting.Terminal;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Cli.Commands;

/// <summary>The options of <c>scan</c>, checked.</summary>
internal sealed record ScanOptions
{
    public ImmutableArray<string> Paths { get; init; } = [];

    public string? Config { get; init; }

    public ImmutableArray<string> Outputs { get; init; } = [];

    /// <summary>Format of standard output; null for text.</summary>
    public ReportFormat? Format { get; init; }

    /// <summary>The lowest level that makes exit code 1, or null for none.</summary>
    public DiagnosticSeverity? FailOn { get; init; }

    /// <summary>Rules as given: id and level, or null where only those named are to run.</summary>
    public ImmutableArray<(string Id, DiagnosticSeverity? Level)> Rules { get; init; } = [];

    /// <summary>The baseline as named, or null for the configuration's or the nearest.</summary>
    public string? Baseline { get; init; }

    /// <summary>Whether all results are reported, whatever a baseline says.</summary>
    public bool NoBaseline { get; init; }

    /// <summary>Assemblies with analyzers of others, as named.</summary>
    public ImmutableArray<string> Analyzers { get; init; } = [];

    /// <summary>Whether the staged files are analysed, and only what touches staged changes is reported.</summary>
    public bool Staged { get; init; }

    /// <summary>The commit since which changes count, or null for all that is there.</summary>
    public string? ChangedSince { get; init; }

    public bool IncludeTests { get; init; }

    /// <summary>The folder of earlier reports as named, or null for none.</summary>
    public string? Cache { get; init; }

    public bool NoSuppressed { get; init; }

    public int Jobs { get; init; } = 1;

    public bool Strict { get; init; }

    public Verbosity Verbosity { get; init; }

    public bool NoColor { get; init; }

    public bool NoProgress { get; init; }

    /// <summary>The policy with the levels of the command line.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="added">Rules of others.</param>
    /// <exception cref="UsageException">There is no rule of a named id.</exception>
    public Policy ApplyTo(Policy policy, ImmutableArray<DiagnosticDescriptor> added)
    {
        if (Rules.IsEmpty) return policy;
        var known = RuleCatalogue.All.Select(rule => rule.Descriptor).Concat(added).Select(rule => rule.Id).ToList();
        if (Rules.Select(rule => rule.Id).FirstOrDefault(id => !known.Contains(id)) is { } unknown)
            throw new UsageException($"unknown rule '{unknown}'" + NearestName.Suggest(unknown, known) + (RuleIds.IsOfOthers(unknown) && added.IsEmpty ? "; rules of others come with --analyzers" : ""));
        var levels = policy.RuleLevels;
        if (Rules.Any(rule => rule.Level is null))
        {
            var named = Rules.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var id in known.Where(id => !named.Contains(id))) levels = levels.SetItem(id, DiagnosticSeverity.Off);
        }

        foreach (var (id, level) in Rules)
        {
            if (level is { } given) levels = levels.SetItem(id, given);
            else if (levels.GetValueOrDefault(id, DiagnosticSeverity.Note) == DiagnosticSeverity.Off) levels = levels.Remove(id);
        }

        return policy with { RuleLevels = levels };
    }
}

/// <summary>The options of <c>scan</c> as System.CommandLine knows them.</summary>
internal sealed class ScanOptionSet
{
    private static readonly string[] Formats = ["text", "sarif", "json", "github", "azure", "md", "csv", "junit"];
    private static readonly string[] FailLevels = ["error", "warning", "note", "never"];

    private readonly Argument<string[]> paths = new("PATH") { Description = "An SFDX project, any folder, or single files. [default: .]", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> config = new("--config") { Description = "The configuration. [default: the nearest apexsov.json at or above PATH]", HelpName = "FILE" };
    private readonly Option<string[]> output = new("--output", "-o") { Description = "Write a report; its format by extension: .sarif .json .html .md .csv .xml (JUnit). Repeatable.", HelpName = "FILE" };
    private readonly Option<string> format = new("--format") { Description = "Format of standard output: " + string.Join(", ", Formats) + ".", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
    private readonly Option<string> failOn = new("--fail-on") { Description = "Lowest level that makes exit code 1: " + string.Join(", ", FailLevels) + ".", HelpName = "LEVEL", DefaultValueFactory = _ => "error" };
    private readonly Option<string[]> rule = new("--rule") { Description = "ID=LEVEL sets a rule's level (error, warning, note, off); ID alone runs only the rules named so. Repeatable.", HelpName = "ID[=LEVEL]" };
    private readonly Option<string?> baseline = new("--baseline") { Description = $"Known results, as 'apexsov baseline' writes them; only new ones count. [default: the configuration's, or the nearest {BaselineFile.DefaultName}]", HelpName = "FILE" };
    private readonly Option<bool> noBaseline = new("--no-baseline") { Description = "Report known results too." };
    private readonly Option<string[]> analyzers = new("--analyzers") { Description = "An assembly with rules of your own. Its code runs as this program's does. Repeatable.", HelpName = "FILE.dll" };
    private readonly Option<string?> changedSince = new("--changed-since") { Description = "Report only results whose path touches lines changed since a commit, branch or tag. All is still analysed.", HelpName = "GITREF" };
    private readonly Option<bool> staged = new("--staged") { Description = "Analyse what is staged, and report only results whose path touches staged changes." };
    private readonly Option<bool> includeTests = new("--include-tests") { Description = "Report results in test classes too." };
    private readonly Option<bool> noSuppressed = new("--no-suppressed") { Description = "Leave suppressed results out of reports." };
    private readonly Option<string?> cache = new("--cache") { Description = "Keep results in a folder; a scan of the same input takes them from there. [default: nothing is kept]", HelpName = "DIR" };
    private readonly Option<bool> noCache = new("--no-cache") { Description = "Neither use nor keep results, whatever --cache says." };
    private readonly Option<int?> jobs = JobsOption.Create();
    private readonly Option<bool> strict = new("--strict") { Description = "Exit code 3 where a file could not be parsed whole or a budget was hit." };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "One line per result." };
    private readonly Option<bool> verbose = new("--verbose", "-v") { Description = "Whole paths and all notifications." };
    private readonly Option<bool> noColor = new("--no-color") { Description = "No colours; so does NO_COLOR." };
    private readonly Option<bool> noProgress = new("--no-progress") { Description = "No progress on standard error." };

    public void AddTo(Command command)
    {
        format.CompletionSources.Add(Formats);
        failOn.CompletionSources.Add(FailLevels);
        rule.CompletionSources.Add([.. RuleCatalogue.Enabled.Select(known => known.Id)]);
        command.Add(paths);
        foreach (var option in new Option[] { config, output, format, failOn, rule, analyzers, baseline, noBaseline, changedSince, staged, includeTests, noSuppressed, strict, quiet, verbose, jobs, cache, noCache, noColor, noProgress })
        {
            option.AllowMultipleArgumentsPerToken = false;
            command.Add(option);
        }
    }

    /// <summary>Adds the options that say what is analysed, without those on reports.</summary>
    public void AddAnalysisOptionsTo(Command command)
    {
        command.Add(paths);
        foreach (var option in new Option[] { config, rule, analyzers, includeTests, jobs, noProgress })
        {
            option.AllowMultipleArgumentsPerToken = false;
            command.Add(option);
        }
    }

    public ScanOptions Read(ParseResult parsed)
    {
        if (parsed.GetValue(quiet) && parsed.GetValue(verbose)) throw new UsageException("--quiet and --verbose exclude each other");
        if (parsed.GetValue(noBaseline) && parsed.GetValue(baseline) is not null) throw new UsageException("--baseline and --no-baseline exclude each other");
        if (parsed.GetValue(staged) && parsed.GetValue(changedSince) is not null) throw new UsageException("--staged and --changed-since exclude each other");
        if (parsed.GetValue(changedSince) is { } reference && string.IsNullOrWhiteSpace(reference)) throw new UsageException("--changed-since takes a commit, branch or tag");
        return ReadAnalysisOptions(parsed) with
        {
            Staged = parsed.GetValue(staged),
            ChangedSince = parsed.GetValue(changedSince),
            Outputs = [.. parsed.GetValue(output) ?? []],
            Format = ReadFormat(Choose("--format", parsed.GetValue(format)!, Formats)),
            FailOn = Choose("--fail-on", parsed.GetValue(failOn)!, FailLevels) is var level && level == "never" ? null : PolicyReader.ParseLevel(level),
            Baseline = parsed.GetValue(baseline),
            NoBaseline = parsed.GetValue(noBaseline),
            Cache = parsed.GetValue(noCache) ? null : parsed.GetValue(cache),
            NoSuppressed = parsed.GetValue(noSuppressed),
            Strict = parsed.GetValue(strict),
            Verbosity = parsed.GetValue(quiet) ? Verbosity.Quiet : parsed.GetValue(verbose) ? Verbosity.Verbose : Verbosity.Normal,
            NoColor = parsed.GetValue(noColor),
        };
    }

    /// <summary>The options of <see cref="AddAnalysisOptionsTo"/>, checked.</summary>
    public ScanOptions ReadAnalysisOptions(ParseResult parsed)
    {
        // A mistyped option is taken for a path, since any text can be one.
        if ((parsed.GetValue(paths) ?? []).FirstOrDefault(path => path.StartsWith('-')) is { } mistyped)
            throw new UsageException($"unknown option '{mistyped}'" + NearestName.Suggest(mistyped, parsed.CommandResult.Command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))));
        return new ScanOptions
        {
            Paths = [.. parsed.GetValue(paths) ?? []],
            Config = parsed.GetValue(config),
            Rules = [.. (parsed.GetValue(rule) ?? []).Select(ReadRule)],
            Analyzers = [.. parsed.GetValue(analyzers) ?? []],
            IncludeTests = parsed.GetValue(includeTests),
            Jobs = parsed.GetValue(jobs) ?? Environment.ProcessorCount,
            NoProgress = parsed.GetValue(noProgress),
        };
    }

    private static ReportFormat? ReadFormat(string name) => name switch
    {
        "sarif" => ReportFormat.Sarif,
        "json" => ReportFormat.Json,
        "github" => ReportFormat.GitHub,
        "azure" => ReportFormat.Azure,
        "md" => ReportFormat.Markdown,
        "csv" => ReportFormat.Csv,
        "junit" => ReportFormat.JUnit,
        _ => null,
    };

    private static (string Id, DiagnosticSeverity? Level) ReadRule(string written)
    {
        var parts = written.Split('=', 2);
        // Whether there is such a rule is known when all analyzers are loaded.
        var id = RuleCatalogue.Find(parts[0])?.Descriptor.Id ?? parts[0];
        if (parts.Length == 1) return (id, null);
        return (id, PolicyReader.ParseLevel(Choose("--rule", parts[1], [.. FailLevels[..3], "off"])));
    }

    private static string Choose(string option, string value, string[] choices) => choices.Contains(value, StringComparer.Ordinal)
        ? value
        : throw new UsageException($"{option} does not know '{value}'" + (NearestName.Suggest(value, choices) is { Length: > 0 } nearest ? nearest : ": it takes " + string.Join(", ", choices)));
}
