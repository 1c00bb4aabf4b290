using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Policies;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Rules.Tests;

public sealed class PolicyReaderTests
{
    private const string Full = """
        {
          "$schema": "./apexsov.schema.json",                      // beside the file
          "boundary":  { "jurisdictions": ["EU", "CH"] },
          /* where data may go */
          "endpoints": [
            { "match": "callout:Sovereign_LLM",            "allow": true,  "kind": "llm", "jurisdiction": "EU", "accepts": ["PII", "Financial"] },
            { "match": "https://*.bank.example.eu/v1/*",   "allow": true,  "jurisdiction": "EU" },
            { "match": "https://collector.vendor.example", "allow": false, "kind": "monitoring", "jurisdiction": "US" }
          ],
          "fields": {
            "sensitive": [ { "match": "Loan__c.*", "class": "Financial" } ],
            "public":    [ "*.Id", "Product2.*" ]
          },
          "models": [ "apexsov-models/*.json" ],
          "sanitizers": [ "PiiMasker.mask", "Tokenizer.*" ],
          "controls": {
            "reviewFlags":      [ "*.Requires_Human_Review__c", { "match": "*.AI_Review_Status__c", "values": ["Pending"] } ],
            "audit":            [ "Llm_Audit__c", "AuditLog.record" ],
            "outputValidators": [ "OutputGuard.check" ],
            "promptGuards":     [ "PromptGuard.neutralise" ],
            "anonymisers":      [ "Anonymiser.scrub" ],
            "businessObjects":  [ "Loan__c", "Opportunity" ],
            "stagingObjects":   [ "Llm_Draft__c" ],
            "decisionFields":   [ "Loan__c.Status__c" ],
            "untrusted":        [ "Case.Description" ],
            "maxFieldsPerPrompt": 12
          },
          "loggers":   [ "Logger.*" ],
          "rules":     { "SOV1101": "warning", "SOV1503": "off" },
          "exclude":   [ "**/legacy/**" ],
          "baseline":  "apexsov-baseline.sarif",
        }
        """;

    [Test]
    public void EveryKeyIsRead()
    {
        var policy = Read(Full);
        policy.Jurisdictions.ShouldBe(["EU", "CH"]);
        policy.Endpoints.Select(entry => entry.Match.Text).ShouldBe(["callout:Sovereign_LLM", "https://*.bank.example.eu/v1/*", "https://collector.vendor.example"]);
        policy.Endpoints[0].Allow.ShouldBeTrue();
        policy.Endpoints[0].Kind.ShouldBe(EndpointKind.Llm);
        policy.Endpoints[0].Jurisdiction.ShouldBe("EU");
        policy.Endpoints[0].Accepts!.Value.ShouldBe(["PII", "Financial"]);
        policy.Endpoints[0].Line.ShouldBe(6);
        policy.Endpoints[1].Accepts.ShouldBeNull();
        policy.Endpoints[2].Allow.ShouldBeFalse();
        policy.SensitiveFields.Single().Class.ShouldBe("Financial");
        policy.PublicFields.Select(pattern => pattern.Text).ShouldBe(["*.Id", "Product2.*"]);
        policy.Models.ShouldBe(["apexsov-models/*.json"]);
        policy.Sanitizers.Select(pattern => pattern.Text).ShouldBe(["PiiMasker.mask", "Tokenizer.*", "Anonymiser.scrub"]);
        policy.Controls.ReviewFlags.Select(flag => flag.Match.Text + "=" + string.Join('|', flag.Values)).ShouldBe(["*.Requires_Human_Review__c=", "*.AI_Review_Status__c=Pending"]);
        policy.Controls.AuditObjects.Single().Text.ShouldBe("Llm_Audit__c");
        policy.Controls.AuditMethods.Single().Text.ShouldBe("AuditLog.record");
        policy.Controls.OutputValidators.Single().Text.ShouldBe("OutputGuard.check");
        policy.Controls.PromptGuards.Single().Text.ShouldBe("PromptGuard.neutralise");
        policy.Controls.BusinessObjects!.Value.Select(pattern => pattern.Text).ShouldBe(["Loan__c", "Opportunity"]);
        policy.Controls.StagingObjects.Single().Text.ShouldBe("Llm_Draft__c");
        policy.Controls.DecisionFields.Single().Text.ShouldBe("Loan__c.Status__c");
        policy.Controls.Untrusted.Single().Text.ShouldBe("Case.Description");
        policy.Controls.MaxFieldsPerPrompt.ShouldBe(12);
        policy.IsLogger("Logger", "info").ShouldBeTrue();
        policy.LevelOf("SOV1101").ShouldBe(DiagnosticSeverity.Warning);
        policy.LevelOf("SOV1503").ShouldBe(DiagnosticSeverity.Off);
        policy.LevelOf("SOV1001").ShouldBeNull();
        policy.Exclude.ShouldBe(["**/legacy/**"]);
        policy.Baseline.ShouldBe("apexsov-baseline.sarif");
        policy.Path.ShouldBe("apexsov.json");
    }

    [Test]
    public void AnEmptyObjectSaysWhatNoFileSays()
    {
        var policy = Read("{}");
        policy.HasEndpoints.ShouldBeFalse();
        policy.Controls.BusinessObjects.ShouldBeNull();
        policy.Controls.MaxFieldsPerPrompt.ShouldBe(8);
    }

    [TestCase("""{ "endpoints": [{ "match": "https://a.example", "allow": true }, { "match": "https://a.example/v1", "allow": false }] }""", "1:77: 'https://a.example/v1' never counts, since 'https://a.example' in line 1 matches the same before it, which says otherwise")]
    [TestCase("""{ "endpoints": [{ "match": "https://*.b.example", "allow": true }, { "match": "https://x.b.example", "allow": true }] }""", "1:79: 'https://x.b.example' never counts, since 'https://*.b.example' in line 1 matches the same before it")]
    [TestCase("""{ "endpoints": [{ "match": "callout:*", "allow": true }, { "match": "callout:A/v1", "allow": true }] }""", "1:69: 'callout:A/v1' never counts")]
    [TestCase("""{ "fields": { "sensitive": [{ "match": "A.B", "class": "PII" }], "public": ["a.b"] } }""", "1:77: 'a.b' stands here twice, first in line 1")]
    [TestCase("""{ "fields": { "sensitive": [{ "match": "A.B", "class": "PII" }, { "match": "A.B", "class": "Financial" }] } }""", "1:76: 'A.B' stands here twice, first in line 1")]
    public void EntriesThatOthersMakeVoidAreTold(string json, string warning)
    {
        var policy = PolicyReader.Read("p.json", json).Policy.ShouldNotBeNull();
        policy.VoidEntries.ShouldHaveSingleItem().ToString().ShouldStartWith("p.json:" + warning);
    }

    [TestCase("""{ "endpoints": [{ "match": "https://a.example/v1", "allow": false }, { "match": "https://a.example", "allow": true }] }""")]
    [TestCase("""{ "endpoints": [{ "match": "https://*.b.example", "allow": true }, { "match": "https://b.example", "allow": true }] }""")]
    [TestCase("""{ "endpoints": [{ "match": "https://a.example", "allow": true }, { "match": "https://a.example:8443", "allow": true }, { "match": "http://a.example", "allow": false }] }""")]
    [TestCase("""{ "endpoints": [{ "match": "https://a.example/v1", "allow": true }, { "match": "https://a.example/v1/*", "allow": false }, { "match": "https://a.example/*/x", "allow": false }] }""")]
    [TestCase("""{ "endpoints": [{ "match": "callout:A_*", "allow": true }, { "match": "callout:*_A", "allow": false }, { "match": "org", "allow": false }] }""")]
    [TestCase("""{ "fields": { "sensitive": [{ "match": "A.*", "class": "PII" }], "public": ["A.B"] } }""")]
    public void EntriesThatSayMoreAreNotVoid(string json) => PolicyReader.Read("p.json", json).Policy.ShouldNotBeNull().VoidEntries.ShouldBeEmpty();

    [TestCase("""{ "endpoint": [] }""", "1:3: unknown key 'endpoint'; did you mean 'endpoints'?")]
    [TestCase("{\n  \"boundary\": { \"jurisdiction\": [\"EU\"] }\n}", "2:17: unknown key 'jurisdiction'; did you mean 'jurisdictions'?")]
    [TestCase("""{ "qwertyuiop": 1 }""", "1:3: unknown key 'qwertyuiop'; known here: $schema, extends")]
    [TestCase("""{ "exclude": "x" }""", "1:14: 'exclude' takes a list, not a string")]
    [TestCase("""{ "exclude": [1] }""", "1:15: 'exclude' takes a string, not a number")]
    [TestCase("""{ "exclude": [null] }""", "1:15: 'exclude' takes a string, not null")]
    [TestCase("""{ "exclude": [" "] }""", "1:15: an empty string says nothing here")]
    [TestCase("""{ "endpoints": [ { "match": "org", "allow": "yes" } ] }""", "1:45: 'endpoints.allow' takes true or false, not a string")]
    [TestCase("""{ "endpoints": [ { "match": "org" } ] }""", "1:18: 'allow' is missing here")]
    [TestCase("""{ "endpoints": [ { "allow": true } ] }""", "1:18: 'match' is missing here")]
    [TestCase("""{ "endpoints": [ { "match": "https://*", "allow": true } ] }""", "1:29: 'https://*' would match every host")]
    [TestCase("""{ "endpoints": [ { "match": "org", "allow": true, "kind": "LLM" } ] }""", "1:59: 'LLM' is none of llm, training, monitoring, middleware; did you mean 'llm'?")]
    [TestCase("""{ "rules": { "SOV1101": "warn" } }""", "1:25: 'warn' is none of error, warning, note, off")]
    [TestCase("""{ "rules": { "SOV110": "off" } }""", "1:14: unknown rule 'SOV110'; did you mean 'SOV1101'?")]
    [TestCase("""{ "rules": { "SVO1101": "off" } }""", "1:14: unknown rule 'SVO1101'; did you mean 'SOV1101'?")]
    [TestCase("""{ "rules": { "BANK-1": "off" } }""", "1:14: unknown rule 'BANK-1'")]
    [TestCase("""{ "rules": { "sov1101": "off" } }""", "1:14: unknown rule 'sov1101'; did you mean 'SOV1101'?")]
    [TestCase("""{ "rules": [] }""", "1:12: 'rules' takes an object, not a list")]
    [TestCase("{\n\"rules\": {},\n\"rules\": {} }", "3:1: 'rules' stands here twice, first in line 2")]
    [TestCase("""{ "sanitizers": ["mask"] }""", "1:18: 'mask' is not a method pattern")]
    [TestCase("""{ "fields": { "public": ["Id"] } }""", "1:26: 'Id' is not a field pattern")]
    [TestCase("""{ "controls": { "maxFieldsPerPrompt": 0 } }""", "1:39: 'controls.maxFieldsPerPrompt' must be a whole number from 1")]
    [TestCase("""{ "controls": { "maxFieldsPerPrompt": 1.5 } }""", "1:39: 'controls.maxFieldsPerPrompt' must be a whole number from 1")]
    [TestCase("""{ "controls": { "reviewFlags": [3] } }""", "1:33: 'controls.reviewFlags' takes strings or objects, not a number")]
    [TestCase("[]", "1:1: the file must hold an object, not a list")]
    [TestCase("", "1:1: the file is empty: write at least {}")]
    [TestCase("// nothing", "1:11: not valid JSON")]
    [TestCase("{ \"ünde\": 1, \"ex\": 2 }", "1:14: unknown key 'ex'")]
    [TestCase("{\n  \"exclude\": [ \"a\" \n  \"b\" ] }", "3:3: not valid JSON: ")]
    [TestCase("{} {}", "1:4: not valid JSON: ")]
    [TestCase("{ \"exclude\": [ \"\\ud800\" ] }", "1:16: not valid JSON: ")]
    public void FaultsAreErrorsWithTheirPlace(string json, string expected)
    {
        var result = PolicyReader.Read("apexsov.json", json);
        result.Policy.ShouldBeNull();
        result.Errors.ShouldNotBeEmpty();
        result.Errors.Select(error => error.ToString()).ShouldContain(error => error.StartsWith("apexsov.json:" + expected, StringComparison.Ordinal), string.Join('\n', result.Errors));
    }

    [Test]
    public void AllErrorsAreReportedInOrder() =>
        PolicyReader.Read("p", "{ \"rules\": { \"SOV9\": \"no\" },\n \"boundry\": {} }").Errors.Select(error => error.Line).ShouldBe([1, 1, 2]);

    [Test]
    public void DeepNestingIsAnErrorAndNoCrash() =>
        PolicyReader.Read("p", new string('[', 100_000)).Errors.Length.ShouldBe(1);

    [Test]
    public void HashSeesContentOnly()
    {
        var hash = Read("""{ "exclude": ["a"] }""").Hash;
        Read("{ // comment\n \"$schema\": \"x\", \"exclude\" : [ \"a\", ] }").Hash.ShouldBe(hash);
        Read("""{ "exclude": ["b"] }""").Hash.ShouldNotBe(hash);
        hash.Length.ShouldBe(64);
    }

    [Test]
    public void SchemaFileIsTheTable()
    {
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, PolicySchema.FileName);
        File.ReadAllText(path).ReplaceLineEndings("\n").ShouldBe(PolicySchema.ToJson(), "write it anew: apexsov rules --schema > src/ApexSovereignty.Rules/Policies/apexsov.schema.json");
    }

    private static Policy Read(string json)
    {
        var result = PolicyReader.Read("apexsov.json", json);
        result.Errors.ShouldBeEmpty();
        return result.Policy!;
    }
}
