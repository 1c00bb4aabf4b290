using System.Text;
using ApexSovereignty.Metadata;

namespace ApexSovereignty.Acceptance.Tests.Properties;

/// <summary>The files of a project with some put in place of others, some added, and folders listed in another order.</summary>
internal sealed class VariedFiles(IProjectFileSystem original) : IProjectFileSystem
{
    private readonly Dictionary<string, byte[]> contents = new(StringComparer.Ordinal);
    private readonly HashSet<string> hidden = new(StringComparer.Ordinal);

    /// <summary>Puts the entries of a folder in another order.</summary>
    public Func<List<ProjectEntry>, IEnumerable<ProjectEntry>> Order { get; init; } = entries => entries;

    public void Put(string path, string content) => contents[path] = Encoding.UTF8.GetBytes(content);

    public void Move(string from, string to)
    {
        contents[to] = original.ReadAllBytes(from);
        hidden.Add(from);
    }

    public IEnumerable<ProjectEntry> List(string folder)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        var added = contents.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).Select(path => path[prefix.Length..].Split('/')).Select(parts => new ProjectEntry(parts[0], parts.Length > 1));
        var entries = (IsOnlyAdded(folder) ? [] : original.List(folder)).Where(entry => !hidden.Contains(prefix + entry.Name)).Concat(added).Distinct().OrderBy(entry => entry.Name, StringComparer.Ordinal);
        return Order([.. entries]);
    }

    public ProjectEntryInfo GetInfo(string path) =>
        contents.TryGetValue(path, out var content) ? new ProjectEntryInfo(content.Length, IsLink: false)
        : IsOnlyAdded(path) ? new ProjectEntryInfo(0, IsLink: false)
        : original.GetInfo(path);

    public byte[] ReadAllBytes(string path) => contents.TryGetValue(path, out var content) ? content : original.ReadAllBytes(path);

    private bool IsOnlyAdded(string folder) => Path.GetFileName(folder).StartsWith(Variation.AddedFolder, StringComparison.Ordinal);
}
