using LibGit2Sharp;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests.Git;

public sealed class StagedTests
{
    private const string Reader = """
        public class Reader {
            public String email(Id id) {
                Contact c = [SELECT Email FROM Contact WHERE Id = :id];
                return c.Email;
            }
        }
        """;

    private const string Clean = """
        public class Writer {
            public void run(Id id) {
                String text = new Reader().email(id);
                System.debug('done');
            }
        }
        """;

    private static readonly string Leak = Clean.Replace("'done'", "text", StringComparison.Ordinal);

    private GitFolder folder = null!;

    [SetUp]
    public void SetUp()
    {
        folder = new GitFolder();
        folder.Stage("classes/Reader.cls", Reader).Stage("classes/Writer.cls", Clean).Commit();
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void AStagedLeakIsFound()
    {
        folder.Stage("classes/Writer.cls", Leak).Scan("--staged").ShouldBe(1, folder.Error);
        folder.Out.ShouldContain("classes/Writer.cls:4");
        folder.Out.ShouldContain("Reader.cls:3");
    }

    [Test]
    public void WhatIsNotStagedIsNotAnalysed()
    {
        folder.Write("classes/Writer.cls", Leak).Write("classes/Untracked.cls", Leak.Replace("Writer", "Untracked", StringComparison.Ordinal));
        folder.Scan("--staged").ShouldBe(0, folder.Out);
        folder.Out.ShouldContain("in 2 files");
        folder.Scan().ShouldBe(1);
    }

    [Test]
    public void TheStagedLeakCountsThoughTheDiskIsClean()
    {
        folder.Stage("classes/Writer.cls", Leak).Write("classes/Writer.cls", Clean).Scan("--staged").ShouldBe(1, folder.Error);
        folder.Scan().ShouldBe(0);
    }

    [Test]
    public void AFileThatIsGoneFromTheDiskIsStillStaged()
    {
        folder.Stage("classes/Writer.cls", Leak);
        File.Delete(Path.Combine(folder.Folder, "classes/Writer.cls"));
        folder.Scan("--staged").ShouldBe(1, folder.Error);
    }

    [Test]
    public void OldLeaksAreLeftOutUnlessTheirPathIsTouched()
    {
        folder.Stage("classes/Writer.cls", Leak).Commit();
        folder.Stage("classes/Other.cls", "public class Other { }").Scan("--staged").ShouldBe(0, folder.Out);
        folder.Out.ShouldContain("1 that touch no change");
        folder.Stage("classes/Reader.cls", Reader.Replace("return c.Email", "return '' + c.Email", StringComparison.Ordinal)).Scan("--staged").ShouldBe(1);
        folder.Out.ShouldContain("classes/Writer.cls:4");
    }

    [Test]
    public void AStatementTakenOutBesideAStepCounts()
    {
        folder.Stage("classes/Writer.cls", Leak.Replace("        System.debug", "        text = 'none';\n        System.debug", StringComparison.Ordinal)).Commit();
        folder.Stage("classes/Writer.cls", Leak).Scan("--staged").ShouldBe(1, folder.Out);
    }

    [Test]
    public void ARenamedFileIsNoChangeOfItsLines()
    {
        folder.Stage("classes/Writer.cls", Leak).Commit();
        File.Delete(Path.Combine(folder.Folder, "classes/Writer.cls"));
        LibGit2Sharp.Commands.Stage(folder.Git, "classes/Writer.cls");
        folder.Stage("moved/Writer.cls", Leak).Scan("--staged").ShouldBe(0, folder.Out);
        folder.Out.ShouldContain("1 that touch no change");
    }

    [Test]
    public void TheFirstCommitIsAllChange()
    {
        using var first = new GitFolder();
        first.Stage("classes/Reader.cls", Reader).Stage("classes/Writer.cls", Leak).Scan("--staged").ShouldBe(1, first.Error);
    }

    [Test]
    public void AWorktreeHasAnIndexOfItsOwn()
    {
        folder.Commit();
        var other = Path.Combine(folder.Folder, ".other");
        folder.Git.Worktrees.Add("other", other, isLocked: false);
        using var tree = new Repository(other);
        File.WriteAllText(Path.Combine(other, "classes/Writer.cls"), Leak);
        LibGit2Sharp.Commands.Stage(tree, "classes/Writer.cls");
        folder.Scan(other, "--staged").ShouldBe(1, folder.Error);
        folder.Scan("--staged").ShouldBe(0);
    }

    [Test]
    public void ASubmoduleThatMovedIsSaid()
    {
        using var module = new GitFolder();
        var commit = module.Stage("lib/Lib.cls", "public class Lib { }").Commit();
        var tree = TreeDefinition.From(folder.Git.Head.Tip).AddGitLink("vendor", commit.Id);
        folder.Git.Index.Replace(folder.Git.ObjectDatabase.CreateTree(tree));
        folder.Git.Index.Write();
        folder.Scan("--staged").ShouldBe(0, folder.Error);
        folder.Out.ShouldContain("The submodule 'vendor' is at another commit");
    }

    [Test]
    public void ConflictsAreTwo()
    {
        var start = folder.Git.Head.Tip;
        folder.Stage("classes/Writer.cls", Leak).Commit();
        var branch = folder.Git.CreateBranch("other", start);
        var main = folder.Git.Head;
        LibGit2Sharp.Commands.Checkout(folder.Git, branch);
        folder.Stage("classes/Writer.cls", Clean.Replace("'done'", "'other'", StringComparison.Ordinal)).Commit();
        folder.Git.Merge(main, GitFolder.Author).Status.ShouldBe(MergeStatus.Conflicts);
        folder.Scan("--staged").ShouldBe(ExitCode.Usage);
        folder.Error.ShouldContain("the index holds files with conflicts");
    }

    [Test]
    public void NoRepositoryIsTwo()
    {
        using var line = new CommandLine();
        line.Run("scan", "--staged").ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain("--staged needs a Git repository, and there is none around");
        line.With(".git", "gitdir: nowhere").Run("scan", "--staged").ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain("cannot be read");
        line.Runner.Request.ShouldBeNull();
    }

    [Test]
    public void TheIndexOfARunningCommitCounts()
    {
        // 'git commit -a' hands hooks an index beside the real one.
        folder.Stage("classes/Writer.cls", Leak);
        var index = Path.Combine(folder.Folder, ".git", "index");
        File.Copy(index, Path.Combine(folder.Folder, ".git", "next-index-1.lock"));
        folder.Stage("classes/Writer.cls", Clean).Scan("--staged").ShouldBe(0);
        folder.IndexFile = ".git/next-index-1.lock";
        folder.Scan("--staged").ShouldBe(1, folder.Error);
        folder.IndexFile = "/elsewhere/index";
        folder.Scan("--staged").ShouldBe(0);
    }
}
