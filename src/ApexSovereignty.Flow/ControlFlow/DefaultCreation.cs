using System.Collections.Immutable;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.ControlFlow;

/// <summary>What making an object without arguments runs.</summary>
internal static class DefaultCreation
{
    /// <summary>The methods that <c>new T()</c> runs on the object: the nearest constructor without parameters, then initializers, bases first.</summary>
    public static ImmutableArray<IMethodSymbol> MethodsOf(INamedTypeSymbol type, Compilation compilation)
    {
        var chain = new List<INamedTypeSymbol>();
        IMethodSymbol? declared = null;
        for (INamedTypeSymbol? at = type; at is { IsFromSource: true } && !chain.Contains(at); at = at.BaseType)
        {
            declared = at.Members.OfType<IMethodSymbol>().FirstOrDefault(m => m.MethodKind == MethodKind.Constructor && m.Parameters.IsEmpty);
            if (declared is not null) break;
            chain.Add(at);
        }

        var methods = ImmutableArray.CreateBuilder<IMethodSymbol>();
        if (declared is not null) methods.Add(declared);
        for (var i = chain.Count - 1; i >= 0; i--)
            if (compilation.GetInstanceInitializer(chain[i]) is { } initializer) methods.Add(initializer);
        return methods.ToImmutable();
    }
}
