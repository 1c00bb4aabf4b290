using System.CommandLine;
using ApexSovereignty.Cli.Commands.Manual;
using ApexSovereignty.Reporting.Terminal;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Cli.Commands;

/// <summary><c>apexsov explain</c>: a rule's manual page, or why there is, or is not, a result at a line.</summary>
internal static class ExplainCommand
{
    /// <summary>What <c>explain --help</c> ends with.</summary>
    public const string Examples = """
        Examples:
          apexsov explain SOV1002                                     what the rule means and how to fix it
          apexsov explain force-app/main/default/classes/A.cls:42     why there is a result at that line, or none
        """;

    public static Command Create(CliEnvironment environment, CancellationToken cancellation)
    {
        var subject = new Argument<string>("RULE|FILE:LINE") { Description = "The id of a rule, for example SOV1002; or a line of a class or trigger, for example classes/A.cls:42." };
        subject.CompletionSources.Add([.. RuleCatalogue.Enabled.Select(known => known.Id)]);
        var config = new Option<string?>("--config") { Description = "For a line: the configuration. [default: the nearest apexsov.json at or above the project]", HelpName = "FILE" };
        var includeTests = new Option<bool>("--include-tests") { Description = "For a line: analyse test classes too." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "For a line: whole paths." };
        var noColor = new Option<bool>("--no-color") { Description = "No colours; so does NO_COLOR." };
        var command = new Command("explain", "Show the manual page of a rule, or why there is, or is not, a result at a line.") { subject, config, includeTests, verbose, noColor };
        command.SetAction(parsed =>
        {
            var written = parsed.GetValue(subject)!;
            var verbosity = parsed.GetValue(verbose) ? Verbosity.Verbose : Verbosity.Normal;
            var options = environment.TerminalOptions(parsed.GetValue(noColor), verbosity);
            if (LineReference.TryParse(written) is { } line) return LineExplanationRun.Run(line, parsed.GetValue(config), parsed.GetValue(includeTests), environment, options, cancellation);
            if (Find(written) is not { } found)
                throw new UsageException($"unknown rule '{written}'" + (NearestName.Suggest(written, RuleCatalogue.Enabled.SelectMany(known => new[] { known.Id, known.Name })) is { Length: > 0 } nearest ? nearest : ": name a rule as SOV1002, or a line as classes/A.cls:42"));
            using var writer = environment.CreateWriter();
            ManualRenderer.Write(PageOf(found), writer, options);
            return ExitCode.Success;
        });
        return command;
    }

    // By id or by name; a rule that this version does not find is said to be none.
    private static Diagnostics.DiagnosticDescriptor? Find(string id) =>
        RuleCatalogue.Enabled.FirstOrDefault(rule => rule.Id.Equals(id, StringComparison.OrdinalIgnoreCase) || rule.Name.Equals(id, StringComparison.OrdinalIgnoreCase));

    private static string PageOf(Diagnostics.DiagnosticDescriptor rule) =>
        RuleManual.Read(rule.Id) is { Length: > 0 } page ? page : $"# {rule.Id}: {rule.Title}\n\n{rule.FullDescription}\n";
}
