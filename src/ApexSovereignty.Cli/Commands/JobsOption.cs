using System.CommandLine;
using System.Globalization;

namespace ApexSovereignty.Cli.Commands;

/// <summary><c>--jobs</c>, of all commands that analyse.</summary>
internal static class JobsOption
{
    private const int Maximum = 1024;

    /// <summary>The option; its value is null where it is not given.</summary>
    public static Option<int?> Create() => new("--jobs", "-j")
    {
        Description = "Threads. Results do not depend on it. [default: one per processor]",
        HelpName = "N",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens.Count == 1 ? result.Tokens[0].Value : "", NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Maximum) return number;
            result.AddError(FormattableString.Invariant($"--jobs takes a number from 1 to {Maximum}"));
            return null;
        },
    };
}
