using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests;

/// <summary>What a user may get wrong: each ends with 2, one sentence that names it, no stack trace, and no file.</summary>
public sealed class BadInputTests
{
    private CommandLine line = null!;

    [SetUp]
    public void SetUp() => line = new CommandLine();

    [TearDown]
    public void TearDown() => line.Dispose();

    [TestCase("scan --jobs 0", "--jobs takes a number from 1 to 1024")]
    [TestCase("scan --jobs x", "--jobs takes a number from 1 to 1024")]
    [TestCase("scan --jobs -3", "--jobs takes a number from 1 to 1024")]
    [TestCase("scan --fail-on never2", "--fail-on does not know 'never2'; did you mean 'never'?")]
    [TestCase("scan --fail-on", "Required argument missing for option: '--fail-on'.")]
    [TestCase("scan --rule SOV9999", "unknown rule 'SOV9999'")]
    [TestCase("scan --rule SOV1101=high", "--rule does not know 'high': it takes error, warning, note, off")]
    [TestCase("scan --format pdf", "--format does not know 'pdf'")]
    [TestCase("scan -o x.pdf", "'x.pdf': the extension of a report is one of .sarif .json .html .md .csv .xml")]
    [TestCase("scan -o a.sarif -o a.sarif", "'a.sarif' is named twice")]
    [TestCase("scan -o none/a.sarif", "the folder of 'none/a.sarif' does not exist")]
    [TestCase("scan --baseline none.sarif", "the baseline 'none.sarif' does not exist")]
    [TestCase("scan --baseline empty.sarif", "the baseline 'empty.sarif' is not a SARIF file")]
    [TestCase("scan --baseline text.sarif", "the baseline 'text.sarif' is not valid JSON at line 1, column 1")]
    [TestCase("scan --baseline pmd.sarif", "the baseline 'pmd.sarif' is written by 'PMD', not by ApexSovereignty")]
    [TestCase("scan --baseline later.sarif", "the baseline 'later.sarif' is written by another version of ApexSovereignty ('9'): result 1 has no fingerprint 'apexsovPath/v1'")]
    [TestCase("scan --config none.json", "the configuration 'none.json' does not exist")]
    [TestCase("scan --config later.json", "later.json:2:3: unknown key 'quotas'; known here: $schema, extends, boundary")]
    [TestCase("scan --config text.sarif", "text.sarif:1:")]
    [TestCase("scan --changed-since main", "--changed-since needs a Git repository, and there is none around")]
    [TestCase("scan --staged", "--staged needs a Git repository, and there is none around")]
    [TestCase("scan --staged --changed-since main", "--staged and --changed-since exclude each other")]
    [TestCase("scan --quiet --verbose", "--quiet and --verbose exclude each other")]
    [TestCase("scan --cache a.cls", "--cache: 'a.cls' is a file, not a folder")]
    [TestCase("scan --analyzers none.dll", "--analyzers: 'none.dll' does not exist")]
    [TestCase("scan --analyzers a.cls", "--analyzers: 'a.cls' cannot be loaded")]
    [TestCase("scan nosuch", "'nosuch' does not exist")]
    [TestCase("scan --scan", "unknown option '--scan'")]
    [TestCase("scna", "unknown command 'scna'; did you mean 'scan'?")]
    [TestCase("explain SOV9", "unknown rule 'SOV9': name a rule as SOV1002, or a line as classes/A.cls:42")]
    [TestCase("explain a.cls:99", "'a.cls' has 1 lines, not 99")]
    [TestCase("explain none.cls:1", "'none.cls' does not exist")]
    [TestCase("rules --format pdf", "--format does not know 'pdf': it takes text, json, md")]
    [TestCase("completion tcsh", "unknown shell 'tcsh': it is one of bash, zsh, fish, pwsh")]
    [TestCase("map", "map needs a file to write: -o register.html (or .json .csv .md)")]
    [TestCase("map -o x.txt", "'x.txt': the extension of a register is one of .html .json .csv .md")]
    [TestCase("map -o none/x.html", "the folder of 'none/x.html' does not exist")]
    [TestCase("models check nosuch", "'nosuch' does not exist")]
    [TestCase("init nosuch", "'nosuch' does not exist")]
    [TestCase("init a.cls", "'a.cls' is a file: name the folder that is to hold apexsov.json")]
    [TestCase("baseline -o x.json", "'x.json': a baseline is a .sarif file")]
    [TestCase("baseline a.cls", "a baseline is made for folders, not for single files")]
    public void IsToldInASentence(string command, string message)
    {
        line.With("a.cls", "public class A { }").With("empty.sarif", "{}").With("text.sarif", "x");
        line.With("pmd.sarif", """{ "version": "2.1.0", "runs": [{ "tool": { "driver": { "name": "PMD" } }, "results": [] }] }""");
        line.With("later.sarif", """{ "version": "2.1.0", "runs": [{ "tool": { "driver": { "name": "ApexSovereignty", "version": "9" } }, "results": [{ "ruleId": "SOV1001", "message": { "text": "x" }, "partialFingerprints": { "apexsovPath/v9": "1" } }] }] }""");
        line.With("later.json", "{\n  \"quotas\": { \"rows\": 1 }\n}");
        line.Run(command.Split(' ')).ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain(message);
        line.Error.ShouldStartWith("apexsov: ");
        line.Error.ShouldNotContain("   at ");
        line.Out.ShouldBeEmpty();
        Directory.GetFiles(line.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["a.cls", "empty.sarif", "later.json", "later.sarif", "pmd.sarif", "text.sarif"]);
    }
}
