namespace ApexSovereignty.Rules.Policies;

/// <summary>
/// A pattern of endpoints: <c>org</c>, <c>callout:NAME</c>, <c>callout:NAME/path/*</c>, or a URL. A URL pattern matches scheme,
/// host and port exactly after both are brought into one form, <c>*.</c> whole host labels and at least one, the path by whole
/// segments, the query never.
/// </summary>
public abstract class EndpointPattern
{
    private EndpointPattern(string text) => Text = text;

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <inheritdoc />
    public override string ToString() => Text;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="error">What is wrong with it, or null.</param>
    /// <returns>The pattern, or null.</returns>
    public static EndpointPattern? TryParse(string text, out string? error)
    {
        error = Parse(text, out var pattern);
        return pattern;
    }

    internal abstract PatternMatch Match(EndpointAddress address);

    /// <summary>Whether every endpoint that the other pattern matches is matched by this one. A credential and its URL are two endpoints.</summary>
    internal abstract bool Covers(EndpointPattern other);

    internal static string? Check(string text) => Parse(text, out _);

    private static string? Parse(string text, out EndpointPattern? pattern)
    {
        pattern = null;
        if (text == "org")
        {
            pattern = new OrgPattern(text);
            return null;
        }

        if (text.StartsWith("callout:", StringComparison.OrdinalIgnoreCase)) return ParseCallout(text, out pattern);
        if (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return ParseUrl(text, out pattern);
        return $"'{text}' is not an endpoint pattern: write org, callout:NAME, or a URL that begins with https://";
    }

    private static string? ParseCallout(string text, out EndpointPattern? pattern)
    {
        pattern = null;
        var rest = text["callout:".Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? rest : rest[..slash];
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '*'))
            return $"'{text}' names no credential: write callout:NAME with the developer name";
        if (PathPattern.TryParse(slash < 0 ? "" : rest[slash..], out var path) is { } fault) return $"'{text}': {fault}";
        pattern = new CalloutPattern(text, new Wildcard(name), path);
        return null;
    }

    private static string? ParseUrl(string text, out EndpointPattern? pattern)
    {
        pattern = null;
        var scheme = text[..text.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant();
        var rest = text[(scheme.Length + 3)..];
        var end = rest.AsSpan().IndexOfAny("/\\?#");
        var authority = end < 0 ? rest : rest[..end];
        if (authority.Contains('@', StringComparison.Ordinal)) return $"'{text}': user names are never compared: leave them out";
        if (PathPattern.TryParse(end < 0 ? "" : rest[end..], out var path) is { } pathFault) return $"'{text}': {pathFault}";

        var hasSubdomains = authority.StartsWith("*.", StringComparison.Ordinal);
        var written = hasSubdomains ? authority[2..] : authority;
        if (written.Contains('*', StringComparison.Ordinal))
        {
            return written.Trim('*', '.').Length == 0
                ? $"'{text}' would match every host"
                : $"'{text}': in a host, * stands only at the front, followed by a dot, for whole labels (https://*.example.com)";
        }

        if (EndpointAddress.Parse(scheme + "://" + written + "/", isPrefix: false) is not EndpointAddress.Url url)
            return $"'{text}' has no valid host";
        if (hasSubdomains && (!url.Host.Contains('.', StringComparison.Ordinal) || char.IsAsciiDigit(url.Host[^1]) || url.Host[0] == '['))
            return $"'{text}' would match hosts of many owners";
        pattern = new UrlPattern(text, scheme, hasSubdomains, url.Host, url.Port, path);
        return null;
    }

    private sealed class OrgPattern(string text) : EndpointPattern(text)
    {
        internal override PatternMatch Match(EndpointAddress address) => address is EndpointAddress.Org ? PatternMatch.Yes : PatternMatch.No;

        internal override bool Covers(EndpointPattern other) => other is OrgPattern;
    }

    private sealed class CalloutPattern(string text, Wildcard name, PathPattern path) : EndpointPattern(text)
    {
        private readonly Wildcard name = name;
        private readonly PathPattern path = path;

        internal override bool Covers(EndpointPattern other) => other is CalloutPattern callout && name.Covers(callout.name) && path.Covers(callout.path);

        internal override PatternMatch Match(EndpointAddress address)
        {
            if (address is not EndpointAddress.Credential credential) return PatternMatch.No;
            var byName = credential.IsNameOpen ? name.MatchesPrefix(credential.Name) : name.Matches(credential.Name) ? PatternMatch.Yes : PatternMatch.No;
            var byPath = path.Match(credential.Path);
            return byName < byPath ? byName : byPath;
        }
    }

    private sealed class UrlPattern(string text, string scheme, bool hasSubdomains, string host, int port, PathPattern path) : EndpointPattern(text)
    {
        private readonly string scheme = scheme;
        private readonly bool hasSubdomains = hasSubdomains;
        private readonly string host = host;
        private readonly int port = port;
        private readonly PathPattern path = path;

        internal override bool Covers(EndpointPattern other) =>
            other is UrlPattern url && url.scheme == scheme && url.port == port && path.Covers(url.path)
            && (hasSubdomains ? (url.hasSubdomains && url.host == host) || url.host.EndsWith("." + host, StringComparison.Ordinal) : !url.hasSubdomains && url.host == host);

        internal override PatternMatch Match(EndpointAddress address)
        {
            if (address is not EndpointAddress.Url url || url.Scheme != scheme || url.Port != port) return PatternMatch.No;
            var isHost = hasSubdomains
                ? url.Host.Length > host.Length + 1 && url.Host.EndsWith(host, StringComparison.Ordinal) && url.Host[url.Host.Length - host.Length - 1] == '.' && !url.Host[..(url.Host.Length - host.Length)].StartsWith('.') && !url.Host.Contains("..", StringComparison.Ordinal)
                : url.Host == host;
            return isHost ? path.Match(url.Path) : PatternMatch.No;
        }
    }
}
