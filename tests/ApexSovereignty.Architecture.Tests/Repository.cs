namespace ApexSovereignty.Architecture.Tests;

/// <summary>The sources of the running tests.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Source { get; } = Path.Combine(Root, "src");

    /// <summary>Names of the projects under <c>src</c>.</summary>
    public static string[] Projects { get; } = [.. Directory.EnumerateDirectories(Source).Select(folder => Path.GetFileName(folder)).Where(name => File.Exists(Path.Combine(Source, name, name + ".csproj"))).Order(StringComparer.Ordinal)];

    private static string FindRoot()
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, "ApexSovereignty.sln"))) return at;
        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
