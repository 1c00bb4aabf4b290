namespace ApexSovereignty.Rules.Policies;

/// <summary>A fault in a configuration file.</summary>
/// <param name="Path">The file as the user named it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in UTF-16 code units, from 1.</param>
/// <param name="Message">What is wrong and, where there is one, the nearest right word.</param>
public sealed record PolicyError(string Path, int Line, int Column, string Message)
{
    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"{Path}:{Line}:{Column}: {Message}");
}
