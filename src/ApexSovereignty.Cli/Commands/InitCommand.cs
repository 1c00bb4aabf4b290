using System.CommandLine;
using System.Text;
using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Cli.Files;
using ApexSovereignty.Rules.Drafting;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Cli.Commands;

/// <summary><c>apexsov init</c>: a first configuration from what the project does.</summary>
internal static class InitCommand
{
    /// <summary>What <c>init --help</c> ends with.</summary>
    public const string Examples = """
        Examples:
          apexsov init                write apexsov.json and its schema into the current folder
          apexsov init my-project     into that folder
          apexsov init --force        and write over files that are there
        """;

    private const string SchemaName = "apexsov.schema.json";

    public static Command Create(CliEnvironment environment, CancellationToken cancellation)
    {
        var path = new Argument<string?>("PATH") { Description = "An SFDX project or any folder; the files are written there. [default: .]", Arity = ArgumentArity.ZeroOrOne };
        var force = new Option<bool>("--force") { Description = "Write over an apexsov.json that is there." };
        var noProgress = new Option<bool>("--no-progress") { Description = "No progress on standard error." };
        var command = new Command("init", "Write apexsov.json with every endpoint, named credential and logger of the project, for you to decide on.") { path, force, noProgress };
        command.SetAction(parsed => Run(parsed.GetValue(path), parsed.GetValue(force), !parsed.GetValue(noProgress), environment, cancellation));
        return command;
    }

    private static int Run(string? path, bool force, bool showsProgress, CliEnvironment environment, CancellationToken cancellation)
    {
        var folder = Path.GetFullPath(path ?? ".", environment.CurrentDirectory);
        if (File.Exists(folder)) throw new UsageException($"'{path}' is a file: name the folder that is to hold {PolicyReader.FileName}");
        var scope = ScanScope.Resolve(path is null ? [] : [path], environment.CurrentDirectory);
        var policyPath = Path.Combine(folder, PolicyReader.FileName);
        var schemaPath = Path.Combine(folder, SchemaName);
        var schema = PolicySchema.ToJson();
        if (!force) CheckFree(policyPath, schemaPath, schema, environment.CurrentDirectory);

        using var policyFile = WholeFile.Open(policyPath, environment.CurrentDirectory);
        using var schemaFile = WholeFile.Open(schemaPath, environment.CurrentDirectory);
        var draft = PolicyDraft.Of(Analyze(scope, showsProgress, environment, cancellation));
        policyFile.Write(stream => stream.Write(Encoding.UTF8.GetBytes(draft.ToJson())));
        schemaFile.Write(stream => stream.Write(Encoding.UTF8.GetBytes(schema)));
        cancellation.ThrowIfCancellationRequested();
        schemaFile.Publish();
        policyFile.Publish();

        using var writer = environment.CreateWriter();
        writer.WriteLine($"Wrote {Configuration.Shown(policyPath, environment.CurrentDirectory)} and {Configuration.Shown(schemaPath, environment.CurrentDirectory)}: {Count(draft.Endpoints.Endpoints.Length, "endpoint")} to decide on, {draft.Endpoints.Open.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)} not resolved, {Count(draft.Loggers.Length, "logger")}.");
        writer.WriteLine("Nothing is allowed yet: decide on each entry, then run 'apexsov scan'.");
        return ExitCode.Success;
    }

    private static List<ProjectFindings> Analyze(ScanScope scope, bool showsProgress, CliEnvironment environment, CancellationToken cancellation)
    {
        var found = new List<ProjectFindings>();
        using var progress = new ProgressLine(environment.Error, showsProgress && environment.IsErrorTerminal, environment.Width ?? 80);
        var request = new ScanRequest
        {
            Files = new DiskFileSystem(scope.BaseFolder, scope.Folders),
            Jobs = Environment.ProcessorCount,
            Progress = progress,
        };
        new AnalysisRunner([new RulesAnalyzer { Observer = (input, rules) => found.Add(new ProjectFindings(input.Model, rules)) }]).Run(request, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return found;
    }

    private static void CheckFree(string policyPath, string schemaPath, string schema, string currentDirectory)
    {
        if (Path.Exists(policyPath)) throw new UsageException($"'{Configuration.Shown(policyPath, currentDirectory)}' exists; --force writes over it");
        // A schema of the same version is the same file.
        if (Path.Exists(schemaPath) && !(File.Exists(schemaPath) && File.ReadAllText(schemaPath) == schema))
            throw new UsageException($"'{Configuration.Shown(schemaPath, currentDirectory)}' exists and differs from this version's; --force writes over it");
    }

    private static string Count(int number, string unit) => FormattableString.Invariant($"{number} {unit}{(number == 1 ? "" : "s")}");
}
