using System.Collections.Immutable;
using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;

namespace ApexSovereignty.Flow.ControlFlow;

/// <summary>Lowers bound statements to blocks; expressions are lowered in the other part of this class.</summary>
internal sealed partial class ControlFlowGraphBuilder
{
    private readonly IMethodSymbol method;
    private readonly Compilation compilation;
    private readonly KnownConditions conditions;
    private readonly Dictionary<ValueId, object> constants = [];
    private readonly Stack<LoopTargets> loops = new();
    private readonly Stack<Finalizer> finalizers = new();
    private readonly Stack<ProtectedRegion> regions = new();
    private readonly Dictionary<object, (BasicBlock Block, int Position)> lastWrites = [];
    private readonly List<ProtectedRegion> allRegions = [];
    private SsaBuilder ssa = null!;
    private BasicBlock current = null!;
    private int loopDepth;
    private FlagTest? onlyIf;

    public ControlFlowGraphBuilder(IMethodSymbol method, Compilation compilation, bool includeTests)
    {
        conditions = new KnownConditions(includeTests, variable => constants.GetValueOrDefault(ssa.Read(current, variable)));
        this.method = method;
        this.compilation = compilation;
    }

    public ControlFlowGraph Build(BlockOperation body)
    {
        ssa = new SsaBuilder(body.Syntax, TypeOfVariable);
        current = ssa.NewBlock(isSealed: true);
        foreach (var parameter in method.Parameters)
        {
            var value = ssa.NewValue();
            Emit(new ParameterInstruction(value, body.Syntax, parameter.Type, parameter));
            ssa.Write(current, parameter, value);
        }

        if (!method.IsStatic && method.ContainingType is { } type && method.MethodKind != MethodKind.Trigger)
        {
            var value = ssa.NewValue();
            Emit(new ThisInstruction(value, body.Syntax, type));
            ssa.Write(current, ThisVariable, value);
        }

        if (method.MethodKind == MethodKind.Constructor && !StartsWithConstructorCall(body)) EmitImplicitBase(body.Syntax, method.ContainingType!, includeOwnInitializer: true);
        LowerBlock(body);
        Emit(new ReturnInstruction(body.Syntax, compilation.GetSpecialType(SpecialType.Void), ValueId.None));
        return Finish();
    }

    private static object ThisVariable { get; } = new();

    private ITypeSymbol TypeOfVariable(object variable) => variable switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        _ when ReferenceEquals(variable, ThisVariable) => method.ContainingType ?? compilation.UnknownType,
        _ => compilation.UnknownType,
    };

    private void Emit(Instruction instruction)
    {
        current.Instructions.Add(instruction);
        var constant = instruction switch
        {
            ConstantInstruction { Value: bool or int or long or string } i => i.Value,
            AssignInstruction i => constants.GetValueOrDefault(i.Operand),
            _ => null,
        };
        if (constant is not null) constants.Add(instruction.Result, constant);
    }

    /// <summary>
    /// Before a second write to the same place in a protected block, with something between that may throw: the block ends, so
    /// that the handler sees the first write too.
    /// </summary>
    private void BeforeWrite(object place)
    {
        if (regions.Count == 0) return;
        if (lastWrites.TryGetValue(place, out var last) && ReferenceEquals(last.Block, current))
        {
            for (var n = last.Position; n < current.Instructions.Count; n++)
            {
                if (current.Instructions[n] is not (CallInstruction or DmlInstruction or QueryInstruction)) continue;
                var next = ssa.NewBlock(isSealed: true);
                JumpTo(next);
                MoveTo(next);
                break;
            }
        }

        lastWrites[place] = (current, current.Instructions.Count);
    }

    private int Region => regions.Count == 0 ? -1 : regions.Peek().Number;

    /// <summary>Goes on in another block; the one that ends here may have thrown into the handler around it.</summary>
    private void MoveTo(BasicBlock block)
    {
        LeaveForHandler();
        current = block;
        block.OnlyIf = onlyIf;
    }

    private void LeaveForHandler()
    {
        if (regions.TryPeek(out var region) && !region.Handler.Predecessors.Contains(current)) SsaBuilder.Connect(current, region.Handler);
    }

    private void JumpTo(BasicBlock block) => SsaBuilder.Connect(current, block);

    /// <summary>Code behind a jump is unreachable; it gets a block of its own that no path leads to.</summary>
    private void StartUnreachable() => MoveTo(ssa.NewBlock(isSealed: true));

    private void LowerBlock(BlockOperation block)
    {
        // Handlers do not run only if the block that they protect was not left before.
        var outer = onlyIf;
        foreach (var statement in block.Statements) LowerStatement(statement);
        onlyIf = outer;
    }

    private void LowerStatement(StatementOperation statement)
    {
        var outer = onlyIf;
        LowerOne(statement);
        if (statement is not IfOperation) onlyIf = outer;
    }

    private void LowerOne(StatementOperation statement)
    {
        switch (statement)
        {
            case BlockOperation block:
                LowerBlock(block);
                break;
            case VariableDeclarationOperation declaration:
                LowerDeclaration(declaration);
                break;
            case ExpressionStatementOperation expression:
                LowerExpression(expression.Expression);
                break;
            case IfOperation conditional:
                LowerIf(conditional);
                break;
            case LoopOperation loop:
                LowerLoop(loop);
                break;
            case ForEachOperation loop:
                LowerForEach(loop);
                break;
            case ReturnOperation result:
                var returned = result.Value is null ? ValueId.None : LowerExpression(result.Value);
                RunFinalizers(0);
                Emit(new ReturnInstruction(result.Syntax, result.Value?.Type ?? compilation.GetSpecialType(SpecialType.Void), returned));
                StartUnreachable();
                break;
            case ThrowOperation thrown:
                Emit(new ThrowInstruction(thrown.Syntax, thrown.Exception.Type, LowerExpression(thrown.Exception), Region));
                StartUnreachable();
                break;
            case BranchOperation branch:
                if (loops.TryPeek(out var targets))
                {
                    RunFinalizers(targets.FinalizerDepth);
                    JumpTo(branch.IsBreak ? targets.Break : targets.Continue);
                    StartUnreachable();
                }

                break;
            case TryOperation protectedBlock:
                LowerTry(protectedBlock);
                break;
            case SwitchOperation choice:
                LowerSwitch(choice);
                break;
            case DmlOperationStatement dml:
                var records = LowerExpression(dml.Records);
                var other = dml.MergeOther is null ? ValueId.None : LowerExpression(dml.MergeOther);
                Emit(new DmlInstruction(dml.Syntax, dml.Records.Type, dml.DmlKind, records, other));
                break;
        }
    }

    private void LowerDeclaration(VariableDeclarationOperation declaration)
    {
        ValueId value;
        if (declaration.Initializer is null)
        {
            value = Constant(declaration.Syntax, declaration.Local.Type, null);
        }
        else
        {
            var operand = LowerExpression(declaration.Initializer);
            value = ssa.NewValue();
            Emit(new AssignInstruction(value, declaration.Syntax, declaration.Local.Type, operand, declaration.Local.Name));
        }

        BeforeWrite(declaration.Local);
        ssa.Write(current, declaration.Local, value);
    }

    private void LowerIf(IfOperation conditional)
    {
        if (conditions.ResultOf(conditional.Condition) is { } known)
        {
            if (known) LowerStatement(conditional.Then);
            else if (conditional.Else is { } only) LowerStatement(only);
            return;
        }

        var condition = LowerCondition(conditional.Condition);
        var flag = LowerFlag(conditional.Condition);
        var otherwiseCondition = condition with { WhenTrue = !condition.WhenTrue };
        var start = current;
        var join = ssa.NewBlock(isSealed: false);
        var then = ssa.NewBlock(isSealed: true);
        SsaBuilder.Connect(start, then);
        var otherwise = conditional.Else is null ? null : ssa.NewBlock(isSealed: true);
        if (otherwise is null) AddGuard(join, otherwiseCondition);
        SsaBuilder.Connect(start, otherwise ?? join);
        var outer = onlyIf;
        onlyIf = flag.Then ?? outer;
        MoveTo(then);
        Narrow(conditional.Condition, result: true);
        LowerStatement(conditional.Then);
        var goesOn = ReferenceEquals(current, then) || current.Predecessors.Count > 0;
        AddGuard(join, condition);
        JumpTo(join);
        onlyIf = flag.Otherwise ?? outer;
        if (otherwise is not null)
        {
            MoveTo(otherwise);
            Narrow(conditional.Condition, result: false);
            LowerStatement(conditional.Else!);
            AddGuard(join, otherwiseCondition);
            JumpTo(join);
        }

        // What follows if (flag) return; runs without the flag only.
        if (goesOn || otherwise is not null) onlyIf = outer;
        MoveTo(join);
        ssa.Seal(join);
        // The same holds for if (setting.DeveloperName != 'Home') continue;.
        if (!goesOn && otherwise is null) Narrow(conditional.Condition, result: false);
    }

    /// <summary>The case that a value takes which the code fixes, or none of them; null where it is open.</summary>
    private (BlockOperation? Block, bool IsKnown)? FindCase(SwitchOperation choice)
    {
        if (conditions.ValueOf(choice.Value) is not { } value || choice.Cases.Any(c => c.Local is not null)) return null;
        foreach (var section in choice.Cases)
        {
            foreach (var candidate in section.Values)
            {
                if (conditions.ValueOf(candidate) is not { } known || known.GetType() != value.GetType()) return null;
                if (known.Equals(value)) return (section.Block, true);
            }

            if (section.Values.IsEmpty) return (section.Block, true);
        }

        return (null, true);
    }

    private void LowerSwitch(SwitchOperation choice)
    {
        if (FindCase(choice) is { } only)
        {
            if (only.Block is { } taken) LowerBlock(taken);
            return;
        }

        var value = LowerExpression(choice.Value);
        var start = current;
        var join = ssa.NewBlock(isSealed: false);
        var hasElse = false;
        var outer = onlyIf;
        foreach (var section in choice.Cases)
        {
            onlyIf = section.Local is null ? LowerCase(choice, section.Values, value) ?? outer : outer;
            var block = ssa.NewBlock(isSealed: true);
            SsaBuilder.Connect(start, block);
            MoveTo(block);
            if (section.Local is { } local)
            {
                var converted = ssa.NewValue();
                Emit(new ConvertInstruction(converted, section.Syntax, local.Type, value, choice.Value.Type));
                ssa.Write(current, local, converted);
            }
            else if (section.Values.IsEmpty)
            {
                hasElse = true;
            }

            NarrowToCase(choice.Value, section.Values);
            LowerBlock(section.Block);
            JumpTo(join);
        }

        if (!hasElse) SsaBuilder.Connect(start, join);
        onlyIf = outer;
        MoveTo(join);
        ssa.Seal(join);
    }

    private void LowerTry(TryOperation operation)
    {
        if (operation.Finally is null)
        {
            LowerCatches(operation);
            return;
        }

        // The finally block stands once on each way out: normal end, exception, and every return or branch across it.
        var region = Protect([]);
        finalizers.Push(new Finalizer(operation.Finally, regions.Count - 1));
        LowerCatches(operation);
        finalizers.Pop();
        var end = Unprotect();
        LowerBlock(operation.Finally);
        JumpTo(end);
        MoveTo(region.Handler);
        ssa.Seal(region.Handler);
        var exception = ssa.NewValue();
        Emit(new CaughtInstruction(exception, operation.Finally.Syntax, compilation.UnknownType, region.Number));
        LowerBlock(operation.Finally);
        Emit(new ThrowInstruction(operation.Finally.Syntax, compilation.UnknownType, exception, Region));
        StartUnreachable();
        MoveTo(end);
        ssa.Seal(end);
    }

    private void LowerCatches(TryOperation operation)
    {
        if (operation.Catches.IsEmpty)
        {
            LowerBlock(operation.Block);
            return;
        }

        var region = Protect([.. operation.Catches.Select(c => c.Local.Type)]);
        LowerBlock(operation.Block);
        var end = Unprotect();
        JumpTo(end);
        MoveTo(region.Handler);
        ssa.Seal(region.Handler);
        var dispatch = current;
        foreach (var handler in operation.Catches)
        {
            var block = ssa.NewBlock(isSealed: true);
            SsaBuilder.Connect(dispatch, block);
            MoveTo(block);
            var exception = ssa.NewValue();
            Emit(new CaughtInstruction(exception, handler.Syntax, handler.Local.Type, region.Number));
            ssa.Write(current, handler.Local, exception);
            LowerBlock(handler.Block);
            JumpTo(end);
        }

        MoveTo(end);
        ssa.Seal(end);
    }

    /// <summary>Starts a protected block: its handler can be reached from before it and from the end of each block in it.</summary>
    private ProtectedRegion Protect(ImmutableArray<ITypeSymbol> caught)
    {
        var region = new ProtectedRegion(allRegions.Count, ssa.NewBlock(isSealed: false), Region, caught);
        allRegions.Add(region);
        var inside = ssa.NewBlock(isSealed: true);
        JumpTo(inside);
        MoveTo(inside);
        SsaBuilder.Connect(inside.Predecessors[0], region.Handler);
        regions.Push(region);
        return region;
    }

    /// <summary>Ends the protected block and gives the block that follows it, unsealed.</summary>
    private BasicBlock Unprotect()
    {
        var after = ssa.NewBlock(isSealed: true);
        JumpTo(after);
        MoveTo(after);
        regions.Pop();
        return ssa.NewBlock(isSealed: false);
    }

    private void RunFinalizers(int downTo)
    {
        if (finalizers.Count <= downTo) return;
        var saved = finalizers.ToArray();
        var savedRegions = regions.ToArray();
        for (var i = 0; finalizers.Count > downTo; i++)
        {
            var finalizer = finalizers.Pop();
            while (regions.Count > finalizer.RegionDepth)
            {
                var inside = ssa.NewBlock(isSealed: true);
                JumpTo(inside);
                MoveTo(inside);
                regions.Pop();
            }

            LowerBlock(finalizer.Block);
        }

        while (finalizers.Count > 0) finalizers.Pop();
        for (var i = saved.Length - 1; i >= 0; i--) finalizers.Push(saved[i]);
        while (regions.Count > 0) regions.Pop();
        for (var i = savedRegions.Length - 1; i >= 0; i--) regions.Push(savedRegions[i]);
    }

    private ControlFlowGraph Finish()
    {
        var order = new List<BasicBlock>();
        var state = new Dictionary<BasicBlock, int>();
        var stack = new Stack<BasicBlock>();
        stack.Push(ssa.Blocks[0]);
        while (stack.TryPeek(out var block))
        {
            var next = state.GetValueOrDefault(block);
            if (next < block.Successors.Count)
            {
                state[block] = next + 1;
                var successor = block.Successors[block.Successors.Count - 1 - next];
                if (!state.ContainsKey(successor))
                {
                    state[successor] = 0;
                    stack.Push(successor);
                }
            }
            else
            {
                stack.Pop();
                order.Add(block);
                state[block] = int.MaxValue;
            }
        }

        order.Reverse();
        var reachable = order.ToHashSet();
        for (var i = 0; i < order.Count; i++)
        {
            var block = order[i];
            block.Ordinal = i;
            for (var p = block.Predecessors.Count - 1; p >= 0; p--)
            {
                if (reachable.Contains(block.Predecessors[p])) continue;
                block.Predecessors.RemoveAt(p);
                foreach (var phi in block.Instructions.OfType<PhiInstruction>()) phi.Operands.RemoveAt(p);
            }

            if (block.ForEachExit is { } exit && !reachable.Contains(exit.Latch)) block.ForEachExit = null;
        }

        return new ControlFlowGraph(method, [.. order], ssa.ValueCount, [.. allRegions]);
    }

    private sealed record LoopTargets(BasicBlock Break, BasicBlock Continue, int FinalizerDepth);

    private sealed record Finalizer(BlockOperation Block, int RegionDepth);
}
