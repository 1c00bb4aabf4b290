using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;

namespace ApexSovereignty.Flow.Analysis;

/// <content>What comes about only where a parameter that is a flag has a value: callers often fix it (<c>toMap(client, false)</c>).</content>
internal sealed partial class MethodAnalysis
{
    /// <summary>What must hold at entry for the block that is being run, or null.</summary>
    private EntryGuard? blockGuard;

    private EntryGuard?[]? guards;
    private bool[]? hasGuard;

    private EntryGuard? GuardOf(BasicBlock block)
    {
        if (block.OnlyIf is not { } only) return null;
        guards ??= new EntryGuard?[graph.Blocks.Length];
        hasGuard ??= new bool[graph.Blocks.Length];
        if (hasGuard[block.Ordinal]) return guards[block.Ordinal];
        hasGuard[block.Ordinal] = true;
        return guards[block.Ordinal] = MakerOf(only.Test) is ParameterInstruction flag ? new EntryGuard(PathOf(flag), only.WhenTrue) : null;
    }

    private TaintSet Guarded(TaintSet taints)
    {
        if (blockGuard is null || taints.IsEmpty) return taints;
        var items = new TaintSetBuilder();
        for (var n = 0; n < taints.Count; n++)
            if (EntryGuard.TryCombine(taints[n].Guard, blockGuard, out var both)) items.Add(program.Taints.WithGuard(taints[n], both), taints.TraceAt(n));
        return items.ToSet();
    }

    /// <summary>What a call gives for a flag: a constant, a flag of this method, or a value that is not known.</summary>
    private (bool? Value, AccessPath? Open) FlagOf(CallInstruction call, int ordinal) => ordinal >= call.Arguments.Length ? (null, null) : MakerOf(call.Arguments[ordinal]) switch
    {
        ConstantInstruction { Value: bool value } => (value, null),
        ParameterInstruction flag => (null, PathOf(flag)),
        _ => (null, null),
    };

    private AccessPath PathOf(ParameterInstruction parameter)
    {
        ref var path = ref parameterPaths[Math.Min(parameter.Parameter.Ordinal, parameterPaths.Length - 1)];
        return path ??= AccessPath.ForParameter(parameter.Parameter);
    }
}
