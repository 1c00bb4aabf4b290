using System.Collections.Immutable;
using ApexSovereignty.Semantics.Platform;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>A type of the platform, its members made from the table when first asked for.</summary>
internal sealed class PlatformTypeSymbol : NamedTypeSymbol
{
    private readonly TypeUniverse _universe;
    private MemberTable? _members;
    private INamedTypeSymbol? _baseType;
    private ImmutableArray<INamedTypeSymbol> _interfaces;

    public PlatformTypeSymbol(TypeUniverse universe, PlatformType declaration, SpecialType specialType)
        : base(declaration.Name[(declaration.Name.LastIndexOf('.') + 1)..])
    {
        _universe = universe;
        Declaration = declaration;
        SpecialType = specialType;
        TypeParameters = [.. declaration.TypeParameters.Select((parameter, i) => new TypeParameterSymbol(parameter, i))];
        TypeArguments = TypeParameters.CastArray<ITypeSymbol>();
        Namespace = specialType == SpecialType.None ? declaration.Namespace : "";
        var bare = Namespace.Length == 0 ? declaration.Name : declaration.Namespace + "." + declaration.Name;
        FullName = TypeParameters.IsEmpty ? bare : $"{bare}<{string.Join(", ", TypeParameters.Select(parameter => parameter.Name))}>";
        BareName = bare;
        HasInstanceMembers = declaration.Kind != PlatformTypeKind.Class || declaration.Members.Any(member => !member.IsStatic && member.Kind != PlatformMemberKind.Constructor);
    }

    public PlatformType Declaration { get; }

    /// <summary>Full name without type parameters.</summary>
    public string BareName { get; }

    /// <summary>Whether a variable of the type makes sense; false for classes such as <c>System.Site</c> that only carry static methods.</summary>
    public bool HasInstanceMembers { get; }

    public override TypeKind TypeKind => Declaration.Kind switch
    {
        PlatformTypeKind.Interface => TypeKind.Interface,
        PlatformTypeKind.Enum => TypeKind.Enum,
        _ => TypeKind.Class,
    };

    public override SpecialType SpecialType { get; }

    public override string FullName { get; }

    public override string Namespace { get; }

    public override ImmutableArray<TypeParameterSymbol> TypeParameters { get; }

    public override ImmutableArray<ITypeSymbol> TypeArguments { get; }

    public override INamedTypeSymbol? BaseType =>
        Declaration.BaseType is null ? null : _baseType ??= _universe.ResolvePlatformName(Declaration.BaseType, TypeParameters) as INamedTypeSymbol;

    public override ImmutableArray<INamedTypeSymbol> Interfaces
    {
        get
        {
            if (_interfaces.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(
                    ref _interfaces,
                    [.. Declaration.Interfaces.Select(name => _universe.ResolvePlatformName(name, TypeParameters)).OfType<INamedTypeSymbol>()]);
            }

            return _interfaces;
        }
    }

    public override ImmutableArray<ISymbol> Members => Table.Members;

    private MemberTable Table
    {
        get
        {
            if (_members is null) Interlocked.CompareExchange(ref _members, new MemberTable(PlatformMembers.Create(_universe, this, Declaration, TypeParameters)), comparand: null);
            return _members;
        }
    }

    public override ImmutableArray<ISymbol> GetMembers(string name) => Table.Get(name);
}

/// <summary>Makes symbols of the table's members.</summary>
internal static class PlatformMembers
{
    public static ImmutableArray<ISymbol> Create(TypeUniverse universe, NamedTypeSymbol container, PlatformType declaration, ImmutableArray<TypeParameterSymbol> typeParameters)
    {
        var members = ImmutableArray.CreateBuilder<ISymbol>(declaration.Members.Length);
        foreach (var member in declaration.Members)
        {
            if (declaration.Kind == PlatformTypeKind.Enum && member.Kind == PlatformMemberKind.Method) continue;
            members.Add(member.Kind switch
            {
                PlatformMemberKind.Property => new PlatformPropertySymbol(universe, container, member, typeParameters),
                PlatformMemberKind.EnumConstant => new EnumConstantSymbol(member.Name, container, location: null),
                _ => new PlatformMethodSymbol(universe, container, member, typeParameters),
            });
        }

        if (declaration.Kind == PlatformTypeKind.Enum) members.AddRange(EnumMethodSymbol.CreateAll(universe, container));
        return members.ToImmutable();
    }
}

/// <summary>A method or constructor of a platform type.</summary>
internal sealed class PlatformMethodSymbol(TypeUniverse universe, NamedTypeSymbol containingType, PlatformMember member, ImmutableArray<TypeParameterSymbol> typeParameters)
    : MethodSymbol(member.Name, containingType, member.Kind == PlatformMemberKind.Constructor ? MethodKind.Constructor : MethodKind.Ordinary)
{
    private ImmutableArray<IParameterSymbol> _parameters;
    private ITypeSymbol? _returnType;

    public override bool IsStatic => member.IsStatic;

    public override DeclarationModifiers Modifiers => DeclarationModifiers.Global | (member.IsStatic ? DeclarationModifiers.Static : DeclarationModifiers.None);

    public override ImmutableArray<IParameterSymbol> Parameters
    {
        get
        {
            if (_parameters.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(
                    ref _parameters,
                    [.. member.ParameterTypes.Select((type, i) => new ParameterSymbol("p" + i, universe.ResolvePlatformName(type, typeParameters), i, Container, tree: null, default))]);
            }

            return _parameters;
        }
    }

    public override ITypeSymbol ReturnType => _returnType ??= member.Kind == PlatformMemberKind.Constructor
        ? universe.Void
        : universe.ResolvePlatformName(member.Type, typeParameters);

    // Code of the project may override methods of interfaces, of exceptions, and those that every object has.
    public override bool IsVirtual => !member.IsStatic && MethodKind == MethodKind.Ordinary
        && (Container.TypeKind == TypeKind.Interface || Container.SpecialType == SpecialType.Object || ReferenceEquals(Container, universe.Exception));

    public override bool IsAbstract => Container.TypeKind == TypeKind.Interface;
}

/// <summary>A property of a platform type.</summary>
internal sealed class PlatformPropertySymbol(TypeUniverse universe, NamedTypeSymbol containingType, PlatformMember member, ImmutableArray<TypeParameterSymbol> typeParameters)
    : MemberSymbol(member.Name, containingType), IPropertySymbol
{
    private ITypeSymbol? _type;

    public override bool IsStatic => member.IsStatic;

    public override DeclarationModifiers Modifiers => DeclarationModifiers.Global | (member.IsStatic ? DeclarationModifiers.Static : DeclarationModifiers.None);

    public ITypeSymbol Type => _type ??= universe.ResolvePlatformName(member.Type, typeParameters);

    public IMethodSymbol? GetMethod => null;

    public IMethodSymbol? SetMethod => null;

    public override string ToString() => SymbolDisplay.ToDisplayString(this);
}
