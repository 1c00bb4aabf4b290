using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Acceptance.Tests.CommandLine;

/// <summary>What scripts rely on: exit codes, messages, files.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class ScanTests : IDisposable
{
    private const string Leak = """
        public class Leak {
            public void run(Id id) {
                Contact c = [SELECT Email FROM Contact WHERE Id = :id];
                System.debug(c.Email);
            }
        }
        """;

    private const string Clean = "public class Clean { public void run() { System.debug('done'); } }";

    private readonly Apexsov tool = new();

    public void Dispose() => tool.Dispose();

    [Test]
    public void NothingFoundIsZero()
    {
        var run = tool.With("classes/Clean.cls", Clean).Run("scan");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldBeEmpty();
    }

    [Test]
    public void FindingsAreOne()
    {
        var run = tool.With("classes/Leak.cls", Leak).Run("scan");
        run.ExitCode.ShouldBe(1, run.Error);
        run.Output.ShouldContain("SOV1101");
        run.Output.ShouldContain("Contact.Email");
        run.Output.ShouldContain("classes/Leak.cls:4");
        run.Output.ShouldNotContain("\u001b");
        run.Error.ShouldBeEmpty();
    }

    [TestCase("never", 0)]
    [TestCase("error", 0)]
    [TestCase("warning", 1)]
    [TestCase("note", 1)]
    public void FailOnSetsTheLowestLevel(string level, int expected) =>
        tool.With("classes/Leak.cls", Leak).Run("scan", "--rule", "SOV1101=warning", "--fail-on", level).ExitCode.ShouldBe(expected);

    [TestCase("scan|nowhere", "'nowhere' does not exist")]
    [TestCase("scan|--fial-on|error", "unknown option '--fial-on'; did you mean '--fail-on'?")]
    [TestCase("scna", "unknown command 'scna'; did you mean 'scan'?")]
    [TestCase("scan|--rule|SOV11O1", "unknown rule 'SOV11O1'; did you mean 'SOV1101'?")]
    [TestCase("scan|-o|missing/out.sarif", "the folder of 'missing/out.sarif' does not exist")]
    [TestCase("scan|--config|none.json", "the configuration 'none.json' does not exist")]
    public void WhatCannotRunIsTwo(string arguments, string message)
    {
        var run = tool.With("classes/Leak.cls", Leak).Run(arguments.Split('|'));
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(message);
        run.Error.ShouldNotContain("   at ");
        run.Output.ShouldBeEmpty();
        Directory.GetFileSystemEntries(tool.Folder).ShouldBe([tool.At("classes")]);
    }

    [TestCase("{\n  \"endpoint\": []\n}", "apexsov.json:2:3: unknown key 'endpoint'; did you mean 'endpoints'?")]
    [TestCase("{\n  \"rules\": { \"SOV1101\": \"eror\" }\n}", "apexsov.json:2:")]
    [TestCase("{\n  \"rules\": {\n", "apexsov.json:")]
    [TestCase("", "apexsov.json:1:1:")]
    public void AnInvalidConfigurationIsTwoWithItsPlace(string configuration, string message)
    {
        var run = tool.With("classes/Leak.cls", Leak).With("apexsov.json", configuration).Run("scan", "-o", "out.sarif");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(message);
        File.Exists(tool.At("out.sarif")).ShouldBeFalse();
    }

    [Test]
    public void TheConfigurationAbovePathIsInForce()
    {
        tool.With("apexsov.json", """{ /* comment */ "rules": { "SOV1101": "off", }, }""").With("app/classes/Leak.cls", Leak);
        tool.Run("scan", "app").ExitCode.ShouldBe(0);
        tool.Run("scan", "app", "--rule", "SOV1101=error").ExitCode.ShouldBe(1);
    }

    [Test]
    public void AFileThatIsNoTextIsReportedAndTheRestAnalysed()
    {
        tool.With("classes/Leak.cls", Leak).With("classes/Bytes.cls", [0x70, 0xC3, 0x28, 0xFF, 0x00]);
        var run = tool.Run("scan", "--format", "json");
        run.ExitCode.ShouldBe(1);
        Rules(run.Output).ShouldContain("SOV1101");
        run.Output.ShouldContain("classes/Bytes.cls");
        tool.Run("scan", "--strict").ExitCode.ShouldBe(3);
    }

    [Test]
    public void ABrokenClassIsReportedAndTheRestAnalysed()
    {
        tool.With("classes/Leak.cls", Leak).With("classes/Broken.cls", Leak.Replace("Leak", "Broken", StringComparison.Ordinal).Replace("public void run", "void m() { Integer i = ; }\n    public void run", StringComparison.Ordinal));
        var run = tool.Run("scan", "--format", "json");
        run.ExitCode.ShouldBe(1);
        Rules(run.Output).ShouldBe(["SOV0002", "SOV1101", "SOV1101"]);
        tool.Run("scan", "--strict", "-o", "out.sarif").ExitCode.ShouldBe(3);
        var notes = JsonNode.Parse(tool.Bytes("out.sarif"))!["runs"]![0]!["invocations"]![0]!["toolExecutionNotifications"]!.AsArray();
        notes.Count.ShouldBe(1);
    }

    [Test]
    public void StrictIsNotThreeWhereAllWasRead() => tool.With("classes/Clean.cls", Clean).Run("scan", "--strict").ExitCode.ShouldBe(0);

    [Test]
    public void SarifIsJsonWithoutByteOrderMark()
    {
        tool.With("classes/Leak.cls", Leak).Run("scan", "-o", "out.sarif").ExitCode.ShouldBe(1);
        var bytes = tool.Bytes("out.sarif");
        bytes[0].ShouldBe((byte)'{');
        var run = JsonNode.Parse(bytes)!["runs"]![0]!;
        var result = run["results"]!.AsArray().ShouldHaveSingleItem()!;
        result["ruleId"]!.GetValue<string>().ShouldBe("SOV1101");
        result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!.GetValue<string>().ShouldBe("classes/Leak.cls");
        var steps = result["codeFlows"]!.AsArray().ShouldHaveSingleItem()!["threadFlows"]!.AsArray().ShouldHaveSingleItem()!["locations"]!.AsArray();
        steps.Count.ShouldBeGreaterThan(1);
        foreach (var step in steps) step!["location"]!["message"]!["text"]!.GetValue<string>().ShouldNotBeEmpty();
        result["partialFingerprints"]!.AsObject().Select(pair => pair.Key).ShouldContain("apexsovPath/v1");
    }

    [Test]
    public void TheSampleHasTheResultsOfItsMarks()
    {
        var run = Apexsov.RunIn(tool.Folder, "scan", TestFolders.Sample, "--format", "json");
        run.ExitCode.ShouldBe(1, run.Error);
        var rules = Rules(run.Output).Distinct(StringComparer.Ordinal);
        rules.ShouldBe(["SOV1001", "SOV1002", "SOV1003", "SOV1004", "SOV1101", "SOV1201", "SOV1205"]);
    }

    [TestCase("sarif")]
    [TestCase("json")]
    public void OutputAndFileAreTheSame(string format)
    {
        var run = tool.With("classes/Leak.cls", Leak).Run("scan", "--format", format, "-o", "out." + format);
        run.Output.ShouldBe(Encoding.UTF8.GetString(tool.Bytes("out." + format)));
    }

    [Test]
    public void BytesAreTheSameWhateverThreadsAndFolder()
    {
        foreach (var (name, jobs, folder) in new[] { ("one", "1", tool.Folder), ("four", "4", TestFolders.Sample), ("root", "2", Path.GetPathRoot(tool.Folder)!) })
            Apexsov.RunIn(folder, "scan", TestFolders.Sample, "--jobs", jobs, "--fail-on", "never", "-o", tool.At(name + ".sarif")).ExitCode.ShouldBe(0);
        tool.Bytes("four.sarif").ShouldBe(tool.Bytes("one.sarif"));
        tool.Bytes("root.sarif").ShouldBe(tool.Bytes("one.sarif"));
    }

    [Test]
    public void NoOutputNamesTheMachine()
    {
        tool.With("classes/Leak.cls", Leak).Run("scan", "-o", "out.sarif", "-o", "out.json", "-o", "out.md", "-o", "out.csv", "-o", "out.xml");
        foreach (var file in new[] { "out.sarif", "out.json", "out.md", "out.csv", "out.xml" })
            Encoding.UTF8.GetString(tool.Bytes(file)).ShouldNotContain(Path.GetFileName(tool.Folder));
    }

    [Test]
    public void ASuppressedResultDoesNotFail()
    {
        tool.With("classes/Leak.cls", Leak.Replace("System.debug(c.Email);", "System.debug(c.Email); // apexsov-ignore SOV1101 -- test data only", StringComparison.Ordinal));
        tool.Run("scan", "-o", "out.sarif").ExitCode.ShouldBe(0);
        JsonNode.Parse(tool.Bytes("out.sarif"))!["runs"]![0]!["results"]![0]!["suppressions"]!.AsArray().Count.ShouldBe(1);
    }

    [Test]
    public void AFolderWithoutApexIsAWarning()
    {
        Directory.CreateDirectory(tool.At("empty"));
        var run = tool.Run("scan", "empty");
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("There is no Apex class or trigger");
    }

    [Test]
    public void VersionCarriesTheCommit()
    {
        var run = tool.Run("--version");
        run.ExitCode.ShouldBe(0);
        // A copy of the sources without a repository has no commit.
        var isInRepository = Path.Exists(Path.Combine(TestFolders.Root, ".git"));
        run.Output.Trim().ShouldMatch(isInRepository ? @"^\d+\.\d+\.\d+\+[0-9a-f]{40}$" : @"^\d+\.\d+\.\d+$");
    }

    private static List<string> Rules(string json) =>
        [.. JsonNode.Parse(json)!["results"]!.AsArray().Select(result => result!["rule"]!.GetValue<string>()).Order(StringComparer.Ordinal)];
}
