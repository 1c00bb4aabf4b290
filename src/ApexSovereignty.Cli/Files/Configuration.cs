using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ApexSovereignty.Flow.Models;
using ApexSovereignty.Rules.Models;
using ApexSovereignty.Rules.Policies;
using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace ApexSovereignty.Cli.Files;

/// <summary>The configuration in force, with the files it names.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Exclude">Its globs of files to leave out, relative to the scope's base folder.</param>
/// <param name="UserModels">The models in the files it names.</param>
internal sealed record Configuration(Policy Policy, ImmutableArray<string> Exclude, UserModels UserModels)
{
    /// <summary>Absolute path of the folder that the policy stands in, or null where there is none.</summary>
    public string? Folder { get; init; }

    /// <summary>Digest of the files' paths and texts, or empty where there are none.</summary>
    public string Hash { get; init; } = "";

    /// <summary>What the user's models say.</summary>
    public ModelSet Models => UserModels.Models;

    /// <summary>All that is to match something of the project.</summary>
    public ImmutableArray<ConfigurationEntry> Entries => [.. Policy.Entries, .. UserModels.Entries];

    /// <summary>Reads the named configuration, or the nearest at or above the first folder of the scope, or none.</summary>
    public static Configuration Load(string? named, ScanScope scope, string currentDirectory)
    {
        var path = named is null ? FindNearest(scope.FirstFolder) : Path.GetFullPath(named, currentDirectory);
        if (path is null) return new Configuration(Policy.Default, [], UserModels.None);
        var shown = named ?? Shown(path, currentDirectory);
        if (named is not null && !File.Exists(path)) throw new UsageException($"the configuration '{named}' does not exist");
        var chain = PolicyChain.Read(path, shown, currentDirectory);
        var models = ModelFiles(chain, currentDirectory);
        return new Configuration(
            chain.Select(link => link.Policy).Reverse().Aggregate((below, above) => above.Over(below)),
            [.. chain.SelectMany(link => Rebase(link.Policy.Exclude, link.Folder, scope.BaseFolder)).Distinct(StringComparer.Ordinal)],
            LoadModels(models))
        {
            Folder = chain[0].Folder,
            Hash = HashOf([.. chain.Select(link => (link.Policy.Path!, link.Text)), .. models.Select(model => (model.Shown, model.Text))]),
        };
    }

    /// <summary>The entries by paths relative to a folder, which do not depend on the current folder.</summary>
    public ImmutableArray<ConfigurationEntry> EntriesRelativeTo(string baseFolder, string currentDirectory) =>
        [.. Entries.Select(entry => entry with { Path = Path.GetRelativePath(baseFolder, Path.GetFullPath(entry.Path, currentDirectory)).Replace(Path.DirectorySeparatorChar, '/') })];

    /// <summary>What others make void, by paths relative to a folder.</summary>
    public ImmutableArray<PolicyError> VoidEntriesRelativeTo(string baseFolder, string currentDirectory) =>
        [.. Policy.VoidEntries.Select(entry => entry with { Path = Path.GetRelativePath(baseFolder, Path.GetFullPath(entry.Path, currentDirectory)).Replace(Path.DirectorySeparatorChar, '/') })];

    private static string? FindNearest(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            var path = Path.Combine(at, PolicyReader.FileName);
            if (File.Exists(path)) return path;
        }

        return null;
    }

    /// <summary>The text of a file.</summary>
    /// <exception cref="UsageException">It cannot be read, or is no text.</exception>
    internal static string ReadText(string path, string shown)
    {
        try
        {
            return SourceDecoder.TryDecode(File.ReadAllBytes(path)) ?? throw new UsageException($"'{shown}' is neither UTF-8 nor UTF-16");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{shown}' cannot be read");
        }
    }

    private static ImmutableArray<string> Rebase(ImmutableArray<string> globs, string folder, string baseFolder)
    {
        var relative = Path.GetRelativePath(baseFolder, folder).Replace(Path.DirectorySeparatorChar, '/');
        return relative == "." || relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? globs
            : [.. globs.Select(glob => relative + "/" + glob)];
    }

    private sealed record ModelFile(string Shown, string Text, bool IsOwn);

    private static ImmutableArray<ModelFile> ModelFiles(ImmutableArray<PolicyLink> chain, string currentDirectory)
    {
        var files = new SortedDictionary<string, ModelFile>(StringComparer.Ordinal);
        foreach (var (policy, folder, _) in chain)
        {
            foreach (var glob in policy.Models)
            {
                var matcher = new Matcher(StringComparison.Ordinal);
                matcher.AddInclude(glob);
                var found = matcher.Execute(new DirectoryInfoWrapper(new DirectoryInfo(folder))).Files.Select(file => file.Path).Order(StringComparer.Ordinal).ToList();
                if (found.Count == 0) throw new UsageException($"{policy.Path}: 'models': no file matches '{glob}'");
                foreach (var file in found)
                {
                    var shown = Shown(Path.Combine(folder, file), currentDirectory);
                    // The configuration comes first, so a file that it names too is its own.
                    if (!files.ContainsKey(shown)) files.Add(shown, new ModelFile(shown, ReadText(Path.Combine(folder, file), shown), folder == chain[0].Folder));
                }
            }
        }

        return [.. files.Values];
    }

    private static UserModels LoadModels(ImmutableArray<ModelFile> files)
    {
        var result = ModelFileReader.ReadAll(files.Select(file => (file.Shown, file.Text)));
        if (!result.Errors.IsEmpty) throw new UsageException("the models are not valid\n" + string.Join('\n', result.Errors));
        // What a company's file says of classes that this project does not have is no fault of the project.
        var own = files.Where(file => file.IsOwn).Select(file => file.Shown).ToHashSet(StringComparer.Ordinal);
        return result.Models with { Entries = [.. result.Models.Entries.Where(entry => own.Contains(entry.Path))] };
    }

    private static string HashOf(ImmutableArray<(string Path, string Text)> files) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(files.Select(file => FormattableString.Invariant($"{file.Path.Length}:{file.Path}{file.Text.Length}:{file.Text}"))))));

    /// <summary>A path as a reader in the current folder would write it.</summary>
    internal static string Shown(string path, string currentDirectory)
    {
        var relative = Path.GetRelativePath(currentDirectory, path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace(Path.DirectorySeparatorChar, '/');
    }
}
