using System.Collections.Immutable;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Inspection;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.Analysis;

/// <content>
/// What <c>apexsov explain FILE:LINE</c> asks: values on a line leave as exits of a kind of their own. Nothing of it runs in a scan.
/// </content>
internal sealed partial class MethodAnalysis
{
    private const int MaximumUpstream = 200;
    private const int LabelLength = 60;

    private readonly Dictionary<Instruction, Watch>? watches;

    /// <summary>An instruction under watch: the parts of each input that are looked at, and the names of the values.</summary>
    private sealed record Watch(ImmutableArray<WatchedInput> Inputs, bool HasResult, string[] Names);

    /// <summary>An input: a value, or a part of the request that it is.</summary>
    private readonly record struct WatchedInput(ValueId Value, string? Part);

    private Dictionary<Instruction, Watch>? FindWatches()
    {
        if (program.Inspection is not { } log || !tree.FilePath.Equals(log.Line.Path, StringComparison.Ordinal)) return null;
        var onLine = InstructionsOn(log.Line.Line);
        if (onLine.Count == 0) return null;
        var all = Upstream(onLine);
        var found = new Dictionary<Instruction, Watch>(ReferenceEqualityComparer.Instance as IEqualityComparer<Instruction>);
        foreach (var instruction in graph.Blocks.SelectMany(b => b.Instructions))
            if (all.Contains(instruction)) found.Add(instruction, CreateWatch(instruction, onLine.Contains(instruction), log));
        return found;
    }

    private HashSet<Instruction> InstructionsOn(int line)
    {
        var found = new HashSet<Instruction>(ReferenceEqualityComparer.Instance as IEqualityComparer<Instruction>);
        foreach (var instruction in graph.Blocks.SelectMany(b => b.Instructions))
        {
            if (instruction is ConstantInstruction or ThisInstruction or PhiInstruction) continue;
            if (instruction.Span.Length > 0 && tree.Text.GetLinePosition(instruction.Span.Start).Line == line) found.Add(instruction);
        }

        if (found.Count > 0) return found;
        // A line in the middle of a statement, as a lone argument: all that the statement does there.
        foreach (var instruction in graph.Blocks.SelectMany(b => b.Instructions))
        {
            if (instruction is ConstantInstruction or ThisInstruction or PhiInstruction || instruction.Syntax is not ExpressionSyntax) continue;
            if (tree.Text.GetLinePosition(instruction.Syntax.Span.Start).Line <= line && tree.Text.GetLinePosition(instruction.Syntax.Span.End).Line >= line) found.Add(instruction);
        }

        return found;
    }

    /// <summary>The instructions, those of the method that their values are made of, and earlier assignments to the same variables.</summary>
    private HashSet<Instruction> Upstream(HashSet<Instruction> start)
    {
        var makers = new Dictionary<int, Instruction>();
        var assignments = new List<AssignInstruction>();
        foreach (var instruction in graph.Blocks.SelectMany(b => b.Instructions))
        {
            if (!instruction.Result.IsNone) makers[instruction.Result.Index] = instruction;
            if (instruction is AssignInstruction assign) assignments.Add(assign);
        }

        var all = new HashSet<Instruction>(start, start.Comparer);
        var queue = new Queue<Instruction>(start);
        while (queue.TryDequeue(out var instruction) && all.Count < MaximumUpstream)
        {
            foreach (var operand in instruction.OperandsRead)
                if (!operand.IsNone && makers.TryGetValue(operand.Index, out var maker) && all.Add(maker)) queue.Enqueue(maker);
            if (instruction is not AssignInstruction { Variable: var variable } later) continue;
            foreach (var earlier in assignments)
                if (earlier.Variable == variable && earlier.Span.Start < later.Span.Start && all.Add(earlier)) queue.Enqueue(earlier);
        }

        return all;
    }

    private Watch CreateWatch(Instruction instruction, bool isOnLine, InspectionLog log)
    {
        var inputs = ImmutableArray.CreateBuilder<WatchedInput>();
        var labels = ImmutableArray.CreateBuilder<InspectedValue>();
        foreach (var (value, label, type) in InputsOf(instruction))
        {
            inputs.Add(new WatchedInput(value, null));
            labels.Add(new InspectedValue(label, type?.FullName ?? ""));
            if (type is not INamedTypeSymbol { Namespace: "System", Name: "HttpRequest" }) continue;
            foreach (var part in (string[])[ModelParts.Endpoint, ModelParts.Header, ModelParts.Body])
            {
                inputs.Add(new WatchedInput(value, part));
                labels.Add(new InspectedValue($"{part[1..]} of {label}", "String"));
            }
        }

        var effect = InspectionLog.EffectOf(instruction, program, out var model);
        var hasResult = !instruction.Result.IsNone && instruction.Type.SpecialType != SpecialType.Void;
        var text = Label(instruction.Syntax);
        var target = instruction switch
        {
            AssignInstruction i => i.Variable,
            IterateInstruction i => i.Variable,
            ParameterInstruction i => i.Parameter.Name,
            StoreFieldInstruction i => i.Symbol is null ? i.Field : NameOfMember(i.Symbol),
            StoreStaticInstruction i => NameOfMember(i.Symbol),
            _ => null,
        };
        return new Watch(inputs.ToImmutable(), hasResult, log.Add(instruction, new InspectedInstruction(method, At(instruction), text, isOnLine, effect)
        {
            Callee = instruction is CallInstruction call ? InspectionLog.CalleeOf(call) : null,
            Model = model,
            Target = target,
            Inputs = labels.ToImmutable(),
            Result = hasResult ? new InspectedValue(instruction is AssignInstruction or IterateInstruction or ParameterInstruction ? target! : text, instruction.Type.FullName) : null,
            Before = instruction is StoreFieldInstruction ? new InspectedValue(target!, instruction.Type.FullName) : null,
            CanCarry = TypeFacts.CanCarry(instruction.Type),
        }));
    }

    private IEnumerable<(ValueId Value, string Label, ITypeSymbol? Type)> InputsOf(Instruction instruction)
    {
        switch (instruction)
        {
            case CallInstruction call:
                var written = call.Syntax is InvocationExpressionSyntax invocation && invocation.Arguments.Length == call.Arguments.Length ? invocation.Arguments : [];
                if (!call.Instance.IsNone) yield return (call.Instance, call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } ? Label(receiver) : "this", call.InstanceType);
                for (var n = 0; n < call.Arguments.Length; n++)
                    yield return (call.Arguments[n], written.IsDefaultOrEmpty ? FormattableString.Invariant($"argument {n + 1}") : Label(written[n]), TypeOf(call.Arguments[n]));
                break;
            case StoreFieldInstruction store:
                yield return (store.Value, $"what {(store.Symbol is null ? store.Field : NameOfMember(store.Symbol))} takes", store.Type);
                break;
            case ReturnInstruction result:
                if (!result.Value.IsNone) yield return (result.Value, "the result", TypeOf(result.Value));
                break;
            case ConcatInstruction { Syntax: BinaryExpressionSyntax binary } concat when binary.Operands.Length == concat.Operands.Length:
                for (var n = 0; n < concat.Operands.Length; n++) yield return (concat.Operands[n], Label(binary.Operands[n]), TypeOf(concat.Operands[n]));
                break;
            default:
                foreach (var operand in instruction.OperandsRead)
                    if (!operand.IsNone) yield return (operand, "", TypeOf(operand));
                break;
        }
    }

    private ITypeSymbol? TypeOf(ValueId value) => graph.Blocks.SelectMany(b => b.Instructions).FirstOrDefault(i => i.Result == value)?.Type;

    private string Label(SyntaxNode syntax)
    {
        var text = string.Join(' ', tree.Text.ToString(syntax.Span).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= LabelLength ? text : text[..(LabelLength - 1)] + "…";
    }

    private void WatchBefore(Instruction instruction, HeapState state)
    {
        if (!watches!.TryGetValue(instruction, out var watch)) return;
        for (var n = 0; n < watch.Inputs.Length; n++)
        {
            var (id, part) = watch.Inputs[n];
            var value = part is null ? values[id.Index] : Load(state, values[id.Index], part, null, program.TextType);
            LetOut(instruction, watch.Names[n], value, state, withTexts: part is null or ModelParts.Endpoint);
        }

        if (instruction is StoreFieldInstruction store && values[store.Instance.Index].Objects is [{ IsMany: false }])
            LetOut(instruction, watch.Names[^1], Load(state, values[store.Instance.Index], store.Field, store.Symbol, store.Type), state);
    }

    private void WatchAfter(Instruction instruction, HeapState state)
    {
        if (watches!.TryGetValue(instruction, out var watch) && watch.HasResult) LetOut(instruction, watch.Names[^2], values[instruction.Result.Index], state);
    }

    private void LetOut(Instruction instruction, string name, AbstractValue value, HeapState state, bool withTexts = true)
    {
        var at = At(instruction);
        var taints = WithoutCarrier(AbstractValue.Of(AllIn(state, value))).Taints;
        for (var n = 0; n < taints.Count; n++) AddExit(new Exit(InspectionLog.DataKind, at, name, taints[n], taints.TraceAt(n), StringSet.None, ""));
        if (value.Strings.IsNone || !withTexts) return;
        var texts = StringSet.From(value.Strings.Values.Select(text => text.WithCarrier(null)));
        AddExit(new Exit(InspectionLog.TextKind, at, name, program.Taints.Of(InspectionLog.TextSource(at)), EntryTrace.Instance, texts, ""));
    }

    /// <summary>All data that can be reached from a value, the parts of requests and mails included.</summary>
    private TaintSet AllIn(HeapState state, AbstractValue value)
    {
        if (value.Objects.Length == 0) return value.Taints;
        var found = new TaintSetBuilder();
        found.Add(Deep(state, value));
        var seen = new HashSet<HeapObject>(value.Objects);
        var queue = new Queue<HeapObject>(value.Objects);
        while (queue.TryDequeue(out var item))
        {
            foreach (var (key, cell) in state.CellsOf(item)?.Entries ?? [])
            {
                if (key[0] == '~') found.Add(cell.Taints);
                foreach (var child in cell.Objects)
                    if (seen.Add(child)) queue.Enqueue(child);
            }
        }

        return found.ToSet();
    }
}
