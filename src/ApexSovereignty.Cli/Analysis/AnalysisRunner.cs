using System.Collections.Immutable;
using ApexSovereignty.Cli.Caching;
using ApexSovereignty.Cli.Files;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Metadata;
using ApexSovereignty.Reporting;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Suppressions;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;

namespace ApexSovereignty.Cli.Analysis;

/// <summary>Reads and parses all projects of a request, has each analysed, and gathers one report.</summary>
internal sealed class AnalysisRunner(ImmutableArray<IProjectAnalyzer> analyzers) : IAnalysisRunner
{
    public ScanReport Run(ScanRequest request, CancellationToken cancellation)
    {
        request.Progress.Report(new ScanProgress("Looking for projects", 0, 0));
        var options = new ProjectOptions { Exclude = request.Exclude, MaxDegreeOfParallelism = request.Jobs };
        var layout = ProjectLocator.Locate(request.Files, options, cancellation);
        // What rules of others depend on is not known.
        if (request.Cache is not { } cache || !request.Analyzers.IsEmpty) return Analyze(request, layout, options, cancellation);

        var files = new FilesReadOnce(request.Files);
        request = request with { Files = files };
        if (CacheKey.Compute(request, layout, cancellation) is not { } key) return Analyze(request, layout, options, cancellation);
        if (cache.Find(key) is { } found) return found.Over(EmptyReport(request, SourcesOf(files)));
        var report = Analyze(request, layout, options, cancellation);
        cancellation.ThrowIfCancellationRequested();
        cache.Store(key, CachedReport.Of(report));
        return report;
    }

    private ScanReport Analyze(ScanRequest request, ProjectLayout layout, ProjectOptions options, CancellationToken cancellation)
    {
        var notifications = new List<ScanNotification>(layout.Diagnostics.Select(FromMetadata).Concat(layout.Projects.SelectMany(OutsidePackages)));
        var diagnostics = new List<Diagnostic>();
        var trees = new List<SyntaxTree>();
        var undecided = new SortedSet<string>(StringComparer.Ordinal);
        var matches = new EntryMatches(request.Entries);
        AnalysisStatistics? statistics = null;
        foreach (var project in layout.Projects)
        {
            cancellation.ThrowIfCancellationRequested();
            var model = ProjectModelLoader.Load(project, request.Files, options, cancellation);
            notifications.AddRange(model.Diagnostics.Select(FromMetadata));
            var parsed = Parse(project.ApexFiles, request, notifications, cancellation);
            trees.AddRange(parsed);
            diagnostics.AddRange(parsed.SelectMany(tree => NotParsed(tree, request, notifications)));
            foreach (var analyzer in analyzers)
            {
                var analysis = analyzer.Analyze(new ProjectInput(project, model, parsed, request), cancellation);
                diagnostics.AddRange(analysis.Diagnostics);
                notifications.AddRange(analysis.Notifications);
                undecided.UnionWith(analysis.UndecidedEndpoints);
                matches.Add(analysis.Matches);
                if (analysis.Statistics is { } added) statistics = statistics?.Add(added) ?? added;
            }
        }

        if (trees.Count == 0)
            notifications.Add(new ScanNotification(NotificationKind.Project, DiagnosticSeverity.Warning, "There is no Apex class or trigger to analyse.", Location: null));
        else
            notifications.AddRange(matches.Notifications());
        return Gather(request, diagnostics, notifications, trees, undecided.Count) with { Statistics = statistics };
    }

    private static ScanReport Gather(ScanRequest request, List<Diagnostic> diagnostics, List<ScanNotification> notifications, List<SyntaxTree> trees, int undecided)
    {
        var texts = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        foreach (var tree in trees) texts[tree.FilePath] = tree.Text;
        var filtered = SuppressionFilter.Apply(diagnostics.Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Off), trees, request.LevelOf, [.. request.AddedRules.Select(descriptor => descriptor.Id)]);
        return EmptyReport(request, texts.GetValueOrDefault) with
        {
            Results = [.. filtered.Select(result => new ScanResult(result.Diagnostic)
            {
                Suppression = result.Suppression is { } suppression ? new ResultSuppression(suppression.Location, suppression.Reason) : null,
            })],
            Notifications = [.. notifications.OrderBy(notification => notification.Location).ThenBy(notification => notification.Message, StringComparer.Ordinal)],
            Counts = new ScanCounts(
                trees.Count,
                trees.Sum(tree => tree.Text.LineCount),
                trees.Sum(tree => tree.Root.Members.Count(member => member is TypeDeclarationSyntax)),
                trees.Sum(tree => tree.Root.Members.Count(member => member is TriggerDeclarationSyntax))),
            UndecidedEndpoints = undecided,
        };
    }

    // What is known before anything is analysed.
    private static ScanReport EmptyReport(ScanRequest request, Func<string, SourceText?> source) => new()
    {
        ToolVersion = CliEnvironment.Version,
        Rules = [.. RuleCatalogue.Enabled.Concat(request.AddedRules).Where(rule => request.LevelOf(rule.Id) != DiagnosticSeverity.Off)],
        Manual = RuleManual.Read,
        Repository = request.Repository,
        PolicyHash = request.Policy.Hash,
        Source = source,
    };

    private static Func<string, SourceText?> SourcesOf(IProjectFileSystem files)
    {
        var texts = new Dictionary<string, SourceText?>(StringComparer.Ordinal);
        return path =>
        {
            if (texts.TryGetValue(path, out var known)) return known;
            SourceDecoder.TryRead(files, path, out var text, out _);
            return texts[path] = text;
        };
    }

    private static ImmutableArray<SyntaxTree> Parse(ImmutableArray<string> paths, ScanRequest request, List<ScanNotification> notifications, CancellationToken cancellation)
    {
        var trees = new SyntaxTree?[paths.Length];
        var faults = new ScanNotification?[paths.Length];
        var done = 0;
        WorkerThreads.Run(paths.Length, request.Jobs, i =>
        {
            try
            {
                if (SourceDecoder.TryRead(request.Files, paths[i], out var text, out faults[i])) trees[i] = SyntaxTree.Parse(text);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new AnalysisFailedException(paths[i], exception);
            }

            request.Progress.Report(new ScanProgress("Parsing", Interlocked.Increment(ref done), paths.Length));
        }, cancellation);
        notifications.AddRange(faults.OfType<ScanNotification>());
        return [.. trees.OfType<SyntaxTree>()];
    }

    private static IEnumerable<Diagnostic> NotParsed(SyntaxTree tree, ScanRequest request, List<ScanNotification> notifications)
    {
        if (tree.Diagnostics.IsEmpty) yield break;
        var first = tree.Diagnostics[0];
        var location = tree.GetLocation(first.Span);
        var more = tree.Diagnostics.Length - 1;
        var message = $"The file could not be parsed whole: {first.Message}" + (more == 0 ? "." : FormattableString.Invariant($", and {more} more."));
        notifications.Add(new ScanNotification(NotificationKind.FileNotParsed, DiagnosticSeverity.Warning, message, location));
        var rule = RuleCatalogue.Get(RuleIds.FileNotParsed);
        yield return new Diagnostic(rule, request.Policy.LevelOf(rule.Id) ?? rule.DefaultSeverity, message, location)
        {
            Advice = "Mend the file, or leave it out with 'exclude'.",
            IdentityText = tree.FilePath,
        };
    }

    private static IEnumerable<ScanNotification> OutsidePackages(SfdxProject project)
    {
        if (project.ApexFilesOutsidePackages is not { IsEmpty: false } outside) yield break;
        const int Shown = 5;
        var folders = outside.Select(path => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : ".").CountBy(folder => folder, StringComparer.Ordinal).OrderByDescending(folder => folder.Value).ThenBy(folder => folder.Key, StringComparer.Ordinal).ToList();
        var places = string.Join(", ", folders.Take(Shown).Select(folder => FormattableString.Invariant($"{folder.Key} ({folder.Value})"))) + (folders.Count > Shown ? FormattableString.Invariant($" and {folders.Count - Shown} more folders") : "");
        yield return new ScanNotification(
            NotificationKind.Project,
            DiagnosticSeverity.Note,
            FormattableString.Invariant($"{outside.Length} Apex {(outside.Length == 1 ? "file lies" : "files lie")} outside of the package directories and {(outside.Length == 1 ? "is" : "are")} not analysed: {places}."),
            Location.OfFile(ProjectPath(project)));
    }

    private static string ProjectPath(SfdxProject project) => (project.Root.Length == 0 ? "" : project.Root + "/") + ProjectLocator.ProjectFileName;

    private static ScanNotification FromMetadata(MetadataDiagnostic diagnostic) => new(
        diagnostic.IsIncomplete ? NotificationKind.FileNotRead : NotificationKind.Project,
        diagnostic.IsIncomplete ? DiagnosticSeverity.Warning : DiagnosticSeverity.Note,
        diagnostic.Message,
        Location.At(diagnostic.Location.Path, diagnostic.Location.Line - 1, diagnostic.Location.Column - 1));
}
