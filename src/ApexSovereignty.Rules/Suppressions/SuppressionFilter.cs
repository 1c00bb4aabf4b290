using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Rules.Suppressions;

/// <summary>Marks the diagnostics that the source suppresses, and reports suppressions that match nothing.</summary>
public static class SuppressionFilter
{
    /// <summary>Applies the suppressions of all files.</summary>
    /// <param name="diagnostics">What the rules found.</param>
    /// <param name="trees">The analysed files.</param>
    /// <param name="levelOf">Level of a rule in force, <see cref="DiagnosticSeverity.Off"/> for rules that did not run: their suppressions are not held against anyone.</param>
    /// <param name="otherRules">Ids of rules that are not in the catalogue, from analyzers of others.</param>
    /// <returns>The diagnostics in their order, then one SOV0001 for each suppression that matches nothing, by file and place.</returns>
    public static ImmutableArray<FilteredDiagnostic> Apply(IEnumerable<Diagnostic> diagnostics, IEnumerable<SyntaxTree> trees, Func<string, DiagnosticSeverity> levelOf, IReadOnlyCollection<string>? otherRules = null)
    {
        var files = new SortedDictionary<string, FileSuppressions>(StringComparer.Ordinal);
        foreach (var tree in trees)
        {
            var (entries, faults) = SuppressionReader.Read(tree, otherRules ?? []);
            if (!entries.IsEmpty || !faults.IsEmpty) files[tree.FilePath] = new FileSuppressions(entries, faults);
        }

        var results = ImmutableArray.CreateBuilder<FilteredDiagnostic>();
        foreach (var diagnostic in diagnostics)
            results.Add(new FilteredDiagnostic(diagnostic, files.TryGetValue(diagnostic.Location.Path, out var file) ? file.Find(diagnostic) : null));

        var level = levelOf(RuleIds.UnusedSuppression);
        if (level != DiagnosticSeverity.Off)
            results.AddRange(files.Values.SelectMany(file => file.Report(level, levelOf)));
        return results.ToImmutable();
    }

    private sealed class FileSuppressions(ImmutableArray<SuppressionEntry> entries, ImmutableArray<SuppressionFault> faults)
    {
        private readonly HashSet<SuppressionEntry> used = new(ReferenceEqualityComparer.Instance);

        // Every suppression that covers a result counts as used; the narrowest is named.
        public Suppression? Find(Diagnostic diagnostic)
        {
            SuppressionEntry? narrowest = null;
            foreach (var entry in entries)
            {
                if (!entry.Covers(diagnostic)) continue;
                used.Add(entry);
                if (narrowest is null || entry.LastLine - entry.FirstLine < narrowest.LastLine - narrowest.FirstLine) narrowest = entry;
            }

            return narrowest?.Suppression;
        }

        public IEnumerable<FilteredDiagnostic> Report(DiagnosticSeverity level, Func<string, DiagnosticSeverity> levelOf) =>
            faults.Concat(entries.Where(entry => !used.Contains(entry) && (entry.RuleId is null || levelOf(entry.RuleId) != DiagnosticSeverity.Off)).Select(Fault))
                .OrderBy(fault => fault.Location)
                .ThenBy(fault => fault.Message, StringComparer.Ordinal)
                .Select(fault => new FilteredDiagnostic(
                    new Diagnostic(RuleCatalogue.Get(RuleIds.UnusedSuppression), level, fault.Message, fault.Location) { Advice = "Remove it, or mend it." },
                    Suppression: null));

        private static SuppressionFault Fault(SuppressionEntry entry) =>
            new(entry.Suppression.Location, $"The suppression of {entry.RuleId ?? "all rules"} matches no result.");
    }
}
