using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using ApexSovereignty.Flow;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Benchmarks;

/// <summary>
/// <c>counts FOLDER…</c>: counts that no load of the machine changes, then what each phase took in this one run. Two runs on
/// the same files give the same counts; one that grew without its input having grown means a change for the worse.
/// </summary>
internal static class CountsCommand
{
    private const int ShownNames = 8;

    public static int Run(IReadOnlyList<string> folders)
    {
        var meter = new PhaseMeter();
        foreach (var (name, value) in Count(meter, folders.Count == 0 ? BenchmarkInput.Folders() : [.. folders])) Print(name, value);
        Console.WriteLine();
        Console.WriteLine($"{"phase",-12}{"CPU s",10}{"wall s",10}{"MB allocated",14}");
        foreach (var phase in meter.Phases)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{phase.Name,-12}{phase.Processor.TotalSeconds,10:F2}{phase.Elapsed.TotalSeconds,10:F2}{phase.AllocatedBytes / 1e6,14:F1}"));
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory {process.PeakWorkingSet64 / 1e6:F0} MB"));
        return 0;
    }

    private static List<(string Name, object Value)> Count(PhaseMeter meter, ImmutableArray<string> folders)
    {
        var projects = meter.Measure("read", () => BenchmarkInput.Load(folders));
        var trees = projects.Select(project => meter.Measure("parse", project.Parse)).ToList();
        // States are those after parsing: queries in strings, which later phases parse, teach the parser more.
        var (lexerStates, parserStates) = (LearntStates.OfLexer, LearntStates.OfParser);
        var compilations = projects.Zip(trees, (project, parsed) => meter.Measure("declare", () => CompilationFactory.Create(parsed, project.Model))).ToList();
        var bodies = compilations.ConvertAll(compilation => meter.Measure("bind", () =>
            BenchmarkProject.MethodsOf(compilation).Select(method => (method, body: compilation.GetBody(method)!)).Where(bound => bound.body is not null).ToList()));
        var bound = compilations.ConvertAll(compilation => compilation.Statistics);
        var graphs = compilations.Zip(bodies, (compilation, methods) => meter.Measure("graphs", () =>
            methods.ConvertAll(method => ControlFlowGraph.Create(method.method, method.body, compilation)))).SelectMany(graph => graph).ToList();
        // Afresh, as the command does it: binding and graphs are part of the phase.
        var flows = projects.Zip(trees, (project, parsed) => meter.Measure("analyze", () =>
            FlowAnalyzer.Analyze(CompilationFactory.Create(parsed, project.Model), new FlowOptions()))).ToList();

        return
        [
            ("projects", projects.Length),
            ("files", projects.Sum(project => project.Texts.Length)),
            ("lines", projects.Sum(project => project.Lines)),
            ("characters", projects.Sum(project => project.Texts.Sum(text => (long)text.Content.Length))),
            ("syntax diagnostics", trees.Sum(parsed => parsed.Sum(tree => tree.Diagnostics.Length))),
            ("files with syntax diagnostics", trees.Sum(parsed => parsed.Count(tree => !tree.Diagnostics.IsEmpty))),
            ("lexer states", lexerStates),
            ("parser states", parserStates),
            ("calls to project", bound.Sum(statistics => statistics.CallsToProject)),
            ("calls to platform", bound.Sum(statistics => statistics.CallsToPlatform)),
            ("calls unbound", bound.Sum(statistics => statistics.CallsUnbound)),
            ("calls unbound on unknown types", bound.Sum(statistics => statistics.CallsOnUnknownTypes)),
            ("members bound", bound.Sum(statistics => statistics.MembersBound)),
            ("members unbound", bound.Sum(statistics => statistics.MembersUnbound)),
            ("frequent unbound", MostFrequent(bound.SelectMany(statistics => statistics.FrequentUnbound))),
            ("bodies", bodies.Sum(methods => methods.Count)),
            ("blocks", graphs.Sum(graph => graph.Blocks.Length)),
            ("instructions", graphs.Sum(graph => graph.Blocks.Sum(block => block.Instructions.Count))),
            ("methods analysed", flows.Sum(flow => flow.Statistics.Methods)),
            ("components", flows.Sum(flow => flow.Statistics.Components)),
            ("rounds", flows.Sum(flow => flow.Statistics.Rounds)),
            ("largest summary", flows.Max(flow => flow.Statistics.LargestSummary)),
            ("flows", flows.Sum(flow => flow.Flows.Length)),
            ("endpoints", flows.Sum(flow => flow.Endpoints.Length)),
            ("methods cut short", flows.Sum(flow => flow.CutShort.Length)),
            ("frequent without a model", MostFrequent(flows.SelectMany(flow => flow.Statistics.Unmodelled))),
        ];
    }

    private static string MostFrequent(IEnumerable<(string Name, int Count)> names) => string.Join(
        ", ",
        names.GroupBy(entry => entry.Name, entry => entry.Count, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Count: group.Sum()))
            .OrderByDescending(entry => entry.Count).ThenBy(entry => entry.Name, StringComparer.Ordinal)
            .Take(ShownNames)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Name} {entry.Count}")));

    private static void Print(string name, object value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-32}{value}"));
}
