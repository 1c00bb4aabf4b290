using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting;
using ApexSovereignty.Rules.Models;
using ApexSovereignty.Rules.Policies;
using ApexSovereignty.Text;

namespace ApexSovereignty.Cli.Analysis;

/// <summary>What entries of the configuration match, over all projects of a request.</summary>
internal sealed class EntryMatches(ImmutableArray<ConfigurationEntry> entries)
{
    private const int MaximumNotifications = 20;

    private readonly EntryMatch?[] matches = new EntryMatch?[entries.Length];

    /// <summary>By entry; those are left out that were bound to no project.</summary>
    public ImmutableArray<EntryMatch> All => [.. matches.OfType<EntryMatch>()];

    /// <summary>Adds the matches of a project, in the order of the entries; an analysis that binds none gives none.</summary>
    public void Add(ImmutableArray<EntryMatch> found)
    {
        for (var i = 0; i < found.Length; i++) matches[i] = matches[i]?.Merge(found[i]) ?? found[i];
    }

    /// <summary>A warning for each entry that matches nothing, up to a limit.</summary>
    public IEnumerable<ScanNotification> Notifications()
    {
        var open = All.Where(match => !match.IsBound).ToList();
        foreach (var match in open.Take(MaximumNotifications))
        {
            var entry = match.Entry;
            var isInside = !entry.Path.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(entry.Path);
            yield return new ScanNotification(
                NotificationKind.Project,
                DiagnosticSeverity.Warning,
                isInside ? match.Fault + "." : FormattableString.Invariant($"{match.Fault} ({Path.GetFileName(entry.Path)}, line {entry.Line})."),
                isInside ? Location.At(entry.Path, entry.Line - 1, entry.Column - 1) : null);
        }

        if (open.Count > MaximumNotifications)
            yield return new ScanNotification(NotificationKind.Project, DiagnosticSeverity.Warning, FormattableString.Invariant($"{open.Count - MaximumNotifications} more entries of the configuration match nothing; 'apexsov models check' names them."), Location: null);
    }
}
