using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Acceptance.Tests.CommandLine;

/// <summary><c>apexsov explain FILE:LINE</c> as its readers see it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class ExplainTests : IDisposable
{
    private static readonly string Client = Path.Combine(TestFolders.Sample, "force-app", "main", "default", "classes", "RestClient.cls");

    private readonly Apexsov tool = new();

    public void Dispose() => tool.Dispose();

    [Test]
    public void ALineOfTheSampleIsExplained()
    {
        var run = Apexsov.RunIn(tool.Folder, "explain", Client + ":" + LineOf("request.setBody"));
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("error[SOV1001]");
        run.Output.ShouldContain("permitted, the policy");
        run.Output.ShouldContain("not permitted, the");
        run.Output.ShouldContain("callout:Sovereign_LLM/v1/chat/completions");
        run.Output.ShouldNotContain("\u001b");
        run.Error.ShouldBeEmpty();
    }

    [Test]
    public void AnEndpointIsExplainedForEveryCaller()
    {
        var run = Apexsov.RunIn(tool.Folder, "explain", Client + ":" + LineOf("request.setEndpoint"));
        run.ExitCode.ShouldBe(0, run.Error);
        foreach (var caller in new[] { "BureauClient.cls:", "SovereignGateway.cls:", "VendorScoreClient.cls:" }) run.Output.ShouldContain(caller);
        run.Output.ShouldContain("not allowed: the policy does not allow 'callout:Us_Score_Vendor'");
    }

    [Test]
    public void ALineWithoutCodeIsTwo()
    {
        var run = Apexsov.RunIn(tool.Folder, "explain", Client + ":1");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("there is no code at");
        run.Output.ShouldBeEmpty();
    }

    private static string LineOf(string code)
    {
        var line = Array.FindIndex(File.ReadAllLines(Client), text => text.Contains(code, StringComparison.Ordinal)) + 1;
        return line.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
