using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Models;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.CallGraphs;

/// <summary>Which methods of the project a call may run.</summary>
internal sealed class ProgramCallGraph
{
    /// <summary>More classes than this that a name may mean are taken together as one object whose class is not known.</summary>
    private const int MaximumNamedTypes = 16;

    private static readonly string[] laterNames = ["execute", "start", "finish", "compareTo", "compare", "iterator", "next"];

    private readonly Compilation compilation;
    private readonly ModelTable models;
    private readonly HashSet<IMethodSymbol> bodies;
    private readonly Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> subtypes = new(ReferenceEqualityComparer.Instance as IEqualityComparer<INamedTypeSymbol>);
    private readonly HashSet<INamedTypeSymbol> createdTypes = [];
    private readonly Dictionary<CallInstruction, ImmutableArray<INamedTypeSymbol>> madeByName = new(ReferenceEqualityComparer.Instance as IEqualityComparer<CallInstruction>);
    private readonly Dictionary<string, IMethodSymbol> invocables = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(IMethodSymbol Slot, ITypeSymbol? Receiver), ImmutableArray<IMethodSymbol>> candidates = new();

    private readonly ConcurrentDictionary<(IMethodSymbol Slot, ITypeSymbol? Receiver, IMethodSymbol Target), ImmutableArray<INamedTypeSymbol>> running = new();

    public ProgramCallGraph(Compilation compilation, ModelTable models, Dictionary<IMethodSymbol, ControlFlowGraph> graphs, IEnumerable<INamedTypeSymbol> types)
    {
        this.compilation = compilation;
        this.models = models;
        bodies = [.. graphs.Keys];
        foreach (var type in types) AddToSupertypes(type);
        var byName = new List<(CallInstruction Call, ControlFlowGraph Graph)>();
        foreach (var graph in graphs.Values)
        {
            foreach (var instruction in graph.Blocks.SelectMany(b => b.Instructions))
            {
                if (instruction is NewInstruction { Type: INamedTypeSymbol made }) createdTypes.Add(made);
                else if (instruction is not CallInstruction call) continue;
                else if (IsNewInstance(call)) byName.Add((call, graph));
                else if (IsOfAction(call, "createCustomAction") && NameBehind(call.Arguments[^1], graph) is { } action && InvocableOf(action) is { } invoked) invocables.TryAdd(action, invoked);
            }
        }

        if (byName.Count == 0) return;
        var named = new Lazy<ImmutableArray<INamedTypeSymbol>>(() => TypesNamedIn(graphs.Values));
        foreach (var (call, graph) in byName)
        {
            var found = TypesMadeBy(call, graph, graphs.Values, named);
            // Of a registry of very many classes each is looked at by itself, as if outsiders called it: what goes to which is not told by the code.
            if (found.Length <= MaximumNamedTypes) createdTypes.UnionWith(found);
            // Where nearly anything may be made, only the calls on it matter: running all constructors there would tie the project into one circle.
            madeByName.Add(call, found.Length <= 1 || (found.Length <= MaximumNamedTypes && call.Type.SpecialType != SpecialType.Object) ? found : []);
        }
    }

    /// <summary>The invocable method of the class that an action of the name runs, if the code makes such an action; else null.</summary>
    public IMethodSymbol? FindInvocable(string name) => invocables.GetValueOrDefault(name);

    private IMethodSymbol? InvocableOf(string className) =>
        (compilation.GetTypeByName(className) as INamedTypeSymbol)?.Members.OfType<IMethodSymbol>().FirstOrDefault(m => bodies.Contains(m) && m.Annotations.Any(a => a.Name.Text.Equals("InvocableMethod", StringComparison.OrdinalIgnoreCase)));

    private static bool IsOfAction(CallInstruction call, string name) =>
        call is { Method: { IsFromSource: false, ContainingType: { Namespace: "Invocable", Name: "Action" } }, Arguments: var arguments } && (arguments.Length > 0 || name == "invoke") && call.MethodName.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The classes of the project that a call of <c>Type.newInstance()</c> may make, by name.</summary>
    public ImmutableArray<INamedTypeSymbol> TypesMadeBy(CallInstruction call) => madeByName.TryGetValue(call, out var types) ? types : [];

    private static bool IsNewInstance(CallInstruction call) =>
        call is { MethodName: var name, Method: { IsFromSource: false, ContainingType: { Namespace: "System", Name: "Type" } } } && name.Equals("newInstance", StringComparison.OrdinalIgnoreCase);

    /// <summary>A class that the code names there and then, else all that the result is taken for, else all that some text names.</summary>
    private ImmutableArray<INamedTypeSymbol> TypesMadeBy(CallInstruction call, ControlFlowGraph graph, IEnumerable<ControlFlowGraph> graphs, Lazy<ImmutableArray<INamedTypeSymbol>> named)
    {
        if (NameBehind(call.Instance, graph) is { } name) return compilation.GetTypeByName(name) is INamedTypeSymbol one && CanBeMade(one) ? [one] : [];
        if (call.Type is not INamedTypeSymbol taken || !subtypes.TryGetValue(taken.OriginalDefinition, out var below)) return named.Value;
        // An interface of the platform, as Callable, is implemented for purposes that have nothing to do with each other.
        var possible = taken.IsFromSource ? below : below.Intersect(TypesNamedIn(graphs.Where(g => ReferenceEquals(g.Method.ContainingType, graph.Method.ContainingType))));
        return [.. possible.Where(CanBeMade).OrderBy(t => t.FullName, StringComparer.Ordinal)];
    }

    private static bool CanBeMade(INamedTypeSymbol type) => type is { IsFromSource: true, TypeKind: TypeKind.Class } && (type.Modifiers & DeclarationModifiers.Abstract) == 0;

    /// <summary>The name in <c>Type.forName('Name').newInstance()</c> and <c>Name.class.newInstance()</c>.</summary>
    private static string? NameBehind(ValueId value, ControlFlowGraph graph)
    {
        for (var steps = 0; steps < 4; steps++)
        {
            var made = graph.Blocks.SelectMany(b => b.Instructions).FirstOrDefault(i => i.Result == value);
            switch (made)
            {
                case ConstantInstruction { Value: string name }:
                    return name;
                case AssignInstruction assigned:
                    value = assigned.Operand;
                    break;
                case CallInstruction { MethodName: var method, Arguments: [.., var last] } when method.Equals("forName", StringComparison.OrdinalIgnoreCase):
                    value = last;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The classes whose names stand in texts of the code or in values of custom metadata records.</summary>
    private ImmutableArray<INamedTypeSymbol> TypesNamedIn(IEnumerable<ControlFlowGraph> graphs)
    {
        var texts = graphs.SelectMany(g => g.Blocks).SelectMany(b => b.Instructions).OfType<ConstantInstruction>().Select(c => c.Value as string)
            .Concat(compilation.Project.CustomMetadataRecords.SelectMany(r => r.Values).Select(v => v.Value));
        var found = new HashSet<INamedTypeSymbol>();
        foreach (var text in texts.Where(t => t is { Length: > 0 and < 256 } && ModelFormat.IsName(t.Replace('.', '_'))).Distinct(StringComparer.OrdinalIgnoreCase))
            if (compilation.GetTypeByName(text!) is INamedTypeSymbol type && CanBeMade(type)) found.Add(type);
        return [.. found.OrderBy(t => t.FullName, StringComparer.Ordinal)];
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

    /// <summary>Whether code of the project makes objects of the class.</summary>
    public bool IsCreated(INamedTypeSymbol type) => createdTypes.Contains(type);

    /// <summary>Whether no method of the project runs on it: a collection.</summary>
    public static bool IsPlatformObject(HeapObject item) => item.IsExact && item.Type is not INamedTypeSymbol { IsFromSource: true };

    /// <summary>The classes that the project makes on whose objects a virtual call runs the method.</summary>
    public ImmutableArray<INamedTypeSymbol> TypesRunning(CallInstruction call, IMethodSymbol target) => call.Method is not { } slot ? [] : running.GetOrAdd((slot, call.InstanceType, target), key =>
    {
        var top = key.Receiver is INamedTypeSymbol named && subtypes.ContainsKey(named.OriginalDefinition) ? named.OriginalDefinition : key.Slot.ContainingType?.OriginalDefinition;
        if (top is null || !subtypes.TryGetValue(top, out var below)) return [];
        return [.. below.Where(t => createdTypes.Contains(t) && ReferenceEquals(compilation.FindImplementation(t, key.Slot), key.Target))];
    });

    /// <summary>All methods that a call may run, whatever the receiver is: the edges of the graph.</summary>
    public ImmutableArray<IMethodSymbol> Callees(CallInstruction call)
    {
        if (madeByName.TryGetValue(call, out var types)) return [.. types.SelectMany(t => DefaultCreation.MethodsOf(t, compilation).Concat(LaterCallees(t))).Where(bodies.Contains).Distinct()];
        if (invocables.Count > 0 && IsOfAction(call, "invoke")) return [.. invocables.Values];
        if (call.Method is not { } method || models.FindForCall(call) is not null) return [];
        return call.IsVirtual ? Candidates(method, call.InstanceType) : bodies.Contains(method) ? [method] : [];
    }

    /// <summary>
    /// The methods that the platform may run on an object of that class (<c>execute</c>, <c>start</c>, <c>finish</c>). Who makes
    /// the object comes after them, so that their summaries are there when it is handed to the platform.
    /// </summary>
    public IEnumerable<IMethodSymbol> LaterCallees(INamedTypeSymbol type) =>
        ImplementsPlatformInterface(type) ? laterNames.SelectMany(name => MethodsByName(type, name)) : [];

    /// <summary>The method that a batch runs on each part of its scope.</summary>
    public const string BatchExecute = "execute(BatchableContext)";

    /// <summary>Whether a method is the last that the platform runs of a batch class which nothing in the project makes.</summary>
    public bool EndsUnstartedBatch(IMethodSymbol method) =>
        method is { IsStatic: false, ContainingType: { } type, Parameters.Length: 1 } && method.Name.Equals("finish", StringComparison.OrdinalIgnoreCase)
        && !createdTypes.Contains(type) && type.Interfaces.Any(i => i is { Namespace: "Database", Name: "Batchable", IsFromSource: false })
        && subtypes.GetValueOrDefault(type.OriginalDefinition) is not { Count: > 1 };

    /// <summary>The methods of a batch that run before it finishes.</summary>
    public IEnumerable<IMethodSymbol> BatchMethodsOf(INamedTypeSymbol type) =>
        new[] { "start", BatchExecute, "iterator", "next" }.Select(name => FindByName(type, name)).OfType<IMethodSymbol>();

    /// <summary>Whether a type is what asks services and lets the platform call back.</summary>
    public static bool IsContinuation(ITypeSymbol type) => type is INamedTypeSymbol { Namespace: "System", Name: "Continuation", IsFromSource: false };

    /// <summary>The methods of a class that the platform may call back with the state of a continuation, their last parameter.</summary>
    public IEnumerable<IMethodSymbol> CallbacksOf(INamedTypeSymbol? type) =>
        type?.Members.OfType<IMethodSymbol>().Where(m => m is { MethodKind: MethodKind.Ordinary, Parameters: [.., { Type.SpecialType: SpecialType.Object }] } && bodies.Contains(m)) ?? [];

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

    /// <summary>Whether what one run of a batch leaves in its members is there in the next.</summary>
    public bool KeepsState(INamedTypeSymbol type) => compilation.GetTypeByName("Database.Stateful") is { } stateful && compilation.IsSubtypeOf(type, stateful);

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

    /// <summary>The methods that a virtual call may run on an object of a type or of a class below it.</summary>
    public ImmutableArray<IMethodSymbol> Candidates(IMethodSymbol slot, ITypeSymbol? receiver) => candidates.GetOrAdd((slot, receiver), key =>
    {
        var declared = key.Slot.ContainingType;
        if (declared is null) return [];
        var top = key.Receiver is INamedTypeSymbol named && subtypes.ContainsKey(named.OriginalDefinition) ? named.OriginalDefinition : declared.OriginalDefinition;
        if (!subtypes.TryGetValue(top, out var below)) return bodies.Contains(key.Slot) ? [key.Slot] : [];
        if (key.Receiver is INamedTypeSymbol { TypeArguments.IsEmpty: false } constructed) below = below.FindAll(t => IsOf(t, constructed));
        var made = below.Where(createdTypes.Contains).ToList();
        var found = new List<IMethodSymbol>();
        // What nobody here makes comes from elsewhere: of an own type it then is whatever there is, of the platform's it is somebody else's.
        foreach (var type in made.Count > 0 || !top.IsFromSource ? made : below)
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
