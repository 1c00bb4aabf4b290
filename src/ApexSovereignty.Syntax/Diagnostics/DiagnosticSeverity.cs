namespace ApexSovereignty.Diagnostics;

/// <summary>How grave a result is, in SARIF's levels.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The rule is switched off.</summary>
    Off,

    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Likely a problem.</summary>
    Warning,

    /// <summary>A problem.</summary>
    Error,
}
