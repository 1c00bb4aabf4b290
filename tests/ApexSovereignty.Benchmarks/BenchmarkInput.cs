using System.Collections.Immutable;
using System.Text;
using ApexSovereignty.Metadata;
using ApexSovereignty.Semantics;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;

namespace ApexSovereignty.Benchmarks;

/// <summary>A project in memory, so that no benchmark waits for the disk.</summary>
/// <param name="Model">Its metadata.</param>
/// <param name="Texts">Its classes and triggers.</param>
internal sealed record BenchmarkProject(ProjectModel Model, ImmutableArray<SourceText> Texts)
{
    public long Lines => Texts.Sum(text => (long)text.LineCount);

    public ImmutableArray<SyntaxTree> Parse() => [.. Texts.Select(SyntaxTree.Parse)];

    public static IEnumerable<IMethodSymbol> MethodsOf(Compilation compilation) =>
        compilation.SourceTypes.Concat(compilation.Triggers).SelectMany(type => compilation.GetMethodsWithBody(type));
}

/// <summary>What is measured.</summary>
internal static class BenchmarkInput
{
    /// <summary>Names the folder to measure, or several separated as in <c>PATH</c>.</summary>
    public const string FolderVariable = "APEXSOV_BENCH_DIR";

    private static readonly string[] s_defaults = ["testdata/samples/finserv-advisor", "testdata/syntax"];

    /// <summary>The folders to measure, as absolute paths.</summary>
    /// <exception cref="DirectoryNotFoundException">One does not exist.</exception>
    public static ImmutableArray<string> Folders()
    {
        IEnumerable<string> folders = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named
            ? named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : s_defaults.Select(folder => Path.Combine(RepositoryRoot(), folder));
        return [.. folders.Select(Existing)];
    }

    public static ImmutableArray<BenchmarkProject> Load(IEnumerable<string> folders) => [.. folders.SelectMany(LoadFolder)];

    private static IEnumerable<BenchmarkProject> LoadFolder(string folder)
    {
        var files = new FolderFiles(Existing(folder));
        foreach (var project in ProjectLocator.Locate(files).Projects)
            yield return new BenchmarkProject(ProjectModelLoader.Load(project, files), [.. project.ApexFiles.Select(path => Read(files, path))]);
    }

    private static SourceText Read(FolderFiles files, string path) =>
        new(path, Encoding.UTF8.GetString(files.ReadAllBytes(path)).TrimStart('\uFEFF'));

    private static string Existing(string folder) =>
        Directory.Exists(folder) ? Path.GetFullPath(folder) : throw new DirectoryNotFoundException($"The folder '{folder}' to measure does not exist.");

    private static string RepositoryRoot()
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, "ApexSovereignty.sln"))) return at;
        throw new DirectoryNotFoundException($"Set {FolderVariable}: the repository is not around {AppContext.BaseDirectory}.");
    }
}
