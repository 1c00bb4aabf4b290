using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Text;

namespace ApexSovereignty.Reporting.Registers;

/// <summary>
/// The data-flow register: which fields go where, permitted flows as well as violations. Holds no time but the commit's and
/// nothing of the machine, so the same sources and policy give the same register.
/// </summary>
public sealed record DataFlowRegister
{
    private readonly ImmutableArray<RegisterRow> rows = [];

    /// <summary>Version of the tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The commit of the sources, or null where there is no repository.</summary>
    public RegisterCommit? Commit { get; init; }

    /// <summary>SHA-256 of the analysed Apex, by path and text: what pins the sources where no commit does.</summary>
    public string SourcesHash { get; init; } = "";

    /// <summary>SHA-256 of the policy in force, or empty where there is none.</summary>
    public string PolicyHash { get; init; } = "";

    /// <summary>Jurisdictions inside the boundary, or none where the policy states none.</summary>
    public ImmutableArray<string> Boundary { get; init; } = [];

    /// <summary>How much was analysed.</summary>
    public ScanCounts Counts { get; init; } = new(0, 0, 0, 0);

    /// <summary>What could not be read or followed whole: the register may lack flows of it.</summary>
    public ImmutableArray<ScanNotification> Gaps { get; init; } = [];

    /// <summary>The rows: worst verdict first, then by destination, object, classes and place whatever the order they are given in.</summary>
    public ImmutableArray<RegisterRow> Rows
    {
        get => rows;
        init => rows =
        [
            .. value.OrderBy(row => row.Verdict)
                .ThenBy(row => row.Destination, StringComparer.Ordinal)
                .ThenBy(row => row.ObjectName, StringComparer.Ordinal)
                .ThenBy(row => string.Join(',', row.Classes), StringComparer.Ordinal)
                .ThenBy(row => row.Place)
                .ThenBy(row => row.Part, StringComparer.Ordinal)
                .ThenBy(row => row.IsPseudonymised)
                .ThenBy(row => row.Reason, StringComparer.Ordinal)
                .ThenBy(row => string.Join(',', row.Fields), StringComparer.Ordinal),
        ];
    }

    /// <summary>Every destination, those included that no CRM data is seen to go to, by name.</summary>
    public ImmutableArray<RegisterDestination> Destinations { get; init; } = [];
}

/// <summary>The commit that the sources are of.</summary>
/// <param name="Id">Its hash.</param>
/// <param name="Time">When it was committed, or null where that cannot be read.</param>
/// <param name="Uri">Address of the repository without credentials, or null.</param>
/// <param name="IsModified">Whether analysed files differ from it; null where that cannot be told.</param>
public sealed record RegisterCommit(string Id, DateTimeOffset? Time, Uri? Uri, bool? IsModified);

/// <summary>What the policy says of a row.</summary>
public enum RegisterVerdict
{
    /// <summary>The policy or a rule forbids it.</summary>
    Violation,

    /// <summary>No entry of the policy is about the endpoint.</summary>
    Undecided,

    /// <summary>Where it goes is not known.</summary>
    Unresolved,

    /// <summary>No rule in force judges it, as with a rule that is switched off.</summary>
    NotJudged,

    /// <summary>The policy allows it.</summary>
    Permitted,
}

/// <summary>Fields of one object and of the same classes that leave at one place for one destination.</summary>
/// <param name="ObjectName">The sObject.</param>
/// <param name="Fields">Its fields by API name, sorted; <c>*</c> where any field may be meant.</param>
/// <param name="Classes">The classes of their data.</param>
/// <param name="Exit">Through what it leaves, for a reader: <c>HTTP request</c>, <c>System.debug</c>.</param>
/// <param name="Part">The part that carries it: body, header, url, message, prompt.</param>
/// <param name="Destination">Where it goes: the endpoint, or the exit where there is none.</param>
/// <param name="Verdict">What the policy says.</param>
/// <param name="Place">Where it is handed over.</param>
public sealed record RegisterRow(
    string ObjectName, ImmutableArray<string> Fields, ImmutableArray<string> Classes, string Exit, string Part, string Destination, RegisterVerdict Verdict, Location Place)
{
    /// <summary>Whether it leaves as a keyed hash or encrypted.</summary>
    public bool IsPseudonymised { get; init; }

    /// <summary>Laws that the fields' metadata names.</summary>
    public ImmutableArray<string> Regimes { get; init; } = [];

    /// <summary>The <see cref="RegisterDestination.Name"/> that the destination belongs to: its host or credential, or the exit.</summary>
    public string Recipient { get; init; } = Destination;

    /// <summary>What the destination is: service, llm, training, monitoring, middleware; empty for exits without an endpoint.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Where data is processed there, or empty where that is not stated.</summary>
    public string Jurisdiction { get; init; } = "";

    /// <summary>Why the verdict is what it is, in words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Ids of the rules that report it.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>The reason of the suppression in the code, or null where nothing suppresses it.</summary>
    public string? Suppression { get; init; }

    /// <summary>The member that hands the data over: <c>LeadService.send(Lead)</c>.</summary>
    public string Member { get; init; } = "";

    /// <summary>Where the data is read, by place.</summary>
    public ImmutableArray<Location> Sources { get; init; } = [];

    /// <summary>The shortest way from one of the sources.</summary>
    public ImmutableArray<PathStep> Path { get; init; } = [];
}

/// <summary>A host, credential or exit.</summary>
/// <param name="Name">The pattern of its host or credential, or the exit.</param>
/// <param name="Kind">What it is: service, llm, training, monitoring, middleware, log, e-mail, ….</param>
/// <param name="Verdict">What the policy says of it, whatever the data: the worst of its places.</param>
/// <param name="Reason">Why.</param>
public sealed record RegisterDestination(string Name, string Kind, RegisterVerdict Verdict, string Reason)
{
    /// <summary>Where it processes data, or empty where that is not stated.</summary>
    public string Jurisdiction { get; init; } = "";

    /// <summary>The classes of CRM data that go there.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>How many fields go there.</summary>
    public int Fields { get; init; }

    /// <summary>Where code names it, by place.</summary>
    public ImmutableArray<Location> Places { get; init; } = [];
}
