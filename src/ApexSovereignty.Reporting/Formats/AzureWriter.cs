using System.Globalization;
using System.Text;
using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Reporting.Formats;

/// <summary>Writes results as logging commands, which Azure Pipelines shows as issues of the run.</summary>
public static class AzureWriter
{
    /// <summary>Writes one line per active result; a note is a warning there, since no lower level is known.</summary>
    public static void Write(ScanReport report, TextWriter writer)
    {
        foreach (var diagnostic in report.ActiveDiagnostics)
        {
            var type = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
            var location = diagnostic.Location;
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"##vso[task.logissue type={type};sourcepath={Property(location.Path)};linenumber={location.Start.Line + 1};columnnumber={location.Start.Column + 1};code={diagnostic.Descriptor.Id}]{Data(diagnostic.Message)}\n"));
        }
    }

    private static string Data(string text) => Escape(text, isProperty: false);

    private static string Property(string text) => Escape(text, isProperty: true);

    private static string Escape(string text, bool isProperty)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '%' => escaped.Append("%AZP25"),
                '\r' => escaped.Append("%0D"),
                '\n' => escaped.Append("%0A"),
                ']' when isProperty => escaped.Append("%5D"),
                ';' when isProperty => escaped.Append("%3B"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
