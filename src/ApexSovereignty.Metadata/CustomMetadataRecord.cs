using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>A record of a custom metadata type.</summary>
public sealed record CustomMetadataRecord
{
    /// <summary>The type, e.g. <c>Llm_Setting__mdt</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>The record's developer name.</summary>
    public required string DeveloperName { get; init; }

    /// <summary>Where it is declared.</summary>
    public required MetadataLocation Location { get; init; }

    /// <summary>The label, or null.</summary>
    public string? Label { get; init; }

    /// <summary>Whether other namespaces cannot see it.</summary>
    public bool IsProtected { get; init; }

    /// <summary>The values in file order, one per field.</summary>
    public ImmutableArray<CustomMetadataValue> Values { get; init; } = [];

    /// <summary>The value of a field, case ignored; null when the record does not name the field.</summary>
    public CustomMetadataValue? FindValue(string field)
    {
        foreach (var value in Values)
        {
            if (value.Field.Equals(field, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return field.ToUpperInvariant() switch
        {
            "DEVELOPERNAME" or "QUALIFIEDAPINAME" => new CustomMetadataValue(field, DeveloperName, "string", Location),
            "LABEL" or "MASTERLABEL" when Label is not null => new CustomMetadataValue(field, Label, "string", Location),
            _ => null,
        };
    }
}

/// <summary>A field's value in a custom metadata record.</summary>
/// <param name="Field">The field's API name.</param>
/// <param name="Value">The value as written; null when it is nil.</param>
/// <param name="TypeText">The local part of <c>xsi:type</c>, e.g. <c>string</c>, <c>boolean</c>, <c>double</c>, or null.</param>
/// <param name="Location">Where it stands.</param>
public sealed record CustomMetadataValue(string Field, string? Value, string? TypeText, MetadataLocation Location);
