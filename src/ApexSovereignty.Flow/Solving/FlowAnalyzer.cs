using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApexSovereignty.Flow.Analysis;
using ApexSovereignty.Flow.CallGraphs;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Models;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow;

/// <summary>The whole-program analysis: graphs, call graph, summaries from callees to callers, flows.</summary>
public static class FlowAnalyzer
{
    /// <summary>Rounds over methods that call each other in a circle before the result so far is kept.</summary>
    private const int MaximumComponentRounds = 8;

    private const int StackSize = 256 * 1024 * 1024;

    /// <summary>Analyses a project. The result depends on the compilation and the options only, not on <see cref="FlowOptions.Jobs"/>.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static FlowResult Analyze(Compilation compilation, FlowOptions options, CancellationToken cancellation = default)
    {
        var types = compilation.SourceTypes.Concat(compilation.Triggers).Where(t => options.IncludeTests || !t.IsTest).ToList();
        var models = ModelTable.BuiltIn.With(options);
        var methods = types.SelectMany(t => compilation.GetMethodsWithBody(t)).Where(m => options.IncludeTests || !IsTestMethod(m)).Distinct().ToArray();
        var built = new ControlFlowGraph?[methods.Length];
        ForEach(methods.Length, options.Jobs, cancellation, i =>
        {
            if (compilation.GetBody(methods[i]) is { } body) built[i] = ControlFlowGraph.Create(methods[i], body, compilation);
        });
        var index = new Dictionary<IMethodSymbol, int>();
        var graphs = new Dictionary<IMethodSymbol, ControlFlowGraph>();
        for (var i = 0; i < methods.Length; i++)
        {
            index.Add(methods[i], i);
            if (built[i] is { } graph) graphs.Add(methods[i], graph);
        }

        var callGraph = new ProgramCallGraph(compilation, models, graphs, types.Where(t => t.TypeKind is TypeKind.Class or TypeKind.Interface));
        var callees = new IReadOnlyList<int>[methods.Length];
        for (var i = 0; i < methods.Length; i++) callees[i] = built[i] is { } graph ? FindCallees(graph, callGraph, index) : [];
        var components = StronglyConnectedComponents.Find(methods.Length, callees);
        var componentOf = new Dictionary<IMethodSymbol, int>();
        for (var c = 0; c < components.Length; c++)
            foreach (var member in components[c]) componentOf.Add(methods[member], c);
        var statics = FindStatics(types);
        var program = new ProgramContext(compilation, models, callGraph, statics, componentOf, cancellation);
        var analyses = new MethodAnalysis?[methods.Length];
        foreach (var level in Levels(components, callees, methods, componentOf))
            ForEach(level.Count, options.Jobs, cancellation, n => Solve(program, components[level[n]], built, analyses));

        var called = new bool[methods.Length];
        for (var i = 0; i < methods.Length; i++)
            foreach (var callee in callees[i])
                if (componentOf[methods[i]] != componentOf[methods[callee]]) called[callee] = true;
        var results = new FlowResultBuilder(program);
        for (var i = 0; i < methods.Length; i++)
            if (analyses[i] is { } analysis) results.Add(analysis, program.SummaryOf(methods[i]), IsEntry(methods[i], called, components[componentOf[methods[i]]]), EntryTakesRecords(methods[i]));
        var result = results.Build(analyses.OfType<MethodAnalysis>().ToList(), components.Length);
        return options.WithInventory ? result with { Inventory = CodeInventory.Of(graphs.Values) } : result;
    }

    private static bool EntryTakesRecords(IMethodSymbol method) => Solving.EntryPoints.IsDeclared(method) || Solving.EntryPoints.IsReachable(method);

    private static bool IsEntry(IMethodSymbol method, bool[] called, ImmutableArray<int> component) =>
        Solving.EntryPoints.IsDeclared(method) || !component.Any(m => called[m]);

    private static bool IsTestMethod(IMethodSymbol method) =>
        (method.Modifiers & Syntax.DeclarationModifiers.TestMethod) != 0 || method.Annotations.Any(a => a.Name.Text.Equals("isTest", StringComparison.OrdinalIgnoreCase));

    private static void Solve(ProgramContext program, ImmutableArray<int> component, ControlFlowGraph?[] graphs, MethodAnalysis?[] analyses)
    {
        for (var round = 0; round < MaximumComponentRounds; round++)
        {
            var changed = false;
            foreach (var member in component)
            {
                if (graphs[member] is not { } graph) continue;
                var analysis = analyses[member] ??= new MethodAnalysis(program, graph);
                changed |= program.Update(analysis.Run());
            }

            if (!changed || (component.Length == 1 && !CallsItself(graphs[component[0]]))) return;
        }

        foreach (var member in component) analyses[member]?.MarkCutShort();
    }

    private static bool CallsItself(ControlFlowGraph? graph) =>
        graph is not null && graph.Blocks.Any(b => b.Instructions.Any(i => i is CallInstruction { Method: { } m } c && (ReferenceEquals(m, graph.Method) || c.IsVirtual)));

    private static List<int> FindCallees(ControlFlowGraph graph, ProgramCallGraph callGraph, Dictionary<IMethodSymbol, int> index)
    {
        var found = new SortedSet<int>();
        foreach (var block in graph.Blocks)
            foreach (var instruction in block.Instructions)
            {
                IEnumerable<IMethodSymbol> callees = instruction switch
                {
                    CallInstruction call => callGraph.Callees(call),
                    NewInstruction { Type: INamedTypeSymbol { IsFromSource: true } type } => callGraph.LaterCallees(type),
                    _ => [],
                };
                foreach (var callee in callees)
                    if (index.TryGetValue(callee, out var i)) found.Add(i);
            }
        return [.. found];
    }

    /// <summary>Components in groups, each of which needs only the groups before it.</summary>
    private static List<List<int>> Levels(ImmutableArray<ImmutableArray<int>> components, IReadOnlyList<int>[] callees, IMethodSymbol[] methods, Dictionary<IMethodSymbol, int> componentOf)
    {
        var level = new int[components.Length];
        var levels = new List<List<int>>();
        for (var c = 0; c < components.Length; c++)
        {
            foreach (var member in components[c])
                foreach (var callee in callees[member])
                    if (componentOf[methods[callee]] is var other && other != c) level[c] = Math.Max(level[c], level[other] + 1);
            while (levels.Count <= level[c]) levels.Add([]);
            levels[level[c]].Add(c);
        }

        return levels;
    }

    private static Dictionary<string, (ISymbol, ITypeSymbol)> FindStatics(IEnumerable<INamedTypeSymbol> types)
    {
        var found = new Dictionary<string, (ISymbol, ITypeSymbol)>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            foreach (var member in type.Members)
            {
                if (!member.IsStatic) continue;
                if (member is IFieldSymbol field) found.TryAdd($"{type.FullName}.{member.Name}", (member, field.Type));
                else if (member is IPropertySymbol property) found.TryAdd($"{type.FullName}.{member.Name}", (member, property.Type));
            }
        }

        return found;
    }

    /// <summary>Runs work on threads with stacks that deep expressions cannot overflow.</summary>
    private static void ForEach(int count, int jobs, CancellationToken cancellation, Action<int> work)
    {
        if (count == 0) return;
        var next = -1;
        var failures = new ConcurrentQueue<Exception>();
        var threads = new Thread[Math.Clamp(jobs, 1, count)];
        for (var t = 0; t < threads.Length; t++)
        {
            threads[t] = new Thread(
                () =>
                {
                    try
                    {
                        while (failures.IsEmpty && Interlocked.Increment(ref next) is var i && i < count)
                        {
                            cancellation.ThrowIfCancellationRequested();
                            work(i);
                        }
                    }
                    catch (Exception failure)
                    {
                        failures.Enqueue(failure);
                    }
                },
                StackSize);
            threads[t].Start();
        }

        foreach (var thread in threads) thread.Join();
        if (failures.TryDequeue(out var first)) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
    }
}
