using System.Text;
using ApexSovereignty.Reporting.Formats.Html;
using ApexSovereignty.Reporting.Sarif;

namespace ApexSovereignty.Reporting.Formats;

/// <summary>A format of reports in files.</summary>
public enum ReportFormat
{
    /// <summary>SARIF 2.1.0.</summary>
    Sarif,

    /// <summary>Own JSON, see <see cref="JsonReportWriter"/>.</summary>
    Json,

    /// <summary>Markdown.</summary>
    Markdown,

    /// <summary>Comma-separated values.</summary>
    Csv,

    /// <summary>JUnit XML.</summary>
    JUnit,

    /// <summary>Workflow commands of GitHub Actions.</summary>
    GitHub,

    /// <summary>A page for a browser.</summary>
    Html,

    /// <summary>Logging commands of Azure Pipelines.</summary>
    Azure,
}

/// <summary>Writes a report in any format that files have.</summary>
public static class ReportWriter
{
    /// <summary>The format that a file name's extension means, or null.</summary>
    public static ReportFormat? FormatOf(string fileName) => Path.GetExtension(fileName).ToUpperInvariant() switch
    {
        ".SARIF" => ReportFormat.Sarif,
        ".JSON" => ReportFormat.Json,
        ".HTML" or ".HTM" => ReportFormat.Html,
        ".MD" => ReportFormat.Markdown,
        ".CSV" => ReportFormat.Csv,
        ".XML" => ReportFormat.JUnit,
        _ => null,
    };

    /// <summary>Writes UTF-8 without a byte-order mark; leaves the stream open.</summary>
    public static void Write(ScanReport report, ReportFormat format, Stream stream)
    {
        switch (format)
        {
            case ReportFormat.Sarif:
                SarifWriter.Write(report, stream);
                break;
            case ReportFormat.Json:
                JsonReportWriter.Write(report, stream);
                break;
            case ReportFormat.JUnit:
                JUnitWriter.Write(report, stream);
                break;
            case ReportFormat.Markdown:
                WriteText(stream, writer => MarkdownWriter.Write(report, writer));
                break;
            case ReportFormat.Csv:
                WriteText(stream, writer => CsvWriter.Write(report, writer));
                break;
            case ReportFormat.GitHub:
                WriteText(stream, writer => GitHubWriter.Write(report, writer));
                break;
            case ReportFormat.Html:
                WriteText(stream, writer => ReportHtmlWriter.Write(report, writer));
                break;
            case ReportFormat.Azure:
                WriteText(stream, writer => AzureWriter.Write(report, writer));
                break;
        }
    }

    private static void WriteText(Stream stream, Action<TextWriter> write)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        write(writer);
    }
}
