using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Rules.Policies;

/// <summary>The user's configuration, <c>apexsov.json</c>, checked and ready to be asked. Immutable.</summary>
public sealed record Policy
{
    /// <summary>What holds where there is no configuration: every external endpoint is not allowed, every business field is CRM data.</summary>
    public static Policy Default { get; } = new();

    /// <summary>The configuration file as the user named it, or null.</summary>
    public string? Path { get; init; }

    /// <summary>The policy file that this one builds on, or null.</summary>
    public PolicyReference? Extends { get; init; }

    /// <summary>SHA-256 of the configuration in its normal form, lower-case hex; empty where there is none.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Jurisdictions inside the boundary; empty where the policy states none.</summary>
    public ImmutableArray<string> Jurisdictions { get; init; } = [];

    /// <summary>Line of the jurisdictions in the configuration, from 1; 0 where it states none.</summary>
    internal int BoundaryLine { get; init; }

    /// <summary>Their column, from 1; 0 where it states none.</summary>
    internal int BoundaryColumn { get; init; }

    /// <summary>Endpoint entries in order; the first match wins.</summary>
    public ImmutableArray<EndpointEntry> Endpoints { get; init; } = [];

    /// <summary>Fields with a class.</summary>
    public ImmutableArray<SensitiveFields> SensitiveFields { get; init; } = [];

    /// <summary>Fields that are no CRM data.</summary>
    public ImmutableArray<FieldPattern> PublicFields { get; init; } = [];

    /// <summary>Globs of the user's model files, relative to the configuration.</summary>
    public ImmutableArray<string> Models { get; init; } = [];

    /// <summary>Methods whose result carries no CRM data, the anonymisers of <see cref="Controls"/> included.</summary>
    public ImmutableArray<MethodPattern> Sanitizers { get; init; } = [];

    /// <summary>What is done about data that leaves as a keyed hash or encrypted.</summary>
    public PseudonymTreatment Pseudonymised { get; init; }

    /// <summary>Methods whose arguments end up in a log outside the boundary.</summary>
    public ImmutableArray<MethodPattern> Loggers { get; init; } = [];

    /// <summary>Controls that the code has.</summary>
    public PolicyControls Controls { get; init; } = new();

    /// <summary>Levels of rules that differ from the default, by id.</summary>
    public ImmutableSortedDictionary<string, DiagnosticSeverity> RuleLevels { get; init; } =
        ImmutableSortedDictionary.Create<string, DiagnosticSeverity>(StringComparer.Ordinal);

    /// <summary>Globs of files that are not analysed.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>The file of known results, relative to the configuration, or null.</summary>
    public string? Baseline { get; init; }

    /// <summary>All that is to match something of the project, in source order.</summary>
    public ImmutableArray<ConfigurationEntry> Entries { get; init; } = [];

    /// <summary>Entries that others make void, those of extended policies included. The rest of the policy holds.</summary>
    public ImmutableArray<PolicyError> VoidEntries { get; init; } = [];

    /// <summary>Whether the policy says anything of endpoints; SOV1201 is only a warning while it does not.</summary>
    public bool HasEndpoints => !Endpoints.IsEmpty;

    /// <summary>The level of a rule by configuration, or null where the rule's own holds.</summary>
    public DiagnosticSeverity? LevelOf(string ruleId) => RuleLevels.TryGetValue(ruleId, out var level) ? level : null;

    /// <summary>What the policy says of a field, or null where it says nothing.</summary>
    /// <remarks>
    /// Where several patterns match, the one that says most of the field wins (a named field before a part of a name before
    /// <c>*</c>, then the same of the object), so <c>*.Id</c> goes before <c>Loan__c.*</c>; among equals sensitive before public.
    /// </remarks>
    public FieldDecision? DecideField(string objectApiName, string fieldApiName)
    {
        FieldDecision? best = null;
        var rank = -1;
        foreach (var entry in SensitiveFields)
        {
            if (entry.Match.Rank <= rank || !entry.Match.Matches(objectApiName, fieldApiName)) continue;
            best = new FieldDecision(IsPublic: false, entry.Class, entry.Match.Text);
            rank = entry.Match.Rank;
        }

        foreach (var pattern in PublicFields)
        {
            if (pattern.Rank <= rank || !pattern.Matches(objectApiName, fieldApiName)) continue;
            best = new FieldDecision(IsPublic: true, Class: null, pattern.Text);
            rank = pattern.Rank;
        }

        return best;
    }

    /// <summary>Whether a method's result carries no CRM data.</summary>
    public bool IsSanitizer(string typeFullName, string method) => Sanitizers.Any(pattern => pattern.Matches(typeFullName, method));

    /// <summary>Whether a method's arguments end up in a log outside the boundary.</summary>
    public bool IsLogger(string typeFullName, string method) => Loggers.Any(pattern => pattern.Matches(typeFullName, method));

    /// <summary>What the policy says of an endpoint.</summary>
    public EndpointDecision DecideEndpoint(EndpointValue value) => EndpointJudge.Decide(this, value);
}
