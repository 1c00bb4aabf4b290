using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>
/// A Salesforce DX project found on disk: the unit within which names are unique. All paths are relative to the root
/// that was searched, '/'-separated and in ordinal order.
/// </summary>
/// <param name="Root">The project's folder; empty when it is the searched root itself.</param>
/// <param name="HasProjectFile">Whether an <c>sfdx-project.json</c> stands in <see cref="Root"/>; false for loose folders.</param>
/// <param name="PackageDirectories">The folders whose files count, in the order of the project file; <see cref="Root"/> when it names none that exists.</param>
/// <param name="Namespace">The namespace of the project file, or null.</param>
/// <param name="SourceApiVersion">The API version of the project file, e.g. <c>62.0</c>, or null.</param>
/// <param name="ApexFiles">Classes and triggers.</param>
/// <param name="ScriptFiles">Anonymous Apex (<c>.apex</c>), which is never analysed.</param>
/// <param name="MetadataFiles">The metadata files that <see cref="ProjectModelLoader"/> reads.</param>
/// <param name="ApexFilesOutsidePackages">Classes and triggers below <see cref="Root"/> that no package directory holds, and that therefore do not count.</param>
public sealed record SfdxProject(
    string Root,
    bool HasProjectFile,
    ImmutableArray<string> PackageDirectories,
    string? Namespace,
    string? SourceApiVersion,
    ImmutableArray<string> ApexFiles,
    ImmutableArray<string> ScriptFiles,
    ImmutableArray<MetadataFile> MetadataFiles,
    ImmutableArray<string> ApexFilesOutsidePackages);

/// <summary>A metadata file that the model reads.</summary>
/// <param name="Path">Path relative to the root, '/'-separated.</param>
/// <param name="Kind">What it declares.</param>
public readonly record struct MetadataFile(string Path, MetadataFileKind Kind);

/// <summary>What a metadata file declares, told by its name. Both source format and metadata API format are known.</summary>
public enum MetadataFileKind
{
    /// <summary>An object, in metadata API format with its fields.</summary>
    Object,

    /// <summary>One field.</summary>
    Field,

    /// <summary>A named credential.</summary>
    NamedCredential,

    /// <summary>An external credential.</summary>
    ExternalCredential,

    /// <summary>A file of custom labels.</summary>
    Labels,

    /// <summary>One custom label (decomposed source format).</summary>
    Label,

    /// <summary>The texts of labels in another language.</summary>
    Translation,

    /// <summary>A custom metadata record.</summary>
    CustomMetadataRecord,

    /// <summary>A remote site setting.</summary>
    RemoteSite,

    /// <summary>A CSP trusted site.</summary>
    CspTrustedSite,

    /// <summary>An external service.</summary>
    ExternalService,

    /// <summary>A flow.</summary>
    Flow,

    /// <summary>A prompt template.</summary>
    PromptTemplate,

    /// <summary>An action of an agent.</summary>
    AgentAction,
}

/// <summary>The projects below a root.</summary>
/// <param name="Projects">At least one, ordered by root.</param>
/// <param name="Diagnostics">What could not be read, ordered by place.</param>
public sealed record ProjectLayout(ImmutableArray<SfdxProject> Projects, ImmutableArray<MetadataDiagnostic> Diagnostics);
