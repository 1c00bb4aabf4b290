namespace ApexSovereignty.Reporting.Formats;

/// <summary>A cell of comma-separated values (RFC 4180).</summary>
internal static class CsvCell
{
    /// <summary>The text quoted where it must be.</summary>
    /// <remarks>A cell that begins like a formula would be run by a spreadsheet; an apostrophe makes it text.</remarks>
    public static string Of(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '|' or '%') text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
    }
}
