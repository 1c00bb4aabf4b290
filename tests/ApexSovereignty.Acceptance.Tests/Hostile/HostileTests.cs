using System.Diagnostics;
using System.Globalization;
using System.Text;
using ApexSovereignty.Acceptance.Tests.CommandLine;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Acceptance.Tests.Hostile;

/// <summary>Whatever the input, a run ends, and what is sound beside it is still analysed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class HostileTests : IDisposable
{
    private const string Leak = "public class Leak {\n    public void run(Id id) {\n        Contact c = [SELECT Email FROM Contact WHERE Id = :id];\n        System.debug(c.Email);\n    }\n}\n";
    private const string Metadata = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private const string Namespace = "xmlns=\"http://soap.sforce.com/2006/04/metadata\"";

    private static readonly string[] Projects = [.. HostileProjects.All.Keys];

    private static readonly string[] StoredFiles = [.. Directory.EnumerateFiles(TestFolders.Hostile).Select(file => Path.GetFileName(file)).Where(name => name != "README.md").Order(StringComparer.Ordinal)];

    private static readonly Dictionary<string, Func<(string Path, string Text)>> MetadataFiles = new(StringComparer.Ordinal)
    {
        ["entities that multiply"] = () => ("labels/CustomLabels.labels-meta.xml", Metadata + "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]><CustomLabels>&d;</CustomLabels>"),
        ["an entity from a file"] = () => ("labels/CustomLabels.labels-meta.xml", Metadata + "<!DOCTYPE l [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><CustomLabels><labels><fullName>A</fullName><value>&a;</value></labels></CustomLabels>"),
        ["100,000 elements deep"] = () => ("objects/Loan__c/Loan__c.object-meta.xml", Metadata + $"<CustomObject {Namespace}>" + string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)) + "</CustomObject>"),
        ["no end"] = () => ("objects/Loan__c/fields/Tax_Id__c.field-meta.xml", Metadata + $"<CustomField {Namespace}><fullName>Tax_Id__c</fullName><type>Te"),
        ["not XML"] = () => ("namedCredentials/Gate.namedCredential-meta.xml", "{ \"a\": 1 }"),
        ["empty"] = () => ("namedCredentials/Gate.namedCredential-meta.xml", ""),
        ["20,000 labels"] = () => ("labels/CustomLabels.labels-meta.xml", Metadata + $"<CustomLabels {Namespace}>" + string.Concat(Enumerable.Range(0, 20_000).Select(n => string.Create(CultureInfo.InvariantCulture, $"<labels><fullName>L{n}</fullName><value>https://a{n}.example</value></labels>"))) + "</CustomLabels>"),
        ["a project file that is none"] = () => ("sfdx-project.json", "{ \"packageDirectories\": [ { \"path\": \"../..\" }, { \"path\": \"/\" }, 7 ] }"),
        ["a project file without end"] = () => ("sfdx-project.json", "{ \"packageDirectories\": [" + new string('[', 100_000)),
    };

    private readonly Apexsov tool = new();

    public void Dispose() => tool.Dispose();

    [TestCaseSource(nameof(Projects))]
    public void ARunEndsAndTheRestIsAnalysed(string project)
    {
        foreach (var (name, text) in HostileProjects.All[project]()) tool.With("classes/" + name, text);
        RunBesideALeak();
    }

    [Test]
    public void MoreFieldsThanASummaryHoldsLoseNoLeak()
    {
        const int Count = 5_000;
        tool.With("classes/Wide.cls", "public class Wide {\n" + HostileProjects.Lines(Count, n => $"public String f{n};") + "public void fill(Contact c, String s) {\n" + HostileProjects.Lines(Count, n => $"f{n} = {(n % 2 == 0 ? "s" : "c.Email")};") + "}\n}\n");
        tool.With("classes/Use.cls", "public class Use {\n public void run(Id id) {\n  Wide w = new Wide();\n  w.fill([SELECT Email FROM Contact WHERE Id = :id], 'x');\n  System.debug(w.f4999);\n }\n}\n");
        RunBesideALeak().ShouldContain("classes/Use.cls,5");
    }

    [Test]
    public void SixThousandExitsOfOneMethodAreAllFound()
    {
        const int Count = 6_000;
        tool.With("classes/Exits.cls", "public class Exits {\npublic static void show(String s) {\n" + HostileProjects.Lines(Count, n => $"System.debug(s + {n});") + "}\n}\n");
        tool.With("classes/Use.cls", "public class Use {\n public void run(Id id) {\n  Contact c = [SELECT Email FROM Contact WHERE Id = :id];\n  Exits.show(c.Email);\n }\n}\n");
        var output = RunBesideALeak();
        output.ShouldContain("classes/Exits.cls,3,");
        output.ShouldContain("classes/Exits.cls,6002,");
        output.ShouldNotContain("SOV0003");
    }

    [TestCaseSource(nameof(StoredFiles))]
    public void AnyFileIsRead(string file)
    {
        tool.With("classes/" + file, File.ReadAllBytes(Path.Combine(TestFolders.Hostile, file)));
        RunBesideALeak();
    }

    [TestCaseSource(nameof(MetadataNames))]
    public void AnyMetadataIsRead(string metadata)
    {
        var (path, text) = MetadataFiles[metadata]();
        tool.With(path, text);
        RunBesideALeak().ShouldNotContain("root:");
    }

    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    public void Utf16IsReadAsUtf8Is(string encoding)
    {
        var encoded = Encoding.GetEncoding(encoding);
        tool.With("classes/Wide.cls", [.. encoded.GetPreamble(), .. encoded.GetBytes(Leak.Replace("Leak", "Wide", StringComparison.Ordinal))]);
        RunBesideALeak().ShouldContain("classes/Wide.cls,4");
    }

    private static IEnumerable<string> MetadataNames => MetadataFiles.Keys;

    private string RunBesideALeak()
    {
        var clock = Stopwatch.StartNew();
        var run = tool.With("classes/Leak.cls", Leak).Run("scan", "--format", "csv", "--jobs", "2");
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0.0} s"));
        run.ExitCode.ShouldBe(1, run.Error + run.Output);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldContain("classes/Leak.cls,4");
        return run.Output;
    }
}
