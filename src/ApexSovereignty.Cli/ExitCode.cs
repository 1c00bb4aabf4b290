namespace ApexSovereignty.Cli;

/// <summary>What the process returns; scripts rely on it.</summary>
internal static class ExitCode
{
    /// <summary>Analysed, nothing at or above <c>--fail-on</c>.</summary>
    public const int Success = 0;

    /// <summary>Analysed, findings at or above <c>--fail-on</c>.</summary>
    public const int Findings = 1;

    /// <summary>Could not run; nothing is written.</summary>
    public const int Usage = 2;

    /// <summary>Incomplete, with <c>--strict</c>.</summary>
    public const int Incomplete = 3;

    /// <summary>Internal error.</summary>
    public const int Internal = 70;

    /// <summary>Cancelled with Ctrl-C.</summary>
    public const int Cancelled = 130;

    /// <summary>Told to end by the system or its service manager (SIGTERM).</summary>
    public const int Terminated = 143;
}

/// <summary>The run cannot start or end for a reason the user can mend: exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>Something failed that should not: exit code 70.</summary>
/// <param name="file">The file at work, relative to the repository root.</param>
/// <param name="cause">What failed.</param>
internal sealed class AnalysisFailedException(string file, Exception cause) : Exception(cause.Message, cause)
{
    public string File { get; } = file;
}
