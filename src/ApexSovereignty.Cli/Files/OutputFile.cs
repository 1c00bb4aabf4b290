using ApexSovereignty.Reporting;
using ApexSovereignty.Reporting.Formats;

namespace ApexSovereignty.Cli.Files;

/// <summary>A report file that is written whole or not at all.</summary>
internal sealed class OutputFile(WholeFile file, ReportFormat format) : IDisposable
{
    /// <summary>Opens files for writing before the analysis starts, so that a wrong path costs no time. Fails with all closed.</summary>
    public static List<OutputFile> OpenAll(IEnumerable<string> paths, string currentDirectory)
    {
        var files = new List<OutputFile>();
        try
        {
            foreach (var written in paths)
            {
                if (ReportWriter.FormatOf(written) is not { } format) throw new UsageException($"'{written}': the extension of a report is one of .sarif .json .html .md .csv .xml");
                var output = new OutputFile(WholeFile.Open(written, currentDirectory), format);
                files.Add(output);
                if (files.Exists(other => other != output && other.Path == output.Path)) throw new UsageException($"'{written}' is named twice");
            }

            return files;
        }
        catch
        {
            foreach (var file in files) file.Dispose();
            throw;
        }
    }

    private string Path => file.Path;

    /// <summary>Writes the report; it shows under its name only after <see cref="Publish"/>.</summary>
    public void Write(ScanReport report) => file.Write(stream => ReportWriter.Write(report, format, stream));

    /// <summary>Puts the written file in its place.</summary>
    public void Publish() => file.Publish();

    public void Dispose() => file.Dispose();
}
