using System.Collections.Immutable;

namespace ApexSovereignty.Rules.Policies;

/// <summary>What may stand at a place of the configuration: the one table that validation and JSON Schema are made from.</summary>
internal abstract record PolicyShape(string Description);

/// <summary>An object with known keys.</summary>
internal sealed record ObjectShape(string Description, ImmutableArray<PolicyKey> Keys) : PolicyShape(Description);

/// <summary>A key of an object.</summary>
internal sealed record PolicyKey(string Name, PolicyShape Shape, bool IsRequired = false);

/// <summary>An object whose keys are names of some sort; <paramref name="Keys"/> lists those that are known, <paramref name="OtherKeys"/> is a pattern of further ones.</summary>
internal sealed record MapShape(string Description, Func<string, string?> CheckKey, PolicyShape Value, ImmutableArray<string> Keys = default, string? OtherKeys = null) : PolicyShape(Description);

/// <summary>A list.</summary>
internal sealed record ListShape(string Description, PolicyShape Item) : PolicyShape(Description);

/// <summary>A string; <paramref name="Check"/> gives the fault in words, or null.</summary>
internal sealed record TextShape(string Description, Func<string, string?>? Check = null, ImmutableArray<string> Choices = default) : PolicyShape(Description);

/// <summary>True or false.</summary>
internal sealed record TruthShape(string Description) : PolicyShape(Description);

/// <summary>A whole number.</summary>
internal sealed record NumberShape(string Description, int Minimum) : PolicyShape(Description);

/// <summary>Either a string, or an object that says more.</summary>
internal sealed record ShortOrLongShape(string Description, TextShape Short, ObjectShape Long) : PolicyShape(Description);
