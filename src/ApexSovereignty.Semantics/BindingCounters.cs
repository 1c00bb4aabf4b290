using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace ApexSovereignty.Semantics;

/// <summary>What the binding of one body adds to the counts.</summary>
internal struct BodyCounts
{
    public int CallsToProject;
    public int CallsToPlatform;
    public int CallsUnbound;
    public int CallsOnUnknownTypes;
    public int MembersToProject;
    public int MembersToPlatform;
    public int MembersAssumed;
    public int MembersUnbound;
    public int MembersOnUnknownTypes;
}

/// <summary>Counts over all bodies; sums do not depend on the order in which threads add.</summary>
internal sealed class BindingCounters
{
    private const int Reported = 50;

    private readonly ConcurrentDictionary<string, int> _unbound = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private BodyCounts _sum;

    public void Add(in BodyCounts body)
    {
        lock (_lock)
        {
            _sum.CallsToProject += body.CallsToProject;
            _sum.CallsToPlatform += body.CallsToPlatform;
            _sum.CallsUnbound += body.CallsUnbound;
            _sum.CallsOnUnknownTypes += body.CallsOnUnknownTypes;
            _sum.MembersToProject += body.MembersToProject;
            _sum.MembersToPlatform += body.MembersToPlatform;
            _sum.MembersAssumed += body.MembersAssumed;
            _sum.MembersUnbound += body.MembersUnbound;
            _sum.MembersOnUnknownTypes += body.MembersOnUnknownTypes;
        }
    }

    public void AddUnbound(string name) => _unbound.AddOrUpdate(name, 1, static (_, count) => count + 1);

    public BindingStatistics ToStatistics(TypeCounts types)
    {
        BodyCounts sum;
        lock (_lock) sum = _sum;
        return new BindingStatistics(
            sum.CallsToProject,
            sum.CallsToPlatform,
            sum.CallsUnbound,
            sum.MembersToProject + sum.MembersToPlatform + sum.MembersAssumed,
            sum.MembersUnbound,
            MostFrequent(_unbound))
        {
            CallsOnUnknownTypes = sum.CallsOnUnknownTypes,
            MembersToProject = sum.MembersToProject,
            MembersToPlatform = sum.MembersToPlatform,
            MembersOnUnknownTypes = sum.MembersOnUnknownTypes,
            TypesToProject = types.ToProject,
            TypesToPlatform = types.ToPlatform,
            TypesAssumed = types.Assumed,
            TypesUnbound = types.Unbound,
            FrequentUnboundTypes = MostFrequent(types.Names),
        };
    }

    private static ImmutableArray<(string Name, int Count)> MostFrequent(IReadOnlyDictionary<string, int> names) =>
        [.. names.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(Reported).Select(pair => (pair.Key, pair.Value))];
}
