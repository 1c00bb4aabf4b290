using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Suppressions;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Rules.Tests;

/// <summary>Each <c>System.debug</c> of the texts stands for a result of SOV1101 at that place.</summary>
public sealed class SuppressionTests
{
    [TestCase("System.debug(x); // apexsov-ignore SOV1101 -- test data")]
    [TestCase("System.debug(x); /* apexsov-ignore SOV1101 -- test data */")]
    [TestCase("// apexsov-ignore SOV1101 -- test data\nSystem.debug(x);")]
    [TestCase("//apexsov-ignore SOV1101 -- test data\nSystem.debug(x);")]
    [TestCase("// apexsov-ignore SOV1001, SOV1101 -- test data\nHttp h; System.debug(x);", "The suppression of SOV1001 matches no result.")]
    [TestCase("// apexsov-ignore SOV1101 -- test data\n// more words\n\nSystem.debug(x);")]
    [TestCase("// apexsov-ignore SOV1101 -- test data\nString s = a\n  + System.debug(x);")]
    [TestCase("String s = a\n  + System.debug(x); // apexsov-ignore SOV1101 -- test data")]
    [TestCase("String s = System.debug(x)\n  + b; // apexsov-ignore SOV1101 -- test data")]
    [TestCase("// apexsov-ignore-file SOV1101 -- generated\nInteger i;\n\nSystem.debug(x);\nSystem.debug(y);")]
    public void Suppresses(string body, params string[] reported)
    {
        var results = Apply(Wrap(body));
        results.Where(result => result.Diagnostic.Descriptor.Id == "SOV1101").ShouldAllBe(result => result.Suppression != null);
        results.Where(result => result.Diagnostic.Descriptor.Id == "SOV0001").Select(result => result.Diagnostic.Message).ShouldBe(reported);
    }

    [TestCase("System.debug(x); // apexsov-ignore SOV1101", "The suppression gives no reason and is not applied: write it behind '--'.")]
    [TestCase("System.debug(x); // apexsov-ignore SOV1101 --", "The suppression gives no reason and is not applied: write it behind '--'.")]
    [TestCase("System.debug(x); // apexsov-ignore -- because", "The suppression names no rule and is not applied.")]
    [TestCase("System.debug(x); // apexsov-ignore SOV1011 -- because", "The suppression names 'SOV1011', which is no rule; did you mean 'SOV1001'?")]
    [TestCase("System.debug(x); // apexsov-ignore SOV1001 -- because", "The suppression of SOV1001 matches no result.")]
    [TestCase("System.debug(x);\n// apexsov-ignore SOV1101 -- because\nInteger i;", "The suppression of SOV1101 matches no result.")]
    [TestCase("Integer i; // apexsov-ignore SOV1101 -- because\nSystem.debug(x);", "The suppression of SOV1101 matches no result.")]
    [TestCase("// apexsov-ignored SOV1101 -- because\nSystem.debug(x);")]
    [TestCase("// see apexsov-ignore SOV1101 -- because\nSystem.debug(x);")]
    [TestCase("String s = '// apexsov-ignore SOV1101 -- because';\nSystem.debug(x);")]
    [TestCase("System.debug(x); // apexsov-ignore SOV1302 -- a rule that does not run")]
    public void DoesNotSuppress(string body, params string[] reported)
    {
        var results = Apply(Wrap(body));
        results.Where(result => result.Diagnostic.Descriptor.Id == "SOV1101").ShouldAllBe(result => result.Suppression == null);
        results.Where(result => result.Diagnostic.Descriptor.Id == "SOV0001").Select(result => result.Diagnostic.Message).ShouldBe(reported);
    }

    [TestCase("@SuppressWarnings('SOV1101') public class A { void m() { System.debug(x); } }", true)]
    [TestCase("@SuppressWarnings('ApexSovereignty')\npublic class A {\n void m() { System.debug(x); } }", true)]
    [TestCase("@SuppressWarnings('PMD.AvoidDebug, SOV1101')\npublic class A {\n void m() { System.debug(x); } }", true)]
    [TestCase("public class A {\n @SuppressWarnings('sov1101') void m() {\n System.debug(x); } }", true)]
    [TestCase("public class A {\n @SuppressWarnings('SOV1101') void n() {\n }\n void m() {\n System.debug(x); } }", false)]
    [TestCase("@SuppressWarnings('PMD') public class A { void m() { System.debug(x); } }", false)]
    public void Annotations(string text, bool suppressed) =>
        Apply(text).Where(result => result.Diagnostic.Descriptor.Id == "SOV1101").ShouldAllBe(result => (result.Suppression != null) == suppressed);

    [Test]
    public void TheReasonIsKept() =>
        Apply(Wrap("System.debug(x); // apexsov-ignore SOV1101 -- agreed with -- legal"))[0].Suppression!.Reason.ShouldBe("agreed with -- legal");

    [Test]
    public void OffMeansNoReport()
    {
        var tree = SyntaxTree.Parse(new SourceText("A.cls", Wrap("Integer i; // apexsov-ignore SOV1101 -- because")));
        SuppressionFilter.Apply([], [tree], id => id == "SOV0001" ? DiagnosticSeverity.Off : DiagnosticSeverity.Error).ShouldBeEmpty();
    }

    private static string Wrap(string body) => "public class A {\n void m() {\n" + body + "\n }\n}\n";

    private static List<FilteredDiagnostic> Apply(string content)
    {
        var text = new SourceText("A.cls", content);
        var tree = SyntaxTree.Parse(text);
        var rule = RuleCatalogue.Get(RuleIds.CrmDataInSystemDebug);
        var diagnostics = new List<Diagnostic>();
        for (var i = content.IndexOf("System.debug", StringComparison.Ordinal); i >= 0; i = content.IndexOf("System.debug", i + 1, StringComparison.Ordinal))
            diagnostics.Add(new Diagnostic(rule, DiagnosticSeverity.Error, "found", Location.Create(text, new TextSpan(i, "System.debug(x)".Length))));
        var enabled = RuleCatalogue.Enabled.Select(descriptor => descriptor.Id).ToHashSet(StringComparer.Ordinal);
        return [.. SuppressionFilter.Apply(diagnostics, [tree], id => enabled.Contains(id) ? DiagnosticSeverity.Note : DiagnosticSeverity.Off)];
    }
}
