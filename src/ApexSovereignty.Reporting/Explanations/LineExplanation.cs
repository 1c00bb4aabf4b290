using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Text;

namespace ApexSovereignty.Reporting.Explanations;

/// <summary>Why there is, or is not, a result at a line.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 0.</param>
/// <param name="Code">Its text.</param>
/// <param name="Verdict">The answer in one paragraph.</param>
public sealed record LineExplanation(string Path, int Line, string Code, string Verdict)
{
    /// <summary>The members that the line belongs to.</summary>
    public ImmutableArray<string> Members { get; init; } = [];

    /// <summary>The results at the line, suppressed ones included.</summary>
    public ImmutableArray<ScanResult> Results { get; init; } = [];

    /// <summary>What leaves at the line, with what the policy says of each destination.</summary>
    public ImmutableArray<string> Exits { get; init; } = [];

    /// <summary>Where data that passes the line leaves later.</summary>
    public ImmutableArray<string> LaterExits { get; init; } = [];

    /// <summary>The endpoints that requests get at the line, with what the policy says of each.</summary>
    public ImmutableArray<ExplainedEndpoint> Endpoints { get; init; } = [];

    /// <summary>How the texts of the endpoints were put together, in the order of the code.</summary>
    public ImmutableArray<string> TextOrigin { get; init; } = [];

    /// <summary>The values on the line.</summary>
    public ImmutableArray<ExplainedValue> Values { get; init; } = [];

    /// <summary>Where data on its way to the line was lost.</summary>
    public ImmutableArray<string> Losses { get; init; } = [];

    /// <summary>What else a reader must know, as calls of which nothing is known.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>A value on the line.</summary>
/// <param name="Label">Its code.</param>
/// <param name="TypeName">Its declared type, or empty.</param>
public sealed record ExplainedValue(string Label, string TypeName)
{
    /// <summary>The CRM data in it, fields that come from one place taken together.</summary>
    public ImmutableArray<ExplainedData> Data { get; init; } = [];

    /// <summary>What services answered that is in it.</summary>
    public ImmutableArray<string> Answers { get; init; } = [];

    /// <summary>The texts that it may have, each with where it is handed in.</summary>
    public ImmutableArray<string> Texts { get; init; } = [];
}

/// <summary>Fields from one place.</summary>
/// <param name="Fields">The fields with their classes.</param>
/// <param name="Source">Where they are read.</param>
/// <param name="Path">The way of the first of them to the line.</param>
public sealed record ExplainedData(ImmutableArray<string> Fields, Location Source, ImmutableArray<PathStep> Path);

/// <summary>An endpoint that a request gets.</summary>
/// <param name="Display">The endpoint.</param>
/// <param name="Verdict">What the policy says, and which entry decided.</param>
public sealed record ExplainedEndpoint(string Display, string Verdict);
