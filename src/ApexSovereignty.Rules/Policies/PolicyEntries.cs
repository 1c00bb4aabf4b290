using System.Collections.Immutable;

namespace ApexSovereignty.Rules.Policies;

/// <summary>Another file that a configuration names.</summary>
/// <param name="Path">Its path, relative to the configuration.</param>
/// <param name="Line">Line of the name, from 1.</param>
/// <param name="Column">Column of the name in UTF-16 code units, from 1.</param>
public sealed record PolicyReference(string Path, int Line, int Column);

/// <summary>An entry of <c>endpoints</c>.</summary>
/// <param name="Match">Which endpoints it is about.</param>
/// <param name="Allow">Whether data may go there.</param>
public sealed record EndpointEntry(EndpointPattern Match, bool Allow)
{
    /// <summary>What the endpoint is, or null where the entry does not say.</summary>
    public EndpointKind? Kind { get; init; }

    /// <summary>Where it processes data, or null where the entry does not say.</summary>
    public string? Jurisdiction { get; init; }

    /// <summary>The classes of data that may go there; null for all.</summary>
    public ImmutableArray<string>? Accepts { get; init; }

    /// <summary>Line of the entry in the configuration, from 1; 0 where it comes from none.</summary>
    public int Line { get; init; }

    /// <summary>Its column, from 1; 0 where it comes from no file.</summary>
    public int Column { get; init; }

    /// <summary>0 for an entry of the project's own policy, 1 for one of the policy that it extends, and so on.</summary>
    public int Layer { get; init; }

    /// <summary>Name of the policy file that the entry comes from where that is not the project's own, or null.</summary>
    public string? File { get; init; }
}

/// <summary>An entry of <c>fields.sensitive</c>.</summary>
/// <param name="Match">Which fields.</param>
/// <param name="Class">Their class.</param>
public sealed record SensitiveFields(FieldPattern Match, string Class);

/// <summary>What the policy says of a field.</summary>
/// <param name="IsPublic">Whether it is no CRM data.</param>
/// <param name="Class">Its class where it is sensitive.</param>
/// <param name="Pattern">The pattern that decided.</param>
public sealed record FieldDecision(bool IsPublic, string? Class, string Pattern);

/// <summary>An entry of <c>controls.reviewFlags</c>.</summary>
/// <param name="Match">Which fields.</param>
/// <param name="Values">The values that mean review; empty for any true or non-empty value.</param>
public sealed record ReviewFlag(FieldPattern Match, ImmutableArray<string> Values);

/// <summary>Controls that the code has, from <c>controls</c>.</summary>
public sealed record PolicyControls
{
    /// <summary>Fields that send a record to human review.</summary>
    public ImmutableArray<ReviewFlag> ReviewFlags { get; init; } = [];

    /// <summary>Objects whose insertion records a model call.</summary>
    public ImmutableArray<ObjectPattern> AuditObjects { get; init; } = [];

    /// <summary>Methods that record a model call.</summary>
    public ImmutableArray<MethodPattern> AuditMethods { get; init; } = [];

    /// <summary>Methods that return validated text.</summary>
    public ImmutableArray<MethodPattern> OutputValidators { get; init; } = [];

    /// <summary>Methods whose result may stand in a prompt.</summary>
    public ImmutableArray<MethodPattern> PromptGuards { get; init; } = [];

    /// <summary>Methods whose result is clean for training; they end flows of CRM data too.</summary>
    public ImmutableArray<MethodPattern> Anonymisers { get; init; } = [];

    /// <summary>Business objects; null where every sObject that holds CRM data is one.</summary>
    public ImmutableArray<ObjectPattern>? BusinessObjects { get; init; }

    /// <summary>Objects free to hold unreviewed model output.</summary>
    public ImmutableArray<ObjectPattern> StagingObjects { get; init; } = [];

    /// <summary>Fields that decide a business action.</summary>
    public ImmutableArray<FieldPattern> DecisionFields { get; init; } = [];

    /// <summary>Fields that hold text of outsiders.</summary>
    public ImmutableArray<FieldPattern> Untrusted { get; init; } = [];

    /// <summary>How many fields one prompt may hold.</summary>
    public int MaxFieldsPerPrompt => StatedMaxFieldsPerPrompt ?? 8;

    /// <summary>How many fields one prompt may hold, where the policy says so.</summary>
    internal int? StatedMaxFieldsPerPrompt { get; init; }
}
