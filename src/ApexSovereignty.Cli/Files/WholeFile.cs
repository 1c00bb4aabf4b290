using System.Collections.Concurrent;

namespace ApexSovereignty.Cli.Files;

/// <summary>A file that is written whole or not at all: into a file beside it that takes its name at the end.</summary>
internal sealed class WholeFile : IDisposable
{
    // Those of all threads, for a process that ends before they are closed.
    private static readonly ConcurrentDictionary<WholeFile, bool> unfinished = new();

    private readonly string temporary;
    private FileStream? stream;

    private WholeFile(string path, string temporary, FileStream stream)
    {
        Path = path;
        this.temporary = temporary;
        this.stream = stream;
        unfinished.TryAdd(this, value: true);
    }

    /// <summary>Absolute path of the file.</summary>
    public string Path { get; }

    /// <summary>Opens a file for writing, before the work for it starts, so that a wrong path costs no time.</summary>
    /// <param name="written">The path as the user wrote it.</param>
    /// <param name="currentDirectory">The folder it is relative to.</param>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static WholeFile Open(string written, string currentDirectory)
    {
        var target = System.IO.Path.GetFullPath(written, currentDirectory);
        var folder = System.IO.Path.GetDirectoryName(target)!;
        if (Directory.Exists(target)) throw new UsageException($"'{written}' is a folder");
        if (!Directory.Exists(folder)) throw new UsageException($"the folder of '{written}' does not exist");
        var beside = System.IO.Path.Combine(folder, "." + System.IO.Path.GetFileName(target) + "." + System.IO.Path.GetRandomFileName());
        try
        {
            if (File.Exists(target) && new FileInfo(target).IsReadOnly) throw new UsageException($"'{written}' cannot be written: it is read-only");
            return new WholeFile(target, beside, new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{written}' cannot be written: {exception.Message}");
        }
    }

    /// <summary>Writes the content; it shows under its name only after <see cref="Publish"/>.</summary>
    public void Write(Action<Stream> write)
    {
        try
        {
            write(stream!);
            stream!.Flush(flushToDisk: true);
        }
        catch (IOException exception)
        {
            throw new UsageException($"'{Path}' cannot be written: {exception.Message}");
        }
    }

    /// <summary>Puts the written file in its place.</summary>
    public void Publish()
    {
        stream!.Dispose();
        stream = null;
        try
        {
            File.Move(temporary, Path, overwrite: true);
            unfinished.TryRemove(this, out _);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete();
            throw new UsageException($"'{Path}' cannot be written: {exception.Message}");
        }
    }

    public void Dispose()
    {
        if (stream is null) return;
        stream.Dispose();
        stream = null;
        TryDelete();
    }

    /// <summary>Deletes what is not published, before the process ends at once.</summary>
    public static void DeleteUnfinished()
    {
        foreach (var file in unfinished.Keys) file.TryDelete();
    }

    private void TryDelete()
    {
        unfinished.TryRemove(this, out _);
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The disk that refused the file may refuse this too; the error on its way out says so already.
        }
    }
}
