using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Rules.Classification;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules;

/// <summary>A field that leaves, whether the policy permits it or not.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Field">The field with the classes of its data.</param>
/// <param name="Endpoints">What the policy says of each endpoint that it may go to; empty for exits without one.</param>
public sealed record DataFlow(TaintFlow Flow, ClassifiedField Field, ImmutableArray<EndpointDecision> Endpoints)
{
    /// <summary>The endpoints that may not have the field.</summary>
    public IEnumerable<EndpointDecision> Refused => Endpoints.Where(decision => !decision.Permits(Field.Classes));

    /// <summary>Whether the field may go wherever it goes; exits without an endpoint (logs, e-mails, events) permit nothing.</summary>
    public bool IsPermitted => MayLeaveAsPseudonym || (!Endpoints.IsEmpty && !Refused.Any());

    /// <summary>Whether it leaves as a keyed hash or encrypted, and the policy permits that.</summary>
    public bool MayLeaveAsPseudonym { get; init; }

    /// <summary>What the rules report of it, those included that the policy switches off.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];
}

/// <summary>An endpoint that a request may get.</summary>
/// <param name="At">Where the request gets it.</param>
/// <param name="Decision">What the policy says of it.</param>
public sealed record ObservedEndpoint(CodeLocation At, EndpointDecision Decision);
