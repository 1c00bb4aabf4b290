using System.Security.Cryptography;
using System.Text;
using ApexSovereignty.Cli.Files;
using MemoryPack;

namespace ApexSovereignty.Cli.Caching;

/// <summary>
/// Reports of earlier runs in a folder, by the <see cref="CacheKey"/> of all that a run reads. Whatever is wrong with a file of it, the
/// project is analysed; whatever is wrong with the folder, nothing is kept.
/// </summary>
internal sealed class ResultCache
{
    /// <summary>How much the folder may hold; what was not used for longest goes first.</summary>
    public const long MaximumBytes = 256L << 20;

    private const string Extension = ".apexsov-cache";
    private const string Note = "# What apexsov keeps to save time; it can be deleted at any time.\n*\n";

    private readonly string written;
    private readonly string folder;
    private readonly long maximumBytes;
    private readonly Action<string> warn;

    private ResultCache(string written, string folder, long maximumBytes, Action<string> warn)
    {
        this.written = written;
        this.folder = folder;
        this.maximumBytes = maximumBytes;
        this.warn = warn;
    }

    /// <summary>Takes a folder, which need not exist.</summary>
    /// <param name="written">The path as the user wrote it.</param>
    /// <param name="currentDirectory">The folder it is relative to.</param>
    /// <param name="warn">Told once where nothing can be kept.</param>
    /// <param name="maximumBytes">How much the folder may hold.</param>
    /// <exception cref="UsageException">It is a file.</exception>
    public static ResultCache Open(string written, string currentDirectory, Action<string> warn, long maximumBytes = MaximumBytes)
    {
        if (string.IsNullOrWhiteSpace(written)) throw new UsageException("--cache takes a folder");
        var path = Path.GetFullPath(written, currentDirectory);
        if (File.Exists(path)) throw new UsageException($"--cache: '{written}' is a file, not a folder");
        return new ResultCache(written, path, maximumBytes, warn);
    }

    /// <summary>The report of an earlier run that read the same, or null.</summary>
    public CachedReport? Find(CacheKey key)
    {
        try
        {
            var file = new FileInfo(PathOf(key));
            if (!file.Exists || file.Length > maximumBytes) return null;
            var bytes = File.ReadAllBytes(file.FullName);
            if (bytes.Length < SHA256.HashSizeInBytes || !SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes))) return null;
            var report = MemoryPackSerializer.Deserialize<CachedReport>(bytes.AsSpan(SHA256.HashSizeInBytes));
            Touch(file);
            return report;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or MemoryPackSerializationException)
        {
            return null;
        }
    }

    /// <summary>Keeps a report for later runs.</summary>
    public void Store(CacheKey key, CachedReport report)
    {
        try
        {
            var content = MemoryPackSerializer.Serialize(report);
            if (content.Length + SHA256.HashSizeInBytes > maximumBytes) return;
            MakeFolder();
            using var file = WholeFile.Open(PathOf(key), folder);
            file.Write(stream =>
            {
                stream.Write(SHA256.HashData(content));
                stream.Write(content);
            });
            file.Publish();
            Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or UsageException)
        {
            warn($"--cache: nothing is kept in '{written}': {exception.Message}");
        }
    }

    private string PathOf(CacheKey key) => Path.Combine(folder, key.Text + Extension);

    // Version control passes over a folder that says so itself.
    private void MakeFolder()
    {
        if (Directory.Exists(folder)) return;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, ".gitignore"), Note, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    // The time of last use is that of the last write; where it cannot be set, the file only goes earlier.
    private static void Touch(FileInfo file)
    {
        try
        {
            file.LastWriteTimeUtc = DateTime.UtcNow;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    // Beside whole files there may be what an interrupted run left.
    private void Trim()
    {
        var left = maximumBytes;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*" + Extension + "*").OrderByDescending(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal))
        {
            left -= file.Length;
            if (left < 0) file.Delete();
        }
    }
}
