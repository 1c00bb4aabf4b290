using ApexSovereignty.Flow.Analysis;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.Solving;

/// <summary>What an access path means when nobody in the project calls the method: records handed in from outside are CRM data.</summary>
internal sealed class EntrySources(Compilation compilation)
{
    /// <summary>The CRM data that a path from a parameter names, if any.</summary>
    public IEnumerable<SourceField> SourcesOf(IMethodSymbol method, AccessPath path)
    {
        var root = path;
        var isJson = false;
        while (root.Parent is not null)
        {
            isJson |= root.Key.StartsWith(ModelParts.Json, StringComparison.Ordinal);
            root = root.Parent;
        }

        // A text of code that nobody here calls may come from anywhere; what a client sends is its own.
        if (isJson && !EntryPoints.TakesUserInput(method)) yield break;
        if (root.Root != PathRoot.Parameter || compilation.GetTree(method) is not { } tree) yield break;
        var site = new CodeLocation(tree, ParameterSpan(method, root.Ordinal));
        var kind = $"parameter '{root.Symbol?.Name}' of {method.ContainingType?.Name}.{method.Name}";
        // A field by a name that comes from outside too may be any.
        if (path.IsDeep || path is { KeyedBy: not null, Key: ['{', ..] })
        {
            foreach (var type in RecordTypes(path.Parent!.Type, 0)) yield return new SourceField(site, type.Name, "*", kind);
            yield break;
        }

        // An Object that is cast to a record is one: args.get('record').
        var isCast = path is { Symbol: ISObjectFieldSymbol, Parent.Type: { SpecialType: SpecialType.Object } or { TypeKind: TypeKind.Unknown } };
        if (path.Parent is not { } owner || (!TypeFacts.IsSObject(owner.Type) && !isCast) || FieldName.IsElement(path.Key)) yield break;
        var field = path.Symbol as ISObjectFieldSymbol ?? (owner.Type as ISObjectTypeSymbol is { SpecialType: not SpecialType.SObject } record ? record.GetField(path.Key) : null);
        if (field is not null)
        {
            if (path.Key == FieldName.Any) yield return new SourceField(site, field.Object.Name, "*", kind);
            else if (CrmData.IsData(field)) yield return new SourceField(site, field.Object.Name, field.Name, kind) { Field = field };
        }
        else if (CrmData.IsDataName(path.Key))
        {
            yield return new SourceField(site, owner.Type.Name, path.Key == FieldName.Any ? "*" : Spelled(path.Key), kind);
        }
    }

    private static readonly string[] commonObjects = ["Account", "Contact", "Lead", "Opportunity", "Case", "User"];

    /// <summary>How a field of a record of any object is spelled: as a common standard object or the project declares it, else as code writes it most.</summary>
    private string Spelled(string name)
    {
        foreach (var common in commonObjects)
            if (compilation.GetSObject(common).GetField(name) is { IsAssumed: false, Name: var standard }) return standard;
        foreach (var item in compilation.Project.Objects)
            if (compilation.Project.FindField(item.ApiName, name) is { ApiName: var declared }) return declared;
        return compilation.GetSObject("SObject").GetField(name).Name;
    }

    /// <summary>The CRM data that a path names whose record a parameter handed in; null where it is none.</summary>
    public SourceField? SourceBelow(IMethodSymbol method, AccessPath parameter, AccessPath path)
    {
        var root = parameter;
        while (root.Parent is not null) root = root.Parent;
        if (compilation.GetTree(method) is not { } tree) return null;
        return Below(path, new CodeLocation(tree, ParameterSpan(method, root.Ordinal)), $"parameter '{root.Symbol?.Name}' of {method.ContainingType?.Name}.{method.Name}");
    }

    /// <summary>The CRM data in a member that nothing in the project sets but outsiders can; null where it is none.</summary>
    public SourceField? SourceOfMember(IMethodSymbol method, AccessPath path, CallGraphs.ProgramCallGraph callGraph)
    {
        var member = path;
        while (member.Parent is { Parent: not null }) member = member.Parent;
        if (member.Root != PathRoot.This || member.Parent?.Type is not INamedTypeSymbol { IsFromSource: true } type || compilation.GetTree(method) is not { } tree) return null;
        switch (member.Symbol)
        {
            case IPropertySymbol { IsFromSource: true } property when !callGraph.IsCreated(type) && (property.Modifiers & (DeclarationModifiers.Public | DeclarationModifiers.Global)) != 0 && TypeFacts.IsSObject(property.Type):
                return property.Location is { } place && compilation.GetTree(property) is { } declared ? Below(path, new CodeLocation(declared, place.Span), $"property '{property.Name}' of {type.Name}") : null;
            case null when IsOfAbsentBase(type):
                return Below(path, new CodeLocation(tree, method.DeclaringSyntax?.Span ?? default), $"'{member.Key}' of the base class of {type.Name}");
            default:
                return null;
        }
    }

    private static bool IsOfAbsentBase(INamedTypeSymbol type)
    {
        var guard = 0;
        for (var at = type; at is not null && guard++ < 50; at = at.BaseType)
            if (at.TypeKind == TypeKind.Unknown) return true;
        return false;
    }

    /// <summary>The declaration of what a path of a method begins with or, below a parameter, of the parameter; null where it is not in the project.</summary>
    public CodeLocation? PlaceOf(AccessPath path, IMethodSymbol method)
    {
        var root = path;
        while (root.Parent is not null) root = root.Parent;
        if (root.Root == PathRoot.Parameter) return compilation.GetTree(method) is { } tree ? new CodeLocation(tree, ParameterSpan(method, root.Ordinal)) : null;
        return path.Symbol is { Location: { } place } symbol && compilation.GetTree(symbol) is { } declared ? new CodeLocation(declared, place.Span) : null;
    }

    private static SourceField? Below(AccessPath path, CodeLocation site, string kind)
    {
        if (path is { IsDeep: true, Parent: { Symbol: ISObjectFieldSymbol { IsRelationship: false } } below }) path = below;
        return !path.IsDeep && path.Symbol is ISObjectFieldSymbol field && CrmData.IsData(field) ? new SourceField(site, field.Object.Name, field.Name, kind) { Field = field } : null;
    }

    /// <summary>The CRM data that a path names which ends in a record of which any field may be there; null where it is none.</summary>
    public static SourceField? SourceOf(RecordOrigin record, AccessPath path)
    {
        // All below a field that is no relationship is the field.
        if (path is { IsDeep: true, Parent: { Symbol: ISObjectFieldSymbol { IsRelationship: false } } below }) path = below;
        if (path.IsDeep) return CrmData.IsData(record.Object) ? new SourceField(record.Site, record.Object.Name, "*", record.Kind) : null;
        return path.Symbol is ISObjectFieldSymbol field && CrmData.IsData(field) ? new SourceField(record.Site, field.Object.Name, field.Name, record.Kind) { Field = field } : null;
    }

    /// <summary>The sObject types whose records a value of the type can hold.</summary>
    private static IEnumerable<ITypeSymbol> RecordTypes(ITypeSymbol type, int depth)
    {
        if (depth > 3) return [];
        if (type is ISObjectTypeSymbol record) return CrmData.IsData(record) ? [record] : [];
        if (TypeFacts.IsSObject(type)) return [type];
        if (TypeFacts.ElementType(type) is { } element) return RecordTypes(element, depth + 1);
        if (type is not INamedTypeSymbol { IsFromSource: true, TypeKind: TypeKind.Class } named) return [];
        var found = new List<ITypeSymbol>();
        foreach (var member in named.Members)
        {
            if (member.IsStatic) continue;
            var memberType = member switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null };
            if (memberType is null || ReferenceEquals(memberType, type)) continue;
            foreach (var item in RecordTypes(memberType, depth + 1))
                if (!found.Contains(item)) found.Add(item);
        }

        return found;
    }

    private static Text.TextSpan ParameterSpan(IMethodSymbol method, int ordinal) =>
        method.DeclaringSyntax is MethodDeclarationSyntax declaration && ordinal < declaration.Parameters.Length
            ? declaration.Parameters[ordinal].Span
            : method.DeclaringSyntax?.Span ?? default;
}
