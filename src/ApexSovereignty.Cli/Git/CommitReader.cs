using ApexSovereignty.Reporting.Registers;
using LibGit2Sharp;

namespace ApexSovereignty.Cli.Git;

/// <summary>Reads the commit that sources are of, with its time, and whether they differ from it.</summary>
/// <remarks>Through a library that reads the repository's files; no program is started. Only the register asks, so only it pays for loading it.</remarks>
internal static class CommitReader
{
    private static readonly string[] analysed = [".cls", ".trigger", "-meta.xml", ".object", ".labels", "sfdx-project.json", ".forceignore", "apexsov.json"];

    /// <summary>The commit, or null where the folder is in no repository or the repository has none.</summary>
    /// <param name="folder">Absolute path of a folder in the repository.</param>
    public static RegisterCommit? Read(string folder)
    {
        if (Files.Repository.FindRoot(folder) is not { } root) return null;
        try
        {
            return ReadObjects(root);
        }
        catch (Exception exception) when (exception is LibGit2SharpException or TypeInitializationException or DllNotFoundException or IOException)
        {
            // A repository that is broken, or of a form that the library does not know: its files may still tell the commit.
            return Files.Repository.ReadCommitId(root) is { } id ? new RegisterCommit(id, Time: null, Files.Repository.Read(root)?.Uri, IsModified: null) : null;
        }
    }

    private static RegisterCommit? ReadObjects(string root)
    {
        // In a container the files often belong to another user. Nothing of the repository is run, so it is safe to read.
        GlobalSettings.SetOwnerValidation(enabled: false);
        using var repository = new LibGit2Sharp.Repository(root);
        if (repository.Head.Tip is not { } commit) return null;
        var status = repository.RetrieveStatus(new StatusOptions { IncludeUntracked = true, RecurseUntrackedDirs = true, IncludeIgnored = false, DetectRenamesInIndex = false, DetectRenamesInWorkDir = false });
        return new RegisterCommit(commit.Sha, commit.Committer.When, Files.Repository.Read(root)?.Uri, status.Any(entry => entry.State != FileStatus.Unaltered && IsAnalysed(entry.FilePath)));
    }

    // A register that is written into the repository, for one, changes nothing of what it is about.
    private static bool IsAnalysed(string path) => analysed.Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}
