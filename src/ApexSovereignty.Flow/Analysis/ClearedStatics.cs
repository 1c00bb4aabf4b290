using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <summary>
/// Static fields that hold one value and that methods set to a constant: <c>Memo.forget()</c>. What is let out of one is left to
/// callers, who know whether it was cleared before. Of other static fields too many callers would be told.
/// </summary>
internal static class ClearedStatics
{
    /// <summary>The fields, as <c>Type.field</c>.</summary>
    public static HashSet<string> Find(IEnumerable<ControlFlowGraph> graphs)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var graph in graphs)
        {
            if (graph.Method.MethodKind == MethodKind.StaticConstructor) continue;
            var stores = graph.Blocks.SelectMany(b => b.Instructions).OfType<StoreStaticInstruction>().Where(s => TypeFacts.CanBeData(s.Type) && !TypeFacts.CanReferToObject(s.Type)).ToList();
            if (stores.Count == 0) continue;
            var constants = graph.Blocks.SelectMany(b => b.Instructions).OfType<ConstantInstruction>().Select(c => c.Result).ToHashSet();
            foreach (var store in stores)
                if (constants.Contains(store.Value)) found.Add($"{store.Symbol.ContainingType?.FullName}.{store.Symbol.Name}");
        }

        return found;
    }
}
