using ApexSovereignty.Rules.Policies;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Rules.Tests;

public sealed class EndpointDecisionTests
{
    private static readonly Policy Bank = Read("""
        {
          "boundary": { "jurisdictions": ["EU", "CH"] },
          "endpoints": [
            { "match": "callout:Sovereign_LLM", "allow": true, "kind": "llm", "jurisdiction": "EU", "accepts": ["PII", "Financial"] },
            { "match": "https://api.openai.com", "allow": true, "jurisdiction": "US" },
            { "match": "https://de.bank.example/v1/*", "allow": true, "jurisdiction": "DE" },
            { "match": "https://nowhere.bank.example", "allow": true },
            { "match": "https://collector.vendor.example", "allow": false, "kind": "monitoring", "jurisdiction": "US" },
            { "match": "https://mixed.example/private/*", "allow": false },
            { "match": "https://mixed.example", "allow": true },
            { "match": "https://claude.example", "allow": true, "kind": "llm" }
          ]
        }
        """);

    [Test]
    public void NothingIsAllowedWithoutPolicy()
    {
        var decision = Policy.Default.DecideEndpoint(EndpointValue.Exact("https://api.openai.com/v1/chat"));
        decision.Verdict.ShouldBe(EndpointVerdict.NotAllowed);
        decision.Kind.ShouldBe(EndpointKind.Llm);
        decision.Jurisdiction.ShouldBe("US");
        decision.Boundary.ShouldBe(BoundaryPosition.NotStated);
        decision.Host.ShouldBe("api.openai.com");
        decision.Permits(["PII"]).ShouldBeFalse();
    }

    [Test]
    public void TheOrgIsAllowedWithoutPolicy()
    {
        Policy.Default.DecideEndpoint(EndpointValue.Prefix(EndpointValue.OrgUrl + "/services/")).Permits(["PII"]).ShouldBeTrue();
        Read("""{ "endpoints": [ { "match": "org", "allow": false } ] }""").DecideEndpoint(EndpointValue.Exact("/services/x")).Verdict.ShouldBe(EndpointVerdict.NotAllowed);
    }

    [Test]
    public void TheFirstMatchWins()
    {
        Decide("https://mixed.example/private/x").Verdict.ShouldBe(EndpointVerdict.NotAllowed);
        Decide("https://mixed.example/open/x").Verdict.ShouldBe(EndpointVerdict.Allowed);
    }

    [Test]
    public void AnOpenPathThatEntriesDisagreeAboutIsUnresolved()
    {
        Bank.DecideEndpoint(EndpointValue.Prefix("https://mixed.example/")).Verdict.ShouldBe(EndpointVerdict.Unresolved);
        Bank.DecideEndpoint(EndpointValue.Prefix("https://mixed.example/open/")).Verdict.ShouldBe(EndpointVerdict.Allowed);
        Bank.DecideEndpoint(EndpointValue.Prefix("https://de.bank.example/")).Verdict.ShouldBe(EndpointVerdict.Unresolved);
        Bank.DecideEndpoint(EndpointValue.Prefix("https://de.bank.example/v2/")).Verdict.ShouldBe(EndpointVerdict.NotAllowed);
    }

    [TestCase("https://api.openai.com/v1", "Allowed", "Outside", false)]
    [TestCase("https://de.bank.example/v1/x", "Allowed", "Inside", true)]
    [TestCase("https://nowhere.bank.example/x", "Allowed", "NotStated", true)]
    [TestCase("https://collector.vendor.example/x", "NotAllowed", "Outside", false)]
    [TestCase("https://api.anthropic.com/v1", "NotAllowed", "Outside", false)]
    [TestCase("https://api.mistral.ai/v1", "NotAllowed", "Inside", false)]
    [TestCase("https://unheard.example/v1", "NotAllowed", "NotStated", false)]
    public void JurisdictionAndVerdict(string url, string verdict, string boundary, bool permits)
    {
        var decision = Decide(url);
        decision.Verdict.ToString().ShouldBe(verdict);
        decision.Boundary.ToString().ShouldBe(boundary);
        decision.Permits(["PII"]).ShouldBe(permits);
    }

    [Test]
    public void ClassesAreAccepted()
    {
        var decision = Decide("callout:Sovereign_LLM/v1");
        decision.Kind.ShouldBe(EndpointKind.Llm);
        decision.CredentialName.ShouldBe("Sovereign_LLM");
        decision.Permits(["PII", "financial"]).ShouldBeTrue();
        decision.Permits(["PII", "Health"]).ShouldBeFalse();
        decision.Permits(["Unclassified"]).ShouldBeFalse();
        decision.Refused(["PII", "Health"]).ShouldBe(["Health"]);
    }

    [Test]
    public void ACredentialIsAllowedWhenItsUrlIs()
    {
        var decision = Bank.DecideEndpoint(EndpointValue.Exact("callout:Other/v1/chat") with { CredentialUrl = "https://de.bank.example" });
        decision.Verdict.ShouldBe(EndpointVerdict.Allowed);
        decision.Display.ShouldBe("callout:Other/v1/chat (https://de.bank.example/v1/chat)");
        decision.Host.ShouldBe("de.bank.example");
        // What climbs out of the credential's own path is held against the whole URL.
        Bank.DecideEndpoint(EndpointValue.Exact("callout:Other/../admin") with { CredentialUrl = "https://de.bank.example/v1/" }).Verdict.ShouldBe(EndpointVerdict.NotAllowed);
        Bank.DecideEndpoint(EndpointValue.Exact("callout:Other/x/../chat") with { CredentialUrl = "https://de.bank.example/v1/" }).Verdict.ShouldBe(EndpointVerdict.Allowed);
        Bank.DecideEndpoint(EndpointValue.Exact("callout:Other/x") with { CredentialUrl = "https://de.bank.example/v2/" }).Verdict.ShouldBe(EndpointVerdict.NotAllowed);
        Bank.DecideEndpoint(EndpointValue.Exact("callout:Other")).Verdict.ShouldBe(EndpointVerdict.NotAllowed);
    }

    [Test]
    public void ACredentialOfAKnownHostHasItsKind()
    {
        var decision = Policy.Default.DecideEndpoint(EndpointValue.Prefix("callout:Gpt/") with { CredentialUrl = "https://api.openai.com/v1" });
        decision.Kind.ShouldBe(EndpointKind.Llm);
        decision.Jurisdiction.ShouldBe("US");
        decision.Display.ShouldBe("callout:Gpt/… (https://api.openai.com/v1/…)");
    }

    [Test]
    public void AllowedThroughTheCredentialThoughTheUrlIsOutside()
    {
        var decision = Bank.DecideEndpoint(EndpointValue.Exact("callout:Sovereign_LLM") with { CredentialUrl = "https://api.openai.com" });
        decision.Verdict.ShouldBe(EndpointVerdict.Allowed);
        decision.Jurisdiction.ShouldBe("EU");
    }

    [TestCase("", false)]
    [TestCase("https://", false)]
    [TestCase("https://a.example", false)]
    [TestCase("https://a.example:8", false)]
    [TestCase("callout:", false)]
    [TestCase("ftp://a.example/", true)]
    [TestCase("a.example/v1", true)]
    [TestCase("https:///", true)]
    [TestCase("https://{0}.example/v1", true)]
    [TestCase("https://a.example:x/v1", true)]
    public void WhatIsNotFixedIsUnresolved(string text, bool exact)
    {
        var decision = Bank.DecideEndpoint(new EndpointValue(text, exact));
        decision.Verdict.ShouldBe(EndpointVerdict.Unresolved);
        decision.Reason.ShouldNotBeEmpty();
    }

    [TestCase("https://a..example/v1")]
    [TestCase("https://.de.bank.example/v1/chat")]
    [TestCase("https://de.bank.example../v1/chat")]
    [TestCase("https://de.bank.example%40evil.example/v1/chat")]
    public void AHostThatIsFixedAndNoneOfTheBankIsNotAllowed(string text) =>
        Bank.DecideEndpoint(EndpointValue.Exact(text)).Verdict.ShouldBe(EndpointVerdict.NotAllowed);

    [TestCase("https://\uFF44\uFF45.bank.example/v1/chat")]
    [TestCase("https://d\u00ADe.bank.example/v1/chat")]
    public void LettersThatStandForAsciiAreAscii(string text) =>
        Bank.DecideEndpoint(EndpointValue.Exact(text)).Host.ShouldBe("de.bank.example");

    [Test]
    public void TheReasonOfTheAnalysisIsShown() =>
        Bank.DecideEndpoint(EndpointValue.Unknown("it comes from a parameter of an entry point")).Reason.ShouldBe("it comes from a parameter of an entry point");

    [Test]
    public void SecretsOfAUrlAreNotShown()
    {
        Decide("https://me:secret@unheard.example/v1?key=secret").Display.ShouldBe("https://unheard.example/v1");
        Bank.DecideEndpoint(EndpointValue.Prefix("https://me:secret@")).Display.ShouldNotContain("secret");
    }

    [TestCase("http://unheard.example/", true)]
    [TestCase("http://localhost:8080/", false)]
    [TestCase("http://127.0.0.1/", false)]
    [TestCase("https://unheard.example/", false)]
    public void ClearText(string url, bool expected) => Decide(url).IsClearText.ShouldBe(expected);

    [TestCase("bedrock-runtime.eu-central-1.amazonaws.com", "EU")]
    [TestCase("bedrock-runtime.eu-west-2.amazonaws.com", "GB")]
    [TestCase("bedrock-runtime.us-east-1.amazonaws.com", "US")]
    [TestCase("europe-west6-aiplatform.googleapis.com", "CH")]
    [TestCase("europe-west4-aiplatform.googleapis.com", "EU")]
    [TestCase("my-resource.openai.azure.com", null)]
    [TestCase("api.mistral.ai", "EU")]
    [TestCase("eu.api.openai.com", "EU")]
    public void KnownLanguageModels(string host, string? jurisdiction)
    {
        var known = KnownHosts.Find(host);
        known.ShouldNotBeNull();
        known.Kind.ShouldBe(EndpointKind.Llm);
        known.Jurisdiction.ShouldBe(jurisdiction);
    }

    [TestCase("http-intake.logs.datadoghq.eu", EndpointKind.Monitoring)]
    [TestCase("o1.ingest.de.sentry.io", EndpointKind.Monitoring)]
    [TestCase("hooks.slack.com", EndpointKind.Monitoring)]
    [TestCase("hooks.zapier.com", EndpointKind.Middleware)]
    [TestCase("sentry.io", EndpointKind.Monitoring)]
    public void KnownServices(string host, EndpointKind kind) => KnownHosts.Find(host)!.Kind.ShouldBe(kind);

    [TestCase("api.openai.com.evil.example")]
    [TestCase("notsentry.io")]
    [TestCase("a.b.openai.azure.com")]
    public void LookAlikesAreNotKnown(string host) => KnownHosts.Find(host).ShouldBeNull();

    [TestCase("DE", "EU", true)]
    [TestCase("eu", "EU", true)]
    [TestCase("NO", "EEA", true)]
    [TestCase("NO", "EU", false)]
    [TestCase("EU", "EEA", true)]
    [TestCase("EU", "DE", false)]
    [TestCase("GB", "EU", false)]
    [TestCase("CH", "EEA", false)]
    public void MemberStatesLieInTheirUnion(string jurisdiction, string boundary, bool inside) =>
        Jurisdictions.Locate(jurisdiction, [boundary]).ShouldBe(inside ? BoundaryPosition.Inside : BoundaryPosition.Outside);

    [TestCase("Loan__c", "Amount__c", "Financial")]
    [TestCase("loan__C", "amount__C", "Financial")]
    [TestCase("Loan__c", "Id", "public")]
    [TestCase("Product2", "Name", "public")]
    [TestCase("Product2", "SSN__c", "PII")]
    [TestCase("Contact", "Home_Phone__c", "PII")]
    [TestCase("Contact", "Name", "")]
    public void FieldsAreClassified(string objectName, string field, string expected)
    {
        var policy = Read("""
            { "fields": {
                "sensitive": [ { "match": "Loan__c.*", "class": "Financial" }, { "match": "*.SSN__c", "class": "PII" }, { "match": "Contact.*Phone*", "class": "PII" } ],
                "public": [ "*.Id", "Product2.*" ] } }
            """);
        var decision = policy.DecideField(objectName, field);
        (decision is null ? "" : decision.IsPublic ? "public" : decision.Class).ShouldBe(expected);
    }

    [TestCase("PiiMasker", "mask", true)]
    [TestCase("piimasker", "MASK", true)]
    [TestCase("PiiMasker", "unmask", false)]
    [TestCase("Tokenizer", "anything", true)]
    [TestCase("Outer.Inner", "clean", true)]
    [TestCase("Inner", "clean", false)]
    [TestCase("Anonymiser", "scrub", true)]
    public void SanitizersMatch(string type, string method, bool expected) =>
        Read("""{ "sanitizers": [ "PiiMasker.mask", "Tokenizer.*", "Outer.Inner.clean" ], "controls": { "anonymisers": [ "Anonymiser.scrub" ] } }""")
            .IsSanitizer(type, method).ShouldBe(expected);

    private static EndpointDecision Decide(string url) => Bank.DecideEndpoint(EndpointValue.Exact(url));

    private static Policy Read(string json) => PolicyReader.Read("apexsov.json", json).Policy.ShouldNotBeNull();
}
