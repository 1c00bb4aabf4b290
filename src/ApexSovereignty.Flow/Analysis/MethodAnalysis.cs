using System.Globalization;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Inspection;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <summary>
/// One symbolic forward pass over a method: parameters and <c>this</c> are access paths, callees are summaries. This part
/// runs the blocks to a fixpoint and makes the summary.
/// </summary>
internal sealed partial class MethodAnalysis
{
    /// <summary>More rounds over a block than this are given up; the result so far is kept and the method named.</summary>
    private const int MaximumVisits = 100;

    /// <summary>Facts that summaries may bring into one run of a method in a circle, each call counted as often as it is run.</summary>
    private const int MaximumBoundFacts = 1_000_000;

    /// <summary>The same where hardly anything is told apart any more: above it the method is given up as too large.</summary>
    private const int MaximumBoundFactsAtLast = 2_000_000;

    /// <summary>Rounds over a block after which facts of its values only grow: statements that undo each other's work would take turns without end.</summary>
    private const int VisitsBeforeJoining = 40;

    /// <summary>Rounds over a loop after which texts that still grow are cut to their common start.</summary>
    private const int VisitsBeforeWidening = 2;

    private readonly ProgramContext program;
    private readonly ControlFlowGraph graph;
    private readonly IMethodSymbol method;
    private readonly Syntax.SyntaxTree tree;
    private readonly AbstractValue[] values;
    private readonly HeapState?[] blockIn;
    private readonly HeapState?[] latchOut;
    private readonly int[] visits;
    private readonly bool[] neverEnds;
    private readonly bool[] isHandler;
    private readonly bool[] isElementOfLoop;
    private readonly AbstractValue[] regionThrown;
    private readonly List<int>[] caughtIn;
    private readonly int[][] users;
    private readonly bool[] isOneRow;
    private readonly SortedSet<int> work = [];
    private readonly Dictionary<Exit, Exit> exits = new(ExitComparer.Instance);
    private readonly Dictionary<CodeLocation, StringSet> endpoints = [];
    private StringSet sentLater = StringSet.None;
    private readonly Dictionary<(string Field, string Keys, Taint? Taint), StaticWrite> staticWrites = [];
    private readonly HashSet<LaterCall> laterCalls = [];
    private HeapState? exitState;
    private HeapState? thrownState;
    private int currentBlock;
    private bool neverReturns;
    private AbstractValue returned = AbstractValue.Empty;
    private AbstractValue thrown = AbstractValue.Empty;

    public MethodAnalysis(ProgramContext program, ControlFlowGraph graph)
    {
        this.program = program;
        this.graph = graph;
        method = graph.Method;
        tree = program.Compilation.GetTree(method) ?? throw new InvalidOperationException($"{method.Signature} has code but no file");
        values = new AbstractValue[graph.ValueCount];
        blockIn = new HeapState?[graph.Blocks.Length];
        latchOut = new HeapState?[graph.Blocks.Length];
        visits = new int[graph.Blocks.Length];
        neverEnds = new bool[graph.Blocks.Length];
        isHandler = new bool[graph.Blocks.Length];
        foreach (var region in graph.Regions)
            if (region.Handler.Ordinal < isHandler.Length) isHandler[region.Handler.Ordinal] = true;
        regionThrown = new AbstractValue[graph.Regions.Length];
        caughtIn = new List<int>[graph.Regions.Length];
        isElementOfLoop = new bool[graph.ValueCount];
        isOneRow = new bool[graph.ValueCount];
        users = FindUsers(graph);
        for (var i = 0; i < caughtIn.Length; i++) caughtIn[i] = [];
        watches = FindWatches();
        FindLoopElements();
        statics = NewObject(null, program.Compilation.UnknownType, isExact: false, isMany: false, graph, 0, null, isStatics: true);
    }

    /// <summary>Whether a budget was hit, so that the summary may miss something.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Whether the method calls itself, through others or not.</summary>
    public bool IsInCircle { get; init; }

    /// <summary>Whether the last run was given up since its callees' summaries come to too much here: less must be told apart.</summary>
    public bool IsOverfull => IsInCircle && BoundFacts > (Precision == Precision.FieldsOnly ? MaximumBoundFactsAtLast : MaximumBoundFacts);

    /// <summary>Facts that summaries of callees brought into the last run.</summary>
    public long BoundFacts { get; private set; }

    /// <summary>Rounds over blocks in all runs.</summary>
    public int Rounds { get; private set; }

    /// <summary>What no caller decides. Valid after the last run.</summary>
    public MethodOutcome Outcome => new(
        method,
        IsCutShort,
        Rounds,
        [.. exits.Values.Where(IsComplete)],
        [.. endpoints.Where(e => !e.Value.DependsOnCaller).Select(e => new EndpointFact(e.Key, e.Value))],
        [.. staticWrites.Values.Where(IsComplete)]);

    /// <summary>The method.</summary>
    public IMethodSymbol Method => method;

    /// <summary>The circle it is part of did not come to rest.</summary>
    public void MarkCutShort() => IsCutShort = true;

    /// <summary>Runs the method with the summaries as they are now.</summary>
    public MethodSummary Run()
    {
        Array.Fill(values, AbstractValue.Empty);
        Array.Clear(blockIn);
        Array.Clear(latchOut);
        Array.Clear(visits);
        Array.Clear(neverEnds);
        Array.Fill(regionThrown, AbstractValue.Empty);
        BoundFacts = 0;
        exits.Clear();
        staticWrites.Clear();
        openWrites.Clear();
        laterCalls.Clear();
        attached.Clear();
        endpoints.Clear();
        sentLater = StringSet.None;
        exitState = thrownState = null;
        returned = thrown = AbstractValue.Empty;
        blockIn[0] = new HeapState();
        work.Clear();
        work.Add(0);
        while (work.Count > 0)
        {
            program.Cancellation.ThrowIfCancellationRequested();
            var ordinal = work.Min;
            work.Remove(ordinal);
            Rounds++;
            if (++visits[ordinal] > MaximumVisits)
            {
                IsCutShort = true;
                continue;
            }

            RunBlock(graph.Blocks[ordinal]);
            if (!IsOverfull) continue;
            if (Precision != Precision.FieldsOnly) return new MethodSummary(method);
            IsCutShort = true;
            break;
        }

        return Summarize();
    }

    private void RunBlock(BasicBlock block)
    {
        currentBlock = block.Ordinal;
        blockGuard = targetGuard = GuardOf(block);
        var state = blockIn[block.Ordinal]!.Copy();
        neverEnds[block.Ordinal] = false;
        if (block.ForEachExit is { } forEach) KeepLastRound(forEach, state);
        var ends = false;
        foreach (var instruction in block.Instructions)
        {
            if (IsOverfull) return;
            if (watches is not null) WatchBefore(instruction, state);
            switch (instruction)
            {
                case PhiInstruction phi:
                    SetPhi(block, phi);
                    break;
                case ReturnInstruction result:
                    if (!result.Value.IsNone) returned = returned.Union(blockGuard is null ? values[result.Value.Index] : values[result.Value.Index].With(Guarded(values[result.Value.Index].Taints)));
                    Join(ref exitState, state);
                    ends = true;
                    break;
                case ThrowInstruction thrownHere:
                    Throw(values[thrownHere.Exception.Index], thrownHere.Region, state);
                    ends = true;
                    break;
                default:
                    Transfer(instruction, state);
                    break;
            }

            if (watches is not null) WatchAfter(instruction, state);
            // Where a callee always throws, what it leaves behind has gone to the handlers.
            if (instruction is CallInstruction && neverReturns)
            {
                neverEnds[block.Ordinal] = true;
                return;
            }
        }

        if (IsLatch(block)) SaveLatch(block, state);
        foreach (var successor in block.Successors)
        {
            if (ends && block.Successors.Count == 0) break;
            if (Join(ref blockIn[successor.Ordinal], state, isGrowing: visits[successor.Ordinal] > VisitsBeforeWidening)) work.Add(successor.Ordinal);
        }
    }

    private void SetPhi(BasicBlock block, PhiInstruction phi)
    {
        var joined = AbstractValue.Empty;
        var isNumber = TypeFacts.IsKey(phi.Type);
        for (var n = 0; n < phi.Operands.Count; n++)
        {
            var operand = phi.Operands[n];
            if (operand.IsNone || (neverEnds[block.Predecessors[n].Ordinal] && !isHandler[block.Ordinal])) continue;
            var value = values[operand.Index];
            // A number without a text is any number, not none.
            if (isNumber && value.Strings.IsNone) value = value.With(StringSet.Unknown("it is computed"));
            if (!value.Strings.IsNone && block.Guards is { } guards && guards.TryGetValue(block.Predecessors[n], out var guard) && values[guard.Test.Index].Strings.Values is [{ Guard: null } test])
                value = value.With(value.Strings.Where(test, guard.WhenTrue ? "true" : "false"));
            joined = joined.Union(value);
        }

        var before = values[phi.Result.Index];
        if (block.IsLoopHeader && visits[block.Ordinal] > VisitsBeforeWidening && !before.Strings.Equals(joined.Strings) && !joined.Strings.IsNone)
            joined = joined.With(StringSet.WidenAll([.. joined.Strings.Values, .. before.Strings.Values], StringSet.GrowingText));
        SetValue(phi.Result.Index, joined, block.Ordinal);
    }

    /// <summary>Gives a value; blocks that read it run again where it says something new.</summary>
    private void SetValue(int index, AbstractValue value, int block)
    {
        ref var slot = ref values[index];
        var before = slot;
        if (visits[block] > VisitsBeforeJoining) value = before.Union(value).With(value.Strings.Growing(before.Strings));
        slot = value;
        if (users[index].Length == 0 || value.SameFacts(before)) return;
        foreach (var user in users[index])
            if (user != block && blockIn[user] is not null) work.Add(user);
            else if (user == block && graph.Blocks[block].IsLoopHeader && graph.Blocks[block].Predecessors.Contains(graph.Blocks[block])) work.Add(user);
    }

    /// <summary>Adds a state to one that gathers several.</summary>
    /// <returns>Whether a fact changed.</returns>
    private bool Join(ref HeapState? gathered, HeapState state, bool isGrowing = false)
    {
        if (gathered is not null) return gathered.Join(state, InitialContent, isGrowing, isGathering: true);
        gathered = state.Copy();
        return true;
    }

    /// <summary>The blocks that read each value.</summary>
    private static int[][] FindUsers(ControlFlowGraph graph)
    {
        var found = new List<int>?[graph.ValueCount];
        foreach (var block in graph.Blocks)
        {
            foreach (var instruction in block.Instructions)
            {
                foreach (var operand in instruction.OperandsRead) Add(operand, block);
            }

            if (block.Guards is { } guards)
                foreach (var guard in guards.Values) Add(guard.Test, block);
        }

        return Array.ConvertAll(found, l => l is null ? [] : l.ToArray());

        void Add(ValueId operand, BasicBlock block)
        {
            if (operand.IsNone) return;
            var list = found[operand.Index] ??= [];
            if (list.Count == 0 || list[^1] != block.Ordinal) list.Add(block.Ordinal);
        }
    }

    /// <summary>What a loop over a whole collection did to its element holds for all of them once it has ended.</summary>
    private void KeepLastRound(ForEachExit exit, HeapState state)
    {
        if (latchOut[exit.Latch.Ordinal] is not { } last) return;
        foreach (var element in values[exit.Iterate.Result.Index].Objects)
        {
            if (last.CellsOf(element) is not { } cells) continue;
            foreach (var (key, value) in cells.Entries) state.Set(element, key, value);
        }
    }

    private bool IsLatch(BasicBlock block) => block.Successors.Count == 1 && block.Successors[0].IsLoopHeader && block.Successors[0].Ordinal <= block.Ordinal;

    private void SaveLatch(BasicBlock block, HeapState state)
    {
        latchOut[block.Ordinal] = state.Copy();
        foreach (var successor in block.Successors[0].Successors)
            if (successor.ForEachExit is not null && blockIn[successor.Ordinal] is not null) work.Add(successor.Ordinal);
    }

    /// <summary>
    /// An exception leads to the handler around, and past handlers that are for other types; objects are then as the state says.
    /// </summary>
    private void Throw(AbstractValue exception, int number, HeapState? state)
    {
        while (number >= 0)
        {
            var region = graph.Regions[number];
            if (state is not null && Join(ref blockIn[region.Handler.Ordinal], state)) work.Add(region.Handler.Ordinal);
            var joined = regionThrown[number].Union(exception);
            if (!joined.SameFacts(regionThrown[number]))
            {
                regionThrown[number] = joined;
                foreach (var ordinal in caughtIn[number])
                    if (blockIn[ordinal] is not null) work.Add(ordinal);
            }

            if (region.Caught.IsEmpty || region.Caught.Any(program.IsAnyException)) return;
            var missed = Array.FindAll(exception.Objects, o => !o.IsExact || !region.Caught.Any(c => program.MayBe(o.Type, c)));
            if (missed.Length == 0 && exception.Objects.Length > 0) return;
            exception = exception.WithObjects(missed);
            number = region.Outer;
        }

        thrown = thrown.Union(exception);
        if (state is not null) Join(ref thrownState, state);
    }

    /// <summary>Marks values that are the element of a loop over a collection: a store to one is a store to each.</summary>
    private void FindLoopElements()
    {
        foreach (var block in graph.Blocks)
        {
            foreach (var instruction in block.Instructions)
            {
                switch (instruction)
                {
                    case IterateInstruction i:
                        isElementOfLoop[i.Result.Index] = true;
                        break;
                    case AssignInstruction i:
                        isElementOfLoop[i.Result.Index] = isElementOfLoop[i.Operand.Index];
                        break;
                    case ConvertInstruction i when TypeFacts.IsSObject(i.Type) && i.From.SpecialType == SpecialType.List:
                        isOneRow[i.Operand.Index] = true;
                        break;
                    case ConvertInstruction i:
                        isElementOfLoop[i.Result.Index] = isElementOfLoop[i.Operand.Index];
                        break;
                    case CaughtInstruction i:
                        caughtIn[i.Region].Add(block.Ordinal);
                        break;
                }
            }
        }
    }

    private static bool IsComplete(StaticWrite write) => write is { KeyedBy: null, Taint: null or { Guard: null } } && write.Taint?.Path is null or { Root: PathRoot.Static } && write.Taint?.ToldBy is not { DependsOnCaller: true } && !write.Text.DependsOnCaller;

    private bool IsComplete(Exit exit) => exit.Taint.Guard is null && (exit.Taint.Path is not { } path || (path.Root == PathRoot.Static && !IsLeftToCallers(path))) && exit.Taint.ToldBy is not { DependsOnCaller: true } && !exit.Endpoint.DependsOnCaller;

    private void AddExit(Exit exit)
    {
        if (blockGuard is not null)
        {
            if (!EntryGuard.TryCombine(exit.Taint.Guard, blockGuard, out var both)) return;
            exit = exit with { Taint = program.Taints.WithGuard(exit.Taint, both) };
        }

        // Answers of services matter in logs only.
        if (exit.Taint is { ToldBy: not null, Source.IsAnswer: true } && exit.Kind is not ("debug" or "log" or InspectionLog.DataKind)) return;
        if (exit.Taint.Path is { Root: PathRoot.Static } shown) shownStatics.Add(FieldOf(shown));
        if (!exits.TryGetValue(exit, out var known))
        {
            if (exits.Count >= ProgramContext.MaximumExits)
            {
                IsCutShort = true;
                return;
            }

            exits.Add(exit, exit);
        }
        else if (exit.Trace.CompareTo(known.Trace) < 0)
        {
            exits.Remove(known);
            exits.Add(exit, exit);
        }
    }

    private void AddEndpoint(CodeLocation at, StringSet set)
    {
        if (set.IsNone) set = StringSet.Unknown("the text is not known");
        endpoints[at] = endpoints.TryGetValue(at, out var known) ? known.Union(set) : set;
    }

    /// <summary>A request leaves: the setters that gave it its endpoint count, those that a caller knows later.</summary>
    private void AddSend(StringSet endpoint)
    {
        foreach (var value in endpoint.Values)
        {
            if (value.Carrier is { } setter) program.MarkSent(setter);
            else if (value.DependsOnCaller) sentLater = sentLater.Union(StringSet.From([value]));
        }
    }

    /// <summary>A request that one object stands for gets another endpoint: that of an earlier setter no longer counts unless it was sent.</summary>
    private void MarkReplaced(HeapState state, HeapObject[] requests, AbstractValue? by = null)
    {
        if (requests is not [{ IsMany: false } request] || state.Get(request, ModelParts.Endpoint) is not { } before) return;
        foreach (var value in before.Strings.Values)
            if (value.Carrier is { } setter && (by is null || !by.Strings.Values.Any(v => v.Carrier == setter))) program.MarkReplaced(setter);
    }

    private CodeLocation At(Instruction instruction) => new(tree, instruction.Span);

    private static string Constant(object? value) => value switch
    {
        null => "",
        bool b => b ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private sealed class ExitComparer : IEqualityComparer<Exit>
    {
        public static ExitComparer Instance { get; } = new();

        public bool Equals(Exit? x, Exit? y) =>
            x is not null && y is not null && ReferenceEquals(x.Taint, y.Taint) && x.At == y.At && x.Kind == y.Kind && x.Part == y.Part && x.Endpoint.Equals(y.Endpoint);

        public int GetHashCode(Exit obj) => HashCode.Combine(obj.Taint.Id, obj.At, obj.Kind, obj.Part);
    }
}
