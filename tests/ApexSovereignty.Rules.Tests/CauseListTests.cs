using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Rules.Tests;

public sealed class CauseListTests
{
    [Test]
    public void Few_causes_are_all_told() => CauseList.Of(["a", "b", "", "a", "c", "d", "e"]).ShouldBe("a; b; c; d; e");

    [Test]
    public void Of_many_causes_the_first_are_told_and_the_rest_is_counted() => CauseList.Of(["a", "b", "c", "d", "e", "f"]).ShouldBe("a; b; c; d; and 2 more causes");
}
