using ApexSovereignty.Reporting.Baselines;

namespace ApexSovereignty.Cli.Files;

/// <summary>The file of known results: where it is and what it holds.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Shown">The path as a reader would write it.</param>
internal sealed record BaselineFile(string Path, string Shown)
{
    /// <summary>Name of the file where nobody chose one.</summary>
    public const string DefaultName = "apexsov-baseline.sarif";

    private const long MaximumBytes = 512L << 20;

    /// <summary>The baseline in force: the named one, the configuration's, or the nearest of the default name at or above the scanned folder.</summary>
    public static BaselineFile? Find(string? named, Configuration configuration, ScanScope scope, string currentDirectory)
    {
        if (named is not null) return new BaselineFile(System.IO.Path.GetFullPath(named, currentDirectory), named);
        if (Configured(configuration, currentDirectory) is { } configured) return configured;
        // A file of that name above the repository has nothing to do with it.
        var isInside = IsBelowOrSame(currentDirectory, scope.FirstFolder);
        for (var at = scope.FirstFolder; at is not null && (IsBelowOrSame(scope.BaseFolder, at) || (isInside && IsBelowOrSame(currentDirectory, at))); at = System.IO.Path.GetDirectoryName(at))
        {
            var path = System.IO.Path.Combine(at, DefaultName);
            if (File.Exists(path)) return new BaselineFile(path, Configuration.Shown(path, currentDirectory));
        }

        return null;
    }

    /// <summary>The baseline that the configuration names, or null.</summary>
    public static BaselineFile? Configured(Configuration configuration, string currentDirectory) =>
        configuration is { Policy.Baseline: { } name, Folder: { } folder } && System.IO.Path.GetFullPath(name, folder) is var path
            ? new BaselineFile(path, Configuration.Shown(path, currentDirectory))
            : null;

    /// <summary>Reads it.</summary>
    /// <exception cref="UsageException">It does not exist, cannot be read, or is no baseline of this tool.</exception>
    public Baseline Read()
    {
        try
        {
            if (Directory.Exists(Path)) throw new UsageException($"the baseline '{Shown}' is a folder");
            var file = new FileInfo(Path);
            if (!file.Exists) throw new UsageException($"the baseline '{Shown}' does not exist; write it with 'apexsov baseline'");
            if (file.Length > MaximumBytes) throw new UsageException(FormattableString.Invariant($"the baseline '{Shown}' is larger than {MaximumBytes >> 20} MB"));
            return BaselineReader.Read(File.ReadAllBytes(Path));
        }
        catch (InvalidBaselineException exception)
        {
            throw new UsageException($"the baseline '{Shown}' is {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the baseline '{Shown}' cannot be read: {exception.Message}");
        }
    }

    private static bool IsBelowOrSame(string folder, string path) =>
        path == folder || path.StartsWith(System.IO.Path.EndsInDirectorySeparator(folder) ? folder : folder + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
