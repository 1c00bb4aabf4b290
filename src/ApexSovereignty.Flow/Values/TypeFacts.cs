using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Values;

/// <summary>What values of a type can be, as far as data flow asks.</summary>
internal static class TypeFacts
{
    /// <summary>Whether a value may refer to an object whose fields matter.</summary>
    public static bool CanReferToObject(ITypeSymbol type) => type.TypeKind switch
    {
        TypeKind.Enum => false,
        _ => type.SpecialType switch
        {
            SpecialType.Void or SpecialType.Null or SpecialType.Boolean or SpecialType.Integer or SpecialType.Long or SpecialType.Double
                or SpecialType.Decimal or SpecialType.String or SpecialType.Id or SpecialType.Blob or SpecialType.Date or SpecialType.Datetime
                or SpecialType.Time => false,
            _ => !IsToken(type),
        },
    };

    /// <summary>Whether a value by itself can be made of data: text, numbers, dates, or anything not known better.</summary>
    public static bool CanBeData(ITypeSymbol type) => type.TypeKind switch
    {
        TypeKind.Enum => false,
        TypeKind.Unknown or TypeKind.TypeParameter => true,
        _ => type.SpecialType is SpecialType.Object or SpecialType.Boolean or SpecialType.Integer or SpecialType.Long or SpecialType.Double
            or SpecialType.Decimal or SpecialType.String or SpecialType.Blob or SpecialType.Date or SpecialType.Datetime or SpecialType.Time,
    };

    /// <summary>Whether values may carry anything: ids, schema tokens and enum constants never do.</summary>
    public static bool CanCarry(ITypeSymbol type) => CanBeData(type) || CanReferToObject(type);

    /// <summary>Whether a value may be text. The text of a <c>System.Type</c> is the name of what it stands for, that of an enum's constant or a token of the schema its name.</summary>
    public static bool CanBeText(ITypeSymbol type) =>
        type.SpecialType is SpecialType.String or SpecialType.Object or SpecialType.Blob || type.TypeKind is TypeKind.Unknown or TypeKind.TypeParameter or TypeKind.Enum || type is INamedTypeSymbol { Namespace: "System", Name: "Type", IsFromSource: false }
        || type is INamedTypeSymbol { Namespace: "Schema", Name: "SObjectField" or "DescribeFieldResult" or "ChildRelationship", IsFromSource: false } || IsNameOfObject(type);

    /// <summary>Whether a value stands for an sObject by its name.</summary>
    public static bool IsNameOfObject(ITypeSymbol type) => type is INamedTypeSymbol { Namespace: "Schema", Name: "SObjectType" or "DescribeSObjectResult", IsFromSource: false };

    /// <summary>Whether constants of the type serve as keys or flags, so that any value must not be taken for a certain one: numbers, Booleans and enums.</summary>
    public static bool IsKey(ITypeSymbol type) => type.TypeKind == TypeKind.Enum || type.SpecialType is SpecialType.Integer or SpecialType.Long or SpecialType.Boolean;

    public static bool IsSObject(ITypeSymbol type) => type.TypeKind == TypeKind.SObject || type.SpecialType is SpecialType.SObject or SpecialType.AggregateResult;

    public static bool IsCollection(ITypeSymbol type) => type.SpecialType is SpecialType.List or SpecialType.Set or SpecialType.Map or SpecialType.Iterable or SpecialType.Iterator;

    /// <summary>The type of a list's or set's elements or a map's values, or null.</summary>
    public static ITypeSymbol? ElementType(ITypeSymbol type) =>
        IsCollection(type) && type is INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } ? arguments[^1] : null;

    private static bool IsToken(ITypeSymbol type) => type is INamedTypeSymbol { Namespace: "Schema", TypeKind: not TypeKind.SObject };
}
