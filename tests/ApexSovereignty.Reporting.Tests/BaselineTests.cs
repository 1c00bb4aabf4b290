using System.Text;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting.Baselines;
using ApexSovereignty.Reporting.Sarif;
using ApexSovereignty.Rules.Catalogue;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Reporting.Tests;

public sealed class BaselineTests
{
    [Test]
    public void TheSameResultsAreKnown()
    {
        var report = Compare(SampleReport.Full, BaselineOf(SampleReport.Full));
        report.ActiveDiagnostics.ShouldBeEmpty();
        report.KnownCount.ShouldBe(3);
        report.GoneDiagnostics.ShouldBeEmpty();
    }

    [Test]
    public void ASuppressedResultIsNotWritten() => BaselineOf(SampleReport.Full).Entries.Length.ShouldBe(3);

    [Test]
    public void ASuppressionThatIsTakenAwayGivesANewResult()
    {
        var open = SampleReport.Full with { Results = [.. SampleReport.Full.Results.Select(result => result with { Suppression = null })] };
        Compare(open, BaselineOf(SampleReport.Full)).ActiveDiagnostics.Count().ShouldBe(1);
    }

    [Test]
    public void AKnownResultThatIsSuppressedNowHasNotGone()
    {
        var baseline = BaselineOf(Report(SampleReport.Prompt));
        var report = Compare(SampleReport.Empty with { Results = [new ScanResult(SampleReport.Prompt) { Suppression = new ResultSuppression(SampleReport.Prompt.Location, "reviewed") }] }, baseline);
        report.GoneDiagnostics.ShouldBeEmpty();
        report.Results.Single().Baseline.ShouldBe(ResultBaseline.Unchanged);
    }

    [Test]
    public void TwoEqualResultsNeedTwoEntries()
    {
        var twice = Compare(Report(SampleReport.Debug, SampleReport.Debug), BaselineOf(Report(SampleReport.Debug)));
        twice.ActiveDiagnostics.Count().ShouldBe(1);
        twice.KnownCount.ShouldBe(1);
        var once = Compare(Report(SampleReport.Debug), BaselineOf(Report(SampleReport.Debug, SampleReport.Debug)));
        once.ActiveDiagnostics.ShouldBeEmpty();
        once.GoneDiagnostics.Count().ShouldBe(1);
    }

    [Test]
    public void OfEqualResultsTheOneOnANewLineIsNew()
    {
        var moved = SampleReport.Debug with { Location = SampleReport.At(SampleReport.Advisor, "String prompt") };
        var report = Compare(Report(moved, SampleReport.Debug), BaselineOf(Report(SampleReport.Debug)));
        report.ActiveDiagnostics.ShouldHaveSingleItem().Location.ShouldBe(moved.Location);
    }

    [Test]
    public void AMovedResultIsKnown()
    {
        var moved = SampleReport.Prompt with { Location = SampleReport.At(SampleReport.Builder, "person.SSN__c"), Message = "told in other words" };
        Compare(Report(moved), BaselineOf(Report(SampleReport.Prompt))).ActiveDiagnostics.ShouldBeEmpty();
    }

    [Test]
    public void WhatHasGoneIsToldWithItsPlace()
    {
        var gone = Compare(Report(SampleReport.Debug), BaselineOf(Report(SampleReport.Debug, SampleReport.Prompt))).GoneDiagnostics.ShouldHaveSingleItem();
        gone.Descriptor.Id.ShouldBe("SOV1002");
        gone.Location.Path.ShouldBe(SampleReport.AdvisorPath);
        gone.Location.Start.Line.ShouldBe(6);
        gone.Message.ShouldBe(SampleReport.Prompt.Message);
    }

    [Test]
    public void WhatWasNotLookedAtHasNotGone() =>
        BaselineComparison.Apply(Report(), BaselineOf(Report(SampleReport.Debug)), _ => false, _ => null).GoneDiagnostics.ShouldBeEmpty();

    [Test]
    public void SarifSaysTheState()
    {
        var report = Compare(Report(SampleReport.Debug, SampleReport.Unresolved), BaselineOf(Report(SampleReport.Debug, SampleReport.Prompt)));
        var text = Encoding.UTF8.GetString(Write(stream => SarifWriter.Write(report, stream)));
        foreach (var state in new[] { "new", "unchanged", "absent" }) text.Split($"\"baselineState\": \"{state}\"").Length.ShouldBe(2, state);
        BaselineReader.Read(Encoding.UTF8.GetBytes(text)).Entries.Length.ShouldBe(2);
    }

    [Test]
    public void AScansSarifIsABaselineToo() =>
        Compare(SampleReport.Full, BaselineReader.Read(Write(stream => SarifWriter.Write(SampleReport.Full, stream)))).ActiveDiagnostics.ShouldBeEmpty();

    [Test]
    public void TheFileIsShortAndHasNoVersionInIt()
    {
        var one = Encoding.UTF8.GetString(Write(stream => SarifWriter.WriteBaseline(SampleReport.Full, stream)));
        one.ShouldNotContain("0.1.0");
        one.ShouldNotContain("codeFlows");
        Write(stream => SarifWriter.WriteBaseline(SampleReport.Full with { ToolVersion = "9" }, stream)).ShouldBe(Encoding.UTF8.GetBytes(one));
    }

    [TestCase("", "not valid JSON at line 1, column 1")]
    [TestCase("{\n  \"version\": 2.1.0\n}", "not valid JSON at line 2")]
    [TestCase("[]", "not a SARIF file")]
    [TestCase("{ \"results\": [] }", "not a SARIF file")]
    [TestCase("""{ "version": "3.0.0", "runs": [] }""", "of SARIF version '3.0.0', where 2.1.0 is known")]
    [TestCase("""{ "version": "2.1.0", "runs": [] }""", "without a run of ApexSovereignty")]
    [TestCase("""{ "version": "2.1.0", "runs": [ { "tool": { "driver": { "name": "PMD" } } } ] }""", "written by 'PMD', not by ApexSovereignty")]
    [TestCase("""{ "version": "2.1.0", "runs": [ 5 ] }""", "written by 'an unnamed tool'")]
    [TestCase("""{ "version": "2.1.0", "runs": [ { "tool": { "driver": { "name": "ApexSovereignty", "version": "9.0\u001b[31m" } }, "results": [ { "ruleId": "SOV1001" } ] } ] }""", "written by another version of ApexSovereignty ('9.0 [31m'): result 1 has no fingerprint 'apexsovPath/v1'")]
    public void WhatIsNoBaselineIsSaid(string text, string message) =>
        Should.Throw<InvalidBaselineException>(() => BaselineReader.Read(Encoding.UTF8.GetBytes(text))).Message.ShouldContain(message);

    private static ScanReport Report(params Diagnostic[] diagnostics) => SampleReport.Empty with { Results = [.. diagnostics.Select(diagnostic => new ScanResult(diagnostic))] };

    private static Baseline BaselineOf(ScanReport report) => BaselineReader.Read(Write(stream => SarifWriter.WriteBaseline(report, stream)));

    private static ScanReport Compare(ScanReport report, Baseline baseline) => BaselineComparison.Apply(report, baseline, _ => true, id => RuleCatalogue.Find(id)?.Descriptor);

    private static byte[] Write(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
