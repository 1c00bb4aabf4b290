using System.Reflection;
using System.Text;
using ApexSovereignty.Cli.Files;
using ApexSovereignty.Reporting.Terminal;

namespace ApexSovereignty.Cli;

/// <summary>All that the command line knows of the process around it.</summary>
internal sealed record CliEnvironment
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Standard output as bytes.</summary>
    public required Stream Output { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    public required string CurrentDirectory { get; init; }

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    /// <summary>Columns of the terminal, or null where there is none.</summary>
    public int? Width { get; init; }

    /// <summary>Whether <c>NO_COLOR</c> or a dumb terminal asks for plain text (see no-color.org).</summary>
    public bool NoColor { get; init; }

    /// <summary>Whether <c>FORCE_COLOR</c> asks for colours where no terminal is seen, as build logs can show them.</summary>
    public bool ForceColor { get; init; }

    /// <summary>The index file that a running <c>git commit</c> names to its hooks, or null.</summary>
    public string? GitIndexFile { get; init; }

    /// <summary>Version with the commit behind a plus sign.</summary>
    public static string Version { get; } =
        typeof(CliEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    public static CliEnvironment OfProcess() => new()
    {
        Output = new GuardedStream(Console.OpenStandardOutput(), exception => new UsageException("standard output cannot be written: " + DiskFault.Reason(exception, ""))),
        Error = new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true },
        CurrentDirectory = Environment.CurrentDirectory,
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        Width = WidthOfTerminal(),
        NoColor = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") == "dumb",
        GitIndexFile = Environment.GetEnvironmentVariable("GIT_INDEX_FILE") is { Length: > 0 } index ? index : null,
        ForceColor = Environment.GetEnvironmentVariable("FORCE_COLOR") is { Length: > 0 } and not "0",
    };

    public TextWriter CreateWriter() => new StreamWriter(Output, Utf8, leaveOpen: true) { NewLine = "\n" };

    public TerminalOptions TerminalOptions(bool noColor, Verbosity verbosity) => new()
    {
        Color = !noColor && !NoColor && (IsOutputTerminal || ForceColor),
        Width = Math.Clamp(Width ?? 100, 60, 140),
        Verbosity = verbosity,
    };

    private static int? WidthOfTerminal()
    {
        if (Console.IsOutputRedirected) return null;
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
