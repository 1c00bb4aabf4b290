namespace ApexSovereignty.Metadata;

/// <summary>
/// The files below one root, as the metadata layer sees them. Paths are relative to that root and '/'-separated;
/// the root itself is the empty string. Calls may come from several threads at once.
/// </summary>
public interface IProjectFileSystem
{
    /// <summary>
    /// The direct children of a folder, in any order.
    /// Fails with <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>, which callers report.
    /// </summary>
    IEnumerable<ProjectEntry> List(string folder);

    /// <summary>
    /// Size and nature of one file or folder, asked only for those of interest: it costs a system call each.
    /// Fails with <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>, which callers report.
    /// </summary>
    ProjectEntryInfo GetInfo(string path);

    /// <summary>
    /// The whole content of a file.
    /// Fails with <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>, which callers report.
    /// </summary>
    byte[] ReadAllBytes(string path);
}

/// <summary>A child of a folder.</summary>
/// <param name="Name">The name without any folder.</param>
/// <param name="IsFolder">Whether it is a folder or a link to one.</param>
public readonly record struct ProjectEntry(string Name, bool IsFolder);

/// <summary>More about a file or folder.</summary>
/// <param name="Length">Size in bytes; of no meaning for folders and links.</param>
/// <param name="IsLink">Whether it is a symbolic link or junction. Links are never followed.</param>
public readonly record struct ProjectEntryInfo(long Length, bool IsLink);
