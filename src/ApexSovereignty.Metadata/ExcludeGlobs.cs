using System.Collections.Immutable;
using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace ApexSovereignty.Metadata;

/// <summary>The user's <c>exclude</c> globs, matched against a list of paths: neither disk nor current directory plays a part.</summary>
internal static class ExcludeGlobs
{
    public static ImmutableHashSet<string> Match(ImmutableArray<string> globs, IEnumerable<string> paths)
    {
        if (globs.IsDefaultOrEmpty)
            return [];

        var matcher = new Matcher(StringComparison.OrdinalIgnoreCase);
        matcher.AddIncludePatterns(globs);
        var root = new ListedFolder("", null);
        foreach (var path in paths)
            root.Add(path);
        return [.. matcher.Execute(root).Files.Select(file => file.Path)];
    }

    private sealed class ListedFolder(string name, ListedFolder? parent) : DirectoryInfoBase
    {
        private readonly SortedDictionary<string, FileSystemInfoBase> _children = new(StringComparer.Ordinal);

        public override string Name => name;

        public override string FullName => parent is null ? name : parent.FullName + "/" + name;

        public override DirectoryInfoBase? ParentDirectory => parent;

        public void Add(string path)
        {
            var folder = this;
            var segments = path.Split('/');
            foreach (var segment in segments.AsSpan()[..^1])
            {
                if (folder._children.TryGetValue(segment, out var child) && child is ListedFolder known)
                {
                    folder = known;
                }
                else
                {
                    var added = new ListedFolder(segment, folder);
                    folder._children[segment] = added;
                    folder = added;
                }
            }

            folder._children[segments[^1]] = new ListedFile(segments[^1], folder);
        }

        public override IEnumerable<FileSystemInfoBase> EnumerateFileSystemInfos() => _children.Values;

        public override DirectoryInfoBase GetDirectory(string path) =>
            _children.GetValueOrDefault(path) as DirectoryInfoBase ?? new ListedFolder(path, this);

        public override FileInfoBase GetFile(string path) =>
            _children.GetValueOrDefault(path) as FileInfoBase ?? new ListedFile(path, this);
    }

    private sealed class ListedFile(string name, ListedFolder parent) : FileInfoBase
    {
        public override string Name => name;

        public override string FullName => parent.FullName + "/" + name;

        public override DirectoryInfoBase ParentDirectory => parent;
    }
}
