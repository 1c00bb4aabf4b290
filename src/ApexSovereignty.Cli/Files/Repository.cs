using ApexSovereignty.Reporting;

namespace ApexSovereignty.Cli.Files;

/// <summary>Reads what a Git repository says of itself, from its files: inputs are untrusted, so no program is run in them.</summary>
internal static class Repository
{
    /// <summary>The root of the repository around a folder, or null.</summary>
    public static string? FindRoot(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            var git = Path.Combine(at, ".git");
            if (Directory.Exists(git) || File.Exists(git)) return at;
        }

        return null;
    }

    /// <summary>The commit and the address of the remote named origin, or null where either is missing.</summary>
    public static RepositoryProvenance? Read(string root)
    {
        try
        {
            var git = GitFolder(root);
            if (git is null) return null;
            var common = CommonFolder(git);
            return ReadCommit(git, common) is { } commit && ReadOrigin(common) is { } origin && ParseAddress(origin) is { } address
                ? new RepositoryProvenance(address, commit, Branch: null)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The hash of the commit that is checked out, or null where it cannot be told.</summary>
    public static string? ReadCommitId(string root)
    {
        try
        {
            return GitFolder(root) is { } git ? ReadCommit(git, CommonFolder(git)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>An address as a URL without user and password, whichever way it is written; null where it is none on the web.</summary>
    internal static Uri? ParseAddress(string written)
    {
        // git@host:path is short for ssh://git@host/path.
        var colon = written.IndexOf(':', StringComparison.Ordinal);
        if (!written.Contains("://", StringComparison.Ordinal) && colon > 1 && !written[..colon].Contains('/', StringComparison.Ordinal))
            written = "ssh://" + written[..colon] + "/" + written[(colon + 1)..].TrimStart('/');
        if (!Uri.TryCreate(written, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.Scheme is not ("https" or "http" or "ssh" or "git")) return null;
        var path = uri.AbsolutePath.EndsWith(".git", StringComparison.Ordinal) ? uri.AbsolutePath[..^4] : uri.AbsolutePath;
        return new Uri("https://" + uri.IdnHost + path.TrimEnd('/'));
    }

    private static string? GitFolder(string root)
    {
        var git = Path.Combine(root, ".git");
        if (Directory.Exists(git)) return git;
        if (!File.Exists(git)) return null;
        const string Key = "gitdir:";
        var text = File.ReadAllText(git).Trim();
        return text.StartsWith(Key, StringComparison.Ordinal) ? Path.GetFullPath(text[Key.Length..].Trim(), root) : null;
    }

    // A worktree has a folder of its own for what is checked out, and shares the rest.
    private static string CommonFolder(string git) =>
        Path.Combine(git, "commondir") is var file && File.Exists(file) ? Path.GetFullPath(File.ReadAllText(file).Trim(), git) : git;

    private static string? ReadCommit(string git, string common)
    {
        const string Key = "ref:";
        var head = File.ReadAllText(Path.Combine(git, "HEAD")).Trim();
        if (!head.StartsWith(Key, StringComparison.Ordinal)) return IsCommit(head) ? head : null;
        var name = head[Key.Length..].Trim();
        if (name.Contains("..", StringComparison.Ordinal) || Path.IsPathRooted(name)) return null;
        foreach (var folder in new[] { git, common })
        {
            var file = Path.Combine(folder, name);
            if (File.Exists(file) && File.ReadAllText(file).Trim() is var commit && IsCommit(commit)) return commit;
        }

        var packed = Path.Combine(common, "packed-refs");
        return !File.Exists(packed) ? null : File.ReadLines(packed)
            .Where(line => line.EndsWith(" " + name, StringComparison.Ordinal))
            .Select(line => line.Split(' ')[0])
            .FirstOrDefault(IsCommit);
    }

    private static string? ReadOrigin(string common)
    {
        var config = Path.Combine(common, "config");
        if (!File.Exists(config)) return null;
        var isOrigin = false;
        foreach (var line in File.ReadLines(config).Select(line => line.Trim()))
        {
            if (line.StartsWith('[')) isOrigin = line.Replace(" ", "", StringComparison.Ordinal).Equals("[remote\"origin\"]", StringComparison.OrdinalIgnoreCase);
            else if (isOrigin && line.Split('=', 2) is [var key, var value] && key.Trim() == "url") return value.Trim();
        }

        return null;
    }

    private static bool IsCommit(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigit);
}
