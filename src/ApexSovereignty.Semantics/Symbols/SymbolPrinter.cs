using System.Globalization;
using System.Text;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>
/// Prints a declared type with all its members, a line each, for tests and for people: kind, bases, types as they were
/// resolved, constants, and what a method overrides. Unknown types are printed by the name that is written.
/// </summary>
public static class SymbolPrinter
{
    /// <summary>The type and its members in source order, nested types indented; lines end with a line feed.</summary>
    public static string Print(INamedTypeSymbol type)
    {
        var text = new StringBuilder();
        Print(type, indent: 0, text);
        return text.ToString();
    }

    private static void Print(INamedTypeSymbol type, int indent, StringBuilder text)
    {
        var bases = new List<string>();
        if (type.BaseType is { } baseType) bases.Add(baseType.FullName);
        bases.AddRange(type.Interfaces.Select(implemented => implemented.FullName));
        text.Append(' ', indent).Append(Modifiers(type.Modifiers)).Append(type.TypeKind.ToString().ToLowerInvariant()).Append(' ').Append(type.FullName);
        if (bases.Count > 0) text.Append(" : ").AppendJoin(", ", bases);
        text.Append('\n');
        foreach (var member in type.Members)
        {
            if (member is INamedTypeSymbol nested) Print(nested, indent + 2, text);
            else if (member.IsFromSource || !type.IsFromSource) text.Append(' ', indent + 2).Append(Describe(member)).Append('\n');
        }
    }

    private static string Describe(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => $"{Modifiers(member.Modifiers)}constructor({Parameters(constructor)})",
        IMethodSymbol { MethodKind: MethodKind.Trigger } => "body",
        IMethodSymbol method => $"{Modifiers(member.Modifiers)}{method.ReturnType.FullName} {method.Name}({Parameters(method)})"
            + (method.OverriddenMethod is { } overridden ? " overrides " + overridden.Signature : ""),
        IPropertySymbol property => $"{Modifiers(member.Modifiers)}{property.Type.FullName} {property.Name} {{ {Accessor("get", property.GetMethod)} {Accessor("set", property.SetMethod)} }}",
        IFieldSymbol field when field.ContainingType?.TypeKind == TypeKind.Enum => field.Name,
        ISObjectFieldSymbol field => $"{field.Type.FullName} {field.Name}{(field.IsRelationship ? " relationship" : "")}{(field.IsAssumed ? " assumed" : "")}",
        IFieldSymbol field => $"{Modifiers(member.Modifiers)}{field.Type.FullName} {field.Name}{(field.HasConstantValue ? " = " + Constant(field.ConstantValue) : "")}",
        _ => member.Name,
    };

    private static string Accessor(string name, IMethodSymbol? method) => method is null ? name + ";" : name + " {…}";

    private static string Parameters(IMethodSymbol method) => string.Join(", ", method.Parameters.Select(parameter => $"{parameter.Type.FullName} {parameter.Name}"));

    private static string Constant(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Modifiers(DeclarationModifiers modifiers) =>
        modifiers == DeclarationModifiers.None ? "" : modifiers.ToString().ToLowerInvariant().Replace(",", "", StringComparison.Ordinal) + " ";
}
