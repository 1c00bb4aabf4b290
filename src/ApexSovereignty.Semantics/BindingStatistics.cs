using System.Collections.Immutable;

namespace ApexSovereignty.Semantics;

/// <summary>How much of a project's code was bound, counted over the bodies bound so far.</summary>
/// <param name="CallsToProject">Calls bound to a method of the project.</param>
/// <param name="CallsToPlatform">Calls bound to a platform method.</param>
/// <param name="CallsUnbound">Calls bound to nothing.</param>
/// <param name="MembersBound">Fields and properties bound.</param>
/// <param name="MembersUnbound">Fields and properties bound to nothing.</param>
/// <param name="FrequentUnbound">The most frequent names that were not bound, with their counts.</param>
public sealed record BindingStatistics(
    int CallsToProject,
    int CallsToPlatform,
    int CallsUnbound,
    int MembersBound,
    int MembersUnbound,
    ImmutableArray<(string Name, int Count)> FrequentUnbound)
{
    /// <summary>Those of <see cref="CallsUnbound"/> whose receiver's type neither project nor platform declares.</summary>
    public int CallsOnUnknownTypes { get; init; }
}
