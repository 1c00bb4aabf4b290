using System.Reflection;

namespace ApexSovereignty.Benchmarks;

/// <summary>Runs <c>apexsov scan</c> in this process, through the program's entry point: what is measured is what users get.</summary>
internal static class CommandLineScan
{
    private static readonly MethodInfo s_main = Assembly.Load("apexsov").EntryPoint!;

    /// <summary>Scans folders into one report.</summary>
    /// <exception cref="InvalidOperationException">The scan did not end with exit code 0.</exception>
    public static int Run(IReadOnlyList<string> folders, string report)
    {
        string[] arguments = ["scan", .. folders, "--output", report, "--quiet", "--no-cache", "--fail-on", "never"];
        var exitCode = (int)s_main.Invoke(obj: null, [arguments])!;
        return exitCode == 0 ? exitCode : throw new InvalidOperationException($"apexsov scan ended with {exitCode}.");
    }
}
