using System.Globalization;

namespace ApexSovereignty.Reporting.Formats;

/// <summary>Writes results as comma-separated values (RFC 4180) for spreadsheets.</summary>
public static class CsvWriter
{
    /// <summary>Writes a heading and one row per result, suppressed ones included.</summary>
    public static void Write(ScanReport report, TextWriter writer)
    {
        writer.Write("rule,level,file,line,column,fields,endpoint,message,state,reason\r\n");
        foreach (var result in report.Results)
        {
            var diagnostic = result.Diagnostic;
            string[] cells =
            [
                diagnostic.Descriptor.Id,
                diagnostic.Severity.ToString().ToLowerInvariant(),
                diagnostic.Location.Path,
                (diagnostic.Location.Start.Line + 1).ToString(CultureInfo.InvariantCulture),
                (diagnostic.Location.Start.Column + 1).ToString(CultureInfo.InvariantCulture),
                string.Join("; ", diagnostic.Fields),
                diagnostic.Endpoint ?? "",
                diagnostic.Message,
                StateOf(result),
                result.Suppression?.Justification ?? "",
            ];
            writer.Write(string.Join(',', cells.Select(Cell)) + "\r\n");
        }
    }

    private static string StateOf(ScanResult result) => result.Suppression is not null ? "suppressed"
        : result.Baseline == ResultBaseline.None ? "open"
        : result.Baseline.ToString().ToLowerInvariant();

    // A cell that begins like a formula would be run by a spreadsheet; an apostrophe makes it text.
    private static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
    }
}
