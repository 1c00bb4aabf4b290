using System.Globalization;

namespace ApexSovereignty.Rules.Policies;

/// <summary>Where an endpoint text leads, as far as the text fixes it.</summary>
internal abstract record EndpointAddress
{
    /// <summary>A text whose target the code leaves open, or that is no endpoint; says why.</summary>
    public sealed record Open(string Reason) : EndpointAddress;

    /// <summary>A text whose host is fixed by the code but is none: it leads nowhere that an entry could name.</summary>
    public sealed record Invalid(string Host) : EndpointAddress;

    /// <summary>The org's own domain.</summary>
    public sealed record Org(UrlPath Path) : EndpointAddress;

    /// <summary>A named credential; its name may be open at the end.</summary>
    public sealed record Credential(string Name, bool IsNameOpen, UrlPath Path) : EndpointAddress
    {
        /// <summary>What follows the name, as written: a path that climbs leaves the credential's own.</summary>
        public string Tail { get; init; } = "";
    }

    /// <summary>A URL with a fixed host.</summary>
    public sealed record Url(string Scheme, string Host, int Port, UrlPath Path) : EndpointAddress
    {
        public bool IsDefaultPort => Port == DefaultPort(Scheme);

        public override string ToString() => FormattableString.Invariant($"{Scheme}://{Host}{(IsDefaultPort ? "" : $":{Port}")}{Path}");
    }

    public static int DefaultPort(string scheme) => scheme == "http" ? 80 : 443;

    private const string CalloutScheme = "callout:";

    /// <summary>Reads an endpoint text after the URL parser of the WHATWG URL Standard.</summary>
    /// <param name="text">The text, or the part of it that the code fixes.</param>
    /// <param name="isPrefix">Whether more text follows that is not known.</param>
    public static EndpointAddress Parse(string text, bool isPrefix)
    {
        text = Clean(text, isPrefix);
        if (text.Length == 0) return new Open(isPrefix ? "nothing of the URL is fixed by the code" : "the URL is empty");
        if (text.StartsWith(CalloutScheme, StringComparison.OrdinalIgnoreCase)) return ParseCredential(text[CalloutScheme.Length..], isPrefix);
        if (IsSlash(text[0]))
        {
            if (text.Length == 1) return isPrefix ? new Open("only the first slash of the URL is fixed by the code") : new Org(UrlPath.Parse(text, isPrefix));
            return IsSlash(text[1]) ? ParseAuthority("https", text, isPrefix) : new Org(UrlPath.Parse(text, isPrefix));
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && text[..colon].ToLowerInvariant() is ("http" or "https") and var scheme)
            return ParseAuthority(scheme, text[(colon + 1)..], isPrefix);
        return isPrefix && colon < 0
            ? new Open($"only '{text}' of the URL is fixed by the code")
            : new Open($"'{Shorten(text)}' is not a URL that Apex can call");
    }

    private static EndpointAddress ParseCredential(string rest, bool isPrefix)
    {
        var end = rest.AsSpan().IndexOfAny("/\\?#");
        var name = end < 0 ? rest : rest[..end];
        if (name.Length == 0 && !isPrefix) return new Open("the named credential has no name");
        var path = end < 0 ? new UrlPath([], isPrefix) : UrlPath.Parse(rest[end..], isPrefix);
        return new Credential(name, isPrefix && end < 0, path) { Tail = end < 0 ? "" : rest[end..] };
    }

    private static EndpointAddress ParseAuthority(string scheme, string rest, bool isPrefix)
    {
        rest = rest.TrimStart('/', '\\');
        var end = rest.AsSpan().IndexOfAny("/\\?#");
        if (end < 0 && isPrefix) return new Open("the host is not fixed by the code");
        var authority = end < 0 ? rest : rest[..end];
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        var port = DefaultPort(scheme);
        var colon = host.LastIndexOf(':');
        if (colon >= 0 && !host.EndsWith(']'))
        {
            var written = host[(colon + 1)..];
            host = host[..colon];
            if (written.Length > 0 && !(int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= ushort.MaxValue))
                return new Open($"'{Shorten(written)}' is not a port");
        }

        var normal = HostName.Normalize(host);
        if (normal is null)
        {
            // A template that nothing fills is no host yet.
            return host.Length == 0 ? new Open("the URL has no host") : host.AsSpan().IndexOfAny("{}$*!") >= 0 ? new Open($"'{Shorten(host)}' is not a host") : new Invalid(Shorten(host));
        }

        var path = UrlPath.Parse(end < 0 ? "" : rest[end..], isPrefix);
        return normal == EndpointValue.OrgHost ? new Org(path) : new Url(scheme, normal, port, path);
    }

    // The standard drops blanks around a URL, and tabs and line breaks anywhere in it.
    private static string Clean(string text, bool isPrefix)
    {
        text = text.Replace("\t", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        var start = 0;
        while (start < text.Length && text[start] <= ' ') start++;
        var end = text.Length;
        while (!isPrefix && end > start && text[end - 1] <= ' ') end--;
        return text[start..end];
    }

    private static bool IsSlash(char c) => c is '/' or '\\';

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
