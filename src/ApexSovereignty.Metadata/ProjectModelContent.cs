using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>The parts of a <see cref="ProjectModel"/>: lists without double names, in their final order.</summary>
internal sealed record ProjectModelContent
{
    public string? Namespace { get; init; }

    public ImmutableArray<ObjectModel> Objects { get; init; } = [];

    public ImmutableArray<NamedCredentialModel> NamedCredentials { get; init; } = [];

    public ImmutableArray<ExternalCredentialModel> ExternalCredentials { get; init; } = [];

    public ImmutableArray<LabelModel> Labels { get; init; } = [];

    public ImmutableArray<CustomMetadataRecord> CustomMetadataRecords { get; init; } = [];

    public ImmutableArray<RemoteSiteModel> RemoteSites { get; init; } = [];

    public ImmutableArray<CspTrustedSiteModel> CspTrustedSites { get; init; } = [];

    public ImmutableArray<ExternalServiceModel> ExternalServices { get; init; } = [];

    public ImmutableArray<FlowModel> Flows { get; init; } = [];

    public ImmutableArray<PromptTemplateModel> PromptTemplates { get; init; } = [];

    public ImmutableArray<AgentActionModel> AgentActions { get; init; } = [];

    public ImmutableArray<MetadataDiagnostic> Diagnostics { get; init; } = [];
}
