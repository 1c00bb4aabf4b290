using System.Collections.Immutable;
using ApexSovereignty.Cli.Files;
using ApexSovereignty.Rules.Policies;
using LibGit2Sharp;

namespace ApexSovereignty.Cli.Git;

/// <summary>
/// The Git repository around the scanned folder, read through libgit2: no program is started, and neither hooks nor filters of the
/// repository run. The library is loaded only by scans that ask for changes.
/// </summary>
internal sealed class GitRepository : IDisposable
{
    private readonly LibGit2Sharp.Repository repository;
    private readonly string prefix;

    private GitRepository(LibGit2Sharp.Repository repository, string prefix)
    {
        this.repository = repository;
        this.prefix = prefix;
    }

    /// <summary>Opens the repository around a scope.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="option">The option that needs it, for messages.</param>
    /// <param name="indexFile">The index that a running <c>git commit</c> names, or null for the repository's own.</param>
    /// <exception cref="UsageException">There is none, or it cannot be read.</exception>
    public static GitRepository Open(ScanScope scope, string option, string? indexFile)
    {
        if (Files.Repository.FindRoot(scope.BaseFolder) is not { } root) throw new UsageException($"{option} needs a Git repository, and there is none around '{scope.BaseFolder}'");
        return Guard(root, () =>
        {
            // Builds often run as another user than the one who checked out; since nothing of the repository is run, that is no danger.
            GlobalSettings.SetOwnerValidation(enabled: false);
            var opened = new LibGit2Sharp.Repository(root);
            if (opened.Info.IsBare) throw new UsageException($"{option} needs a repository with files, and '{root}' is a bare one");
            if (indexFile is not null && IndexOf(opened, root, indexFile) is { } index)
            {
                opened.Dispose();
                opened = new LibGit2Sharp.Repository(root, new RepositoryOptions { IndexPath = index });
            }

            var below = Path.GetRelativePath(root, scope.BaseFolder).Replace(Path.DirectorySeparatorChar, '/');
            return new GitRepository(opened, below == "." ? "" : below + "/");
        });
    }

    /// <summary>What is staged against the last commit.</summary>
    public ChangeSet StagedChanges() => Guard(Root, () =>
    {
        if (!repository.Index.IsFullyMerged) throw new UsageException("--staged: the index holds files with conflicts; resolve them and add them first");
        return ToChanges(repository.Diff.Compare<Patch>(repository.Head.Tip?.Tree, DiffTargets.Index, paths: null, explicitPathsOptions: null, Options));
    });

    /// <summary>What differs from a commit, or from where the current branch left it; the files on the disk count, untracked ones too.</summary>
    public ChangeSet ChangesSince(string reference) => Guard(Root, () =>
    {
        var since = Find(reference);
        var start = repository.Head.Tip is { } head ? repository.ObjectDatabase.FindMergeBase(since, head) : since;
        if (start is null)
            throw new UsageException($"--changed-since: '{reference}' and the current commit have no commit in common" + (repository.Info.IsShallow ? ShallowHint : ""));
        return ToChanges(repository.Diff.Compare<Patch>(start.Tree, DiffTargets.Index | DiffTargets.WorkingDirectory, paths: null, explicitPathsOptions: null, Options));
    });

    /// <summary>The files of the index, for as long as this is open.</summary>
    public IndexFileSystem IndexFiles(ScanScope scope) => Guard(Root, () => new IndexFileSystem(repository, prefix, scope));

    public void Dispose() => repository.Dispose();

    private const string ShallowHint = "; the clone is shallow: fetch its history first (git fetch --unshallow, or fetch-depth: 0 in a workflow)";

    private static readonly CompareOptions Options = new() { ContextLines = 0, InterhunkLines = 0, Similarity = SimilarityOptions.Renames };

    private string Root => repository.Info.WorkingDirectory;

    private Commit Find(string reference)
    {
        var found = TryFind(reference);
        if (found is not null) return found;
        if (repository.Info.IsShallow) throw new UsageException($"--changed-since: there is no commit '{reference}' here" + ShallowHint);
        throw new UsageException($"--changed-since: there is no commit, branch or tag '{reference}'" + NearestName.Suggest(reference, repository.Branches.Select(branch => branch.FriendlyName).Concat(repository.Tags.Select(tag => tag.FriendlyName))));
    }

    private Commit? TryFind(string reference)
    {
        try
        {
            return repository.Lookup<Commit>(reference);
        }
        catch (LibGit2SharpException)
        {
            // Text that is no name of a commit, such as one with two dots, or with several meanings.
            return null;
        }
    }

    private ChangeSet ToChanges(Patch patch)
    {
        var files = ImmutableDictionary.CreateBuilder<string, ImmutableArray<LineRange>>(StringComparer.Ordinal);
        var submodules = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in patch)
        {
            if (entry.Status == ChangeKind.Deleted || !entry.Path.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var path = entry.Path[prefix.Length..].Replace('\\', '/');
            if (entry.Mode == Mode.GitLink) submodules.Add(path);
            else files[path] = entry.IsBinaryComparison ? PatchRanges.Whole : PatchRanges.Read(entry.Patch);
        }

        return new ChangeSet(files.ToImmutable(), [.. submodules.Order(StringComparer.Ordinal)]);
    }

    // Git names a file of its own while it commits; one of another repository is not meant.
    private static string? IndexOf(LibGit2Sharp.Repository repository, string root, string indexFile)
    {
        var path = Path.GetFullPath(indexFile, root);
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(repository.Info.Path));
        return File.Exists(path) && Path.GetDirectoryName(path) == folder ? path : null;
    }

    private static T Guard<T>(string root, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (LibGit2SharpException exception)
        {
            throw new UsageException($"the Git repository at '{Path.TrimEndingDirectorySeparator(root)}' cannot be read: {exception.Message.TrimEnd('.')}");
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException)
        {
            throw new UsageException("the Git library does not run on this system, so neither --staged nor --changed-since can be used");
        }
    }
}
