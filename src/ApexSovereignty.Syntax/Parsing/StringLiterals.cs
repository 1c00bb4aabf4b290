using System.Globalization;
using System.Text;

namespace ApexSovereignty.Syntax.Parsing;

/// <summary>What string literals and text blocks mean.</summary>
internal static class StringLiterals
{
    private const string TextBlockQuotes = "'''";

    /// <summary>The value of a literal with its quotes; the closing ones may be missing.</summary>
    public static string ValueOf(ReadOnlySpan<char> literal)
    {
        if (literal.Length >= 6 && literal.StartsWith(TextBlockQuotes, StringComparison.Ordinal) && literal.EndsWith(TextBlockQuotes, StringComparison.Ordinal))
            return Unescape(Dedent(literal[3..^3].ToString()));
        var content = literal.Length > 0 && literal[0] == '\'' ? literal[1..] : literal;
        if (content.Length > 0 && content[^1] == '\'' && !IsEscaped(content, content.Length - 1)) content = content[..^1];
        return Unescape(content);
    }

    private static bool IsEscaped(ReadOnlySpan<char> content, int index)
    {
        var backslashes = 0;
        while (index - backslashes > 0 && content[index - backslashes - 1] == '\\') backslashes++;
        return backslashes % 2 == 1;
    }

    private static string Unescape(ReadOnlySpan<char> content)
    {
        if (!content.Contains('\\')) return content.ToString();
        var value = new StringBuilder(content.Length);
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] != '\\' || i + 1 == content.Length)
            {
                value.Append(content[i]);
                continue;
            }

            i++;
            switch (content[i])
            {
                case 'b' or 'B':
                    value.Append('\b');
                    break;
                case 't' or 'T':
                    value.Append('\t');
                    break;
                case 'n' or 'N':
                    value.Append('\n');
                    break;
                case 'f' or 'F':
                    value.Append('\f');
                    break;
                case 'r' or 'R':
                    value.Append('\r');
                    break;
                case 'u' or 'U' when i + 4 < content.Length
                    && ushort.TryParse(content.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                    value.Append((char)unit);
                    i += 4;
                    break;
                case '\'' or '"' or '\\':
                    value.Append(content[i]);
                    break;
                default:
                    // In a query pattern \_ and \% keep their backslash; elsewhere Apex rejects other escapes.
                    value.Append('\\').Append(content[i]);
                    break;
            }
        }

        return value.ToString();
    }

    /// <summary>
    /// A text block's lines without the indentation that all of them share, the line of the closing quotes included, and without
    /// the line break behind the opening quotes.
    /// </summary>
    private static string Dedent(string content)
    {
        var lines = content.ReplaceLineEndings("\n").Split('\n');
        if (lines.Length == 1) return content;
        var first = string.IsNullOrWhiteSpace(lines[0]) ? 1 : 0;
        var indentation = int.MaxValue;
        for (var i = first; i < lines.Length; i++)
        {
            var isLast = i == lines.Length - 1;
            if (!isLast && string.IsNullOrWhiteSpace(lines[i])) continue;
            indentation = Math.Min(indentation, lines[i].Length - lines[i].AsSpan().TrimStart().Length);
        }

        for (var i = first; i < lines.Length; i++)
            lines[i] = string.IsNullOrWhiteSpace(lines[i]) ? "" : lines[i][Math.Min(indentation, lines[i].Length)..].TrimEnd(' ', '\t');
        return string.Join('\n', lines, first, lines.Length - first);
    }
}
