using System.Collections.Immutable;

namespace ApexSovereignty.Flow.Models;

/// <summary>What a library method does with data.</summary>
internal sealed class MethodModel
{
    /// <summary>The signature or pattern it is for, as written.</summary>
    public required string Signature { get; init; }

    /// <summary>Moves data from one place to another.</summary>
    public ImmutableArray<FlowModel> Flows { get; init; } = [];

    /// <summary>Lets data leave.</summary>
    public ImmutableArray<SinkModel> Sinks { get; init; } = [];

    /// <summary>The result is CRM data of this object and field.</summary>
    public (string Object, string Field)? Source { get; init; }

    /// <summary>Fixed texts that parts of the result have, such as the org's own address.</summary>
    public ImmutableArray<(string Key, string Text)> Texts { get; init; } = [];

    /// <summary>Nothing of the arguments is in the result.</summary>
    public bool IsNeutral { get; init; }

    /// <summary>The result carries no CRM data, whatever went in.</summary>
    public bool IsSanitizer { get; init; }

    /// <summary>What comes out is a keyed hash of what goes in, or it encrypted.</summary>
    public bool IsPseudonymiser { get; init; }

    /// <summary>Methods that the platform will call later: method name and what they run on.</summary>
    public ImmutableArray<(ModelPath Receiver, string Method)> Calls { get; init; } = [];

    /// <summary>Work that code does for this model beyond flows.</summary>
    public string? Intrinsic { get; init; }
}

/// <summary>An exit.</summary>
/// <param name="Kind">http, debug, log, email, event, llm, …</param>
/// <param name="Part">Which part is read at <paramref name="Path"/>: body, header, url, message.</param>
/// <param name="Path">What leaves.</param>
/// <param name="Endpoint">Where the endpoint's text is, or null.</param>
internal sealed record SinkModel(string Kind, string Part, ModelPath Path, ModelPath? Endpoint);

/// <summary>Moves data from one place to another.</summary>
/// <param name="From">Where it is read.</param>
/// <param name="To">Where it ends up.</param>
/// <param name="Adds">Whether what is there stays (<c>+></c>), as with a further header.</param>
internal sealed record FlowModel(ModelPath From, ModelPath To, bool Adds)
{
    /// <summary>Reads <c>From -> To</c> or <c>From +> To</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static FlowModel Parse(string text)
    {
        var at = text.IndexOf("> ", StringComparison.Ordinal);
        if (at < 1 || text[at - 1] is not ('-' or '+')) throw new FormatException($"'{text}' is not a flow: write From -> To");
        return new FlowModel(ModelPath.Parse(text[..(at - 1)].Trim()), ModelPath.Parse(text[(at + 1)..].Trim()), text[at - 1] == '+');
    }
}
