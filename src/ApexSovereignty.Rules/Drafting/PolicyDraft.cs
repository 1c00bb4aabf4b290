using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using ApexSovereignty.Rules.Classification;
using ApexSovereignty.Rules.Policies;
using ApexSovereignty.Text;

namespace ApexSovereignty.Rules.Drafting;

/// <summary>A first <c>apexsov.json</c>: all that a project sends to, as entries for a person to decide on, none of them allowed yet.</summary>
public sealed record PolicyDraft
{
    private const int PlacesShown = 5;
    private const int FieldsShown = 12;
    private const int OpenShown = 200;
    private const int WidthOfComments = 120;

    /// <summary>The endpoints.</summary>
    public required EndpointInventory Endpoints { get; init; }

    /// <summary>The loggers.</summary>
    public ImmutableArray<InventoriedLogger> Loggers { get; init; } = [];

    /// <summary>Fields of which nothing is known and that leave now, by name.</summary>
    public ImmutableArray<string> UnclassifiedFields { get; init; } = [];

    /// <summary>Ways out that have no endpoint: their name for a reader and the number of places.</summary>
    public ImmutableArray<(string Name, int Places)> OtherExits { get; init; } = [];

    /// <summary>Drafts a policy for projects.</summary>
    public static PolicyDraft Of(IReadOnlyList<ProjectFindings> projects)
    {
        var flows = projects.SelectMany(p => p.Rules.DataFlows).ToList();
        return new PolicyDraft
        {
            Endpoints = EndpointInventory.Of(projects),
            Loggers = LoggerInventory.Of(projects.SelectMany(p => p.Rules.Flows.Inventory.Calls)),
            UnclassifiedFields = [.. flows.Where(f => f.Field.Classes is [ClassifiedField.Unclassified]).Select(f => f.Field.Name).Where(name => name.Contains('.', StringComparison.Ordinal)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)],
            OtherExits =
            [
                .. flows.Where(f => f.Endpoints.IsEmpty)
                    .GroupBy(f => ExitNames.Describe(f.Flow.Kind), StringComparer.Ordinal)
                    .Select(g => (g.Key, g.Select(f => f.Flow.Carrier).Distinct().Count()))
                    .OrderBy(exit => exit.Key, StringComparer.Ordinal),
            ],
        };
    }

    /// <summary>The configuration as text: JSON with comments, the same for the same projects.</summary>
    public string ToJson()
    {
        var text = new StringBuilder("{\n  \"$schema\": \"./apexsov.schema.json\",\n\n");
        Comment(text, "  ", "Where customer data may be processed: EU, EEA, or ISO 3166 codes such as CH. An allowed endpoint whose jurisdiction lies outside is a finding (SOV1204). While the list is empty, jurisdictions are not compared.");
        text.Append("  \"boundary\": { \"jurisdictions\": [] },\n\n");
        AppendEndpoints(text);
        AppendFields(text);
        AppendLoggers(text);
        return text.Append("}\n").ToString();
    }

    private void AppendEndpoints(StringBuilder text)
    {
        Comment(text, "  ", "Where data may go. The first entry that matches wins; what matches none is not allowed. Every entry here is undecided and therefore false. To decide, set 'allow', add 'jurisdiction' (where it processes data) and 'kind' (llm, training, monitoring, middleware), and keep in 'accepts' the classes of data that may go there: it lists what goes there now.");
        text.Append("  \"endpoints\": [\n");
        foreach (var endpoint in Endpoints.Endpoints) AppendEndpoint(text, endpoint);
        if (Endpoints.Endpoints.IsEmpty) Comment(text, "    ", "No host and no named credential was found. An entry looks like this:\n{ \"match\": \"https://api.example.eu\", \"allow\": true, \"jurisdiction\": \"EU\", \"accepts\": [\"PII\"] },");
        AppendOpenEndpoints(text);
        if (!Endpoints.OrgUses.IsEmpty)
        {
            text.Append('\n');
            Comment(text, "    ", $"The org itself is called at {Places(Endpoints.OrgUses)}. It is allowed unless an entry 'org' says otherwise.");
        }

        text.Append("  ],\n\n");
    }

    private static void AppendEndpoint(StringBuilder text, InventoriedEndpoint endpoint)
    {
        text.Append('\n');
        if (endpoint.Credential is { } credential)
            Comment(text, "    ", $"Named credential {credential.Name}: {ShowUrl(credential.Url)}{(credential.IsEnabled ? "" : ", callouts switched off")}; declared in {credential.Location.Path}.");
        else if (endpoint.Pattern.StartsWith("callout:", StringComparison.OrdinalIgnoreCase))
            Comment(text, "    ", $"Named credential {endpoint.Pattern["callout:".Length..]}: not in the project's metadata, so its URL is not known.");
        if (endpoint.KnownHost is { } known)
            Comment(text, "    ", $"Known service: {known.Service}{(known.Jurisdiction is { } place ? ", processes data in " + place + " unless agreed otherwise" : ", its place is the customer's choice")}.");
        Comment(text, "    ", endpoint.Uses.IsEmpty ? "No request of the code is seen to use it." : $"Used at {Places(endpoint.Uses)}.");
        Comment(text, "    ", endpoint.Fields.IsEmpty ? "No CRM data is seen to go there." : "Goes there now: " + FieldsByClass(endpoint.Fields) + ".");
        var line = new StringBuilder($"{{ \"match\": {Quote(endpoint.Pattern)}, \"allow\": false");
        if (endpoint.KnownHost is { Kind: not EndpointKind.Service } service) line.Append(CultureInfo.InvariantCulture, $", \"kind\": \"{service.Kind.ToString().ToLowerInvariant()}\"");
        if (endpoint.KnownHost?.Jurisdiction is { } jurisdiction) line.Append(CultureInfo.InvariantCulture, $", \"jurisdiction\": {Quote(jurisdiction)}");
        line.Append(CultureInfo.InvariantCulture, $", \"accepts\": [{string.Join(", ", endpoint.Classes.Select(Quote))}] }},");
        if (endpoint.IsNamedInProject)
        {
            text.Append("    ").Append(line).Append(" // undecided\n");
            return;
        }

        Comment(text, "    ", "The code puts this name together, so 'apexsov models check' cannot find it; take the line below in to decide.");
        text.Append("    // ").Append(line).Append('\n');
    }

    private void AppendOpenEndpoints(StringBuilder text)
    {
        if (Endpoints.Open.IsEmpty) return;
        text.Append('\n');
        Comment(text, "    ", "Not resolved: the code or the metadata leaves open where these requests go, so no entry can match them (SOV1202, SOV1203).");
        foreach (var open in Endpoints.Open.Take(OpenShown))
            Comment(text, "    ", $"  {Place(open.At)}  {open.Display}: {open.Reason}", isWrapped: false);
        if (Endpoints.Open.Length > OpenShown) Comment(text, "    ", FormattableString.Invariant($"  and {Endpoints.Open.Length - OpenShown} more; 'apexsov scan --rule SOV1202' lists them."));
    }

    private void AppendFields(StringBuilder text)
    {
        Comment(text, "  ", "Classes of fields, where metadata and the built-in catalogue do not know them; and fields that are no customer data. For example { \"match\": \"Loan__c.*\", \"class\": \"Financial\" }.");
        if (!UnclassifiedFields.IsEmpty) Comment(text, "  ", $"Without a class, and leaving now: {Names(UnclassifiedFields, 40)}.");
        text.Append("  \"fields\": { \"sensitive\": [], \"public\": [] },\n\n");
    }

    private void AppendLoggers(StringBuilder text)
    {
        Comment(text, "  ", "Methods whose arguments end up in a log outside the boundary. What a class by its name suggests stands here undecided: remove what keeps data inside, add what is missing.");
        if (!OtherExits.IsEmpty) Comment(text, "  ", $"CRM data also leaves by {string.Join(", ", OtherExits.Select(exit => $"{exit.Name} ({Count(exit.Places, "place")})"))}: these are judged without an entry, see 'rules'.");
        text.Append("  \"loggers\": [\n");
        foreach (var logger in Loggers)
            text.Append(CultureInfo.InvariantCulture, $"    {Quote(logger.TypeName + ".*")}, // undecided; {Count(logger.Calls, "call")}: {Clean(Names(logger.Methods, 6))}\n");
        text.Append("  ],\n");
    }

    private static string FieldsByClass(ImmutableArray<ClassifiedField> fields) => string.Join("; ", fields
        .GroupBy(field => string.Join(" and ", field.Classes), StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"{group.Key}: {Names([.. group.Select(field => field.Name)], FieldsShown)}"));

    private static string Names(ImmutableArray<string> names, int shown) =>
        string.Join(", ", names.Take(shown)) + (names.Length > shown ? FormattableString.Invariant($" and {names.Length - shown} more") : "");

    private static string Places(ImmutableArray<Location> places) =>
        $"{Count(places.Length, "place")}: {Names([.. places.Select(Place)], PlacesShown)}";

    private static string Place(Location at) => FormattableString.Invariant($"{at.Path}:{at.Start.Line + 1}");

    private static string Count(int number, string unit) => FormattableString.Invariant($"{number} {unit}{(number == 1 ? "" : "s")}");

    // Metadata may hold user names and passwords in a URL; what stands in a file that is passed around must not.
    private static string ShowUrl(string? url) => url is null ? "its metadata holds no URL"
        : EndpointAddress.Parse(url, isPrefix: false) is EndpointAddress.Url { } address ? address.ToString()
        : "its metadata holds no URL that can be read";

    private static string Quote(string text) => "\"" + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text) + "\"";

    private static void Comment(StringBuilder text, string indent, string comment, bool isWrapped = true)
    {
        foreach (var paragraph in comment.Split('\n'))
        {
            var line = new StringBuilder();
            foreach (var word in isWrapped ? Clean(paragraph).Split(' ') : [Clean(paragraph)])
            {
                if (line.Length > 0 && indent.Length + 3 + line.Length + 1 + word.Length > WidthOfComments)
                {
                    text.Append(indent).Append("// ").Append(line).Append('\n');
                    line.Clear();
                }

                if (line.Length > 0) line.Append(' ');
                line.Append(word);
            }

            text.Append(indent).Append("// ").Append(line).Append('\n');
        }
    }

    // Names of files and metadata are not ours: a line break in one would end the comment.
    private static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
