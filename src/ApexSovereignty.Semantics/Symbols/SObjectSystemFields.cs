using ApexSovereignty.Semantics.Platform;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>Fields that the platform gives to objects by their kind; an object of unknown kind is taken for an ordinary one.</summary>
internal static class SObjectSystemFields
{
    private static readonly PlatformField[] Record =
    [
        Field("Id", "id"), Field("Name", "string"), Field("IsDeleted", "boolean"), Field("CreatedDate", "datetime"), Lookup("CreatedById", "CreatedBy", "User"),
        Field("LastModifiedDate", "datetime"), Lookup("LastModifiedById", "LastModifiedBy", "User"), Field("SystemModstamp", "datetime"),
        Lookup("OwnerId", "Owner", "User", "Group"), Lookup("RecordTypeId", "RecordType", "RecordType"), Field("CurrencyIsoCode", "picklist"),
        Field("LastActivityDate", "date"), Field("LastViewedDate", "datetime"), Field("LastReferencedDate", "datetime"), Field("Division", "picklist"),
        Field("ConnectionReceivedId", "id"), Field("ConnectionSentId", "id"), Field("MayEdit", "boolean"), Field("IsLocked", "boolean"),
        Lookup("SetupOwnerId", "SetupOwner", "User", "Profile", "Organization"),
    ];

    private static readonly PlatformField[] CustomMetadata =
    [
        Field("Id", "id"), Field("DeveloperName", "string"), Field("MasterLabel", "string"), Field("Label", "string"), Field("QualifiedApiName", "string"),
        Field("NamespacePrefix", "string"), Field("Language", "picklist"), Field("SystemModstamp", "datetime"),
    ];

    private static readonly PlatformField[] Event =
    [
        Field("ReplayId", "string"), Field("EventUuid", "string"), Field("CreatedDate", "datetime"), Lookup("CreatedById", "CreatedBy", "User"),
    ];

    private static readonly PlatformField[] External =
        [Field("Id", "id"), Field("ExternalId", "string"), Field("DisplayUrl", "url")];

    private static readonly PlatformField[] Share =
    [
        Field("Id", "id"), Field("ParentId", "id"), Lookup("UserOrGroupId", "UserOrGroup", "User", "Group"), Field("AccessLevel", "picklist"),
        Field("RowCause", "picklist"), Field("IsDeleted", "boolean"), Field("LastModifiedDate", "datetime"), Lookup("LastModifiedById", "LastModifiedBy", "User"),
    ];

    private static readonly PlatformField[] History =
    [
        Field("Id", "id"), Field("ParentId", "id"), Field("Field", "picklist"), Field("OldValue", "anytype"), Field("NewValue", "anytype"),
        Field("DataType", "picklist"), Field("IsDeleted", "boolean"), Field("CreatedDate", "datetime"), Lookup("CreatedById", "CreatedBy", "User"),
    ];

    private static readonly PlatformField[] Feed =
    [
        Field("Id", "id"), Field("ParentId", "id"), Field("Type", "picklist"), Field("Body", "textarea"), Field("Title", "string"), Field("LinkUrl", "url"),
        Field("IsRichText", "boolean"), Field("RelatedRecordId", "id"), Lookup("InsertedById", "InsertedBy", "User"), Lookup("BestCommentId", "BestComment", "FeedComment"),
        Field("CommentCount", "int"), Field("LikeCount", "int"), Field("Visibility", "picklist"), Field("IsDeleted", "boolean"), Field("SystemModstamp", "datetime"),
        Field("CreatedDate", "datetime"), Lookup("CreatedById", "CreatedBy", "User"), Field("LastModifiedDate", "datetime"),
    ];

    private static readonly PlatformField[] ChangeEvent =
        [.. Record, Field("ReplayId", "string"), Field("ChangeEventHeader", "anytype")];

    public static PlatformField? Find(SObjectTypeSymbol type, string name)
    {
        foreach (var field in Of(type))
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return field;
        return null;
    }

    public static PlatformField? FindRelationship(SObjectTypeSymbol type, string name)
    {
        foreach (var field in Of(type))
            if (field.RelationshipName is { } relationship && relationship.Equals(name, StringComparison.OrdinalIgnoreCase)) return field;
        return name.Equals("Parent", StringComparison.OrdinalIgnoreCase) && CompanionOf(type.Name) is { } owner ? Lookup("ParentId", "Parent", owner) : null;
    }

    public static IEnumerable<string> NamesOf(SObjectTypeSymbol type) => Of(type).Select(field => field.Name);

    private static PlatformField[] Of(SObjectTypeSymbol type)
    {
        if (EndsWith("__Share")) return Share;
        if (EndsWith("__History")) return History;
        if (EndsWith("__Feed")) return Feed;
        if (EndsWith("__ChangeEvent")) return ChangeEvent;
        return type.Category switch
        {
            SObjectCategory.Custom or SObjectCategory.CustomSetting or SObjectCategory.BigObject or SObjectCategory.Unknown => Record,
            SObjectCategory.CustomMetadata => CustomMetadata,
            SObjectCategory.PlatformEvent => Event,
            SObjectCategory.External => External,
            _ => [],
        };

        bool EndsWith(string suffix) => type.Name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);
    }

    // Loan__Share, Loan__History and Loan__Feed belong to Loan__c.
    private static string? CompanionOf(string name)
    {
        foreach (var suffix in new[] { "__Share", "__History", "__Feed" })
            if (name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) return string.Concat(name.AsSpan(0, name.Length - suffix.Length), "__c");
        return null;
    }

    private static PlatformField Field(string name, string type) => new(name, type, [], RelationshipName: null);

    private static PlatformField Lookup(string name, string relationship, params string[] targets) => new(name, "reference", [.. targets], relationship);
}
