namespace ApexSovereignty.Text;

/// <summary>A file's text with its path and line table. Immutable.</summary>
public sealed class SourceText
{
    private readonly int[] lineStarts;

    /// <summary>Creates a text.</summary>
    /// <param name="path">Path relative to the repository root, '/'-separated.</param>
    /// <param name="content">The decoded text without a byte-order mark.</param>
    public SourceText(string path, string content)
    {
        Path = path;
        Content = content;
        lineStarts = FindLines(content);
    }

    /// <summary>Path relative to the repository root, '/'-separated.</summary>
    public string Path { get; }

    /// <summary>The whole text.</summary>
    public string Content { get; }

    /// <summary>Number of lines; an empty text has one.</summary>
    public int LineCount => lineStarts.Length;

    /// <summary>The text of a span.</summary>
    public string ToString(TextSpan span) => Content.Substring(span.Start, span.Length);

    /// <summary>Zero-based line and column of a position; columns count UTF-16 code units.</summary>
    public LinePosition GetLinePosition(int position)
    {
        var index = Array.BinarySearch(lineStarts, position);
        var line = index >= 0 ? index : ~index - 1;
        return new LinePosition(line, position - lineStarts[line]);
    }

    /// <summary>The span of a zero-based line without its line break.</summary>
    public TextSpan GetLineSpan(int line)
    {
        var start = lineStarts[line];
        var end = line + 1 < lineStarts.Length ? lineStarts[line + 1] : Content.Length;
        while (end > start && Content[end - 1] is '\n' or '\r') end--;
        return TextSpan.FromBounds(start, end);
    }

    private static int[] FindLines(string content)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '\n') starts.Add(i + 1);
            else if (content[i] == '\r' && (i + 1 == content.Length || content[i + 1] != '\n')) starts.Add(i + 1);
        }

        return [.. starts];
    }
}
