using System.Collections.Immutable;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>
/// How the project spells each name: of several spellings the most frequent, of equally frequent ones the first in ordinal order. Symbols that are made up take their
/// name from here, so that it depends neither on which thread asked first nor on where files lie. Built when first needed.
/// It also knows which names the project uses as sObjects: what is queried or created with fields is one, declared or not;
/// which as custom settings, by the methods that only these have; and which fields as lookups.
/// </summary>
internal sealed class SpellingTable(ImmutableArray<SyntaxTree> trees, int? jobs)
{
    private readonly Lazy<Names> _names = new(() => Collect(trees, jobs));

    /// <summary>The project's spelling of a simple name, or the name itself where the project never writes it.</summary>
    public string Canonical(string name) => _names.Value.Spellings.GetValueOrDefault(name, name);

    /// <summary>The project's spelling of each part of a dotted name.</summary>
    public string CanonicalPath(string path) =>
        path.Contains('.', StringComparison.Ordinal) ? string.Join('.', path.Split('.').Select(Canonical)) : Canonical(path);

    /// <summary>Whether the project queries records of that name, or creates them with fields.</summary>
    public bool IsUsedAsRecord(string name) => _names.Value.Records.Contains(name);

    /// <summary>Whether the project calls methods of that object that only custom settings have.</summary>
    public bool IsUsedAsSetting(string name) => _names.Value.Settings.Contains(name);

    /// <summary>Whether a query of the project goes from records of the object to a parent by the relationship of that field, so that the field is a lookup.</summary>
    public bool IsUsedAsLookup(string objectName, string field) =>
        field.EndsWith("__c", StringComparison.OrdinalIgnoreCase) && _names.Value.Parents.Contains(objectName + "." + field[..^1] + "r");

    private static Names Collect(ImmutableArray<SyntaxTree> trees, int? jobs)
    {
        var tally = new SpellingTally();
        var gate = new Lock();
        // Sums do not depend on which thread counted what.
        Parallel.For(0, trees.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs is { } threads ? Math.Max(1, threads) : -1 }, static () => new SpellingTally(), (n, _, part) => part.Add(trees[n].Root), part =>
        {
            lock (gate) tally.Add(part);
        });
        var spellings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        // A name that stands for a type is spelled as types are, whatever variables are called.
        Choose(tally.Types);
        Choose(tally.Others);
        return new Names(spellings, tally.Records, tally.Settings, tally.Parents);

        void Choose(Dictionary<string, int> counts)
        {
            var best = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, count) in counts)
                if (!best.TryGetValue(name, out var known) || count > counts[known] || (count == counts[known] && string.CompareOrdinal(name, known) < 0)) best[name] = name;
            foreach (var name in best.Values) spellings.TryAdd(name, name);
        }
    }

    private sealed record Names(Dictionary<string, string> Spellings, HashSet<string> Records, HashSet<string> Settings, HashSet<string> Parents);
}
