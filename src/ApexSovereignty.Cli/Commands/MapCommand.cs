using System.Collections.Immutable;
using System.CommandLine;
using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Cli.Files;
using ApexSovereignty.Cli.Git;
using ApexSovereignty.Reporting.Registers;
using ApexSovereignty.Rules;

namespace ApexSovereignty.Cli.Commands;

/// <summary><c>apexsov map</c>: the data-flow register.</summary>
internal static class MapCommand
{
    /// <summary>What <c>map --help</c> ends with.</summary>
    public const string Examples = """
        Examples:
          apexsov map -o register.html                    one page to read, filter and print
          apexsov map -o register.json -o register.csv    for other tools and spreadsheets
          apexsov map --schema                            the JSON Schema of register.json
        """;

    public static Command Create(CliEnvironment environment, CancellationToken cancellation)
    {
        var path = new Argument<string?>("PATH") { Description = "An SFDX project or any folder. [default: .]", Arity = ArgumentArity.ZeroOrOne };
        var output = new Option<string[]>("--output", "-o") { Description = "Write the register; its format by extension: .html .json .csv .md. Repeatable.", HelpName = "FILE", AllowMultipleArgumentsPerToken = false };
        var config = new Option<string?>("--config") { Description = "The configuration. [default: the nearest apexsov.json at or above PATH]", HelpName = "FILE" };
        var includeTests = new Option<bool>("--include-tests") { Description = "Show flows of test classes too." };
        var jobs = JobsOption.Create();
        var schema = new Option<bool>("--schema") { Description = "Print the JSON Schema of the JSON format instead." };
        var noProgress = new Option<bool>("--no-progress") { Description = "No progress on standard error." };
        var command = new Command("map", "Write the data-flow register: which field goes where, in which jurisdiction, through which code, permitted or not.") { path, output, config, includeTests, jobs, schema, noProgress };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(schema))
            {
                using var writer = environment.CreateWriter();
                writer.Write(RegisterWriter.JsonSchema());
                return ExitCode.Success;
            }

            var threads = parsed.GetValue(jobs) ?? Environment.ProcessorCount;
            var options = new Options(parsed.GetValue(path), [.. parsed.GetValue(output) ?? []], parsed.GetValue(config), parsed.GetValue(includeTests), threads, !parsed.GetValue(noProgress));
            return Run(options, environment, cancellation);
        });
        return command;
    }

    private sealed record Options(string? Path, ImmutableArray<string> Outputs, string? Config, bool IncludeTests, int Jobs, bool ShowsProgress);

    private static int Run(Options options, CliEnvironment environment, CancellationToken cancellation)
    {
        if (options.Outputs.IsEmpty) throw new UsageException("map needs a file to write: -o register.html (or .json .csv .md)");
        var scope = ScanScope.Resolve(options.Path is null ? [] : [options.Path], environment.CurrentDirectory);
        var configuration = Configuration.Load(options.Config, scope, environment.CurrentDirectory);
        var files = new List<(WholeFile File, RegisterFormat Format)>();
        try
        {
            foreach (var written in options.Outputs)
            {
                if (RegisterWriter.FormatOf(written) is not { } format) throw new UsageException($"'{written}': the extension of a register is one of .html .json .csv .md");
                var file = WholeFile.Open(written, environment.CurrentDirectory);
                files.Add((file, format));
                if (files.Exists(other => other.File != file && other.File.Path == file.Path)) throw new UsageException($"'{written}' is named twice");
            }

            var register = Analyze(options, scope, configuration, environment, cancellation);
            foreach (var (file, format) in files) file.Write(stream => RegisterWriter.Write(register, format, stream));
            cancellation.ThrowIfCancellationRequested();
            foreach (var (file, _) in files) file.Publish();
            using var writer = environment.CreateWriter();
            writer.WriteLine($"Wrote {string.Join(", ", options.Outputs)}: {Summary(register)}.");
            return ExitCode.Success;
        }
        finally
        {
            foreach (var (file, _) in files) file.Dispose();
        }
    }

    private static DataFlowRegister Analyze(Options options, ScanScope scope, Configuration configuration, CliEnvironment environment, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(environment.Error, options.ShowsProgress && environment.IsErrorTerminal, environment.Width ?? 80);
        var found = new List<(ProjectInput Input, RulesResult Rules)>();
        var report = new AnalysisRunner([new RulesAnalyzer { Observer = (input, rules) => found.Add((input, rules)) }]).Run(
            new ScanRequest
            {
                Files = new DiskFileSystem(scope.BaseFolder, scope.Folders),
                Policy = configuration.Policy,
                Exclude = configuration.Exclude,
                Models = configuration.Models,
                IncludeTests = options.IncludeTests,
                Jobs = options.Jobs,
                Progress = progress,
            },
            cancellation);
        cancellation.ThrowIfCancellationRequested();
        var builder = new RegisterBuilder(configuration.Policy, report);
        foreach (var (input, rules) in found) builder.Add(input, rules);
        return builder.Build(CommitReader.Read(scope.BaseFolder));
    }

    private static string Summary(DataFlowRegister register)
    {
        var counts = register.Rows.CountBy(row => row.Verdict).ToDictionary();
        var parts = Enum.GetValues<RegisterVerdict>().Where(counts.ContainsKey).Select(verdict => FormattableString.Invariant($"{counts[verdict]} {RegisterWriter.NameOf(verdict)}"));
        var rows = register.Rows.Length;
        return FormattableString.Invariant($"{rows} {(rows == 1 ? "row" : "rows")}") + (rows == 0 ? "" : " (" + string.Join(", ", parts) + ")");
    }
}
