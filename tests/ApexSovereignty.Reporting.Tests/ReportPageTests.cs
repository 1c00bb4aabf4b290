using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting.Formats.Html;
using ApexSovereignty.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Reporting.Tests;

public sealed partial class ReportPageTests
{
    private const string Evil = "</script><script>alert(1)</script><!-- & \"'";

    [Test]
    public void ThePageLoadsNothing()
    {
        var page = Write(SampleReport.Full);
        page.ShouldNotContain("src=");
        page.ShouldNotContain("<link");
        page.ShouldNotContain("url(");
        page.ShouldNotContain("{{");
        page.ShouldContain("default-src 'none'");
    }

    [Test]
    public void ItsPolicyNamesItsOwnScriptAndStyle()
    {
        var page = Write(SampleReport.Full);
        foreach (var (element, directive) in new[] { ("<script>", "script-src"), ("<style>", "style-src") })
        {
            var start = page.IndexOf(element, StringComparison.Ordinal) + element.Length;
            var content = page[start..page.IndexOf("</", start, StringComparison.Ordinal)];
            page.ShouldContain($"{directive} 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'");
        }
    }

    [Test]
    public void TextsOfTheProjectCannotLeaveTheirPlace()
    {
        var source = new SourceText(Evil + ".cls", "String s = '" + Evil + "';\n");
        var location = Location.Create(source, new TextSpan(0, 6));
        var diagnostic = SampleReport.Debug with { Message = Evil, Endpoint = Evil, Advice = Evil, Fields = [Evil], Location = location, Path = [new PathStep(location, Evil, PathStepKind.Sink, 1)], Descriptor = new DiagnosticDescriptor("X", "X", Evil, DiagnosticSeverity.Error) };
        var page = Write(SampleReport.Empty with
        {
            Source = _ => source,
            Results = [new ScanResult(diagnostic) { Suppression = new ResultSuppression(location, Evil) }, new ScanResult(diagnostic)],
            Notifications = [new ScanNotification(NotificationKind.Project, DiagnosticSeverity.Warning, Evil, location)],
            ToolVersion = Evil,
        });
        page.ShouldNotContain("alert(1)</script>");
        Script().Count(page).ShouldBe(2);
        Data(page)["texts"]!.AsArray().Select(text => text!.GetValue<string>()).ShouldContain(Evil);
    }

    [Test]
    public void AResultHasItsPathAndTheLinesAroundEachStep()
    {
        var data = Data(Write(SampleReport.Empty with { Results = [new ScanResult(SampleReport.Prompt)] }));
        var texts = data["texts"]!.AsArray().Select(text => text!.GetValue<string>()).ToList();
        data["results"]![0]![9]!.AsArray().Count.ShouldBe(6);
        texts.ShouldContain("        return 'Assess ' + person.SSN__c;".Replace("        ", "\t\t", StringComparison.Ordinal));
        texts.ShouldContain("    public static String ask(Id contactId) {");
    }

    [Test]
    public void ALongLineIsCut()
    {
        var source = new SourceText("a.cls", new string('x', 100_000));
        Write(SampleReport.Empty with { Source = _ => source, Results = [new ScanResult(SampleReport.Debug with { Location = Location.Create(source, new TextSpan(0, 5)), Path = [] })] }).Length.ShouldBeLessThan(40_000);
    }

    [Test]
    public void ThousandsOfResultsShareTheirTexts() => Write(SampleReport.Large(5_000, 10)).Length.ShouldBeLessThan(5_000_000);

    [Test]
    public void BytesAreTheSameEachTime() =>
        Write(SampleReport.Full with { Elapsed = TimeSpan.FromDays(1), Results = [.. SampleReport.Full.Results.Reverse()] }).ShouldBe(Write(SampleReport.Full));

    private static JsonNode Data(string page)
    {
        const string Start = "<script type=\"application/json\" id=\"data\">";
        var from = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return JsonNode.Parse(page[from..page.IndexOf("</script>", from, StringComparison.Ordinal)])!;
    }

    private static string Write(ScanReport report)
    {
        using var writer = new StringWriter();
        ReportHtmlWriter.Write(report, writer);
        return writer.ToString();
    }

    [GeneratedRegex("<script", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Script();
}
