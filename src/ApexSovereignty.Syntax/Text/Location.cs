namespace ApexSovereignty.Text;

/// <summary>A range in a file, complete without the file's text at hand.</summary>
/// <param name="Path">Path relative to the repository root, '/'-separated.</param>
/// <param name="Span">The range in UTF-16 code units.</param>
/// <param name="Start">Zero-based line and column of the first unit.</param>
/// <param name="End">Zero-based line and column behind the last unit.</param>
public sealed record Location(string Path, TextSpan Span, LinePosition Start, LinePosition End) : IComparable<Location>
{
    /// <summary>The range of a span in a text.</summary>
    public static Location Create(SourceText text, TextSpan span) =>
        new(text.Path, span, text.GetLinePosition(span.Start), text.GetLinePosition(span.End));

    /// <summary>A whole file, shown at its first line.</summary>
    public static Location OfFile(string path) => new(path, default, default, default);

    /// <summary>A single place known by line and column only, as in metadata files.</summary>
    public static Location At(string path, int line, int column) =>
        new(path, default, new LinePosition(line, column), new LinePosition(line, column));

    /// <summary>Orders by path (ordinal), then position.</summary>
    public int CompareTo(Location? other)
    {
        if (other is null) return 1;
        var byPath = string.CompareOrdinal(Path, other.Path);
        if (byPath != 0) return byPath;
        var byLine = Start.Line.CompareTo(other.Start.Line);
        if (byLine != 0) return byLine;
        var byColumn = Start.Column.CompareTo(other.Start.Column);
        return byColumn != 0 ? byColumn : Span.Length.CompareTo(other.Span.Length);
    }

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"{Path}:{Start.Line + 1}:{Start.Column + 1}");
}
