using ApexSovereignty.Diagnostics;
using ApexSovereignty.Metadata;
using ApexSovereignty.Rules.Models;
using ApexSovereignty.Rules.Policies;
using ApexSovereignty.Semantics;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Rules.Tests;

public sealed class UserModelTests
{
    private const string Debug = "System.debug(x);";

    [Test]
    public void ASinkOfAManagedPackage()
    {
        const string Code = "String x = [SELECT Email FROM Contact].Email; pkg.Client c = new pkg.Client(); c.send('t', x);";
        Find(Code).ShouldBeEmpty();
        Find(Code, """{ "methods": ["pkg.Client.send/2"], "sinks": [ { "kind": "log", "path": "Argument[1]" } ] }""").ShouldBe(["SOV1102"]);
        Find(Code, """{ "methods": ["pkg.Client.*"], "sinks": [ { "kind": "event", "path": "Argument[*].**" } ] }""").ShouldBe(["SOV1007"]);
        Find(Code, """{ "methods": ["pkg.Client.send/1"], "sinks": [ { "kind": "log", "path": "Argument[0]" } ] }""").ShouldBeEmpty();
    }

    [Test]
    public void ASinkWithAnEndpoint()
    {
        const string Code = "String x = [SELECT Email FROM Contact].Email; pkg.Http.post('https://api.example.com/v1', x);";
        const string Model = """{ "methods": ["pkg.Http.post"], "sinks": [ { "kind": "http", "path": "Argument[1]", "endpoint": "Argument[0]" } ] }""";
        Find(Code, Model).ShouldBe(["SOV1001"]);
        Find(Code, Model, """{ "endpoints": [ { "match": "https://api.example.com", "allow": true } ] }""").ShouldBeEmpty();
    }

    [TestCase("{ }", "warning")]
    [TestCase("{ \"pseudonymised\": \"report\" }", "error")]
    [TestCase("{ \"pseudonymised\": \"permit\" }", "")]
    public void AKeyedHashIsOneLevelLower(string policy, string level)
    {
        const string Code = "String x = EncodingUtil.convertToHex(Crypto.generateMac('HmacSHA256', Blob.valueOf([SELECT Email FROM Contact].Email), key)); " + Debug;
        string.Join(' ', Analyze(Code, policy: policy).Select(d => d.Severity.ToString().ToLowerInvariant())).ShouldBe(level);
    }

    [Test]
    public void ASourceOfAManagedPackage()
    {
        const string Code = "String x = pkg.Vault.read('k'); " + Debug;
        Find(Code).ShouldBeEmpty();
        Find(Code, """{ "methods": ["pkg.Vault.read"], "source": "Contact.Email" }""").ShouldBe(["SOV1101"]);
    }

    [Test]
    public void AFlowThroughAManagedPackage()
    {
        const string Code = "String x = pkg.Text.pick([SELECT Email FROM Contact].Email, 'b'); " + Debug;
        Find(Code).ShouldBe(["SOV1101"]);
        Find(Code, """{ "methods": ["pkg.Text.pick"], "flow": ["Argument[1] -> Return"] }""").ShouldBeEmpty();
        Find(Code, """{ "methods": ["pkg.Text.pick"], "flow": ["Argument[0] -> Return"] }""").ShouldBe(["SOV1101"]);
    }

    [Test]
    public void AFlowThroughAPartOfAnObject()
    {
        const string Code = "pkg.Builder b = new pkg.Builder(); b.put([SELECT Email FROM Contact].Email); String x = b.text(); " + Debug;
        const string Put = """{ "methods": ["pkg.Builder.put"], "flow": ["Argument[0] +> This.~payload"] }, { "methods": ["pkg.Builder.new"], "neutral": true }, """;
        Find(Code, Put + """{ "methods": ["pkg.Builder.text"], "flow": ["This.~payload -> Return"] }""").ShouldBe(["SOV1101"]);
        Find(Code, Put + """{ "methods": ["pkg.Builder.text"], "flow": ["This.~other -> Return"] }""").ShouldBeEmpty();
    }

    [Test]
    public void ASanitizerOfTheProject()
    {
        const string Code = "String x = Own.mask([SELECT Email FROM Contact].Email); " + Debug;
        Find(Code).ShouldBe(["SOV1101"]);
        Find(Code, """{ "methods": ["Own.mask"], "sanitizer": true }""").ShouldBeEmpty();
    }

    [Test]
    public void AModelHoldsWhereAnInterfaceIsCalled()
    {
        const string Code = "Own.Masker m = new Own.Hider(); String x = m.hide([SELECT Email FROM Contact].Email); " + Debug;
        Find(Code).ShouldBe(["SOV1101"]);
        Find(Code, """{ "methods": ["Own.Hider.hide"], "sanitizer": true }""").ShouldBeEmpty();
        Find(Code, """{ "methods": ["Masker.hide"], "sanitizer": true }""").ShouldBeEmpty();
    }

    [Test]
    public void APropertyOfThePlatform()
    {
        const string Code = "Messaging.InboundEmail m = new Messaging.InboundEmail(); m.subject = [SELECT Email FROM Contact].Email; String x = m.fromName; " + Debug;
        Find(Code).ShouldBeEmpty();
        Find(Code, properties: """ "Messaging.InboundEmail.subject": "This.~all", "Messaging.InboundEmail.fromName": "This.~all" """).ShouldBe(["SOV1101"]);
    }

    [Test]
    public void AMethodOfTheProjectGivesWayToItsModel()
    {
        const string Code = "String x = Own.drop([SELECT Email FROM Contact].Email); " + Debug;
        Find(Code).ShouldBeEmpty();
        Find(Code, """{ "methods": ["Own.drop"], "flow": ["Argument[0] -> Return"] }""").ShouldBe(["SOV1101"]);
    }

    [Test]
    public void UserModelsGoBeforeBuiltInOnes()
    {
        const string Code = "String x = [SELECT Email FROM Contact].Email; " + Debug;
        Find(Code).ShouldBe(["SOV1101"]);
        Find(Code, """{ "methods": ["System.debug"], "neutral": true }""").ShouldBeEmpty();
    }

    [Test]
    public void TheEntryThatSaysMostHolds()
    {
        const string Code = "String x = Own.mask([SELECT Email FROM Contact].Email); " + Debug;
        const string Broad = """{ "methods": ["Own.*"], "sanitizer": true }""";
        const string Exact = """{ "methods": ["Own.mask"], "flow": ["Argument[0] -> Return"] }""";
        Find(Code, Broad + "," + Exact).ShouldBe(["SOV1101"]);
        Find(Code, Exact + "," + Broad).ShouldBe(["SOV1101"]);
        Find(Code, Exact, """{ "sanitizers": ["Own.*"] }""").ShouldBe(["SOV1101"]);
    }

    private static List<string> Find(string code, string models = "", string policy = "{}", string properties = "") =>
        [.. Analyze(code, models, policy, properties).Select(diagnostic => diagnostic.Descriptor.Id).Order(StringComparer.Ordinal)];

    private static List<Diagnostic> Analyze(string code, string models = "", string policy = "{}", string properties = "")
    {
        var source = $$"""
            public class T { public static void run() { {{code}} } }
            """;
        const string Own = "public class Own { public static String mask(String s) { return s; } public static String drop(String s) { return ''; } public interface Masker { String hide(String s); } public class Hider implements Masker { public String hide(String s) { return s; } } }";
        var compilation = CompilationFactory.Create([SyntaxTree.Parse(new SourceText("T.cls", source)), SyntaxTree.Parse(new SourceText("Own.cls", Own))], ProjectModel.Empty);
        var read = ModelFileReader.Read("m.json", $$"""{ "models": [ {{models}} ], "properties": { {{properties}} } }""");
        read.Errors.ShouldBeEmpty();
        var rules = new ProjectRules(ProjectRules.BuiltIn) { Models = read.Models.Models };
        var result = rules.Analyze(compilation, PolicyReader.Read("p", policy).Policy!, includeTests: false, jobs: 1, CancellationToken.None);
        return [.. result.Diagnostics.Where(d => d.Descriptor.Id.StartsWith("SOV10", StringComparison.Ordinal) || d.Descriptor.Id.StartsWith("SOV11", StringComparison.Ordinal))];
    }
}
