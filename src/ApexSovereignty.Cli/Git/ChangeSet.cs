using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Text;

namespace ApexSovereignty.Cli.Git;

/// <summary>Lines of a file, both ends included, from zero.</summary>
internal readonly record struct LineRange(int First, int Last);

/// <summary>What a change touches in the files as they are after it.</summary>
/// <param name="Files">Changed lines by path, relative to the scanned base folder.</param>
/// <param name="Submodules">Submodules that point to another commit; what changed inside is not known.</param>
internal sealed record ChangeSet(ImmutableDictionary<string, ImmutableArray<LineRange>> Files, ImmutableArray<string> Submodules)
{
    /// <summary>Whether the result, a step of its path, or a place that explains it stands on a changed line.</summary>
    public bool Touches(Diagnostic diagnostic) =>
        Touches(diagnostic.Location) || diagnostic.Path.Any(step => Touches(step.Location)) || diagnostic.Related.Any(related => Touches(related.Location));

    private bool Touches(Location location) =>
        Files.TryGetValue(location.Path, out var ranges) && ranges.Any(range => range.First <= location.End.Line && location.Start.Line <= range.Last);
}
