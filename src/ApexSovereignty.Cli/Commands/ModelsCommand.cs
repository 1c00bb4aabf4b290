using System.CommandLine;
using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Cli.Files;
using ApexSovereignty.Rules.Models;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Cli.Commands;

/// <summary><c>apexsov models</c>: user models and policy held against the project.</summary>
internal static class ModelsCommand
{
    public static Command Create(CliEnvironment environment, CancellationToken cancellation)
    {
        var path = new Argument<string?>("PATH") { Description = "An SFDX project or any folder. [default: .]", Arity = ArgumentArity.ZeroOrOne };
        var config = new Option<string?>("--config") { Description = "The configuration. [default: the nearest apexsov.json at or above PATH]", HelpName = "FILE" };
        var check = new Command("check", "Check that every entry of models and policy matches something of the project, and count what it matches.") { path, config };
        check.SetAction(parsed => Check(parsed.GetValue(path), parsed.GetValue(config), environment, cancellation));
        var format = new Option<string>("--format") { Description = "Format: json, or md for a table of the keys.", HelpName = "FORMAT", DefaultValueFactory = _ => "json" };
        var schema = new Command("schema", "Print the JSON Schema of model files.") { format };
        schema.SetAction(parsed =>
        {
            using var writer = environment.CreateWriter();
            writer.Write(parsed.GetValue(format) switch
            {
                "json" => ModelSchema.ToJson(),
                "md" => ModelSchema.ToMarkdown(),
                var other => throw new UsageException($"--format does not know '{other}': it takes json, md"),
            });
            return ExitCode.Success;
        });
        return new Command("models", "Check user models and policy against the project.") { check, schema };
    }

    private static int Check(string? path, string? config, CliEnvironment environment, CancellationToken cancellation)
    {
        var scope = ScanScope.Resolve(path is null ? [] : [path], environment.CurrentDirectory);
        var configuration = Configuration.Load(config, scope, environment.CurrentDirectory);
        using var writer = environment.CreateWriter();
        if (configuration.Policy.Path is null)
        {
            writer.WriteLine($"There is no {PolicyReader.FileName} at or above the project, so there is nothing to check.");
            return ExitCode.Success;
        }

        var matches = new EntryMatches(configuration.Entries);
        var request = new ScanRequest
        {
            Files = new DiskFileSystem(scope.BaseFolder, scope.Folders),
            Policy = configuration.Policy,
            Exclude = configuration.Exclude,
            Models = configuration.Models,
            Entries = configuration.Entries,
            Jobs = Environment.ProcessorCount,
        };
        new AnalysisRunner([new EntryBindingAnalyzer(matches)]).Run(request, cancellation);
        if (matches.All.IsEmpty && !configuration.Entries.IsEmpty) throw new UsageException("there is no project to check against");
        foreach (var match in matches.All)
        {
            var entry = match.Entry;
            writer.WriteLine(FormattableString.Invariant($"{entry.Path}:{entry.Line}:{entry.Column}: ") + (match.IsBound ? $"{entry.Place} '{entry.Text}': {match.CountInWords}" : "error: " + match.Fault));
        }

        foreach (var entry in configuration.Policy.VoidEntries) writer.WriteLine(FormattableString.Invariant($"{entry.Path}:{entry.Line}:{entry.Column}: error: {entry.Message}"));
        var unbound = matches.All.Count(match => !match.IsBound);
        var total = matches.All.Length;
        writer.WriteLine(FormattableString.Invariant($"{total} {(total == 1 ? "entry" : "entries")}, {(unbound == 0 ? "all match" : $"{unbound} {(unbound == 1 ? "matches" : "match")} nothing")}."));
        return unbound == 0 && configuration.Policy.VoidEntries.IsEmpty ? ExitCode.Success : ExitCode.Usage;
    }
}
