namespace ApexSovereignty.Text;

/// <summary>A place in a text: zero-based line and column in UTF-16 code units.</summary>
public readonly record struct LinePosition(int Line, int Column);
