using System.Collections.Immutable;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Inspection;

/// <summary>A line of code whose values are wanted.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 0.</param>
public sealed record InspectedLine(string Path, int Line);

/// <summary>What an instruction does with data, as far as a reader must know it.</summary>
public enum InspectedEffect
{
    /// <summary>Moves data as it stands: reads, writes, joins.</summary>
    Moves,

    /// <summary>Compares or tests: tells about data, is not made of it.</summary>
    Tests,

    /// <summary>Calls a method of the project, followed by its code.</summary>
    CallsProject,

    /// <summary>Calls a method that a model describes.</summary>
    CallsModelled,

    /// <summary>Calls a method whose model lets nothing of its arguments out.</summary>
    CallsNeutral,

    /// <summary>Calls a method that the configuration or a model names a sanitizer.</summary>
    CallsSanitizer,

    /// <summary>Calls a method of which nothing is known: what goes in is taken to come out.</summary>
    CallsUnmodelled,

    /// <summary>Holds several values that meet, or takes one as another type.</summary>
    Joins,
}

/// <summary>An instruction on the line, or one before it in the same method that a value on the line is made of.</summary>
/// <param name="Method">The method around it.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Text">Its code.</param>
/// <param name="IsOnLine">Whether it stands on the line.</param>
/// <param name="Effect">What it does with data.</param>
public sealed record InspectedInstruction(IMethodSymbol Method, CodeLocation At, string Text, bool IsOnLine, InspectedEffect Effect)
{
    /// <summary>The method it calls, as shown, or null.</summary>
    public string? Callee { get; init; }

    /// <summary>The signature of the model that describes the call, or null.</summary>
    public string? Model { get; init; }

    /// <summary>The variable or field that takes a value, or null.</summary>
    public string? Target { get; init; }

    /// <summary>What it reads: operands, arguments, the receiver.</summary>
    public ImmutableArray<InspectedValue> Inputs { get; init; } = [];

    /// <summary>What it gives, or null.</summary>
    public InspectedValue? Result { get; init; }

    /// <summary>What its target held before, where that is overwritten for certain; or null.</summary>
    public InspectedValue? Before { get; init; }

    /// <summary>Whether its result's type can carry data: ids, enums and tests cannot.</summary>
    public bool CanCarry { get; init; } = true;
}

/// <summary>A value.</summary>
/// <param name="Label">What it is to a reader: code, or <c>body of request</c>.</param>
/// <param name="TypeName">Its declared type.</param>
public sealed record InspectedValue(string Label, string TypeName)
{
    /// <summary>The CRM data in it, one flow for each source, from the source to here.</summary>
    public ImmutableArray<TaintFlow> Data { get; init; } = [];

    /// <summary>What services answered that is in it: the endpoints are those that were asked.</summary>
    public ImmutableArray<TaintFlow> Answers { get; init; } = [];

    /// <summary>The texts that it may have, over all callers.</summary>
    public ImmutableArray<InspectedText> Texts { get; init; } = [];
}

/// <summary>A text that a value may have.</summary>
/// <param name="Text">The text.</param>
/// <param name="Steps">The calls that hand it here, outermost first.</param>
public sealed record InspectedText(EndpointText Text, ImmutableArray<FlowStep> Steps);
