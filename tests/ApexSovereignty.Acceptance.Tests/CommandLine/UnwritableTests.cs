using System.Diagnostics;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Acceptance.Tests.CommandLine;

/// <summary>Files that cannot be written: each ends with 2, a sentence that says why, and everything as it was.</summary>
public sealed class UnwritableTests
{
    private const string Full = "cannot be written: the disk or the share of it that may be used is full";
    private const string Leak = "public class A { public static void run() { for (Contact c : [SELECT Email FROM Contact]) System.debug(c.Email); } }";

    private static IEnumerable<TestCaseData> Unwritable()
    {
        string[][] writing =
        [
            ["scan", "-o", "out.sarif"], ["scan", "-o", "out.json"], ["scan", "-o", "out.html"], ["scan", "-o", "out.md"], ["scan", "-o", "out.csv"], ["scan", "-o", "out.xml"],
            ["map", "-o", "out.html"], ["map", "-o", "out.json"], ["map", "-o", "out.csv"], ["map", "-o", "out.md"], ["baseline", "-o", "out.sarif"],
        ];
        foreach (var arguments in writing)
        {
            var elsewhere = arguments[^1].Insert(0, "none/");
            yield return Case([.. arguments[..^1], elsewhere], false, $"apexsov: the folder of '{elsewhere}' does not exist\n", $"{string.Join(' ', arguments)} to a folder that does not exist");
            yield return Case([.. arguments[..^1], "folder." + arguments[^1][4..]], false, $"apexsov: 'folder.{arguments[^1][4..]}' is a folder\n", $"{string.Join(' ', arguments)} to a folder");
            // A limit on the size of files takes the way of a full disk, and needs no rights.
            if (!OperatingSystem.IsWindows()) yield return Case(arguments, true, $"apexsov: '{arguments[^1]}' {Full}\n", $"{string.Join(' ', arguments)} to a full disk");
        }

        if (!OperatingSystem.IsWindows())
        {
            yield return Case(["init"], true, $"apexsov.json' {Full}\n", "init to a full disk");
            yield return Case(["scan", "-o", "/dev/null.sarif"], false, "apexsov: '/dev/null.sarif' is a device, not a file\n", "scan to a device");
        }
    }

    private static TestCaseData Case(string[] arguments, bool isLimited, string message, string name) => new(arguments, isLimited, message) { TestName = name };

    [TestCaseSource(nameof(Unwritable))]
    public void NothingIsWritten(string[] arguments, bool isLimited, string message)
    {
        using var tool = new Apexsov();
        tool.With("a.cls", Leak);
        foreach (var extension in new[] { "sarif", "json", "html", "md", "csv", "xml" }) tool.With("out." + extension, "the old report").With($"folder.{extension}/a.txt", "");
        var before = Directory.GetFileSystemEntries(tool.Folder).Order(StringComparer.Ordinal).ToList();
        var run = isLimited ? Limited(tool.Folder, arguments) : tool.Run(arguments);
        run.ExitCode.ShouldBe(2, run.Error);
        run.Error.ShouldContain(message);
        run.Error.ShouldNotContain("   at ");
        Directory.GetFileSystemEntries(tool.Folder).Order(StringComparer.Ordinal).ShouldBe(before);
        foreach (var report in before.Where(path => Path.GetFileName(path).StartsWith("out.", StringComparison.Ordinal))) File.ReadAllText(report).ShouldBe("the old report");
    }

    /// <summary>Runs the tool where no file may have a byte.</summary>
    private static Run Limited(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", "ulimit -f 0; exec dotnet exec \"$@\"", "sh", Path.Combine(AppContext.BaseDirectory, "apexsov.dll"), .. arguments]) start.ArgumentList.Add(argument);
        // The runtime keeps code in files of its own otherwise.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return new Run(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
