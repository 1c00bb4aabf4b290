using System.Globalization;
using ApexSovereignty.Text;

namespace ApexSovereignty.Reporting.Registers;

/// <summary>The words that all formats of the register use.</summary>
internal static class RegisterWords
{
    /// <summary>The verdicts, the worst first.</summary>
    public static readonly RegisterVerdict[] Verdicts = [RegisterVerdict.Violation, RegisterVerdict.Undecided, RegisterVerdict.Unresolved, RegisterVerdict.NotJudged, RegisterVerdict.Permitted];

    public static string NameOf(RegisterVerdict verdict) => verdict switch
    {
        RegisterVerdict.Violation => "violation",
        RegisterVerdict.Undecided => "undecided",
        RegisterVerdict.Unresolved => "unresolved",
        RegisterVerdict.NotJudged => "not judged",
        _ => "permitted",
    };

    /// <summary>File and line, from 1.</summary>
    public static string PlaceOf(Location location) => string.Create(CultureInfo.InvariantCulture, $"{location.Path}:{location.Start.Line + 1}");

    /// <summary>ISO 8601 in UTC, the same on all machines.</summary>
    public static string TimeOf(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string StateOf(RegisterCommit commit) => commit.IsModified switch
    {
        true => "analysed files differ from the commit",
        false => "analysed files are those of the commit",
        null => "not known whether analysed files differ from the commit",
    };

    /// <summary>The facts that make the register evidence: name and value, in a fixed order.</summary>
    public static IEnumerable<(string Name, string Value)> Provenance(DataFlowRegister register)
    {
        if (register.Commit is { } commit)
        {
            yield return ("Commit", commit.Id);
            if (commit.Time is { } time) yield return ("Committed", TimeOf(time));
            yield return ("Sources", StateOf(commit));
            if (commit.Uri is { } uri) yield return ("Repository", uri.AbsoluteUri);
        }
        else
        {
            yield return ("Commit", "none: the sources are in no repository");
        }

        yield return ("Apex", register.SourcesHash.Length == 0 ? "none" : "SHA-256 " + register.SourcesHash);
        yield return ("Policy", register.PolicyHash.Length == 0 ? "none: no endpoint is allowed" : "SHA-256 " + register.PolicyHash);
        yield return ("Boundary", register.Boundary.IsEmpty ? "not stated" : string.Join(", ", register.Boundary));
        yield return ("Tool", "apexsov " + register.ToolVersion);
        yield return ("Analysed", string.Create(CultureInfo.InvariantCulture, $"{register.Counts.Files:N0} files, {register.Counts.Lines:N0} lines"));
        yield return ("Gaps", register.Gaps.IsEmpty ? "none: all files were read whole" : string.Create(CultureInfo.InvariantCulture, $"{register.Gaps.Length:N0} {(register.Gaps.Length == 1 ? "notification" : "notifications")}: flows of what could not be read may be missing"));
    }
}
