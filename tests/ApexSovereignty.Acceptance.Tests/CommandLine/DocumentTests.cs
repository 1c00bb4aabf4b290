using System.Diagnostics;
using LibGit2Sharp;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Acceptance.Tests.CommandLine;

/// <summary>What README and manuals tell to type works: each command is run, in order, in a copy of the sample under Git.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
[Platform(Exclude = "Win", Reason = "the commands are for a shell")]
public sealed class DocumentTests : IDisposable
{
    private readonly Apexsov tool = new();

    public void Dispose()
    {
        // Git's objects are read-only.
        foreach (var file in Directory.EnumerateFiles(tool.Folder, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
        tool.Dispose();
    }

    private static IEnumerable<TestCaseData> Documents() =>
        Directory.EnumerateFiles(Path.Combine(TestFolders.Root, "docs"), "*.md").Append(Path.Combine(TestFolders.Root, "README.md"))
            .Order(StringComparer.Ordinal)
            .Where(file => CommandsOf(file).Any())
            .Select(file => new TestCaseData(file).SetName("Commands of " + Path.GetFileName(file)));

    [TestCaseSource(nameof(Documents))]
    public void CommandsWork(string document)
    {
        var commands = CommandsOf(document).ToList();
        var project = MakeProject(withPolicy: !commands.Contains("apexsov init", StringComparer.Ordinal));
        foreach (var command in commands)
        {
            var run = Shell(project, command);
            run.ExitCode.ShouldBeOneOf([0, 1], command + "\n" + run.Error);
            run.Error.ShouldBeEmpty(command);
        }
    }

    // What is announced as a file must be there.
    [Test]
    public void LinksLeadSomewhere()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(TestFolders.Root, "docs"), "*.md").Append(Path.Combine(TestFolders.Root, "README.md")))
        {
            foreach (var link in File.ReadAllText(file).Split("](").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]))
            {
                if (link.StartsWith("https://", StringComparison.Ordinal) || link.StartsWith('#')) continue;
                var target = Path.Combine(Path.GetDirectoryName(file)!, link.Split('#')[0]);
                (File.Exists(target) || Directory.Exists(target)).ShouldBeTrue(Path.GetFileName(file) + ": " + link);
            }
        }
    }

    // Lines of fenced blocks that call the tool; others install it or belong to a build system.
    private static IEnumerable<string> CommandsOf(string document)
    {
        var isFenced = false;
        foreach (var line in File.ReadLines(document).Select(line => line.Trim()))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isFenced = !isFenced;
            else if (isFenced && line.StartsWith("apexsov ", StringComparison.Ordinal)) yield return line;
        }
    }

    private string MakeProject(bool withPolicy)
    {
        tool.With("bin/apexsov", $"#!/bin/sh\nexec dotnet exec '{Path.Combine(AppContext.BaseDirectory, "apexsov.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(tool.At("bin/apexsov"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.EnumerateFiles(TestFolders.Sample, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(TestFolders.Sample, file);
            if (withPolicy || Path.GetFileName(path) != "apexsov.json") tool.With("project/" + path, File.ReadAllBytes(file));
        }

        var project = tool.At("project");
        Repository.Init(project);
        using var repository = new Repository(project);
        repository.Refs.UpdateTarget("HEAD", "refs/heads/main");
        var author = new Signature("Ada", "ada@bank.example", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        repository.Commit("empty", author, author, new CommitOptions { AllowEmptyCommit = true });
        LibGit2Sharp.Commands.Stage(repository, "*");
        repository.Commit("sample", author, author);
        var analyzer = AnalyzerTests.Assembly;
        tool.With("project/bin/Release/net10.0/" + Path.GetFileName(analyzer), File.ReadAllBytes(analyzer));
        return project;
    }

    private Run Shell(string project, string command)
    {
        var start = new ProcessStartInfo("bash") { UseShellExecute = false, WorkingDirectory = project, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        start.Environment["PATH"] = tool.At("bin") + Path.PathSeparator + start.Environment["PATH"];
        start.Environment.Remove("FORCE_COLOR");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Run(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
