using ApexSovereignty.Reporting;
using ApexSovereignty.Reporting.Formats;

namespace ApexSovereignty.Cli.Files;

/// <summary>A report file that is written whole or not at all: into a file beside it that takes its name at the end.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string path;
    private readonly string temporary;
    private readonly ReportFormat format;
    private FileStream? stream;

    private OutputFile(string path, string temporary, ReportFormat format, FileStream stream)
    {
        this.path = path;
        this.temporary = temporary;
        this.format = format;
        this.stream = stream;
    }

    /// <summary>Opens files for writing before the analysis starts, so that a wrong path costs no time. Fails with all closed.</summary>
    public static List<OutputFile> OpenAll(IEnumerable<string> paths, string currentDirectory)
    {
        var files = new List<OutputFile>();
        try
        {
            foreach (var written in paths)
            {
                var file = Open(written, currentDirectory);
                files.Add(file);
                if (files.Exists(other => other != file && other.path == file.path)) throw new UsageException($"'{written}' is named twice");
            }

            return files;
        }
        catch
        {
            foreach (var file in files) file.Dispose();
            throw;
        }
    }

    /// <summary>Writes the report; it shows under its name only after <see cref="Publish"/>.</summary>
    public void Write(ScanReport report)
    {
        try
        {
            ReportWriter.Write(report, format, stream!);
            stream!.Flush(flushToDisk: true);
        }
        catch (IOException exception)
        {
            throw new UsageException($"'{path}' cannot be written: {exception.Message}");
        }
    }

    /// <summary>Puts the written file in its place.</summary>
    public void Publish()
    {
        stream!.Dispose();
        stream = null;
        try
        {
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete();
            throw new UsageException($"'{path}' cannot be written: {exception.Message}");
        }
    }

    public void Dispose()
    {
        if (stream is null) return;
        stream.Dispose();
        stream = null;
        TryDelete();
    }

    private static OutputFile Open(string written, string currentDirectory)
    {
        if (ReportWriter.FormatOf(written) is not { } format) throw new UsageException($"'{written}': the extension of a report is one of .sarif .json .md .csv .xml");
        var target = Path.GetFullPath(written, currentDirectory);
        var folder = Path.GetDirectoryName(target)!;
        if (Directory.Exists(target)) throw new UsageException($"'{written}' is a folder");
        if (!Directory.Exists(folder)) throw new UsageException($"the folder of '{written}' does not exist");
        var beside = Path.Combine(folder, "." + Path.GetFileName(target) + "." + Path.GetRandomFileName());
        try
        {
            if (File.Exists(target) && new FileInfo(target).IsReadOnly) throw new UsageException($"'{written}' cannot be written: it is read-only");
            return new OutputFile(target, beside, format, new FileStream(beside, FileMode.CreateNew, FileAccess.Write));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{written}' cannot be written: {exception.Message}");
        }
    }

    private void TryDelete()
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The disk that refused the report may refuse this too; the error on its way out says so already.
        }
    }
}
