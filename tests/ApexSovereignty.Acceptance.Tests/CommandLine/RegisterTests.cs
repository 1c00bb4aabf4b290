using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Acceptance.Tests.CommandLine;

/// <summary><c>apexsov map</c> and <c>apexsov init</c> as scripts rely on them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class RegisterTests : IDisposable
{
    private readonly Apexsov tool = new();

    public void Dispose() => tool.Dispose();

    [Test]
    public void BytesAreTheSameWhateverThreadsAndFolder()
    {
        foreach (var (name, jobs, folder) in new[] { ("one", "1", tool.Folder), ("four", "4", TestFolders.Sample) })
            Apexsov.RunIn(folder, "map", TestFolders.Sample, "--jobs", jobs, "-o", tool.At(name + ".html"), "-o", tool.At(name + ".json"), "-o", tool.At(name + ".csv"), "-o", tool.At(name + ".md")).ExitCode.ShouldBe(0);
        foreach (var extension in new[] { ".html", ".json", ".csv", ".md" }) tool.Bytes("four" + extension).ShouldBe(tool.Bytes("one" + extension), extension);
    }

    [Test]
    public void TheRegisterHasEveryLeakThatAScanFinds()
    {
        Apexsov.RunIn(tool.Folder, "scan", TestFolders.Sample, "--fail-on", "never", "-o", tool.At("scan.json")).ExitCode.ShouldBe(0);
        Apexsov.RunIn(tool.Folder, "map", TestFolders.Sample, "-o", tool.At("map.json")).ExitCode.ShouldBe(0);
        var found = JsonNode.Parse(tool.Bytes("scan.json"))!["results"]!.AsArray()
            .Where(result => result!["fields"]!.AsArray().Count > 0)
            .SelectMany(result => result!["fields"]!.AsArray().Select(field => $"{result["rule"]} {result["location"]!["path"]}:{result["location"]!["line"]} {field!.GetValue<string>().Split(' ')[0]}"));
        var rows = Rows("map.json").Where(row => row["verdict"]!.GetValue<string>() != "permitted")
            .SelectMany(row => row["fields"]!.AsArray().SelectMany(field => row["rules"]!.AsArray().Select(rule => $"{rule} {row["place"]!["path"]}:{row["place"]!["line"]} {row["object"]}.{field}")));
        rows.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(found.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Test]
    public void PermittedFlowsAreRowsToo() =>
        Map().Where(row => row["verdict"]!.GetValue<string>() == "permitted").Select(row => row["destination"]!.GetValue<string>()).Distinct(StringComparer.Ordinal)
            .ShouldContain(destination => destination.StartsWith("callout:Sovereign_LLM", StringComparison.Ordinal));

    [Test]
    public void ADraftedPolicyAllowsNothingAndCoversEverything()
    {
        Copy(TestFolders.Sample, tool.Folder);
        File.Delete(tool.At("apexsov.json"));
        tool.Run("init").ExitCode.ShouldBe(0);
        tool.Run("models", "check").ExitCode.ShouldBe(0);
        tool.Run("map", "-o", "map.json").ExitCode.ShouldBe(0);
        var rows = Rows("map.json");
        rows.Count.ShouldBeGreaterThan(5);
        // What goes to an endpoint is refused by an entry: no endpoint is left undecided, none is allowed.
        rows.Select(row => row["verdict"]!.GetValue<string>()).Distinct(StringComparer.Ordinal).ShouldBe(["violation"]);
        tool.Run("init").ExitCode.ShouldBe(2);
    }

    private List<JsonNode> Map()
    {
        Apexsov.RunIn(tool.Folder, "map", TestFolders.Sample, "-o", tool.At("map.json")).ExitCode.ShouldBe(0);
        return Rows("map.json");
    }

    private List<JsonNode> Rows(string file) => [.. JsonNode.Parse(tool.Bytes(file))!["rows"]!.AsArray().Select(row => row!)];

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
