using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Reporting.Sarif;

/// <summary>
/// What GitHub takes of one run: 25,000 results, and 10 MB of compressed file. The size is bounded before compression, since
/// compressors differ from one machine to the next and the same input is to give the same bytes: reports of real projects shrink to
/// a twentieth and less.
/// </summary>
internal static class SarifLimits
{
    /// <summary>The most results of a run.</summary>
    public const int MaximumResults = 25_000;

    /// <summary>The most bytes of a file.</summary>
    public const int MaximumBytes = 150_000_000;

    /// <summary>The most severe results in the order of the report, and a notification that says so, where there are too many.</summary>
    public static ScanReport Apply(ScanReport report, int maximum)
    {
        if (report.Results.Length <= maximum) return report;
        var prints = Fingerprints.Compute(report);
        // Kept as they were counted in the whole report: equal results keep their numbers whatever is left out.
        var kept = Enumerable.Range(0, report.Results.Length)
            .OrderByDescending(i => report.Results[i].IsActive)
            .ThenByDescending(i => report.Results[i].Diagnostic.Severity)
            .ThenByDescending(i => report.Results[i].Diagnostic.Descriptor.SecuritySeverity ?? 0)
            .ThenBy(i => i)
            .Take(maximum)
            .Order()
            .Select(i => report.Results[i] with { Recorded = prints[i] });
        var message = FormattableString.Invariant($"This file holds the {maximum:N0} most severe of {report.Results.Length:N0} results, since consumers take no more. The other formats hold all of them.");
        return report with { Results = [.. kept], Notifications = report.Notifications.Insert(0, new ScanNotification(NotificationKind.Project, DiagnosticSeverity.Warning, message, Location: null)) };
    }
}
