using ApexSovereignty.Reporting.Terminal;
using ApexSovereignty.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Reporting.Tests;

public sealed class TerminalWriterTests
{
    [Test]
    public void AReportReadsLikeThis()
    {
        var actual = Write(SampleReport.Full, new TerminalOptions { Width = 80 });
        var folder = TestContext.CurrentContext.TestDirectory;
        File.WriteAllText(Path.Combine(folder, "terminal.actual.txt"), actual);
        var expected = File.ReadAllText(Path.Combine(folder, "terminal.txt")).ReplaceLineEndings("\n");
        (actual == expected).ShouldBeTrue("the output differs from terminal.txt; compare it with terminal.actual.txt beside the test assembly:\n" + actual);
    }

    [TestCase(60)]
    [TestCase(80)]
    [TestCase(120)]
    public void NoLineIsWiderThanAsked(int width)
    {
        var report = SampleReport.Large(2, 20) with { Results = [.. SampleReport.Full.Results, .. SampleReport.Large(2, 20).Results] };
        foreach (var line in Write(report, new TerminalOptions { Width = width }).Split('\n').Where(line => !line.Contains("https://", StringComparison.Ordinal) && !line.Contains("-->", StringComparison.Ordinal) && !line.Contains("force-app", StringComparison.Ordinal)))
            line.Length.ShouldBeLessThanOrEqualTo(width, line);
    }

    [Test]
    public void ColoursAreWrittenOnlyWhenAsked()
    {
        Write(SampleReport.Full, new TerminalOptions()).ShouldNotContain("\u001b");
        Write(SampleReport.Full, new TerminalOptions { Color = true }).ShouldContain("\u001b[");
    }

    [Test]
    public void QuietIsALineForEachResult() =>
        Write(SampleReport.Full, new TerminalOptions { Verbosity = Verbosity.Quiet }).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);

    [Test]
    public void NothingFoundSaysSo() => Write(SampleReport.Empty, new TerminalOptions()).ShouldBe("No findings in 2 files (18 lines)\n");

    [Test]
    public void LongPathsAreShortenedUnlessAllIsAsked()
    {
        Write(SampleReport.Large(1, 50), new TerminalOptions()).ShouldContain("… 42 more steps (--verbose shows them)");
        Write(SampleReport.Large(1, 50), new TerminalOptions { Verbosity = Verbosity.Verbose }).ShouldContain("step 30");
    }

    [Test]
    public void EscapeSequencesInNamesDoNotReachTheTerminal()
    {
        var text = new SourceText("a\u001b[2J.cls", "x \u001b]0;owned\u0007 y");
        var diagnostic = SampleReport.Debug with { Location = Location.Create(text, new TextSpan(2, 5)), Message = "m\u001b[31m", Path = [] };
        Write(SampleReport.Empty with { Results = [new ScanResult(diagnostic)], Source = _ => text }, new TerminalOptions()).ShouldNotContain("\u001b");
    }

    [Test]
    public void WhatIsAResultIsNotToldTwice()
    {
        var notification = new ScanNotification(NotificationKind.FileNotParsed, ApexSovereignty.Diagnostics.DiagnosticSeverity.Warning, SampleReport.Unresolved.Message, SampleReport.Unresolved.Location);
        var text = Write(SampleReport.Empty with { Results = [new ScanResult(SampleReport.Unresolved)], Notifications = [notification] }, new TerminalOptions { Width = 200 });
        text.Split(SampleReport.Unresolved.Message).Length.ShouldBe(2);
    }

    [Test]
    public void MarkupInTextsIsNotRead() =>
        Write(SampleReport.Empty with { Results = [new ScanResult(SampleReport.Debug with { Message = "[red]x[/] [unknown]" })] }, new TerminalOptions()).ShouldContain("[red]x[/] [unknown]");

    [TestCase("\tfoo(bar);", 5, 8, "    foo(bar);", 8, 3)]
    [TestCase("            foo(bar);", 16, 19, "    foo(bar);", 8, 3)]
    [TestCase("x", 0, 0, "x", 0, 1)]
    [TestCase("", 0, 0, "", 0, 1)]
    public void ExcerptsMarkTheirPart(string line, int start, int end, string code, int markStart, int markLength)
    {
        var excerpt = CodeExcerpt.Create(new SourceText("a.cls", line), Location.Create(new SourceText("a.cls", line), TextSpan.FromBounds(start, end)), 80);
        excerpt.ShouldBe(new CodeExcerpt(code, markStart, markLength));
    }

    [TestCase(0, 3)]
    [TestCase(150, 160)]
    [TestCase(290, 300)]
    public void LongLinesAreCutAroundTheMark(int start, int end)
    {
        var text = new SourceText("a.cls", string.Concat(Enumerable.Range(0, 100).Select(i => FormattableString.Invariant($"{i:000}"))));
        var excerpt = CodeExcerpt.Create(text, Location.Create(text, TextSpan.FromBounds(start, end)), 40)!.Value;
        excerpt.Code.Length.ShouldBeLessThanOrEqualTo(40);
        excerpt.Code.Substring(excerpt.Start, 3).ShouldBe(text.Content.Substring(start, 3));
    }

    private static string Write(ScanReport report, TerminalOptions options)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        TerminalWriter.Write(report, writer, options);
        return writer.ToString();
    }
}
