using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Acceptance.Tests.CommandLine;

/// <summary>An analyzer of others (<c>testdata/analyzers</c>) in the built tool.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class AnalyzerTests : IDisposable
{
    private const string Leak = """
        public class Leak {
            public void run(Id id) {
                Account a = [SELECT AnnualRevenue, Phone FROM Account WHERE Id = :id];
                System.debug(a.AnnualRevenue);
                System.debug(a.Phone);
            }
        }
        """;

    private readonly Apexsov tool = new();

    // Built beside the tests, in the configuration they are built in.
    internal static string Assembly => Path.Combine(TestFolders.TestData, "analyzers", "FinancialData", "bin", Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!, "net10.0", "Bank.FinancialData.dll");

    public void Dispose() => tool.Dispose();

    [Test]
    public void ItsRuleReportsBesideTheBuiltInOnes()
    {
        var run = tool.With("classes/Leak.cls", Leak).Run("scan", "--analyzers", Assembly, "-o", "out.sarif");
        run.ExitCode.ShouldBe(1, run.Error);
        run.Output.ShouldContain("error[BANK0001]: Financial data in a log");
        run.Output.ShouldContain("Account.AnnualRevenue in a log: call the data office.");
        var sarif = JsonNode.Parse(tool.Bytes("out.sarif"))!["runs"]![0]!;
        sarif["results"]!.AsArray().Count(result => (string?)result!["ruleId"] == "BANK0001").ShouldBe(1);
        sarif["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => (string?)rule!["id"]).ShouldContain("BANK0001");
        tool.Run("scan").Output.ShouldNotContain("BANK0001");
    }

    [Test]
    public void ItsResultsCanBeSuppressedAndBaselined()
    {
        tool.With("classes/Leak.cls", Leak.Replace("a.AnnualRevenue);", "a.AnnualRevenue); // apexsov-ignore BANK0001 -- told to the data office", StringComparison.Ordinal));
        var run = tool.Run("scan", "--analyzers", Assembly);
        run.Output.ShouldNotContain("error[BANK0001]");
        run.Output.ShouldContain("1 suppressed");
        tool.With("classes/Leak.cls", Leak).Run("baseline", "--analyzers", Assembly).ExitCode.ShouldBe(0);
        tool.Run("scan", "--analyzers", Assembly).ExitCode.ShouldBe(0);
    }

    [Test]
    public void ItsLevelIsConfiguredAsAnyOther()
    {
        tool.With("classes/Leak.cls", Leak).With("apexsov.json", """{ "rules": { "BANK0001": "warning", "SOV1101": "off" } }""");
        var run = tool.Run("scan", "--analyzers", Assembly);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("warning[BANK0001]");
        run = tool.Run("scan", "--analyzers", Assembly, "--rule", "BANK0001=error");
        run.ExitCode.ShouldBe(1, run.Error);
        run.Output.ShouldContain("error[BANK0001]");
        run = tool.Run("scan", "--analyzers", Assembly, "--rule", "BANK0001=off");
        run.Output.ShouldNotContain("BANK0001]");
        run = tool.Run("scan", "--analyzers", Assembly, "--rule", "SOV1102");
        run.Output.ShouldNotContain("BANK0001]");
        run = tool.Run("scan", "--analyzers", Assembly, "--rule", "BANK0001");
        run.Output.ShouldContain("warning[BANK0001]");
        run.Output.ShouldNotContain("SOV1101]");
    }

    [Test]
    public void ALevelOfARuleThatIsNotThereIsAWarning()
    {
        var run = tool.With("classes/Leak.cls", Leak).With("apexsov.json", """{ "rules": { "BANK0001": "off" } }""").Run("scan");
        run.ExitCode.ShouldBe(1, run.Error);
        run.Output.ShouldContain("The configuration sets the level of 'BANK0001', and no rule of this scan has that id");
        tool.Run("scan", "--analyzers", Assembly).Output.ShouldNotContain("no rule of this scan");
        run = tool.Run("scan", "--rule", "BANK0001=off");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("unknown rule 'BANK0001'; rules of others come with --analyzers");
    }

    [Test]
    public void WhatAScanWithoutItDoesNotLookAtHasNotGone()
    {
        tool.With("classes/Leak.cls", Leak).Run("baseline", "--analyzers", Assembly).ExitCode.ShouldBe(0);
        tool.Run("scan").Output.ShouldNotContain("gone");
        tool.With("classes/Leak.cls", "public class Leak { }");
        tool.Run("scan", "--analyzers", Assembly).Output.ShouldContain("BANK0001");
    }

    [TestCase("none.dll", "'none.dll' does not exist")]
    [TestCase("text.dll", "'text.dll' cannot be loaded")]
    [TestCase("tool", "holds no public class that derives from DiagnosticAnalyzer")]
    public void WhatCannotBeLoadedIsTwo(string name, string message)
    {
        var run = tool.With("text.dll", "no assembly").Run("scan", "--analyzers", name == "tool" ? Path.Combine(AppContext.BaseDirectory, "Newtonsoft.Json.dll") : name);
        run.ExitCode.ShouldBe(2, run.Error);
        run.Error.ShouldContain(message);
        run.Error.ShouldNotContain("   at ");
    }
}
