using System.Collections.Immutable;

namespace ApexSovereignty.Reporting;

/// <summary>
/// How well the code was understood, for <c>--verbose</c> only. No output that is compared between runs holds it.
/// </summary>
public sealed record AnalysisStatistics
{
    private const int Kept = 50;

    /// <summary>Calls of methods.</summary>
    public NamesBound Calls { get; init; }

    /// <summary>Reads and writes of fields and properties.</summary>
    public NamesBound Members { get; init; }

    /// <summary>Written types.</summary>
    public NamesBound Types { get; init; }

    /// <summary>The most frequent calls and members that nothing declares, those on undeclared types apart.</summary>
    public ImmutableArray<NameCount> UnboundNames { get; init; } = [];

    /// <summary>The most frequent types that nothing declares.</summary>
    public ImmutableArray<NameCount> UnboundTypes { get; init; } = [];

    /// <summary>The most frequent library methods whose effect on data is not known, and is assumed.</summary>
    public ImmutableArray<NameCount> UnmodelledCalls { get; init; } = [];

    /// <summary>Methods analysed.</summary>
    public int Methods { get; init; }

    /// <summary>Groups of methods that call each other in circles, single ones included.</summary>
    public int Components { get; init; }

    /// <summary>Passes over basic blocks.</summary>
    public int Rounds { get; init; }

    /// <summary>The sum over two projects.</summary>
    public AnalysisStatistics Add(AnalysisStatistics other) => new()
    {
        Calls = Calls.Add(other.Calls),
        Members = Members.Add(other.Members),
        Types = Types.Add(other.Types),
        UnboundNames = Add(UnboundNames, other.UnboundNames),
        UnboundTypes = Add(UnboundTypes, other.UnboundTypes),
        UnmodelledCalls = Add(UnmodelledCalls, other.UnmodelledCalls),
        Methods = Methods + other.Methods,
        Components = Components + other.Components,
        Rounds = Rounds + other.Rounds,
    };

    private static ImmutableArray<NameCount> Add(ImmutableArray<NameCount> left, ImmutableArray<NameCount> right) =>
    [
        .. left.Concat(right).GroupBy(name => name.Name, StringComparer.Ordinal)
            .Select(group => new NameCount(group.Key, group.Sum(name => name.Count)))
            .OrderByDescending(name => name.Count).ThenBy(name => name.Name, StringComparer.Ordinal)
            .Take(Kept),
    ];
}

/// <summary>What names of one sort were bound to.</summary>
/// <param name="Project">To the project.</param>
/// <param name="Platform">To the platform.</param>
/// <param name="Assumed">To what only code names: sObjects and fields that no metadata declares.</param>
/// <param name="Unbound">To nothing, on a type that is known.</param>
/// <param name="OnUnknownTypes">To nothing, on a type that nothing declares.</param>
public readonly record struct NamesBound(int Project, int Platform, int Assumed, int Unbound, int OnUnknownTypes)
{
    /// <summary>The sum.</summary>
    public NamesBound Add(NamesBound other) => new(
        Project + other.Project, Platform + other.Platform, Assumed + other.Assumed, Unbound + other.Unbound, OnUnknownTypes + other.OnUnknownTypes);
}

/// <summary>A name and how often it stands.</summary>
/// <param name="Name">The name.</param>
/// <param name="Count">How often.</param>
public readonly record struct NameCount(string Name, int Count);
