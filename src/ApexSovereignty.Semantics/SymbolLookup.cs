using System.Collections.Immutable;
using ApexSovereignty.Semantics.Symbols;

namespace ApexSovereignty.Semantics;

/// <summary>
/// Gathers what can be named at a place, nearest first. Variables, methods and types hide only their own sort: a local
/// <c>account</c> leaves the type Account and a method account() in sight.
/// </summary>
internal sealed class SymbolLookup(SourceCompilation compilation, string? name)
{
    private const int LongestChain = 100;

    private readonly List<ISymbol> _found = [];
    private readonly HashSet<string> _variables = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _types = new(StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<ISymbol> ToImmutable() => [.. _found];

    public void AddVariable(ISymbol variable)
    {
        if (IsAsked(variable) && _variables.Add(variable.Name)) _found.Add(variable);
    }

    /// <summary>Adds what the types around a place declare and inherit, then the types of the project and, by name, of the platform.</summary>
    public void AddAround(SourceTypeSymbol? around, bool isStatic)
    {
        var onlyStatic = isStatic;
        for (var type = around; type is not null; type = type.Container)
        {
            var steps = 0;
            for (INamedTypeSymbol? current = type; current is not null && steps < LongestChain; current = current.BaseType, steps++)
                AddMembers(current, onlyStatic);
            AddType(type);
            // Nested classes see only what is static in the class around them.
            onlyStatic = true;
        }

        foreach (var type in compilation.SourceTypes)
            if (type.ContainingType is null) AddType(type);
        if (name is not null && compilation.Types.FindSimple(name, around) is { } platform) AddType(platform);
    }

    private void AddMembers(INamedTypeSymbol type, bool onlyStatic)
    {
        foreach (var member in name is null ? type.Members : type.GetMembers(name))
        {
            switch (member)
            {
                case INamedTypeSymbol nested:
                    AddType(nested);
                    break;
                case IMethodSymbol { MethodKind: MethodKind.Ordinary } method when !onlyStatic || method.IsStatic:
                    if (IsAsked(method) && !IsOverridden(method)) _found.Add(method);
                    break;
                case IFieldSymbol or IPropertySymbol when !onlyStatic || member.IsStatic:
                    AddVariable(member);
                    break;
            }
        }
    }

    private bool IsOverridden(IMethodSymbol method)
    {
        foreach (var found in _found)
        {
            if (found is IMethodSymbol other && other.Name.Equals(method.Name, StringComparison.OrdinalIgnoreCase) && Inheritance.SameParameters(other, method)) return true;
        }

        return false;
    }

    private void AddType(INamedTypeSymbol type)
    {
        if (IsAsked(type) && _types.Add(type.Name)) _found.Add(type);
    }

    private bool IsAsked(ISymbol symbol) => name is null || symbol.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
