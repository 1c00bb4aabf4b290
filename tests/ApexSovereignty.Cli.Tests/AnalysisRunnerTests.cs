using System.Collections.Immutable;
using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Cli.Files;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests;

public sealed class AnalysisRunnerTests
{
    private CommandLine line = null!;

    [SetUp]
    public void SetUp() => line = new CommandLine();

    [TearDown]
    public void TearDown() => line.Dispose();

    [Test]
    public void AFileThatIsNotApexIsReported()
    {
        line.With("classes/A.cls", "public class A { void m() { Integer i = ; } }").With("classes/B.cls", "public class B { }");
        line.RunWith(new AnalysisRunner([]), "scan", "--format", "csv", "--strict").ShouldBe(ExitCode.Incomplete);
        line.Out.ShouldContain("SOV0002,warning,classes/A.cls");
        line.Out.ShouldNotContain("B.cls");
    }

    [Test]
    public void AFileOfNoKnownEncodingIsNotified()
    {
        line.With("classes/B.cls", "public class B { }");
        File.WriteAllBytes(Path.Combine(line.Folder, "classes/A.cls"), [0x63, 0xE9, 0x20]);
        line.RunWith(new AnalysisRunner([]), "scan", "--strict").ShouldBe(ExitCode.Incomplete);
        line.Out.ShouldContain("classes/A.cls:1:1: The file is neither UTF-8 nor UTF-16");
    }

    [Test]
    public void AFolderWithoutApexIsAWarning()
    {
        line.RunWith(new AnalysisRunner([]), "scan").ShouldBe(ExitCode.Success);
        line.Out.ShouldContain("There is no Apex class or trigger to analyse.");
    }

    [Test]
    public void SuppressionsAreAppliedToWhatAnalyzersFind()
    {
        line.With("classes/A.cls", "public class A {\n // apexsov-ignore SOV1101 -- agreed\n Integer i;\n Integer j;\n}");
        line.RunWith(new AnalysisRunner([new LineAnalyzer()]), "scan", "--format", "csv").ShouldBe(ExitCode.Findings);
        line.Out.ShouldContain("classes/A.cls,3,1,,,line,suppressed,agreed");
        line.Out.ShouldContain("classes/A.cls,4,1,,,line,open,");
        line.RunWith(new AnalysisRunner([new LineAnalyzer()]), "scan", "--format", "csv", "--no-suppressed");
        line.Out.ShouldNotContain("suppressed");
    }

    [Test]
    public void ReportsDoNotDependOnThreads()
    {
        for (var i = 0; i < 40; i++) line.With(FormattableString.Invariant($"classes/C{i}.cls"), i % 3 == 0 ? "class {" : "public class C { Integer i; }");
        line.RunWith(new AnalysisRunner([new LineAnalyzer()]), "scan", "--format", "sarif", "--jobs", "1");
        var one = line.Out;
        line.RunWith(new AnalysisRunner([new LineAnalyzer()]), "scan", "--format", "sarif", "--jobs", "8");
        line.Out.ShouldBe(one);
    }

    [TestCase(new byte[] { 0xEF, 0xBB, 0xBF, 0x61 }, "a")]
    [TestCase(new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, "a")]
    [TestCase(new byte[] { 0xFE, 0xFF, 0x00, 0x61 }, "a")]
    [TestCase(new byte[] { 0xC3, 0xA9 }, "é")]
    [TestCase(new byte[] { 0xE9, 0x20 }, null)]
    [TestCase(new byte[] { 0x61, 0x00 }, null)]
    [TestCase(new byte[] { 0xFF, 0xFE, 0x00, 0xD8 }, null)]
    [TestCase(new byte[0], "")]
    public void Decoding(byte[] bytes, string? expected) => SourceDecoder.TryDecode(bytes).ShouldBe(expected);

    [TestCase("https://user:token@git.example/bank/crm.git", "https://git.example/bank/crm")]
    [TestCase("git@git.example:bank/crm.git", "https://git.example/bank/crm")]
    [TestCase("ssh://git@git.example:2222/bank/crm", "https://git.example/bank/crm")]
    [TestCase("/srv/git/crm.git", null)]
    [TestCase("C:\\repos\\crm", null)]
    [TestCase("file:///srv/git/crm.git", null)]
    public void AddressesOfRepositories(string written, string? expected) => Repository.ParseAddress(written)?.ToString().ShouldBe(expected);

    [Test]
    public void ProvenanceIsReadFromTheRepositorysFiles()
    {
        const string Commit = "4f4c9e1d3922dbaa1ba9a4f4c9e1d3922dbaa1ba";
        line.With(".git/HEAD", "ref: refs/heads/main\n").With(".git/packed-refs", Commit + " refs/heads/main\n").With(".git/config", "[remote \"origin\"]\n\turl = git@git.example:bank/crm.git\n");
        var provenance = Repository.Read(line.Folder).ShouldNotBeNull();
        provenance.Revision.ShouldBe(Commit);
        provenance.Uri.ToString().ShouldBe("https://git.example/bank/crm");
    }

    /// <summary>Finds each line with <c>Integer</c> in it.</summary>
    [Test]
    public void Verbose_tells_how_well_the_code_was_understood()
    {
        line.With("classes/A.cls", "public class A { pkg.Thing t; void m(Loan__c l) { t.go(); n(l.Rate__c); l.missing(); } void n(Object o) { String.valueOf(o); } }");
        line.RunWith(new AnalysisRunner([new RulesAnalyzer()]), "scan", "--verbose");
        line.Out.ShouldContain("calls    1 to the project, 1 to the platform, 2 to nothing (1 of them on undeclared types)");
        line.Out.ShouldContain("members  1 to the project, 0 to the platform, 1 to what only code names, 0 to nothing");
        line.Out.ShouldContain("1  Loan__c.missing()");
        line.Out.ShouldContain("1  pkg.Thing");
        line.RunWith(new AnalysisRunner([new RulesAnalyzer()]), "scan");
        line.Out.ShouldNotContain("Names bound");
        line.RunWith(new AnalysisRunner([new RulesAnalyzer()]), "scan", "--format", "sarif");
        var sarif = line.Out;
        line.RunWith(new AnalysisRunner([new RulesAnalyzer()]), "scan", "--format", "sarif", "--verbose");
        line.Out.ShouldBe(sarif);
        line.Error.ShouldContain("Names bound");
    }

    [Test]
    public void Faults_of_declarations_are_hints()
    {
        line.With("classes/A.cls", "public class A extends B { }").With("classes/B.cls", "public class B extends A { }").With("old/A.cls", "public class A { }");
        line.RunWith(new AnalysisRunner([new RulesAnalyzer()]), "scan", "--verbose", "--strict").ShouldBe(ExitCode.Success);
        line.Out.ShouldContain("note: classes/A.cls:1:14: The type A inherits from itself, by way of B; it is taken to");
        line.Out.ShouldContain("note: old/A.cls:1:14: The type A is declared in classes/A.cls too, and the name means that");
    }

    [Test]
    public void Projects_of_one_repository_are_bound_each_on_its_own()
    {
        foreach (var project in new[] { "one", "two" })
        {
            line.With(project + "/sfdx-project.json", """{ "packageDirectories": [ { "path": "app" } ] }""")
                .With(project + "/app/classes/Same.cls", $"public class Same {{ public static void {project}() {{ }} }}")
                .With(project + "/app/classes/User1.cls", "public class User1 { void run() { Same.one(); } }");
        }

        line.RunWith(new AnalysisRunner([new RulesAnalyzer()]), "scan", "--verbose").ShouldBe(ExitCode.Success);
        line.Out.ShouldNotContain("is declared in");
        line.Out.ShouldContain("calls    1 to the project, 0 to the platform, 1 to nothing");
        line.Out.ShouldContain("1  Same.one()");
    }

    [Test]
    public void Files_outside_of_the_packages_are_told()
    {
        line.With("sfdx-project.json", """{ "packageDirectories": [ { "path": "app" } ] }""").With("app/A.cls", "public class A { }");
        foreach (var path in new[] { "old/B.cls", "old/C.cls", "scripts/D.trigger", "E.cls" }) line.With(path, "public class X { }");
        line.RunWith(new AnalysisRunner([]), "scan", "--verbose", "--strict").ShouldBe(ExitCode.Success);
        string.Join(' ', line.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldContain("note: sfdx-project.json:1:1: 4 Apex files lie outside of the package directories and are not analysed: old (2), . (1), scripts (1).");
        line.RunWith(new AnalysisRunner([]), "scan");
        line.Out.ShouldNotContain("outside");
    }

    [Test]
    public void Classes_in_utf16_are_read()
    {
        line.With("classes/B.cls", "public class B { void run() { A.go(); } }");
        File.WriteAllText(Path.Combine(line.Folder, "classes/A.cls"), "public class A { public static void go() { } }", System.Text.Encoding.Unicode);
        line.RunWith(new AnalysisRunner([new RulesAnalyzer()]), "scan", "--verbose", "--strict").ShouldBe(ExitCode.Success);
        line.Out.ShouldContain("calls    1 to the project, 0 to the platform, 0 to nothing");
    }

    private sealed class LineAnalyzer : IProjectAnalyzer
    {
        public ProjectAnalysis Analyze(ProjectInput input, CancellationToken cancellation)
        {
            var found = ImmutableArray.CreateBuilder<Diagnostic>();
            foreach (var text in input.Trees.Select(tree => tree.Text))
                for (var i = 0; i < text.LineCount; i++)
                    if (text.ToString(text.GetLineSpan(i)).Contains("Integer", StringComparison.Ordinal))
                        found.Add(new Diagnostic(RuleCatalogue.Get(RuleIds.CrmDataInSystemDebug), DiagnosticSeverity.Error, "line", Location.Create(text, text.GetLineSpan(i))));
            return new ProjectAnalysis { Diagnostics = found.ToImmutable() };
        }
    }
}
