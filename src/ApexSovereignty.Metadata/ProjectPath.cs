namespace ApexSovereignty.Metadata;

/// <summary>Paths relative to the root, '/'-separated, the root being empty.</summary>
internal static class ProjectPath
{
    public static string Combine(string folder, string name) => folder.Length == 0 ? name : folder + "/" + name;

    public static bool IsBelow(string folder, string path) =>
        folder.Length == 0 || (path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal));

    public static string RelativeTo(string folder, string path) => folder.Length == 0 ? path : path[(folder.Length + 1)..];

    /// <summary>Resolves a path as written in a project file; null when it leads out of the project.</summary>
    public static string? TryResolve(string folder, string written)
    {
        var segments = new List<string>();
        foreach (var segment in written.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (segment == ".")
                continue;
            if (segment != "..")
                segments.Add(segment);
            else if (segments.Count == 0)
                return null;
            else
                segments.RemoveAt(segments.Count - 1);
        }

        return segments.Count == 0 ? folder : Combine(folder, string.Join('/', segments));
    }
}
