using ApexSovereignty.Cli.Files;
using ApexSovereignty.Metadata;
using LibGit2Sharp;

namespace ApexSovereignty.Cli.Git;

/// <summary>The files as they are staged, whatever the disk holds. Inside of submodules the disk counts, since the index knows but their commit.</summary>
internal sealed class IndexFileSystem : IProjectFileSystem
{
    private readonly LibGit2Sharp.Repository repository;
    private readonly DiskFileSystem disk;
    private readonly ScanScope scope;
    private readonly Dictionary<string, IndexEntry> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<string, bool>> folders = new(StringComparer.Ordinal) { [""] = new(StringComparer.Ordinal) };
    private readonly List<string> submodules = [];
    private readonly Lock gate = new();

    /// <summary>Takes the index of a repository.</summary>
    /// <param name="repository">The repository, which must stay open.</param>
    /// <param name="prefix">What stands before the paths of the scope in those of the repository.</param>
    /// <param name="scope">What is analysed.</param>
    public IndexFileSystem(LibGit2Sharp.Repository repository, string prefix, ScanScope scope)
    {
        this.repository = repository;
        this.scope = scope;
        disk = new DiskFileSystem(scope.BaseFolder, scope.Folders);
        foreach (var entry in repository.Index)
        {
            var path = entry.Path.Replace('\\', '/');
            if (!path.StartsWith(prefix, StringComparison.Ordinal)) continue;
            path = path[prefix.Length..];
            var isSubmodule = entry.Mode == Mode.GitLink;
            if (isSubmodule) submodules.Add(path);
            else files[path] = entry;
            AddToFolders(path, isSubmodule);
        }
    }

    public IEnumerable<ProjectEntry> List(string folder)
    {
        if (IsInSubmodule(folder)) return Directory.Exists(Path.Combine(scope.BaseFolder, folder)) ? disk.List(folder) : [];
        return folders.TryGetValue(folder, out var children)
            ? children.Where(child => DiskFileSystem.IsShown(scope.Folders, folder, Join(folder, child.Key))).Select(child => new ProjectEntry(child.Key, child.Value))
            : [];
    }

    public ProjectEntryInfo GetInfo(string path)
    {
        if (IsInSubmodule(path)) return disk.GetInfo(path);
        if (!files.TryGetValue(path, out var entry)) return new ProjectEntryInfo(0, IsLink: false);
        return new ProjectEntryInfo(Ask(path, () => repository.ObjectDatabase.RetrieveObjectMetadata(entry.Id).Size), entry.Mode == Mode.SymbolicLink);
    }

    public byte[] ReadAllBytes(string path)
    {
        if (IsInSubmodule(path)) return disk.ReadAllBytes(path);
        if (!files.TryGetValue(path, out var entry)) throw new FileNotFoundException("not in the index", path);
        return Ask(path, () =>
        {
            using var content = (repository.Lookup<Blob>(entry.Id) ?? throw new FileNotFoundException("its content is missing from the repository", path)).GetContentStream();
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    private void AddToFolders(string path, bool isFolder)
    {
        while (true)
        {
            var slash = path.LastIndexOf('/');
            var folder = slash < 0 ? "" : path[..slash];
            if (!folders.TryGetValue(folder, out var children)) folders.Add(folder, children = new(StringComparer.Ordinal));
            if (!children.TryAdd(path[(slash + 1)..], isFolder) || slash < 0) return;
            (path, isFolder) = (folder, true);
        }
    }

    private bool IsInSubmodule(string path) => submodules.Exists(submodule => path == submodule || path.StartsWith(submodule + "/", StringComparison.Ordinal));

    private static string Join(string folder, string name) => folder.Length == 0 ? name : folder + "/" + name;

    // Objects of the library belong to one thread at a time.
    private T Ask<T>(string path, Func<T> question)
    {
        lock (gate)
        {
            try
            {
                return question();
            }
            catch (LibGit2SharpException exception)
            {
                throw new IOException($"'{path}' cannot be read from the repository: {exception.Message}", exception);
            }
        }
    }
}
