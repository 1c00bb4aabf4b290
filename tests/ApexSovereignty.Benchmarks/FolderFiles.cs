using ApexSovereignty.Metadata;

namespace ApexSovereignty.Benchmarks;

/// <summary>The files below a folder on disk.</summary>
internal sealed class FolderFiles(string root) : IProjectFileSystem
{
    public IEnumerable<ProjectEntry> List(string folder) =>
        new DirectoryInfo(Path.Combine(root, folder)).EnumerateFileSystemInfos().Select(info => new ProjectEntry(info.Name, info is DirectoryInfo));

    public ProjectEntryInfo GetInfo(string path)
    {
        var file = new FileInfo(Path.Combine(root, path));
        var isLink = file.LinkTarget is not null;
        return new ProjectEntryInfo(isLink || !file.Exists ? 0 : file.Length, isLink);
    }

    public byte[] ReadAllBytes(string path) => File.ReadAllBytes(Path.Combine(root, path));
}
