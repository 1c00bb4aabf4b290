using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;

namespace ApexSovereignty.Flow.ControlFlow;

/// <content><c>Cache.Org.get(Loader.class, key)</c>: what is not in the cache, the platform has an object of the class load.</content>
internal sealed partial class ControlFlowGraphBuilder
{
    private ValueId? LowerCacheBuilder(InvocationOperation e)
    {
        if (e is not { Method: { IsFromSource: false, ContainingType.Namespace: "Cache" }, Arguments: [LiteralOperation { Symbol: INamedTypeSymbol { IsFromSource: true, TypeKind: TypeKind.Class } type }, var key] } || !IsNamed(e, "get")) return null;
        if (type.GetMembers("doLoad").OfType<IMethodSymbol>().FirstOrDefault(m => m is { IsStatic: false, Parameters.Length: 1 }) is not { } load) return null;
        var asked = LowerExpression(key);
        var loader = Result(r => new NewInstruction(r, e.Syntax, type, loopDepth > 0));
        EmitImplicit(e.Syntax, type, loader);
        return Result(r => new CallInstruction(r, e.Syntax, e.Type, load, load.Name, loader, type, [asked], IsVirtual: false, Region) { Span = NameSpan(e.Syntax) });
    }
}
