using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow;

/// <summary>What a run found.</summary>
/// <param name="Flows">Every flow of a source to an exit, in a fixed order.</param>
/// <param name="Endpoints">Every endpoint that a request gets, in a fixed order.</param>
/// <param name="CutShort">Methods whose analysis hit a budget.</param>
/// <param name="Statistics">Counts for <c>--verbose</c>.</param>
public sealed record FlowResult(ImmutableArray<TaintFlow> Flows, ImmutableArray<EndpointUse> Endpoints, ImmutableArray<IMethodSymbol> CutShort, FlowStatistics Statistics)
{
    /// <summary>Prompts and answers of services in logs, in a fixed order.</summary>
    public ImmutableArray<ModelTextFlow> ModelTexts { get; init; } = [];

    /// <summary>Places that name a label which the project does not hold, in a fixed order.</summary>
    public ImmutableArray<LabelUse> MissingLabels { get; init; } = [];

    /// <summary>The names that code uses, where <see cref="FlowOptions.WithInventory"/> asks for them.</summary>
    public CodeInventory Inventory { get; init; } = CodeInventory.Empty;

    /// <summary>What happens on the line that <see cref="FlowOptions.Inspect"/> asks for, by place.</summary>
    public ImmutableArray<Inspection.InspectedInstruction> Inspected { get; init; } = [];
}

/// <summary>A place that names a label.</summary>
/// <param name="At">The place.</param>
/// <param name="Name">The name as written, maybe with a namespace before a dot.</param>
public sealed record LabelUse(CodeLocation At, string Name);

/// <summary>CRM data that leaves.</summary>
/// <param name="Source">The data and where it is read.</param>
/// <param name="Kind">Through what it leaves: http, debug, log, email, event, soap, llm.</param>
/// <param name="Part">The part that carries it: body, header, url, message, prompt.</param>
/// <param name="Carrier">Where the finding stands: the setter for requests and mails, otherwise the exit itself.</param>
/// <param name="Exit">The call that lets it leave.</param>
/// <param name="Sink">The method called there, as shown.</param>
/// <param name="Endpoints">Where it goes; empty for exits without an endpoint.</param>
/// <param name="Steps">The way from source to exit.</param>
public sealed record TaintFlow(SourceField Source, string Kind, string Part, CodeLocation Carrier, CodeLocation Exit, string Sink, ImmutableArray<EndpointText> Endpoints, ImmutableArray<FlowStep> Steps)
{
    /// <summary>Whether what leaves is a keyed hash of the data, or the data encrypted.</summary>
    public bool IsPseudonymised { get; init; }
}

/// <summary>Text that goes to a service, or comes from it, is written to a log. Whether the service is a language model is for the policy to say.</summary>
/// <param name="IsAnswer">Whether it is what the service answered, rather than what it was asked.</param>
/// <param name="Kind">Through what it leaves: debug, log.</param>
/// <param name="At">The call that writes it.</param>
/// <param name="Sink">The method called there, as shown.</param>
/// <param name="Endpoints">The service; <see cref="ModelAnswer.Platform"/> for the platform's own models.</param>
/// <param name="Steps">The way.</param>
public sealed record ModelTextFlow(bool IsAnswer, string Kind, CodeLocation At, string Sink, ImmutableArray<EndpointText> Endpoints, ImmutableArray<FlowStep> Steps);

/// <summary>Answers of language models.</summary>
public static class ModelAnswer
{
    /// <summary>Stands for the endpoint where the platform itself asks a model.</summary>
    public const string Platform = "llm:platform";
}

/// <summary>A step of a flow.</summary>
public sealed record FlowStep(CodeLocation At, string Message, PathStepKind Kind, int NestingLevel);

/// <summary>A request gets an endpoint.</summary>
/// <param name="At">The call of <c>setEndpoint</c>.</param>
/// <param name="Values">All texts that it may have.</param>
public sealed record EndpointUse(CodeLocation At, ImmutableArray<EndpointText> Values);

/// <summary>A text that an endpoint may have.</summary>
/// <param name="Exact">The whole text, or null when part of it is not known.</param>
/// <param name="Prefix">The fixed start, maybe empty.</param>
/// <param name="Reason">Why the rest is not known, in words, or null.</param>
/// <param name="Display">The text with <c>{…}</c> where it is not known.</param>
/// <param name="IsUserControlled">Whether somebody outside the project chooses what is not known.</param>
public sealed record EndpointText(string? Exact, string Prefix, string? Reason, string Display, bool IsUserControlled)
{
    /// <summary>What it is put together of, in the order of the text. Not compared.</summary>
    public ImmutableArray<FlowStep> Steps { get; init; } = [];

    /// <summary>The call that gives it to the request, or null where that is not known. Not compared.</summary>
    public CodeLocation? SetAt { get; init; }

    /// <inheritdoc />
    public bool Equals(EndpointText? other) =>
        ReferenceEquals(this, other) || (other is not null && Display == other.Display && Exact == other.Exact && Prefix == other.Prefix && Reason == other.Reason && IsUserControlled == other.IsUserControlled);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Display, Exact, Prefix, Reason, IsUserControlled);
}

/// <summary>Counts of a run.</summary>
/// <param name="Methods">Methods analysed.</param>
/// <param name="Components">Groups of methods that call each other in circles, single ones included.</param>
/// <param name="Rounds">Passes over basic blocks.</param>
/// <param name="LargestSummary">Most field writes in one summary.</param>
/// <param name="Unmodelled">The most frequent library methods without a model.</param>
public sealed record FlowStatistics(int Methods, int Components, int Rounds, int LargestSummary, ImmutableArray<(string Name, int Count)> Unmodelled);
