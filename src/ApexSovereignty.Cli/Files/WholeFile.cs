using System.Collections.Concurrent;

namespace ApexSovereignty.Cli.Files;

/// <summary>A file that is written whole or not at all: into a file beside it that takes its name at the end.</summary>
internal sealed class WholeFile : IDisposable
{
    // Those of all threads, for a process that ends before they are closed.
    private static readonly ConcurrentDictionary<WholeFile, bool> unfinished = new();

    private readonly string written;
    private readonly string temporary;
    private Stream? stream;

    private WholeFile(string written, string path, string temporary, Stream stream)
    {
        this.written = written;
        Path = path;
        this.temporary = temporary;
        this.stream = stream;
        unfinished.TryAdd(this, value: true);
    }

    /// <summary>Absolute path of the file; where the user names a link, of what it leads to.</summary>
    public string Path { get; }

    /// <summary>Opens a file for writing, before the work for it starts, so that a wrong path costs no time.</summary>
    /// <param name="written">The path as the user wrote it.</param>
    /// <param name="currentDirectory">The folder it is relative to.</param>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static WholeFile Open(string written, string currentDirectory) =>
        Open(written, currentDirectory, path => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete));

    /// <summary>Opens a file whose bytes go through a stream that the caller makes.</summary>
    internal static WholeFile Open(string written, string currentDirectory, Func<string, Stream> create)
    {
        var target = TargetOf(written, currentDirectory);
        var folder = System.IO.Path.GetDirectoryName(target)!;
        if (Directory.Exists(target)) throw new UsageException($"'{written}' is a folder");
        if (IsDevice(target)) throw new UsageException($"'{written}' is a device, not a file");
        if (!Directory.Exists(folder)) throw new UsageException($"the folder of '{written}' does not exist");
        var beside = System.IO.Path.Combine(folder, "." + System.IO.Path.GetFileName(target) + "." + System.IO.Path.GetRandomFileName());
        try
        {
            if (File.Exists(target) && new FileInfo(target).IsReadOnly) throw new UsageException($"'{written}' cannot be written: it is read-only");
            return new WholeFile(written, target, beside, create(beside));
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            throw Refused(written, beside, exception);
        }
    }

    // A file that replaced the link would leave what it leads to as it was.
    private static string TargetOf(string written, string currentDirectory)
    {
        var path = System.IO.Path.GetFullPath(written, currentDirectory);
        try
        {
            return new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            throw Refused(written, path, exception);
        }
    }

    // Whoever may write in /dev would put a file in the place of the device.
    private static bool IsDevice(string target) =>
        !OperatingSystem.IsWindows()
        && (target.StartsWith("/proc/", StringComparison.Ordinal) || (target.StartsWith("/dev/", StringComparison.Ordinal) && !target.StartsWith("/dev/shm/", StringComparison.Ordinal)));

    /// <summary>Writes the content; it shows under its name only after <see cref="Publish"/>.</summary>
    public void Write(Action<Stream> write)
    {
        using var guarded = new GuardedStream(stream!, exception => Refused(written, temporary, exception));
        write(guarded);
        guarded.Flush();
        if (stream is not FileStream file) return;
        try
        {
            file.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            throw Refused(written, temporary, exception);
        }
    }

    /// <summary>Puts the written file in its place.</summary>
    public void Publish()
    {
        try
        {
            Close();
            File.Move(temporary, Path, overwrite: true);
            unfinished.TryRemove(this, out _);
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            TryDelete();
            throw Refused(written, temporary, exception);
        }
    }

    public void Dispose()
    {
        if (stream is null) return;
        try
        {
            Close();
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            // The bytes that are still to be written are to be deleted anyway; that they do not fit is on its way out already.
        }

        TryDelete();
    }

    private void Close()
    {
        var open = stream;
        stream = null;
        open?.Dispose();
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
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            // The disk that refused the file may refuse this too; the error on its way out says so already.
        }
    }

    private static UsageException Refused(string written, string path, Exception exception) => new($"'{written}' cannot be written: {DiskFault.Reason(exception, path)}");
}
