namespace ApexSovereignty.Reporting;

/// <summary>Paths of a repository as relative URI references (RFC 3986).</summary>
internal static class RelativeUri
{
    /// <summary>The path percent-encoded by segments; a colon is encoded too, so that no segment reads as a scheme.</summary>
    public static string FromPath(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
