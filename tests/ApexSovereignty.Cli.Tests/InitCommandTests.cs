using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Rules.Policies;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests;

public sealed class InitCommandTests
{
    private const string Client = """
        public class Client {
            public void run(String unknown) {
                Contact c = [SELECT Email, FirstName, Shoe_Size__c FROM Contact LIMIT 1];
                send('callout:Gateway/v1', c.Email + c.Shoe_Size__c);
                send('https://api.openai.com/v1/chat', c.FirstName);
                send('https://status.example.com:8443/ping', 'up');
                HttpRequest other = new HttpRequest();
                other.setEndpoint(unknown);
                new Http().send(other);
                AdviceLog.write(c.Email);
                System.debug(c.FirstName);
            }
            private void send(String endpoint, String body) {
                HttpRequest r = new HttpRequest();
                r.setEndpoint(endpoint);
                r.setBody(body);
                new Http().send(r);
            }
        }
        """;

    private CommandLine line = null!;

    [SetUp]
    public void SetUp()
    {
        line = new CommandLine();
        line.With("sfdx-project.json", """{ "packageDirectories": [ { "path": "force-app" } ] }""")
            .With("force-app/classes/Client.cls", Client)
            .With("force-app/classes/AdviceLog.cls", "public class AdviceLog { public static void write(String s) { insert new Log__c(Text__c = s); } }")
            .With("force-app/namedCredentials/Gateway.namedCredential-meta.xml", "<NamedCredential xmlns='http://soap.sforce.com/2006/04/metadata'><endpoint>https://user:secret@gateway.example.eu</endpoint></NamedCredential>")
            .With("force-app/namedCredentials/Spare.namedCredential-meta.xml", "<NamedCredential xmlns='http://soap.sforce.com/2006/04/metadata'><endpoint>https://spare.example.eu</endpoint></NamedCredential>");
    }

    [TearDown]
    public void TearDown() => line.Dispose();

    [Test]
    public void EveryEndpointIsAnUndecidedEntry()
    {
        line.Run("init").ShouldBe(ExitCode.Success, line.Error);
        var text = line.Read("apexsov.json");
        text.ShouldContain("{ \"match\": \"callout:Gateway\", \"allow\": false, \"accepts\": [\"PII\", \"Unclassified\"] }, // undecided");
        text.ShouldContain("{ \"match\": \"https://api.openai.com\", \"allow\": false, \"kind\": \"llm\", \"jurisdiction\": \"US\", \"accepts\": [\"PII\"] }, // undecided");
        text.ShouldContain("{ \"match\": \"https://status.example.com:8443\", \"allow\": false, \"accepts\": [] }, // undecided");
        text.ShouldContain("// Named credential Spare: https://spare.example.eu; declared in");
        text.ShouldContain("// No request of the code is seen to use it.");
        text.ShouldContain("// Goes there now: PII: Contact.Email; Unclassified: Contact.Shoe_Size__c.");
        text.ShouldContain("Used at 1 place: force-app/classes/Client.cls:15.");
        text.ShouldContain("force-app/classes/Client.cls:8  an unknown endpoint: it comes from parameter 'unknown' of Client.run");
        text.ShouldContain("Without a class, and leaving now: Contact.Shoe_Size__c.");
        text.ShouldContain("\"AdviceLog.*\", // undecided; 1 call: write");
        text.ShouldContain("System.debug (1 place)");
        text.ShouldNotContain("secret");
        text.ShouldNotContain("\"allow\": true");
        line.Out.ShouldContain("4 endpoints to decide on, 1 not resolved, 1 logger.");
    }

    [Test]
    public void WhatIsWrittenIsValidAndMatchesTheProject()
    {
        line.Run("init").ShouldBe(ExitCode.Success, line.Error);
        var policy = PolicyReader.Read("apexsov.json", line.Read("apexsov.json"));
        policy.Errors.ShouldBeEmpty();
        policy.Policy!.Endpoints.ShouldAllBe(entry => !entry.Allow);
        line.Run("models", "check").ShouldBe(ExitCode.Success, line.Out);
        line.Read("apexsov.schema.json").ShouldBe(PolicySchema.ToJson());
        line.Files().ShouldBe(["apexsov.json", "apexsov.schema.json", "force-app/classes/AdviceLog.cls", "force-app/classes/Client.cls", "force-app/namedCredentials/Gateway.namedCredential-meta.xml", "force-app/namedCredentials/Spare.namedCredential-meta.xml", "sfdx-project.json"]);
    }

    [Test]
    public void EveryEndpointIsDecidedAfterwards()
    {
        var runner = new AnalysisRunner([new RulesAnalyzer()]);
        line.RunWith(runner, "scan", "--fail-on", "never");
        line.Out.ShouldContain("3 endpoints await a decision: run 'apexsov init' to list them in apexsov.json.");
        line.Run("init").ShouldBe(ExitCode.Success);
        line.RunWith(runner, "scan", "--fail-on", "never");
        line.Out.ShouldNotContain("a decision");
    }

    [Test]
    public void AnExistingFileStaysWithoutForce()
    {
        line.With("apexsov.json", "{ /* mine */ }").Run("init").ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain("'apexsov.json' exists; --force writes over it");
        line.Read("apexsov.json").ShouldBe("{ /* mine */ }");
        line.Run("init", "--force").ShouldBe(ExitCode.Success);
        line.Read("apexsov.json").ShouldContain("callout:Gateway");
    }

    [Test]
    public void AForeignSchemaStaysWithoutForce()
    {
        line.With("apexsov.schema.json", "{}").Run("init").ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain("'apexsov.schema.json' exists");
        line.With("apexsov.schema.json", PolicySchema.ToJson()).Run("init").ShouldBe(ExitCode.Success);
    }

    [Test]
    public void TheSameProjectGivesTheSameBytes()
    {
        line.Run("init").ShouldBe(ExitCode.Success);
        var first = line.Read("apexsov.json");
        line.Run("init", "--force").ShouldBe(ExitCode.Success);
        line.Read("apexsov.json").ShouldBe(first);
    }

    [TestCase("nowhere", "'nowhere' does not exist")]
    [TestCase("sfdx-project.json", "'sfdx-project.json' is a file")]
    public void AWrongPathIsTold(string path, string message)
    {
        line.Run("init", path).ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain(message);
        line.Files().ShouldNotContain("apexsov.json");
    }

    [Test]
    public void NamesOfFilesCannotEndAComment()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Windows knows no line breaks in names.");
        line.With("force-app/classes/Odd\n\"allow\": true.cls", "public class Odd { void m() { HttpRequest r = new HttpRequest(); r.setEndpoint('https://odd.example.com'); new Http().send(r); } }");
        line.Run("init").ShouldBe(ExitCode.Success, line.Error);
        PolicyReader.Read("apexsov.json", line.Read("apexsov.json")).Policy.ShouldNotBeNull().Endpoints.ShouldAllBe(entry => !entry.Allow);
    }

    [Test]
    public void AProjectWithoutEndpointsGetsAnExample()
    {
        line.Run("init", Directory.CreateDirectory(Path.Combine(line.Folder, "empty")).FullName).ShouldBe(ExitCode.Success);
        var text = line.Read("empty/apexsov.json");
        text.ShouldContain("// { \"match\": \"https://api.example.eu\"");
        PolicyReader.Read("apexsov.json", text).Errors.ShouldBeEmpty();
    }
}
