namespace ApexSovereignty.Rules.Policies;

/// <summary>An endpoint as far as the analysis knows its text.</summary>
/// <param name="Text">The whole text, or the part at the front that the code fixes.</param>
/// <param name="IsExact">Whether the text is whole; otherwise more follows that is not known.</param>
public sealed record EndpointValue(string Text, bool IsExact)
{
    /// <summary>
    /// The host that stands for the org's own domain in texts built from <c>URL.getOrgDomainUrl()</c> and the like. The name is
    /// reserved (RFC 2606), so no real endpoint has it.
    /// </summary>
    public const string OrgHost = "org-domain.apexsov.invalid";

    /// <summary>What <c>URL.getOrgDomainUrl().toExternalForm()</c> gives.</summary>
    public const string OrgUrl = "https://" + OrgHost;

    private const string OrgShown = "{org domain}";

    /// <summary>A text as a reader may see it: what stands for the org's own domain is no host that anybody knows.</summary>
    public static string Shown(string text) => text.Replace(OrgHost, OrgShown, StringComparison.OrdinalIgnoreCase);

    /// <summary>The URL of the named credential in the text, as metadata declares it; null where there is none.</summary>
    public string? CredentialUrl { get; init; }

    /// <summary>Why the text is not known whole, in words for a reader, or empty.</summary>
    public string WhyOpen { get; init; } = "";

    /// <summary>A text that is known whole.</summary>
    public static EndpointValue Exact(string text) => new(text, IsExact: true);

    /// <summary>A text of which only the beginning is known.</summary>
    public static EndpointValue Prefix(string text) => new(text, IsExact: false);

    /// <summary>Nothing is known; the reason is shown to the reader.</summary>
    public static EndpointValue Unknown(string why) => new("", IsExact: false) { WhyOpen = why };

    /// <summary>The developer name of the named credential that the text starts with, or null where there is none or its name is open.</summary>
    public string? CredentialName => EndpointAddress.Parse(Text, !IsExact) is EndpointAddress.Credential { IsNameOpen: false } credential ? credential.Name : null;
}
