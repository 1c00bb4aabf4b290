namespace ApexSovereignty.Metadata;

/// <summary>A remote site setting, which lets Apex call a host.</summary>
/// <param name="Name">The developer name.</param>
/// <param name="Url">The URL, or null.</param>
/// <param name="IsActive">Whether it is active.</param>
/// <param name="DisableProtocolSecurity">Whether plain HTTP is allowed beside HTTPS.</param>
/// <param name="Location">Where it says so, otherwise where it is declared.</param>
public sealed record RemoteSiteModel(string Name, string? Url, bool IsActive, bool DisableProtocolSecurity, MetadataLocation Location);

/// <summary>A CSP trusted site, which lets pages and components reach a host.</summary>
/// <param name="Name">The developer name.</param>
/// <param name="Url">The URL, or null.</param>
/// <param name="IsActive">Whether it is active.</param>
/// <param name="Context">Where it applies, e.g. <c>All</c> or <c>LEX</c>, or null.</param>
/// <param name="Location">Where it is declared.</param>
public sealed record CspTrustedSiteModel(string Name, string? Url, bool IsActive, string? Context, MetadataLocation Location);
