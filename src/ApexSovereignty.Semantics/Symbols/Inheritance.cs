using System.Collections.Immutable;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>Questions about base types, interfaces and overriding. All walks end on cyclic or broken hierarchies.</summary>
internal static class Inheritance
{
    private const int LongestChain = 100;

    /// <summary>The type and its base classes, nearest first.</summary>
    public static IEnumerable<INamedTypeSymbol> SelfAndBases(INamedTypeSymbol type)
    {
        var steps = 0;
        for (var current = type; current is not null && steps < LongestChain; current = current.BaseType, steps++)
            yield return current;
    }

    /// <summary>All interfaces of a type, inherited ones included, each once, nearest first.</summary>
    public static List<INamedTypeSymbol> AllInterfaces(INamedTypeSymbol type)
    {
        var found = new List<INamedTypeSymbol>();
        foreach (var ancestor in SelfAndBases(type))
            foreach (var direct in ancestor.Interfaces)
                if (!found.Contains(direct)) found.Add(direct);
        for (var i = 0; i < found.Count; i++)
            foreach (var direct in found[i].Interfaces)
                if (!found.Contains(direct)) found.Add(direct);
        return found;
    }

    /// <summary>Whether members may come from a base type that nothing declares.</summary>
    public static bool HasUnknownBase(INamedTypeSymbol type)
    {
        var steps = 0;
        for (var current = type; current is not null && steps < LongestChain; current = current.BaseType, steps++)
            if (current.TypeKind == TypeKind.Unknown) return true;
        if (type.TypeKind != TypeKind.Interface) return false;
        foreach (var implemented in AllInterfaces(type))
            if (implemented.TypeKind == TypeKind.Unknown) return true;
        return false;
    }

    public static bool IsSubtypeOf(ITypeSymbol type, ITypeSymbol baseType)
    {
        if (ReferenceEquals(type, baseType)) return true;
        if (baseType.SpecialType == SpecialType.Object) return type.SpecialType != SpecialType.Void && type.TypeKind != TypeKind.Unknown;
        if (type is not INamedTypeSymbol named) return false;
        var steps = 0;
        for (var current = named.BaseType; current is not null && steps < LongestChain; current = current.BaseType, steps++)
            if (ReferenceEquals(current, baseType)) return true;
        if (baseType.TypeKind != TypeKind.Interface && baseType.TypeKind != TypeKind.Unknown) return false;
        foreach (var implemented in AllInterfaces(named))
            if (ReferenceEquals(implemented, baseType)) return true;
        return false;
    }

    /// <summary>The method of a base class with the same name and parameter types.</summary>
    public static IMethodSymbol? FindOverridden(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type) return null;
        foreach (var ancestor in SelfAndBases(type).Skip(1))
        {
            foreach (var member in MethodsNamed(ancestor, method))
                if (SameParameters(member, method)) return member;
        }

        return null;
    }

    /// <summary>The method that runs when a slot is called on an object of a class.</summary>
    public static IMethodSymbol? FindImplementation(INamedTypeSymbol type, IMethodSymbol slot)
    {
        foreach (var ancestor in SelfAndBases(type))
        {
            IMethodSymbol? convertible = null;
            foreach (var member in MethodsNamed(ancestor, slot))
            {
                if (member.IsStatic || member.IsAbstract || member.Parameters.Length != slot.Parameters.Length) continue;
                if (SameParameters(member, slot)) return member;
                if (convertible is null && ParametersConvertible(member, slot)) convertible = member;
            }

            if (convertible is not null) return convertible;
        }

        return null;
    }

    private static IEnumerable<IMethodSymbol> MethodsNamed(INamedTypeSymbol type, IMethodSymbol slot)
    {
        if (slot.MethodKind is MethodKind.PropertyGet or MethodKind.PropertySet)
        {
            foreach (var member in type.GetMembers(slot.Name))
            {
                if (member is not IPropertySymbol property) continue;
                var accessor = slot.MethodKind == MethodKind.PropertyGet ? property.GetMethod : property.SetMethod;
                if (accessor is not null) yield return accessor;
            }

            yield break;
        }

        foreach (var member in type.GetMembers(slot.Name))
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method) yield return method;
    }

    public static bool SameParameters(IMethodSymbol left, IMethodSymbol right)
    {
        if (left.Parameters.Length != right.Parameters.Length) return false;
        for (var i = 0; i < left.Parameters.Length; i++)
            if (!ReferenceEquals(left.Parameters[i].Type, right.Parameters[i].Type)) return false;
        return true;
    }

    // execute(BatchableContext, List<Account>) implements execute(BatchableContext, List<SObject>).
    private static bool ParametersConvertible(IMethodSymbol member, IMethodSymbol slot)
    {
        for (var i = 0; i < member.Parameters.Length; i++)
        {
            var (own, declared) = (member.Parameters[i].Type, slot.Parameters[i].Type);
            if (!Related(own, declared)) return false;
        }

        return true;
    }

    private static bool Related(ITypeSymbol left, ITypeSymbol right)
    {
        if (left.TypeKind is TypeKind.Unknown or TypeKind.TypeParameter || right.TypeKind is TypeKind.Unknown or TypeKind.TypeParameter) return true;
        if (IsSubtypeOf(left, right) || IsSubtypeOf(right, left)) return true;
        var (leftArguments, rightArguments) = (Arguments(left), Arguments(right));
        if (leftArguments.IsEmpty || leftArguments.Length != rightArguments.Length) return false;
        for (var i = 0; i < leftArguments.Length; i++)
            if (!Related(leftArguments[i], rightArguments[i])) return false;
        return true;
    }

    private static ImmutableArray<ITypeSymbol> Arguments(ITypeSymbol type) => type is INamedTypeSymbol named ? named.TypeArguments : [];
}
