using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting;
using ApexSovereignty.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests;

public sealed class ScanCommandTests
{
    private CommandLine line = null!;

    [SetUp]
    public void SetUp() => line = new CommandLine();

    [TearDown]
    public void TearDown() => line.Dispose();

    [TestCase("Error", "error", 1)]
    [TestCase("Warning", "error", 0)]
    [TestCase("Warning", "warning", 1)]
    [TestCase("Note", "warning", 0)]
    [TestCase("Note", "note", 1)]
    [TestCase("Error", "never", 0)]
    public void FailOnDecidesTheExitCode(string severity, string failOn, int expected)
    {
        line.Runner = new FakeRunner { Diagnostics = [FakeRunner.Find(Enum.Parse<DiagnosticSeverity>(severity))] };
        line.Run("scan", "--fail-on", failOn).ShouldBe(expected);
        line.Out.ShouldContain("found in a.cls");
        line.Error.ShouldBeEmpty();
    }

    [Test]
    public void NothingFoundIsSuccess() => line.Run("scan").ShouldBe(ExitCode.Success);

    [TestCase(true, 3)]
    [TestCase(false, 0)]
    public void IncompleteIsThreeWhenStrict(bool strict, int expected)
    {
        line.Runner = new FakeRunner { Notifications = [new ScanNotification(NotificationKind.Budget, DiagnosticSeverity.Note, "budget", Location: null)] };
        line.Run(strict ? ["scan", "--strict"] : ["scan"]).ShouldBe(expected);
    }

    [TestCase("nowhere", "'nowhere' does not exist")]
    [TestCase("-o|nowhere/x.sarif", "the folder of 'nowhere/x.sarif' does not exist")]
    [TestCase("-o|x.docx", "'x.docx': the extension of a report is one of")]
    [TestCase("-o|x.sarif|-o|./x.sarif", "'./x.sarif' is named twice")]
    [TestCase("--config|none.json", "the configuration 'none.json' does not exist")]
    [TestCase("--fail-on|eror", "--fail-on does not know 'eror'; did you mean 'error'?")]
    [TestCase("--format|yaml", "--format does not know 'yaml'")]
    [TestCase("--rule|SOV110", "unknown rule 'SOV110'; did you mean 'SOV1101'?")]
    [TestCase("--rule|SOV1101=loud", "--rule does not know 'loud'")]
    [TestCase("--jobs|0", "--jobs takes a number")]
    [TestCase("--jobs|many", "--jobs takes a number from 1 to 1024")]
    [TestCase("--jobs|2|--jobs|-1", "--jobs")]
    [TestCase("--quiet|--verbose", "exclude each other")]
    [TestCase("--fial-on", "unknown option '--fial-on'; did you mean '--fail-on'?")]
    [TestCase("--config", "--config")]
    [TestCase("notes.txt", "'notes.txt' is neither a folder nor an Apex class or trigger")]
    public void BadArgumentsAreTwoAndNothingRuns(string arguments, string message)
    {
        line.With("notes.txt", "x");
        line.Run(["scan", .. arguments.Split('|')]).ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain(message);
        line.Out.ShouldBeEmpty();
        line.Runner.Request.ShouldBeNull();
        line.Files().ShouldBe(["notes.txt"]);
    }

    [Test]
    public void AnOutputThatIsAFolderIsTwo()
    {
        Directory.CreateDirectory(Path.Combine(line.Folder, "x.sarif"));
        line.Run("scan", "-o", "x.sarif").ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain("'x.sarif' is a folder");
    }

    [Test]
    public void OutputsAreWrittenInTheFormatOfTheirName()
    {
        line.Runner = new FakeRunner { Diagnostics = [FakeRunner.Find(DiagnosticSeverity.Error)] };
        line.With("old.sarif", "old");
        line.Run("scan", "-o", "old.sarif", "--output", "r.json", "-o", "r.xml", "-o", "r.md", "-o", "r.csv").ShouldBe(ExitCode.Findings);
        line.Files().ShouldBe(["old.sarif", "r.csv", "r.json", "r.md", "r.xml"]);
        line.Read("old.sarif").ShouldContain("\"version\": \"2.1.0\"");
        line.Read("r.json").ShouldContain("\"rule\": \"SOV1101\"");
        line.Read("r.xml").ShouldContain("<testsuites");
    }

    [TestCase("sarif", "\"version\": \"2.1.0\"")]
    [TestCase("json", "\"results\": [")]
    [TestCase("github", "::error file=a.cls")]
    [TestCase("text", "error[SOV1101]")]
    public void StandardOutputHasTheFormatAsked(string format, string expected)
    {
        line.Runner = new FakeRunner { Diagnostics = [FakeRunner.Find(DiagnosticSeverity.Error)] };
        line.Run("scan", "--format", format);
        line.Out.ShouldContain(expected);
    }

    [Test]
    public void AnInternalErrorNamesTheFileAndIsNoTrace()
    {
        line.Runner = new FakeRunner { OnRun = () => throw new AnalysisFailedException("classes/A.cls", new InvalidOperationException("boom")) };
        line.Run("scan", "-o", "x.sarif").ShouldBe(ExitCode.Internal);
        line.Error.ShouldContain("internal error while working on classes/A.cls: InvalidOperationException: boom");
        line.Error.ShouldNotContain("   at ");
        line.Files().ShouldBeEmpty();
        line.Runner = new FakeRunner { OnRun = () => throw new InvalidOperationException("boom") };
        line.Run("scan", "--verbose").ShouldBe(ExitCode.Internal);
        line.Error.ShouldContain("   at ");
    }

    [Test]
    public void CancelledIs130AndKeepsTheOldReport()
    {
        using var source = new CancellationTokenSource();
        line.Cancellation = source.Token;
        line.Runner = new FakeRunner { OnRun = source.Cancel };
        line.With("x.sarif", "old");
        line.Run("scan", "-o", "x.sarif").ShouldBe(ExitCode.Cancelled);
        line.Files().ShouldBe(["x.sarif"]);
        line.Read("x.sarif").ShouldBe("old");
    }

    [Test]
    public void TheNearestConfigurationCounts()
    {
        line.With("apexsov.json", """{ "exclude": ["far"] }""").With("p/apexsov.json", """{ "exclude": ["near"], "rules": { "SOV1101": "note" } }""").With("p/force-app/a.cls", "");
        line.Run("scan", "p/force-app").ShouldBe(0);
        line.Runner.Request!.Policy.Exclude.ShouldBe(["near"]);
        line.Runner.Request.Policy.LevelOf("SOV1101").ShouldBe(DiagnosticSeverity.Note);
        line.Run("scan", "p", "--config", "apexsov.json").ShouldBe(0);
        line.Runner.Request.Policy.Exclude.ShouldBe(["far"]);
    }

    [Test]
    public void ABadConfigurationIsTwoWithItsPlace()
    {
        line.With("apexsov.json", "{\n  \"endpoint\": []\n}");
        line.Run("scan").ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain("apexsov.json:2:3: unknown key 'endpoint'; did you mean 'endpoints'?");
    }

    [Test]
    public void ExcludedGlobsAreRelativeToTheConfiguration()
    {
        line.With(".git/HEAD", "").With("p/apexsov.json", """{ "exclude": ["old/**"] }""");
        line.Run("scan", "p");
        line.Runner.Request!.Exclude.ShouldBe(["p/old/**"]);
    }

    [Test]
    public void ModelsAreRead()
    {
        line.With(".git/HEAD", "").With("p/apexsov.json", """{ "models": ["m/*.json", "m/a.json"], "loggers": ["L.*"] }""")
            .With("p/m/b.json", """{ "models": [ { "methods": ["B.b"], "neutral": true } ] }""").With("p/m/a.json", """{ "models": [ { "methods": ["A.a"], "sanitizer": true } ] }""");
        line.Run("scan", "p").ShouldBe(0);
        line.Runner.Request!.Models.Models.Select(model => model.Methods.Single()).ShouldBe(["A.a", "B.b"]);
        line.Runner.Request!.Entries.Select(entry => $"{entry.Path}:{entry.Line} {entry.Text}").ShouldBe(["p/apexsov.json:1 L.*", "p/m/a.json:1 A.a", "p/m/b.json:1 B.b"]);
        line.With("p/apexsov.json", """{ "models": ["none/*.json"] }""");
        line.Run("scan", "p").ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain("no file matches 'none/*.json'");
    }

    [Test]
    public void ModelsWithErrorsAreTwoAndNothingRuns()
    {
        line.With("apexsov.json", """{ "models": ["m/*.json"] }""").With("m/a.json", "{ \"models\": [\n { \"methods\": [\"A.a\"], \"sink\": [] } ] }");
        line.Run("scan").ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain("m/a.json:2:24: unknown key 'sink'; did you mean 'sinks'?");
        line.Runner.Request.ShouldBeNull();
    }

    [Test]
    public void RulesOfTheCommandLineGoBeforeTheConfiguration()
    {
        line.With("apexsov.json", """{ "rules": { "SOV1101": "note", "SOV1001": "off" } }""");
        line.Run("scan", "--rule", "SOV1101=warning", "--rule", "sov1002=off");
        Level("SOV1101").ShouldBe(DiagnosticSeverity.Warning);
        Level("SOV1002").ShouldBe(DiagnosticSeverity.Off);
        Level("SOV1003").ShouldBeNull();
        line.Run("scan", "--rule", "SOV1001", "--rule", "SOV1101");
        Level("SOV1001").ShouldBeNull();
        Level("SOV1101").ShouldBe(DiagnosticSeverity.Note);
        Level("SOV1003").ShouldBe(DiagnosticSeverity.Off);

        DiagnosticSeverity? Level(string id) => line.Runner.Request!.Policy.LevelOf(id);
    }

    [Test]
    public void AFileRestrictsWhatIsReported()
    {
        line.With("sfdx-project.json", "{}").With("classes/A.cls", "").With("classes/B.cls", "");
        line.Runner = new FakeRunner
        {
            Diagnostics =
            [
                FakeRunner.Find(DiagnosticSeverity.Error, "classes/A.cls"),
                FakeRunner.Find(DiagnosticSeverity.Error, "classes/B.cls"),
                FakeRunner.Find(DiagnosticSeverity.Error, "classes/C.cls") with { Path = [new PathStep(Location.OfFile("classes/A.cls"), "read", PathStepKind.Source, 1)] },
            ],
        };
        line.Run("scan", "classes/A.cls", "--format", "csv").ShouldBe(1);
        line.Out.ShouldContain("found in classes/A.cls");
        line.Out.ShouldContain("found in classes/C.cls");
        line.Out.ShouldNotContain("found in classes/B.cls");
        line.Runner.Request!.Files.List("").Select(entry => entry.Name).ShouldContain("sfdx-project.json");
    }

    [Test]
    public void PathsAreRelativeToTheRepository()
    {
        line.With(".git/HEAD", "").With("apps/one/classes/A.cls", "").With("apps/two/classes/B.cls", "");
        line.Run("scan", "apps/one");
        var files = line.Runner.Request!.Files;
        files.List("").Select(entry => entry.Name).ShouldBe(["apps"]);
        files.List("apps").Select(entry => entry.Name).ShouldBe(["one"]);
        files.List("apps/one/classes").Select(entry => entry.Name).ShouldBe(["A.cls"]);
    }

    [Test]
    public void AProjectInAHiddenFolderIsFoundAllTheSame()
    {
        line.With(".git/HEAD", "").With(".work/p/classes/A.cls", "");
        line.Run("scan", ".work/p");
        line.Runner.Request!.Files.List("classes").Select(entry => entry.Name).ShouldBe(["A.cls"]);
    }
}
