using System.Collections.Immutable;
using System.Net;

namespace ApexSovereignty.Rules.Policies;

/// <summary>Holds an endpoint against the entries of a policy.</summary>
internal static class EndpointJudge
{
    private const string NoEntry = "no entry of the policy matches it";
    private const string NoPolicy = "there is no policy for endpoints";

    public static EndpointDecision Decide(Policy policy, EndpointValue value)
    {
        var address = EndpointAddress.Parse(value.Text, !value.IsExact);
        var decision = Decide(policy, value, address);
        return decision with
        {
            Display = EndpointValue.Shown(decision.Display),
            Host = decision.Host is { } host ? EndpointValue.Shown(host) : null,
            // A host that begins with the name of the org's domain is another one in each org.
            Pattern = decision.Pattern?.Replace("://" + EndpointValue.OrgHost + ".", "://*.", StringComparison.Ordinal),
        };
    }

    private static EndpointDecision Decide(Policy policy, EndpointValue value, EndpointAddress address) => address switch
    {
        EndpointAddress.Org org => DecideOrg(policy, org),
        EndpointAddress.Url url => DecideUrl(policy, url),
        EndpointAddress.Credential credential => DecideCredential(policy, credential, value),
        EndpointAddress.Invalid invalid => new EndpointDecision(EndpointVerdict.NotAllowed, ShowOpen(value), $"'{invalid.Host}' is not a host"),
        EndpointAddress.Open open => new EndpointDecision(EndpointVerdict.Unresolved, ShowOpen(value), value.WhyOpen.Length > 0 ? value.WhyOpen : open.Reason),
        _ => throw new InvalidOperationException("Unknown kind of endpoint: " + address.GetType().Name),
    };

    private static EndpointDecision DecideOrg(Policy policy, EndpointAddress.Org org)
    {
        var match = FindEntry(policy, org);
        var entry = match.Entry;
        var display = "the org itself" + (org.Path.Segments.IsEmpty ? "" : " (" + org.Path + (org.Path.IsOpen ? "…" : "") + ")");
        if (entry is { Allow: false }) return Describe(policy, new EndpointDecision(EndpointVerdict.NotAllowed, display, Because(entry)), match, known: null) with { IsOrg = true, Pattern = "org" };
        return Describe(policy, new EndpointDecision(EndpointVerdict.Allowed, display, "it is the org's own domain"), match with { Open = null }, known: null) with { IsOrg = true, Pattern = "org" };
    }

    private static EndpointDecision DecideUrl(Policy policy, EndpointAddress.Url url)
    {
        var match = FindEntry(policy, url);
        var display = url + (url.Path.IsOpen ? "…" : "");
        return Describe(policy, Judge(policy, match, display), match, KnownHosts.Find(url.Host), match.Open) with
        {
            Host = url.Host,
            Pattern = (url with { Path = new UrlPath([], IsOpen: false) }).ToString(),
            IsClearText = IsClearText(url),
        };
    }

    private static EndpointDecision DecideCredential(Policy policy, EndpointAddress.Credential credential, EndpointValue value)
    {
        var target = value.CredentialUrl is { } credentialUrl && !credential.IsNameOpen ? Resolve(credentialUrl, credential) : null;
        var url = target as EndpointAddress.Url;
        var display = "callout:" + credential.Name + (credential.IsNameOpen ? "…" : credential.Path + (credential.Path.IsOpen ? "…" : ""));
        if (url is not null) display += " (" + url + (url.Path.IsOpen ? "…" : "") + ")";

        var byCredential = FindEntry(policy, credential);
        var byTarget = target is null or EndpointAddress.Open or EndpointAddress.Invalid ? new Match(null, null) : FindEntry(policy, target);
        var match = Join(byCredential, byTarget);
        var decision = target is EndpointAddress.Org && match.Entry is null
            ? new EndpointDecision(EndpointVerdict.Allowed, display, "it leads to the org's own domain") { IsOrg = true }
            : credential.IsNameOpen && match.Entry is null
                ? new EndpointDecision(EndpointVerdict.Unresolved, display, value.WhyOpen.Length > 0 ? value.WhyOpen : "the name of the named credential is not fixed by the code")
                : Judge(policy, match, display);
        match = match with { Limits = [.. byCredential.Limits, .. byTarget.Limits] };
        var other = ReferenceEquals(match.Entry, byCredential.Entry) ? byTarget.Entry : byCredential.Entry;
        return Describe(policy, decision, match, url is null ? null : KnownHosts.Find(url.Host), other ?? match.Open) with
        {
            Host = url?.Host,
            CredentialName = credential.IsNameOpen ? null : credential.Name,
            Pattern = credential.IsNameOpen ? null : "callout:" + credential.Name,
            IsClearText = url is not null && IsClearText(url),
        };
    }

    // Allowed when either is: a credential that an entry forbids is still allowed through its URL, and the other way round. A denial of
    // an extended policy holds for both.
    private static Match Join(Match byCredential, Match byTarget)
    {
        if (byCredential.IsHeld) return byCredential;
        if (byTarget.IsHeld) return byTarget;
        if (byCredential.IsCertainlyAllowed) return byCredential;
        if (byTarget.IsCertainlyAllowed) return byTarget;
        return new Match(byCredential.Entry ?? byTarget.Entry, byCredential.Open ?? byTarget.Open);
    }

    private static EndpointDecision Judge(Policy policy, Match match, string display)
    {
        if (match.Open is { } open)
            return new EndpointDecision(EndpointVerdict.Unresolved, display, $"the code does not fix enough of it to tell whether '{open.Match.Text}' matches");
        if (match.Entry is not { } entry) return new EndpointDecision(EndpointVerdict.NotAllowed, display, policy.HasEndpoints ? NoEntry : NoPolicy);
        return new EndpointDecision(entry.Allow ? EndpointVerdict.Allowed : EndpointVerdict.NotAllowed, display, Because(entry));
    }

    private static EndpointDecision Describe(Policy policy, EndpointDecision decision, Match match, KnownHost? known, EndpointEntry? second = null)
    {
        var entry = match.Entry;
        // Who allows an endpoint without naming its jurisdiction has decided; the table of known hosts does not overrule that.
        var jurisdiction = entry?.Jurisdiction ?? second?.Jurisdiction ?? (entry is { Allow: true } ? null : known?.Jurisdiction);
        // Where an extended policy says that data is processed, it is, unless what stands above names a part of it.
        foreach (var limit in match.Limits)
            if (limit.Jurisdiction is { } stated && Policies.Jurisdictions.Locate(jurisdiction, [stated]) != BoundaryPosition.Inside) jurisdiction = stated;
        return decision with
        {
            Entry = entry,
            Limits = match.Limits,
            Kind = entry?.Kind ?? second?.Kind ?? known?.Kind ?? EndpointKind.Service,
            KnownHost = known,
            Jurisdiction = jurisdiction,
            Boundary = Policies.Jurisdictions.Locate(jurisdiction, policy.Jurisdictions),
        };
    }

    /// <param name="Entry">The first entry that matches for certain, or null.</param>
    /// <param name="Open">An entry before it that may match and says otherwise, or null.</param>
    private readonly record struct Match(EndpointEntry? Entry, EndpointEntry? Open)
    {
        /// <summary>What each extended policy that allows the endpoint says of it.</summary>
        public ImmutableArray<EndpointEntry> Limits { get; init; } = [];

        public bool IsCertainlyAllowed => Entry is { Allow: true } && Open is null;

        /// <summary>Whether a policy that others extend denies it, whatever those say.</summary>
        public bool IsHeld => Entry is { Allow: false, Layer: > 0 } && Open is null;
    }

    private static Match FindEntry(Policy policy, EndpointAddress address)
    {
        EndpointEntry? mayHold = null;
        var limits = ImmutableArray.CreateBuilder<EndpointEntry>();
        for (var layer = policy.Endpoints.IsEmpty ? 0 : policy.Endpoints[^1].Layer; layer > 0; layer--)
        {
            var match = FindFirst(policy.Endpoints.Where(entry => entry.Layer == layer), address, out var mayForbid);
            if (match.IsHeld) return match;
            if (match.Entry is not { Allow: true }) mayHold ??= match.Entry ?? mayForbid;
            // Where the code does not fix enough to tell whether a restriction holds, it does.
            if ((match.Entry ?? match.Open) is { Allow: true } limit) limits.Add(limit);
        }

        var first = FindFirst(policy.Endpoints, address, out _) with { Limits = limits.ToImmutable() };
        return first.Entry is { Allow: true } && first.Open is null ? first with { Open = mayHold } : first;
    }

    private static Match FindFirst(IEnumerable<EndpointEntry> entries, EndpointAddress address, out EndpointEntry? mayForbid)
    {
        EndpointEntry? mayAllow = null;
        mayForbid = null;
        foreach (var entry in entries)
        {
            var match = entry.Match.Match(address);
            if (match == PatternMatch.Yes) return new Match(entry, entry.Allow ? mayForbid : mayAllow);
            if (match == PatternMatch.No) continue;
            if (entry.Allow) mayAllow ??= entry;
            else mayForbid ??= entry;
        }

        return new Match(null, mayAllow);
    }

    private static string Because(EndpointEntry entry) =>
        entry.Line > 0
            ? FormattableString.Invariant($"the policy {(entry.Allow ? "allows" : "does not allow")} '{entry.Match.Text}' ({(entry.File is { } file ? file + ", " : "")}line {entry.Line})")
            : $"the policy {(entry.Allow ? "allows" : "does not allow")} '{entry.Match.Text}'";

    private static EndpointAddress Resolve(string credentialUrl, EndpointAddress.Credential credential)
    {
        var path = credential.Path;
        var end = credentialUrl.AsSpan().IndexOfAny('?', '#');
        var trunk = (end < 0 ? credentialUrl : credentialUrl[..end]).Trim();
        var isOpen = path.IsOpen;
        return path.Segments.IsEmpty
            ? EndpointAddress.Parse(isOpen ? trunk.TrimEnd('/', '\\') + "/" : trunk, isOpen)
            : EndpointAddress.Parse(trunk.TrimEnd('/', '\\') + credential.Tail, isOpen);
    }

    private static bool IsClearText(EndpointAddress.Url url) =>
        url.Scheme == "http"
        && url.Host != "localhost"
        && !url.Host.EndsWith(".localhost", StringComparison.Ordinal)
        && !(IPAddress.TryParse(url.Host, out var address) && IPAddress.IsLoopback(address));

    private static string ShowOpen(EndpointValue value)
    {
        var text = value.Text.Length <= 80 ? value.Text : value.Text[..80];
        // What stands before an at sign may be a password.
        var at = text.LastIndexOf('@');
        if (at >= 0) text = "…" + text[at..];
        var isOrg = text.StartsWith(EndpointValue.OrgUrl, StringComparison.OrdinalIgnoreCase) && (text.Length == EndpointValue.OrgUrl.Length || text[EndpointValue.OrgUrl.Length] is '/' or '?' or '#');
        text = EndpointValue.Shown(isOrg ? "the org itself " + text[EndpointValue.OrgUrl.Length..] : text);
        return text.Length == 0 ? "an unknown endpoint" : text + (value.IsExact && value.Text.Length <= 80 ? "" : "…");
    }
}
