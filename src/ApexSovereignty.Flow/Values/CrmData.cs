using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Values;

/// <summary>Which fields hold CRM data: business data of any class, as against what the system keeps for itself.</summary>
public static class CrmData
{
    private static readonly HashSet<string> systemFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "Id", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp", "IsDeleted", "RecordTypeId", "OwnerId",
        "LastViewedDate", "LastReferencedDate", "LastActivityDate", "CurrencyIsoCode", "DeveloperName", "NamespacePrefix", "ChangeEventHeader", "ReplayId", "EventUuid",
    };

    /// <summary>Whether the field's value is CRM data.</summary>
    public static bool IsData(ISObjectFieldSymbol field) =>
        !field.IsRelationship && !field.IsId && field.Type.SpecialType != SpecialType.Id && !systemFields.Contains(field.Name) && IsData(field.Object);

    /// <summary>Whether whatever is put into the field is no data: ids, and what the system keeps for itself.</summary>
    public static bool NeverHoldsData(ISObjectFieldSymbol field) => field.IsId || field.Type.SpecialType == SpecialType.Id || (systemFields.Contains(field.Name) && IsData(field.Object));

    /// <summary>Whether records of the object hold CRM data.</summary>
    public static bool IsData(ISObjectTypeSymbol type) =>
        type.Category is not (SObjectCategory.Setup or SObjectCategory.CustomSetting or SObjectCategory.CustomMetadata)
        && !type.Name.EndsWith("__mdt", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a field of that name, of an object that is not known, is CRM data.</summary>
    public static bool IsDataName(string fieldName) =>
        !systemFields.Contains(fieldName) && !fieldName.EndsWith("Id", StringComparison.Ordinal) && !fieldName.EndsWith("__r", StringComparison.OrdinalIgnoreCase);
}
