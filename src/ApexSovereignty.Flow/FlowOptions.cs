using System.Collections.Immutable;

namespace ApexSovereignty.Flow;

/// <summary>What a run is to look at.</summary>
public sealed record FlowOptions
{
    /// <summary>Methods (<c>Type.method</c>, <c>*</c> allowed) whose result carries no CRM data.</summary>
    public ImmutableArray<string> Sanitizers { get; init; } = [];

    /// <summary>Methods (<c>Type.method</c>, <c>*</c> allowed) whose arguments end up in a log.</summary>
    public ImmutableArray<string> Loggers { get; init; } = [];

    /// <summary>The user's models; they go before built-in ones and hold for methods of the project too.</summary>
    public ImmutableArray<Models.ModelDefinition> Models { get; init; } = [];

    /// <summary>The user's models of platform properties.</summary>
    public ImmutableArray<Models.PropertyDefinition> ModelProperties { get; init; } = [];

    /// <summary>Whether <see cref="FlowResult.Inventory"/> is wanted.</summary>
    public bool WithInventory { get; init; }

    /// <summary>A line whose values are wanted in <see cref="FlowResult.Inspected"/>, or null.</summary>
    public Inspection.InspectedLine? Inspect { get; init; }

    /// <summary>Whether classes annotated <c>@isTest</c> are analysed too.</summary>
    public bool IncludeTests { get; init; }

    /// <summary>Number of threads; results do not depend on it.</summary>
    public int Jobs { get; init; } = 1;
}
