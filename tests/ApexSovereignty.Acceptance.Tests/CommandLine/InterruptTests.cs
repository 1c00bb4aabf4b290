using System.Diagnostics;
using System.Globalization;
using System.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Acceptance.Tests.CommandLine;

/// <summary>A scan that the system tells to end.</summary>
[Platform(Exclude = "Win", Reason = "there are no such signals")]
public sealed class InterruptTests
{
    private const int Classes = 1500;

    // SIGINT takes the same way, but is ignored in all that a shell runs in the background, as tests may be.
    [Test]
    public void NothingIsLeftBehind()
    {
        using var tool = new Apexsov();
        for (var i = 0; i < Classes; i++) tool.With("classes/C" + i.ToString(CultureInfo.InvariantCulture) + ".cls", Class(i));
        tool.With("out.sarif", "the old report");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, WorkingDirectory = tool.Folder, RedirectStandardError = true };
        foreach (var argument in new[] { "exec", Path.Combine(AppContext.BaseDirectory, "apexsov.dll"), "scan", "-o", "out.sarif", "-o", "out.html", "--quiet" }) start.ArgumentList.Add(argument);
        using var scan = Process.Start(start)!;
        // Both files are open from before the analysis on.
        while (Directory.EnumerateFiles(tool.Folder, ".out.*").Count() < 2) scan.WaitForExit(5).ShouldBeFalse("the scan ended before it could be interrupted");
        using (var kill = Process.Start("kill", ["-TERM", scan.Id.ToString(CultureInfo.InvariantCulture)])) kill.WaitForExit();
        scan.StandardError.ReadToEnd().ShouldBe("apexsov: cancelled\n");
        scan.WaitForExit();
        scan.ExitCode.ShouldBe(143);
        Directory.GetFileSystemEntries(tool.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["classes", "out.sarif"]);
        Encoding.UTF8.GetString(tool.Bytes("out.sarif")).ShouldBe("the old report");
    }

    private static string Class(int number)
    {
        var next = ((number + 1) % Classes).ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"public class C{number} {{\n");
        for (var i = 0; i < 20; i++) text.Append(CultureInfo.InvariantCulture, $"    public static String m{i}(Contact c, String s) {{ String t = s + c.Email; for (Integer i = 0; i < 3; i++) {{ t = C{next}.m{(i + 7) % 20}(c, t) + i; }} return t; }}\n");
        return text.Append("}\n").ToString();
    }
}
