using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Acceptance.Tests.CommandLine;

/// <summary>The scripts of build systems, run with the variables that those set.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
[Platform(Exclude = "Win", Reason = "the scripts are for bash, which agents on Windows have beside the system")]
public sealed partial class IntegrationTests : IDisposable
{
    private const string Leak = """
        public class Leak {
            public void run(Id id) {
                Contact c = [SELECT Email FROM Contact WHERE Id = :id];
                System.debug(c.Email);
            }
        }
        """;

    private static readonly string Scripts = Path.Combine(TestFolders.Root, "integrations");

    private readonly Apexsov tool = new();

    public IntegrationTests()
    {
        tool.With("project/classes/Leak.cls", Leak).With("bin/apexsov", $"#!/bin/sh\nexec dotnet exec '{Path.Combine(AppContext.BaseDirectory, "apexsov.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(tool.At("bin/apexsov"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => tool.Dispose();

    [TestCase("", "1")]
    [TestCase("never", "0")]
    public void GitHubGetsAnnotationsSarifASummaryAndTheCode(string failOn, string expected)
    {
        tool.With("output", "").With("summary.md", "# before\n");
        var run = Bash("github.sh", ("GITHUB_OUTPUT", tool.At("output")), ("GITHUB_STEP_SUMMARY", tool.At("summary.md")), ("GITHUB_ACTIONS", "true"), ("CI", "true"), ("APEXSOV_FAIL_ON", failOn), ("APEXSOV_SARIF", "out/a b.sarif"));
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldStartWith("::error file=classes/Leak.cls,line=4,");
        File.ReadAllText(tool.At("output")).ShouldBe($"sarif=out/a b.sarif\nexit-code={expected}\n");
        JsonNode.Parse(tool.Bytes("project/out/a b.sarif"))!["runs"]![0]!["results"]!.AsArray().Count.ShouldBe(1);
        File.ReadAllText(tool.At("summary.md")).ShouldStartWith("# before\n# apexsov report");
    }

    [Test]
    public void GitHubIsToldOfARunThatFailed()
    {
        tool.With("output", "").With("summary.md", "");
        var run = Bash("github.sh", ("GITHUB_OUTPUT", tool.At("output")), ("GITHUB_STEP_SUMMARY", tool.At("summary.md")), ("APEXSOV_PATH", "none; echo injected"), ("APEXSOV_SUMMARY", "false"));
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("'none; echo injected' does not exist");
        File.ReadAllText(tool.At("output")).ShouldBe("exit-code=2\n");
    }

    [Test]
    public void AzureGetsIssuesTheArtifactAndTheResult()
    {
        Directory.CreateDirectory(tool.At("staging"));
        var run = Bash("azure-devops.sh", ("TF_BUILD", "True"), ("BUILD_ARTIFACTSTAGINGDIRECTORY", tool.At("staging")));
        run.ExitCode.ShouldBe(1, run.Error);
        var lines = run.Output.Split('\n');
        lines[0].ShouldStartWith("##vso[task.logissue type=error;sourcepath=classes/Leak.cls;linenumber=4;columnnumber=16;code=SOV1101]Contact.Email");
        lines.ShouldContain($"##vso[artifact.upload containerfolder=CodeAnalysisLogs;artifactname=CodeAnalysisLogs]{tool.At("staging/CodeAnalysisLogs/apexsov.sarif")}");
        lines.ShouldContain($"##vso[task.uploadsummary]{tool.At("staging/apexsov.md")}");
        lines.ShouldContain(line => line.StartsWith("##vso[task.complete result=Failed]", StringComparison.Ordinal));
        File.Exists(tool.At("staging/CodeAnalysisLogs/apexsov.sarif")).ShouldBeTrue();
    }

    [Test]
    public void AzureCallsIssuesBelowTheFailingLevelIssues()
    {
        Directory.CreateDirectory(tool.At("staging"));
        var run = Bash("azure-devops.sh", ("BUILD_ARTIFACTSTAGINGDIRECTORY", tool.At("staging")), ("APEXSOV_ARGS", "--rule SOV1101=warning --jobs 1"));
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("##vso[task.complete result=SucceededWithIssues]");
    }

    [Test]
    public void AzurePullRequestsAreHeldAgainstTheirTarget()
    {
        Directory.CreateDirectory(tool.At("staging"));
        var run = Bash("azure-devops.sh", ("BUILD_ARTIFACTSTAGINGDIRECTORY", tool.At("staging")), ("APEXSOV_PULL_REQUEST_ONLY", "true"), ("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main"));
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("--changed-since needs a Git repository");
        run.Output.ShouldContain("##vso[task.complete result=Failed]");
        run.Output.ShouldNotContain("artifact.upload");
    }

    [Test]
    public void GitLabGetsItsReports()
    {
        Bash("gitlab.sh", ("GITLAB_CI", "true")).ExitCode.ShouldBe(1);
        foreach (var file in new[] { "junit.xml", "apexsov.sarif" }) File.Exists(tool.At("project/apexsov/" + file)).ShouldBeTrue(file);
        var request = Bash("gitlab.sh", ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "4f4c9e1d3922dbaa1ba9a4f4c9e1d3922dbaa1ba"));
        request.ExitCode.ShouldBe(2);
        request.Error.ShouldContain("--changed-since needs a Git repository");
        Bash("gitlab.sh", ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "4f4c9e1d3922dbaa1ba9a4f4c9e1d3922dbaa1ba"), ("APEXSOV_CHANGED_SINCE", "")).ExitCode.ShouldBe(1);
    }

    [Test]
    public void JenkinsLeavesTheDecisionToItsGate()
    {
        Bash("jenkins.sh", ("JENKINS_URL", "https://ci.bank.example/")).ExitCode.ShouldBe(0);
        foreach (var file in new[] { "apexsov.sarif", "apexsov-junit.xml" }) File.Exists(tool.At("project/" + file)).ShouldBeTrue(file);
        Bash("jenkins.sh", ("APEXSOV_PATH", "none")).ExitCode.ShouldBe(2);
        Bash("jenkins.sh", ("CHANGE_TARGET", "main"), ("APEXSOV_PULL_REQUEST_ONLY", "true")).ExitCode.ShouldBe(2);
    }

    [Test]
    public void TheActionKnowsWhatItUses()
    {
        var action = File.ReadAllText(Path.Combine(TestFolders.Root, "action.yml"));
        var inputs = Between(action, "\ninputs:\n", "\noutputs:\n");
        var declared = Key().Matches(inputs).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var used = Input().Matches(action).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        used.Order(StringComparer.Ordinal).ShouldBe(declared.Order(StringComparer.Ordinal));
        // Text of users in a script would be run.
        foreach (var line in action.Split('\n').Where(line => line.TrimStart().StartsWith("run:", StringComparison.Ordinal))) line.ShouldNotContain("${{");
        var read = string.Concat(new[] { "options.sh", "github.sh" }.Select(name => File.ReadAllText(Path.Combine(Scripts, name))));
        foreach (Match match in Variable().Matches(action)) read.ShouldContain("${" + match.Groups["name"].Value + ":-");
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private Run Bash(string script, params (string Name, string Value)[] variables)
    {
        if (variables.FirstOrDefault(variable => variable.Name == "APEXSOV_SARIF").Value is { } sarif) Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(tool.At("project"), sarif))!);
        var start = new ProcessStartInfo("bash")
        {
            UseShellExecute = false,
            WorkingDirectory = tool.At("project"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(Scripts, script));
        foreach (var name in start.Environment.Keys.Where(IsOfABuild).ToList()) start.Environment.Remove(name);
        start.Environment["PATH"] = tool.At("bin") + Path.PathSeparator + start.Environment["PATH"];
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Run(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    // The tests themselves may run in a build of one of these systems.
    private static bool IsOfABuild(string name) =>
        Array.Exists(["APEXSOV_", "GITHUB_", "CI_", "GITLAB_", "BUILD_", "SYSTEM_", "CHANGE_", "FORCE_COLOR"], prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    [GeneratedRegex(@"^  (?<name>[a-z-]+):$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();

    [GeneratedRegex(@"inputs\.(?<name>[a-z-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Input();

    [GeneratedRegex(@"(?<name>APEXSOV_[A-Z_]+):", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
