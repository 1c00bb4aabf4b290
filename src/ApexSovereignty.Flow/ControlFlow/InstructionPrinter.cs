using System.Collections.Immutable;
using System.Globalization;

namespace ApexSovereignty.Flow.ControlFlow;

/// <summary>One line of text for an instruction.</summary>
internal static class InstructionPrinter
{
    public static string Print(Instruction instruction) => instruction switch
    {
        ConstantInstruction i => $"{i.Result} = {Constant(i.Value)}",
        ParameterInstruction i => $"{i.Result} = parameter {i.Parameter.Name}",
        ThisInstruction i => $"{i.Result} = this",
        PhiInstruction i => $"{i.Result} = phi {i.Variable} ({List([.. i.Operands])})",
        AssignInstruction i => $"{i.Result} = {i.Variable} := {i.Operand}",
        ConvertInstruction i => $"{i.Result} = ({i.Type.FullName}) {i.Operand}",
        NarrowInstruction i => $"{i.Result} = {i.Operand} where {i.Field} = {i.Wanted}",
        ConcatInstruction i => $"{i.Result} = concat {List(i.Operands)}",
        ComputeInstruction i => $"{i.Result} = compute {List(i.Operands)}",
        TestInstruction i => $"{i.Result} = test {List(i.Operands)}",
        LoadFieldInstruction i => $"{i.Result} = {i.Instance}.{i.Field}",
        StoreFieldInstruction i => $"{i.Instance}.{i.Field} = {i.Value}",
        LoadStaticInstruction i => $"{i.Result} = static {i.Symbol.ContainingType?.FullName}.{i.Symbol.Name}",
        StoreStaticInstruction i => $"static {i.Symbol.ContainingType?.FullName}.{i.Symbol.Name} = {i.Value}",
        LoadElementInstruction i => $"{i.Result} = {i.Instance}[{i.Index}]",
        StoreElementInstruction i => $"{i.Instance}[{i.Key}] = {i.Value}",
        IterateInstruction i => $"{i.Result} = {i.Variable} in {i.Collection}",
        NewInstruction i => $"{i.Result} = new {i.Type.FullName}",
        QueryInstruction i => $"{i.Result} = query {string.Join(", ", i.Shapes.Select(s => s.Object.Name))}",
        CallInstruction i => $"{(i.Result.IsNone ? "" : $"{i.Result} = ")}{(i.IsVirtual ? "virtual " : "")}call {i.Method?.Signature ?? i.MethodName + "?"} on {i.Instance} ({List(i.Arguments)})",
        DmlInstruction i => $"{i.Operation} {i.Records}",
        LabelInstruction i => $"{i.Result} = label {i.Name}",
        UnknownInstruction i => $"{i.Result} = unknown {i.Name} {List(i.Operands)}",
        CaughtInstruction i => $"{i.Result} = caught {i.Region.ToString(CultureInfo.InvariantCulture)}",
        ThrowInstruction i => $"throw {i.Exception}",
        ReturnInstruction i => i.Value.IsNone ? "return" : $"return {i.Value}",
        _ => instruction.GetType().Name,
    };

    private static string List(ImmutableArray<ValueId> values) => string.Join(", ", values);

    private static string Constant(object? value) => value switch
    {
        null => "null",
        string s => $"'{s}'",
        bool b => b ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
