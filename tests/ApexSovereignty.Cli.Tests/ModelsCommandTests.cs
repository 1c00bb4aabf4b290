using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Rules.Models;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests;

public sealed class ModelsCommandTests
{
    private CommandLine line = null!;

    [SetUp]
    public void SetUp()
    {
        line = new CommandLine();
        line.With("sfdx-project.json", """{ "packageDirectories": [ { "path": "force-app" } ] }""")
            .With("force-app/classes/PiiMasker.cls", "public class PiiMasker { public static String mask(String s) { return s; } }")
            .With("force-app/classes/A.cls", "public class A { public static void m() { Contact c = [SELECT Email, LastName FROM Contact LIMIT 1]; pkg.Client.send(PiiMasker.mask(c.Email)); pkg.Client.send(c.LastName); } }");
    }

    [TearDown]
    public void TearDown() => line.Dispose();

    [Test]
    public void CountsWhatEntriesMatch()
    {
        line.With("apexsov.json", """{ "models": ["m.json"], "sanitizers": ["PiiMasker.mask"], "fields": { "public": ["Contact.Email"] } }""")
            .With("m.json", "{ \"models\": [\n  { \"methods\": [\"pkg.Client.send/1\", \"JSON.serialize\"], \"neutral\": true } ] }");
        line.Run("models", "check").ShouldBe(ExitCode.Success);
        line.Out.ShouldBe("""
            apexsov.json:1:40: sanitizers 'PiiMasker.mask': 1 call
            apexsov.json:1:82: fields.public 'Contact.Email': 1 field
            m.json:2:17: models 'pkg.Client.send/1': 2 calls
            m.json:2:38: models 'JSON.serialize': 0 calls
            4 entries, all match.

            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public void EntriesThatMatchNothingAreErrors()
    {
        line.With("sub/apexsov.json", "{}")
            .With("apexsov.json", "{ \"models\": [\"m.json\"],\n  \"sanitizers\": [\"PiiMaskr.mask\"] }")
            .With("m.json", """{ "models": [ { "methods": ["pkg.Client.send/2"], "neutral": true } ] }""");
        line.Run("models", "check", "force-app").ShouldBe(ExitCode.Usage);
        line.Out.ShouldContain("apexsov.json:2:18: error: 'PiiMaskr.mask' in 'sanitizers' matches nothing in the project; did you mean 'PiiMasker.mask'?");
        line.Out.ShouldContain("m.json:1:29: error: 'pkg.Client.send/2' in 'models' matches nothing in the project; did you mean 'pkg.Client.send/1'?");
        line.Out.ShouldContain("2 entries, 2 match nothing.");
    }

    [Test]
    public void WithoutConfigurationThereIsNothingToCheck()
    {
        line.Run("models", "check").ShouldBe(ExitCode.Success);
        line.Out.ShouldContain("nothing to check");
    }

    [Test]
    public void ScanWarnsOfEntriesThatMatchNothing()
    {
        line.With("apexsov.json", "{ \"sanitizers\": [\"PiiMasker.mask\"],\n  \"loggers\": [" + string.Join(", ", Enumerable.Range(0, 25).Select(i => FormattableString.Invariant($"\"Lg{i}.x\""))) + "] }");
        line.RunWith(new AnalysisRunner([new RulesAnalyzer()]), "scan", "--verbose", "--no-color").ShouldBe(ExitCode.Success);
        line.Out.ShouldContain("apexsov.json:2:15");
        line.Out.ShouldContain("'Lg0.x' in 'loggers' matches nothing in the project");
        line.Out.ShouldContain("5 more entries of the configuration match nothing");
        line.Out.ShouldNotContain("PiiMasker.mask' in");
        line.Out.Split('\n').Count(text => text.Contains("matches nothing in the project", StringComparison.Ordinal)).ShouldBe(20);
    }

    [Test]
    public void UserModelsDecideWhatIsFound()
    {
        line.RunWith(new AnalysisRunner([new RulesAnalyzer()]), "scan", "--format", "csv", "--fail-on", "note").ShouldBe(ExitCode.Success);
        line.With("apexsov.json", """{ "models": ["m.json"] }""").With("m.json", """{ "models": [ { "methods": ["pkg.Client.send"], "sinks": [ { "kind": "log", "path": "Argument[0]" } ] } ] }""");
        line.RunWith(new AnalysisRunner([new RulesAnalyzer()]), "scan", "--format", "csv", "--fail-on", "note").ShouldBe(ExitCode.Findings);
        line.Out.ShouldContain("SOV1102");
    }

    [Test]
    public void SchemaIsPrinted()
    {
        line.Run("models", "schema").ShouldBe(ExitCode.Success);
        line.Out.ShouldBe(ModelSchema.ToJson());
    }
}
