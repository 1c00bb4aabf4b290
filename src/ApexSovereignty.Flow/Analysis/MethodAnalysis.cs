using System.Globalization;
using ApexSovereignty.Flow.ControlFlow;
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
    private const int MaximumVisits = 60;

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
    private readonly bool[] isElementOfLoop;
    private readonly AbstractValue[] regionThrown;
    private readonly List<int>[] caughtIn;
    private readonly int[][] users;
    private readonly bool[] isOneRow;
    private readonly SortedSet<int> work = [];
    private readonly Dictionary<Exit, Exit> exits = new(ExitComparer.Instance);
    private readonly Dictionary<CodeLocation, StringSet> endpoints = [];
    private readonly Dictionary<(string Field, string Keys, Taint? Taint), StaticWrite> staticWrites = [];
    private readonly HashSet<string> writtenStatics = new(StringComparer.Ordinal);
    private readonly HashSet<LaterCall> laterCalls = [];
    private HeapState? exitState;
    private HeapState? thrownState;
    private int currentBlock;
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
        regionThrown = new AbstractValue[graph.RegionCount];
        caughtIn = new List<int>[graph.RegionCount];
        isElementOfLoop = new bool[graph.ValueCount];
        isOneRow = new bool[graph.ValueCount];
        users = FindUsers(graph);
        for (var i = 0; i < caughtIn.Length; i++) caughtIn[i] = [];
        FindLoopElements();
        statics = NewObject(null, program.Compilation.UnknownType, isExact: false, isMany: false, graph, 0, null, isStatics: true);
    }

    /// <summary>Whether a budget was hit, so that the summary may miss something.</summary>
    public bool IsCutShort { get; private set; }

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
        Array.Fill(regionThrown, AbstractValue.Empty);
        exits.Clear();
        staticWrites.Clear();
        writtenStatics.Clear();
        laterCalls.Clear();
        endpoints.Clear();
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
        }

        return Summarize();
    }

    private void RunBlock(BasicBlock block)
    {
        currentBlock = block.Ordinal;
        var state = blockIn[block.Ordinal]!.Copy();
        if (block.ForEachExit is { } forEach) KeepLastRound(forEach, state);
        var ends = false;
        foreach (var instruction in block.Instructions)
        {
            switch (instruction)
            {
                case PhiInstruction phi:
                    SetPhi(block, phi);
                    break;
                case ReturnInstruction result:
                    if (!result.Value.IsNone) returned = returned.Union(values[result.Value.Index]);
                    Leave(ref exitState, state);
                    ends = true;
                    break;
                case ThrowInstruction thrownHere:
                    Throw(values[thrownHere.Exception.Index], thrownHere.Region);
                    if (thrownHere.Region < 0) Leave(ref thrownState, state);
                    ends = true;
                    break;
                default:
                    Transfer(instruction, state);
                    break;
            }
        }

        if (IsLatch(block)) SaveLatch(block, state);
        foreach (var successor in block.Successors)
        {
            if (ends && block.Successors.Count == 0) break;
            ref var target = ref blockIn[successor.Ordinal];
            var changed = target is null;
            if (target is null) target = state.Copy();
            else changed = target.Join(state, InitialContent);
            if (changed) work.Add(successor.Ordinal);
        }
    }

    private void SetPhi(BasicBlock block, PhiInstruction phi)
    {
        var joined = AbstractValue.Empty;
        foreach (var operand in phi.Operands)
            if (!operand.IsNone) joined = joined.Union(values[operand.Index]);
        var before = values[phi.Result.Index];
        if (block.IsLoopHeader && visits[block.Ordinal] > VisitsBeforeWidening && !before.Strings.Equals(joined.Strings) && !joined.Strings.IsNone)
            joined = joined.With(StringSet.Widen([.. joined.Strings.Values, .. before.Strings.Values], "the text is put together in a loop"));
        SetValue(phi.Result.Index, joined, block.Ordinal);
    }

    /// <summary>Gives a value; blocks that read it run again where it says something new.</summary>
    private void SetValue(int index, AbstractValue value, int block)
    {
        ref var slot = ref values[index];
        var before = slot;
        slot = value;
        if (users[index].Length == 0 || value.SameFacts(before)) return;
        foreach (var user in users[index])
            if (user != block && blockIn[user] is not null) work.Add(user);
            else if (user == block && graph.Blocks[block].IsLoopHeader && graph.Blocks[block].Predecessors.Contains(graph.Blocks[block])) work.Add(user);
    }

    private void Leave(ref HeapState? end, HeapState state)
    {
        if (end is null) end = state.Copy();
        else end.Join(state, InitialContent);
    }

    /// <summary>The blocks that read each value.</summary>
    private static int[][] FindUsers(ControlFlowGraph graph)
    {
        var found = new List<int>?[graph.ValueCount];
        foreach (var block in graph.Blocks)
        {
            foreach (var instruction in block.Instructions)
            {
                foreach (var operand in instruction.OperandsRead)
                {
                    if (operand.IsNone) continue;
                    var list = found[operand.Index] ??= [];
                    if (list.Count == 0 || list[^1] != block.Ordinal) list.Add(block.Ordinal);
                }
            }
        }

        return Array.ConvertAll(found, l => l is null ? [] : l.ToArray());
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

    private void Throw(AbstractValue exception, int region)
    {
        if (region < 0)
        {
            thrown = thrown.Union(exception);
            return;
        }

        var joined = regionThrown[region].Union(exception);
        if (joined.SameFacts(regionThrown[region])) return;
        regionThrown[region] = joined;
        foreach (var ordinal in caughtIn[region])
            if (blockIn[ordinal] is not null) work.Add(ordinal);
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

    private MethodSummary Summarize()
    {
        var effects = new List<CellEffect>();
        var result = returned;
        if (method.MethodKind == MethodKind.Constructor) result = AbstractValue.Empty;
        if (exitState is not null)
        {
            foreach (var (key, value) in exitState.CellsOf(statics)?.Entries ?? [])
                if (value.Objects.Length > 0) AddStaticWrite(key, [], value, exitState, []);
            foreach (var (item, cells) in exitState.Objects.Where(o => o.Key.Path is { Root: PathRoot.Static }).OrderBy(o => o.Key.Id))
                foreach (var (key, value) in cells.Entries) AddStaticWrite(item.Path!, key, value, exitState);
            CollectEffects(exitState, result, [], effects);
        }

        if (thrownState is not null) CollectThrown(effects);

        return new MethodSummary(method)
        {
            Return = result,
            Thrown = thrown,
            Effects = [.. effects],
            Exits = [.. exits.Values.Where(e => !IsComplete(e))],
            StaticWrites = [.. staticWrites.Values.Where(w => !IsComplete(w))],
            WrittenStatics = [.. writtenStatics],
            LaterCalls = [.. laterCalls],
            Endpoints = [.. endpoints.Where(e => e.Value.DependsOnCaller).Select(e => new EndpointFact(e.Key, e.Value))],
        };
    }

    /// <summary>Cells of objects that a caller can reach: those that paths name, and new ones that these or the result hold.</summary>
    private void CollectEffects(HeapState state, AbstractValue result, HashSet<HeapObject> seen, List<CellEffect> effects)
    {
        var queue = new Queue<HeapObject>();
        foreach (var item in state.Objects.Keys.Where(o => o.Path is { Root: not PathRoot.Static }).OrderBy(o => o.Id)) Enqueue(item);
        foreach (var item in result.Objects) Enqueue(item);
        while (queue.TryDequeue(out var item))
        {
            if (item.CopyOf is not null)
            {
                // A caller knows nothing of the original, so the copy takes its content along.
                var whole = AbstractValue.Of(Deep(state, AbstractValue.Of(item)));
                effects.Add(new CellEffect(item, FieldName.Any, state.Get(item, FieldName.Any) is { } any ? whole.Union(any) : whole));
            }

            if (state.CellsOf(item) is not { } cells) continue;
            foreach (var (key, value) in cells.Entries)
            {
                if (item.CopyOf is not null && key == FieldName.Any) continue;
                if (effects.Count >= ProgramContext.MaximumEffects)
                {
                    IsCutShort = true;
                    return;
                }

                effects.Add(new CellEffect(item, key, value));
                foreach (var child in value.Objects) Enqueue(child);
            }
        }

        void Enqueue(HeapObject item)
        {
            if (item.Path is not { Root: PathRoot.Static } && seen.Add(item)) queue.Enqueue(item);
        }
    }

    /// <summary>
    /// Cells of what comes out as an exception, for whoever catches it. What the method wrote to the caller's objects before it
    /// threw is left out: it would blur what holds after a normal return.
    /// </summary>
    private void CollectThrown(List<CellEffect> effects)
    {
        var state = thrownState!;
        var known = new Dictionary<(HeapObject, string), int>();
        for (var n = 0; n < effects.Count; n++) known.Add((effects[n].Object, effects[n].Key), n);
        var seen = new HashSet<HeapObject>();
        var queue = new Queue<HeapObject>(thrown.Objects);
        while (queue.TryDequeue(out var item))
        {
            if (item.Path is not null || !seen.Add(item) || state.CellsOf(item) is not { } cells) continue;
            foreach (var (key, value) in cells.Entries)
            {
                if (known.TryGetValue((item, key), out var n)) effects[n] = effects[n] with { Value = effects[n].Value.Union(value) };
                else effects.Add(new CellEffect(item, key, value));
                foreach (var child in value.Objects) queue.Enqueue(child);
            }
        }
    }

    private static bool IsComplete(StaticWrite write) => write.Taint?.Path is null or { Root: PathRoot.Static } && !write.Text.DependsOnCaller;

    private static bool IsComplete(Exit exit) => exit.Taint.Path is null or { Root: PathRoot.Static } && !exit.Endpoint.DependsOnCaller;

    private void AddExit(Exit exit)
    {
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
