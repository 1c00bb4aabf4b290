using System.Text;
using ApexSovereignty.Text;

namespace ApexSovereignty.Reporting.Terminal;

/// <summary>A line of code with the part of it that is meant, cut to fit.</summary>
/// <param name="Code">The line, tabs as blanks.</param>
/// <param name="Start">First column of the mark within the line.</param>
/// <param name="Length">Columns of the mark, at least one.</param>
internal readonly record struct CodeExcerpt(string Code, int Start, int Length)
{
    private const int TabWidth = 4;
    private const string Cut = "…";

    /// <summary>The first line of a location, at most that many columns; null where the text is not at hand.</summary>
    public static CodeExcerpt? Create(SourceText? text, Location location, int width)
    {
        if (text is null || location.Start.Line >= text.LineCount) return null;
        var line = text.ToString(text.GetLineSpan(location.Start.Line));
        var startColumn = Math.Min(location.Start.Column, line.Length);
        var endColumn = location.End.Line > location.Start.Line ? line.TrimEnd().Length : Math.Min(location.End.Column, line.Length);
        var (code, start, end) = Expand(line, startColumn, Math.Max(startColumn, endColumn));
        if (end <= start) end = location.End == location.Start ? code.Length : start + 1;
        return Fit(code.TrimEnd(), start, Math.Max(1, end - start), width);
    }

    // Tabs become blanks, and control characters, which could steer a terminal, become dots.
    private static (string Code, int Start, int End) Expand(string line, int startColumn, int endColumn)
    {
        var code = new StringBuilder(line.Length);
        var (start, end) = (0, 0);
        for (var i = 0; i <= line.Length; i++)
        {
            if (i == startColumn) start = code.Length;
            if (i == endColumn) end = code.Length;
            if (i == line.Length) break;
            if (line[i] == '\t') code.Append(' ', TabWidth - (code.Length % TabWidth));
            else code.Append(char.IsControl(line[i]) ? '.' : line[i]);
        }

        return (code.ToString(), start, end);
    }

    private static CodeExcerpt Fit(string code, int start, int length, int width)
    {
        // Common indentation says nothing; four columns of it are left.
        var indentation = code.Length - code.TrimStart().Length;
        var dropped = Math.Max(0, Math.Min(indentation, start) - 4);
        code = code[dropped..];
        start -= dropped;
        if (code.Length > width)
        {
            var from = start < width * 2 / 3 ? 0 : Math.Min(start - (width / 3), Math.Max(0, code.Length - width + 1));
            var isCutBefore = from > 0;
            code = (isCutBefore ? Cut : "") + code[from..];
            start = start - from + (isCutBefore ? 1 : 0);
            if (code.Length > width) code = code[..(width - 1)] + Cut;
        }

        start = Math.Min(start, Math.Max(0, code.Length - 1));
        return new CodeExcerpt(code, start, Math.Max(1, Math.Min(length, code.Length - start)));
    }
}
