using ApexSovereignty.Flow;
using ApexSovereignty.Metadata;
using ApexSovereignty.Rules.Models;
using ApexSovereignty.Rules.Policies;
using ApexSovereignty.Semantics;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Rules.Tests;

public sealed class EntryBinderTests
{
    private const string Code = """
        public virtual class Service {
            public class Below extends Service { }
            public class Inner { public void go(String s) { } }
            public void run(Loan__c loan, pkg.Client client) {
                String s = loan.Purpose__c + [SELECT Email FROM Contact].Email;
                HttpRequest r = new HttpRequest();
                r.setEndpoint('callout:Bank_API/v1');
                r.setBody(s);
                r.setBody(s + s);
                client.post(s);
                pkg.Util.trace(s, 1);
                new Inner().go(s);
            }
            public static void unused() { }
        }
        """;

    [TestCase(EntrySort.Method, "HttpRequest.setBody", 2)]
    [TestCase(EntrySort.Method, "System.HttpRequest.setBody/1", 2)]
    [TestCase(EntrySort.Method, "System.HttpRequest.*", 4)]
    [TestCase(EntrySort.Method, "pkg.Client.post", 1)]
    [TestCase(EntrySort.Method, "pkg.*", 2)]
    [TestCase(EntrySort.Method, "Util.trace/2", 1)]
    [TestCase(EntrySort.Method, "Service.Inner.go", 1)]
    [TestCase(EntrySort.Method, "Inner.g*", 1)]
    [TestCase(EntrySort.Method, "Service.unused", 0)]
    [TestCase(EntrySort.Method, "Service.new", 0)]
    [TestCase(EntrySort.Method, "Crypto.generateMac", 0)]
    [TestCase(EntrySort.Method, "ConnectApi.*", 0)]
    [TestCase(EntrySort.Field, "Loan__c.Purpose__c", 1)]
    [TestCase(EntrySort.Field, "*.Purpose__c", 1)]
    [TestCase(EntrySort.Field, "Case.Description", 1)]
    [TestCase(EntrySort.Object, "Loan__c", 1)]
    [TestCase(EntrySort.Object, "Opportunity", 1)]
    [TestCase(EntrySort.Credential, "callout:Bank_API/v2", 1)]
    [TestCase(EntrySort.Credential, "callout:Bank*", 1)]
    [TestCase(EntrySort.Property, "Messaging.SingleEmailMessage.htmlBody", 1)]
    public void Bound(EntrySort sort, string text, int count)
    {
        var match = Bind(sort, text);
        match.IsBound.ShouldBeTrue();
        match.Count.ShouldBe(count);
    }

    [TestCase(EntrySort.Method, "HttpRequest.setBdy", "HttpRequest.setBody")]
    [TestCase(EntrySort.Method, "Crypto.genrateMac", "Crypto.generateMac")]
    [TestCase(EntrySort.Method, "Service.unusd", "Service.unused")]
    [TestCase(EntrySort.Method, "Service.unused/1", "Service.unused/0")]
    [TestCase(EntrySort.Method, "Service.Below.run", "Service.run")]
    [TestCase(EntrySort.Method, "pkg.Cleint.*", "pkg.Client.*")]
    [TestCase(EntrySort.Method, "setBody.x", null)]
    [TestCase(EntrySort.Field, "Loan__c.Pupose__c", "Loan__c.Purpose__c")]
    [TestCase(EntrySort.Field, "Laon__c.*", "Loan__c.*")]
    [TestCase(EntrySort.Field, "*.Pupose__c", "*.Purpose__c")]
    [TestCase(EntrySort.Object, "Lon__c", "Loan__c")]
    [TestCase(EntrySort.Credential, "callout:Bank_AIP/v1", "callout:Bank_API/v1")]
    [TestCase(EntrySort.Property, "Messaging.SingleEmailMessage.htmlBdy", "Messaging.SingleEmailMessage.HtmlBody")]
    public void BoundToNothing(EntrySort sort, string text, string? nearest)
    {
        var match = Bind(sort, text);
        match.IsBound.ShouldBeFalse();
        match.Nearest.ShouldBe(nearest);
    }

    [Test]
    public void EntriesOfThePolicyKnowWhereTheyStand()
    {
        var policy = PolicyReader.Read("p.json", """
            {
              "endpoints": [ { "match": "callout:A", "allow": true }, { "match": "https://b.example", "allow": true } ],
              "fields": { "sensitive": [ { "match": "A.B", "class": "PII" } ], "public": ["*.Id"] },
              "controls": { "reviewFlags": ["A.C", { "match": "A.D", "values": ["x"] }], "audit": ["Log__c", "L.l"], "anonymisers": ["M.m"] },
              "loggers": ["N.n"]
            }
            """).Policy!;
        policy.Entries.Select(entry => FormattableString.Invariant($"{entry.Line} {entry.Sort} {entry.Place} {entry.Text}")).ShouldBe(
        [
            "2 Credential endpoints callout:A", "3 Field fields.sensitive A.B", "3 Field fields.public *.Id", "4 Field controls.reviewFlags A.C", "4 Field controls.reviewFlags A.D",
            "4 Object controls.audit Log__c", "4 Method controls.audit L.l", "4 Method controls.anonymisers M.m", "5 Method loggers N.n",
        ]);
    }

    private static EntryMatch Bind(EntrySort sort, string text)
    {
        var compilation = CompilationFactory.Create([SyntaxTree.Parse(new SourceText("Service.cls", Code))], ProjectModel.Empty);
        return EntryBinder.Bind(compilation, CodeInventory.Of(compilation, CancellationToken.None), [new ConfigurationEntry("p.json", 1, 1, sort, "x", text)]).Single();
    }
}
