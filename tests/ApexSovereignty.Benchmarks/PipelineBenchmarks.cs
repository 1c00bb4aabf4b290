using System.Collections.Immutable;
using ApexSovereignty.Flow;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;
using BenchmarkDotNet.Attributes;

namespace ApexSovereignty.Benchmarks;

/// <summary>
/// Each step of an analysis alone, over all projects of the folders to measure, on one thread; the whole command uses all
/// processors. Every step returns a count, so that none of its work can be left out.
/// </summary>
public class PipelineBenchmarks
{
    private ImmutableArray<BenchmarkProject> projects;
    private ImmutableArray<ImmutableArray<SyntaxTree>> trees;
    private ImmutableArray<(Compilation Compilation, IMethodSymbol Method, BlockOperation Body)> bodies;
    private ImmutableArray<string> folders;
    private string report = "";

    [GlobalSetup]
    public void Load()
    {
        folders = BenchmarkInput.Folders();
        projects = BenchmarkInput.Load(folders);
        trees = [.. projects.Select(project => DeepStack.Run(project.Parse))];
        bodies = DeepStack.Run<ImmutableArray<(Compilation, IMethodSymbol, BlockOperation)>>(() =>
        [
            .. Compile().SelectMany(compilation => BenchmarkProject.MethodsOf(compilation)
                .Select(method => (compilation, method, body: compilation.GetBody(method)!))
                .Where(bound => bound.body is not null)),
        ]);
        report = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".sarif");
    }

    [GlobalCleanup]
    public void Delete() => File.Delete(report);

    /// <summary>From text to trees.</summary>
    [Benchmark]
    public int Parse() => DeepStack.Run(() => projects.Sum(project => project.Parse().Length));

    /// <summary>From trees to the bound bodies of all methods.</summary>
    [Benchmark]
    public int BindBodies() => DeepStack.Run(() =>
        Compile().Sum(compilation => BenchmarkProject.MethodsOf(compilation).Count(method => compilation.GetBody(method) is not null)));

    /// <summary>From bound bodies to control-flow graphs.</summary>
    [Benchmark]
    public int BuildGraphs() => DeepStack.Run(() =>
        bodies.Sum(bound => ControlFlowGraph.Create(bound.Method, bound.Body, bound.Compilation).Blocks.Length));

    /// <summary>From trees to flows: binding and graphs included.</summary>
    [Benchmark]
    public int Analyze() => DeepStack.Run(() => Compile().Sum(compilation => FlowAnalyzer.Analyze(compilation, new FlowOptions()).Flows.Length));

    /// <summary>The command as users run it, from files on disk to a SARIF file, without the start of a process.</summary>
    [Benchmark]
    public int Scan() => CommandLineScan.Run(folders, report);

    private IEnumerable<Compilation> Compile() => projects.Zip(trees, (project, parsed) => CompilationFactory.Create(parsed, project.Model));
}
