namespace ApexSovereignty.Metadata;

/// <summary>A place in a metadata file.</summary>
/// <param name="Path">Path relative to the root, '/'-separated.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in UTF-16 code units, from 1.</param>
public readonly record struct MetadataLocation(string Path, int Line, int Column);

/// <summary>What a <see cref="MetadataDiagnostic"/> is about.</summary>
public enum MetadataDiagnosticKind
{
    /// <summary>A file or folder could not be read.</summary>
    Unreadable,

    /// <summary>A file exceeds <see cref="ProjectOptions.MaxFileBytes"/> and was left out.</summary>
    TooLarge,

    /// <summary>A folder lies deeper than <see cref="ProjectOptions.MaxFolderDepth"/> and was left out.</summary>
    TooDeep,

    /// <summary>A file is no well-formed XML, or holds a document type; what stands before the fault was kept.</summary>
    InvalidXml,

    /// <summary>The root element is not the one the file name announces; the file was left out.</summary>
    UnexpectedRoot,

    /// <summary><c>sfdx-project.json</c> is no valid project file; defaults were used.</summary>
    InvalidProjectFile,

    /// <summary>A package directory that <c>sfdx-project.json</c> names does not exist below the project.</summary>
    MissingPackageDirectory,

    /// <summary>A symbolic link was not followed.</summary>
    LinkNotFollowed,
}

/// <summary>Something the metadata layer could not read whole, or did not look at.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Location">Where; line and column are 1 when the whole file or folder is meant.</param>
/// <param name="Message">A sentence for the user, without the place.</param>
public sealed record MetadataDiagnostic(MetadataDiagnosticKind Kind, MetadataLocation Location, string Message)
{
    /// <summary>Whether input is missing from the analysis because of this (as opposed to a mere hint).</summary>
    public bool IsIncomplete =>
        Kind is not (MetadataDiagnosticKind.MissingPackageDirectory or MetadataDiagnosticKind.LinkNotFollowed);

    internal static MetadataDiagnostic ForWhole(MetadataDiagnosticKind kind, string path, string message) =>
        new(kind, new MetadataLocation(path, 1, 1), message);
}
