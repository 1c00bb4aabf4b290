using System.Collections.Immutable;

namespace ApexSovereignty.Semantics;

/// <summary>How much of a project's code was bound: calls and members counted over the bodies bound so far, types over all that is written.</summary>
/// <param name="CallsToProject">Calls bound to a method of the project.</param>
/// <param name="CallsToPlatform">Calls bound to a platform method.</param>
/// <param name="CallsUnbound">Calls bound to nothing.</param>
/// <param name="MembersBound">Fields and properties bound, to project, platform or what only code names.</param>
/// <param name="MembersUnbound">Fields and properties bound to nothing.</param>
/// <param name="FrequentUnbound">The most frequent names of calls and members that were not bound, with their counts.</param>
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

    /// <summary>Those of <see cref="MembersBound"/> that the project declares.</summary>
    public int MembersToProject { get; init; }

    /// <summary>Those of <see cref="MembersBound"/> that the platform declares.</summary>
    public int MembersToPlatform { get; init; }

    /// <summary>Those of <see cref="MembersBound"/> that only code names: fields and objects of sObjects that no metadata declares.</summary>
    public int MembersAssumed => MembersBound - MembersToProject - MembersToPlatform;

    /// <summary>Those of <see cref="MembersUnbound"/> whose receiver's type neither project nor platform declares.</summary>
    public int MembersOnUnknownTypes { get; init; }

    /// <summary>Written types that the project declares.</summary>
    public int TypesToProject { get; init; }

    /// <summary>Written types that the platform declares.</summary>
    public int TypesToPlatform { get; init; }

    /// <summary>Written sObjects that only code names, told by their suffix.</summary>
    public int TypesAssumed { get; init; }

    /// <summary>Written types that nothing declares.</summary>
    public int TypesUnbound { get; init; }

    /// <summary>The most frequent names of types that nothing declares, with their counts.</summary>
    public ImmutableArray<(string Name, int Count)> FrequentUnboundTypes { get; init; } = [];
}
