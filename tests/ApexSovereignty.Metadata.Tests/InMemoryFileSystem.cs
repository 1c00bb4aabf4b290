using System.Text;

namespace ApexSovereignty.Metadata.Tests;

/// <summary>A file system of strings. Folders exist by the files in them.</summary>
internal sealed class InMemoryFileSystem : IProjectFileSystem
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _links = new(StringComparer.Ordinal);
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);

    /// <summary>Lists folders in falling order, to show that order plays no part.</summary>
    public bool ListsBackwards { get; set; }

    public InMemoryFileSystem Add(string path, string content = "") => Add(path, Encoding.UTF8.GetBytes(content));

    public InMemoryFileSystem Add(string path, byte[] content)
    {
        _files[path] = content;
        return this;
    }

    public InMemoryFileSystem Link(string path)
    {
        _links.Add(path);
        return this;
    }

    public InMemoryFileSystem Break(string path)
    {
        _broken.Add(path);
        return this;
    }

    public IEnumerable<ProjectEntry> List(string folder)
    {
        if (_broken.Contains(folder))
            throw new UnauthorizedAccessException(folder);

        var prefix = folder.Length == 0 ? "" : folder + "/";
        var names = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var path in _files.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var rest = path[prefix.Length..];
            var slash = rest.IndexOf('/', StringComparison.Ordinal);
            names[slash < 0 ? rest : rest[..slash]] = slash >= 0;
        }

        var entries = names.Select(name => new ProjectEntry(name.Key, name.Value));
        return ListsBackwards ? entries.Reverse() : entries;
    }

    public ProjectEntryInfo GetInfo(string path) => new(_files.TryGetValue(path, out var content) ? content.Length : 0, _links.Contains(path));

    public byte[] ReadAllBytes(string path) => _broken.Contains(path) ? throw new IOException(path) : _files[path];
}
