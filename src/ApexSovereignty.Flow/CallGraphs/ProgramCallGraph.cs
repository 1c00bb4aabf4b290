using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Models;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.CallGraphs;

/// <summary>Which methods of the project a call may run.</summary>
internal sealed class ProgramCallGraph
{
    private static readonly string[] laterNames = ["execute", "start", "finish"];

    private readonly Compilation compilation;
    private readonly ModelTable models;
    private readonly HashSet<IMethodSymbol> bodies;
    private readonly Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> subtypes = new(ReferenceEqualityComparer.Instance as IEqualityComparer<INamedTypeSymbol>);
    private readonly HashSet<INamedTypeSymbol> createdTypes = [];
    private readonly ConcurrentDictionary<(IMethodSymbol Slot, ITypeSymbol? Receiver), ImmutableArray<IMethodSymbol>> candidates = new();

    public ProgramCallGraph(Compilation compilation, ModelTable models, Dictionary<IMethodSymbol, ControlFlowGraph> graphs, IEnumerable<INamedTypeSymbol> types)
    {
        this.compilation = compilation;
        this.models = models;
        bodies = [.. graphs.Keys];
        foreach (var type in types) AddToSupertypes(type);
        foreach (var graph in graphs.Values)
            foreach (var block in graph.Blocks)
                foreach (var instruction in block.Instructions)
                    if (instruction is NewInstruction { Type: INamedTypeSymbol made }) createdTypes.Add(made);
    }

    /// <summary>The methods that a call runs, by the receiver's objects where their class is known.</summary>
    public ImmutableArray<IMethodSymbol> Targets(CallInstruction call, AbstractValue instance)
    {
        if (call.Method is not { } method) return [];
        if (!call.IsVirtual) return bodies.Contains(method) ? [method] : [];
        if (instance.Objects.Length == 0) return Candidates(method, call.InstanceType);
        // Only what the graph has an edge to: another method's summary may not be there yet.
        var edges = Candidates(method, call.InstanceType);
        var found = ImmutableArray.CreateBuilder<IMethodSymbol>();
        foreach (var item in instance.Objects)
        {
            if (item.IsExact && item.Type is INamedTypeSymbol { IsFromSource: true } exact)
            {
                if (compilation.FindImplementation(exact, method) is { } one && edges.Contains(one) && !found.Contains(one)) found.Add(one);
            }
            else if (!IsPlatformObject(item))
            {
                // An object from outside is at least what it is declared as, and what the call takes it for.
                var receiver = item.Type is INamedTypeSymbol { IsFromSource: true } declared && call.InstanceType is INamedTypeSymbol taken && compilation.IsSubtypeOf(declared, taken) ? declared : call.InstanceType;
                foreach (var one in Candidates(method, receiver))
                    if (edges.Contains(one) && !found.Contains(one)) found.Add(one);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Whether no method of the project runs on it: a collection.</summary>
    public static bool IsPlatformObject(HeapObject item) => item.IsExact && item.Type is not INamedTypeSymbol { IsFromSource: true };

    /// <summary>All methods that a call may run, whatever the receiver is: the edges of the graph.</summary>
    public ImmutableArray<IMethodSymbol> Callees(CallInstruction call)
    {
        if (call.Method is not { } method || models.FindForCall(call) is not null) return [];
        return call.IsVirtual ? Candidates(method, call.InstanceType) : bodies.Contains(method) ? [method] : [];
    }

    /// <summary>
    /// The methods that the platform may run on an object of that class (<c>execute</c>, <c>start</c>, <c>finish</c>). Who makes
    /// the object comes after them, so that their summaries are there when it is handed to the platform.
    /// </summary>
    public IEnumerable<IMethodSymbol> LaterCallees(INamedTypeSymbol type) =>
        ImplementsPlatformInterface(type) ? laterNames.SelectMany(name => MethodsByName(type, name)) : [];

    /// <summary>
    /// The method that runs on an object of exactly that class, or null. The name may tell the first parameter's type, for a
    /// class that is several things at once: <c>execute(FinalizerContext)</c>.
    /// </summary>
    public IMethodSymbol? FindByName(INamedTypeSymbol type, string name)
    {
        var parenthesis = name.IndexOf('(', StringComparison.Ordinal);
        if (parenthesis < 0) return MethodsByName(type, name).FirstOrDefault();
        var parameter = name[(parenthesis + 1)..^1];
        return MethodsByName(type, name[..parenthesis]).FirstOrDefault(m => m.Parameters is [var first, ..] && first.Type.Name.Equals(parameter, StringComparison.OrdinalIgnoreCase));
    }

    private IEnumerable<IMethodSymbol> MethodsByName(INamedTypeSymbol type, string name)
    {
        var guard = 0;
        for (var at = type; at is not null && guard++ < 50; at = at.BaseType)
            foreach (var member in at.GetMembers(name))
                if (member is IMethodSymbol { IsStatic: false, IsAbstract: false } method && bodies.Contains(method)) yield return method;
    }

    private static bool ImplementsPlatformInterface(INamedTypeSymbol type)
    {
        var seen = new HashSet<INamedTypeSymbol>();
        var queue = new Queue<INamedTypeSymbol>([type]);
        while (queue.TryDequeue(out var at))
        {
            if (!at.IsFromSource && at.TypeKind == TypeKind.Interface) return true;
            if (!seen.Add(at) || seen.Count > 200) continue;
            if (at.BaseType is not null) queue.Enqueue(at.BaseType);
            foreach (var item in at.Interfaces) queue.Enqueue(item);
        }

        return false;
    }

    private ImmutableArray<IMethodSymbol> Candidates(IMethodSymbol slot, ITypeSymbol? receiver) => candidates.GetOrAdd((slot, receiver), key =>
    {
        var declared = key.Slot.ContainingType;
        if (declared is null) return [];
        var top = key.Receiver is INamedTypeSymbol named && subtypes.ContainsKey(named.OriginalDefinition) ? named.OriginalDefinition : declared.OriginalDefinition;
        if (!subtypes.TryGetValue(top, out var below)) return bodies.Contains(key.Slot) ? [key.Slot] : [];
        if (key.Receiver is INamedTypeSymbol { TypeArguments.IsEmpty: false } constructed) below = below.FindAll(t => IsOf(t, constructed));
        var made = below.Where(createdTypes.Contains).ToList();
        var found = new List<IMethodSymbol>();
        foreach (var type in made.Count > 0 ? made : below)
            if (compilation.FindImplementation(type, key.Slot) is { } method && bodies.Contains(method) && !found.Contains(method)) found.Add(method);
        if (found.Count == 0 && bodies.Contains(key.Slot)) found.Add(key.Slot);
        return [.. found];
    });

    /// <summary>Whether a class may stand for a constructed interface: <c>Iterator&lt;String&gt;</c> is no <c>Iterator&lt;Account&gt;</c>.</summary>
    private static bool IsOf(INamedTypeSymbol type, INamedTypeSymbol constructed)
    {
        var seen = new HashSet<INamedTypeSymbol>();
        var queue = new Queue<INamedTypeSymbol>([type]);
        while (queue.TryDequeue(out var at))
        {
            if (!seen.Add(at) || seen.Count > 200) continue;
            if (ReferenceEquals(at.OriginalDefinition, constructed.OriginalDefinition) && (at.TypeArguments.Length != constructed.TypeArguments.Length || at.TypeArguments.Zip(constructed.TypeArguments).All(p => MayBeSame(p.First, p.Second)))) return true;
            if (at.BaseType is not null) queue.Enqueue(at.BaseType);
            foreach (var item in at.Interfaces) queue.Enqueue(item);
        }

        return false;

        static bool MayBeSame(ITypeSymbol left, ITypeSymbol right) =>
            ReferenceEquals(left, right) || left.TypeKind is TypeKind.Unknown or TypeKind.TypeParameter || right.TypeKind is TypeKind.Unknown or TypeKind.TypeParameter
            || left.SpecialType is SpecialType.Object or SpecialType.SObject || right.SpecialType is SpecialType.Object or SpecialType.SObject || left.FullName.Equals(right.FullName, StringComparison.OrdinalIgnoreCase)
            || (left is INamedTypeSymbol { IsFromSource: true } && right is INamedTypeSymbol { IsFromSource: true });
    }

    private void AddToSupertypes(INamedTypeSymbol type)
    {
        var seen = new HashSet<INamedTypeSymbol>();
        var queue = new Queue<INamedTypeSymbol>([type]);
        while (queue.TryDequeue(out var at))
        {
            if (!seen.Add(at.OriginalDefinition) || seen.Count > 200) continue;
            if (!subtypes.TryGetValue(at.OriginalDefinition, out var below)) subtypes.Add(at.OriginalDefinition, below = []);
            below.Add(type);
            if (at.BaseType is not null) queue.Enqueue(at.BaseType);
            foreach (var item in at.Interfaces) queue.Enqueue(item);
        }
    }
}
