using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApexSovereignty.Metadata;
using ApexSovereignty.Semantics.Binding;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Semantics.Symbols;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics;

/// <summary>A compilation of source files. Where two files declare the same name, the first by path is meant.</summary>
internal sealed class SourceCompilation : Compilation
{
    [ThreadStatic]
    private static List<SourceFieldSymbol>? evaluatedConstants;

    private readonly Dictionary<string, SourceTypeSymbol> _topLevel = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, QueryShape?> _queryShapes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(INamedTypeSymbol Type, IMethodSymbol Slot), IMethodSymbol?> _implementations = new();
    private readonly BindingCounters _counters = new();

    public SourceCompilation(ImmutableArray<SyntaxTree> trees, ProjectModel project, int? jobs = null)
    {
        SyntaxTrees = trees.Sort((left, right) => string.CompareOrdinal(left.FilePath, right.FilePath));
        Project = project;
        Universe = new TypeUniverse(project, new SpellingTable(SyntaxTrees, jobs));
        Types = new TypeResolver(this, Universe);
        var types = new List<SourceTypeSymbol>();
        var triggers = new List<SourceTypeSymbol>();
        foreach (var tree in SyntaxTrees)
        {
            foreach (var member in tree.Root.Members)
            {
                switch (member)
                {
                    case TypeDeclarationSyntax type:
                        var symbol = new SourceTypeSymbol(this, tree, type, type.Name, container: null);
                        _topLevel.TryAdd(symbol.Name, symbol);
                        AddWithNested(symbol, types);
                        break;
                    case TriggerDeclarationSyntax trigger:
                        var triggerSymbol = new SourceTypeSymbol(this, tree, trigger, trigger.Name, container: null);
                        triggers.Add(triggerSymbol);
                        foreach (var nested in triggerSymbol.NestedInOrder) AddWithNested(nested, types);
                        break;
                }
            }
        }

        SourceTypes = Sorted(types);
        Triggers = Sorted(triggers);
    }

    public override ImmutableArray<SyntaxTree> SyntaxTrees { get; }

    public override ProjectModel Project { get; }

    public override ImmutableArray<INamedTypeSymbol> SourceTypes { get; }

    public override ImmutableArray<INamedTypeSymbol> Triggers { get; }

    public override ITypeSymbol UnknownType => Universe.Unknown;

    public override BindingStatistics Statistics => _counters.ToStatistics(TypeCounts.Of(this));

    public TypeUniverse Universe { get; }

    public TypeResolver Types { get; }

    public SourceTypeSymbol? FindTopLevel(string name) => _topLevel.GetValueOrDefault(name);

    public override ITypeSymbol? GetTypeByName(string fullName) => Types.FindByFullName(fullName);

    public override ISObjectTypeSymbol GetSObject(string name) => Universe.GetSObject(name);

    public override ITypeSymbol GetSpecialType(SpecialType type) => Universe.GetSpecialType(type);

    public override ImmutableArray<IMethodSymbol> GetMethodsWithBody(INamedTypeSymbol type)
    {
        if (type is not SourceTypeSymbol source) return [];
        var methods = ImmutableArray.CreateBuilder<IMethodSymbol>();
        if (source.Initializers.StaticConstructor is { } staticConstructor) methods.Add(staticConstructor);
        if (source.Initializers.InstanceInitializer is { } instanceInitializer) methods.Add(instanceInitializer);
        foreach (var member in source.Members)
        {
            switch (member)
            {
                case SourceMethodSymbol { IsAbstract: false } method:
                    methods.Add(method);
                    break;
                case TriggerBodySymbol trigger:
                    methods.Add(trigger);
                    break;
                case SourcePropertySymbol property:
                    if (property.GetMethod is not null) methods.Add(property.GetMethod);
                    if (property.SetMethod is not null) methods.Add(property.SetMethod);
                    break;
            }
        }

        return methods.ToImmutable();
    }

    public override IMethodSymbol? GetStaticConstructor(INamedTypeSymbol type) => (type as SourceTypeSymbol)?.Initializers.StaticConstructor;

    public override IMethodSymbol? GetInstanceInitializer(INamedTypeSymbol type) => (type as SourceTypeSymbol)?.Initializers.InstanceInitializer;

    public override BlockOperation? GetBody(IMethodSymbol method) => Binder.BindBody(this, method, _counters);

    /// <summary>A body bound without being counted.</summary>
    public BlockOperation? GetBodyUncounted(IMethodSymbol method) => Binder.BindBody(this, method, counters: null);

    public override SyntaxTree? GetTree(ISymbol symbol) =>
        symbol is INamedTypeSymbol { DeclaringTree: { } own } ? own : symbol.ContainingType?.DeclaringTree;

    public override bool IsSubtypeOf(ITypeSymbol type, ITypeSymbol baseType) => Inheritance.IsSubtypeOf(type, baseType);

    public override IMethodSymbol? FindImplementation(INamedTypeSymbol type, IMethodSymbol slot)
    {
        var key = (type, slot);
        return _implementations.TryGetValue(key, out var known) ? known : _implementations.GetOrAdd(key, Inheritance.FindImplementation(type, slot));
    }

    public override QueryShape? GetQueryShape(string soql)
    {
        if (_queryShapes.TryGetValue(soql, out var known)) return known;
        var query = SyntaxTree.ParseQuery(soql, out _);
        return _queryShapes.GetOrAdd(soql, query is null ? null : new QueryShapeBuilder(Universe).Build(query));
    }

    public override ImmutableArray<DeclarationDiagnostic> GetDiagnostics() => DeclarationChecks.Run(this);

    public override SemanticModel GetSemanticModel(SyntaxTree tree) => new SourceSemanticModel(this, tree);

    /// <summary>The constant of a static final field; null while the same thread is already at it, which makes a cycle no constant.</summary>
    public ConstantBox? EvaluateConstant(SourceFieldSymbol field)
    {
        var evaluated = evaluatedConstants ??= [];
        if (evaluated.Contains(field) || evaluated.Count > 64) return null;
        evaluated.Add(field);
        try
        {
            return Binder.BindConstant(this, field);
        }
        finally
        {
            evaluated.RemoveAt(evaluated.Count - 1);
        }
    }

    private static void AddWithNested(SourceTypeSymbol type, List<SourceTypeSymbol> types)
    {
        types.Add(type);
        foreach (var nested in type.NestedInOrder) AddWithNested(nested, types);
    }

    private static ImmutableArray<INamedTypeSymbol> Sorted(List<SourceTypeSymbol> types) =>
        [.. types.OrderBy(type => type.FullName, StringComparer.Ordinal)];
}
