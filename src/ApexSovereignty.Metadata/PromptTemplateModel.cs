using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>A prompt template (<c>genAiPromptTemplates</c>), as its version in force has it.</summary>
public sealed record PromptTemplateModel
{
    /// <summary>The developer name.</summary>
    public required string Name { get; init; }

    /// <summary>Where the version in force stands; the whole declaration when there is none.</summary>
    public required MetadataLocation Location { get; init; }

    /// <summary>The label, or null.</summary>
    public string? Label { get; init; }

    /// <summary>The type, e.g. <c>einstein_gpt__flex</c>, or null.</summary>
    public string? Type { get; init; }

    /// <summary>The field that the answer fills, e.g. <c>Product2.Description</c>, or null.</summary>
    public string? RelatedField { get; init; }

    /// <summary>The status of the version in force, e.g. <c>Published</c>, or null.</summary>
    public string? Status { get; init; }

    /// <summary>The model it is sent to, e.g. <c>sfdc_ai__DefaultOpenAIGPT4OmniMini</c>, or null.</summary>
    public string? Model { get; init; }

    /// <summary>The text with its merge fields, or empty.</summary>
    public string Content { get; init; } = "";

    /// <summary>What is handed in.</summary>
    public ImmutableArray<PromptTemplateInput> Inputs { get; init; } = [];

    /// <summary>The merge fields of <see cref="Content"/>, each once, in the order of the text.</summary>
    public ImmutableArray<PromptMergeField> MergeFields { get; init; } = [];

    /// <summary>What else provides data, as written: <c>apex://CLASS</c>, <c>flow://NAME</c>, <c>invocable://…</c>; each once, in file order.</summary>
    public ImmutableArray<string> DataProviders { get; init; } = [];

    /// <summary>The Apex classes that provide data, in file order.</summary>
    public IEnumerable<string> ApexClasses => ProvidersOf("apex://");

    /// <summary>The flows that provide data, in file order.</summary>
    public IEnumerable<string> Flows => ProvidersOf("flow://");

    private IEnumerable<string> ProvidersOf(string scheme) =>
        DataProviders.Where(provider => provider.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)).Select(provider => provider[scheme.Length..]);
}

/// <summary>Something that is handed to a prompt template.</summary>
/// <param name="Name">The API name, by which merge fields name it.</param>
/// <param name="Definition">Its type as written: <c>SOBJECT://Contact</c>, <c>primitive://String</c>, or null.</param>
/// <param name="IsRequired">Whether it must be handed in.</param>
public sealed record PromptTemplateInput(string Name, string? Definition, bool IsRequired)
{
    /// <summary>The object that is handed in; null for other types.</summary>
    public string? ObjectName => Definition is not null && Definition.StartsWith("SOBJECT://", StringComparison.OrdinalIgnoreCase) ? Definition["SOBJECT://".Length..] : null;
}

/// <summary>A merge field of a prompt: <c>{!$Input:loan.Applicant__r.Name}</c>.</summary>
/// <param name="Source">What stands before the colon: <c>Input</c>, <c>Apex</c>, <c>Flow</c>, <c>RelatedList</c>, <c>RecordSnapshot</c>, <c>EinsteinSearch</c>; or <c>User</c>, <c>Organization</c>.</param>
/// <param name="Name">The input, class, flow, …; null for <c>User</c> and <c>Organization</c>.</param>
/// <param name="Path">The names behind it, e.g. <c>Applicant__r.Name</c>; empty where there are none.</param>
/// <param name="ObjectName">The object that <see cref="Path"/> starts at, where it is known.</param>
public sealed record PromptMergeField(string Source, string? Name, string Path, string? ObjectName);
