using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>Reads a <c>CustomField</c>, or a <c>fields</c> element of an object.</summary>
internal static class FieldReader
{
    public static FieldModel Read(string objectName, string name, MetadataElement element)
    {
        var typeText = element.Value("type");
        // Number words would parse too, so only names count.
        var type = typeText is not null && char.IsAsciiLetter(typeText[0]) && Enum.TryParse<FieldType>(typeText, ignoreCase: true, out var known)
            ? known
            : FieldType.Unknown;
        var model = new FieldModel
        {
            ObjectName = objectName,
            ApiName = name,
            Location = element.Location,
            Label = element.Value("label"),
            TypeText = typeText,
            Type = type,
            Length = element.Number("length"),
            ReferenceTo = [.. element.ChildrenNamed("referenceTo").Select(child => child.Text.Trim()).Where(text => text.Length > 0)],
            ComplianceGroups = ComplianceGroupsOf(element),
            SecurityClassification = element.Value("securityClassification"),
            Formula = element.Value("formula"),
            IsEncrypted = type == FieldType.EncryptedText || element.Flag("encrypted") == true
                || element.Value("encryptionScheme") is { } scheme && !scheme.Equals("None", StringComparison.OrdinalIgnoreCase),
        };
        if (!model.IsRelationship)
            return model;

        return model with
        {
            // A hierarchy can only be one of users, and metadata leaves the object out.
            ReferenceTo = model.ReferenceTo.IsEmpty && type == FieldType.Hierarchy ? ["User"] : model.ReferenceTo,
            ParentRelationshipName = ParentRelationshipNameOf(name),
            ChildRelationshipName = ChildRelationshipNameOf(name, element.Value("relationshipName")),
        };
    }

    private static ImmutableArray<string> ComplianceGroupsOf(MetadataElement element) =>
    [
        .. element.ChildrenNamed("complianceGroup")
            .SelectMany(child => MetadataFileReader.SplitList(child.Text, ';'))
            .Where(group => !group.Equals("None", StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static string? ParentRelationshipNameOf(string name)
    {
        if (IsCustom(name))
            return string.Concat(name.AsSpan(0, name.Length - 1), "r");
        return name.Length > 2 && name.EndsWith("Id", StringComparison.Ordinal) ? name[..^2] : null;
    }

    private static string? ChildRelationshipNameOf(string name, string? written)
    {
        if (written is null || !IsCustom(name) || written.EndsWith("__r", StringComparison.OrdinalIgnoreCase))
            return written;

        // A managed field (ns__Loan__c) puts its namespace before the relationship too.
        var prefix = name.IndexOf("__", StringComparison.Ordinal);
        var isManaged = prefix > 0 && prefix < name.Length - 3;
        return (isManaged && !written.Contains("__", StringComparison.Ordinal) ? name[..(prefix + 2)] : "") + written + "__r";
    }

    private static bool IsCustom(string name) => name.EndsWith("__c", StringComparison.OrdinalIgnoreCase);
}
