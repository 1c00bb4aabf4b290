using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Cli.Commands;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Cli;

/// <summary>The command line: from arguments to an exit code.</summary>
internal static class CommandLineApp
{
    private const string Description = "apexsov finds where Apex code sends CRM data out of its jurisdiction: which fields reach which endpoint, language model or log.";

    /// <summary>What a run that was cancelled says last.</summary>
    public const string CancelledMessage = "apexsov: cancelled";

    private const string FirstSteps = """
        First steps:
          apexsov scan                          analyse the project in the current folder
          apexsov scan force-app -o out.sarif   and write SARIF for GitHub, Azure DevOps or VS Code
          apexsov init                          list what the project sends to in apexsov.json
          apexsov map -o register.html          which field goes where, permitted or not
          apexsov explain SOV1002               what a rule means and how to fix it

        Exit codes:
          0 nothing found   1 findings   2 could not run   3 incomplete (--strict)   70 internal error   130 cancelled
        """;

    public static int Run(string[] args, CliEnvironment environment, IAnalysisRunner runner, CancellationToken cancellation)
    {
        var verbose = args.Contains("--verbose", StringComparer.Ordinal);
        try
        {
            var root = new RootCommand(Description)
            {
                ScanCommand.Create(environment, runner, cancellation),
                BaselineCommand.Create(environment, runner, cancellation),
                InitCommand.Create(environment, cancellation),
                MapCommand.Create(environment, cancellation),
                ExplainCommand.Create(environment, cancellation),
                RulesCommand.Create(environment),
                ModelsCommand.Create(environment, cancellation),
                CompletionCommand.Create(environment),
            };
            var help = root.Options.OfType<HelpOption>().Single();
            foreach (var alias in new[] { "/h", "/?" }) help.Aliases.Remove(alias);
            help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!, FirstSteps);
            // A name that starts with an at sign is a name, not a file with arguments.
            var parsed = root.Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0) return Reject(parsed, environment);
            using var output = environment.CreateWriter();
            var code = parsed.Invoke(new InvocationConfiguration { Output = output, Error = environment.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            return args.Length == 0 ? ExitCode.Usage : code;
        }
        catch (UsageException exception)
        {
            environment.Error.WriteLine("apexsov: " + exception.Message);
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            environment.Error.WriteLine(CancelledMessage);
            return ExitCode.Cancelled;
        }
        catch (Exception exception)
        {
            ReportInternalError(exception, environment, verbose);
            return ExitCode.Internal;
        }
    }

    private sealed class HelpWithExamples(SynchronousCommandLineAction help, string firstSteps) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            var examples = parseResult.CommandResult.Command switch
            {
                RootCommand => firstSteps,
                { Name: "scan" } => ScanCommand.Examples,
                { Name: "baseline" } => BaselineCommand.Examples,
                { Name: "init" } => InitCommand.Examples,
                { Name: "map" } => MapCommand.Examples,
                { Name: "explain" } => ExplainCommand.Examples,
                _ => "",
            };
            if (examples.Length > 0) parseResult.InvocationConfiguration.Output.WriteLine(examples.ReplaceLineEndings("\n"));
            return code;
        }
    }

    private static void ReportInternalError(Exception exception, CliEnvironment environment, bool verbose)
    {
        var cause = exception is AnalysisFailedException { InnerException: { } inner } ? inner : exception;
        var place = exception is AnalysisFailedException failed ? " while working on " + failed.File : "";
        environment.Error.WriteLine($"apexsov: internal error{place}: {cause.GetType().Name}: {cause.Message}");
        environment.Error.WriteLine("This is a fault of apexsov. Please report it with the file named above" + (verbose ? "." : " and the output of --verbose."));
        if (verbose) environment.Error.WriteLine(cause.ToString());
    }

    private static int Reject(ParseResult parsed, CliEnvironment environment)
    {
        var command = parsed.CommandResult.Command;
        var unmatched = parsed.UnmatchedTokens.FirstOrDefault();
        if (unmatched is not null && parsed.CommandResult.Command is RootCommand or { Subcommands.Count: > 0 } || unmatched?.StartsWith('-') == true)
        {
            var known = unmatched!.StartsWith('-')
                ? command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))
                : command.Subcommands.Select(sub => sub.Name);
            var sort = unmatched.StartsWith('-') ? "option" : "command";
            environment.Error.WriteLine($"apexsov: unknown {sort} '{unmatched}'{NearestName.Suggest(unmatched, known)}");
        }
        else
        {
            environment.Error.WriteLine("apexsov: " + parsed.Errors[0].Message);
        }

        var path = command is RootCommand ? "apexsov" : "apexsov " + command.Name;
        environment.Error.WriteLine($"Run '{path} --help' for what it takes.");
        return ExitCode.Usage;
    }
}
