using ApexSovereignty.Diagnostics;
using ApexSovereignty.Text;

namespace ApexSovereignty.Rules.Suppressions;

/// <summary>What in the source hides a result.</summary>
/// <param name="Location">Where it stands.</param>
/// <param name="Reason">The reason given; empty for annotations, which have none.</param>
public sealed record Suppression(Location Location, string Reason);

/// <summary>A diagnostic and what suppresses it, if anything.</summary>
/// <param name="Diagnostic">The diagnostic.</param>
/// <param name="Suppression">What hides it, or null.</param>
public sealed record FilteredDiagnostic(Diagnostic Diagnostic, Suppression? Suppression);

/// <summary>A suppression of one rule as written.</summary>
/// <param name="RuleId">The rule; null for all.</param>
/// <param name="FirstLine">First line it covers, zero-based.</param>
/// <param name="LastLine">Last line it covers.</param>
/// <param name="Suppression">Where it stands and why.</param>
internal sealed record SuppressionEntry(string? RuleId, int FirstLine, int LastLine, Suppression Suppression)
{
    public bool Covers(Diagnostic diagnostic) =>
        (RuleId is null || RuleId == diagnostic.Descriptor.Id)
        && diagnostic.Location.Start.Line <= LastLine
        && Math.Max(diagnostic.Location.Start.Line, diagnostic.Location.End.Line) >= FirstLine;
}

/// <summary>A suppression that cannot work, and why.</summary>
internal sealed record SuppressionFault(Location Location, string Message);
