using System.CommandLine;
using System.Diagnostics;
using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Cli.Files;
using ApexSovereignty.Reporting;
using ApexSovereignty.Reporting.Formats;
using ApexSovereignty.Reporting.Terminal;

namespace ApexSovereignty.Cli.Commands;

/// <summary><c>apexsov scan</c>: analyses and reports.</summary>
internal static class ScanCommand
{
    /// <summary>What <c>scan --help</c> ends with.</summary>
    public const string Examples = """
        Examples:
          apexsov scan                                       the project in the current folder
          apexsov scan force-app -o apexsov.sarif            and write SARIF
          apexsov scan --format github --fail-on warning     annotations in a workflow
          apexsov scan --baseline apexsov-baseline.sarif     only what is new ('apexsov baseline' writes it)
          apexsov scan force-app/main/default/classes/A.cls  only what touches that class
        """;

    public static Command Create(CliEnvironment environment, IAnalysisRunner runner, CancellationToken cancellation)
    {
        var command = new Command("scan", "Analyse a project and report where CRM data leaves.");
        var options = new ScanOptionSet();
        options.AddTo(command);
        command.SetAction(parsed => Run(options.Read(parsed), environment, runner, cancellation));
        return command;
    }

    private static int Run(ScanOptions options, CliEnvironment environment, IAnalysisRunner runner, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var scope = ScanScope.Resolve(options.Paths, environment.CurrentDirectory);
        var configuration = Configuration.Load(options.Config, scope, environment.CurrentDirectory);
        var baseline = options.NoBaseline ? null : BaselineFile.Find(options.Baseline, configuration, scope, environment.CurrentDirectory)?.Read();
        var outputs = OutputFile.OpenAll(options.Outputs, environment.CurrentDirectory);
        try
        {
            var report = ProjectScan.Run(options, scope, configuration, baseline, environment, runner, cancellation) with { Elapsed = clock.Elapsed };
            foreach (var output in outputs) output.Write(report);
            cancellation.ThrowIfCancellationRequested();
            foreach (var output in outputs) output.Publish();
            Show(report, options, environment);
            if (options.Strict && report.IsIncomplete) return ExitCode.Incomplete;
            return options.FailOn is { } level && report.ActiveDiagnostics.Any(diagnostic => diagnostic.Severity >= level) ? ExitCode.Findings : ExitCode.Success;
        }
        finally
        {
            foreach (var output in outputs) output.Dispose();
        }
    }

    private static void Show(ScanReport report, ScanOptions options, CliEnvironment environment)
    {
        if (options.Format is { } format)
        {
            ReportWriter.Write(report, format, environment.Output);
            environment.Output.Flush();
            if (options.Verbosity == Verbosity.Verbose) TerminalWriter.WriteStatistics(report, environment.Error, environment.TerminalOptions(noColor: true, options.Verbosity));
            return;
        }

        using var writer = environment.CreateWriter();
        TerminalWriter.Write(report, writer, environment.TerminalOptions(options.NoColor, options.Verbosity));
    }
}
