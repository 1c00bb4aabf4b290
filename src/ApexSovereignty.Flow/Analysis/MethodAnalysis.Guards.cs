using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;

namespace ApexSovereignty.Flow.Analysis;

/// <content>What comes about only where a flag has a value: callers often fix it (<c>toMap(client, false)</c>, <c>new Exporter(Mode.KEYS)</c>).</content>
internal sealed partial class MethodAnalysis
{
    /// <summary>What must hold at entry for the block that is being run, or null.</summary>
    private EntryGuard? blockGuard;

    private EntryGuard? GuardOf(BasicBlock block)
    {
        if (block.OnlyIf is not { } only) return null;
        var path = values[only.Value.Index].Strings.KeyOfCaller ?? FieldOfThis(values[only.Value.Index].Strings);
        return path is null ? null : new EntryGuard(path, only.Texts, only.IsAmong);
    }

    /// <summary>The field of the object on which the method runs whose text it is; null for any other text.</summary>
    private static AccessPath? FieldOfThis(StringSet texts) =>
        texts.Values is [{ Guard: null, Parts: [{ Path: { Root: PathRoot.This, Depth: 1 } path }] }] ? path : null;

    private TaintSet Guarded(TaintSet taints) => blockGuard is null ? taints : Guarded(taints, blockGuard);

    /// <summary>The facts as they come about where a demand is met.</summary>
    private TaintSet Guarded(TaintSet taints, EntryGuard guard)
    {
        if (taints.IsEmpty) return taints;
        var items = new TaintSetBuilder();
        for (var n = 0; n < taints.Count; n++)
            if (EntryGuard.TryCombine(taints[n].Guard, guard, out var both)) items.Add(program.Taints.WithGuard(taints[n], both), taints.TraceAt(n));
        return items.ToSet();
    }

    /// <summary>What is demanded of the text of a flag: met, or to be met by a caller, or not (false).</summary>
    private static bool TryDemand(EntryGuard guard, StringSet texts, EntryGuard? outer, out EntryGuard? here)
    {
        here = outer;
        // Null, or a value of which no text is kept.
        if (texts.IsNone) return true;
        if ((texts.KeyOfCaller ?? FieldOfThis(texts)) is { } open) return EntryGuard.TryCombine(guard.At(open), outer, out here);
        foreach (var value in texts.Values)
            if (value.Exact is not { } text || guard.Allows(text)) return true;
        return false;
    }

    private AccessPath PathOf(ParameterInstruction parameter)
    {
        ref var path = ref parameterPaths[Math.Min(parameter.Parameter.Ordinal, parameterPaths.Length - 1)];
        return path ??= AccessPath.ForParameter(parameter.Parameter);
    }
}
