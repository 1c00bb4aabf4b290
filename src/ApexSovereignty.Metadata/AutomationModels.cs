using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>A service whose OpenAPI description is registered, called from Apex as <c>ExternalService.NAME</c> and from flows.</summary>
public sealed record ExternalServiceModel
{
    /// <summary>The developer name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is declared.</summary>
    public required MetadataLocation Location { get; init; }

    /// <summary>The label, or null.</summary>
    public string? Label { get; init; }

    /// <summary>The named credential that it is called through, or null.</summary>
    public string? NamedCredential { get; init; }

    /// <summary>The address its description was loaded from, or null.</summary>
    public string? SchemaUrl { get; init; }

    /// <summary>The operations that are switched on, in file order.</summary>
    public ImmutableArray<string> Operations { get; init; } = [];
}

/// <summary>A flow, with what it has in common with code: the Apex, prompt templates, services and fields that it names.</summary>
public sealed record FlowModel
{
    /// <summary>The API name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is declared.</summary>
    public required MetadataLocation Location { get; init; }

    /// <summary>The label, or null.</summary>
    public string? Label { get; init; }

    /// <summary>The process type, e.g. <c>AutoLaunchedFlow</c>, or null.</summary>
    public string? ProcessType { get; init; }

    /// <summary>The status, e.g. <c>Active</c> or <c>Draft</c>, or null.</summary>
    public string? Status { get; init; }

    /// <summary>The object whose records start it, or null.</summary>
    public string? TriggerObject { get; init; }

    /// <summary>Its actions and Apex plug-ins in file order.</summary>
    public ImmutableArray<FlowAction> Actions { get; init; } = [];

    /// <summary>What it reads and writes of records, in file order.</summary>
    public ImmutableArray<FlowRecordAccess> RecordAccesses { get; init; } = [];

    /// <summary>The flows it starts, in file order.</summary>
    public ImmutableArray<string> Subflows { get; init; } = [];

    /// <summary>The Apex classes whose invocable methods or plug-ins it calls, each once, in ordinal order.</summary>
    public IEnumerable<string> ApexClasses => Targets(action => action.IsApex);

    /// <summary>The prompt templates it runs, each once, in ordinal order.</summary>
    public IEnumerable<string> PromptTemplates => Targets(action => action.IsPromptTemplate);

    private IEnumerable<string> Targets(Func<FlowAction, bool> isWanted) =>
        Actions.Where(isWanted).Select(action => action.Target).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);
}

/// <summary>A call that a flow makes.</summary>
/// <param name="Name">The element's name.</param>
/// <param name="Type">The action type as the Metadata API names it: <c>apex</c>, <c>generatePromptResponse</c>, <c>externalService</c>, <c>emailSimple</c>, …; <c>apexPlugin</c> for plug-ins.</param>
/// <param name="Target">What is called: a class, a prompt template, <c>Service.operation</c>, …</param>
/// <param name="Inputs">What is passed.</param>
/// <param name="Location">Where it stands.</param>
public sealed record FlowAction(string Name, string Type, string Target, ImmutableArray<FlowInput> Inputs, MetadataLocation Location)
{
    /// <summary>Whether it calls Apex.</summary>
    public bool IsApex => IsType("apex") || IsType("apexPlugin");

    /// <summary>Whether it runs a prompt template.</summary>
    public bool IsPromptTemplate => IsType("generatePromptResponse");

    private bool IsType(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A value that a flow passes to an action.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Reference">The flow's variable or element it comes from, with a path of fields (<c>getContact.Email</c>), or null for a constant.</param>
/// <param name="Text">The constant, or null.</param>
public sealed record FlowInput(string Name, string? Reference, string? Text);

/// <summary>What a flow does with records.</summary>
public enum FlowRecordAccessKind
{
    /// <summary>Gets records.</summary>
    Lookup,

    /// <summary>Creates records.</summary>
    Create,

    /// <summary>Updates records.</summary>
    Update,

    /// <summary>Deletes records.</summary>
    Delete,
}

/// <summary>An element of a flow that reads or writes records.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Name">The element's name.</param>
/// <param name="ObjectName">The object, or null where a variable holds the records.</param>
/// <param name="Fields">The fields it names: queried, assigned, filtered by; each once, in file order.</param>
/// <param name="Location">Where it stands.</param>
public sealed record FlowRecordAccess(FlowRecordAccessKind Kind, string Name, string? ObjectName, ImmutableArray<string> Fields, MetadataLocation Location);

/// <summary>An action of an agent (<c>genAiFunctions</c>), and what runs when the agent takes it.</summary>
/// <param name="Name">The developer name.</param>
/// <param name="Label">The label, or null.</param>
/// <param name="TargetType">What runs: <c>apex</c>, <c>flow</c>, <c>generatePromptResponse</c>, …, or null.</param>
/// <param name="Target">The class, flow or prompt template, or null.</param>
/// <param name="Location">Where it is declared.</param>
public sealed record AgentActionModel(string Name, string? Label, string? TargetType, string? Target, MetadataLocation Location);
