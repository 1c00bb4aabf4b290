using System.Text.Json.Nodes;
using ApexSovereignty.Rules.Policies;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests;

public sealed class OtherCommandTests
{
    private CommandLine line = null!;

    [SetUp]
    public void SetUp() => line = new CommandLine();

    [TearDown]
    public void TearDown() => line.Dispose();

    [Test]
    public void VersionCarriesTheCommit()
    {
        line.Run("--version").ShouldBe(0);
        line.Out.Trim().ShouldMatch(@"^\d+\.\d+\.\d+(\+[0-9a-f]{40})?$");
    }

    [Test]
    public void HelpNamesCommandsAndFirstSteps()
    {
        line.Run("--help").ShouldBe(0);
        foreach (var part in new[] { "scan", "explain", "rules", "First steps:", "Exit codes:" }) line.Out.ShouldContain(part);
        line.Run("scan", "--help").ShouldBe(0);
        foreach (var part in new[] { "--fail-on", "--output", "Examples:" }) line.Out.ShouldContain(part);
    }

    [Test]
    public void NothingAskedShowsHelp()
    {
        line.Run().ShouldBe(ExitCode.Usage);
        line.Out.ShouldContain("First steps:");
    }

    [TestCase("scna", "unknown command 'scna'; did you mean 'scan'?")]
    [TestCase("--verison", "unknown option '--verison'; did you mean '--version'?")]
    public void MistypedCommands(string argument, string message)
    {
        line.Run(argument).ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain(message);
    }

    [Test]
    public void RulesInThreeFormats()
    {
        line.Run("rules").ShouldBe(0);
        line.Out.ShouldContain("SOV1002");
        line.Out.ShouldNotContain("SOV1301");
        line.Run("rules", "--format", "json").ShouldBe(0);
        JsonNode.Parse(line.Out)!.AsArray().Count.ShouldBeGreaterThan(10);
        line.Run("rules", "--format", "md").ShouldBe(0);
        line.Out.ShouldStartWith("| rule |");
        line.Run("rules", "--format", "xml").ShouldBe(ExitCode.Usage);
    }

    [Test]
    public void RulesPrintTheSchema()
    {
        line.Run("rules", "--schema").ShouldBe(0);
        line.Out.ShouldBe(PolicySchema.ToJson());
    }

    [TestCase("SOV1101")]
    [TestCase("sov1101")]
    [TestCase("CrmDataInSystemDebug")]
    public void ExplainShowsTheManualPage(string rule)
    {
        line.Run("explain", rule).ShouldBe(0);
        line.Out.ShouldContain("SOV1101");
        line.Out.ShouldContain("    System.debug", Case.Sensitive);
        line.Out.ShouldNotContain("```");
        line.Out.ShouldNotContain("\u001b");
    }

    [TestCase("SOV1011", "unknown rule 'SOV1011'; did you mean 'SOV1001'?")]
    [TestCase("SOV1301", "unknown rule 'SOV1301'")]
    public void ExplainKnowsNoOtherRules(string rule, string message)
    {
        line.Run("explain", rule).ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain(message);
    }
}
