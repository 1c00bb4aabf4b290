using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.ControlFlow;

/// <content>
/// Loops. One that counts through a list (<c>for (Integer i = 0; i &lt; rows.size(); i++)</c>) or goes over a map's keys takes each
/// element once, as a loop over the elements does: <c>rows[i]</c> and <c>rows.get(key)</c> are then that element.
/// </content>
internal sealed partial class ControlFlowGraphBuilder
{
    /// <summary>Operations that a loop over fixed texts may come to when it is written out.</summary>
    private const int MaximumUnrolled = 400;

    /// <summary>Texts for which a loop is written out.</summary>
    private const int MaximumWrittenOut = 16;

    /// <summary>The element that a collection's variable and an index's or key's stand for inside a loop.</summary>
    private readonly Dictionary<(ISymbol Collection, ISymbol Index), ValueId> elements = [];

    private readonly record struct Walk(ISymbol Collection, ISymbol Index, ExpressionOperation Expression, ITypeSymbol Element);

    private void LowerLoop(LoopOperation loop)
    {
        foreach (var statement in loop.Before) LowerStatement(statement);
        var header = ssa.NewBlock(isSealed: false);
        var body = ssa.NewBlock(isSealed: false);
        var latch = ssa.NewBlock(isSealed: false);
        var exit = ssa.NewBlock(isSealed: false);
        header.IsLoopHeader = true;
        JumpTo(loop.TestsLast ? body : header);
        loopDepth++;
        MoveTo(header);
        if (loop.Condition is not null) LowerExpression(loop.Condition);
        JumpTo(body);
        var walk = FindWalk(loop);
        var done = walk is null ? exit : ssa.NewBlock(isSealed: true);
        if (loop.Condition is not null and not { HasConstantValue: true, ConstantValue: true }) JumpTo(done);
        MoveTo(body);
        ssa.Seal(body);
        loops.Push(new LoopTargets(exit, latch, finalizers.Count));
        var taken = walk is { } found ? TakeElement(loop.Syntax, found) : null;
        LowerStatement(loop.Body);
        if (walk is { } ended) elements.Remove((ended.Collection, ended.Index));
        loops.Pop();
        JumpTo(latch);
        MoveTo(latch);
        ssa.Seal(latch);
        foreach (var expression in loop.AfterEach) LowerExpression(expression);
        JumpTo(header);
        ssa.Seal(header);
        loopDepth--;
        if (taken is not null)
        {
            MoveTo(done);
            done.ForEachExit = new ForEachExit(taken, latch, header);
            JumpTo(exit);
        }

        MoveTo(exit);
        ssa.Seal(exit);
    }

    private void LowerForEach(ForEachOperation loop)
    {
        if (!loop.TakesChunks && ConstantTexts.Of(loop.Collection, compilation) is { Count: <= MaximumWrittenOut } texts && texts.Count * SizeOf(loop.Body) <= MaximumUnrolled)
        {
            LowerForEach(loop, texts);
            return;
        }

        var collection = LowerExpression(loop.Collection);
        var iterated = loop.Collection.Type as INamedTypeSymbol;
        if (FindIteration(iterated, "iterator") is { } iterator && iterator.ReturnType is INamedTypeSymbol iteratorType && FindIteration(iteratorType, "next") is { } next)
        {
            LowerIteration(loop, collection, iterator, next);
            return;
        }

        var header = ssa.NewBlock(isSealed: false);
        var body = ssa.NewBlock(isSealed: true);
        var latch = ssa.NewBlock(isSealed: false);
        var done = ssa.NewBlock(isSealed: true);
        var exit = ssa.NewBlock(isSealed: false);
        header.IsLoopHeader = true;
        JumpTo(header);
        loopDepth++;
        MoveTo(header);
        JumpTo(body);
        JumpTo(done);
        MoveTo(body);
        var element = ssa.NewValue();
        Instruction taken;
        if (loop.TakesChunks) taken = new AssignInstruction(element, loop.Syntax, loop.Local.Type, collection, loop.Local.Name);
        else taken = new IterateInstruction(element, loop.Syntax, loop.Local.Type, collection, loop.Local.Name);
        Emit(taken);
        ssa.Write(current, loop.Local, element);
        loops.Push(new LoopTargets(exit, latch, finalizers.Count));
        var walk = FindWalk(loop);
        var value = walk is { } found ? TakeElement(loop.Syntax, found) : null;
        LowerStatement(loop.Body);
        if (walk is { } ended) elements.Remove((ended.Collection, ended.Index));
        loops.Pop();
        JumpTo(latch);
        MoveTo(latch);
        ssa.Seal(latch);
        JumpTo(header);
        MoveTo(done);
        ssa.Seal(header);
        loopDepth--;
        if ((value ?? taken) is IterateInstruction iterate) done.ForEachExit = new ForEachExit(iterate, latch, header);
        JumpTo(exit);
        MoveTo(exit);
        ssa.Seal(exit);
    }

    /// <summary>A loop over texts that the code fixes: the body once for each, so that each text is known where it names a field or makes up a query.</summary>
    private void LowerForEach(ForEachOperation loop, IReadOnlyList<string> texts)
    {
        var exit = ssa.NewBlock(isSealed: false);
        foreach (var text in texts)
        {
            var next = ssa.NewBlock(isSealed: false);
            ssa.Write(current, loop.Local, Constant(loop.Syntax, loop.Local.Type, text));
            loops.Push(new LoopTargets(exit, next, finalizers.Count));
            LowerStatement(loop.Body);
            loops.Pop();
            JumpTo(next);
            MoveTo(next);
            ssa.Seal(next);
        }

        JumpTo(exit);
        MoveTo(exit);
        ssa.Seal(exit);
    }

    private static int SizeOf(Operation body)
    {
        var open = new Stack<Operation>([body]);
        var children = new List<Operation>();
        var count = 0;
        while (open.TryPop(out var at) && count <= MaximumUnrolled)
        {
            count++;
            children.Clear();
            at.AddChildren(children);
            foreach (var child in children) open.Push(child);
        }

        return count;
    }

    /// <summary>A loop over an object of the project that is <c>Iterable</c>: its own methods give the elements.</summary>
    private void LowerIteration(ForEachOperation loop, ValueId collection, IMethodSymbol iterator, IMethodSymbol next)
    {
        var source = CallIteration(loop.Collection.Syntax, iterator, collection, loop.Collection.Type);
        var header = ssa.NewBlock(isSealed: false);
        var body = ssa.NewBlock(isSealed: true);
        var latch = ssa.NewBlock(isSealed: false);
        var exit = ssa.NewBlock(isSealed: false);
        header.IsLoopHeader = true;
        JumpTo(header);
        loopDepth++;
        MoveTo(header);
        if (FindIteration((INamedTypeSymbol)iterator.ReturnType, "hasNext") is { } hasNext) CallIteration(loop.Collection.Syntax, hasNext, source, iterator.ReturnType);
        JumpTo(body);
        JumpTo(exit);
        MoveTo(body);
        var element = CallIteration(loop.Collection.Syntax, next, source, iterator.ReturnType);
        ssa.Write(current, loop.Local, Result(r => new AssignInstruction(r, loop.Syntax, loop.Local.Type, element, loop.Local.Name)));
        loops.Push(new LoopTargets(exit, latch, finalizers.Count));
        LowerStatement(loop.Body);
        loops.Pop();
        JumpTo(latch);
        MoveTo(latch);
        ssa.Seal(latch);
        JumpTo(header);
        ssa.Seal(header);
        loopDepth--;
        MoveTo(exit);
        ssa.Seal(exit);
    }

    private ValueId CallIteration(SyntaxNode syntax, IMethodSymbol called, ValueId instance, ITypeSymbol type) =>
        Result(r => new CallInstruction(r, syntax, called.ReturnType, called, called.Name, instance, type, [], called.IsVirtual || called.ContainingType?.TypeKind == TypeKind.Interface, Region));

    /// <summary>The method of that name without parameters that a class of the project has by itself or its bases, or an interface declares.</summary>
    private static IMethodSymbol? FindIteration(INamedTypeSymbol? type, string name)
    {
        if (type is null || (!type.IsFromSource && (name == "iterator" || type.SpecialType != SpecialType.Iterator))) return null;
        var guard = 0;
        for (var at = type; at is not null && guard++ < 50; at = at.BaseType)
            foreach (var member in at.GetMembers(name))
                if (member is IMethodSymbol { IsStatic: false, Parameters.IsEmpty: true } method) return method;
        return null;
    }

    private IterateInstruction TakeElement(SyntaxNode syntax, Walk walk)
    {
        var collection = LowerExpression(walk.Expression);
        var element = ssa.NewValue();
        var taken = new IterateInstruction(element, syntax, walk.Element, collection, "") { Span = walk.Expression.Syntax.Span };
        Emit(taken);
        elements.Add((walk.Collection, walk.Index), element);
        return taken;
    }

    /// <summary>The element where an expression is <c>rows[i]</c>, <c>rows.get(i)</c> or <c>rows.get(key)</c> of a loop around it.</summary>
    private ValueId? FindElement(ExpressionOperation expression)
    {
        if (elements.Count == 0) return null;
        return expression switch
        {
            ElementReferenceOperation e when VariableOf(e.Instance) is { } collection && VariableOf(e.Index) is { } index && elements.TryGetValue((collection, index), out var element) => element,
            InvocationOperation { Instance: { } instance, Arguments: [var key] } e when IsNamed(e, "get") && VariableOf(instance) is { } collection && VariableOf(key) is { } index && elements.TryGetValue((collection, index), out var element) => element,
            _ => null,
        };
    }

    private Walk? FindWalk(LoopOperation loop)
    {
        if (loop is not { TestsLast: false, Before: [VariableDeclarationOperation { Local: var index, Initializer: { HasConstantValue: true, ConstantValue: 0 } }], AfterEach: [UnaryOperation { Operator: UnaryOperator.PostIncrement or UnaryOperator.PreIncrement } step] }) return null;
        if (loop.Condition is not BinaryOperation { Operators: [BinaryOperator.LessThan], Operands: [var counted, InvocationOperation { Instance: { } list } size] } || !IsNamed(size, "size")) return null;
        return ReferenceEquals(VariableOf(counted), index) && ReferenceEquals(VariableOf(step.Operand), index) ? FindWalk(list, SpecialType.List, index, loop.Body) : null;
    }

    private Walk? FindWalk(ForEachOperation loop) =>
        loop.Collection is InvocationOperation { Instance: { } map, Arguments.IsEmpty: true } keys && IsNamed(keys, "keySet") ? FindWalk(map, SpecialType.Map, loop.Local, loop.Body) : null;

    private Walk? FindWalk(ExpressionOperation collection, SpecialType type, ISymbol index, StatementOperation body)
    {
        if (VariableOf(collection) is not { } variable || collection.Type.SpecialType != type || TypeFacts.ElementType(collection.Type) is not { } element) return null;
        // Of texts and numbers the element is no object that could be changed.
        if (!TypeFacts.CanReferToObject(element) || elements.ContainsKey((variable, index)) || !OnlyReads(body, variable, index)) return null;
        return new Walk(variable, index, collection, element);
    }

    /// <summary>Whether a loop's body reads elements and does nothing else with the collection, and leaves the index as it is.</summary>
    private static bool OnlyReads(Operation body, ISymbol collection, ISymbol index)
    {
        var open = new Stack<Operation>([body]);
        var children = new List<Operation>();
        var isRead = false;
        while (open.TryPop(out var at))
        {
            switch (at)
            {
                case LocalReferenceOperation or ParameterReferenceOperation when ReferenceEquals(VariableOf((ExpressionOperation)at), collection):
                    return false;
                case AssignmentOperation { Target: var target } when IsElementOf(target, collection) || ReferenceEquals(VariableOf(target), index):
                    return false;
                case UnaryOperation { Operator: UnaryOperator.PostIncrement or UnaryOperator.PreIncrement or UnaryOperator.PostDecrement or UnaryOperator.PreDecrement } e when ReferenceEquals(VariableOf(e.Operand), index):
                    return false;
                case ElementReferenceOperation e when IsElementOf(e, collection):
                    isRead |= ReferenceEquals(VariableOf(e.Index), index);
                    open.Push(e.Index);
                    continue;
                case InvocationOperation { Instance: { } instance } e when ReferenceEquals(VariableOf(instance), collection) && (IsNamed(e, "get") || IsNamed(e, "size") || IsNamed(e, "isEmpty") || IsNamed(e, "containsKey")):
                    isRead |= IsNamed(e, "get") && ReferenceEquals(VariableOf(e.Arguments[0]), index);
                    foreach (var argument in e.Arguments) open.Push(argument);
                    continue;
            }

            children.Clear();
            at.AddChildren(children);
            foreach (var child in children) open.Push(child);
        }

        return isRead;
    }

    private static bool IsElementOf(ExpressionOperation place, ISymbol collection) => place is ElementReferenceOperation e && ReferenceEquals(VariableOf(e.Instance), collection);

    private static bool IsNamed(InvocationOperation call, string name) => call.MethodName.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static ISymbol? VariableOf(ExpressionOperation expression) => expression switch
    {
        LocalReferenceOperation e => e.Local,
        ParameterReferenceOperation e => e.Parameter,
        ConversionOperation { IsExplicit: false } e => VariableOf(e.Operand),
        _ => null,
    };
}
