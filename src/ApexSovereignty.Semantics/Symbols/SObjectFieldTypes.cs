using ApexSovereignty.Metadata;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>Apex types of field types.</summary>
internal static class SObjectFieldTypes
{
    public static ITypeSymbol OfPlatform(TypeUniverse universe, string type, string fieldName) => type switch
    {
        "id" or "reference" => universe.GetSpecialType(SpecialType.Id),
        "boolean" => universe.GetSpecialType(SpecialType.Boolean),
        "int" => universe.GetSpecialType(SpecialType.Integer),
        "long" => universe.GetSpecialType(SpecialType.Long),
        "double" or "currency" or "percent" => universe.GetSpecialType(SpecialType.Decimal),
        "date" => universe.GetSpecialType(SpecialType.Date),
        "datetime" => universe.GetSpecialType(SpecialType.Datetime),
        "time" => universe.GetSpecialType(SpecialType.Time),
        "base64" => universe.GetSpecialType(SpecialType.Blob),
        "address" => universe.FindPlatformType("System", "Address") ?? universe.Unknown,
        "location" => universe.FindPlatformType("System", "Location") ?? universe.Unknown,
        "anytype" when fieldName == "ChangeEventHeader" => universe.FindPlatformType("EventBus", "ChangeEventHeader") ?? universe.Unknown,
        "anytype" => universe.GetSpecialType(SpecialType.Object),
        _ => universe.GetSpecialType(SpecialType.String),
    };

    public static ITypeSymbol OfProject(TypeUniverse universe, FieldType type) => type switch
    {
        FieldType.Lookup or FieldType.MasterDetail or FieldType.Hierarchy => universe.GetSpecialType(SpecialType.Id),
        FieldType.Checkbox => universe.GetSpecialType(SpecialType.Boolean),
        FieldType.Currency or FieldType.Number or FieldType.Percent or FieldType.Summary => universe.GetSpecialType(SpecialType.Decimal),
        FieldType.Date => universe.GetSpecialType(SpecialType.Date),
        FieldType.DateTime => universe.GetSpecialType(SpecialType.Datetime),
        FieldType.Time => universe.GetSpecialType(SpecialType.Time),
        FieldType.Location => universe.FindPlatformType("System", "Location") ?? universe.Unknown,
        FieldType.Unknown => universe.Unknown,
        _ => universe.GetSpecialType(SpecialType.String),
    };
}
