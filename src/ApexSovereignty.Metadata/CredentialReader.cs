namespace ApexSovereignty.Metadata;

/// <summary>Reads named credentials of both forms, and external credentials.</summary>
internal static class CredentialReader
{
    public static NamedCredentialModel ReadNamed(string name, MetadataElement root)
    {
        var parameters = root.ChildrenNamed("namedCredentialParameters").ToList();
        var urlParameter = parameters.Find(parameter => IsText(parameter.Value("parameterType"), "Url"));
        var legacyUrl = root.Value("endpoint");
        var urlElement = legacyUrl is not null ? root.Child("endpoint") : urlParameter?.Child("parameterValue");
        return new NamedCredentialModel
        {
            Name = name,
            Kind = KindOf(root, parameters.Count > 0),
            Location = urlElement?.Location ?? root.Location,
            Label = root.Value("label"),
            Url = legacyUrl ?? urlParameter?.Value("parameterValue"),
            ExternalCredentials =
            [
                .. parameters.Select(parameter => parameter.Value("externalCredential")).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase),
            ],
            AllowMergeFieldsInBody = root.Flag("allowMergeFieldsInBody") ?? false,
            AllowMergeFieldsInHeader = root.Flag("allowMergeFieldsInHeader") ?? false,
            GenerateAuthorizationHeader = root.Flag("generateAuthorizationHeader") ?? true,
            IsEnabled = !IsText(root.Value("calloutStatus"), "Disabled"),
            Parameters = [.. parameters.Select(ReadParameter)],
        };
    }

    public static ExternalCredentialModel ReadExternal(string name, MetadataElement root) => new(
        name,
        root.Value("label"),
        root.Value("authenticationProtocol"),
        [.. root.ChildrenNamed("externalCredentialParameters").Select(ReadParameter)],
        root.Location);

    private static NamedCredentialKind KindOf(MetadataElement root, bool hasParameters)
    {
        var written = root.Value("namedCredentialType");
        if (IsText(written, "SecuredEndpoint"))
            return NamedCredentialKind.SecuredEndpoint;
        if (IsText(written, "PrivateEndpoint"))
            return NamedCredentialKind.PrivateEndpoint;
        return written is null && hasParameters ? NamedCredentialKind.SecuredEndpoint : NamedCredentialKind.Legacy;
    }

    private static CredentialParameter ReadParameter(MetadataElement element) =>
        new(element.Value("parameterName"), element.Value("parameterType"), element.Value("parameterValue"));

    private static bool IsText(string? text, string expected) => string.Equals(text, expected, StringComparison.OrdinalIgnoreCase);
}
