using System.Text.RegularExpressions;
using ApexSovereignty.Reporting.Terminal;

namespace ApexSovereignty.Cli.Commands.Manual;

/// <summary>Shows Markdown as the manual pages use it in a terminal: headings, paragraphs, lists, tables, code, links.</summary>
internal static partial class ManualRenderer
{
    private const string Reset = "\u001b[0m", Bold = "\u001b[1m", Title = "\u001b[1;4m", Code = "\u001b[36m";

    public static void Write(string markdown, TextWriter writer, TerminalOptions options)
    {
        var isCode = false;
        var paragraph = new List<string>();
        foreach (var line in markdown.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                Flush();
                isCode = !isCode;
            }
            else if (isCode)
            {
                writer.Write("    " + Paint(line, Code, options.Color) + "\n");
            }
            else if (line.StartsWith('#'))
            {
                Flush();
                var level = line.TakeWhile(c => c == '#').Count();
                writer.Write(Paint(Plain(line[level..].Trim()), level == 1 ? Title : Bold, options.Color) + "\n");
            }
            else if (line.StartsWith('|'))
            {
                Flush();
                writer.Write(line.All(c => c is '|' or '-' or ':' or ' ') ? "" : Plain(line) + "\n");
            }
            else if (line.Trim().Length == 0)
            {
                Flush();
                writer.Write("\n");
            }
            else
            {
                if (ListItem().IsMatch(line)) Flush();
                paragraph.Add(line);
            }
        }

        Flush();

        void Flush()
        {
            if (paragraph.Count == 0) return;
            var item = ListItem().Match(paragraph[0]);
            var indent = new string(' ', item.Success ? item.Length : 0);
            var text = string.Join(' ', paragraph.Select(part => part.Trim()))[(item.Success ? item.Value.TrimStart().Length : 0)..];
            var first = item.Value;
            foreach (var line in Wrap(text, options.Width - indent.Length))
            {
                writer.Write(first + Inline(line, options.Color) + "\n");
                first = indent;
            }

            paragraph.Clear();
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in Links().Replace(text, "${text} (${target})").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }

        yield return line;
    }

    private static string Inline(string text, bool color)
    {
        text = CodeSpans().Replace(text, match => Paint(match.Groups["text"].Value, Code, color));
        return BoldSpans().Replace(text, match => Paint(match.Groups["text"].Value, Bold, color));
    }

    private static string Plain(string text) => Inline(Links().Replace(text, "${text}"), color: false);

    private static string Paint(string text, string style, bool color) => color && text.Length > 0 ? style + text + Reset : text;

    [GeneratedRegex(@"^\s*(?:[-*]|\d+\.)\s+", RegexOptions.None, 1000)]
    private static partial Regex ListItem();

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\((?<target>[^)]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeSpans();

    [GeneratedRegex(@"\*\*(?<text>[^*]+)\*\*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BoldSpans();
}
