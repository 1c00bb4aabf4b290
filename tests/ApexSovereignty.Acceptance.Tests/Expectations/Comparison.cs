using System.Collections.Immutable;

namespace ApexSovereignty.Acceptance.Tests.Expectations;

/// <summary>How results stand to the marks of the same files.</summary>
/// <param name="Mismatches">What is not as marked, by place.</param>
/// <param name="Score">Right and wrong alerts.</param>
internal sealed record Comparison(ImmutableArray<Mismatch> Mismatches, Score Score)
{
    /// <summary>Compares. Marks and results meet where file, line and rule are the same, and the text where the mark gives one.</summary>
    public static Comparison Of(ImmutableArray<Mark> marks, Observation seen)
    {
        var mismatches = new List<Mismatch>();
        var score = default(Score);
        foreach (var mark in marks)
        {
            var isThere = IsThere(mark, seen);
            // What is missing should not be there yet; all other marks should.
            if (isThere == (mark.Fault == MarkFault.Missing)) mismatches.Add(new Mismatch(mark.Path, mark.Line, Explain(mark, seen)));
            if (mark.Kind == MarkKind.Alert) score += Score.OfAlert(mark.Fault, isThere);
            else if (mark.Fault != MarkFault.None) score += new Score(0, 0, 0, 1);
        }

        var unmarked = seen.Results.Where(result => !marks.Any(mark => mark.Kind == MarkKind.Alert && mark.Fault != MarkFault.Missing && mark.Rule == result.Rule && Place(mark) == result.At));
        foreach (var group in unmarked.GroupBy(result => (result.At, result.Rule)))
        {
            mismatches.Add(new Mismatch(group.Key.At.Path, group.Key.At.Line, $"unmarked result {group.Key.Rule}: {string.Join(" / ", group.Select(result => result.Message))}"));
            // What a mark of a miss waits for has been counted with it.
            if (!marks.Any(mark => mark.Fault == MarkFault.Missing && mark.Rule == group.Key.Rule && Place(mark) == group.Key.At)) score += new Score(0, 1, 0, 0);
        }

        return new Comparison([.. mismatches.OrderBy(m => m.Path, StringComparer.Ordinal).ThenBy(m => m.Line).ThenBy(m => m.Message, StringComparer.Ordinal)], score);
    }

    private static Place Place(Mark mark) => new(mark.Path, mark.Line);

    private static bool IsThere(Mark mark, Observation seen) => mark.Kind switch
    {
        MarkKind.Alert => seen.Results.Any(result => result.At == Place(mark) && result.Rule == mark.Rule && (mark.Text is null || result.Message.Contains(mark.Text, StringComparison.Ordinal))),
        MarkKind.Source => seen.Results.Any(result => result.Source == Place(mark)),
        _ => seen.Results.Any(result => result.At == Place(mark) && result.Endpoint == mark.Text) || seen.Endpoints.Any(endpoint => endpoint.At == Place(mark) && endpoint.Shown == mark.Text),
    };

    private static string Explain(Mark mark, Observation seen)
    {
        if (mark.Fault == MarkFault.Missing) return $"'{mark}' is needed no more";
        if (mark.Fault == MarkFault.Spurious) return $"'{mark}' is needed no more: there is no such result";
        var here = mark.Kind switch
        {
            MarkKind.Alert => seen.Results.Where(result => result.At == Place(mark)).Select(result => $"{result.Rule}: {result.Message}"),
            MarkKind.Source => seen.Results.Where(result => result.Source is not null).Select(result => FormattableString.Invariant($"{result.Rule} from {result.Source!.Value.Path}:{result.Source.Value.Line}")),
            _ => seen.Endpoints.Where(endpoint => endpoint.At == Place(mark)).Select(endpoint => endpoint.Shown),
        };
        var found = string.Join(" / ", here.Distinct(StringComparer.Ordinal));
        return $"unmet mark '{mark}'; found {(found.Length == 0 ? "nothing" : found)}";
    }
}

/// <summary>Alerts told apart by right and wrong; a rule on a line counts once.</summary>
/// <param name="Hits">Alerts that should be there and are.</param>
/// <param name="FalseAlarms">Alerts that should not be there and are.</param>
/// <param name="Misses">Alerts that should be there and are not.</param>
/// <param name="MarkedFaults">Marks of known faults.</param>
internal readonly record struct Score(int Hits, int FalseAlarms, int Misses, int MarkedFaults)
{
    public double Precision => Hits + FalseAlarms == 0 ? 1 : (double)Hits / (Hits + FalseAlarms);

    public double Recall => Hits + Misses == 0 ? 1 : (double)Hits / (Hits + Misses);

    public static Score operator +(Score left, Score right) =>
        new(left.Hits + right.Hits, left.FalseAlarms + right.FalseAlarms, left.Misses + right.Misses, left.MarkedFaults + right.MarkedFaults);

    public static Score OfAlert(MarkFault fault, bool isThere) => (fault, isThere) switch
    {
        (MarkFault.None or MarkFault.Missing, true) => new Score(1, 0, 0, fault == MarkFault.None ? 0 : 1),
        (MarkFault.None or MarkFault.Missing, false) => new Score(0, 0, 1, fault == MarkFault.None ? 0 : 1),
        (_, true) => new Score(0, 1, 0, 1),
        _ => new Score(0, 0, 0, 1),
    };
}
