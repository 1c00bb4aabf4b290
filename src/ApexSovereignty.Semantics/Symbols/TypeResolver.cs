using System.Collections.Immutable;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>
/// What written types mean. The order is Apex's: nested types of the classes around, inherited nested types, the project's
/// types, then the platform's (System, Schema), sObjects, and other namespaces when qualified.
/// </summary>
internal sealed class TypeResolver(SourceCompilation compilation, TypeUniverse universe)
{
    /// <summary>A written type seen from inside a class; a named unknown type where nothing declares it.</summary>
    public ITypeSymbol Resolve(TypeSyntax syntax, SourceTypeSymbol? scope, bool inheritsScope = true)
    {
        ITypeSymbol type = syntax.Parts.Length == 1
            ? ResolveSimple(syntax.Parts[0], scope, inheritsScope)
            : ResolveQualified(syntax, scope, inheritsScope);
        for (var i = 0; i < syntax.ArrayRank; i++) type = universe.ListOf(type);
        return type;
    }

    /// <summary>A type by simple name seen from inside a class, or null.</summary>
    public NamedTypeSymbol? FindSimple(string name, SourceTypeSymbol? scope, bool inheritsScope = true) =>
        FindInScope(name, scope, inheritsScope) ?? compilation.FindTopLevel(name) ?? universe.FindBareName(name);

    /// <summary>A type by dotted name seen from inside a class, or null.</summary>
    public NamedTypeSymbol? FindDotted(string name, SourceTypeSymbol? scope) => FindParts(name.Split('.'), scope, inheritsScope: true);

    /// <summary>A nested type, declared or inherited.</summary>
    public static SourceTypeSymbol? FindNested(NamedTypeSymbol type, string name, bool inherits)
    {
        if (type is not SourceTypeSymbol source) return null;
        if (source.FindNested(name) is { } own) return own;
        if (!inherits) return null;
        var steps = 0;
        for (var ancestor = source.BaseType as SourceTypeSymbol; ancestor is not null && steps < 100; ancestor = ancestor.BaseType as SourceTypeSymbol, steps++)
            if (ancestor.FindNested(name) is { } inherited) return inherited;
        return null;
    }

    public bool IsNamespace(string name) => universe.IsPlatformNamespace(name) || IsOwnNamespace(name);

    public bool IsOwnNamespace(string name) => name.Equals(universe.Project.Namespace, StringComparison.OrdinalIgnoreCase);

    /// <summary>A type directly in a namespace, or null.</summary>
    public NamedTypeSymbol? FindInNamespace(string ns, string name)
    {
        if (IsOwnNamespace(ns) && compilation.FindTopLevel(name) is { } own) return own;
        if (universe.FindPlatformType(ns, name) is { } platform) return platform;
        return universe.FindQualifiedName(ns + "." + name);
    }

    /// <summary>A type by full name without a scope, type arguments included; null where there is none.</summary>
    public ITypeSymbol? FindByFullName(string fullName)
    {
        var open = fullName.IndexOf('<', StringComparison.Ordinal);
        if (open >= 0)
        {
            if (FindByFullName(fullName[..open].Trim()) is not NamedTypeSymbol definition || !fullName.EndsWith('>')) return null;
            var arguments = ImmutableArray.CreateBuilder<ITypeSymbol>();
            foreach (var argument in SplitArguments(fullName[(open + 1)..^1]))
                arguments.Add(FindByFullName(argument) ?? universe.GetUnknown(argument));
            return universe.Construct(definition, arguments.ToImmutable());
        }

        if (fullName.EndsWith("[]", StringComparison.Ordinal))
            return FindByFullName(fullName[..^2].Trim()) is { } element ? universe.ListOf(element) : null;
        var parts = fullName.Split('.');
        return FindParts(parts, scope: null, inheritsScope: false);
    }

    private static List<string> SplitArguments(string text)
    {
        var arguments = new List<string>();
        int depth = 0, start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                arguments.Add(text[start..i].Trim());
                start = i + 1;
            }
            else if (text[i] == '<')
            {
                depth++;
            }
            else if (text[i] == '>')
            {
                depth--;
            }
        }

        return arguments;
    }

    private ITypeSymbol ResolveSimple(TypeNamePartSyntax part, SourceTypeSymbol? scope, bool inheritsScope)
    {
        var name = part.Name.Text;
        var found = FindSimple(name, scope, inheritsScope);
        if (found is null) return universe.GetUnknown(name);
        return WithArguments(PreferObject(found, name), part.Arguments, scope, inheritsScope);
    }

    // A variable of type Site is a record, although System.Site has static methods.
    private NamedTypeSymbol PreferObject(NamedTypeSymbol found, string name) =>
        found is PlatformTypeSymbol { HasInstanceMembers: false, SpecialType: SpecialType.None } ? universe.FindSObject(name) ?? found : found;

    private ITypeSymbol ResolveQualified(TypeSyntax syntax, SourceTypeSymbol? scope, bool inheritsScope)
    {
        var names = new string[syntax.Parts.Length];
        for (var i = 0; i < names.Length; i++) names[i] = syntax.Parts[i].Name.Text;
        var found = FindParts(names, scope, inheritsScope);
        return found is null
            ? universe.GetUnknown(string.Join('.', names))
            : WithArguments(found, syntax.Parts[^1].Arguments, scope, inheritsScope);
    }

    private NamedTypeSymbol? FindParts(string[] names, SourceTypeSymbol? scope, bool inheritsScope)
    {
        if (names.Length == 1) return FindSimple(names[0], scope, inheritsScope);
        NamedTypeSymbol? type = FindInScope(names[0], scope, inheritsScope) ?? compilation.FindTopLevel(names[0]);
        if (Descend(type, names, 1, inheritsScope) is { } nested) return nested;
        if (IsOwnNamespace(names[0]) && Descend(compilation.FindTopLevel(names[1]), names, 2, inheritsScope) is { } own) return own;
        if (universe.FindQualifiedName(string.Join('.', names)) is { } platform) return platform;
        if (IsOwnNamespace(names[0]) && names.Length == 2) return universe.FindSObject(names[1]);
        // Records of a managed package may be written ns.Object__c.
        return names.Length == 2 && SObjectNames.HasSuffix(names[1]) && !universe.IsPlatformNamespace(names[0]) ? universe.FindSObject(names[0] + "__" + names[1]) : null;
    }

    private static NamedTypeSymbol? Descend(NamedTypeSymbol? type, string[] names, int from, bool inheritsScope)
    {
        for (var i = from; i < names.Length && type is not null; i++) type = FindNested(type, names[i], inheritsScope);
        return type;
    }

    private NamedTypeSymbol WithArguments(NamedTypeSymbol type, ImmutableArray<TypeSyntax> arguments, SourceTypeSymbol? scope, bool inheritsScope)
    {
        if (type.TypeParameters.IsEmpty) return type;
        var resolved = ImmutableArray.CreateBuilder<ITypeSymbol>(arguments.Length);
        foreach (var argument in arguments) resolved.Add(Resolve(argument, scope, inheritsScope));
        return universe.Construct(type, resolved.MoveToImmutable());
    }

    private static SourceTypeSymbol? FindInScope(string name, SourceTypeSymbol? scope, bool inheritsScope)
    {
        for (var current = scope; current is not null; current = current.Container)
        {
            if (FindNested(current, name, inheritsScope) is { } nested) return nested;
            if (!inheritsScope && FindInheritedByTopLevel(current, name) is { } inherited) return inherited;
            if (current.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return current;
        }

        return null;
    }

    // While base types are being resolved only those of top-level classes are asked for: they resolve without a scope, so
    // that no cycle can arise.
    private static SourceTypeSymbol? FindInheritedByTopLevel(SourceTypeSymbol type, string name)
    {
        var steps = 0;
        for (var current = type; current is { Container: null } && steps < 100; current = current.WrittenBaseType as SourceTypeSymbol, steps++)
            if (current.FindNested(name) is { } nested) return nested;
        return null;
    }
}
