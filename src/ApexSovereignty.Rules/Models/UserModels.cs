using System.Collections.Immutable;
using ApexSovereignty.Flow.Models;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules.Models;

/// <summary>The user's models from all files.</summary>
/// <param name="Models">What they say.</param>
/// <param name="Entries">What of them is to match something of the project.</param>
public sealed record UserModels(ModelSet Models, ImmutableArray<ConfigurationEntry> Entries)
{
    /// <summary>No models.</summary>
    public static UserModels None { get; } = new(ModelSet.Empty, []);
}

/// <summary>What reading model files gave: models, or the errors by file in source order.</summary>
/// <param name="Models">The models; those of files without errors only.</param>
/// <param name="Errors">What is wrong.</param>
public sealed record ModelFileResult(UserModels Models, ImmutableArray<PolicyError> Errors);
