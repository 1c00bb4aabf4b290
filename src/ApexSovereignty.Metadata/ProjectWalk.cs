using System.Diagnostics.CodeAnalysis;

namespace ApexSovereignty.Metadata;

/// <summary>One pass over the folders below the root, which gives each file of interest to the innermost project around it.</summary>
internal sealed class ProjectWalk(IProjectFileSystem fileSystem, ProjectOptions options, CancellationToken cancellationToken)
{
    // Package directories are matched as a case-insensitive disk would.
    private readonly Dictionary<string, string> _folders = new(StringComparer.OrdinalIgnoreCase);

    public enum FileRole
    {
        Apex,
        Script,
        Metadata,
        Settings,
    }

    public readonly record struct File(string Path, long Length, FileRole Role, MetadataFileKind MetadataKind);

    public sealed class Owner(string root)
    {
        public string Root { get; } = root;

        public File? ProjectFile { get; set; }

        public File? ForceIgnore { get; set; }

        public List<File> Files { get; } = [];
    }

    public List<Owner> Owners { get; } = [];

    public List<MetadataDiagnostic> Diagnostics { get; } = [];

    public void Run()
    {
        var loose = new Owner("");
        Owners.Add(loose);
        var pending = new Stack<(string Folder, int Depth, Owner Owner)>();
        pending.Push(("", 0, loose));
        while (pending.TryPop(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _folders.TryAdd(next.Folder, next.Folder);
            var entries = ListOrReport(next.Folder);
            var owner = OwnerOf(next.Folder, entries, next.Owner);
            foreach (var entry in entries)
            {
                if (entry.IsFolder)
                    Enter(next.Folder, next.Depth, entry, owner, pending);
                else
                    Take(next.Folder, entry, owner);
            }
        }
    }

    public bool TryGetFolder(string path, [NotNullWhen(true)] out string? folder) => _folders.TryGetValue(path, out folder);

    public bool IsSmallEnough(File file)
    {
        if (file.Length <= options.MaxFileBytes)
            return true;

        Diagnostics.Add(MetadataDiagnostic.ForWhole(
            MetadataDiagnosticKind.TooLarge, file.Path, $"The file is larger than {options.MaxFileBytes} bytes and was left out."));
        return false;
    }

    public string? TryReadText(File file)
    {
        if (!IsSmallEnough(file))
            return null;

        try
        {
            return TextDecoding.Decode(fileSystem.ReadAllBytes(file.Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Report(MetadataDiagnosticKind.Unreadable, file.Path, "The file cannot be read.");
            return null;
        }
    }

    private List<ProjectEntry> ListOrReport(string folder)
    {
        try
        {
            var entries = fileSystem.List(folder).ToList();
            entries.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
            return entries;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Report(MetadataDiagnosticKind.Unreadable, folder, "The folder cannot be read.");
            return [];
        }
    }

    private Owner OwnerOf(string folder, List<ProjectEntry> entries, Owner around)
    {
        var owner = around;
        if (Find(folder, entries, SfdxProjectFile.FileName) is { } projectFile)
        {
            owner = new Owner(folder) { ProjectFile = projectFile };
            Owners.Add(owner);
        }

        if (owner.Root == folder)
            owner.ForceIgnore = Find(folder, entries, ForceIgnore.FileName);
        return owner;
    }

    private File? Find(string folder, List<ProjectEntry> entries, string name)
    {
        foreach (var entry in entries)
        {
            if (!entry.IsFolder && entry.Name.Equals(name, StringComparison.Ordinal))
                return TryDescribe(ProjectPath.Combine(folder, name), FileRole.Settings, default);
        }

        return null;
    }

    private void Enter(string folder, int depth, ProjectEntry entry, Owner owner, Stack<(string Folder, int Depth, Owner Owner)> pending)
    {
        if (entry.Name.StartsWith('.') || entry.Name.Equals("node_modules", StringComparison.OrdinalIgnoreCase))
            return;

        var path = ProjectPath.Combine(folder, entry.Name);
        if (depth >= options.MaxFolderDepth)
            Report(MetadataDiagnosticKind.TooDeep, path, $"The folder lies deeper than {options.MaxFolderDepth} levels and was left out.");
        else if (TryGetInfo(path) is { } info)
        {
            if (info.IsLink)
                Report(MetadataDiagnosticKind.LinkNotFollowed, path, "The folder is a link and was not followed.");
            else
                pending.Push((path, depth + 1, owner));
        }
    }

    private void Take(string folder, ProjectEntry entry, Owner owner)
    {
        if (entry.Name.StartsWith('.'))
            return;

        var role = RoleOf(entry.Name);
        var kind = role is null ? MetadataFileName.KindOf(folder, entry.Name) : null;
        if (role is null && kind is null)
            return;

        if (TryDescribe(ProjectPath.Combine(folder, entry.Name), role ?? FileRole.Metadata, kind.GetValueOrDefault()) is { } file)
            owner.Files.Add(file);
    }

    private File? TryDescribe(string path, FileRole role, MetadataFileKind kind)
    {
        if (TryGetInfo(path) is not { } info)
            return null;
        if (!info.IsLink)
            return new File(path, info.Length, role, kind);

        Report(MetadataDiagnosticKind.LinkNotFollowed, path, "The file is a link and was not followed.");
        return null;
    }

    private ProjectEntryInfo? TryGetInfo(string path)
    {
        try
        {
            return fileSystem.GetInfo(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Report(MetadataDiagnosticKind.Unreadable, path, "The file or folder cannot be read.");
            return null;
        }
    }

    private static FileRole? RoleOf(string name)
    {
        if (name.EndsWith(".cls", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".trigger", StringComparison.OrdinalIgnoreCase))
            return FileRole.Apex;
        return name.EndsWith(".apex", StringComparison.OrdinalIgnoreCase) ? FileRole.Script : null;
    }

    private void Report(MetadataDiagnosticKind kind, string path, string message) =>
        Diagnostics.Add(MetadataDiagnostic.ForWhole(kind, path, message));
}
