using System.Collections.Immutable;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>What all members share.</summary>
internal abstract class MemberSymbol(string name, NamedTypeSymbol containingType) : ISymbol
{
    public string Name { get; } = name;

    public NamedTypeSymbol Container { get; } = containingType;

    public INamedTypeSymbol? ContainingType => Container;

    public virtual Location? Location => null;

    public virtual DeclarationModifiers Modifiers => DeclarationModifiers.None;

    public virtual ImmutableArray<AnnotationSyntax> Annotations => [];

    public virtual bool IsFromSource => Container.IsFromSource;

    public virtual bool IsStatic => (Modifiers & DeclarationModifiers.Static) != 0;
}

/// <summary>A method of any origin.</summary>
internal abstract class MethodSymbol(string name, NamedTypeSymbol containingType, MethodKind kind) : MemberSymbol(name, containingType), IMethodSymbol
{
    private string? _signature;

    public abstract ImmutableArray<IParameterSymbol> Parameters { get; }

    public abstract ITypeSymbol ReturnType { get; }

    public MethodKind MethodKind { get; } = kind;

    public virtual bool IsVirtual => false;

    public virtual bool IsAbstract => false;

    public virtual IMethodSymbol? OverriddenMethod => null;

    public virtual IMethodSymbol OriginalDefinition => this;

    public virtual IPropertySymbol? AssociatedProperty => null;

    public virtual SyntaxNode? DeclaringSyntax => null;

    public virtual string Signature => _signature ??= SymbolDisplay.Signature(this);

    public override string ToString() => Signature;
}

/// <summary>A parameter of any origin.</summary>
internal sealed class ParameterSymbol(string name, ITypeSymbol type, int ordinal, NamedTypeSymbol containingType, SyntaxTree? tree, TextSpan span)
    : MemberSymbol(name, containingType), IParameterSymbol
{
    public ITypeSymbol Type { get; } = type;

    public int Ordinal { get; } = ordinal;

    public override Location? Location => tree?.GetLocation(span);

    public override string ToString() => Name;
}

/// <summary>A local variable.</summary>
internal sealed class LocalSymbol(string name, ITypeSymbol type, NamedTypeSymbol containingType, SyntaxTree tree, TextSpan span)
    : MemberSymbol(name, containingType), ILocalSymbol
{
    public ITypeSymbol Type { get; } = type;

    public override Location Location => tree.GetLocation(span);

    public override string ToString() => Name;
}
