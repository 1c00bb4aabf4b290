using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting;
using MemoryPack;

namespace ApexSovereignty.Cli.Caching;

/// <summary>Something about the run itself.</summary>
internal readonly record struct CachedNotification(NotificationKind Kind, DiagnosticSeverity Level, int Message, CachedLocation? Location, bool IsIncomplete)
{
    public static CachedNotification Of(ScanNotification notification, TextTable texts) => new(
        notification.Kind,
        notification.Level,
        texts.NumberOf(notification.Message),
        notification.Location is { } location ? CachedLocation.Of(location, texts) : null,
        notification.IsIncomplete);

    public ScanNotification ToNotification(string[] texts) => new(Kind, Level, texts[Message], Location?.ToLocation(texts)) { IsIncomplete = IsIncomplete };
}

/// <summary>How much was analysed.</summary>
internal readonly record struct CachedCounts(int Files, int Lines, int Classes, int Triggers)
{
    public static CachedCounts Of(ScanCounts counts) => new(counts.Files, counts.Lines, counts.Classes, counts.Triggers);

    public ScanCounts ToCounts() => new(Files, Lines, Classes, Triggers);
}

/// <summary>How well the code was understood.</summary>
[MemoryPackable]
internal sealed partial record CachedStatistics(
    NamesBound Calls,
    NamesBound Members,
    NamesBound Types,
    CachedNameCount[] UnboundNames,
    CachedNameCount[] UnboundTypes,
    CachedNameCount[] UnmodelledCalls,
    int Methods,
    int Components,
    int Rounds)
{
    public static CachedStatistics Of(AnalysisStatistics statistics, TextTable texts)
    {
        return new CachedStatistics(
            statistics.Calls,
            statistics.Members,
            statistics.Types,
            Names(statistics.UnboundNames),
            Names(statistics.UnboundTypes),
            Names(statistics.UnmodelledCalls),
            statistics.Methods,
            statistics.Components,
            statistics.Rounds);

        CachedNameCount[] Names(IEnumerable<NameCount> names) => [.. names.Select(name => new CachedNameCount(texts.NumberOf(name.Name), name.Count))];
    }

    public AnalysisStatistics ToStatistics(string[] texts)
    {
        return new AnalysisStatistics
        {
            Calls = Calls,
            Members = Members,
            Types = Types,
            UnboundNames = [.. Names(UnboundNames)],
            UnboundTypes = [.. Names(UnboundTypes)],
            UnmodelledCalls = [.. Names(UnmodelledCalls)],
            Methods = Methods,
            Components = Components,
            Rounds = Rounds,
        };

        IEnumerable<NameCount> Names(CachedNameCount[] names) => names.Select(name => new NameCount(texts[name.Name], name.Count));
    }
}

/// <summary>A name and how often it stands.</summary>
internal readonly record struct CachedNameCount(int Name, int Count);
