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
            writer.Write(string.Join(',', cells.Select(CsvCell.Of)) + "\r\n");
        }
    }

    private static string StateOf(ScanResult result) => result.Suppression is not null ? "suppressed"
        : result.Baseline == ResultBaseline.None ? "open"
        : result.Baseline.ToString().ToLowerInvariant();
}
