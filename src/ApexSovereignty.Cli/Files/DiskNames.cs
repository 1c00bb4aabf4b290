namespace ApexSovereignty.Cli.Files;

/// <summary>Names as the disk spells them, where it does not tell capitals from small letters: Windows, macOS.</summary>
internal static class DiskNames
{
    /// <summary>The path in the disk's spelling; as it is where the disk tells letters apart.</summary>
    /// <param name="path">An absolute path that exists.</param>
    public static string AsOnDisk(string path) => AsOnDisk(path, Path.Exists, folder => Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)));

    internal static string AsOnDisk(string path, Func<string, bool> exists, Func<string, IEnumerable<string>> namesIn)
    {
        // A disk that tells letters apart does not know the path in other letters: one question, and no folder is listed.
        var swapped = string.Concat(path.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));
        if (swapped == path || !exists(swapped)) return path;
        var at = Path.GetPathRoot(path)!.ToUpperInvariant();
        foreach (var name in path[at.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)) at = Path.Combine(at, Spelled(at, name, namesIn));
        return at;
    }

    private static string Spelled(string folder, string name, Func<string, IEnumerable<string>> namesIn)
    {
        try
        {
            var alike = namesIn(folder).Where(other => other.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
            return alike.Contains(name, StringComparer.Ordinal) || alike.Count == 0 ? name : alike.Min(StringComparer.Ordinal)!;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Folders above may be closed to the user; what is named lies below all the same.
            return name;
        }
    }
}
