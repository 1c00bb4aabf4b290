using System.Text;
using System.Text.Json.Nodes;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting.Sarif;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Reporting.Tests;

public sealed class SarifWriterTests
{
    private static readonly JsonNode Full = Parse(SampleReport.Full);

    private static JsonNode Prompt => Results(Full).Single(result => (string?)result["ruleId"] == "SOV1002");

    [Test]
    public void SamplesAreWrittenForTheValidator()
    {
        // .ci/run gives these files to the SARIF Multitool.
        var folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "sarif-samples");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "full.sarif"), Write(SampleReport.Full));
        File.WriteAllBytes(Path.Combine(folder, "empty.sarif"), Write(SampleReport.Empty));
        File.WriteAllBytes(Path.Combine(folder, "large.sarif"), Write(SampleReport.Large(60, 120)));
        new FileInfo(Path.Combine(folder, "full.sarif")).Length.ShouldBeGreaterThan(1000);
    }

    [Test]
    public void BytesAreTheSameEachTimeAndHaveNoMark()
    {
        var first = Write(SampleReport.Full);
        Write(SampleReport.Full).ShouldBe(first);
        first[0].ShouldBe((byte)'{');
        first[^1].ShouldBe((byte)'\n');
        first.ShouldNotContain((byte)'\r');
    }

    [Test]
    public void TheOrderOfResultsDoesNotMatter() =>
        Write(SampleReport.Full with { Results = [.. SampleReport.Full.Results.Reverse()] }).ShouldBe(Write(SampleReport.Full));

    [Test]
    public void TheTimeTakenIsNotWritten() =>
        Write(SampleReport.Full with { Elapsed = TimeSpan.FromDays(1) }).ShouldBe(Write(SampleReport.Full));

    [Test]
    public void AResultHasItsPlace()
    {
        Prompt["level"]!.GetValue<string>().ShouldBe("error");
        var place = Prompt["locations"]![0]!["physicalLocation"]!;
        place["artifactLocation"]!["uri"]!.GetValue<string>().ShouldBe("force-app/main/default/classes/Loan%20Advisor.cls");
        place["artifactLocation"]!["uriBaseId"]!.GetValue<string>().ShouldBe("%SRCROOT%");
        place["region"]!.ToJsonString().ShouldBe("""{"startLine":7,"startColumn":9,"endLine":7,"endColumn":169}""");
    }

    [Test]
    public void APathHasItsSteps()
    {
        var steps = Prompt["codeFlows"]!.AsArray().Single()!["threadFlows"]!.AsArray().Single()!["locations"]!.AsArray();
        steps.Select(step => step!["location"]!["message"]!["text"]!.GetValue<string>()).ShouldBe(SampleReport.Prompt.Path.Select(step => step.Message));
        steps.Select(step => step!["nestingLevel"]!.GetValue<int>()).ShouldBe([1, 1, 2, 2, 1, 1]);
        steps[0]!["kinds"]!.AsArray().Select(kind => kind!.GetValue<string>()).ShouldContain("source");
    }

    // VS Code's viewer shows codeFlows[0].threadFlows[0] alone, moves a step in by nestingLevel - 1, and shows of it message, file and region.
    [Test]
    public void AViewerOfOneFlowMissesNothing()
    {
        foreach (var result in Results(Parse(SampleReport.Full)).Where(result => result!["codeFlows"] is not null))
        {
            var steps = result!["codeFlows"]!.AsArray().Single()!["threadFlows"]!.AsArray().Single()!["locations"]!.AsArray();
            foreach (var step in steps)
            {
                step!["nestingLevel"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(1);
                step["location"]!["message"]!["text"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
                var place = step["location"]!["physicalLocation"]!;
                place["artifactLocation"]!["uri"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
                place["region"]!["startLine"]!.GetValue<int>().ShouldBeGreaterThan(0);
            }
        }
    }

    [Test]
    public void RelatedPlacesAreNumbered() =>
        Prompt["relatedLocations"]!.AsArray().Select(place => place!["id"]!.GetValue<int>()).ShouldBe([1, 2]);

    [Test]
    public void ALongPathKeepsItsEnds()
    {
        var steps = Results(Parse(SampleReport.Large(1, 250))).Single()["codeFlows"]![0]!["threadFlows"]![0]!["locations"]!.AsArray();
        steps.Count.ShouldBe(100);
        steps[0]!["location"]!["message"]!["text"]!.GetValue<string>().ShouldBe("step 0");
        steps[99]!["location"]!["message"]!["text"]!.GetValue<string>().ShouldBe("step 249");
    }

    [Test]
    public void FingerprintsCountDoubles()
    {
        var debug = Results(Full).Where(result => (string?)result["ruleId"] == "SOV1101").Select(result => result["partialFingerprints"]!).ToList();
        debug.Count.ShouldBe(2);
        debug.Select(prints => prints["apexsovPath/v1"]!.GetValue<string>()[^2..]).ShouldBe([":1", ":2"]);
        debug[0]["primaryLocationLineHash"]!.GetValue<string>().ShouldMatch("^[0-9a-f]{1,16}:1$");
    }

    [Test]
    public void ThePathFingerprintSurvivesMovedLines()
    {
        static string Print(Diagnostic diagnostic) => Fingerprints.Compute(SampleReport.Empty with { Results = [new ScanResult(diagnostic)] })[0].Path;
        Print(SampleReport.Prompt with { Location = SampleReport.At(SampleReport.Builder, "person.SSN__c") }).ShouldBe(Print(SampleReport.Prompt));
        Print(SampleReport.Prompt with { IdentityText = "other" }).ShouldNotBe(Print(SampleReport.Prompt));
    }

    [Test]
    public void SuppressedResultsSaySo()
    {
        var suppressed = Results(Full).Where(result => result["suppressions"] is not null).ToList();
        suppressed.Count.ShouldBe(1);
        suppressed[0]["suppressions"]![0]!["kind"]!.GetValue<string>().ShouldBe("inSource");
        suppressed[0]["suppressions"]![0]!["justification"]!.GetValue<string>().ShouldBe("only in sandboxes");
    }

    [Test]
    public void RulesCarryTheirMetadata()
    {
        var rules = Full["runs"]![0]!["tool"]!["driver"]!["rules"]!.AsArray();
        var rule = rules.Single(rule => (string?)rule!["id"] == "SOV1002")!;
        rule["properties"]!["security-severity"]!.GetValue<string>().ShouldBe("8.5");
        rule["properties"]!["precision"]!.GetValue<string>().ShouldBe("high");
        var tags = rule["properties"]!["tags"]!.AsArray().Select(tag => tag!.GetValue<string>()).ToList();
        tags.ShouldContain("external/cwe/cwe-1427");
        tags.ShouldContain("security");
        tags.Count.ShouldBeLessThanOrEqualTo(10);
        rule["help"]!["markdown"]!.GetValue<string>().ShouldNotBeEmpty();
        rule["relationships"]!.AsArray().Select(relation => relation!["target"]!["id"]!.GetValue<string>()).ShouldBe(["201", "359", "1427", "LLM02:2025"]);
        for (var i = 0; i < rules.Count; i++)
            foreach (var result in Results(Full).Where(result => (string?)result["ruleId"] == (string?)rules[i]!["id"]))
                (result["ruleIndex"]?.GetValue<int>() ?? 0).ShouldBe(i);
    }

    // Viewers write a rule and all that it refers to in one line; what has no name leaves a gap there.
    [Test]
    public void TaxaHaveNames()
    {
        foreach (var taxon in Full["runs"]![0]!["taxonomies"]!.AsArray().SelectMany(taxonomy => taxonomy!["taxa"]!.AsArray())) ((string?)taxon!["name"]).ShouldNotBeNullOrEmpty();
    }

    [Test]
    public void RelationshipsPointToTaxa()
    {
        var run = Full["runs"]![0]!;
        foreach (var relation in run["tool"]!["driver"]!["rules"]!.AsArray().SelectMany(rule => rule!["relationships"]?.AsArray() ?? []))
        {
            var target = relation!["target"]!;
            var taxonomy = run["taxonomies"]![target["toolComponent"]!["index"]?.GetValue<int>() ?? 0]!;
            ((string?)taxonomy["name"]).ShouldBe((string?)target["toolComponent"]!["name"]);
            ((string?)taxonomy["taxa"]![target["index"]?.GetValue<int>() ?? 0]!["id"]).ShouldBe((string?)target["id"]);
        }
    }

    [Test]
    public void NotificationsAndProvenance()
    {
        var run = Full["runs"]![0]!;
        run["invocations"]![0]!["executionSuccessful"]!.GetValue<bool>().ShouldBeTrue();
        run["invocations"]![0]!["toolExecutionNotifications"]!.AsArray().Count.ShouldBe(2);
        run["versionControlProvenance"]![0]!["revisionId"]!.GetValue<string>().ShouldStartWith("4f4c9e1");
        run["automationDetails"]!["id"]!.GetValue<string>().ShouldBe("apexsov/");
        run["columnKind"]!.GetValue<string>().ShouldBe("utf16CodeUnits");
        Full["version"]!.GetValue<string>().ShouldBe("2.1.0");
    }

    [Test]
    public void ARunWithoutResultsHasAnEmptyList() => Results(Parse(SampleReport.Empty)).ShouldBeEmpty();

    [TestCase("a b/c#d/ü.cls", "a%20b/c%23d/%C3%BC.cls")]
    [TestCase("c:x/y", "c%3Ax/y")]
    [TestCase("50%/x?y", "50%25/x%3Fy")]
    public void PathsAreEncoded(string path, string expected)
    {
        var diagnostic = SampleReport.Debug with { Location = Text.Location.At(path, 0, 0), Path = [] };
        Results(Parse(SampleReport.Empty with { Results = [new ScanResult(diagnostic)] })).Single()["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!
            .GetValue<string>().ShouldBe(expected);
    }

    private static IEnumerable<JsonNode> Results(JsonNode log) => log["runs"]![0]!["results"]!.AsArray()!;

    private static JsonNode Parse(ScanReport report) => JsonNode.Parse(Encoding.UTF8.GetString(Write(report)))!;

    private static byte[] Write(ScanReport report)
    {
        using var stream = new MemoryStream();
        SarifWriter.Write(report, stream);
        return stream.ToArray();
    }
}
