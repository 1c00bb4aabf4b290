using System.Collections.Immutable;

namespace ApexSovereignty.Rules.Policies;

/// <summary>What a policy says of an endpoint.</summary>
public enum EndpointVerdict
{
    /// <summary>An entry allows it, or it is the org itself.</summary>
    Allowed,

    /// <summary>An entry forbids it, or none matches.</summary>
    NotAllowed,

    /// <summary>What the code fixes of the endpoint is too little to tell.</summary>
    Unresolved,
}

/// <summary>What an endpoint is.</summary>
public enum EndpointKind
{
    /// <summary>A service of no special kind.</summary>
    Service,

    /// <summary>A language model.</summary>
    Llm,

    /// <summary>A training or fine-tuning service.</summary>
    Training,

    /// <summary>Monitoring, logs, analytics, chat.</summary>
    Monitoring,

    /// <summary>Middleware that passes data on.</summary>
    Middleware,
}

/// <summary>Where a jurisdiction lies.</summary>
public enum BoundaryPosition
{
    /// <summary>The jurisdiction or the boundary is not stated.</summary>
    NotStated,

    /// <summary>Inside the boundary.</summary>
    Inside,

    /// <summary>Outside the boundary.</summary>
    Outside,
}

/// <summary>What a policy says of one endpoint, and why.</summary>
/// <param name="Verdict">Allowed, not allowed, or unresolved.</param>
/// <param name="Display">The endpoint for a reader: without user names, passwords and query; an open end shown as <c>…</c>.</param>
/// <param name="Reason">Why, as the end of a sentence: <c>no entry of the policy matches it</c>.</param>
public sealed record EndpointDecision(EndpointVerdict Verdict, string Display, string Reason)
{
    /// <summary>The entry that decided, or null.</summary>
    public EndpointEntry? Entry { get; init; }

    /// <summary>Entries of extended policies that allow the endpoint too: data must be accepted by each.</summary>
    public ImmutableArray<EndpointEntry> Limits { get; init; } = [];

    /// <summary>What the endpoint is: from the entry, otherwise from the table of known hosts.</summary>
    public EndpointKind Kind { get; init; }

    /// <summary>Where it processes data: from the entry, otherwise, where nothing allows it, from the table of known hosts; or null.</summary>
    public string? Jurisdiction { get; init; }

    /// <summary>Whether the jurisdiction lies inside the boundary.</summary>
    public BoundaryPosition Boundary { get; init; }

    /// <summary>The host, normalised, or null where it is not known.</summary>
    public string? Host { get; init; }

    /// <summary>The named credential, or null.</summary>
    public string? CredentialName { get; init; }

    /// <summary>Whether the named credential is none of a package and no metadata of the project declares it.</summary>
    public bool IsCredentialMissing { get; init; }

    /// <summary>
    /// The pattern of an entry for all that lies on the same host, behind the same credential, or in the org:
    /// <c>https://api.example.com</c>, <c>callout:Gateway</c>, <c>org</c>; null where the endpoint is open.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>The entry of the table of known hosts, or null.</summary>
    public KnownHost? KnownHost { get; init; }

    /// <summary>Whether it is the org's own domain.</summary>
    public bool IsOrg { get; init; }

    /// <summary>Whether the URL, or the credential's URL, starts with <c>http:</c> and is not the machine itself.</summary>
    public bool IsClearText { get; init; }

    /// <summary>Whether a class of data may go there by <c>accepts</c> of the entry and of those of extended policies; says nothing of the verdict.</summary>
    public bool Accepts(string dataClass) => IsAcceptedBy(Entry, dataClass) && Limits.All(limit => IsAcceptedBy(limit, dataClass));

    private static bool IsAcceptedBy(EndpointEntry? entry, string dataClass) => entry?.Accepts is not { } accepted || accepted.Contains(dataClass, StringComparer.OrdinalIgnoreCase);

    /// <summary>The classes that it accepts; null for all.</summary>
    public ImmutableArray<string>? Accepted
    {
        get
        {
            var classes = Entry?.Accepts;
            foreach (var limit in Limits)
                if (limit.Accepts is { } own) classes = classes is null ? own : [.. classes.Value.Where(c => own.Contains(c, StringComparer.OrdinalIgnoreCase))];
            return classes;
        }
    }

    /// <summary>
    /// Whether data of these classes may go there: the endpoint is allowed, not outside the boundary, and accepts every one. A flow
    /// that this permits is no finding.
    /// </summary>
    public bool Permits(IEnumerable<string> dataClasses) =>
        Verdict == EndpointVerdict.Allowed && Boundary != BoundaryPosition.Outside && dataClasses.All(Accepts);

    /// <summary>Why data of these classes may not go there, as the end of a sentence; empty where it may.</summary>
    public string RefusalOf(IEnumerable<string> dataClasses)
    {
        if (Verdict != EndpointVerdict.Allowed) return Reason;
        if (Boundary == BoundaryPosition.Outside) return $"its jurisdiction {Jurisdiction} lies outside the boundary";
        var refused = Refused(dataClasses.Distinct(StringComparer.Ordinal));
        return refused.IsEmpty ? "" : $"it does not accept {string.Join(", ", refused)} data";
    }

    /// <summary>The classes among these that the endpoint does not accept, in the order given.</summary>
    public ImmutableArray<string> Refused(IEnumerable<string> dataClasses) => [.. dataClasses.Where(dataClass => !Accepts(dataClass))];
}
