using System.Collections.Concurrent;
using ApexSovereignty.Cli.Files;
using ApexSovereignty.Metadata;
using ApexSovereignty.Reporting;
using ApexSovereignty.Reporting.Formats;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Acceptance.Tests.Properties;

/// <summary>What does not change the program does not change the findings.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class VariationTests
{
    private static readonly string[] Topics =
    [
        .. Directory.EnumerateDirectories(TestFolders.Bench).Select(folder => "bench/" + Path.GetFileName(folder)).Append("samples").Order(StringComparer.Ordinal),
    ];

    private static readonly Dictionary<string, Func<IProjectFileSystem, IReadOnlyList<string>, IProjectFileSystem>> Variations = new(StringComparer.Ordinal)
    {
        [nameof(Variation.AddAClass)] = Variation.AddAClass,
        [nameof(Variation.ListBackwards)] = Variation.ListBackwards,
        [nameof(Variation.MoveFiles)] = Variation.MoveFiles,
        [nameof(Variation.RenameLocals)] = Variation.RenameLocals,
        [nameof(Variation.ReorderMembers)] = Variation.ReorderMembers,
    };

    private static readonly ConcurrentDictionary<string, Lazy<List<string>>> Unvaried = new(StringComparer.Ordinal);

    [Test]
    public void FindingsStay([ValueSource(nameof(Topics))] string topic, [ValueSource(nameof(VariationNames))] string variation)
    {
        var found = 0;
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(TestFolders.TestData, topic)).Order(StringComparer.Ordinal))
        {
            var root = ScanScope.Resolve([folder], folder).BaseFolder;
            var sources = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".cls" or ".trigger")
                .Select(file => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'))
                .Order(StringComparer.Ordinal)
                .ToList();
            var before = Unvaried.GetOrAdd(folder, at => new Lazy<List<string>>(() => Findings(InProcess.Scan(at)))).Value;
            var after = Findings(InProcess.Scan(folder, vary: files => Variations[variation](files, sources)));
            after.ShouldBe(before, Path.GetFileName(folder));
            found += before.Count;
        }

        found.ShouldBeGreaterThan(0);
    }

    [Test]
    public void ReportsAreTheSameWhateverTheThreads([ValueSource(nameof(Topics))] string topic)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(TestFolders.TestData, topic)).Order(StringComparer.Ordinal).Take(2))
        {
            var one = Sarif(InProcess.Scan(folder, jobs: 1));
            Sarif(InProcess.Scan(folder, jobs: 2)).ShouldBe(one);
            Sarif(InProcess.Scan(folder, jobs: 8)).ShouldBe(one);
        }
    }

    [Test]
    public void MembersAreReordered() =>
        Variation.ReorderedMembers(Parse("class A { int x; void a() { } class I { void c() { } void d() { } } // b\n void b() { } }"))
            .ShouldBe("class A { int x; void b() { } class I { void d() { } void c() { } } // b\n void a() { } }");

    [Test]
    public void LocalsAreRenamed() =>
        Variation.RenamedLocals(Parse("class A { int f; void m(int p) { int a = p, q = f; a = this.a + q; for (Contact c : [SELECT a FROM B WHERE X = :a]) { a(); c.q = Contact.q; } } }"))
            .ShouldBe("class A { int f; void m(int p) { int a = p, qRenamed = f; a = this.a + qRenamed; for (Contact cRenamed : [SELECT a FROM B WHERE X = :a]) { a(); cRenamed.q = Contact.q; } } }");

    private static IEnumerable<string> VariationNames => Variations.Keys;

    private static SyntaxTree Parse(string text) => SyntaxTree.Parse(new SourceText("A.cls", text));

    private static List<string> Findings(ScanReport report) =>
    [
        .. report.Results.Zip(Fingerprints.Compute(report), (result, fingerprint) =>
        {
            var diagnostic = result.Diagnostic;
            // Broken files and suppressions without use are known by their file's path, which moving it changes.
            var identity = diagnostic.Descriptor.Id is RuleIds.FileNotParsed or RuleIds.UnusedSuppression ? "" : fingerprint.Path;
            // Results in metadata have no Apex beside them.
            var line = report.Source(diagnostic.Location.Path) is { } source ? source.Content.Split('\n')[diagnostic.Location.Start.Line].Split("//")[0].Trim() : "";
            return string.Join(" | ", Path.GetFileName(diagnostic.Location.Path), diagnostic.Descriptor.Id, diagnostic.Severity, Variation.Undo(line), string.Join(", ", diagnostic.Fields), Variation.Undo(diagnostic.Endpoint ?? ""), identity);
        }).Order(StringComparer.Ordinal),
    ];

    private static byte[] Sarif(ScanReport report)
    {
        using var output = new MemoryStream();
        ReportWriter.Write(report, ReportFormat.Sarif, output);
        return output.ToArray();
    }
}
