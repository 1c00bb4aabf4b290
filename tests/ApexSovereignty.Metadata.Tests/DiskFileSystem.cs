using System.IO.Enumeration;

namespace ApexSovereignty.Metadata.Tests;

/// <summary>The files below a folder on disk.</summary>
internal sealed class DiskFileSystem(string root) : IProjectFileSystem
{
    private static readonly EnumerationOptions s_everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    public IEnumerable<ProjectEntry> List(string folder) => new FileSystemEnumerable<ProjectEntry>(
        Path.Combine(root, folder),
        static (ref FileSystemEntry entry) => new ProjectEntry(entry.FileName.ToString(), entry.IsDirectory),
        s_everything);

    public ProjectEntryInfo GetInfo(string path)
    {
        var file = new FileInfo(Path.Combine(root, path));
        var attributes = file.Attributes;
        var isLink = attributes.HasFlag(FileAttributes.ReparsePoint);
        return new ProjectEntryInfo(isLink || attributes.HasFlag(FileAttributes.Directory) ? 0 : file.Length, isLink);
    }

    public byte[] ReadAllBytes(string path) => File.ReadAllBytes(Path.Combine(root, path));
}
