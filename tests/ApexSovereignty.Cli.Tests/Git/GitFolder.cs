using LibGit2Sharp;

namespace ApexSovereignty.Cli.Tests.Git;

/// <summary>A folder under Git, and the command line run in it with the real analysis.</summary>
internal sealed class GitFolder : IDisposable
{
    public static readonly Signature Author = new("Ada", "ada@bank.example", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private readonly CommandLine line = new();

    public GitFolder()
    {
        Repository.Init(line.Folder);
        Git = new Repository(line.Folder);
    }

    public Repository Git { get; }

    public string Folder => line.Folder;

    public string Out => line.Out;

    public string Error => line.Error;

    /// <summary>The index that Git names to hooks.</summary>
    public string? IndexFile { get => line.GitIndexFile; set => line.GitIndexFile = value; }

    public GitFolder Write(string path, string content)
    {
        line.With(path, content.ReplaceLineEndings("\n"));
        return this;
    }

    public GitFolder Stage(string path, string content)
    {
        Write(path, content);
        LibGit2Sharp.Commands.Stage(Git, path);
        return this;
    }

    public Commit Commit(string message = "change") => Git.Commit(message, Author, Author, new CommitOptions { AllowEmptyCommit = true });

    public int Scan(params string[] arguments) => line.RunWith(new Analysis.AnalysisRunner([new Analysis.RulesAnalyzer()]), ["scan", .. arguments]);

    public void Dispose()
    {
        Git.Dispose();
        // Git's objects are read-only, which some systems do not delete.
        foreach (var file in Directory.EnumerateFiles(line.Folder, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
        line.Dispose();
    }
}
