using System.Collections.Concurrent;

namespace ApexSovereignty.Semantics;

/// <summary>Counts over all bodies; sums do not depend on the order in which threads add.</summary>
internal sealed class BindingCounters
{
    private const int Reported = 50;

    private readonly ConcurrentDictionary<string, int> _unbound = new(StringComparer.Ordinal);
    private int _project;
    private int _platform;
    private int _unboundCalls;
    private int _unknownReceivers;
    private int _membersBound;
    private int _membersUnbound;

    public void Add(int project, int platform, int unboundCalls, int unknownReceivers, int membersBound, int membersUnbound)
    {
        Interlocked.Add(ref _project, project);
        Interlocked.Add(ref _platform, platform);
        Interlocked.Add(ref _unboundCalls, unboundCalls);
        Interlocked.Add(ref _unknownReceivers, unknownReceivers);
        Interlocked.Add(ref _membersBound, membersBound);
        Interlocked.Add(ref _membersUnbound, membersUnbound);
    }

    public void AddUnbound(string name) => _unbound.AddOrUpdate(name, 1, static (_, count) => count + 1);

    public BindingStatistics ToStatistics() => new(
        _project,
        _platform,
        _unboundCalls,
        _membersBound,
        _membersUnbound,
        [.. _unbound.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(Reported).Select(pair => (pair.Key, pair.Value))])
    {
        CallsOnUnknownTypes = _unknownReceivers,
    };
}
