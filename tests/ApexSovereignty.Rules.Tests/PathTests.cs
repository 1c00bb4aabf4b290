using ApexSovereignty.Diagnostics;
using ApexSovereignty.Metadata;
using ApexSovereignty.Rules.Policies;
using ApexSovereignty.Semantics;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Rules.Tests;

/// <summary>Which way a result tells, and what it names beside it.</summary>
public sealed class PathTests
{
    [Test]
    public void OfWaysOfOneLengthTheFirstInTheCodeIsTold()
    {
        var leak = Analyze("Contact c = [SELECT Phone, Email, Birthdate FROM Contact]; System.debug(c.Birthdate + c.Email + c.Phone);").ShouldHaveSingleItem();
        leak.Fields.ShouldBe(["Contact.Birthdate (PII)", "Contact.Email (PII)", "Contact.Phone (PII)"]);
        leak.Path[0].Message.ShouldBe("Contact.Phone is selected");
        leak.Related.ShouldHaveSingleItem().Message.ShouldBe("Contact.Phone comes from here");
        leak.Related[0].Location.ShouldBe(leak.Path[0].Location);
    }

    [Test]
    public void ResultsThatReadTheSameSayWhereTheirDataComesFrom()
    {
        const string Code = "String text = flag ? [SELECT Email FROM Contact LIMIT 1].Email : [SELECT Email FROM Contact WHERE Email != null LIMIT 1].Email; System.debug(text);";
        Analyze(Code, parameters: "Boolean flag").Select(d => d.Message).ShouldBe([
            "Contact.Email (PII) is written to the debug log. The data comes from T.run(Boolean), place 1 of 2.",
            "Contact.Email (PII) is written to the debug log. The data comes from T.run(Boolean), place 2 of 2."]);
        Analyze("System.debug(flag ? [SELECT Email FROM Contact].Email : host());", parameters: "Boolean flag").ShouldHaveSingleItem().Message.ShouldBe("Contact.Email (PII) is written to the debug log.");
    }

    [Test]
    public void ALeakNamesTheCallsThatSetItsEndpoint()
    {
        const string Code =
            """
            HttpRequest r = new HttpRequest();
            r.setEndpoint('https://api.example.com/' + part);
            r.setBody([SELECT Email FROM Contact].Email);
            new Http().send(r);
            """;
        var leak = Analyze(Code, parameters: "String part").Single(d => d.Descriptor.Id == "SOV1001");
        leak.Related.Select(r => r.Message).ShouldBe(["Contact.Email comes from here", "the endpoint is set here: https://api.example.com/…"]);
        TextAt(leak.Related[1].Location, Code, "String part").ShouldBe("setEndpoint");
    }

    [TestCase("String url = 'https://' + host() + '/v1/' + part; R.setEndpoint(url);", "the address begins with 'https://'|'api.example.com' follows|'/v1/' follows|what follows is not known: it comes from parameter 'part' of T.run|set as the request's endpoint")]
    [TestCase("String url = Base.toLowerCase().removeEnd('/') + '/v2'; R.setEndpoint(url);", "the address begins with 'HTTPS://api.example.org/'|'/v2' follows|set as the request's endpoint")]
    [TestCase("R.setEndpoint(part == 'x' ? 'https://a.example.com' : 'https://b.example.com');", "the address begins with 'https://a.example.com'|the address begins with 'https://b.example.com'|set as the request's endpoint")]
    [TestCase("R.setEndpoint(part);", "how the address begins is not known: it comes from parameter 'part' of T.run|set as the request's endpoint")]
    public void AnEndpointsPathTellsWhatItIsPutTogetherOf(string code, string steps)
    {
        var result = Analyze(code.Replace("R.", "HttpRequest r = new HttpRequest(); r.", StringComparison.Ordinal) + " new Http().send(r);", parameters: "String part").ShouldHaveSingleItem();
        string.Join('|', result.Path.Select(s => s.Message)).ShouldBe(steps);
        result.Path[0].Kind.ShouldBe(PathStepKind.Source);
        result.Path[^1].Kind.ShouldBe(PathStepKind.Sink);
        result.Path[^1].Location.ShouldBe(result.Location);
    }

    private static string Source(string code, string parameters) =>
        $$"""
        public class T {
            static final String BASE = 'HTTPS://api.example.org/';
            static String host() { return 'api.example.com'; }
            public static void run({{parameters}}) { {{code}} }
        }
        """;

    private static string TextAt(Location location, string code, string parameters)
    {
        var span = location.Span;
        return Source(code, parameters).Substring(span.Start, span.Length);
    }

    private static List<Diagnostic> Analyze(string code, string parameters = "")
    {
        var compilation = CompilationFactory.Create([SyntaxTree.Parse(new SourceText("T.cls", Source(code, parameters)))], ProjectModel.Empty);
        var result = new ProjectRules(ProjectRules.BuiltIn).Analyze(compilation, PolicyReader.Read("p", "{}").Policy!, includeTests: false, jobs: 1, CancellationToken.None);
        return [.. result.Diagnostics];
    }
}
