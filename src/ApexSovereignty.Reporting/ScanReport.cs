using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Text;

namespace ApexSovereignty.Reporting;

/// <summary>All that a scan found, ready to be written in any format.</summary>
public sealed record ScanReport
{
    private readonly ImmutableArray<ScanResult> results = [];

    /// <summary>Version of the tool, for example <c>0.1.0+4f4c9e1</c>.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The rules that ran, by id.</summary>
    public ImmutableArray<DiagnosticDescriptor> Rules { get; init; } = [];

    /// <summary>The results, suppressed ones included, by place, rule and message whatever the order they are given in.</summary>
    public ImmutableArray<ScanResult> Results
    {
        get => results;
        init => results =
        [
            .. value.OrderBy(result => result.Diagnostic.Location)
                .ThenBy(result => result.Diagnostic.Descriptor.Id, StringComparer.Ordinal)
                .ThenBy(result => result.Diagnostic.Message, StringComparer.Ordinal)
                .ThenBy(result => result.Diagnostic.IdentityText, StringComparer.Ordinal)
                .ThenBy(result => result.Suppression?.Location),
        ];
    }

    /// <summary>What could not be read or followed whole, in a settled order.</summary>
    public ImmutableArray<ScanNotification> Notifications { get; init; } = [];

    /// <summary>How much was analysed.</summary>
    public ScanCounts Counts { get; init; } = new(0, 0, 0, 0);

    /// <summary>The repository, or null where it is not known.</summary>
    public RepositoryProvenance? Repository { get; init; }

    /// <summary>SHA-256 of the policy in force, or empty where there is none.</summary>
    public string PolicyHash { get; init; } = "";

    /// <summary>How many endpoints the policy says nothing of.</summary>
    public int UndecidedEndpoints { get; init; }

    /// <summary>How long the scan took; shown in a terminal only, since other outputs must not differ between machines.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>How well the code was understood, where that was asked for; shown with <c>--verbose</c> only.</summary>
    public AnalysisStatistics? Statistics { get; init; }

    /// <summary>Category under which consumers keep results apart, SARIF's <c>automationDetails.id</c>.</summary>
    public string Category { get; init; } = "apexsov/";

    /// <summary>Text of an analysed file by its path, or null where it is not at hand.</summary>
    public Func<string, SourceText?> Source { get; init; } = _ => null;

    /// <summary>Manual page of a rule in Markdown by id, or empty; read only by formats that carry it.</summary>
    public Func<string, string> Manual { get; init; } = _ => "";

    /// <summary>Results that are neither suppressed nor in the baseline.</summary>
    public IEnumerable<Diagnostic> ActiveDiagnostics => Results.Where(result => result.IsActive).Select(result => result.Diagnostic);

    /// <summary>Whether the results were held against a baseline.</summary>
    public bool HasBaseline { get; init; }

    /// <summary>Results of the baseline that are found no more.</summary>
    public IEnumerable<Diagnostic> GoneDiagnostics => Results.Where(result => result.Baseline == ResultBaseline.Absent).Select(result => result.Diagnostic);

    /// <summary>How many results are known from the baseline and still found.</summary>
    public int KnownCount => Results.Count(result => result.Suppression is null && result.Baseline == ResultBaseline.Unchanged);

    /// <summary>How many open results were left out since they touch no change that the scan was asked about.</summary>
    public int UntouchedCount { get; init; }

    /// <summary>Whether a file could not be read or parsed whole, or a budget was hit: exit code 3 with <c>--strict</c>.</summary>
    public bool IsIncomplete => Notifications.Any(notification => notification.IsIncomplete);
}

/// <summary>A diagnostic as it stands in a report.</summary>
/// <param name="Diagnostic">The diagnostic.</param>
public sealed record ScanResult(Diagnostic Diagnostic)
{
    /// <summary>What suppresses it, or null.</summary>
    public ResultSuppression? Suppression { get; init; }

    /// <summary>How it stands to the baseline.</summary>
    public ResultBaseline Baseline { get; init; }

    /// <summary>The fingerprints it had in the baseline, for results that are found no more.</summary>
    public ResultFingerprints? Recorded { get; init; }

    /// <summary>Whether it is neither suppressed nor known from the baseline.</summary>
    public bool IsActive => Suppression is null && Baseline is ResultBaseline.None or ResultBaseline.New;
}

/// <summary>A suppression in the source.</summary>
/// <param name="Location">Where it stands.</param>
/// <param name="Justification">The reason given, or empty.</param>
public sealed record ResultSuppression(Location Location, string Justification);

/// <summary>How a result stands to the baseline.</summary>
public enum ResultBaseline
{
    /// <summary>There is no baseline.</summary>
    None,

    /// <summary>Not in the baseline.</summary>
    New,

    /// <summary>In the baseline.</summary>
    Unchanged,

    /// <summary>In the baseline, and found no more.</summary>
    Absent,
}

/// <summary>What a notification is about.</summary>
public enum NotificationKind
{
    /// <summary>A file or folder could not be read, or not be decoded.</summary>
    FileNotRead,

    /// <summary>A file could not be parsed whole.</summary>
    FileNotParsed,

    /// <summary>A budget of the analysis was hit.</summary>
    Budget,

    /// <summary>Something of the project or its configuration deserves a look.</summary>
    Project,
}

/// <summary>Something the user must know about the run itself.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="Message">A sentence.</param>
/// <param name="Location">Where, or null.</param>
public sealed record ScanNotification(NotificationKind Kind, DiagnosticSeverity Level, string Message, Location? Location)
{
    /// <summary>Whether input is missing from the analysis because of it.</summary>
    public bool IsIncomplete { get; init; } = Kind != NotificationKind.Project;
}

/// <summary>How much was analysed.</summary>
/// <param name="Files">Apex files.</param>
/// <param name="Lines">Their lines.</param>
/// <param name="Classes">Declared types.</param>
/// <param name="Triggers">Triggers.</param>
public sealed record ScanCounts(int Files, int Lines, int Classes, int Triggers);

/// <summary>Where the sources come from.</summary>
/// <param name="Uri">Address of the repository, without credentials.</param>
/// <param name="Revision">The commit.</param>
/// <param name="Branch">The branch, or null.</param>
public sealed record RepositoryProvenance(Uri Uri, string Revision, string? Branch);
