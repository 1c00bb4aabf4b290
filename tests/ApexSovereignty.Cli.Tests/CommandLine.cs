using System.Text;
using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Text;

namespace ApexSovereignty.Cli.Tests;

/// <summary>A folder of its own and the command line run in it.</summary>
internal sealed class CommandLine : IDisposable
{
    public CommandLine() => Folder = Directory.CreateTempSubdirectory("apexsov-test-").FullName;

    public string Folder { get; }

    public FakeRunner Runner { get; set; } = new();

    public CancellationToken Cancellation { get; set; }

    public string? GitIndexFile { get; set; }

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public CommandLine With(string path, string content)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
        return this;
    }

    public int Run(params string[] args) => RunWith(Runner, args);

    public int RunWith(IAnalysisRunner runner, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var environment = new CliEnvironment { Output = output, Error = error, CurrentDirectory = Folder, GitIndexFile = GitIndexFile };
        var code = CommandLineApp.Run(args, environment, runner, Cancellation);
        (Out, Error) = (Encoding.UTF8.GetString(output.ToArray()), error.ToString());
        return code;
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public string[] Files() => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>Reports what a test wants.</summary>
internal sealed class FakeRunner : IAnalysisRunner
{
    public ScanRequest? Request { get; private set; }

    public Action OnRun { get; init; } = () => { };

    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    public IReadOnlyList<ScanNotification> Notifications { get; init; } = [];

    public ScanReport Run(ScanRequest request, CancellationToken cancellation)
    {
        Request = request;
        OnRun();
        cancellation.ThrowIfCancellationRequested();
        return new ScanReport { ToolVersion = "1.0.0", Results = [.. Diagnostics.Select(diagnostic => new ScanResult(diagnostic))], Notifications = [.. Notifications] };
    }

    public static Diagnostic Find(DiagnosticSeverity severity, string path = "a.cls") =>
        new(RuleCatalogue.Get(RuleIds.CrmDataInSystemDebug), severity, "found in " + path, Location.OfFile(path));
}
