using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.ControlFlow;

/// <summary>Instructions that run one after the other.</summary>
public sealed class BasicBlock
{
    internal BasicBlock(int ordinal) => Ordinal = ordinal;

    /// <summary>Position in reverse post-order; the entry is 0.</summary>
    public int Ordinal { get; internal set; }

    /// <summary>Phis first, then the rest in order.</summary>
    public List<Instruction> Instructions { get; } = [];

    /// <summary>Blocks that may run before; phi operands follow their order.</summary>
    public List<BasicBlock> Predecessors { get; } = [];

    /// <summary>Blocks that may run next.</summary>
    public List<BasicBlock> Successors { get; } = [];

    /// <summary>Whether a later block leads back here.</summary>
    public bool IsLoopHeader { get; internal set; }

    /// <summary>
    /// For the exit of a loop over a whole collection: the block whose end is the last round, so that what the loop did to
    /// every element holds after it. Null elsewhere.
    /// </summary>
    public ForEachExit? ForEachExit { get; internal set; }

    /// <summary>For a block where branches meet: the test on whose result each way here depends, by predecessor. Null elsewhere.</summary>
    public Dictionary<BasicBlock, EdgeGuard>? Guards { get; internal set; }

    /// <summary>The flag on which it depends whether the block runs at all; null where there is none.</summary>
    public FlagTest? OnlyIf { get; internal set; }
}

/// <summary>The test that leads one way.</summary>
/// <param name="Test">Its result.</param>
/// <param name="WhenTrue">The result that leads this way.</param>
public readonly record struct EdgeGuard(ValueId Test, bool WhenTrue);

/// <summary>A test of a flag: a Boolean, an enum or a text that is a parameter or a field of the object, against constants.</summary>
/// <param name="Value">The flag.</param>
/// <param name="Texts">The constants; <c>true</c> for a Boolean.</param>
/// <param name="IsAmong">Whether the flag is one of them, or none of them.</param>
public readonly record struct FlagTest(ValueId Value, ImmutableArray<string> Texts, bool IsAmong);

/// <summary>What a loop over a collection leaves behind.</summary>
/// <param name="Iterate">The instruction that takes the elements.</param>
/// <param name="Latch">The block at whose end a round is done; null where no round ends normally.</param>
/// <param name="Header">The block that the loop exits from.</param>
public sealed record ForEachExit(IterateInstruction Iterate, BasicBlock Latch, BasicBlock Header);

/// <summary>A protected block: the body of a <c>try</c>.</summary>
/// <param name="Number">Its position in <see cref="ControlFlowGraph.Regions"/>.</param>
/// <param name="Handler">The block that an exception in it leads to; it may be unreachable.</param>
/// <param name="Outer">The protected block around it, or -1.</param>
/// <param name="Caught">The types of its <c>catch</c> clauses; none for a <c>finally</c>, which takes all.</param>
public sealed record ProtectedRegion(int Number, BasicBlock Handler, int Outer, ImmutableArray<ITypeSymbol> Caught);

/// <summary>A method's code as blocks of three-address instructions in static single assignment form.</summary>
public sealed class ControlFlowGraph
{
    internal ControlFlowGraph(IMethodSymbol method, ImmutableArray<BasicBlock> blocks, int valueCount, ImmutableArray<ProtectedRegion> regions)
    {
        Method = method;
        Blocks = blocks;
        ValueCount = valueCount;
        Regions = regions;
    }

    /// <summary>The method.</summary>
    public IMethodSymbol Method { get; }

    /// <summary>Reachable blocks in reverse post-order.</summary>
    public ImmutableArray<BasicBlock> Blocks { get; }

    /// <summary>Number of values: every <see cref="ValueId.Index"/> is below.</summary>
    public int ValueCount { get; }

    /// <summary>The protected blocks, by number.</summary>
    public ImmutableArray<ProtectedRegion> Regions { get; }

    /// <summary>Builds the graph of a bound body. Branches that run in tests only are left out unless tests are included.</summary>
    public static ControlFlowGraph Create(IMethodSymbol method, Semantics.Operations.BlockOperation body, Compilation compilation, bool includeTests = false) =>
        new ControlFlowGraphBuilder(method, compilation, includeTests).Build(body);

    /// <summary>The graph as text for tests and <c>explain</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var block in Blocks)
        {
            text.Append(CultureInfo.InvariantCulture, $"B{block.Ordinal}{(block.IsLoopHeader ? " loop" : "")}");
            if (block.Predecessors.Count > 0) text.Append(" from ").AppendJoin(' ', block.Predecessors.Select(p => "B" + p.Ordinal.ToString(CultureInfo.InvariantCulture)));
            text.Append('\n');
            foreach (var instruction in block.Instructions) text.Append("  ").Append(InstructionPrinter.Print(instruction)).Append('\n');
        }

        return text.ToString();
    }
}
