namespace ApexSovereignty.Metadata;

/// <summary>Tells from a path what a file declares, and the name that the path gives to it.</summary>
internal static class MetadataFileName
{
    private const string SourceSuffix = "-meta.xml";

    private static readonly (string Suffix, MetadataFileKind Kind)[] s_kinds =
    [
        ("field", MetadataFileKind.Field),
        ("object", MetadataFileKind.Object),
        ("labels", MetadataFileKind.Labels),
        ("label", MetadataFileKind.Label),
        ("translation", MetadataFileKind.Translation),
        ("namedCredential", MetadataFileKind.NamedCredential),
        ("externalCredential", MetadataFileKind.ExternalCredential),
        ("remoteSite", MetadataFileKind.RemoteSite),
        ("cspTrustedSite", MetadataFileKind.CspTrustedSite),
        ("externalServiceRegistration", MetadataFileKind.ExternalService),
        ("flow", MetadataFileKind.Flow),
        ("genAiPromptTemplate", MetadataFileKind.PromptTemplate),
        ("genAiFunction", MetadataFileKind.AgentAction),
    ];

    public static MetadataFileKind? KindOf(string folder, string name)
    {
        var stem = WithoutSourceSuffix(name);
        var isSourceFormat = stem.Length < name.Length;
        var dot = stem.LastIndexOf('.');
        if (dot < 0)
            return null;

        var suffix = stem[(dot + 1)..];
        foreach (var (candidate, kind) in s_kinds)
        {
            if (!suffix.Equals(candidate, StringComparison.OrdinalIgnoreCase))
                continue;
            // Type definitions of a JavaScript checker end in .flow too.
            var isTold = isSourceFormat || kind switch
            {
                MetadataFileKind.Field or MetadataFileKind.Label => false,
                MetadataFileKind.Flow => EndsWithFolder(folder, "flows"),
                MetadataFileKind.Translation => EndsWithFolder(folder, "translations"),
                _ => true,
            };
            return isTold ? kind : null;
        }

        // In metadata API format a record ends like a Markdown file, so folder and name must agree too.
        return suffix.Equals("md", StringComparison.OrdinalIgnoreCase)
            && stem.IndexOf('.') < dot
            && (isSourceFormat || EndsWithFolder(folder, "customMetadata"))
                ? MetadataFileKind.CustomMetadataRecord
                : null;
    }

    /// <summary>The API name a file name stands for: no folder, no suffixes, percent escapes undone.</summary>
    public static string ApiNameOf(string path)
    {
        var stem = WithoutSourceSuffix(path.AsSpan(path.LastIndexOf('/') + 1));
        return Uri.UnescapeDataString(stem[..stem.LastIndexOf('.')].ToString());
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

    private static bool EndsWithFolder(string folder, string name) =>
        folder.AsSpan(folder.LastIndexOf('/') + 1).Equals(name, StringComparison.OrdinalIgnoreCase);
}
