using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Acceptance.Tests.CommandLine;

/// <summary>What is known stays known while code around it changes, and what is new is not taken for it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class BaselineTests : IDisposable
{
    private const string Leak = """
        public class Leak {
            public void run(Id id) {
                Contact c = [SELECT Email FROM Contact WHERE Id = :id];
                System.debug(c.Email);
            }
        }
        """;

    private readonly Apexsov tool = new();

    public void Dispose() => tool.Dispose();

    [TestCase("c", "person", TestName = "A local has another name")]
    [TestCase("public void run", "public void first() {}\n\n    /* moved\n       down */\n    public void run", TestName = "Code stands above it")]
    [TestCase("    ", "\t", TestName = "It is indented otherwise")]
    public void ItIsKnown(string old, string now)
    {
        tool.With("classes/Leak.cls", Leak).Run("baseline").ExitCode.ShouldBe(0);
        var changed = old == "c" ? Leak.Replace("Contact c ", "Contact person ", StringComparison.Ordinal).Replace("c.Email", "person.Email", StringComparison.Ordinal) : Leak.Replace(old, now, StringComparison.Ordinal);
        changed.ShouldNotBe(Leak);
        var run = tool.With("classes/Leak.cls", changed).Run("scan");
        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain("1 known from the baseline");
        run.Output.ShouldNotContain("gone");
    }

    [Test]
    public void ItIsKnownInAnotherFileOfAnotherFolder()
    {
        tool.With("app/a/Leak.cls", Leak).Run("baseline").ExitCode.ShouldBe(0);
        File.Delete(tool.At("app/a/Leak.cls"));
        var run = tool.With("app/z/Leak.cls", Leak).Run("scan");
        run.ExitCode.ShouldBe(0, run.Output);
    }

    [TestCase("System.debug(c.Email);", "System.debug(c.Email);\n        System.debug(c.Email);", TestName = "The same once more")]
    [TestCase("Email", "Phone", TestName = "Another field")]
    [TestCase("run(Id id)", "other(Id id)", TestName = "Another method")]
    public void ItIsNew(string old, string now)
    {
        tool.With("classes/Leak.cls", Leak).Run("baseline").ExitCode.ShouldBe(0);
        var run = tool.With("classes/Leak.cls", Leak.Replace(old, now, StringComparison.Ordinal)).Run("scan");
        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain("Found 1 error that is new");
    }

    [Test]
    public void WhatIsMendedIsToldAsGone()
    {
        tool.With("classes/Leak.cls", Leak).Run("baseline").ExitCode.ShouldBe(0);
        var run = tool.With("classes/Leak.cls", Leak.Replace("c.Email", "'done'", StringComparison.Ordinal)).Run("scan");
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("1 result of the baseline is gone:");
        run.Output.ShouldContain("classes/Leak.cls:4");
    }

    [Test]
    public void TheFileIsTheSameEachTime()
    {
        tool.With("classes/Leak.cls", Leak).Run("baseline", "-o", "one.sarif", "--jobs", "1").ExitCode.ShouldBe(0);
        tool.Run("baseline", "-o", "two.sarif", "--jobs", "4").ExitCode.ShouldBe(0);
        tool.Bytes("two.sarif").ShouldBe(tool.Bytes("one.sarif"));
    }
}
