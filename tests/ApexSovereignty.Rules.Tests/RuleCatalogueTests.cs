using ApexSovereignty.Rules.Catalogue;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Rules.Tests;

public sealed class RuleCatalogueTests
{
    [Test]
    public void IdsAndNamesAreUniqueAndSorted()
    {
        var ids = RuleCatalogue.All.Select(rule => rule.Descriptor.Id).ToList();
        ids.ShouldBe(ids.Distinct().Order(StringComparer.Ordinal));
        ids.Count.ShouldBe(35);
        RuleCatalogue.All.Select(rule => rule.Descriptor.Name).ShouldBeUnique();
    }

    [Test]
    public void EveryRuleIsDescribed()
    {
        foreach (var (descriptor, _) in RuleCatalogue.All)
        {
            descriptor.Id.ShouldMatch("^SOV[0-9]{4}$");
            descriptor.Name.ShouldMatch("^([A-Z][a-z]+)+$");
            descriptor.Title.ShouldNotEndWith(".");
            descriptor.FullDescription.ShouldEndWith(".");
            (descriptor.SecuritySeverity is null).ShouldBe(descriptor.Id.StartsWith("SOV0", StringComparison.Ordinal), descriptor.Id);
            new[] { "very-high", "high", "medium", "low" }.ShouldContain(descriptor.Precision);
        }
    }

    [Test]
    public void EveryImplementedRuleHasAManualPage()
    {
        foreach (var descriptor in RuleCatalogue.Enabled)
            RuleManual.Read(descriptor.Id).ShouldContain(descriptor.Id, Case.Sensitive, descriptor.Id + " has no page");
    }

    [Test]
    public void FindIgnoresCase() => RuleCatalogue.Find("sov1001")!.Descriptor.Id.ShouldBe("SOV1001");

    [Test]
    public void FindGivesNothingForOthers() => RuleCatalogue.Find("SOV9999").ShouldBeNull();
}
