using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>
/// Finds the projects below a root. Each folder with an <c>sfdx-project.json</c> is a project; a file belongs to the innermost
/// one around it; files in none form one project without a project file at the root. Only the package directories of a project
/// count, or the whole folder when none of them exists. <c>.forceignore</c> applies per project. Hidden folders and
/// <c>node_modules</c> are passed over.
/// </summary>
public static class ProjectLocator
{
    /// <summary>The name of the file that makes a folder a project.</summary>
    public const string ProjectFileName = SfdxProjectFile.FileName;

    /// <summary>Finds the projects. Never throws for what is on disk; see <see cref="ProjectLayout.Diagnostics"/>.</summary>
    public static ProjectLayout Locate(IProjectFileSystem fileSystem, ProjectOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= ProjectOptions.Default;
        var walk = new ProjectWalk(fileSystem, options, cancellationToken);
        walk.Run();

        var diagnostics = walk.Diagnostics;
        var excluded = ExcludeGlobs.Match(options.Exclude, walk.Owners.SelectMany(owner => owner.Files).Select(file => file.Path));
        var projects = new List<SfdxProject>();
        foreach (var owner in walk.Owners)
        {
            var project = Build(owner, walk, excluded, diagnostics);
            if (project.HasProjectFile || HasFiles(project) || walk.Owners.Count == 1)
                projects.Add(project);
        }

        return new ProjectLayout(
            [.. projects.OrderBy(project => project.Root, StringComparer.Ordinal)],
            MetadataDiagnostics.Sort(diagnostics));
    }

    private static bool HasFiles(SfdxProject project) =>
        !project.ApexFiles.IsEmpty || !project.ScriptFiles.IsEmpty || !project.MetadataFiles.IsEmpty;

    private static SfdxProject Build(ProjectWalk.Owner owner, ProjectWalk walk, ImmutableHashSet<string> excluded, List<MetadataDiagnostic> diagnostics)
    {
        var projectFile = owner.ProjectFile is { } entry && walk.TryReadText(entry) is { } text
            ? SfdxProjectFile.Parse(text, entry.Path, diagnostics)
            : SfdxProjectFile.Empty;
        var ignore = owner.ForceIgnore is { } ignoreEntry && walk.TryReadText(ignoreEntry) is { } patterns
            ? ForceIgnore.Parse(patterns)
            : ForceIgnore.Empty;
        var packages = ExistingPackages(projectFile, owner, walk, diagnostics);

        var apex = new List<string>();
        var scripts = new List<string>();
        var metadata = new List<MetadataFile>();
        var outside = new List<string>();
        foreach (var file in owner.Files)
        {
            if (excluded.Contains(file.Path) || ignore.IsIgnored(ProjectPath.RelativeTo(owner.Root, file.Path)))
                continue;
            if (!packages.Exists(package => ProjectPath.IsBelow(package, file.Path)))
            {
                if (file.Role == ProjectWalk.FileRole.Apex)
                    outside.Add(file.Path);
            }
            else if (walk.IsSmallEnough(file))
            {
                switch (file.Role)
                {
                    case ProjectWalk.FileRole.Apex:
                        apex.Add(file.Path);
                        break;
                    case ProjectWalk.FileRole.Script:
                        scripts.Add(file.Path);
                        break;
                    case ProjectWalk.FileRole.Metadata:
                        metadata.Add(new MetadataFile(file.Path, file.MetadataKind));
                        break;
                }
            }
        }

        return new SfdxProject(
            owner.Root,
            owner.ProjectFile is not null,
            [.. packages],
            projectFile.Namespace,
            projectFile.SourceApiVersion,
            [.. apex.Order(StringComparer.Ordinal)],
            [.. scripts.Order(StringComparer.Ordinal)],
            [.. metadata.OrderBy(file => file.Path, StringComparer.Ordinal)],
            [.. outside.Order(StringComparer.Ordinal)]);
    }

    private static List<string> ExistingPackages(SfdxProjectFile projectFile, ProjectWalk.Owner owner, ProjectWalk walk, List<MetadataDiagnostic> diagnostics)
    {
        var packages = new List<string>();
        foreach (var written in projectFile.PackagePaths)
        {
            var path = ProjectPath.TryResolve(owner.Root, written);
            // A folder's own spelling wins, so that paths compare exactly from here on.
            if (path is null || !walk.TryGetFolder(path, out var folder))
            {
                diagnostics.Add(MetadataDiagnostic.ForWhole(
                    MetadataDiagnosticKind.MissingPackageDirectory,
                    owner.ProjectFile!.Value.Path,
                    $"The package directory '{written}' does not exist below the project."));
            }
            else if (!packages.Contains(folder, StringComparer.Ordinal))
            {
                packages.Add(folder);
            }
        }

        if (packages.Count == 0)
            packages.Add(owner.Root);
        return packages;
    }
}
