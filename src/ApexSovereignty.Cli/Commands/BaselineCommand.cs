using System.CommandLine;
using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Cli.Files;
using ApexSovereignty.Reporting.Sarif;

namespace ApexSovereignty.Cli.Commands;

/// <summary><c>apexsov baseline</c>: writes what is found now, so that scans report only what comes after.</summary>
internal static class BaselineCommand
{
    /// <summary>What <c>baseline --help</c> ends with.</summary>
    public const string Examples = """
        Examples:
          apexsov baseline                         all results of the current folder are known from now on
          apexsov scan                             reports what is new, and what has gone
          apexsov scan --no-baseline               reports all
          apexsov baseline force-app -o known.sarif && apexsov scan force-app --baseline known.sarif
        """;

    public static Command Create(CliEnvironment environment, IAnalysisRunner runner, CancellationToken cancellation)
    {
        var options = new ScanOptionSet();
        var output = new Option<string?>("--output", "-o") { Description = $"The file to write. [default: the configuration's 'baseline', or {BaselineFile.DefaultName}]", HelpName = "FILE" };
        var command = new Command("baseline", "Write the results of now to a file; scans then report only what is new.");
        options.AddAnalysisOptionsTo(command);
        command.Add(output);
        command.SetAction(parsed => Run(options.ReadAnalysisOptions(parsed), parsed.GetValue(output), environment, runner, cancellation));
        return command;
    }

    private static int Run(ScanOptions options, string? output, CliEnvironment environment, IAnalysisRunner runner, CancellationToken cancellation)
    {
        if (output is not null && !Path.GetExtension(output).Equals(".sarif", StringComparison.OrdinalIgnoreCase)) throw new UsageException($"'{output}': a baseline is a .sarif file");
        var scope = ScanScope.Resolve(options.Paths, environment.CurrentDirectory);
        if (!scope.Targets.IsEmpty) throw new UsageException("a baseline is made for folders, not for single files");
        var configuration = Configuration.Load(options.Config, scope, environment.CurrentDirectory);
        var written = output ?? BaselineFile.Configured(configuration, environment.CurrentDirectory)?.Shown ?? BaselineFile.DefaultName;
        using var file = WholeFile.Open(written, environment.CurrentDirectory);
        var report = ProjectScan.Run(options, scope, configuration, baseline: null, environment, runner, cancellation);
        file.Write(stream => SarifWriter.WriteBaseline(report, stream));
        cancellation.ThrowIfCancellationRequested();
        file.Publish();
        using var writer = environment.CreateWriter();
        var count = report.ActiveDiagnostics.Count();
        writer.WriteLine(FormattableString.Invariant($"{written} holds {(count == 1 ? "1 result" : $"{count} results")}, known from now on."));
        var isFound = BaselineFile.Find(named: null, configuration, scope, environment.CurrentDirectory)?.Path == file.Path;
        if (!isFound) writer.WriteLine($"Scan with '--baseline {written}', or name it in apexsov.json as 'baseline'.");
        var incomplete = report.Notifications.Count(notification => notification.IsIncomplete);
        if (incomplete > 0) writer.WriteLine(FormattableString.Invariant($"Not all could be analysed whole ({incomplete} notifications): 'apexsov scan --verbose' tells what."));
        return ExitCode.Success;
    }
}
