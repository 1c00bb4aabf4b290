using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApexSovereignty.Flow.Analysis;
using ApexSovereignty.Flow.CallGraphs;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Inspection;
using ApexSovereignty.Flow.Models;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow;

/// <summary>The whole-program analysis: graphs, call graph, summaries from callees to callers, flows.</summary>
public static class FlowAnalyzer
{
    /// <summary>Rounds over methods that call each other in a circle before the result so far is kept.</summary>
    private const int MaximumComponentRounds = 32;

    /// <summary>Rounds over a circle after which texts only grow, until they are cut to their common start.</summary>
    private const int RoundsBeforeWidening = 3;

    /// <summary>
    /// Rounds over a circle after which facts only grow: methods that overwrite what the others leave could otherwise take turns
    /// without end.
    /// </summary>
    private const int RoundsBeforeJoining = 6;

    /// <summary>Size of the summaries of a circle above which constant keys of maps are no longer told apart in it, and it starts anew. Later steps are for circles that cost too much, since these may be large and come to rest.</summary>
    private const int MaximumSizeOfCircle = 30_000;

    /// <summary>Facts that calls may bring into the methods of a circle, over all rounds, before less is told apart; four times as many before they are given up as too large.</summary>
    private const long MaximumBoundFacts = 20_000_000;

    private const int StackSize = 256 * 1024 * 1024;

    /// <summary>Analyses a project. The result depends on the compilation and the options only, not on <see cref="FlowOptions.Jobs"/>.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static FlowResult Analyze(Compilation compilation, FlowOptions options, CancellationToken cancellation = default)
    {
        var types = compilation.SourceTypes.Concat(compilation.Triggers).Where(t => options.IncludeTests || !t.IsTest).ToList();
        var models = ModelTable.BuiltIn.With(options with { Loggers = options.Loggers.AddRange(KnownLoggers.In(compilation)) });
        var methods = types.SelectMany(t => compilation.GetMethodsWithBody(t)).Where(m => options.IncludeTests || !IsTestMethod(m)).Distinct().ToArray();
        var built = new ControlFlowGraph?[methods.Length];
        ForEach(methods.Length, options.Jobs, cancellation, i =>
        {
            if (compilation.GetBody(methods[i]) is { } body) built[i] = ControlFlowGraph.Create(methods[i], body, compilation, options.IncludeTests);
        });
        var index = new Dictionary<IMethodSymbol, int>();
        var graphs = new Dictionary<IMethodSymbol, ControlFlowGraph>();
        for (var i = 0; i < methods.Length; i++)
        {
            index.Add(methods[i], i);
            if (built[i] is { } graph) graphs.Add(methods[i], graph);
        }

        var inventory = options.WithInventory ? CodeInventory.Of(graphs.Values) : CodeInventory.Empty;
        var callGraph = new ProgramCallGraph(compilation, models, graphs, types.Where(t => t.TypeKind is TypeKind.Class or TypeKind.Interface));
        var callees = new IReadOnlyList<int>[methods.Length];
        for (var i = 0; i < methods.Length; i++) callees[i] = built[i] is { } graph ? FindCallees(graph, callGraph, index) : [];
        var components = StronglyConnectedComponents.Find(methods.Length, callees);
        var componentOf = new Dictionary<IMethodSymbol, int>();
        for (var c = 0; c < components.Length; c++)
            foreach (var member in components[c]) componentOf.Add(methods[member], c);
        var statics = FindStatics(types);
        var program = new ProgramContext(compilation, models, callGraph, statics, componentOf, cancellation) { ClearedStatics = ClearedStatics.Find(graphs.Values), Inspection = options.Inspect is { } line ? new InspectionLog(line) : null };
        var outcomes = new MethodOutcome?[methods.Length];
        ForEachReady(Dependencies(components, callees, methods, componentOf), options.Jobs, cancellation, c => Solve(program, components[c], callees, built, outcomes));

        var called = new bool[methods.Length];
        for (var i = 0; i < methods.Length; i++)
            foreach (var callee in callees[i])
                if (componentOf[methods[i]] != componentOf[methods[callee]]) called[callee] = true;
        var results = new FlowResultBuilder(program);
        for (var i = 0; i < methods.Length; i++)
            if (outcomes[i] is { } outcome) results.Add(outcome, program.SummaryOf(methods[i]), IsEntry(methods[i], called, components[componentOf[methods[i]]]), Solving.EntryPoints.TakesRecords(methods[i]));
        return results.Build(outcomes.OfType<MethodOutcome>().ToList(), components.Length) with { Inventory = inventory };
    }

    private static bool IsEntry(IMethodSymbol method, bool[] called, ImmutableArray<int> component) =>
        Solving.EntryPoints.IsDeclared(method) || !component.Any(m => called[m]);

    private static bool IsTestMethod(IMethodSymbol method) =>
        (method.Modifiers & Syntax.DeclarationModifiers.TestMethod) != 0 || method.Annotations.Any(a => a.Name.Text.Equals("isTest", StringComparison.OrdinalIgnoreCase));

    /// <summary>Runs the methods of a component until their summaries rest; graphs and analyses are dropped then.</summary>
    private static void Solve(ProgramContext program, ImmutableArray<int> component, IReadOnlyList<int>[] callees, ControlFlowGraph?[] graphs, MethodOutcome?[] outcomes)
    {
        var precision = Precision.Full;
        var sizes = new int[component.Length];
        var isCircle = component.Length > 1 || callees[component[0]].Contains(component[0]);
        var analyses = Start(precision);
        var changed = true;
        var bound = 0L;
        for (var round = 0; changed && round < MaximumComponentRounds && bound < 4 * MaximumBoundFacts; round++)
        {
            changed = false;
            for (var n = 0; n < analyses.Length; n++)
            {
                if (analyses[n] is not { } analysis) continue;
                var summary = analysis.Run();
                changed |= program.Update(round < RoundsBeforeWidening ? summary : summary.WithTextsOf(program.SummaryOf(analysis.Method), withFacts: round >= RoundsBeforeJoining));
                sizes[n] = summary.Size;
                bound += analysis.BoundFacts;
                if (!isCircle || precision == Precision.FieldsOnly || (!analysis.IsOverfull && bound <= MaximumBoundFacts && (precision != Precision.Full || sizes.Sum() <= MaximumSizeOfCircle))) continue;
                analyses = Start(++precision);
                bound = 0;
                Array.Clear(sizes);
                foreach (var started in analyses)
                    if (started is not null) program.Update(new MethodSummary(started.Method));
                round = -1;
                break;
            }

            changed &= isCircle;
        }

        for (var n = 0; n < analyses.Length; n++)
        {
            if (changed) analyses[n]?.MarkCutShort();
            outcomes[component[n]] = analyses[n]?.Outcome;
            graphs[component[n]] = null;
        }

        MethodAnalysis?[] Start(Precision with) => [.. component.Select(m => graphs[m] is { } graph ? new MethodAnalysis(program, graph) { IsInCircle = isCircle, Precision = with } : null)];
    }

    private static List<int> FindCallees(ControlFlowGraph graph, ProgramCallGraph callGraph, Dictionary<IMethodSymbol, int> index)
    {
        var found = new SortedSet<int>();
        if (callGraph.EndsUnstartedBatch(graph.Method))
            foreach (var callee in callGraph.BatchMethodsOf(graph.Method.ContainingType!))
                if (index.TryGetValue(callee, out var i)) found.Add(i);
        foreach (var block in graph.Blocks)
            foreach (var instruction in block.Instructions)
            {
                IEnumerable<IMethodSymbol> callees = instruction switch
                {
                    CallInstruction call => callGraph.Callees(call),
                    NewInstruction { Type: INamedTypeSymbol { IsFromSource: true } type } => callGraph.LaterCallees(type),
                    NewInstruction made when ProgramCallGraph.IsContinuation(made.Type) => callGraph.CallbacksOf(graph.Method.ContainingType),
                    _ => [],
                };
                foreach (var callee in callees)
                    if (index.TryGetValue(callee, out var i)) found.Add(i);
            }
        return [.. found];
    }

    /// <summary>For each component the others that it needs.</summary>
    private static int[][] Dependencies(ImmutableArray<ImmutableArray<int>> components, IReadOnlyList<int>[] callees, IMethodSymbol[] methods, Dictionary<IMethodSymbol, int> componentOf)
    {
        var needs = new int[components.Length][];
        for (var c = 0; c < components.Length; c++)
            needs[c] = [.. components[c].SelectMany(m => callees[m]).Select(m => componentOf[methods[m]]).Where(other => other != c).Distinct()];
        return needs;
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

    private static void ForEach(int count, int jobs, CancellationToken cancellation, Action<int> work) =>
        ForEachReady(Enumerable.Repeat(Array.Empty<int>(), count).ToArray(), jobs, cancellation, work);

    /// <summary>
    /// Runs each item once those it needs are done, on threads with stacks that deep expressions cannot overflow. Which
    /// thread takes what does not matter, since an item sees the results of those that it needs only.
    /// </summary>
    private static void ForEachReady(int[][] needs, int jobs, CancellationToken cancellation, Action<int> work)
    {
        if (needs.Length == 0) return;
        var missing = new int[needs.Length];
        var waiting = new List<int>?[needs.Length];
        using var ready = new BlockingCollection<int>(new ConcurrentQueue<int>());
        for (var i = 0; i < needs.Length; i++)
        {
            missing[i] = needs[i].Length;
            foreach (var needed in needs[i]) (waiting[needed] ??= []).Add(i);
        }

        for (var i = 0; i < needs.Length; i++)
            if (needs[i].Length == 0) ready.Add(i, cancellation);
        var left = needs.Length;
        var failures = new ConcurrentQueue<Exception>();
        var threads = new Thread[Math.Clamp(jobs, 1, needs.Length)];
        for (var t = 0; t < threads.Length; t++)
        {
            threads[t] = new Thread(Take, StackSize);
            threads[t].Start();
        }

        foreach (var thread in threads) thread.Join();
        if (failures.TryDequeue(out var first)) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);

        void Take()
        {
            try
            {
                foreach (var i in ready.GetConsumingEnumerable(cancellation))
                {
                    if (!failures.IsEmpty) return;
                    work(i);
                    foreach (var next in waiting[i] ?? [])
                        if (Interlocked.Decrement(ref missing[next]) == 0) ready.Add(next, cancellation);
                    if (Interlocked.Decrement(ref left) == 0) ready.CompleteAdding();
                }
            }
            catch (Exception failure)
            {
                failures.Enqueue(failure);
                ready.CompleteAdding();
            }
        }
    }
}
