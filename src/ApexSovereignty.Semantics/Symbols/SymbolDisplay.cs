using System.Text;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>Names of symbols as people and models write them.</summary>
public static class SymbolDisplay
{
    /// <summary>The signature of a method in its definition's terms, e.g. <c>List&lt;T&gt;.add(T)</c>.</summary>
    public static string Signature(IMethodSymbol method)
    {
        var definition = method.OriginalDefinition;
        var text = new StringBuilder(definition.ContainingType?.FullName).Append('.').Append(definition.Name).Append('(');
        for (var i = 0; i < definition.Parameters.Length; i++)
        {
            if (i > 0) text.Append(", ");
            text.Append(definition.Parameters[i].Type.FullName);
        }

        return text.Append(')').ToString();
    }

    /// <summary>A declaration in one line: <c>static String Outer.Inner.run(Id)</c>, <c>Account.Name : String</c>.</summary>
    public static string ToDisplayString(ISymbol symbol) => symbol switch
    {
        ITypeSymbol type => type.FullName,
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => $"{Static(method)}{method.ReturnType.FullName} {method.Signature}",
        IMethodSymbol method => $"{Static(method)}{method.Signature}",
        IFieldSymbol field => $"{Static(field)}{field.ContainingType?.FullName}.{field.Name} : {field.Type.FullName}",
        IPropertySymbol property => $"{Static(property)}{property.ContainingType?.FullName}.{property.Name} : {property.Type.FullName}",
        ILocalSymbol local => $"{local.Name} : {local.Type.FullName}",
        IParameterSymbol parameter => $"{parameter.Name} : {parameter.Type.FullName}",
        _ => symbol.Name,
    };

    private static string Static(ISymbol symbol) => symbol.IsStatic ? "static " : "";
}
