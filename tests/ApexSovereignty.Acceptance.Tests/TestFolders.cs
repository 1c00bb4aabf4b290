namespace ApexSovereignty.Acceptance.Tests;

/// <summary>Where the repository of the running tests keeps its data.</summary>
internal static class TestFolders
{
    public static string Root { get; } = FindRoot();

    public static string TestData { get; } = Path.Combine(Root, "testdata");

    public static string Bench { get; } = Path.Combine(TestData, "bench");

    public static string Sample { get; } = Path.Combine(TestData, "samples", "finserv-advisor");

    public static string Hostile { get; } = Path.Combine(TestData, "hostile");

    private static string FindRoot()
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, "ApexSovereignty.sln"))) return at;
        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
