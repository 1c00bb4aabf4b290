using ApexSovereignty.Diagnostics;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests;

public sealed class BaselineCommandTests
{
    private CommandLine line = null!;

    [SetUp]
    public void SetUp() => line = new CommandLine { Runner = new FakeRunner { Diagnostics = [FakeRunner.Find(DiagnosticSeverity.Error, "app/a.cls"), FakeRunner.Find(DiagnosticSeverity.Error, "app/b.cls")] } };

    [TearDown]
    public void TearDown() => line.Dispose();

    [Test]
    public void AScanAfterItFindsNothingNew()
    {
        line.Run("baseline").ShouldBe(0, line.Error);
        line.Out.ShouldBe("apexsov-baseline.sarif holds 2 results, known from now on.\n");
        line.Files().ShouldBe(["apexsov-baseline.sarif"]);
        line.Run("scan").ShouldBe(ExitCode.Success);
        line.Out.ShouldContain("Nothing new in");
        line.Out.ShouldContain("2 known from the baseline");
        line.Run("scan", "--no-baseline").ShouldBe(ExitCode.Findings);
    }

    [Test]
    public void OnlyWhatIsNewIsReportedAndWhatHasGoneIsSaid()
    {
        line.Run("baseline", "-o", "known.sarif").ShouldBe(0, line.Error);
        line.Out.ShouldContain("Scan with '--baseline known.sarif'");
        line.Runner = new FakeRunner { Diagnostics = [FakeRunner.Find(DiagnosticSeverity.Error, "app/b.cls"), FakeRunner.Find(DiagnosticSeverity.Error, "app/c.cls")] };
        line.Run("scan", "--baseline", "known.sarif", "-o", "out.json").ShouldBe(ExitCode.Findings);
        line.Out.ShouldContain("error[SOV1101]");
        line.Out.ShouldContain("app/c.cls:1:1");
        line.Out.ShouldNotContain("app/b.cls");
        line.Out.ShouldContain("1 result of the baseline is gone:");
        line.Out.ShouldContain("SOV1101 app/a.cls:1:1: found in app/a.cls");
        line.Out.ShouldContain("Found 1 error that is new");
        foreach (var state in new[] { "new", "unchanged", "absent" }) line.Read("out.json").ShouldContain($"\"baseline\": \"{state}\"");
    }

    [Test]
    public void ARuleOrFolderThatDidNotRunHasNotGone()
    {
        line.Run("baseline");
        Directory.CreateDirectory(Path.Combine(line.Folder, "app"));
        Directory.CreateDirectory(Path.Combine(line.Folder, "other"));
        line.Runner = new FakeRunner();
        line.Run("scan", "--rule", "SOV1101=off").ShouldBe(0, line.Error);
        line.Out.ShouldNotContain("gone");
        line.Run("scan").ShouldBe(0);
        line.Out.ShouldContain("2 results of the baseline are gone");
    }

    [Test]
    public void TheConfigurationNamesIt()
    {
        line.With("apexsov.json", """{ "baseline": "policy/known.sarif" }""");
        line.Run("scan").ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain("the baseline 'policy/known.sarif' does not exist; write it with 'apexsov baseline'");
        Directory.CreateDirectory(Path.Combine(line.Folder, "policy"));
        line.Run("baseline").ShouldBe(0, line.Error);
        line.Files().ShouldContain("policy/known.sarif");
        line.Run("scan").ShouldBe(ExitCode.Success);
    }

    [TestCase("scan|--baseline|none.sarif", "the baseline 'none.sarif' does not exist")]
    [TestCase("scan|--baseline|broken.sarif", "the baseline 'broken.sarif' is not valid JSON at line 2")]
    [TestCase("scan|--baseline|other.sarif", "the baseline 'other.sarif' is written by 'PMD', not by ApexSovereignty")]
    [TestCase("scan|--baseline|folder", "the baseline 'folder' is a folder")]
    [TestCase("scan|--baseline|other.sarif|--no-baseline", "exclude each other")]
    [TestCase("baseline|-o|known.json", "'known.json': a baseline is a .sarif file")]
    [TestCase("baseline|-o|none/known.sarif", "the folder of 'none/known.sarif' does not exist")]
    [TestCase("baseline|nowhere", "'nowhere' does not exist")]
    [TestCase("baseline|folder/A.cls", "a baseline is made for folders")]
    [TestCase("baseline|--fail-on|error", "unknown option '--fail-on'")]
    public void WhatCannotRunIsTwoAndNothingIsWritten(string arguments, string message)
    {
        line.With("broken.sarif", "{\n").With("folder/A.cls", "class A {}").With("other.sarif", """{ "version": "2.1.0", "runs": [ { "tool": { "driver": { "name": "PMD" } } } ] }""");
        line.Run(arguments.Split('|')).ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain(message);
        line.Runner.Request.ShouldBeNull();
        line.Files().ShouldBe(["broken.sarif", "folder/A.cls", "other.sarif"]);
    }

    [Test]
    public void CancelledKeepsTheOldFile()
    {
        using var source = new CancellationTokenSource();
        line.With("apexsov-baseline.sarif", "old");
        line.Cancellation = source.Token;
        line.Runner = new FakeRunner { OnRun = source.Cancel };
        line.Run("baseline").ShouldBe(ExitCode.Cancelled);
        line.Read("apexsov-baseline.sarif").ShouldBe("old");
        line.Files().ShouldBe(["apexsov-baseline.sarif"]);
    }
}
