using ApexSovereignty.Syntax.Generated;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Syntax.Tests;

/// <summary>The grammar's speed, as counts that no load of the machine changes.</summary>
[TestFixture]
internal sealed class GrammarTests
{
    /// <remarks>
    /// SLL prediction takes the first alternative there, which is the nearest if: <see cref="StatementTests.Else_belongs_to_the_nearest_if"/>.
    /// So there is no second attempt with full context whose number could be counted.
    /// </remarks>
    [Test]
    public void Only_the_dangling_else_needs_prediction()
    {
        foreach (var name in TestData.SampleNames) Trees.Parse(TestData.Read(name), name);
        ApexParser.PredictedRules.ShouldBe(["ifStatement"]);
        ApexParser.PredictionStates.ShouldBeInRange(1, 300);
    }

    [Test]
    public void Lexer_learns_few_states()
    {
        foreach (var name in TestData.SampleNames) Trees.Parse(TestData.Read(name), name);
        ApexLexer.LearntStates.ShouldBeInRange(1, 300);
    }
}
