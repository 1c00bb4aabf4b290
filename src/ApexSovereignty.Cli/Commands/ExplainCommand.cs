using System.CommandLine;
using ApexSovereignty.Cli.Commands.Manual;
using ApexSovereignty.Reporting.Terminal;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Cli.Commands;

/// <summary><c>apexsov explain RULE</c>: a rule's manual page.</summary>
internal static class ExplainCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var rule = new Argument<string>("RULE") { Description = "The id of a rule, for example SOV1002." };
        rule.CompletionSources.Add([.. RuleCatalogue.Enabled.Select(known => known.Id)]);
        var noColor = new Option<bool>("--no-color") { Description = "No colours; so does NO_COLOR." };
        var command = new Command("explain", "Show the manual page of a rule: what it finds, why that is bad, how to fix and configure it.") { rule, noColor };
        command.SetAction(parsed =>
        {
            var id = parsed.GetValue(rule)!;
            if (Find(id) is not { } found)
                throw new UsageException($"unknown rule '{id}'" + NearestName.Suggest(id, RuleCatalogue.Enabled.SelectMany(known => new[] { known.Id, known.Name })));
            using var writer = environment.CreateWriter();
            ManualRenderer.Write(PageOf(found), writer, environment.TerminalOptions(parsed.GetValue(noColor), Verbosity.Normal));
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
