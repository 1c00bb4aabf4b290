namespace ApexSovereignty.Syntax.Tests;

/// <summary>The samples in testdata/syntax, which use every construct of the language.</summary>
internal static class TestData
{
    private static readonly string Root = FindRoot();

    public static string SyntaxDirectory => Path.Combine(Root, "testdata", "syntax");

    public static IEnumerable<string> SampleNames => Directory.EnumerateFiles(SyntaxDirectory)
        .Select(path => Path.GetFileName(path)!)
        .Where(name => name.EndsWith(".cls", StringComparison.Ordinal) || name.EndsWith(".trigger", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    public static string Read(string name) => File.ReadAllText(Path.Combine(SyntaxDirectory, name)).ReplaceLineEndings("\n");

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "ApexSovereignty.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
