using System.Collections.Immutable;
using ApexSovereignty.Flow.Values;

namespace ApexSovereignty.Flow.Analysis;

/// <content>What leaves and still depends on the caller, kept to a size that callers can bear.</content>
internal sealed partial class MethodAnalysis
{
    /// <summary>More facts of callers than this at one exit are taken together: of long paths the start is kept, and all below it is meant.</summary>
    private const int MaximumFactsOfExit = 128;

    /// <summary>The same for what a field or a result holds in methods that call each other in a circle: what one adds, the next adds to.</summary>
    private const int MaximumFactsOfCircle = 64;

    /// <summary>Sets of endpoints that one exit of a method in a circle may have.</summary>
    private const int MaximumEndpointsOfCircle = 4;

    /// <summary>Rounds over a circle that may find other endpoints for one exit until they only grow.</summary>
    private const int MaximumChangesOfEndpoints = 8;

    /// <summary>Endpoints in a circle that one answer may come from.</summary>
    private const int MaximumAnswersOfCircle = 8;

    private readonly Dictionary<SourceField, HashSet<StringSet>> answers = [];

    private readonly Dictionary<SourceField, StringSet> answersOfMany = [];

    /// <summary>Endpoints of exits that were taken together: they only grow, so that rounds come to rest.</summary>
    private readonly Dictionary<(string Kind, CodeLocation At, string Part), StringSet> endpointsOfMany = [];

    /// <summary>Endpoints of an exit in the last round, and how often they changed.</summary>
    private readonly Dictionary<(string Kind, CodeLocation At, string Part), (HashSet<StringSet> Last, int Changes)> foundEndpoints = [];

    /// <summary>Depth of the paths that exits may name. It only falls, so that rounds over a circle come to rest.</summary>
    private int exitDepth = AccessPath.MaximumDepth + 1;

    private ImmutableArray<Exit> PendingExits()
    {
        var pending = exits.Values.Where(e => !IsComplete(e)).ToList();
        if (IsInCircle) pending = WithFewEndpoints(pending.ConvertAll(e => e.Taint.ToldBy is null ? e : e with { Taint = OfFewEndpoints(e.Taint) }));
        while (pending.Count > MaximumFactsOfExit && exitDepth > 0)
        {
            if (exitDepth <= AccessPath.MaximumDepth) pending = Shorten(pending);
            if (pending.GroupBy(e => (e.Kind, e.At, e.Part)).All(g => g.Count() <= MaximumFactsOfExit)) break;
            exitDepth--;
        }

        return [.. pending];
    }

    /// <summary>In a circle each round puts texts together anew: the endpoints of one exit are bounded in number, and so are their texts.</summary>
    private List<Exit> WithFewEndpoints(List<Exit> pending)
    {
        var kept = new List<Exit>(pending.Count);
        foreach (var group in pending.GroupBy(e => (e.Kind, e.At, e.Part)))
        {
            var targets = group.Select(e => e.Endpoint).Distinct().ToList();
            var isOfMany = endpointsOfMany.TryGetValue(group.Key, out var before);
            if (!isOfMany && ChangesOf(group.Key, targets) <= MaximumChangesOfEndpoints && targets.Count <= MaximumEndpointsOfCircle && targets.TrueForAll(e => e.Values.Length <= StringSet.MaximumCountOfCircle))
            {
                kept.AddRange(group);
                continue;
            }

            var all = targets.Aggregate(before ?? StringSet.None, (joined, next) => next.Growing(joined));
            endpointsOfMany[group.Key] = all;
            foreach (var same in group.GroupBy(e => e.Taint))
            {
                var shortest = same.Aggregate((best, next) => next.Trace.CompareTo(best.Trace) < 0 ? next : best);
                kept.Add(shortest with { Endpoint = all });
            }
        }

        return kept;
    }

    private int ChangesOf((string Kind, CodeLocation At, string Part) exit, List<StringSet> targets)
    {
        var changes = 0;
        if (foundEndpoints.TryGetValue(exit, out var found))
        {
            changes = found.Changes;
            if (found.Last.SetEquals(targets)) return changes;
            changes++;
        }

        foundEndpoints[exit] = ([.. targets], changes);
        return changes;
    }

    private List<Exit> Shorten(List<Exit> pending)
    {
        var kept = new Dictionary<(string, CodeLocation, string, Taint), Exit>();
        foreach (var exit in pending)
        {
            var shortened = exit with { Taint = Shorten(exit.Taint, exitDepth) };
            var key = (shortened.Kind, shortened.At, shortened.Part, shortened.Taint);
            if (kept.TryGetValue(key, out var known))
                shortened = shortened with { Endpoint = known.Endpoint.Union(shortened.Endpoint), Trace = known.Trace.CompareTo(shortened.Trace) <= 0 ? known.Trace : shortened.Trace };
            kept[key] = shortened;
        }

        return [.. kept.Values];
    }

    /// <summary>A value that more paths than callers can bear lead to: of long ones the start is kept, and all below it is meant.</summary>
    private AbstractValue Bounded(AbstractValue value) =>
        IsInCircle ? value.With(Bounded(OfFewEndpoints(value.Taints))) : value;

    private TaintSet OfFewEndpoints(TaintSet taints)
    {
        TaintSetBuilder? items = null;
        for (var n = 0; n < taints.Count; n++)
        {
            var taint = OfFewEndpoints(taints[n]);
            if (items is null)
            {
                if (ReferenceEquals(taint, taints[n])) continue;
                items = new TaintSetBuilder();
                for (var before = 0; before < n; before++) items.Add(taints[before], taints.TraceAt(before));
            }

            items.Add(taint, taints.TraceAt(n));
        }

        return items?.ToSet() ?? taints;
    }

    /// <summary>
    /// In a circle each round puts the endpoints of an answer together anew: when they become many, their common start stands for
    /// all. It only gets shorter, so that rounds come to rest.
    /// </summary>
    private Taint OfFewEndpoints(Taint taint)
    {
        if (taint is not { ToldBy: { } endpoint, Source: { } source }) return taint;
        if (!answersOfMany.TryGetValue(source, out var start))
        {
            if (!answers.TryGetValue(source, out var known)) answers.Add(source, known = []);
            if (!known.Add(endpoint) || known.Count <= MaximumAnswersOfCircle) return taint;
            start = endpoint;
            foreach (var other in known) start = start.StartWith(other);
        }
        else
        {
            start = start.StartWith(endpoint);
        }

        answersOfMany[source] = start;
        return program.Taints.WithText(taint, start);
    }

    private TaintSet Bounded(TaintSet taints)
    {
        for (var depth = AccessPath.MaximumDepth; depth > 0 && IsInCircle && taints.Count > MaximumFactsOfCircle; depth--)
        {
            var shorter = new TaintSetBuilder();
            for (var n = 0; n < taints.Count; n++) shorter.Add(Shorten(taints[n], depth), taints.TraceAt(n));
            taints = shorter.ToSet();
        }

        return taints;
    }

    private Taint Shorten(Taint taint, int depth)
    {
        if (taint.Path is not { } path || path.Depth <= depth || path.Root == PathRoot.Static) return taint;
        var start = path;
        while (start.Depth >= depth && start.Parent is { } parent) start = parent;
        return program.Taints.Of(start.Deep([], path.IsJson), taint.Carrier);
    }
}
