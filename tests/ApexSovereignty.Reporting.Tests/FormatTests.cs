using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ApexSovereignty.Reporting.Formats;
using ApexSovereignty.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Reporting.Tests;

public sealed class FormatTests
{
    [Test]
    public void JsonKeepsToItsSchema()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "report.schema.json")))!;
        var withBaseline = SampleReport.Full with { Results = [.. SampleReport.Full.Results.Select(result => result with { Baseline = ResultBaseline.New })] };
        foreach (var report in new[] { SampleReport.Full, SampleReport.Empty, withBaseline })
            SchemaCheck.Check(JsonNode.Parse(Write(report, ReportFormat.Json)), schema, schema).ShouldBeEmpty();
    }

    [Test]
    public void JsonHoldsWhatWasFound()
    {
        var json = JsonNode.Parse(Write(SampleReport.Full, ReportFormat.Json))!;
        var prompt = json["results"]!.AsArray().Single(result => (string?)result!["rule"] == "SOV1002")!;
        prompt["location"]!["line"]!.GetValue<int>().ShouldBe(7);
        prompt["path"]!.AsArray().Count.ShouldBe(6);
        prompt["fields"]![0]!.GetValue<string>().ShouldBe("Contact.SSN__c (PII)");
        json["results"]!.AsArray().Count(result => result!["suppression"] is not null).ShouldBe(1);
    }

    [Test]
    public void GitHubAnnotationsAreEscaped()
    {
        var diagnostic = SampleReport.Debug with { Message = "50% of\nit, really: yes" };
        Write(SampleReport.Empty with { Results = [new ScanResult(diagnostic)] }, ReportFormat.GitHub)
            .ShouldBe("::error file=force-app/main/default/classes/Loan Advisor.cls,line=8,endLine=8,col=9,endColumn=28,title=SOV1101%3A CRM data in System.debug::50%25 of%0Ait, really: yes\n");
    }

    [Test]
    public void AzureIssuesAreEscaped()
    {
        var diagnostic = SampleReport.Debug with { Message = "50% of\nit; really]", Location = Location.At("a;b]/c.cls", 7, 8) };
        Write(SampleReport.Empty with { Results = [new ScanResult(diagnostic)] }, ReportFormat.Azure)
            .ShouldBe("##vso[task.logissue type=error;sourcepath=a%3Bb%5D/c.cls;linenumber=8;columnnumber=9;code=SOV1101]50%AZP25 of%0Ait; really]\n");
        Write(SampleReport.Full, ReportFormat.Azure).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
    }

    [Test]
    public void GitHubShowsActiveResultsOnly() =>
        Write(SampleReport.Full, ReportFormat.GitHub).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ShouldBe(["::error", "::error", "::warning"]);

    [Test]
    public void CsvQuotesAndDisarmsFormulas()
    {
        var diagnostic = SampleReport.Debug with { Message = "=HYPERLINK(\"x\"), y" };
        Write(SampleReport.Empty with { Results = [new ScanResult(diagnostic)] }, ReportFormat.Csv).ShouldContain("\"'=HYPERLINK(\"\"x\"\"), y\",open,");
        Write(SampleReport.Full, ReportFormat.Csv).Split("\r\n").Length.ShouldBe(6);
    }

    [Test]
    public void MarkdownShowsNamesAsWritten() => Write(SampleReport.Full, ReportFormat.Markdown).ShouldContain(@"Contact.SSN\_\_c (PII) is written to the debug log.");

    [Test]
    public void JUnitCountsFailures()
    {
        var diagnostic = SampleReport.Debug with { Message = "bad \u0001 character" };
        var xml = XDocument.Parse(Write(SampleReport.Full with { Results = [.. SampleReport.Full.Results, new ScanResult(diagnostic)] }, ReportFormat.JUnit));
        xml.Root!.Attribute("failures")!.Value.ShouldBe("4");
        xml.Descendants("failure").Count().ShouldBe(4);
        xml.Descendants("testcase").Count().ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(xml.Root.Attribute("tests")!.Value);
    }

    [TestCase("a.sarif", ReportFormat.Sarif)]
    [TestCase("A.SARIF", ReportFormat.Sarif)]
    [TestCase("a.json", ReportFormat.Json)]
    [TestCase("a.xml", ReportFormat.JUnit)]
    [TestCase("a.txt", null)]
    [TestCase("sarif", null)]
    public void TheExtensionTellsTheFormat(string name, ReportFormat? expected) => ReportWriter.FormatOf(name).ShouldBe(expected);

    [TestCase(ReportFormat.Json)]
    [TestCase(ReportFormat.Markdown)]
    [TestCase(ReportFormat.Csv)]
    [TestCase(ReportFormat.JUnit)]
    [TestCase(ReportFormat.GitHub)]
    [TestCase(ReportFormat.Azure)]
    public void TheTimeTakenIsInNoFile(ReportFormat format) =>
        Write(SampleReport.Full with { Elapsed = TimeSpan.FromHours(3) }, format).ShouldBe(Write(SampleReport.Full, format));

    private static string Write(ScanReport report, ReportFormat format)
    {
        using var stream = new MemoryStream();
        ReportWriter.Write(report, format, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
