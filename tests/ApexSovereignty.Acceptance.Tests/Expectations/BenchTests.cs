using System.Globalization;
using System.Text;
using ApexSovereignty.Rules.Catalogue;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Acceptance.Tests.Expectations;

/// <summary>Every case gives the results that its marks expect, and no other.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BenchTests
{
    private const double ToleratedFaults = 0.02;

    private static readonly string[] Names =
    [
        .. Directory.EnumerateDirectories(TestFolders.Bench)
            .SelectMany(topic => Directory.EnumerateDirectories(topic))
            .Select(folder => Path.GetRelativePath(TestFolders.TestData, folder).Replace(Path.DirectorySeparatorChar, '/'))
            .Append("samples/finserv-advisor")
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<TestCaseData> Cases => Names.Select(name => new TestCaseData(name).SetArgDisplayNames(name));

    [TestCaseSource(nameof(Cases))]
    public void ResultsAreAsMarked(string name)
    {
        var mismatches = CaseFolder.Compare(Folder(name)).Mismatches;
        if (mismatches.IsEmpty) return;
        Assert.Fail(string.Join(Environment.NewLine, mismatches));
    }

    [Test]
    public void EveryRuleHasACase()
    {
        var marked = Names.SelectMany(name => CaseFolder.MarksOf(Folder(name))).Where(mark => mark is { Kind: MarkKind.Alert, Fault: not MarkFault.Missing }).Select(mark => mark.Rule);
        // A budget is not hit by anything small enough to be read.
        RuleCatalogue.Enabled.Select(rule => rule.Id).Where(id => id != RuleIds.BudgetExceeded).Except(marked, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Test]
    public void MarkedFaultsAreFew()
    {
        var topics = Names.GroupBy(name => name.Split('/')[^2], StringComparer.Ordinal)
            .Select(topic => (Name: topic.Key, Cases: topic.Count(), Score: topic.AsParallel().Select(name => CaseFolder.Compare(Folder(name)).Score).ToList().Aggregate((left, right) => left + right)))
            .ToList();
        var all = topics.Select(topic => topic.Score).Aggregate((left, right) => left + right);
        var table = new StringBuilder("topic                cases  hits  false  missed  precision  recall\n");
        foreach (var (name, cases, score) in topics.Append((Name: "all", topics.Sum(topic => topic.Cases), all)))
            table.Append(CultureInfo.InvariantCulture, $"{name,-20} {cases,5} {score.Hits,5} {score.FalseAlarms,6} {score.Misses,7} {score.Precision,10:P1} {score.Recall,7:P1}\n");
        TestContext.Out.Write(table);
        all.Hits.ShouldBeGreaterThan(0);
        ((double)all.MarkedFaults).ShouldBeLessThanOrEqualTo(ToleratedFaults * (all.Hits + all.Misses), "too many faults are marked as known");
    }

    private static string Folder(string name) => Path.Combine(TestFolders.TestData, name);
}
