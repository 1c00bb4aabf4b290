using ApexSovereignty.Cli.Git;
using LibGit2Sharp;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests;

public sealed class CommitReaderTests
{
    private static readonly DateTimeOffset time = new(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(2));

    private CommandLine line = null!;

    [SetUp]
    public void SetUp() => line = new CommandLine();

    [TearDown]
    public void TearDown()
    {
        // Objects of a repository are read-only, which stands in the way of deleting them on Windows.
        foreach (var file in Directory.EnumerateFiles(line.Folder, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
        line.Dispose();
    }

    [Test]
    public void TheCommitIsReadWithItsTime()
    {
        var id = Commit();
        var commit = CommitReader.Read(line.Folder).ShouldNotBeNull();
        commit.Id.ShouldBe(id);
        commit.Time.ShouldBe(time);
        commit.IsModified.ShouldBe(false);
        commit.Uri.ShouldBeNull();
    }

    [TestCase("classes/A.cls", true)]
    [TestCase("classes/B.cls", true)]
    [TestCase("register.html", false)]
    public void OnlyAnalysedFilesCountAsModified(string path, bool expected)
    {
        Commit();
        line.With(path, "changed");
        CommitReader.Read(line.Folder)!.IsModified.ShouldBe(expected);
    }

    [Test]
    public void WithoutRepositoryOrCommitThereIsNone()
    {
        CommitReader.Read(line.Folder).ShouldBeNull();
        LibGit2Sharp.Repository.Init(line.Folder);
        CommitReader.Read(line.Folder).ShouldBeNull();
    }

    [Test]
    public void ARepositoryThatTheLibraryDoesNotKnowTellsItsCommitOnly()
    {
        var id = Commit();
        line.With(".git/config", "[core]\n\trepositoryformatversion = 99\n");
        var commit = CommitReader.Read(line.Folder).ShouldNotBeNull();
        commit.Id.ShouldBe(id);
        commit.Time.ShouldBeNull();
        commit.IsModified.ShouldBeNull();
    }

    [Test]
    public void ABrokenRepositoryIsNone()
    {
        line.With(".git/HEAD", "nonsense");
        CommitReader.Read(line.Folder).ShouldBeNull();
    }

    private string Commit()
    {
        line.With("classes/A.cls", "public class A {}");
        using var repository = new LibGit2Sharp.Repository(LibGit2Sharp.Repository.Init(line.Folder));
        LibGit2Sharp.Commands.Stage(repository, "*");
        var author = new Signature("a", "a@example.com", time);
        return repository.Commit("first", author, author).Sha;
    }
}
