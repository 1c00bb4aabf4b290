using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Policies;
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
              "endpoints": [{ "match": "https://a.example", "allow": true }, { "match": "https://b.example", "allow": true }],
              "rules": { "SOV1101": "error", "SOV1006": "off" },
              "controls": { "maxFieldsPerPrompt": 3, "businessObjects": ["Loan__c"] },
              "exclude": ["**/legacy/**"],
              "baseline": "company.sarif"
            }
            """);
        line.With("app/apexsov.json", """
            {
              "extends": "../company/policy.json",
              "endpoints": [{ "match": "https://a.example", "allow": false }],
              "rules": { "SOV1101": "warning" },
              "controls": { "businessObjects": [] }
            }
            """);
        line.Run("scan", "app").ShouldBe(0, line.Error);
        var policy = line.Runner.Request!.Policy;
        policy.Jurisdictions.ShouldBe(["EU"]);
        policy.Endpoints.Select(entry => (entry.Match.Text, entry.Allow, entry.File)).ShouldBe([("https://a.example", false, null), ("https://a.example", true, "policy.json"), ("https://b.example", true, "policy.json")]);
        policy.LevelOf("SOV1101").ShouldBe(DiagnosticSeverity.Warning);
        policy.LevelOf("SOV1006").ShouldBe(DiagnosticSeverity.Off);
        policy.Controls.MaxFieldsPerPrompt.ShouldBe(3);
        policy.Controls.BusinessObjects!.Value.ShouldBeEmpty();
        policy.Entries.Select(entry => entry.Text).ShouldNotContain("https://b.example");
        policy.Baseline.ShouldBeNull();
        line.Runner.Request.Exclude.ShouldContain("**/legacy/**");
    }

    [TestCase("https://a.example", "https://a.example")]
    [TestCase("https://a.example", "https://a.example/v1/chat")]
    [TestCase("https://*.vendor.example", "https://eu.vendor.example/v1/*")]
    [TestCase("https://*.vendor.example", "https://*.eu.vendor.example")]
    [TestCase("callout:Vendor_*", "callout:Vendor_A/v1")]
    [TestCase("org", "org")]
    public void WhatTheCompanyDeniesCannotBeAllowed(string denied, string allowed)
    {
        line.With("company/policy.json", $"{{\n  \"endpoints\": [\n    {{ \"match\": \"{denied}\", \"allow\": false }}\n  ]\n}}");
        line.With("app/apexsov.json", $"{{ \"extends\": \"../company/policy.json\",\n  \"endpoints\": [ {{ \"match\": \"{allowed}\", \"allow\": true }} ] }}");
        line.Run("scan", "app").ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain($"app/apexsov.json:2:18: '{allowed}' is allowed here, and company/policy.json:3 denies '{denied}'");
    }

    [TestCase("https://a.example/v1", "https://a.example")]
    [TestCase("https://eu.vendor.example", "https://*.vendor.example")]
    [TestCase("callout:Vendor", "callout:Vendor_A")]
    [TestCase("https://*.vendor.example", "https://vendor.example")]
    [TestCase("https://a.example", "http://a.example")]
    public void WhatIsMoreThanTheCompanyDeniesCanBeAllowed(string denied, string allowed)
    {
        line.With("policy.json", $"{{ \"endpoints\": [{{ \"match\": \"{denied}\", \"allow\": false }}] }}");
        line.With("apexsov.json", $"{{ \"extends\": \"policy.json\", \"endpoints\": [{{ \"match\": \"{allowed}\", \"allow\": true }}] }}");
        line.Run("scan").ShouldBe(0, line.Error);
    }

    [Test]
    public void WhatTheCompanyDeniesStaysDenied()
    {
        line.With("company.json", """
            { "endpoints": [
              { "match": "https://good.vendor.example", "allow": true },
              { "match": "https://*.vendor.example", "allow": false },
              { "match": "https://c.example/v1/*", "allow": false },
              { "match": "https://d.example", "allow": true }
            ] }
            """);
        line.With("division.json", """{ "extends": "company.json", "endpoints": [{ "match": "callout:Division", "allow": false }] }""");
        line.With("apexsov.json", """
            { "extends": "division.json", "endpoints": [
              { "match": "https://c.example", "allow": true },
              { "match": "callout:Vendor", "allow": true },
              { "match": "callout:*", "allow": true },
              { "match": "https://d.example/private/*", "allow": false }
            ] }
            """);
        line.Run("scan").ShouldBe(0, line.Error);
        var policy = line.Runner.Request!.Policy;
        Verdict("https://c.example/v2").ShouldBe(EndpointVerdict.Allowed);
        Verdict("https://c.example/v1/chat").ShouldBe(EndpointVerdict.NotAllowed);
        policy.DecideEndpoint(EndpointValue.Prefix("https://c.example/v")).Verdict.ShouldBe(EndpointVerdict.Unresolved);
        Verdict("https://good.vendor.example/x").ShouldBe(EndpointVerdict.Allowed);
        policy.DecideEndpoint(EndpointValue.Exact("callout:Vendor/x") with { CredentialUrl = "https://eu.vendor.example" }).Verdict.ShouldBe(EndpointVerdict.NotAllowed);
        policy.DecideEndpoint(EndpointValue.Exact("callout:Vendor/x") with { CredentialUrl = "https://good.vendor.example" }).Verdict.ShouldBe(EndpointVerdict.Allowed);
        policy.DecideEndpoint(EndpointValue.Exact("callout:Division/x") with { CredentialUrl = "https://d.example" }).Verdict.ShouldBe(EndpointVerdict.NotAllowed);
        Verdict("https://d.example/private/x").ShouldBe(EndpointVerdict.NotAllowed);
        Verdict("https://d.example/x").ShouldBe(EndpointVerdict.Allowed);

        EndpointVerdict Verdict(string url) => policy.DecideEndpoint(EndpointValue.Exact(url)).Verdict;
    }

    [TestCase("https://a.example", "\"accepts\": [\"PII\", \"Health\"]", "'https://a.example' accepts Health data here, and company/policy.json:3 lets 'https://a.example' accept only PII, Financial")]
    [TestCase("https://a.example/v1", "\"accepts\": [\"Unclassified\"]", "'https://a.example/v1' accepts Unclassified data here, and company/policy.json:3 lets 'https://a.example' accept only PII, Financial")]
    [TestCase("https://a.example", "\"jurisdiction\": \"US\"", "'https://a.example' lies in US here, and company/policy.json:3 says that 'https://a.example' lies in EU")]
    public void WhatTheCompanyRestrictsCannotBeWidened(string match, string more, string message)
    {
        line.With("company/policy.json", "{\n  \"endpoints\": [\n    { \"match\": \"https://a.example\", \"allow\": true, \"jurisdiction\": \"EU\", \"accepts\": [\"PII\", \"Financial\"] }\n  ]\n}");
        line.With("app/apexsov.json", $"{{ \"extends\": \"../company/policy.json\",\n  \"endpoints\": [ {{ \"match\": \"{match}\", \"allow\": true, {more} }} ] }}");
        line.Run("scan", "app").ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain($"app/apexsov.json:2:18: {message}: what an extended policy restricts stays restricted");
    }

    [TestCase("\"US\"", "'US' lies in the boundary here, and company.json:2 keeps data in EU")]
    [TestCase("\"DE\", \"CH\"", "'CH' lies in the boundary here, and company.json:2 keeps data in EU")]
    [TestCase("\"DE\"", null)]
    public void TheBoundaryCanOnlyBeNarrowed(string own, string? message)
    {
        line.With("company.json", "{\n  \"boundary\": { \"jurisdictions\": [\"EU\"] }\n}");
        line.With("apexsov.json", $"{{ \"extends\": \"company.json\",\n \"boundary\": {{ \"jurisdictions\": [{own}] }} }}");
        line.Run("scan").ShouldBe(message is null ? 0 : ExitCode.Usage);
        if (message is not null) line.Error.ShouldContain($"apexsov.json:2:33: {message}: what an extended policy restricts stays restricted");
    }

    [Test]
    public void WhatTheCompanyRestrictsStaysRestricted()
    {
        line.With("company.json", """
            { "boundary": { "jurisdictions": ["EU"] },
              "endpoints": [
              { "match": "https://*.vendor.example", "allow": true, "jurisdiction": "EU", "accepts": ["PII", "Financial"] },
              { "match": "https://d.example/us/*", "allow": true, "jurisdiction": "US" },
              { "match": "callout:Vendor", "allow": true, "accepts": ["PII"] }
            ] }
            """);
        line.With("apexsov.json", """
            { "extends": "company.json", "endpoints": [
              { "match": "https://eu.vendor.example", "allow": true, "jurisdiction": "DE", "accepts": ["Financial"] },
              { "match": "https://*.vendor.example", "allow": true },
              { "match": "https://d.example", "allow": true, "jurisdiction": "EU" }
            ] }
            """);
        line.Run("scan").ShouldBe(0, line.Error);
        var policy = line.Runner.Request!.Policy;
        var narrowed = Decide("https://eu.vendor.example/x");
        narrowed.Accepted!.Value.ShouldBe(["Financial"]);
        narrowed.Jurisdiction.ShouldBe("DE");
        narrowed.Permits(["Financial"]).ShouldBeTrue();
        narrowed.Permits(["PII"]).ShouldBeFalse();
        var silent = Decide("https://us.vendor.example/x");
        silent.Jurisdiction.ShouldBe("EU");
        silent.RefusalOf(["PII", "Health"]).ShouldBe("it does not accept Health data");
        Decide("https://d.example/eu").Boundary.ShouldBe(BoundaryPosition.Inside);
        Decide("https://d.example/us/x").RefusalOf(["PII"]).ShouldBe("its jurisdiction US lies outside the boundary");
        policy.DecideEndpoint(EndpointValue.Prefix("https://d.example/")).Jurisdiction.ShouldBe("US");
        var credential = policy.DecideEndpoint(EndpointValue.Exact("callout:Vendor/x") with { CredentialUrl = "https://a.vendor.example" });
        credential.Verdict.ShouldBe(EndpointVerdict.Allowed);
        credential.Accepted!.Value.ShouldBe(["PII"]);

        EndpointDecision Decide(string url) => policy.DecideEndpoint(EndpointValue.Exact(url));
    }

    [Test]
    public void AVoidEntryIsAWarningAndForTheCheckAnError()
    {
        line.With("a.cls", "public class A { }").With("company/policy.json", """{ "endpoints": [{ "match": "callout:A", "allow": true }, { "match": "callout:A", "allow": true }] }""");
        line.With("apexsov.json", "{ \"extends\": \"company/policy.json\", \"endpoints\": [\n { \"match\": \"https://a.example\", \"allow\": true },\n { \"match\": \"https://a.example/v1\", \"allow\": false } ] }");
        line.Run("scan", "--format", "sarif").ShouldBe(0, line.Error);
        line.Out.ShouldContain("'https://a.example/v1' never counts, since 'https://a.example' in line 2 matches the same before it, which says otherwise.");
        line.Out.ShouldContain("'callout:A' never counts, since 'callout:A' in line 1 matches the same before it");
        line.Run("models", "check").ShouldBe(ExitCode.Usage);
        line.Out.ShouldContain("apexsov.json:3:13: error: 'https://a.example/v1' never counts");
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
