using ApexSovereignty.Reporting;
using MemoryPack;

namespace ApexSovereignty.Cli.Caching;

/// <summary>What of a report is worth keeping: all that the analysis found, and nothing that the command line knows by itself.</summary>
/// <remarks>Only the build that wrote it reads it, so it has no version. Texts, which repeat themselves, are numbers of <paramref name="Texts"/>.</remarks>
[MemoryPackable]
internal sealed partial record CachedReport(
    string[] Texts,
    CachedResult[] Results,
    CachedNotification[] Notifications,
    CachedCounts Counts,
    int UndecidedEndpoints,
    CachedStatistics? Statistics)
{
    /// <summary>Takes what is worth keeping.</summary>
    public static CachedReport Of(ScanReport report)
    {
        var texts = new TextTable();
        return new CachedReport(
            Texts: [],
            [.. report.Results.Select(result => CachedResult.Of(result, texts))],
            [.. report.Notifications.Select(notification => CachedNotification.Of(notification, texts))],
            CachedCounts.Of(report.Counts),
            report.UndecidedEndpoints,
            report.Statistics is { } statistics ? CachedStatistics.Of(statistics, texts) : null) with
        { Texts = texts.ToArray() };
    }

    /// <summary>Puts what was kept into a report.</summary>
    public ScanReport Over(ScanReport report) => report with
    {
        Results = [.. Results.Select(result => result.ToResult(Texts))],
        Notifications = [.. Notifications.Select(notification => notification.ToNotification(Texts))],
        Counts = Counts.ToCounts(),
        UndecidedEndpoints = UndecidedEndpoints,
        Statistics = Statistics?.ToStatistics(Texts),
    };
}
