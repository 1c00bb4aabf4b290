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
        (method.Modifiers & DeclarationModifiers.WebService) != 0 || method.Annotations.Any(a => annotations.Contains(a.Name.Text));

    /// <summary>Whether outsiders could call it: what nothing calls and nobody can call is dead.</summary>
    public static bool IsReachable(IMethodSymbol method) =>
        (method.Modifiers & (DeclarationModifiers.Public | DeclarationModifiers.Global | DeclarationModifiers.Protected | DeclarationModifiers.Override)) != 0
        || method.ContainingType?.TypeKind is TypeKind.Interface;
}
