using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>Reads a custom metadata record; type and developer name come from the file name <c>Type.Record</c>.</summary>
internal static class CustomMetadataReader
{
    public static CustomMetadataRecord Read(string name, MetadataElement root)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var type = name[..dot];
        return new CustomMetadataRecord
        {
            TypeName = type.EndsWith("__mdt", StringComparison.OrdinalIgnoreCase) ? type : type + "__mdt",
            DeveloperName = name[(dot + 1)..],
            Location = root.Location,
            Label = root.Value("label"),
            IsProtected = root.Flag("protected") ?? false,
            Values = ValuesOf(root),
        };
    }

    private static ImmutableArray<CustomMetadataValue> ValuesOf(MetadataElement root) =>
    [
        .. root.ChildrenNamed("values")
            .Select(ReadValue)
            .OfType<CustomMetadataValue>()
            .DistinctBy(value => value.Field, StringComparer.OrdinalIgnoreCase),
    ];

    private static CustomMetadataValue? ReadValue(MetadataElement element)
    {
        if (element.Value("field") is not { } field)
            return null;

        var value = element.Child("value");
        return new CustomMetadataValue(field, value is null or { IsNil: true } ? null : value.Text, value?.XsiType, element.Location);
    }
}
