using System.Diagnostics;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Acceptance.Tests.CommandLine;

/// <summary>What a shell does to the tool: completion, output that cannot be written, Ctrl-C.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
[Platform(Exclude = "Win", Reason = "the tests speak to bash and send signals")]
public sealed class TerminalTests : IDisposable
{
    private readonly Apexsov tool = new();

    public TerminalTests()
    {
        tool.With("bin/apexsov", $"#!/bin/sh\nexec dotnet exec '{Path.Combine(AppContext.BaseDirectory, "apexsov.dll")}' \"$@\"\n").With("A.cls", "public class A { }");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(tool.At("bin/apexsov"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => tool.Dispose();

    [TestCase("apexsov sc", "scan")]
    [TestCase("apexsov scan --chan", "--changed-since")]
    [TestCase("apexsov scan --format sar", "sarif")]
    [TestCase("apexsov completion ", "bash zsh fish pwsh")]
    [TestCase("apexsov explain SOV120", "SOV1201 SOV1202 SOV1203 SOV1204 SOV1205")]
    public void BashCompletes(string line, string expected)
    {
        tool.With("complete.sh", """
            source <(apexsov completion bash)
            COMP_LINE=$1 COMP_POINT=${#1}
            read -r -a COMP_WORDS <<<"$1"
            [[ $1 != *' ' ]] || COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _apexsov
            printf '%s\n' "${COMPREPLY[@]}"
            """.ReplaceLineEndings("\n"));
        var run = Shell("bash complete.sh \"$0\"", line);
        run.Error.ShouldBeEmpty();
        foreach (var word in expected.Split(' ')) run.Output.Split('\n').ShouldContain(word);
        run.Output.ShouldNotContain("-q\n");
    }

    [TestCase("bash")]
    [TestCase("zsh")]
    [TestCase("fish")]
    [TestCase("pwsh")]
    public void EachShellHasAScript(string shell)
    {
        var run = tool.Run("completion", shell);
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("[suggest:");
        run.Output.ShouldContain("completion " + shell);
    }

    [Test]
    public void AnUnknownShellIsTwo()
    {
        var run = tool.Run("completion", "bsh");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("unknown shell 'bsh'; did you mean 'bash'?");
    }

    [TestCase("scan")]
    [TestCase("scan --format sarif")]
    [TestCase("rules")]
    [TestCase("--version")]
    public void AFullDiskIsTwoAndSaid(string arguments)
    {
        if (!File.Exists("/dev/full")) Assert.Inconclusive("there is no /dev/full on this system");
        var run = Shell("apexsov " + arguments + " > /dev/full", "");
        run.ExitCode.ShouldBe(2, run.Error);
        run.Error.ShouldContain("standard output cannot be written");
        run.Error.ShouldNotContain("internal error");
    }

    [Test]
    public void WhoStopsReadingStopsNothing() => Shell("set -o pipefail; apexsov rules | head -n 1", "").ExitCode.ShouldBe(0);

    [Test]
    public void AnInterruptIs130AndLeavesNothing()
    {
        for (var i = 0; i < 400; i++) tool.With($"many/C{i}.cls", $"public class C{i} {{ void m(Account a) {{ {string.Concat(Enumerable.Repeat("if (a.Name == 'x') { a.Name = a.Name + 'y'; System.debug(a.Name); }", 60))} }} }}");
        // The tool is ready for signals when its first file appears, which it opens before the analysis.
        var run = Shell("""
            set -m
            apexsov scan many -o out.sarif -q > /dev/null 2> error.txt & child=$!
            for i in $(seq 1 600); do [ -z "$(ls -A | grep '^\.out\.sarif')" ] || break; sleep 0.05; done
            kill -INT $child
            wait $child
            echo "code $?"
            """, "");
        run.Output.ShouldContain("code 130");
        File.ReadAllText(tool.At("error.txt")).ShouldContain("cancelled");
        Directory.GetFiles(tool.Folder, "*out.sarif*").ShouldBeEmpty();
    }

    private Run Shell(string script, string argument)
    {
        var start = new ProcessStartInfo("bash") { UseShellExecute = false, WorkingDirectory = tool.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var text in new[] { "-c", script.ReplaceLineEndings("\n"), argument }) start.ArgumentList.Add(text);
        start.Environment["PATH"] = tool.At("bin") + Path.PathSeparator + start.Environment["PATH"];
        start.Environment.Remove("FORCE_COLOR");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Run(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
