using ApexSovereignty.Diagnostics;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests;

public sealed class ExtendedPolicyTests
{
    private CommandLine line = null!;

    [SetUp]
    public void SetUp() => line = new CommandLine();

    [TearDown]
    public void TearDown() => line.Dispose();

    [Test]
    public void OwnEntriesGoFirstAndTheRestIsTheCompanys()
    {
        line.With("company/policy.json", """
            {
              "boundary": { "jurisdictions": ["EU"] },
              "endpoints": [{ "match": "https://a.example", "allow": false }, { "match": "https://b.example", "allow": true }],
              "rules": { "SOV1101": "error", "SOV1006": "off" },
              "controls": { "maxFieldsPerPrompt": 3, "businessObjects": ["Loan__c"] },
              "exclude": ["**/legacy/**"],
              "baseline": "company.sarif"
            }
            """);
        line.With("app/apexsov.json", """
            {
              "extends": "../company/policy.json",
              "endpoints": [{ "match": "https://a.example", "allow": true }],
              "rules": { "SOV1101": "warning" },
              "controls": { "businessObjects": [] }
            }
            """);
        line.Run("scan", "app").ShouldBe(0, line.Error);
        var policy = line.Runner.Request!.Policy;
        policy.Jurisdictions.ShouldBe(["EU"]);
        policy.Endpoints.Select(entry => (entry.Match.Text, entry.Allow, entry.File)).ShouldBe([("https://a.example", true, null), ("https://a.example", false, "policy.json"), ("https://b.example", true, "policy.json")]);
        policy.LevelOf("SOV1101").ShouldBe(DiagnosticSeverity.Warning);
        policy.LevelOf("SOV1006").ShouldBe(DiagnosticSeverity.Off);
        policy.Controls.MaxFieldsPerPrompt.ShouldBe(3);
        policy.Controls.BusinessObjects!.Value.ShouldBeEmpty();
        policy.Entries.Select(entry => entry.Text).ShouldNotContain("https://b.example");
        policy.Baseline.ShouldBeNull();
        line.Runner.Request.Exclude.ShouldContain("**/legacy/**");
    }

    [Test]
    public void APolicyChangesItsHashWithTheOneBelow()
    {
        line.With("base.json", "{}").With("apexsov.json", """{ "extends": "base.json" }""").Run("scan");
        var hash = line.Runner.Request!.Policy.Hash;
        line.With("base.json", """{ "boundary": { "jurisdictions": ["EU"] } }""").Run("scan");
        line.Runner.Request!.Policy.Hash.ShouldNotBe(hash);
    }

    [Test]
    public void ModelsAreRelativeToTheirFile()
    {
        line.With("company/models/a.json", """{ "models": [] }""").With("company/policy.json", """{ "models": ["models/*.json"] }""").With("app/apexsov.json", """{ "extends": "../company/policy.json" }""");
        line.Run("scan", "app").ShouldBe(0, line.Error);
    }

    [TestCase("{\n  \"extends\": \"none.json\"\n}", "apexsov.json:2:14: 'extends': the file 'none.json' does not exist")]
    [TestCase("{ \"extends\": \"folder\" }", "apexsov.json:1:14: 'extends': 'folder' is a folder")]
    [TestCase("{ \"extends\": \"apexsov.json\" }", "apexsov.json:1:14: 'extends': 'apexsov.json' extends this file in turn")]
    [TestCase("{ \"extends\": \"circle.json\" }", "circle.json:1:14: 'extends': 'apexsov.json' extends this file in turn")]
    [TestCase("{ \"extends\": \"broken.json\" }", "broken.json:2:3: unknown key 'endpoint'; did you mean 'endpoints'?")]
    [TestCase("{ \"extends\": \"https://bank.example/policy.json\" }", "apexsov.json:1:14: 'extends' takes a file; nothing is fetched from an address")]
    [TestCase("{ \"extends\": \"\" }", "apexsov.json:1:14:")]
    [TestCase("{ \"extends\": [] }", "apexsov.json:1:14:")]
    public void AFaultHasItsPlace(string own, string message)
    {
        line.With("apexsov.json", own).With("folder/a.cls", "").With("circle.json", "{ \"extends\": \"apexsov.json\" }").With("broken.json", "{\n  \"endpoint\": []\n}");
        line.Run("scan").ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain(message);
        line.Runner.Request.ShouldBeNull();
    }
}
