using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Syntax.Tests;

/// <summary>
/// The samples' trees are as recorded beside them. After a wanted change, review the difference that APEXSOV_ACCEPT=1 writes.
/// </summary>
[TestFixture]
internal sealed class SampleTests
{
    [TestCaseSource(typeof(TestData), nameof(TestData.SampleNames))]
    public void Tree_of_sample_is_as_recorded(string name)
    {
        var tree = Trees.Parse(TestData.Read(name), name);
        var printed = SyntaxTreePrinter.Print(tree.Root) + "\n";
        var recorded = Path.Combine(TestData.SyntaxDirectory, name + ".tree");
        if (Environment.GetEnvironmentVariable("APEXSOV_ACCEPT") == "1") File.WriteAllText(recorded, printed);
        printed.ShouldBe(File.ReadAllText(recorded).ReplaceLineEndings("\n"));
    }

    [TestCaseSource(typeof(TestData), nameof(TestData.SampleNames))]
    public void Sample_is_valid(string name)
    {
        var diagnostics = Trees.Parse(TestData.Read(name), name).Diagnostics;
        if (name == "Anonymous.cls") diagnostics.ShouldHaveSingleItem().Message.ShouldStartWith("statements outside of a class");
        else diagnostics.ShouldBeEmpty();
    }

    [TestCaseSource(typeof(TestData), nameof(TestData.SampleNames))]
    public void Spans_nest_and_names_stand_where_they_say(string name) => Invariants.Check(Trees.Parse(TestData.Read(name), name));
}
