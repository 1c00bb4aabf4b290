using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Cli.Caching;
using ApexSovereignty.Metadata;
using ApexSovereignty.Rules.Policies;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests;

public sealed class CacheTests
{
    private const string Leak = """
        public class Leak {
            public void run(Id id) {
                Contact c = [SELECT Email, SSN__c FROM Contact WHERE Id = :id];
                System.debug(c.Email);
                System.debug(c.SSN__c); // apexsov-ignore SOV1101 -- agreed
                HttpRequest r = new HttpRequest();
                r.setEndpoint('https://api.vendor.example/v1');
                r.setBody(JSON.serialize(c));
                new Http().send(r);
                c.missing();
            }
        }
        """;

    private CommandLine line = null!;
    private CountingAnalyzer analyzer = null!;

    [SetUp]
    public void SetUp()
    {
        line = new CommandLine().With("classes/Leak.cls", Leak).With("classes/Broken.cls", "public class Broken { void m() { Integer i = ; } }").With("classes/Other.cls", "public class Other { }");
        analyzer = new CountingAnalyzer();
    }

    [TearDown]
    public void TearDown() => line.Dispose();

    [TestCase("--format", "sarif")]
    [TestCase("--format", "json")]
    [TestCase("--format", "csv")]
    [TestCase("--format", "junit")]
    [TestCase("--format", "text", "--verbose")]
    public void TheSecondScanAnalysesNothingAndSaysTheSame(params string[] format)
    {
        var without = Output(Scan(format));
        Output(Scan([.. format, "--cache", "kept"])).ShouldBe(without);
        analyzer.Count.ShouldBe(2);
        Output(Scan([.. format, "--cache", "kept"])).ShouldBe(without);
        analyzer.Count.ShouldBe(2);
    }

    [Test]
    public void PagesShowTheSameCode()
    {
        Scan("-o", "without.html");
        Scan("-o", "first.html", "--cache", "kept");
        Scan("-o", "second.html", "--cache", "kept");
        line.Read("first.html").ShouldBe(line.Read("without.html"));
        line.Read("second.html").ShouldBe(line.Read("without.html"));
        analyzer.Count.ShouldBe(2);
    }

    [TestCase("classes/Leak.cls", "public class Leak { }")]
    [TestCase("classes/Other.cls", "public class Other { }\n")]
    [TestCase("classes/New.cls", "public class New { }")]
    [TestCase("labels/CustomLabels.labels-meta.xml", "<CustomLabels/>")]
    [TestCase("sfdx-project.json", "{ \"packageDirectories\": [ { \"path\": \"classes\" } ] }")]
    [TestCase(".forceignore", "classes/Other.cls")]
    [TestCase("apexsov.json", "{ }")]
    [TestCase("apexsov.json", "{ \"exclude\": [ \"**/Other.cls\" ] }")]
    public void ChangedInputIsAnalysedAgain(string path, string content)
    {
        Scan("--cache", "kept");
        Scan("--cache", "kept");
        analyzer.Count.ShouldBe(1);
        line.With(path, content);
        var code = Scan("--cache", "kept");
        var changed = Output(code);
        analyzer.Count.ShouldBe(2);
        Scan().ShouldBe(code);
        Output(code).ShouldBe(changed);
    }

    [Test]
    public void ChangedModelsAreAnalysedAgain()
    {
        line.With("apexsov.json", "{ \"models\": [ \"m.json\" ] }").With("m.json", Model("Other.mask"));
        Scan("--cache", "kept");
        line.With("m.json", Model("Other.hide"));
        Scan("--cache", "kept");
        analyzer.Count.ShouldBe(2);

        static string Model(string method) => $$"""{ "models": [ { "methods": ["{{method}}"], "sanitizer": true } ] }""";
    }

    [TestCase("--rule", "SOV1101=note")]
    [TestCase("--rule", "SOV1101")]
    [TestCase("--include-tests")]
    public void OtherQuestionsHaveOtherAnswers(params string[] options)
    {
        Scan("--cache", "kept");
        var answer = Output(Scan([.. options, "--cache", "kept"]));
        analyzer.Count.ShouldBe(2);
        answer.ShouldBe(Output(Scan(options)));
    }

    [Test]
    public void AnOldStateIsStillKnown()
    {
        Scan("--cache", "kept");
        line.With("classes/Other.cls", "public class Other { Integer i; }");
        Scan("--cache", "kept");
        line.With("classes/Other.cls", "public class Other { }");
        Scan("--cache", "kept");
        analyzer.Count.ShouldBe(2);
    }

    [TestCase(0)]
    [TestCase(20)]
    [TestCase(-1)]
    public void ABrokenFileIsReplaced(int length)
    {
        var without = Output(Scan("--cache", "kept"));
        var file = Entries().ShouldHaveSingleItem();
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, length < 0 ? bytes : bytes[..length]);
        Output(Scan("--cache", "kept")).ShouldBe(without);
        Output(Scan("--cache", "kept")).ShouldBe(without);
        analyzer.Count.ShouldBe(2);
    }

    [Test]
    public void AFolderThatCannotBeMadeIsSaidAndHarmless()
    {
        var without = Output(Scan());
        Scan("--cache", "classes/Leak.cls/kept").ShouldBe(ExitCode.Findings);
        Output(ExitCode.Findings).ShouldBe(without);
        line.Error.ShouldStartWith("apexsov: --cache: nothing is kept in 'classes/Leak.cls/kept': ");
    }

    [TestCase("classes/Leak.cls", "--cache: 'classes/Leak.cls' is a file, not a folder")]
    [TestCase("", "--cache takes a folder")]
    public void AFolderThatIsNoneIsWrong(string written, string message)
    {
        Scan("--cache", written).ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain(message);
    }

    [Test]
    public void NoCacheWins()
    {
        Scan("--cache", "kept", "--no-cache");
        Directory.Exists(Path.Combine(line.Folder, "kept")).ShouldBeFalse();
    }

    [Test]
    public void VersionControlPassesOverTheFolder()
    {
        Scan("--cache", "kept");
        line.Read("kept/.gitignore").ShouldEndWith("\n*\n");
    }

    [Test]
    public void WhatWasUsedLongestAgoGoesFirst()
    {
        var report = new CachedReport([new string('x', 1000)], [], [], default, 0, Statistics: null);
        var warnings = new List<string>();
        var cache = ResultCache.Open("kept", line.Folder, warnings.Add, maximumBytes: 4_000);
        foreach (var key in new[] { "a", "b", "c" })
        {
            cache.Store(new CacheKey(key), report);
            File.SetLastWriteTimeUtc(Entries().Single(file => Path.GetFileName(file).StartsWith(key, StringComparison.Ordinal)), new DateTime(2026, 1, key[0] - 'a' + 1, 0, 0, 0, DateTimeKind.Utc));
        }

        cache.Find(new CacheKey("a")).ShouldNotBeNull();
        cache.Store(new CacheKey("d"), report);
        Entries().Select(file => Path.GetFileName(file)[..1]).ShouldBe(["a", "c", "d"]);
        cache.Store(new CacheKey("e"), report with { Texts = [new string('x', 5_000)] });
        cache.Find(new CacheKey("e")).ShouldBeNull();
        warnings.ShouldBeEmpty();
    }

    [Test]
    public void WhatCannotBeReadHasNoKey()
    {
        var request = new ScanRequest { Files = new UnreadableFiles(), Policy = Policy.Default };
        var project = new SfdxProject("", HasProjectFile: false, [""], Namespace: null, SourceApiVersion: null, ["A.cls"], [], [], []);
        CacheKey.Compute(request, new ProjectLayout([project], []), CancellationToken.None).ShouldBeNull();
    }

    private int Scan(params string[] options) => line.RunWith(new AnalysisRunner([analyzer]), ["scan", .. options]);

    private string Output(int exitCode)
    {
        exitCode.ShouldBeOneOf([ExitCode.Success, ExitCode.Findings], line.Error);
        // The time a scan took differs.
        return string.Join('\n', line.Out.Split('\n').Where(row => !row.Contains(" files (", StringComparison.Ordinal)));
    }

    private string[] Entries() => [.. Directory.EnumerateFiles(Path.Combine(line.Folder, "kept"), "*.apexsov-cache").Order(StringComparer.Ordinal)];

    private sealed class CountingAnalyzer : IProjectAnalyzer
    {
        private readonly RulesAnalyzer rules = new();

        public int Count { get; private set; }

        public ProjectAnalysis Analyze(ProjectInput input, CancellationToken cancellation)
        {
            Count++;
            return rules.Analyze(input, cancellation);
        }
    }

    private sealed class UnreadableFiles : IProjectFileSystem
    {
        public IEnumerable<ProjectEntry> List(string folder) => [];

        public ProjectEntryInfo GetInfo(string path) => default;

        public byte[] ReadAllBytes(string path) => throw new UnauthorizedAccessException();
    }
}
