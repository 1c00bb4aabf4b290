using System.Collections.Immutable;
using ApexSovereignty.Semantics.Operations;

namespace ApexSovereignty.Semantics.Binding;

/// <summary>
/// Picks the method a call means: by the number of arguments, then by the least costly conversions, ties to the first.
/// The code is known to compile on the platform, so an imperfect fit is better than none.
/// </summary>
internal static class OverloadResolution
{
    public static IMethodSymbol? Pick(List<IMethodSymbol> candidates, ImmutableArray<ExpressionOperation> arguments, bool? wantsStatic)
    {
        IMethodSymbol? only = null;
        var fitting = 0;
        foreach (var candidate in candidates)
        {
            if (candidate.Parameters.Length != arguments.Length) continue;
            only = candidate;
            fitting++;
        }

        if (fitting <= 1) return only;
        IMethodSymbol? best = null;
        var bestCost = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var parameters = candidate.Parameters;
            if (parameters.Length != arguments.Length) continue;
            var cost = wantsStatic is { } isStatic && candidate.IsStatic != isStatic ? Conversions.Impossible : 0;
            for (var i = 0; i < parameters.Length && cost < bestCost; i++) cost += Conversions.Cost(arguments[i].Type, parameters[i].Type);
            if (cost >= bestCost) continue;
            best = candidate;
            bestCost = cost;
        }

        return best;
    }
}
