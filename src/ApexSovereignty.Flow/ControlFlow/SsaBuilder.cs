using ApexSovereignty.Semantics;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.ControlFlow;

/// <summary>
/// Builds blocks with values in static single assignment form while the code is walked once, after Braun and others,
/// "Simple and Efficient Construction of Static Single Assignment Form" (CC 2013).
/// </summary>
/// <remarks>
/// Invariant: a block is filled before it becomes somebody's predecessor, and sealed once all its predecessors are
/// known; a variable read in an unsealed block gets a phi whose operands are found when the block is sealed.
/// </remarks>
internal sealed class SsaBuilder
{
    private readonly List<BasicBlock> blocks = [];
    private readonly Dictionary<BasicBlock, Dictionary<object, ValueId>> definitions = [];
    private readonly Dictionary<BasicBlock, List<(object Variable, PhiInstruction Phi)>> incomplete = [];
    private readonly HashSet<BasicBlock> unsealed = [];
    private readonly SyntaxNode root;
    private readonly Func<object, ITypeSymbol> typeOf;
    private int valueCount;

    public SsaBuilder(SyntaxNode root, Func<object, ITypeSymbol> typeOf)
    {
        this.root = root;
        this.typeOf = typeOf;
    }

    public int ValueCount => valueCount;

    public IReadOnlyList<BasicBlock> Blocks => blocks;

    public ValueId NewValue() => new(valueCount++);

    /// <summary>A block; unsealed ones may get predecessors after they have been read from.</summary>
    public BasicBlock NewBlock(bool isSealed)
    {
        var block = new BasicBlock(blocks.Count);
        blocks.Add(block);
        definitions.Add(block, new Dictionary<object, ValueId>(ReferenceEqualityComparer.Instance));
        if (!isSealed) unsealed.Add(block);
        return block;
    }

    public static void Connect(BasicBlock from, BasicBlock to)
    {
        from.Successors.Add(to);
        to.Predecessors.Add(from);
    }

    public void Seal(BasicBlock block)
    {
        if (!unsealed.Remove(block) || !incomplete.Remove(block, out var phis)) return;
        foreach (var (variable, phi) in phis) FillPhi(block, variable, phi);
    }

    public void Write(BasicBlock block, object variable, ValueId value) => definitions[block][variable] = value;

    public ValueId Read(BasicBlock block, object variable)
    {
        // A chain of single predecessors is walked in a loop, so that long code does not nest.
        var visited = new List<BasicBlock>();
        var at = block;
        ValueId value;
        while (true)
        {
            if (definitions[at].TryGetValue(variable, out value)) break;
            if (unsealed.Contains(at))
            {
                var phi = NewPhi(at, variable);
                if (!incomplete.TryGetValue(at, out var list)) incomplete.Add(at, list = []);
                list.Add((variable, phi));
                value = phi.Result;
                definitions[at][variable] = value;
                break;
            }

            if (at.Predecessors.Count == 1)
            {
                visited.Add(at);
                at = at.Predecessors[0];
                continue;
            }

            if (at.Predecessors.Count == 0)
            {
                value = NewValue();
                at.Instructions.Insert(CountPhis(at), new ConstantInstruction(value, root, typeOf(variable), null));
                definitions[at][variable] = value;
                break;
            }

            var joined = NewPhi(at, variable);
            definitions[at][variable] = joined.Result;
            FillPhi(at, variable, joined);
            value = joined.Result;
            break;
        }

        foreach (var passed in visited) definitions[passed][variable] = value;
        return value;
    }

    private PhiInstruction NewPhi(BasicBlock block, object variable)
    {
        var phi = new PhiInstruction(NewValue(), root, typeOf(variable), (variable as ISymbol)?.Name ?? "");
        block.Instructions.Insert(CountPhis(block), phi);
        return phi;
    }

    private void FillPhi(BasicBlock block, object variable, PhiInstruction phi)
    {
        foreach (var predecessor in block.Predecessors) phi.Operands.Add(Read(predecessor, variable));
    }

    private static int CountPhis(BasicBlock block)
    {
        var count = 0;
        while (count < block.Instructions.Count && block.Instructions[count] is PhiInstruction) count++;
        return count;
    }
}
