using System.Collections.Immutable;
using ApexSovereignty.Metadata;

namespace ApexSovereignty.Cli.Files;

/// <summary>The disk below a folder, narrowed to the folders that are to be analysed.</summary>
/// <param name="baseFolder">Absolute path of the folder that paths are relative to.</param>
/// <param name="scopes">The folders to show, relative and '/'-separated; those that lead to them show nothing else.</param>
internal sealed class DiskFileSystem(string baseFolder, ImmutableArray<string> scopes) : IProjectFileSystem
{
    public IEnumerable<ProjectEntry> List(string folder)
    {
        foreach (var info in new DirectoryInfo(Absolute(folder)).EnumerateFileSystemInfos())
        {
            var path = folder.Length == 0 ? info.Name : folder + "/" + info.Name;
            if (IsShown(scopes, folder, path)) yield return new ProjectEntry(info.Name, info is DirectoryInfo);
        }
    }

    public ProjectEntryInfo GetInfo(string path)
    {
        var absolute = Absolute(path);
        if (Directory.Exists(absolute)) return new ProjectEntryInfo(0, new DirectoryInfo(absolute).LinkTarget is not null);
        var file = new FileInfo(absolute);
        var isLink = file.LinkTarget is not null;
        return new ProjectEntryInfo(isLink ? 0 : file.Length, isLink);
    }

    public byte[] ReadAllBytes(string path) => File.ReadAllBytes(Absolute(path));

    /// <summary>Whether a child of a folder is to be shown: it lies below one of the scopes, or leads to one.</summary>
    internal static bool IsShown(ImmutableArray<string> scopes, string folder, string child) =>
        scopes.Any(scope => IsBelowOrSame(scope, folder)) || scopes.Any(scope => IsBelowOrSame(child, scope));

    private string Absolute(string path) => path.Length == 0 ? baseFolder : Path.Combine(baseFolder, path);

    private static bool IsBelowOrSame(string folder, string path) =>
        folder.Length == 0 || path == folder || (path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal));
}
