using System.Collections.Immutable;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>What all type symbols share: nothing declared, nothing inherited.</summary>
internal abstract class NamedTypeSymbol(string name) : INamedTypeSymbol
{
    public string Name { get; } = name;

    public virtual INamedTypeSymbol? ContainingType => null;

    public virtual Location? Location => null;

    public virtual DeclarationModifiers Modifiers => DeclarationModifiers.None;

    public virtual ImmutableArray<AnnotationSyntax> Annotations => [];

    public virtual bool IsFromSource => false;

    public bool IsStatic => false;

    public abstract TypeKind TypeKind { get; }

    public virtual SpecialType SpecialType => SpecialType.None;

    public virtual string FullName => Name;

    public virtual string Namespace => "";

    public virtual INamedTypeSymbol OriginalDefinition => this;

    public virtual ImmutableArray<ITypeSymbol> TypeArguments => [];

    public virtual INamedTypeSymbol? BaseType => null;

    public virtual ImmutableArray<INamedTypeSymbol> Interfaces => [];

    public virtual ImmutableArray<ISymbol> Members => [];

    public virtual MemberDeclarationSyntax? DeclaringSyntax => null;

    public virtual SyntaxTree? DeclaringTree => null;

    public virtual bool IsTest => false;

    public virtual ImmutableArray<ISymbol> GetMembers(string name) => [];

    /// <summary>Type parameters of a generic definition.</summary>
    public virtual ImmutableArray<TypeParameterSymbol> TypeParameters => [];

    public override string ToString() => FullName;
}

/// <summary>A type parameter of a platform generic.</summary>
internal sealed class TypeParameterSymbol(string name, int ordinal) : NamedTypeSymbol(name)
{
    public int Ordinal { get; } = ordinal;

    public override TypeKind TypeKind => TypeKind.TypeParameter;
}

/// <summary>A type that nothing declares, known by its written name only.</summary>
internal sealed class UnknownTypeSymbol(string name) : NamedTypeSymbol(name)
{
    public override TypeKind TypeKind => TypeKind.Unknown;
}

/// <summary><c>void</c> and the type of <c>null</c>, which have no members.</summary>
internal sealed class MemberlessTypeSymbol(string name, SpecialType specialType) : NamedTypeSymbol(name)
{
    public override TypeKind TypeKind => TypeKind.Class;

    public override SpecialType SpecialType => specialType;
}
