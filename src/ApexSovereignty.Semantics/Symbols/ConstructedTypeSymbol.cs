using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>A platform generic with its arguments; members are substituted name by name, since most are never asked for.</summary>
internal sealed class ConstructedTypeSymbol : NamedTypeSymbol
{
    private readonly TypeUniverse _universe;
    private readonly PlatformTypeSymbol _definition;
    private readonly ConcurrentDictionary<string, ImmutableArray<ISymbol>> _members = new(concurrencyLevel: 1, capacity: 7, StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<ISymbol, ISymbol> _substituted = new(concurrencyLevel: 1, capacity: 7);
    private INamedTypeSymbol? _baseType;
    private ImmutableArray<INamedTypeSymbol> _interfaces;

    public ConstructedTypeSymbol(TypeUniverse universe, PlatformTypeSymbol definition, ImmutableArray<ITypeSymbol> arguments) : base(definition.Name)
    {
        _universe = universe;
        _definition = definition;
        TypeArguments = arguments;
        FullName = $"{definition.BareName}<{string.Join(", ", arguments.Select(argument => argument.FullName))}>";
    }

    public override TypeKind TypeKind => _definition.TypeKind;

    public override SpecialType SpecialType => _definition.SpecialType;

    public override string FullName { get; }

    public override string Namespace => _definition.Namespace;

    public override INamedTypeSymbol OriginalDefinition => _definition;

    public override ImmutableArray<ITypeSymbol> TypeArguments { get; }

    public override INamedTypeSymbol? BaseType =>
        _definition.BaseType is { } baseType ? _baseType ??= (INamedTypeSymbol)_universe.Substitute(baseType, TypeArguments) : null;

    public override ImmutableArray<INamedTypeSymbol> Interfaces
    {
        get
        {
            if (_interfaces.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(
                    ref _interfaces,
                    [.. _definition.Interfaces.Select(type => (INamedTypeSymbol)_universe.Substitute(type, TypeArguments))]);
            }

            return _interfaces;
        }
    }

    public override ImmutableArray<ISymbol> Members => [.. _definition.Members.Select(Substitute)];

    public override ImmutableArray<ISymbol> GetMembers(string name)
    {
        if (_members.TryGetValue(name, out var members)) return members;
        return _members.GetOrAdd(name, [.. _definition.GetMembers(name).Select(Substitute)]);
    }

    private ISymbol Substitute(ISymbol member)
    {
        if (_substituted.TryGetValue(member, out var known)) return known;
        return _substituted.GetOrAdd(member, member switch
        {
            IMethodSymbol method => new SubstitutedMethodSymbol(_universe, this, method),
            IPropertySymbol property => new SubstitutedPropertySymbol(_universe, this, property),
            _ => member,
        });
    }
}

/// <summary>A method of a constructed generic.</summary>
internal sealed class SubstitutedMethodSymbol(TypeUniverse universe, ConstructedTypeSymbol containingType, IMethodSymbol definition)
    : MethodSymbol(definition.Name, containingType, definition.MethodKind)
{
    private ImmutableArray<IParameterSymbol> _parameters;
    private ITypeSymbol? _returnType;

    public override DeclarationModifiers Modifiers => definition.Modifiers;

    public override bool IsStatic => definition.IsStatic;

    public override bool IsVirtual => definition.IsVirtual;

    public override bool IsAbstract => definition.IsAbstract;

    public override IMethodSymbol OriginalDefinition => definition;

    public override string Signature => definition.Signature;

    public override ITypeSymbol ReturnType => _returnType ??= universe.Substitute(definition.ReturnType, Container.TypeArguments);

    public override ImmutableArray<IParameterSymbol> Parameters
    {
        get
        {
            if (_parameters.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(
                    ref _parameters,
                    [.. definition.Parameters.Select(parameter => new ParameterSymbol(
                        parameter.Name, universe.Substitute(parameter.Type, Container.TypeArguments), parameter.Ordinal, Container, tree: null, default))]);
            }

            return _parameters;
        }
    }
}

/// <summary>A property of a constructed generic.</summary>
internal sealed class SubstitutedPropertySymbol(TypeUniverse universe, ConstructedTypeSymbol containingType, IPropertySymbol definition)
    : MemberSymbol(definition.Name, containingType), IPropertySymbol
{
    private ITypeSymbol? _type;

    public override DeclarationModifiers Modifiers => definition.Modifiers;

    public override bool IsStatic => definition.IsStatic;

    public ITypeSymbol Type => _type ??= universe.Substitute(definition.Type, Container.TypeArguments);

    public IMethodSymbol? GetMethod => null;

    public IMethodSymbol? SetMethod => null;
}
