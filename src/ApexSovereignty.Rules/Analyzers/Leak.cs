using System.Collections.Immutable;
using ApexSovereignty.Flow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Rules.Classification;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules;

/// <summary>Data of one source that one place lets leave, and that the policy does not permit.</summary>
/// <param name="Kind">Through what it leaves: http, debug, log, email, event, soap, llm.</param>
/// <param name="Part">The part that carries it: body, header, url, message, prompt.</param>
/// <param name="Carrier">Where the result stands.</param>
/// <param name="Site">Where the data is read.</param>
/// <param name="Fields">The fields with their classes, by name.</param>
/// <param name="Endpoints">Where it goes and may not; empty for exits without an endpoint.</param>
/// <param name="Witness">The shortest flow.</param>
public sealed record Leak(
    string Kind,
    string Part,
    CodeLocation Carrier,
    CodeLocation Site,
    ImmutableArray<ClassifiedField> Fields,
    ImmutableArray<EndpointDecision> Endpoints,
    TaintFlow Witness)
{
    /// <summary>Whether what leaves is a keyed hash of the data, or the data encrypted.</summary>
    public bool IsPseudonymised => Witness.IsPseudonymised;

    /// <summary>Whether one of the endpoints is of a kind.</summary>
    public bool GoesTo(params ReadOnlySpan<EndpointKind> kinds)
    {
        foreach (var endpoint in Endpoints)
            if (kinds.Contains(endpoint.Kind)) return true;
        return false;
    }
}

/// <summary>A leak, for a rule to report.</summary>
/// <param name="Leak">The leak.</param>
/// <param name="Policy">The policy in force.</param>
/// <param name="Report">Takes results.</param>
public sealed record FlowActionContext(Leak Leak, Policy Policy, Action<Diagnostics.Diagnostic> Report);

/// <summary>Text in a log that a language model was asked or answered.</summary>
/// <param name="Text">The text and its way.</param>
/// <param name="Model">The model, for a reader.</param>
/// <param name="Policy">The policy in force.</param>
/// <param name="Report">Takes results.</param>
public sealed record ModelTextActionContext(ModelTextFlow Text, string Model, Policy Policy, Action<Diagnostics.Diagnostic> Report);

/// <summary>A place that gives a request its endpoint, with what the policy says of each text it may have.</summary>
/// <param name="At">The place.</param>
/// <param name="Decisions">The decisions, each endpoint once.</param>
/// <param name="Policy">The policy in force.</param>
/// <param name="Report">Takes results.</param>
public sealed record EndpointActionContext(CodeLocation At, ImmutableArray<(EndpointText Text, EndpointDecision Decision)> Decisions, Policy Policy, Action<Diagnostics.Diagnostic> Report);
