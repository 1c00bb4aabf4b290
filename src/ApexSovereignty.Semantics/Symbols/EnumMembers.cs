using System.Collections.Immutable;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>A constant of an enum.</summary>
internal sealed class EnumConstantSymbol(string name, NamedTypeSymbol containingType, Func<Location>? location) : MemberSymbol(name, containingType), IFieldSymbol
{
    public ITypeSymbol Type => Container;

    public override Location? Location => location?.Invoke();

    public override DeclarationModifiers Modifiers => DeclarationModifiers.Public | DeclarationModifiers.Static | DeclarationModifiers.Final;

    public bool HasConstantValue => false;

    public object? ConstantValue => null;

    public override string ToString() => SymbolDisplay.ToDisplayString(this);
}

/// <summary>
/// A method that every enum of the project has without declaring it. Models name it once for all enums:
/// <c>Enum.name()</c>, <c>Enum.valueOf(String)</c>.
/// </summary>
internal sealed class EnumMethodSymbol(string name, NamedTypeSymbol containingType, bool isStatic, ITypeSymbol returnType, ImmutableArray<ITypeSymbol> parameterTypes)
    : MethodSymbol(name, containingType, MethodKind.Ordinary)
{
    public override DeclarationModifiers Modifiers => DeclarationModifiers.Global | (isStatic ? DeclarationModifiers.Static : DeclarationModifiers.None);

    public override bool IsFromSource => false;

    public override ITypeSymbol ReturnType { get; } = returnType;

    public override ImmutableArray<IParameterSymbol> Parameters { get; } =
        [.. parameterTypes.Select((type, i) => new ParameterSymbol("p" + i, type, i, containingType, tree: null, default))];

    public override string Signature { get; } = $"Enum.{name}({string.Join(", ", parameterTypes.Select(type => type.FullName))})";

    public static ImmutableArray<ISymbol> CreateAll(TypeUniverse universe, NamedTypeSymbol enumType)
    {
        var text = universe.GetSpecialType(SpecialType.String);
        return
        [
            new EnumMethodSymbol("values", enumType, isStatic: true, universe.ListOf(enumType), []),
            new EnumMethodSymbol("valueOf", enumType, isStatic: true, enumType, [text]),
            new EnumMethodSymbol("name", enumType, isStatic: false, text, []),
            new EnumMethodSymbol("ordinal", enumType, isStatic: false, universe.GetSpecialType(SpecialType.Integer), []),
        ];
    }
}
