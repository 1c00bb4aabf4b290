using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>The type of a field, named as in the Metadata API (FieldType of CustomField).</summary>
public enum FieldType
{
    /// <summary>Not declared (as for most standard fields), or not known here; see <see cref="FieldModel.TypeText"/>.</summary>
    Unknown,

    /// <summary>Auto number.</summary>
    AutoNumber,

    /// <summary>Lookup to another object.</summary>
    Lookup,

    /// <summary>Master-detail to another object.</summary>
    MasterDetail,

    /// <summary>Lookup to an external object.</summary>
    ExternalLookup,

    /// <summary>Lookup from an external object by a unique field.</summary>
    IndirectLookup,

    /// <summary>Hierarchy of users.</summary>
    Hierarchy,

    /// <summary>Lookup to a custom metadata type or to entity and field definitions.</summary>
    MetadataRelationship,

    /// <summary>Checkbox.</summary>
    Checkbox,

    /// <summary>Currency.</summary>
    Currency,

    /// <summary>Date.</summary>
    Date,

    /// <summary>Date and time.</summary>
    DateTime,

    /// <summary>Time.</summary>
    Time,

    /// <summary>Number.</summary>
    Number,

    /// <summary>Percent.</summary>
    Percent,

    /// <summary>Roll-up summary.</summary>
    Summary,

    /// <summary>Geolocation.</summary>
    Location,

    /// <summary>E-mail address.</summary>
    Email,

    /// <summary>Phone number.</summary>
    Phone,

    /// <summary>URL.</summary>
    Url,

    /// <summary>Picklist.</summary>
    Picklist,

    /// <summary>Multi-select picklist.</summary>
    MultiselectPicklist,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Text area.</summary>
    TextArea,

    /// <summary>Long text area.</summary>
    LongTextArea,

    /// <summary>Rich text area.</summary>
    Html,

    /// <summary>Text with classic encryption.</summary>
    EncryptedText,

    /// <summary>File.</summary>
    File,

    /// <summary>Array.</summary>
    Array,
}

/// <summary>A field as metadata declares it.</summary>
public sealed record FieldModel
{
    /// <summary>The object it belongs to, as spelled where the field is declared.</summary>
    public required string ObjectName { get; init; }

    /// <summary>The API name, e.g. <c>Rate__c</c>.</summary>
    public required string ApiName { get; init; }

    /// <summary>Where it is declared first.</summary>
    public required MetadataLocation Location { get; init; }

    /// <summary>The label, or null.</summary>
    public string? Label { get; init; }

    /// <summary>The type as written; null when not declared.</summary>
    public string? TypeText { get; init; }

    /// <summary>The type; <see cref="FieldType.Unknown"/> when not declared.</summary>
    public FieldType Type { get; init; }

    /// <summary>The greatest number of characters, or null.</summary>
    public int? Length { get; init; }

    /// <summary>The objects a lookup points to; empty for other fields.</summary>
    public ImmutableArray<string> ReferenceTo { get; init; } = [];

    /// <summary>The name by which code walks to the parent: <c>Borrower__r</c> for <c>Borrower__c</c>, <c>Owner</c> for <c>OwnerId</c>; null when no lookup.</summary>
    public string? ParentRelationshipName { get; init; }

    /// <summary>The name by which the parent's subqueries reach this object, e.g. <c>Loans__r</c> (metadata: <c>relationshipName</c>); null when none.</summary>
    public string? ChildRelationshipName { get; init; }

    /// <summary>The groups of <c>complianceGroup</c> in written order, e.g. <c>PII</c>, <c>GDPR</c>; without <c>None</c>.</summary>
    public ImmutableArray<string> ComplianceGroups { get; init; } = [];

    /// <summary>The <c>securityClassification</c>, e.g. <c>Confidential</c>, or null.</summary>
    public string? SecurityClassification { get; init; }

    /// <summary>The formula, or null.</summary>
    public string? Formula { get; init; }

    /// <summary>Whether the value is computed by a formula.</summary>
    public bool IsFormula => Formula is not null;

    /// <summary>Whether the value is encrypted at rest (classic encrypted text, or an encryption scheme).</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>Whether it refers to a record of another object.</summary>
    public bool IsRelationship => Type is FieldType.Lookup or FieldType.MasterDetail or FieldType.ExternalLookup
        or FieldType.IndirectLookup or FieldType.Hierarchy or FieldType.MetadataRelationship;

    /// <inheritdoc/>
    public override string ToString() => ObjectName + "." + ApiName;
}
