using LibGit2Sharp;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests.Git;

public sealed class ChangedSinceTests
{
    private const string Leak = """
        public class Leak {
            public void run(Id id) {
                Contact c = [SELECT Email FROM Contact WHERE Id = :id];
                System.debug(c.Email);
            }
        }
        """;

    private GitFolder folder = null!;

    [SetUp]
    public void SetUp()
    {
        folder = new GitFolder();
        folder.Stage("classes/Old.cls", Leak.Replace("Leak", "Old", StringComparison.Ordinal)).Commit();
        folder.Git.CreateBranch("release");
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void OnlyWhatCameSinceIsReported()
    {
        folder.Stage("classes/New.cls", Leak.Replace("Leak", "New", StringComparison.Ordinal)).Commit();
        folder.Scan("--changed-since", "release").ShouldBe(1, folder.Error);
        folder.Out.ShouldContain("classes/New.cls:4");
        folder.Out.ShouldNotContain("classes/Old.cls");
        folder.Scan("--changed-since", "HEAD").ShouldBe(0, folder.Out);
        folder.Scan("--changed-since", "HEAD~1").ShouldBe(1);
        folder.Scan("--changed-since", folder.Git.Head.Tip.Sha[..10]).ShouldBe(0);
    }

    [Test]
    public void FilesOnTheDiskCountUntrackedOnesToo()
    {
        folder.Write("classes/New.cls", Leak.Replace("Leak", "New", StringComparison.Ordinal)).Scan("--changed-since", "HEAD").ShouldBe(1, folder.Error);
        folder.Out.ShouldContain("classes/New.cls:4");
    }

    [Test]
    public void WhatTheOtherBranchDidSinceIsNoChange()
    {
        var start = folder.Git.Head.FriendlyName;
        LibGit2Sharp.Commands.Checkout(folder.Git, "release");
        folder.Stage("classes/Old.cls", "public class Old { }").Commit();
        LibGit2Sharp.Commands.Checkout(folder.Git, start);
        folder.Scan("--changed-since", "release").ShouldBe(0, folder.Out);
    }

    [TestCase("relaese", "there is no commit, branch or tag 'relaese'; did you mean 'release'?")]
    [TestCase("a..b", "there is no commit, branch or tag 'a..b'")]
    [TestCase("--evil", "'--evil'")]
    [TestCase(" ", "takes a commit, branch or tag")]
    public void AnUnknownNameIsTwo(string reference, string message)
    {
        folder.Scan("--changed-since=" + reference, "-o", "out.sarif").ShouldBe(ExitCode.Usage);
        folder.Error.ShouldContain(message);
        File.Exists(Path.Combine(folder.Folder, "out.sarif")).ShouldBeFalse();
    }

    [Test]
    public void BothAtOnceIsTwo()
    {
        folder.Scan("--changed-since", "release", "--staged").ShouldBe(ExitCode.Usage);
        folder.Error.ShouldContain("exclude each other");
    }

    [Test]
    public void AShallowCloneSaysWhatToDo()
    {
        var first = folder.Git.Head.Tip.Sha;
        var head = folder.Stage("classes/New.cls", Leak.Replace("Leak", "New", StringComparison.Ordinal)).Commit();
        File.WriteAllText(Path.Combine(folder.Folder, ".git", "shallow"), head.Sha + "\n");
        File.Delete(Path.Combine(folder.Folder, ".git", "objects", first[..2], first[2..]));
        foreach (var reference in new[] { "HEAD~1", first, "release" })
        {
            folder.Scan("--changed-since", reference).ShouldBe(ExitCode.Usage, reference);
            folder.Error.ShouldContain("the clone is shallow: fetch its history first", Case.Sensitive, reference);
        }
    }

    [Test]
    public void UnrelatedHistoryIsTwo()
    {
        var tree = folder.Git.ObjectDatabase.CreateTree(new TreeDefinition());
        folder.Git.Branches.Add("island", folder.Git.ObjectDatabase.CreateCommit(GitFolder.Author, GitFolder.Author, "island", tree, [], prettifyMessage: false));
        folder.Scan("--changed-since", "island").ShouldBe(ExitCode.Usage);
        folder.Error.ShouldContain("'island' and the current commit have no commit in common");
    }

    [Test]
    public void AFolderOfTheRepositoryIsScannedByItself()
    {
        folder.Stage("app/classes/New.cls", Leak.Replace("Leak", "New", StringComparison.Ordinal)).Commit();
        folder.Scan("app", "--changed-since", "release").ShouldBe(1, folder.Error);
        folder.Out.ShouldContain("app/classes/New.cls:4");
        folder.Scan("classes", "--changed-since", "release").ShouldBe(0);
    }
}
