using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow.Values;

namespace ApexSovereignty.Rules;

/// <summary>
/// Results that would read the same, since two queries feed one sink: each then says where its data comes from. Names of members and
/// their order tell it, no line, so that a result reads the same when code above it moves.
/// </summary>
internal sealed class EqualResults
{
    private readonly List<(Diagnostic Diagnostic, CodeLocation Site, ImmutableArray<int> Flows)> results = [];

    /// <summary>Takes a result on data that is read at a place, with the positions of the flows that it tells.</summary>
    public void Add(Diagnostic diagnostic, CodeLocation site, ImmutableArray<int> flows) => results.Add((diagnostic, site, flows));

    /// <summary>The results in the order in which they came, each with its flows.</summary>
    public IEnumerable<(Diagnostic Diagnostic, ImmutableArray<int> Flows)> Build()
    {
        var sites = results.ToLookup(r => (r.Diagnostic.Descriptor.Id, r.Diagnostic.Location, r.Diagnostic.Message), r => r.Site);
        foreach (var (diagnostic, site, flows) in results)
        {
            var equal = sites[(diagnostic.Descriptor.Id, diagnostic.Location, diagnostic.Message)].Distinct().ToList();
            yield return (equal.Count < 2 ? diagnostic : diagnostic with { Message = $"{diagnostic.Message} The data comes from {Words(site, equal)}." }, flows);
        }
    }

    private static string Words(CodeLocation site, List<CodeLocation> equal)
    {
        var member = EnclosingMember.NameOf(site);
        var inMember = equal.FindAll(other => EnclosingMember.NameOf(other) == member);
        if (inMember.Count < 2) return member;
        inMember.Sort();
        return FormattableString.Invariant($"{member}, place {inMember.IndexOf(site) + 1} of {inMember.Count}");
    }
}
