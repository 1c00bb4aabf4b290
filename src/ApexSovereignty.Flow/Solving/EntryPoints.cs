using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.Solving;

/// <summary>Methods that somebody outside the project calls.</summary>
internal static class EntryPoints
{
    private static readonly HashSet<string> annotations = new(StringComparer.OrdinalIgnoreCase)
    {
        "AuraEnabled", "InvocableMethod", "RemoteAction", "HttpGet", "HttpPost", "HttpPut", "HttpPatch", "HttpDelete", "NamespaceAccessible",
    };

    /// <summary>Whether the platform or a user calls it, whatever the project does.</summary>
    public static bool IsDeclared(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Trigger
        || (method.Modifiers & (DeclarationModifiers.Global | DeclarationModifiers.WebService)) != 0
        || method.Annotations.Any(a => annotations.Contains(a.Name.Text));

    /// <summary>Whether a user or an outside system chooses its arguments.</summary>
    public static bool TakesUserInput(IMethodSymbol method) =>
        (method.Modifiers & DeclarationModifiers.WebService) != 0 || method.Annotations.Any(a => annotations.Contains(a.Name.Text))
        || method.Parameters is [{ Type: INamedTypeSymbol { Namespace: "Messaging", Name: "InboundEmail" } }, ..];

    /// <summary>Whether a path is a property of a page's controller that the page may fill: one that anybody may set.</summary>
    public static bool IsSetByPage(AccessPath path)
    {
        const DeclarationModifiers Visible = DeclarationModifiers.Public | DeclarationModifiers.Global;
        while (path.Parent is { Parent: not null } parent) path = parent;
        return path is { Parent: { Root: PathRoot.This, Type: INamedTypeSymbol { IsFromSource: true } owner }, Symbol: IPropertySymbol { IsStatic: false } property }
            && (property.Modifiers & Visible) != 0
            && property.HasVisibleSetter
            && IsPageController(owner);
    }

    private static bool IsPageController(INamedTypeSymbol type) => type.Members.OfType<IMethodSymbol>().Any(m =>
        m.MethodKind == MethodKind.Constructor ? m.Parameters.Any(p => p.Type is INamedTypeSymbol { Namespace: "ApexPages" }) : m.ReturnType is INamedTypeSymbol { Namespace: "System", Name: "PageReference" } && !m.IsStatic && m.Parameters.IsEmpty);

    /// <summary>Whether records may come in by its parameters: not where only the class itself can call it.</summary>
    public static bool TakesRecords(IMethodSymbol method) => IsDeclared(method) || IsReachable(method);

    /// <summary>Whether outsiders could call it: what nothing calls and nobody can call is dead.</summary>
    public static bool IsReachable(IMethodSymbol method) =>
        (method.Modifiers & (DeclarationModifiers.Public | DeclarationModifiers.Global | DeclarationModifiers.Protected | DeclarationModifiers.Override)) != 0
        || method.ContainingType?.TypeKind is TypeKind.Interface;
}
