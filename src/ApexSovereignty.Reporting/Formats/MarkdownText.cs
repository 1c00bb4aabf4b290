using System.Text;

namespace ApexSovereignty.Reporting.Formats;

/// <summary>Text of others in Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>Text in code style; a bar in it would end a cell of a table.</summary>
    public static string Code(string text) => "`" + text.Replace('`', '\'').Replace('|', '¦').ReplaceLineEndings(" ") + "`";

    /// <summary>Text that means nothing but itself.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#') escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
