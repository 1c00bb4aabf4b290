using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ApexSovereignty.Rules.Policies;

/// <summary>Which jurisdiction lies in which: member states lie in the EU and the EEA.</summary>
internal static class Jurisdictions
{
    private static readonly FrozenSet<string> EuropeanUnion = new[]
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL",
        "PL", "PT", "RO", "SE", "SI", "SK",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> EeaBesidesEu = new[] { "IS", "LI", "NO" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static BoundaryPosition Locate(string? jurisdiction, ImmutableArray<string> boundary)
    {
        if (jurisdiction is null || boundary.IsEmpty) return BoundaryPosition.NotStated;
        return boundary.Any(area => LiesIn(jurisdiction.Trim(), area.Trim())) ? BoundaryPosition.Inside : BoundaryPosition.Outside;
    }

    private static bool LiesIn(string jurisdiction, string area)
    {
        if (jurisdiction.Equals(area, StringComparison.OrdinalIgnoreCase)) return true;
        var isEea = area.Equals("EEA", StringComparison.OrdinalIgnoreCase);
        if (!isEea && !area.Equals("EU", StringComparison.OrdinalIgnoreCase)) return false;
        return EuropeanUnion.Contains(jurisdiction)
            || (isEea && (EeaBesidesEu.Contains(jurisdiction) || jurisdiction.Equals("EU", StringComparison.OrdinalIgnoreCase)));
    }
}
