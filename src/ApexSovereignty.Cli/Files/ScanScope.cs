using System.Collections.Immutable;

namespace ApexSovereignty.Cli.Files;

/// <summary>What the paths on the command line mean.</summary>
/// <param name="BaseFolder">Absolute path of the folder that results are relative to: the repository's root where there is one.</param>
/// <param name="Folders">Folders to analyse, relative to it.</param>
/// <param name="Targets">Files whose results alone are reported, relative to it; empty for all.</param>
internal sealed record ScanScope(string BaseFolder, ImmutableArray<string> Folders, ImmutableArray<string> Targets)
{
    private const string ProjectFile = "sfdx-project.json";

    /// <summary>Absolute path of the first folder, from which the configuration is looked for.</summary>
    public string FirstFolder => Path.Combine(BaseFolder, Folders[0]);

    /// <summary>Resolves paths.</summary>
    /// <param name="paths">As given; none means the current folder.</param>
    /// <param name="currentDirectory">The current folder.</param>
    public static ScanScope Resolve(IReadOnlyList<string> paths, string currentDirectory)
    {
        var folders = new List<string>();
        var targets = new List<string>();
        foreach (var written in paths.Count == 0 ? ["."] : paths)
        {
            if (written.Length == 0) throw new UsageException("a path is empty");
            var path = DiskNames.AsOnDisk(Path.TrimEndingDirectorySeparator(Path.GetFullPath(written, currentDirectory)));
            if (Directory.Exists(path))
            {
                CheckReadable(path, written);
                folders.Add(path);
            }
            else if (File.Exists(path))
            {
                if (Path.GetExtension(path).ToUpperInvariant() is not (".CLS" or ".TRIGGER")) throw new UsageException($"'{written}' is neither a folder nor an Apex class or trigger");
                targets.Add(path);
                folders.Add(ProjectAround(Path.GetDirectoryName(path)!));
            }
            else
            {
                throw new UsageException($"'{written}' does not exist");
            }
        }

        // A file among folders restricts nothing: the folders are to be reported whole.
        if (targets.Count < Math.Max(1, paths.Count)) targets.Clear();
        var root = Repository.FindRoot(folders[0]) is { } repository && folders.TrueForAll(folder => IsPlainlyBelow(repository, folder)) ? repository : CommonFolder(folders);
        return new ScanScope(
            root,
            [.. folders.Select(folder => Relative(root, folder)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. targets.Select(target => Relative(root, target)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static void CheckReadable(string path, string written)
    {
        try
        {
            using var entries = Directory.EnumerateFileSystemEntries(path).GetEnumerator();
            entries.MoveNext();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{written}' cannot be read");
        }
    }

    private static string ProjectAround(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, ProjectFile))) return at;
        return folder;
    }

    // What lies behind a hidden folder or a link is not found from the root, so results are then relative to the named folder.
    private static bool IsPlainlyBelow(string root, string folder)
    {
        for (var at = folder; at != root; at = Path.GetDirectoryName(at)!)
        {
            if (Path.GetDirectoryName(at) is null) return false;
            var name = Path.GetFileName(at);
            if (name.StartsWith('.') || name.Equals("node_modules", StringComparison.OrdinalIgnoreCase) || new DirectoryInfo(at).LinkTarget is not null) return false;
        }

        return true;
    }

    private static string CommonFolder(List<string> folders)
    {
        var common = folders[0];
        while (!folders.TrueForAll(folder => folder == common || folder.StartsWith(Path.EndsInDirectorySeparator(common) ? common : common + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            common = Path.GetDirectoryName(common) ?? throw new UsageException("the paths have no folder in common");
        return common;
    }

    private static string Relative(string root, string path) =>
        path == root ? "" : Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
}
