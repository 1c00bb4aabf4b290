using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>
/// The patterns of a <c>.forceignore</c> file, which has the syntax of <c>.gitignore</c>. As in Salesforce's own tools letter
/// case does not count; a backslash before a letter is read as '/', since files written on Windows hold such patterns.
/// </summary>
internal sealed class ForceIgnore
{
    public const string FileName = ".forceignore";

    public static ForceIgnore Empty { get; } = new([]);

    private readonly ImmutableArray<IgnorePattern> _patterns;
    private readonly Dictionary<string, bool> _folders = new(StringComparer.OrdinalIgnoreCase);

    private ForceIgnore(ImmutableArray<IgnorePattern> patterns) => _patterns = patterns;

    public static ForceIgnore Parse(string text)
    {
        var patterns = ImmutableArray.CreateBuilder<IgnorePattern>();
        foreach (var line in text.Split('\n'))
        {
            if (IgnorePattern.TryParse(line.TrimEnd('\r')) is { } pattern)
                patterns.Add(pattern);
        }

        return patterns.Count == 0 ? Empty : new ForceIgnore(patterns.ToImmutable());
    }

    /// <summary>Whether a file, given relative to the folder of the <c>.forceignore</c>, is left out.</summary>
    public bool IsIgnored(string path)
    {
        if (_patterns.IsEmpty)
            return false;

        // A file below an ignored folder cannot be brought back, whatever a later '!' says.
        var slash = path.LastIndexOf('/');
        return (slash > 0 && IsFolderIgnored(path[..slash])) || Matches(path, isFolder: false);
    }

    private bool IsFolderIgnored(string folder)
    {
        if (_folders.TryGetValue(folder, out var known))
            return known;

        var slash = folder.LastIndexOf('/');
        var ignored = (slash > 0 && IsFolderIgnored(folder[..slash])) || Matches(folder, isFolder: true);
        _folders.Add(folder, ignored);
        return ignored;
    }

    private bool Matches(string path, bool isFolder)
    {
        var segments = path.Split('/');
        for (var i = _patterns.Length - 1; i >= 0; i--)
        {
            if (_patterns[i].IsMatch(segments, isFolder))
                return !_patterns[i].IsNegated;
        }

        return false;
    }
}
