namespace ApexSovereignty.Metadata;

/// <summary>Tells from a path what a file declares, and the name that the path gives to it.</summary>
internal static class MetadataFileName
{
    private const string SourceSuffix = "-meta.xml";

    public static MetadataFileKind? KindOf(string folder, string name)
    {
        var stem = WithoutSourceSuffix(name);
        var isSourceFormat = stem.Length < name.Length;
        var dot = stem.LastIndexOf('.');
        if (dot < 0)
            return null;

        return stem[(dot + 1)..].ToUpperInvariant() switch
        {
            "OBJECT" => MetadataFileKind.Object,
            "FIELD" when isSourceFormat => MetadataFileKind.Field,
            "NAMEDCREDENTIAL" => MetadataFileKind.NamedCredential,
            "EXTERNALCREDENTIAL" => MetadataFileKind.ExternalCredential,
            "LABELS" => MetadataFileKind.Labels,
            "LABEL" when isSourceFormat => MetadataFileKind.Label,
            "REMOTESITE" => MetadataFileKind.RemoteSite,
            "CSPTRUSTEDSITE" => MetadataFileKind.CspTrustedSite,
            // In metadata API format a record ends like a Markdown file, so folder and name must agree too.
            "MD" when stem.IndexOf('.', StringComparison.Ordinal) < dot
                && (isSourceFormat || EndsWithFolder(folder, "customMetadata")) => MetadataFileKind.CustomMetadataRecord,
            _ => null,
        };
    }

    /// <summary>The API name a file name stands for: no folder, no suffixes, percent escapes undone.</summary>
    public static string ApiNameOf(string path)
    {
        var stem = WithoutSourceSuffix(path[(path.LastIndexOf('/') + 1)..]);
        return Uri.UnescapeDataString(stem[..stem.LastIndexOf('.')]);
    }

    /// <summary>The object a field file belongs to: <c>objects/Loan__c/fields/Rate__c.field-meta.xml</c> gives <c>Loan__c</c>.</summary>
    public static string? ObjectNameOfField(string path)
    {
        var folders = path.Split('/')[..^1];
        var count = folders.Length;
        if (count > 0 && folders[^1].Equals("fields", StringComparison.OrdinalIgnoreCase))
            count--;
        return count == 0 ? null : Uri.UnescapeDataString(folders[count - 1]);
    }

    private static ReadOnlySpan<char> WithoutSourceSuffix(ReadOnlySpan<char> name) =>
        name.EndsWith(SourceSuffix, StringComparison.OrdinalIgnoreCase) ? name[..^SourceSuffix.Length] : name;

    private static string WithoutSourceSuffix(string name) => WithoutSourceSuffix(name.AsSpan()).ToString();

    private static bool EndsWithFolder(string folder, string name) =>
        folder.AsSpan(folder.LastIndexOf('/') + 1).Equals(name, StringComparison.OrdinalIgnoreCase);
}
