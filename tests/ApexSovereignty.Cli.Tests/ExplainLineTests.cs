using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Cli.Commands;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests;

public sealed class ExplainLineTests
{
    private CommandLine line = null!;

    [SetUp]
    public void SetUp()
    {
        line = new CommandLine();
        line.With("sfdx-project.json", """{ "packageDirectories": [ { "path": "force-app" } ] }""");
    }

    [TearDown]
    public void TearDown() => line.Dispose();

    [Test]
    public void AResultIsExplainedByValuesAndWay()
    {
        Class("""
            Contact c = [SELECT Email FROM Contact LIMIT 1];
            String text = 'mail ' + c.Email;
            System.debug(text);
            """);
        var told = Explain(5);
        told.ShouldContain("1 result stands at this line.");
        told.ShouldContain("error[SOV1101]");
        told.ShouldContain("Contact.Email (PII) by System.debug (message): reported by SOV1101");
        told.ShouldContain("text (String) holds Contact.Email (PII)");
        told.ShouldContain("A.cls:4 assigned to 'text'");
        told.ShouldContain("in A.run(String)");
    }

    [Test]
    public void ASanitizerIsNamed()
    {
        line.With("force-app/classes/Masker.cls", "public class Masker { public static String mask(String s) { return s; } }").With("apexsov.json", """{ "sanitizers": ["Masker.mask"] }""");
        Class("""
            Contact c = [SELECT Email FROM Contact LIMIT 1];
            String text = Masker.mask(c.Email);
            System.debug(text);
            """);
        var told = Explain(5);
        told.ShouldContain("No result: no CRM data reaches this line.");
        told.ShouldContain("line 4: Contact.Email (PII) goes into Masker.mask(c.Email), and not out of it: 'Masker.mask' is a sanitizer.");
        Explain(4).ShouldContain("'Masker.mask' is a sanitizer: what it returns is taken to hold no CRM data.");
    }

    [Test]
    public void AnOverwrittenVariableIsNamed()
    {
        Class("""
            String text = [SELECT Email FROM Contact LIMIT 1].Email;
            text = 'nothing';
            System.debug(text);
            """);
        Explain(5).ShouldContain("line 4: Contact.Email (PII) was in 'text' since line 3, which takes another value.");
    }

    [Test]
    public void AnOverwrittenFieldIsNamed()
    {
        Class("""
            Contact c = [SELECT Email FROM Contact LIMIT 1];
            c.Email = 'nobody@example.com';
            System.debug(c.Email);
            """);
        Explain(4).ShouldContain("Contact.Email (PII) was in Contact.Email, which is overwritten.");
    }

    [TestCase("Integer size = c.Email.length();", "String.length does not let it out")]
    [TestCase("Boolean size = c.Email == 'x';", "a comparison tells about data, but is not made of it")]
    [TestCase("String size = pick(c.Email);", "what A.pick returns holds none of it")]
    public void WhatDoesNotLetDataThroughIsNamed(string statement, string reason)
    {
        Class("Contact c = [SELECT Email FROM Contact LIMIT 1];\n" + statement + "\nSystem.debug(size);");
        Explain(5).ShouldContain(reason);
    }

    [Test]
    public void AnUnknownCallIsNamed()
    {
        Class("""
            Contact c = [SELECT Email FROM Contact LIMIT 1];
            String text = pkg.Text.shorten(c.Email);
            """);
        var told = Explain(4);
        told.ShouldContain("Nothing is known of pkg.Text.shorten: what goes into it is taken to come out.");
        told.ShouldContain("No result: there is CRM data on this line, but nothing leaves here.");
    }

    [Test]
    public void AnEndpointIsShownWithItsTextAndTheEntryThatDecided()
    {
        line.With("apexsov.json", """
            {
              "endpoints": [
                { "match": "https://good.example.eu/v1/*", "allow": true, "jurisdiction": "EU", "accepts": ["PII"] },
              ],
            }
            """);
        Class("""
            HttpRequest r = new HttpRequest();
            String host = 'https://good.example.eu';
            r.setEndpoint(host + '/v1/' + part);
            r.setBody([SELECT Email FROM Contact LIMIT 1].Email);
            new Http().send(r);
            """, "public void caller() { run('chat'); }");
        var told = Explain(5);
        told.ShouldContain("No result: the policy allows every endpoint that a request gets here.");
        told.ShouldContain("allowed: the policy allows 'https://good.example.eu/v1/*' (line 3); accepts PII; jurisdiction EU");
        told.ShouldContain("line 4: 'host' is 'https://good.example.eu'");
        told.ShouldContain("line 5: host + '/v1/' + part is 'https://good.example.eu/v1/chat', handed in at A.cls:");
        Explain(6).ShouldContain("No result: CRM data leaves here, and the policy permits it.");
    }

    [Test]
    public void WhereARequestIsSentTheResultsStandElsewhere()
    {
        Class("HttpRequest r = new HttpRequest();\nr.setEndpoint('https://api.example.com');\nr.setBody([SELECT Email FROM Contact LIMIT 1].Email);\nnew Http().send(r);");
        var told = Explain(6);
        told.ShouldContain("No result at this line: CRM data leaves here, and the results stand where it is put in.");
        told.ShouldContain("Contact.Email (PII) by HTTP request (body, put in at A.cls:5) to https://api.example.com: not permitted");
    }

    [Test]
    public void WhatAModelAnsweredIsNamed()
    {
        Class("HttpRequest r = new HttpRequest();\nr.setEndpoint('https://api.openai.com/v1/chat');\nString answer = new Http().send(r).getBody();\nSystem.debug(answer);");
        var told = Explain(6);
        told.ShouldContain("[SOV1103]");
        told.ShouldContain("answer (String) holds what https://api.openai.com/v1/chat answered, at A.cls:5");
        Explain(5).ShouldContain("No result: no CRM data reaches this line.");
    }

    [Test]
    public void PseudonymisedDataIsNamedSo()
    {
        Class("Blob mac = Crypto.generateMac('HmacSHA256', Blob.valueOf([SELECT Email FROM Contact LIMIT 1].Email), Blob.valueOf('key'));\nSystem.debug(EncodingUtil.base64Encode(mac));");
        Explain(4).ShouldContain("Contact.Email (PII), pseudonymised");
    }

    [Test]
    public void AnEndpointThatIsNotResolvedSaysWhy()
    {
        Class("HttpRequest r = new HttpRequest();\nr.setEndpoint(part);\nnew Http().send(r);");
        Explain(4).ShouldContain("not resolved: it comes from parameter 'part' of A.run");
    }

    [Test]
    public void ASuppressionIsNamed()
    {
        Class("System.debug([SELECT Email FROM Contact LIMIT 1].Email); // apexsov-ignore SOV1101 -- agreed");
        var told = Explain(3);
        told.ShouldContain("Results stand at this line, but they are suppressed or known from the baseline.");
        told.ShouldContain("agreed");
    }

    [Test]
    public void WhatLeavesLaterIsNamed()
    {
        Class("""
            String mail = [SELECT Email FROM Contact LIMIT 1].Email;
            write(mail);
            """, "private void write(String text) {\nSystem.debug(text);\n}");
        var told = Explain(4);
        told.ShouldContain("No result at this line: CRM data passes it, and leaves later.");
        told.ShouldContain("Contact.Email (PII) by System.debug (message) at A.cls:7");
        Explain(7).ShouldContain("text (String) holds Contact.Email (PII)");
    }

    [Test]
    public void ALineWithinAStatementIsThatStatement()
    {
        Class("""
            String mail = [SELECT Email FROM Contact LIMIT 1].Email;
            System.debug(
                mail
            );
            """);
        Explain(5).ShouldContain("mail (String) holds Contact.Email (PII)");
    }

    [Test]
    public void AFieldThatThePolicyCallsPublicIsNamedSo()
    {
        line.With("apexsov.json", """{ "fields": { "public": ["Contact.Email"] } }""");
        Class("System.debug([SELECT Email FROM Contact LIMIT 1].Email);");
        Explain(3).ShouldContain("Contact.Email (public by the configuration)");
    }

    [TestCase("force-app/classes/A.cls:1", "there is no code at force-app/classes/A.cls:1 that handles values; the nearest is at line 3")]
    [TestCase("force-app/classes/A.cls:400", "'force-app/classes/A.cls' has ")]
    [TestCase("force-app/classes/A.cls:0", "not 0")]
    [TestCase("force-app/classes/None.cls:3", "'force-app/classes/None.cls' does not exist")]
    [TestCase("sfdx-project.json:1", "'sfdx-project.json' is neither a folder nor an Apex class or trigger")]
    [TestCase("force-app:1", "'force-app' is a folder")]
    [TestCase("other/B.cls:1", "'other/B.cls' is not analysed")]
    [TestCase("force-app/classes/ATest.cls:1", "lies in a test class, which is not analysed; --include-tests takes it in")]
    [TestCase("force-app/classes/A.cls", "name a rule as SOV1002, or a line as classes/A.cls:42")]
    public void WhatCannotBeExplainedSaysWhy(string place, string message)
    {
        line.With("other/B.cls", "public class B { void m() { System.debug('x'); } }").With("force-app/classes/ATest.cls", "@isTest private class ATest { @isTest static void m() { System.debug('x'); } }");
        Class("System.debug('x');");
        line.Run("explain", place).ShouldBe(ExitCode.Usage);
        line.Error.ShouldContain(message);
        line.Out.ShouldBeEmpty();
    }

    [Test]
    public void TestClassesAreExplainedWhenAskedFor()
    {
        line.With("force-app/classes/ATest.cls", "@isTest private class ATest { @isTest static void m() {\nSystem.debug([SELECT Email FROM Contact LIMIT 1].Email);\n} }");
        line.Run("explain", "force-app/classes/ATest.cls:2", "--include-tests").ShouldBe(ExitCode.Success, line.Error);
        line.Out.ShouldContain("Contact.Email");
    }

    [Test]
    public void InspectingALineChangesNoResult()
    {
        Class("""
            Contact c = [SELECT Email, LastName FROM Contact LIMIT 1];
            write(c.Email);
            write(c.LastName);
            """, "private void write(String text) {\nSystem.debug(text);\n}");
        line.RunWith(new AnalysisRunner([new RulesAnalyzer()]), "scan", "--format", "json");
        var plain = line.Out;
        line.RunWith(new AnalysisRunner([new RulesAnalyzer { Inspect = new("force-app/classes/A.cls", 8) }]), "scan", "--format", "json");
        line.Out.ShouldBe(plain);
    }

    [Test]
    public void NoLineIsWiderThanTheTerminal()
    {
        Class("""
            Contact c = [SELECT Email, LastName, FirstName, Phone, Birthdate, MailingCity, MailingStreet, Description FROM Contact LIMIT 1];
            System.debug('a long text of many words that goes on and on ' + c.Email + c.LastName + c.FirstName + c.Phone + c.MailingCity + c.MailingStreet + c.Description);
            """);
        Explain(4);
        line.Out.Split('\n').ShouldAllBe(text => text.Length <= 100);
    }

    [TestCase("A.cls:12", "A.cls", 12)]
    [TestCase("a/A.cls:12:7", "a/A.cls", 12)]
    [TestCase("C:\\a\\A.cls:12", "C:\\a\\A.cls", 12)]
    public void ALineIsRead(string written, string file, int number) => LineReference.TryParse(written).ShouldBe(new LineReference(file, number));

    [TestCase("SOV1101")]
    [TestCase("A.cls:x")]
    [TestCase(":12")]
    public void AnythingElseIsNoLine(string written) => LineReference.TryParse(written).ShouldBeNull();

    private void Class(string body, string members = "") =>
        line.With("force-app/classes/A.cls", $"public class A {{\n    public void run(String part) {{\n{body}\n    }}\n{members}\n    private String pick(String s) {{ return 'none'; }}\n}}\n");

    /// <summary>What is told of a line, with line breaks and their indentation taken out.</summary>
    private string Explain(int number)
    {
        line.Run("explain", FormattableString.Invariant($"force-app/classes/A.cls:{number}")).ShouldBe(ExitCode.Success, line.Error);
        return string.Join(' ', line.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
