using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>Reads a project's metadata files into a <see cref="ProjectModel"/>.</summary>
public static class ProjectModelLoader
{
    /// <summary>
    /// Reads all metadata files. Never throws for what stands in them; see <see cref="ProjectModel.Diagnostics"/>. The result
    /// does not depend on the number of threads.
    /// </summary>
    public static ProjectModel Load(
        SfdxProject project, IProjectFileSystem fileSystem, ProjectOptions? options = null, CancellationToken cancellationToken = default)
    {
        var files = project.MetadataFiles;
        var declarations = new MetadataDeclarations[files.Length];
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = (options ?? ProjectOptions.Default).MaxDegreeOfParallelism,
            CancellationToken = cancellationToken,
        };
        Parallel.For(0, files.Length, parallel, i => declarations[i] = Read(files[i], fileSystem));
        return Build(project.Namespace, declarations);
    }

    private static MetadataDeclarations Read(MetadataFile file, IProjectFileSystem fileSystem)
    {
        byte[] bytes;
        try
        {
            bytes = fileSystem.ReadAllBytes(file.Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new MetadataDeclarations(
                [], MetadataDiagnostic.ForWhole(MetadataDiagnosticKind.Unreadable, file.Path, "The file cannot be read."));
        }

        return MetadataFileReader.Read(file, TextDecoding.Decode(bytes));
    }

    private static ProjectModel Build(string? @namespace, MetadataDeclarations[] declarations)
    {
        var items = declarations.SelectMany(file => file.Items).ToList();
        return new ProjectModel(new ProjectModelContent
        {
            Namespace = @namespace,
            Objects = ObjectMerge.Merge(items),
            NamedCredentials = Collect<NamedCredentialModel>(items, item => item.Name),
            ExternalCredentials = Collect<ExternalCredentialModel>(items, item => item.Name),
            Labels = Translated(Collect<LabelModel>(items, item => item.FullName), items),
            CustomMetadataRecords = Collect<CustomMetadataRecord>(items, item => item.TypeName + "." + item.DeveloperName),
            RemoteSites = Collect<RemoteSiteModel>(items, item => item.Name),
            CspTrustedSites = Collect<CspTrustedSiteModel>(items, item => item.Name),
            ExternalServices = Collect<ExternalServiceModel>(items, item => item.Name),
            Flows = Collect<FlowModel>(items, item => item.Name),
            PromptTemplates = Collect<PromptTemplateModel>(items, item => item.Name),
            AgentActions = Collect<AgentActionModel>(items, item => item.Name),
            Diagnostics = MetadataDiagnostics.Sort(declarations.Select(file => file.Diagnostic).OfType<MetadataDiagnostic>()),
        });
    }

    private static ImmutableArray<LabelModel> Translated(ImmutableArray<LabelModel> labels, List<object> items)
    {
        var texts = items.OfType<LabelTranslation>().ToLookup(t => t.Name, t => t.Text, StringComparer.OrdinalIgnoreCase);
        return texts.Count == 0
            ? labels
            : [.. labels.Select(label => texts.Contains(label.FullName)
                ? label with { Translations = [.. texts[label.FullName].Where(text => text != label.Value).Distinct(StringComparer.Ordinal)] }
                : label)];
    }

    // Of several files that declare one name, the first by path wins.
    private static ImmutableArray<T> Collect<T>(List<object> items, Func<T, string> name) =>
        [.. items.OfType<T>().DistinctBy(name, StringComparer.OrdinalIgnoreCase).OrderBy(name, StringComparer.OrdinalIgnoreCase)];
}
