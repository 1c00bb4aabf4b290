using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting.Registers;
using ApexSovereignty.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Reporting.Tests;

public sealed partial class RegisterTests
{
    private const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&|`\n# x";

    [TestCase(RegisterFormat.Html)]
    [TestCase(RegisterFormat.Json)]
    [TestCase(RegisterFormat.Csv)]
    [TestCase(RegisterFormat.Markdown)]
    public void TheSameRegisterGivesTheSameBytesWhateverTheOrderOfRows(RegisterFormat format)
    {
        var register = Sample(Row("Contact", RegisterVerdict.Permitted), Row("Lead", RegisterVerdict.Violation), Row("Account", RegisterVerdict.Violation));
        Write(register with { Rows = [.. register.Rows.Reverse()] }, format).ShouldBe(Write(register, format));
        Write(register, format).ShouldNotContain("\r\r");
    }

    [Test]
    public void TheWorstComesFirst() =>
        Sample(Row("Contact", RegisterVerdict.Permitted), Row("Lead", RegisterVerdict.Unresolved), Row("Account", RegisterVerdict.Violation)).Rows.Select(row => row.ObjectName).ShouldBe(["Account", "Lead", "Contact"]);

    [Test]
    public void JsonKeepsToItsSchema()
    {
        var schema = JsonNode.Parse(RegisterWriter.JsonSchema())!;
        var whole = Sample(Row("Contact", RegisterVerdict.Violation) with { Suppression = "agreed", Regimes = ["GDPR"] });
        SchemaCheck.Check(JsonNode.Parse(Write(whole, RegisterFormat.Json)), schema, schema).ShouldBeEmpty();
        var bare = new DataFlowRegister { ToolVersion = "1.0.0" };
        SchemaCheck.Check(JsonNode.Parse(Write(bare, RegisterFormat.Json)), schema, schema).ShouldBeEmpty();
        SchemaCheck.Check(JsonNode.Parse(Write(bare, RegisterFormat.Json).Replace("\"gaps\"", "\"gap\"", StringComparison.Ordinal)), schema, schema).ShouldNotBeEmpty();
    }

    [Test]
    public void EveryFormatCarriesTheEvidence()
    {
        foreach (var format in Enum.GetValues<RegisterFormat>())
        {
            var text = Write(Sample(Row("Contact", RegisterVerdict.Violation)), format);
            text.ShouldContain("15e34df9f6b6ebfa625ac784ef44a3071f7c618c", Case.Sensitive, format.ToString());
            text.ShouldContain("ab12", Case.Sensitive, format.ToString());
            if (format == RegisterFormat.Csv) continue;
            text.ShouldContain("2026-01-02T02:04:05Z", Case.Sensitive, format.ToString());
            text.ShouldContain("cd34", Case.Sensitive, format.ToString());
            text.ShouldContain("9.8.7", Case.Sensitive, format.ToString());
        }
    }

    [Test]
    public void TextsOfTheProjectAreNoMarkup()
    {
        var html = Write(HostileSample(), RegisterFormat.Html);
        html.ShouldNotContain("<img");
        html.ShouldNotContain("<script>alert");
        Regex.Count(html, "</script>", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(10)).ShouldBe(2);
        // The data is all there, only written so that it ends no element.
        JsonNode.Parse(Data(html))!["texts"]!.AsArray().Select(text => text!.GetValue<string>()).ShouldContain(Hostile);
    }

    [Test]
    public void OnlyTheScriptsOfThePageMayRun()
    {
        var html = Write(HostileSample(), RegisterFormat.Html);
        var policy = WebUtility.HtmlDecode(PolicyMeta().Match(html).Groups["policy"].Value);
        policy.ShouldContain("default-src 'none'");
        policy.ShouldNotContain("unsafe");
        policy.ShouldContain($"script-src '{Digest(Between(html, "<script>", "</script>"))}'");
        policy.ShouldContain($"style-src '{Digest(Between(html, "<style>", "</style>"))}'");
        foreach (var outside in new[] { " style=", " src=", "<link", "@import", "url(" }) Write(Sample(), RegisterFormat.Html).ShouldNotContain(outside);
    }

    [Test]
    public void LicencesOfWhatThePageCarriesStandInIt()
    {
        var html = Write(Sample(), RegisterFormat.Html);
        foreach (var library in new[] { "d3-array", "d3-path", "d3-shape", "d3-sankey" }) html.ShouldContain(library + ": Copyright");
        html.ShouldContain("THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS");
    }

    [Test]
    public void EveryRowIsInTheDataOnce()
    {
        var register = Sample([.. Enumerable.Range(0, 3000).Select(i => Row("Object" + i % 50, RegisterVerdict.Violation))]);
        var html = Write(register, RegisterFormat.Html);
        JsonNode.Parse(Data(html))!["rows"]!.AsArray().Count.ShouldBe(3000);
        // Texts stand once, however many rows share them: what a row adds is a list of numbers.
        (html.Length - Write(Sample(), RegisterFormat.Html).Length).ShouldBeLessThan(3000 * 120);
    }

    [TestCase("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [TestCase("@SUM(1)", "'@SUM(1)")]
    [TestCase("-1+2", "'-1+2")]
    [TestCase("\t=1", "'\t=1")]
    public void ACellOfCsvIsNoFormula(string reason, string cell) =>
        Write(Sample(Row("Contact", RegisterVerdict.Violation) with { Reason = reason }), RegisterFormat.Csv).ShouldContain("," + cell + ",");

    [Test]
    public void ATableRowOfMarkdownStaysOneLine()
    {
        var lines = Write(HostileSample(), RegisterFormat.Markdown).Split('\n');
        var rows = lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains("alert", StringComparison.Ordinal)).ToList();
        rows.Count.ShouldBe(3);
        foreach (var row in rows) Regex.Count(row, @"(?<!\\)\|", RegexOptions.None, TimeSpan.FromSeconds(10)).ShouldBeOneOf(7, 8, 11);
        lines.ShouldNotContain(line => line.Contains("<img", StringComparison.Ordinal) && !line.Contains("\\<img", StringComparison.Ordinal) && !line.Contains('`', StringComparison.Ordinal));
    }

    [Test]
    public void AnEmptyRegisterIsWritten()
    {
        foreach (var format in Enum.GetValues<RegisterFormat>()) Write(new DataFlowRegister { ToolVersion = "1.0.0" }, format).ShouldNotBeEmpty();
        Write(new DataFlowRegister { ToolVersion = "1.0.0" }, RegisterFormat.Markdown).ShouldContain("none: the sources are in no repository");
    }

    [TestCase("r.html", RegisterFormat.Html)]
    [TestCase("R.JSON", RegisterFormat.Json)]
    [TestCase("r.csv", RegisterFormat.Csv)]
    [TestCase("r.md", RegisterFormat.Markdown)]
    [TestCase("r.sarif", null)]
    public void TheExtensionTellsTheFormat(string name, RegisterFormat? expected) => RegisterWriter.FormatOf(name).ShouldBe(expected);

    private static DataFlowRegister HostileSample() => Sample(Row(Hostile, RegisterVerdict.Violation) with { Reason = Hostile, Suppression = Hostile, Destination = Hostile, Recipient = Hostile, Fields = [Hostile], Member = Hostile }) with
    {
        Destinations = [new RegisterDestination(Hostile, "service", RegisterVerdict.Violation, Hostile)],
        Gaps = [new ScanNotification(NotificationKind.FileNotRead, DiagnosticSeverity.Warning, Hostile, Location.OfFile(Hostile))],
    };

    private static DataFlowRegister Sample(params RegisterRow[] rows) => new()
    {
        ToolVersion = "9.8.7",
        Commit = new RegisterCommit("15e34df9f6b6ebfa625ac784ef44a3071f7c618c", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)), new Uri("https://example.com/repo"), IsModified: false),
        SourcesHash = "cd34",
        PolicyHash = "ab12",
        Boundary = ["EU"],
        Rows = [.. rows],
        Destinations = [new RegisterDestination("https://api.example.com", "llm", RegisterVerdict.Undecided, "no entry") { Classes = ["PII"], Fields = 1, Places = [Location.At("a.cls", 3, 4)] }],
    };

    private static RegisterRow Row(string objectName, RegisterVerdict verdict) => new(objectName, ["Email"], ["PII"], "HTTP request", "body", "https://api.example.com/v1", verdict, Location.At("classes/A.cls", 11, 8))
    {
        Kind = "llm",
        Jurisdiction = "US",
        Reason = "no entry of the policy matches it",
        Rules = ["SOV1001"],
        Member = "A.send(String)",
        Sources = [Location.At("classes/A.cls", 2, 8)],
        Path = [new PathStep(Location.At("classes/A.cls", 2, 8), "Contact.Email is read", PathStepKind.Source, 1), new PathStep(Location.At("classes/A.cls", 11, 8), "leaves", PathStepKind.Sink, 2)],
    };

    private static string Write(DataFlowRegister register, RegisterFormat format)
    {
        using var stream = new MemoryStream();
        RegisterWriter.Write(register, format, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Data(string html) => Between(html, "<script type=\"application/json\" id=\"data\">", "</script>");

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Digest(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("http-equiv=\"Content-Security-Policy\" content=\"(?<policy>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PolicyMeta();
}
