using ApexSovereignty.Flow.Models;
using ApexSovereignty.Rules.Models;
using ApexSovereignty.Rules.Policies;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Rules.Tests;

public sealed class ModelFileReaderTests
{
    [Test]
    public void EveryKeyIsRead()
    {
        var result = ModelFileReader.Read("m.json", """
            {
              "$schema": "./models.schema.json", // beside the file
              "models": [
                { "methods": ["pkg.Client.send/2", "pkg.Client.post*"], "flow": ["Argument[0].** +> This.~body"], "calls": ["Argument[1].execute"], "texts": { "~url": "https://x.example" },
                  "sinks": [ { "kind": "http", "part": "url", "path": "Argument[*].['a.b'].Name", "endpoint": "This.~endpoint" }, { "kind": "llm", "path": "This.**" } ] },
                { "methods": ["pkg.Store.read"], "source": "Contact.Email" },
                { "methods": ["Mask.it"], "sanitizer": true },
                { "methods": ["Clock.*"], "neutral": true },
              ],
              "properties": { "Messaging.Email.body": "This.~mail" }
            }
            """);
        result.Errors.ShouldBeEmpty();
        var models = result.Models.Models.Models;
        models[0].Methods.ShouldBe(["pkg.Client.send/2", "pkg.Client.post*"]);
        models[0].Flows.ShouldBe(["Argument[0].** +> This.~body"]);
        models[0].Calls.ShouldBe(["Argument[1].execute"]);
        models[0].Texts.ShouldBe([new ModelText("~url", "https://x.example")]);
        models[0].Sinks.ShouldBe([new SinkDefinition("http", "url", "Argument[*].['a.b'].Name", "This.~endpoint"), new SinkDefinition("llm", "prompt", "This.**", null)]);
        models[1].Source.ShouldBe("Contact.Email");
        models[2].IsSanitizer.ShouldBeTrue();
        models[3].IsNeutral.ShouldBeTrue();
        result.Models.Models.Properties.ShouldBe([new PropertyDefinition("Messaging.Email.body", "This.~mail")]);
        result.Models.Entries.Select(entry => (entry.Line, entry.Column, entry.Text)).ShouldBe(
            [(4, 19, "pkg.Client.send/2"), (4, 40, "pkg.Client.post*"), (6, 19, "pkg.Store.read"), (7, 19, "Mask.it"), (8, 19, "Clock.*"), (10, 19, "Messaging.Email.body")]);
    }

    [TestCase("", "1:1: the file is empty")]
    [TestCase("[]", "1:1: the file must hold an object")]
    [TestCase("""{ "model": [] }""", "1:3: unknown key 'model'; did you mean 'models'?")]
    [TestCase("""{ "models": [ { "neutral": true } ] }""", "1:15: 'methods' is missing here")]
    [TestCase("""{ "models": [ { "methods": [], "neutral": true } ] }""", "1:28: 'methods' names none")]
    [TestCase("""{ "models": [ { "methods": ["A.b"] } ] }""", "1:15: the model says nothing of its methods")]
    [TestCase("""{ "models": [ { "methods": ["A"], "neutral": true } ] }""", "1:29: 'A' is not a method")]
    [TestCase("""{ "models": [ { "methods": ["A.b/x"], "neutral": true } ] }""", "1:29: 'A.b/x': behind the slash stands the number of parameters")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "intrinsic": "json" } ] }""", "1:37: unknown key 'intrinsic'")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "neutral": "yes" } ] }""", "1:48: 'models.neutral' takes true or false, not a string")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "flow": ["Argument[0] Return"] } ] }""", "1:46: 'Argument[0] Return' is not a flow")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "flow": ["Argment[0] -> Return"] } ] }""", "1:46: 'Argment[0]' is not Argument[i], This or Return")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "flow": ["Argument[0].[x] -> Return"] } ] }""", "1:46: '[x]' in 'Argument[0].[x]' is no step of a path")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "flow": ["Argument[0].**.x -> Return"] } ] }""", "1:46: nothing may follow '**'")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "flow": ["Argument[0] -> This"] } ] }""", "1:46: 'Argument[0] -> This': name what of This is written")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "flow": ["Return -> This.x"] } ] }""", "1:46: 'Return -> This.x': nothing can be read from Return")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "flow": ["This.x -> Argument[*].y"] } ] }""", "1:46: 'This.x -> Argument[*].y': Argument[*] can only be read from")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "sinks": [ { "kind": "htpp", "path": "This" } ] } ] }""", "1:58: 'htpp' is none of http")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "sinks": [ { "kind": "http", "part": "prompt", "path": "This" } ] } ] }""", "1:74: sinks of kind 'http' have no part 'prompt': write body, header, url")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "sinks": [ { "kind": "log" } ] } ] }""", "1:48: 'path' is missing here")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "sinks": [ { "kind": "log", "path": "Return" } ] } ] }""", "1:73: 'Return': nothing can be read from Return")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "source": "Email" } ] }""", "1:47: 'Email' is not a source")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "sanitizer": true, "source": "Contact.Email" } ] }""", "1:56: the result of a sanitizer carries no data")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "calls": ["execute"] } ] }""", "1:47: 'execute' is not a call")]
    [TestCase("""{ "models": [ { "methods": ["A.b"], "texts": { "url": "x" } } ] }""", "1:48: 'url' is not a part")]
    [TestCase("""{ "properties": { "A.b": "This.a.b" } }""", "1:26: 'This.a.b' is not a part of the object")]
    [TestCase("{ \"models\": [ { \"methods\": [\"A.b\"], \"neutral\": true },\n { \"methods\": [\"a.B\"], \"neutral\": true } ] }", "2:16: 'a.B' has a model already, in m.json line 1")]
    public void Errors(string json, string expected)
    {
        var result = ModelFileReader.Read("m.json", json);
        result.Errors.Select(error => error.ToString()).ShouldContain(error => error.StartsWith("m.json:" + expected, StringComparison.Ordinal), string.Join('\n', result.Errors));
    }

    [Test]
    public void FilesMustNotContradictEachOther()
    {
        const string Json = """{ "models": [ { "methods": ["A.b"], "neutral": true } ] }""";
        ModelFileReader.ReadAll([("a.json", Json), ("b.json", Json)]).Errors.Single().ToString().ShouldBe("b.json:1:29: 'A.b' has a model already, in a.json line 1");
    }

    [Test]
    public void BuiltInFilesAreOfTheSameFormat()
    {
        var assembly = typeof(ModelDefinition).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".models.json", StringComparison.Ordinal)).ToList();
        names.Count.ShouldBeGreaterThanOrEqualTo(3);
        foreach (var name in names)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var faults = new List<PolicyError>();
            ModelFileReader.Parse(name, reader.ReadToEnd(), ModelShapes.BuiltIn, faults);
            faults.ShouldBeEmpty();
        }
    }

    [Test]
    public void SchemaFileIsTheTable()
    {
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, ModelSchema.FileName);
        File.ReadAllText(path).ReplaceLineEndings("\n").ShouldBe(ModelSchema.ToJson(), "write it anew: apexsov models schema > src/ApexSovereignty.Rules/Models/models.schema.json");
    }

    [Test]
    public void KeysInTheManualAreTheTable() =>
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "models.md")).ReplaceLineEndings("\n").ShouldContain(ModelSchema.ToMarkdown(), Case.Sensitive, "write them anew: apexsov models schema --format md");
}
