using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Reporting.Baselines;

/// <summary>Holds a report against a baseline.</summary>
public static class BaselineComparison
{
    private const int Passes = 3;

    /// <summary>Gives each result its state, and adds the entries that are found no more.</summary>
    /// <param name="report">The report.</param>
    /// <param name="baseline">The baseline.</param>
    /// <param name="isCovered">Whether the scan would have found an entry again; what it did not look at has not gone.</param>
    /// <param name="ruleOf">A rule by id, or null for one that is not known any more.</param>
    public static ScanReport Apply(ScanReport report, Baseline baseline, Func<BaselineEntry, bool> isCovered, Func<string, DiagnosticDescriptor?> ruleOf)
    {
        var prints = Fingerprints.Compute(report);
        var open = new Dictionary<string, List<BaselineEntry>>(StringComparer.Ordinal);
        foreach (var entry in baseline.Entries)
        {
            if (!open.TryGetValue(HashOf(entry.Fingerprints), out var equal)) open.Add(HashOf(entry.Fingerprints), equal = []);
            equal.Add(entry);
        }

        // Equal results need as many entries. Those that still stand on the same line of the same file come first, then those on an
        // equal line, then any; so the one that is called new is the one that was added.
        var isKnown = new bool[prints.Count];
        for (var pass = 0; pass < Passes * 2; pass++)
        {
            var wantsSuppressed = pass >= Passes;
            for (var i = 0; i < prints.Count; i++)
            {
                var result = report.Results[i];
                if (isKnown[i] || (result.Suppression is not null) != wantsSuppressed || !open.TryGetValue(HashOf(prints[i]), out var equal)) continue;
                var found = equal.FindIndex(entry => IsMatch(entry, result, prints[i], pass % Passes));
                if (found < 0) continue;
                equal.RemoveAt(found);
                isKnown[i] = true;
            }
        }

        var gone = open.Values.SelectMany(entries => entries).Where(isCovered).Select(entry => Absent(entry, ruleOf));
        return report with { HasBaseline = true, Results = [.. report.Results.Select((result, i) => result with { Baseline = isKnown[i] ? ResultBaseline.Unchanged : ResultBaseline.New }), .. gone] };
    }

    private static bool IsMatch(BaselineEntry entry, ScanResult result, ResultFingerprints prints, int pass)
    {
        var isSameLine = prints.LineHash is not null && entry.Fingerprints.LineHash == prints.LineHash;
        return pass switch
        {
            0 => isSameLine && entry.Location.Path == result.Diagnostic.Location.Path,
            1 => isSameLine,
            _ => true,
        };
    }

    private static ScanResult Absent(BaselineEntry entry, Func<string, DiagnosticDescriptor?> ruleOf) =>
        new(new Diagnostic(ruleOf(entry.RuleId) ?? new DiagnosticDescriptor(entry.RuleId, entry.RuleId, entry.RuleId, entry.Severity), entry.Severity, entry.Message, entry.Location))
        {
            Baseline = ResultBaseline.Absent,
            Recorded = entry.Fingerprints,
        };

    // The number behind the colon only tells equal results of one run apart.
    private static string HashOf(ResultFingerprints prints) => prints.Path.LastIndexOf(':') is var colon and >= 0 ? prints.Path[..colon] : prints.Path;
}
