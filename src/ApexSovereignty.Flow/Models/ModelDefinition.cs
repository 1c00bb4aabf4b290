using System.Collections.Immutable;

namespace ApexSovereignty.Flow.Models;

/// <summary>What methods of one kind do with data: an entry of <c>models</c> in a model file, built-in or the user's.</summary>
public sealed record ModelDefinition
{
    /// <summary>The methods: <c>Type.method</c>, <c>Type.method/arity</c>, <c>Type.new</c>; <c>*</c> allowed in user models.</summary>
    public ImmutableArray<string> Methods { get; init; } = [];

    /// <summary>Data moves: <c>Argument[0] -> Return</c>, or <c>+></c> where what was there stays.</summary>
    public ImmutableArray<string> Flows { get; init; } = [];

    /// <summary>Data leaves.</summary>
    public ImmutableArray<SinkDefinition> Sinks { get; init; } = [];

    /// <summary>The result is CRM data of this <c>Object.Field</c>; or null.</summary>
    public string? Source { get; init; }

    /// <summary>Nothing of what goes in comes out.</summary>
    public bool IsNeutral { get; init; }

    /// <summary>The result carries no CRM data, whatever went in.</summary>
    public bool IsSanitizer { get; init; }

    /// <summary>What comes out is a keyed hash of what goes in, or it encrypted.</summary>
    public bool IsPseudonymiser { get; init; }

    /// <summary>Methods that the platform runs later: <c>Argument[0].execute</c>.</summary>
    public ImmutableArray<string> Calls { get; init; } = [];

    /// <summary>Fixed texts of parts of the result.</summary>
    public ImmutableArray<ModelText> Texts { get; init; } = [];

    /// <summary>Work that the engine does beyond this; built-in models only.</summary>
    public string? Intrinsic { get; init; }
}

/// <summary>An exit of a model.</summary>
/// <param name="Kind">One of <see cref="ModelFormat.SinkKinds"/>.</param>
/// <param name="Part">One of <see cref="ModelFormat.SinkParts"/>.</param>
/// <param name="Path">What leaves.</param>
/// <param name="Endpoint">Where the text of the endpoint is, or null.</param>
public sealed record SinkDefinition(string Kind, string Part, string Path, string? Endpoint);

/// <summary>A fixed text.</summary>
/// <param name="Part">The part of the result, such as <c>~url</c>.</param>
/// <param name="Text">What stands there.</param>
public sealed record ModelText(string Part, string Text);

/// <summary>A property of a platform type that reads or writes a part.</summary>
/// <param name="Property"><c>Type.property</c></param>
/// <param name="Path">The part: <c>This.~mail</c>.</param>
public sealed record PropertyDefinition(string Property, string Path);

/// <summary>What a model file holds.</summary>
/// <param name="Models">Methods.</param>
/// <param name="Properties">Properties.</param>
public sealed record ModelSet(ImmutableArray<ModelDefinition> Models, ImmutableArray<PropertyDefinition> Properties)
{
    /// <summary>No models.</summary>
    public static ModelSet Empty { get; } = new([], []);
}
