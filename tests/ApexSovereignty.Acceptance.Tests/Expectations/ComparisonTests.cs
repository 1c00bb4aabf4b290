using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Acceptance.Tests.Expectations;

public sealed class ComparisonTests
{
    private static readonly ObservedResult Leak = new(new Place("A.cls", 3), "SOV1001", "Contact.SSN__c is sent", "https://acme.example/v1", new Place("B.cls", 7));

    [TestCase("Alert[SOV1001]")]
    [TestCase("Alert[SOV1001]=\"Contact.SSN__c\"")]
    [TestCase("Alert[SOV1001] Endpoint=\"https://acme.example/v1\"")]
    [TestCase("SPURIOUS: Alert[SOV1001] reason: x")]
    [TestCase("Alert[SOV1001] MISSING: Alert[SOV1002] reason: x")]
    public void MetMarksAreNoMismatch(string marks) => Compare(marks, Leak).Mismatches.ShouldBeEmpty();

    [TestCase("Alert[SOV1001]=\"Contact.Email\"", "A.cls:3: unmet mark 'Alert[SOV1001]=\"Contact.Email\"'; found SOV1001: Contact.SSN__c is sent")]
    [TestCase("Alert[SOV1001] Source", "A.cls:3: unmet mark 'Source'; found SOV1001 from B.cls:7")]
    [TestCase("Alert[SOV1001] Endpoint=\"https://acme.example\"", "A.cls:3: unmet mark 'Endpoint=\"https://acme.example\"'; found nothing")]
    [TestCase("Source", "A.cls:3: unmarked result SOV1001: Contact.SSN__c is sent|A.cls:3: unmet mark 'Source'; found SOV1001 from B.cls:7")]
    [TestCase("Alert[SOV1001] SPURIOUS: Alert[SOV1002] reason: x", "A.cls:3: 'SPURIOUS: Alert[SOV1002]' is needed no more: there is no such result")]
    [TestCase("MISSING: Alert[SOV1001] reason: x", "A.cls:3: 'MISSING: Alert[SOV1001]' is needed no more|A.cls:3: unmarked result SOV1001: Contact.SSN__c is sent")]
    public void UnmetMarksAndUnmarkedResultsAreMismatches(string marks, string expected) =>
        string.Join('|', Compare(marks, Leak).Mismatches).ShouldBe(expected);

    [Test]
    public void AResultOnAnotherLineIsAnother() =>
        Compare("Alert[SOV1001]", Leak with { At = new Place("A.cls", 4) }).Mismatches.Length.ShouldBe(2);

    [Test]
    public void ResultsOfOneRuleOnOneLineAreMetByOneMark() =>
        Compare("Alert[SOV1001]=\"SSN\"", Leak, Leak with { Message = "Contact.Email is sent" }).Mismatches.ShouldBeEmpty();

    [Test]
    public void ASourceIsMetInItsFile()
    {
        var marks = MarkReader.Read("B.cls", "\n\n\n\n\n\n// $ Source").Marks.AddRange(MarkReader.Read("A.cls", "\n\n// $ Alert[SOV1001]").Marks);
        Comparison.Of(marks, new Observation([Leak], [])).Mismatches.ShouldBeEmpty();
    }

    [Test]
    public void AnEndpointWithoutAResultIsSeen()
    {
        var marks = MarkReader.Read("A.cls", "// $ Endpoint=\"https://a.example\"").Marks;
        Comparison.Of(marks, new Observation([], [new ObservedEndpoint(new Place("A.cls", 1), "https://a.example")])).Mismatches.ShouldBeEmpty();
        Comparison.Of(marks, new Observation([], [new ObservedEndpoint(new Place("A.cls", 1), "https://b.example")])).Mismatches.Length.ShouldBe(1);
    }

    [TestCase("Alert[SOV1001]", 1, 0, 0, 0)]
    [TestCase("Alert[SOV1002]", 0, 1, 1, 0)]
    [TestCase("Source", 0, 1, 0, 0)]
    [TestCase("SPURIOUS: Alert[SOV1001] reason: x", 0, 1, 0, 1)]
    [TestCase("Alert[SOV1001] MISSING: Alert[SOV1002] reason: x", 1, 0, 1, 1)]
    [TestCase("MISSING: Alert[SOV1001] reason: x", 1, 0, 0, 1)]
    public void AlertsAreCounted(string marks, int hits, int falseAlarms, int misses, int markedFaults) =>
        Compare(marks, Leak).Score.ShouldBe(new Score(hits, falseAlarms, misses, markedFaults));

    [Test]
    public void PrecisionAndRecall()
    {
        new Score(3, 1, 2, 0).Precision.ShouldBe(0.75);
        new Score(3, 1, 2, 0).Recall.ShouldBe(0.6);
        default(Score).Recall.ShouldBe(1);
    }

    private static Comparison Compare(string marks, params ObservedResult[] results)
    {
        var (read, faults) = MarkReader.Read("A.cls", "\n\n// $ " + marks);
        faults.ShouldBeEmpty();
        return Comparison.Of(read, new Observation([.. results], []));
    }
}
