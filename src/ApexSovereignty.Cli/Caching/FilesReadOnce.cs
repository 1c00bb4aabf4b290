using System.Collections.Concurrent;
using ApexSovereignty.Metadata;

namespace ApexSovereignty.Cli.Caching;

/// <summary>Keeps what was read until it is asked for again, so that what is analysed is what the key was made of.</summary>
internal sealed class FilesReadOnce(IProjectFileSystem files) : IProjectFileSystem
{
    private readonly ConcurrentDictionary<string, byte[]> kept = new(StringComparer.Ordinal);

    public IEnumerable<ProjectEntry> List(string folder) => files.List(folder);

    public ProjectEntryInfo GetInfo(string path) => files.GetInfo(path);

    public byte[] ReadAllBytes(string path)
    {
        if (kept.TryRemove(path, out var bytes)) return bytes;
        return kept[path] = files.ReadAllBytes(path);
    }
}
