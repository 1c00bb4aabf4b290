using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>How a named credential is built.</summary>
public enum NamedCredentialKind
{
    /// <summary>URL and authentication in one (before Winter '23).</summary>
    Legacy,

    /// <summary>A secured endpoint, whose authentication an external credential holds.</summary>
    SecuredEndpoint,

    /// <summary>A private endpoint (Private Connect).</summary>
    PrivateEndpoint,
}

/// <summary>A named credential, reached from code as <c>callout:NAME</c>.</summary>
public sealed record NamedCredentialModel
{
    /// <summary>The developer name.</summary>
    public required string Name { get; init; }

    /// <summary>How it is built.</summary>
    public required NamedCredentialKind Kind { get; init; }

    /// <summary>Where the URL stands; the whole declaration when there is none.</summary>
    public required MetadataLocation Location { get; init; }

    /// <summary>The label, or null.</summary>
    public string? Label { get; init; }

    /// <summary>The URL; null when metadata holds none.</summary>
    public string? Url { get; init; }

    /// <summary>The external credentials it uses.</summary>
    public ImmutableArray<string> ExternalCredentials { get; init; } = [];

    /// <summary>Whether merge fields such as <c>{!$Credential.Password}</c> are filled in within the body.</summary>
    public bool AllowMergeFieldsInBody { get; init; }

    /// <summary>Whether merge fields are filled in within headers.</summary>
    public bool AllowMergeFieldsInHeader { get; init; }

    /// <summary>Whether the platform adds the Authorization header; true when metadata does not say.</summary>
    public bool GenerateAuthorizationHeader { get; init; } = true;

    /// <summary>False when callouts through it are switched off (<c>calloutStatus</c> Disabled).</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>The parameters of a secured endpoint.</summary>
    public ImmutableArray<CredentialParameter> Parameters { get; init; } = [];
}

/// <summary>A parameter of a named or external credential.</summary>
/// <param name="Name">The name, or null.</param>
/// <param name="Type">The type, e.g. <c>Url</c>, <c>HttpHeader</c>, <c>AuthProviderUrl</c>, or null.</param>
/// <param name="Value">The value, or null.</param>
public sealed record CredentialParameter(string? Name, string? Type, string? Value);

/// <summary>An external credential.</summary>
/// <param name="Name">The developer name.</param>
/// <param name="Label">The label, or null.</param>
/// <param name="AuthenticationProtocol">E.g. <c>Oauth</c>, <c>Custom</c>, <c>AwsSv4</c>, or null.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Location">Where it is declared.</param>
public sealed record ExternalCredentialModel(
    string Name, string? Label, string? AuthenticationProtocol, ImmutableArray<CredentialParameter> Parameters, MetadataLocation Location);
