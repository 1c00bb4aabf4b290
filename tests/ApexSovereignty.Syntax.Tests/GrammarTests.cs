using ApexSovereignty.Syntax.Generated;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Syntax.Tests;

/// <summary>The grammar's speed, as counts that no load of the machine changes.</summary>
[TestFixture]
internal sealed class GrammarTests
{
    [Test]
    public void Only_the_dangling_else_needs_prediction()
    {
        foreach (var name in TestData.SampleNames) Trees.Parse(TestData.Read(name), name);
        ApexParser.PredictedRules.ShouldBe(["ifStatement"]);
        ApexParser.PredictionStates.ShouldBeInRange(1, 300);
    }

    [Test]
    public void Parser_never_falls_back_to_full_context()
    {
        // Such a state is where SLL could not decide; the parser has no second attempt to count.
        foreach (var name in TestData.SampleNames) Trees.Parse(TestData.Read(name), name);
        ApexParser.FullContextStates.ShouldBe(0);
    }
}
