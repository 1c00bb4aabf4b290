namespace ApexSovereignty.Reporting.Terminal;

/// <summary>How a report is shown in a terminal or a build log.</summary>
public sealed record TerminalOptions
{
    /// <summary>Whether colours are written.</summary>
    public bool Color { get; init; }

    /// <summary>Columns to use, from 60; text is wrapped and code cut to fit.</summary>
    public int Width { get; init; } = 100;

    /// <summary>How much is shown.</summary>
    public Verbosity Verbosity { get; init; } = Verbosity.Normal;
}

/// <summary>How much is shown.</summary>
public enum Verbosity
{
    /// <summary>One line per result.</summary>
    Quiet,

    /// <summary>Results with code and path, and a summary.</summary>
    Normal,

    /// <summary>Long paths and all notifications too.</summary>
    Verbose,
}
