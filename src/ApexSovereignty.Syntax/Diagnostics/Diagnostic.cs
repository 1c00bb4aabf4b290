using System.Collections.Immutable;
using ApexSovereignty.Text;

namespace ApexSovereignty.Diagnostics;

/// <summary>One result of a rule.</summary>
/// <param name="Descriptor">The rule.</param>
/// <param name="Severity">Severity in force, after classification and configuration.</param>
/// <param name="Message">The whole story in one paragraph: field, class, sink, endpoint, jurisdiction.</param>
/// <param name="Location">Where the result stands.</param>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, DiagnosticSeverity Severity, string Message, Location Location)
{
    /// <summary>The witness from source to sink, at most 100 steps; empty for rules without a path.</summary>
    public ImmutableArray<PathStep> Path { get; init; } = [];

    /// <summary>Places that explain the result: the source, the endpoint, the metadata.</summary>
    public ImmutableArray<RelatedLocation> Related { get; init; } = [];

    /// <summary>What to do, in one sentence.</summary>
    public string Advice { get; init; } = "";

    /// <summary>The endpoint as shown to a reader, or null.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The fields that flow, each with its class, for example <c>Contact.SSN__c (PII)</c>; sorted.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];

    /// <summary>
    /// Text that identifies the result across moved lines and renamed locals: rule, enclosing members, fields, sink,
    /// endpoint; never a position or a local's name.
    /// </summary>
    public string IdentityText { get; init; } = "";
}

/// <summary>A step of a witness.</summary>
/// <param name="Location">Where it happens.</param>
/// <param name="Message">What happens there, for example <c>Contact.SSN__c is read</c>.</param>
/// <param name="Kind">What sort of step it is.</param>
/// <param name="NestingLevel">Depth of calls, from 1.</param>
public sealed record PathStep(Location Location, string Message, PathStepKind Kind, int NestingLevel);

/// <summary>What sort of step it is.</summary>
public enum PathStepKind
{
    /// <summary>Data is read.</summary>
    Source,

    /// <summary>Data moves: assignment, concatenation, load, store, library call.</summary>
    Flow,

    /// <summary>Data is handed to a method.</summary>
    Call,

    /// <summary>Data comes back from a method.</summary>
    Return,

    /// <summary>Data leaves.</summary>
    Sink,
}

/// <summary>A place that explains a result.</summary>
public sealed record RelatedLocation(Location Location, string Message);
