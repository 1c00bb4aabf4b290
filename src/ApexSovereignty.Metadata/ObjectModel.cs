using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>What sort of sObject an <see cref="ObjectModel"/> is.</summary>
public enum ObjectKind
{
    /// <summary>A standard object to which the project adds.</summary>
    Standard,

    /// <summary>A custom object (<c>__c</c>).</summary>
    Custom,

    /// <summary>A custom setting: <c>__c</c> with <c>customSettingsType</c>.</summary>
    CustomSetting,

    /// <summary>A custom metadata type (<c>__mdt</c>).</summary>
    CustomMetadata,

    /// <summary>A platform event (<c>__e</c>).</summary>
    PlatformEvent,

    /// <summary>An external object (<c>__x</c>).</summary>
    External,

    /// <summary>A big object (<c>__b</c>).</summary>
    BigObject,
}

/// <summary>An object as the project's package directories together declare it.</summary>
public sealed class ObjectModel
{
    private readonly FrozenDictionary<string, FieldModel> _fieldsByName;
    private readonly FrozenDictionary<string, FieldModel> _parentsByName;

    internal ObjectModel(string apiName, ObjectKind kind, string? label, string? pluralLabel, MetadataLocation location, ImmutableArray<FieldModel> fields)
    {
        ApiName = apiName;
        Kind = kind;
        Label = label;
        PluralLabel = pluralLabel;
        Location = location;
        Fields = fields;
        _fieldsByName = fields.ToFrozenDictionary(field => field.ApiName, StringComparer.OrdinalIgnoreCase);
        _parentsByName = fields
            .Where(field => field.ParentRelationshipName is not null)
            .DistinctBy(field => field.ParentRelationshipName, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(field => field.ParentRelationshipName!, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The API name, e.g. <c>Loan__c</c>.</summary>
    public string ApiName { get; }

    /// <summary>What sort of object it is.</summary>
    public ObjectKind Kind { get; }

    /// <summary>The label, or null.</summary>
    public string? Label { get; }

    /// <summary>The plural label, or null.</summary>
    public string? PluralLabel { get; }

    /// <summary>Where it is declared; a field's place when only fields are.</summary>
    public MetadataLocation Location { get; }

    /// <summary>The declared fields, ordered by API name.</summary>
    public ImmutableArray<FieldModel> Fields { get; }

    /// <summary>The field of that API name, case ignored; null when the project declares none.</summary>
    public FieldModel? FindField(string apiName) => _fieldsByName.GetValueOrDefault(apiName);

    /// <summary>The lookup field that a relationship name stands for (<c>Borrower__r</c> gives <c>Borrower__c</c>), case ignored.</summary>
    public FieldModel? FindParentRelationship(string relationshipName) => _parentsByName.GetValueOrDefault(relationshipName);

    /// <inheritdoc/>
    public override string ToString() => ApiName;
}
