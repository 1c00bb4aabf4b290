using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>Limits and choices for finding and reading projects.</summary>
public sealed record ProjectOptions
{
    /// <summary>The default choices.</summary>
    public static ProjectOptions Default { get; } = new();

    /// <summary>Globs (<c>*</c>, <c>**</c>), relative to the root, of files to leave out.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>Files larger than this many bytes are left out with a diagnostic.</summary>
    public long MaxFileBytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>Folders nested deeper than this below the root are left out with a diagnostic.</summary>
    public int MaxFolderDepth { get; init; } = 64;

    /// <summary>How many files are read at once; -1 for as many as there are processors. The result does not depend on it.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;
}
