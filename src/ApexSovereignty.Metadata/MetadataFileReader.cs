using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>Turns one metadata file into what it declares.</summary>
internal static class MetadataFileReader
{
    private static readonly ImmutableHashSet<string> s_objectChildren =
        ["fields", "label", "pluralLabel", "customSettingsType"];

    private static readonly ImmutableHashSet<string> s_fieldChildren =
    [
        "fullName", "label", "type", "length", "referenceTo", "relationshipName", "complianceGroup",
        "securityClassification", "formula", "encryptionScheme", "encrypted",
    ];

    // The other children translate what people see of objects, apps and reports.
    private static readonly ImmutableHashSet<string> s_translationChildren = ["customLabels"];

    // The description itself may be large, and tells nothing that is asked for.
    private static readonly ImmutableHashSet<string> s_serviceChildren =
        ["label", "namedCredential", "namedCredentialReference", "schemaAbsoluteUrl", "operations"];

    public static MetadataDeclarations Read(MetadataFile file, string text)
    {
        var (rootName, children) = ShapeOf(file.Kind);
        var root = MetadataXml.Read(text, file.Path, rootName, children, out var diagnostic);
        return new MetadataDeclarations(root is null ? [] : [.. Declarations(file, root)], diagnostic);
    }

    private static (string RootName, ImmutableHashSet<string>? Children) ShapeOf(MetadataFileKind kind) => kind switch
    {
        MetadataFileKind.Object => ("CustomObject", s_objectChildren),
        MetadataFileKind.Field => ("CustomField", s_fieldChildren),
        MetadataFileKind.NamedCredential => ("NamedCredential", null),
        MetadataFileKind.ExternalCredential => ("ExternalCredential", null),
        MetadataFileKind.Labels => ("CustomLabels", null),
        MetadataFileKind.Label => ("CustomLabel", null),
        MetadataFileKind.Translation => ("Translations", s_translationChildren),
        MetadataFileKind.CustomMetadataRecord => ("CustomMetadata", null),
        MetadataFileKind.RemoteSite => ("RemoteSiteSetting", null),
        MetadataFileKind.CspTrustedSite => ("CspTrustedSite", null),
        MetadataFileKind.ExternalService => ("ExternalServiceRegistration", s_serviceChildren),
        MetadataFileKind.Flow => ("Flow", AutomationReader.FlowChildren),
        MetadataFileKind.PromptTemplate => ("GenAiPromptTemplate", null),
        MetadataFileKind.AgentAction => ("GenAiFunction", null),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static IEnumerable<object> Declarations(MetadataFile file, MetadataElement root)
    {
        var name = MetadataFileName.ApiNameOf(file.Path);
        return file.Kind switch
        {
            MetadataFileKind.Object => ReadObject(name, root),
            MetadataFileKind.Field => ReadFieldFile(file.Path, name, root),
            MetadataFileKind.NamedCredential => [CredentialReader.ReadNamed(name, root)],
            MetadataFileKind.ExternalCredential => [CredentialReader.ReadExternal(name, root)],
            MetadataFileKind.Labels => root.ChildrenNamed("labels").Select(label => ReadLabel(label.Value("fullName"), label)).OfType<LabelModel>(),
            MetadataFileKind.Label => ReadLabel(root.Value("fullName") ?? name, root) is { } label ? [label] : [],
            MetadataFileKind.Translation => root.ChildrenNamed("customLabels").Select(ReadTranslation).OfType<LabelTranslation>(),
            MetadataFileKind.CustomMetadataRecord => [CustomMetadataReader.Read(name, root)],
            MetadataFileKind.RemoteSite => [ReadRemoteSite(name, root)],
            MetadataFileKind.CspTrustedSite => [ReadCspTrustedSite(name, root)],
            MetadataFileKind.ExternalService => [AutomationReader.ReadExternalService(name, root)],
            MetadataFileKind.Flow => [AutomationReader.ReadFlow(name, root)],
            MetadataFileKind.PromptTemplate => [PromptTemplateReader.Read(name, root)],
            MetadataFileKind.AgentAction => [AutomationReader.ReadAgentAction(name, root)],
            _ => [],
        };
    }

    private static IEnumerable<object> ReadObject(string name, MetadataElement root)
    {
        yield return new ObjectDeclaration(
            name, root.Value("label"), root.Value("pluralLabel"), root.Value("customSettingsType") is not null, root.Location);
        foreach (var field in root.ChildrenNamed("fields"))
        {
            if (field.Value("fullName") is { } fieldName)
                yield return FieldReader.Read(name, fieldName, field);
        }
    }

    private static IEnumerable<object> ReadFieldFile(string path, string name, MetadataElement root)
    {
        if (MetadataFileName.ObjectNameOfField(path) is { } objectName)
            yield return FieldReader.Read(objectName, root.Value("fullName") ?? name, root);
    }

    private static LabelModel? ReadLabel(string? name, MetadataElement label) =>
        name is null || label.Child("value") is not { } value
            ? null
            : new LabelModel(
                name, value.Text, label.Flag("protected") ?? false, SplitList(label.Value("categories"), ','), label.Value("language"), label.Location);

    private static LabelTranslation? ReadTranslation(MetadataElement label) =>
        label.Value("name") is { } name && label.Value("label") is { Length: > 0 } text ? new LabelTranslation(name, text) : null;

    private static RemoteSiteModel ReadRemoteSite(string name, MetadataElement root) =>
        new(name, root.Value("url"), root.Flag("isActive") ?? false, root.Flag("disableProtocolSecurity") ?? false, (root.Child("disableProtocolSecurity") ?? root).Location);

    private static CspTrustedSiteModel ReadCspTrustedSite(string name, MetadataElement root) =>
        new(name, root.Value("endpointUrl"), root.Flag("isActive") ?? false, root.Value("context"), root.Location);

    internal static ImmutableArray<string> SplitList(string? text, char separator) =>
        text is null ? [] : [.. text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
