using System.CommandLine;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Cli.Commands;

/// <summary><c>apexsov completion</c>: scripts with which shells complete what is typed. They ask the tool itself, so they never age.</summary>
internal static class CompletionCommand
{
    private static readonly string[] shells = ["bash", "zsh", "fish", "pwsh"];

    public static Command Create(CliEnvironment environment)
    {
        var shell = new Argument<string>("SHELL") { Description = "The shell: " + string.Join(", ", shells) + "." };
        shell.CompletionSources.Add(shells);
        var command = new Command("completion", "Print a script that completes commands and options in a shell; its first lines say where to put it.") { shell };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(shell)!;
            if (!shells.Contains(name, StringComparer.Ordinal))
                throw new UsageException($"unknown shell '{name}'" + (NearestName.Suggest(name, shells) is { Length: > 0 } nearest ? nearest : ": it is one of " + string.Join(", ", shells)));
            using var script = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream("Completion/apexsov." + name)!);
            using var writer = environment.CreateWriter();
            writer.Write(script.ReadToEnd().ReplaceLineEndings("\n"));
            return ExitCode.Success;
        });
        return command;
    }
}
