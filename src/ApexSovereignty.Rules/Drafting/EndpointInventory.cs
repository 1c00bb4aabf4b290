using System.Collections.Immutable;
using ApexSovereignty.Metadata;
using ApexSovereignty.Rules.Classification;
using ApexSovereignty.Rules.Policies;
using ApexSovereignty.Text;

namespace ApexSovereignty.Rules.Drafting;

/// <summary>A host or named credential that code of the project calls, or that metadata declares.</summary>
/// <param name="Pattern">The pattern of its entry.</param>
/// <param name="Uses">Where requests get it, by place.</param>
/// <param name="Fields">The CRM fields that go there now, by name.</param>
public sealed record InventoriedEndpoint(string Pattern, ImmutableArray<Location> Uses, ImmutableArray<ClassifiedField> Fields)
{
    /// <summary>What the endpoint texts look like to a reader, each once.</summary>
    public ImmutableArray<string> Displays { get; init; } = [];

    /// <summary>The declaration of the credential, or null for a URL and for one that metadata lacks.</summary>
    public NamedCredentialModel? Credential { get; init; }

    /// <summary>The entry of the table of known hosts, or null.</summary>
    public KnownHost? KnownHost { get; init; }

    /// <summary>Whether <c>models check</c> finds what the pattern names: a credential whose name the code puts together is in no constant.</summary>
    public bool IsNamedInProject { get; init; } = true;

    /// <summary>The classes of data that go there now, sorted.</summary>
    public ImmutableArray<string> Classes => [.. Fields.SelectMany(leaving => leaving.Classes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>A request whose endpoint the code leaves open.</summary>
/// <param name="At">Where the request gets it.</param>
/// <param name="Display">What is known of it.</param>
/// <param name="Reason">Why no more is known.</param>
public sealed record OpenEndpoint(Location At, string Display, string Reason);

/// <summary>Where the requests of projects go.</summary>
/// <param name="Endpoints">Hosts and credentials, by pattern.</param>
/// <param name="Open">Requests whose endpoint is not resolved, by place.</param>
/// <param name="OrgUses">Requests to the org itself.</param>
public sealed record EndpointInventory(ImmutableArray<InventoriedEndpoint> Endpoints, ImmutableArray<OpenEndpoint> Open, ImmutableArray<Location> OrgUses)
{
    private const string Scheme = "callout:";

    /// <summary>Takes the endpoints of all projects together.</summary>
    public static EndpointInventory Of(IReadOnlyList<ProjectFindings> projects)
    {
        var uses = new SortedDictionary<string, Collected>(StringComparer.OrdinalIgnoreCase);
        var open = new List<OpenEndpoint>();
        var org = new SortedSet<Location>();
        foreach (var (project, rules) in projects)
        {
            foreach (var credential in project.NamedCredentials) Of(Scheme + credential.Name).Credential ??= credential;
            foreach (var (at, decision) in rules.Endpoints) Add(at.ToLocation(), decision, field: null);
            foreach (var flow in rules.DataFlows)
                foreach (var decision in flow.Endpoints) Add(flow.Flow.Carrier.ToLocation(), decision, flow.Field);
        }

        var named = projects.SelectMany(p => p.Rules.Flows.Inventory.Credentials).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new EndpointInventory(
            [.. uses.Select(use => use.Value.ToEndpoint(use.Value.Credential is { } credential ? Scheme + credential.Name : use.Key, named))],
            [.. open.Distinct().OrderBy(o => o.At).ThenBy(o => o.Display, StringComparer.Ordinal).ThenBy(o => o.Reason, StringComparer.Ordinal)],
            [.. org]);

        Collected Of(string pattern)
        {
            if (!uses.TryGetValue(pattern, out var known)) uses.Add(pattern, known = new Collected());
            return known;
        }

        void Add(Location at, EndpointDecision decision, ClassifiedField? field)
        {
            if (decision.Pattern == "org")
            {
                org.Add(at);
            }
            else if (decision.Pattern is { } pattern && EndpointPattern.TryParse(pattern, out _) is not null)
            {
                var endpoint = Of(pattern);
                endpoint.KnownHost ??= decision.KnownHost;
                endpoint.Displays.Add(decision.Display);
                // The setter of a body is no further place of the same request.
                (field is null ? endpoint.Uses : endpoint.Carriers).Add(at);
                if (field is not null) endpoint.Fields.TryAdd(field.Name, field);
            }
            else if (field is null)
            {
                open.Add(new OpenEndpoint(at, decision.Display, decision.Reason));
            }
        }
    }

    private sealed class Collected
    {
        public NamedCredentialModel? Credential { get; set; }

        public KnownHost? KnownHost { get; set; }

        public SortedSet<Location> Uses { get; } = [];

        /// <summary>Where data leaves for an endpoint that no request gets by a call, as with SOAP stubs.</summary>
        public SortedSet<Location> Carriers { get; } = [];

        public SortedSet<string> Displays { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, ClassifiedField> Fields { get; } = new(StringComparer.OrdinalIgnoreCase);

        public InventoriedEndpoint ToEndpoint(string pattern, HashSet<string> named) => new(pattern, [.. Uses.Count > 0 ? Uses : Carriers], [.. Fields.Values])
        {
            Displays = [.. Displays],
            Credential = Credential,
            KnownHost = KnownHost ?? FindKnownHost(Credential?.Url),
            IsNamedInProject = Credential is not null || !pattern.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || named.Contains(pattern[Scheme.Length..]),
        };

        private static KnownHost? FindKnownHost(string? url) =>
            url is not null && EndpointAddress.Parse(url, isPrefix: false) is EndpointAddress.Url { Host: var host } ? KnownHosts.Find(host) : null;
    }
}
