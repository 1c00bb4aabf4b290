using System.Text.Json.Nodes;
using ApexSovereignty.Reporting.Registers;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests;

public sealed class MapCommandTests
{
    private const string Client = """
        public class Client {
            public void run(String unknown) {
                Contact c = [SELECT Email, FirstName, Shoe_Size__c FROM Contact LIMIT 1];
                HttpRequest allowed = new HttpRequest();
                allowed.setEndpoint('https://good.example.eu/v1');
                allowed.setBody(c.FirstName + c.Email + c.Shoe_Size__c);
                new Http().send(allowed);
                HttpRequest undecided = new HttpRequest();
                undecided.setEndpoint('https://api.openai.com/v1/chat');
                undecided.setBody(c.Email);
                new Http().send(undecided);
                HttpRequest open = new HttpRequest();
                open.setEndpoint(unknown);
                open.setBody(c.Email);
                new Http().send(open);
                HttpRequest forbidden = new HttpRequest();
                forbidden.setEndpoint('https://bad.example.com');
                forbidden.setBody(c.Email);
                new Http().send(forbidden);
                HttpRequest silent = new HttpRequest();
                silent.setEndpoint('https://ping.example.com');
                new Http().send(silent);
                System.debug(c.FirstName); // apexsov-ignore SOV1101 -- agreed with data protection
            }
        }
        """;

    private const string Policy = """
        {
          "boundary": { "jurisdictions": ["EU"] },
          "endpoints": [
            { "match": "https://good.example.eu", "allow": true, "jurisdiction": "EU", "accepts": ["PII"] },
            { "match": "https://bad.example.com", "allow": false },
          ],
        }
        """;

    private CommandLine line = null!;

    [SetUp]
    public void SetUp()
    {
        line = new CommandLine();
        line.With("sfdx-project.json", """{ "packageDirectories": [ { "path": "force-app" } ] }""")
            .With("force-app/classes/Client.cls", Client)
            .With("apexsov.json", Policy);
    }

    [TearDown]
    public void TearDown() => line.Dispose();

    [Test]
    public void EveryFlowIsARowWithItsVerdict()
    {
        line.Run("map", "-o", "r.json").ShouldBe(ExitCode.Success, line.Error);
        Rows().Select(row => $"{row["verdict"]} {row["destination"]} {string.Join(',', row["fields"]!.AsArray())} {string.Join(',', row["rules"]!.AsArray())}").ShouldBe(
        [
            "violation System.debug FirstName SOV1101",
            "violation https://bad.example.com Email SOV1001",
            "violation https://good.example.eu/v1 Shoe_Size__c SOV1001",
            "undecided https://api.openai.com/v1/chat Email SOV1002",
            "unresolved an unknown endpoint Email SOV1001",
            "permitted https://good.example.eu/v1 Email,FirstName ",
        ]);
        line.Out.ShouldBe("Wrote r.json: 6 rows (3 violation, 1 undecided, 1 unresolved, 1 permitted).\n");
    }

    [Test]
    public void ARowTellsWhyAndHow()
    {
        line.Run("map", "-o", "r.json").ShouldBe(ExitCode.Success, line.Error);
        var refused = Rows().Single(row => row["fields"]![0]!.GetValue<string>() == "Shoe_Size__c");
        refused["reason"]!.GetValue<string>().ShouldBe("it does not accept Unclassified data");
        refused["recipient"]!.GetValue<string>().ShouldBe("https://good.example.eu");
        refused["jurisdiction"]!.GetValue<string>().ShouldBe("EU");
        refused["member"]!.GetValue<string>().ShouldBe("Client.run(String)");
        refused["place"]!["line"]!.GetValue<int>().ShouldBe(6);
        refused["sources"]!.AsArray().ShouldHaveSingleItem()!["line"]!.GetValue<int>().ShouldBe(3);
        refused["path"]!.AsArray().Count.ShouldBeGreaterThan(1);
        var debug = Rows().Single(row => row["exit"]!.GetValue<string>() == "System.debug");
        debug["suppression"]!.GetValue<string>().ShouldBe("agreed with data protection");
    }

    [Test]
    public void DestinationsWithoutDataAreListedToo()
    {
        line.Run("map", "-o", "r.json").ShouldBe(ExitCode.Success, line.Error);
        var destinations = JsonNode.Parse(line.Read("r.json"))!["destinations"]!.AsArray();
        destinations.Select(destination => $"{destination!["name"]} {destination["verdict"]} {destination["fields"]}").ShouldBe(
            ["System.debug violation 1", "an unknown endpoint unresolved 1", "https://api.openai.com undecided 1", "https://bad.example.com violation 1", "https://good.example.eu permitted 3", "https://ping.example.com undecided 0"]);
    }

    [Test]
    public void WhatNoRuleInForceJudgesSaysSo()
    {
        line.With("apexsov.json", """{ "rules": { "SOV1101": "off" } }""").Run("map", "-o", "r.json").ShouldBe(ExitCode.Success, line.Error);
        var debug = Rows().Single(row => row["exit"]!.GetValue<string>() == "System.debug");
        debug["verdict"]!.GetValue<string>().ShouldBe("not judged");
        debug["reason"]!.GetValue<string>().ShouldBe("SOV1101 is switched off");
    }

    [TestCase("lower", "violation", "CRM data in System.debug")]
    [TestCase("permit", "permitted", "the policy permits it to leave pseudonymised")]
    public void PseudonymisedDataIsARowOfItsOwn(string treatment, string verdict, string reason)
    {
        line.With("force-app/classes/Client.cls", "public class Client { public void run() { System.debug(EncodingUtil.base64Encode(Crypto.generateMac('HmacSHA256', Blob.valueOf([SELECT Email FROM Contact LIMIT 1].Email), Blob.valueOf('key')))); } }");
        line.With("apexsov.json", $$"""{ "pseudonymised": "{{treatment}}" }""").Run("map", "-o", "r.json").ShouldBe(ExitCode.Success, line.Error);
        var row = Rows().ShouldHaveSingleItem();
        row["pseudonymised"]!.GetValue<bool>().ShouldBeTrue();
        row["verdict"]!.GetValue<string>().ShouldBe(verdict);
        row["reason"]!.GetValue<string>().ShouldBe(reason);
    }

    [Test]
    public void AllFormatsAreWrittenInOneRun()
    {
        line.Run("map", "force-app", "-o", "r.html", "-o", "r.json", "-o", "r.csv", "-o", "r.md").ShouldBe(ExitCode.Success, line.Error);
        foreach (var file in new[] { "r.html", "r.json", "r.csv", "r.md" })
        {
            line.Read(file).ShouldContain("good.example.eu");
            line.Read(file).ShouldNotContain(Path.GetFileName(line.Folder));
        }
    }

    [Test]
    public void ThreadsChangeNothing()
    {
        line.Run("map", "-o", "one.json", "--jobs", "1").ShouldBe(ExitCode.Success, line.Error);
        line.Run("map", "-o", "four.json", "--jobs", "4").ShouldBe(ExitCode.Success, line.Error);
        line.Read("four.json").ShouldBe(line.Read("one.json"));
    }

    [Test]
    public void TheSourcesArePinnedByPathAndText()
    {
        var first = Hash();
        Hash().ShouldBe(first);
        line.With("force-app/classes/Client.cls", Client + " ");
        var second = Hash();
        second.ShouldNotBe(first);
        line.With("README.md", "no Apex");
        Hash().ShouldBe(second);

        string Hash()
        {
            line.Run("map", "-o", "r.json").ShouldBe(ExitCode.Success, line.Error);
            return JsonNode.Parse(line.Read("r.json"))!["sourcesSha256"]!.GetValue<string>();
        }
    }

    [Test]
    public void GapsAreNamed()
    {
        line.With("force-app/classes/Broken.cls", "public class Broken { void m() { Integer i = ; } }").Run("map", "-o", "r.json").ShouldBe(ExitCode.Success, line.Error);
        JsonNode.Parse(line.Read("r.json"))!["gaps"]!.AsArray().ShouldHaveSingleItem()!["path"]!.GetValue<string>().ShouldBe("force-app/classes/Broken.cls");
    }

    [Test]
    public void TheSchemaIsPrinted()
    {
        line.Run("map", "--schema").ShouldBe(ExitCode.Success);
        line.Out.ShouldBe(RegisterWriter.JsonSchema());
    }

    [TestCase("map", "map needs a file to write")]
    [TestCase("map|-o|r.sarif", "the extension of a register is one of .html .json .csv .md")]
    [TestCase("map|-o|none/r.html", "the folder of 'none/r.html' does not exist")]
    [TestCase("map|-o|r.html|-o|./r.html", "'./r.html' is named twice")]
    [TestCase("map|nowhere|-o|r.html", "'nowhere' does not exist")]
    [TestCase("map|-o|r.html|--jobs|0", "--jobs takes a number from 1 to 1024")]
    public void WhatCannotRunIsTwoAndWritesNothing(string arguments, string message)
    {
        var before = line.Files();
        line.Run(arguments.Split('|')).ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain(message);
        line.Files().ShouldBe(before);
    }

    private List<JsonNode> Rows() => [.. JsonNode.Parse(line.Read("r.json"))!["rows"]!.AsArray().Select(row => row!)];
}
