using ApexSovereignty.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Reporting.Tests;

/// <summary>The expected hashes are those that github/codeql-action gives for these texts.</summary>
public sealed class LineHashTests
{
    [TestCase("", "c129715d7a2bc9a3:1")]
    [TestCase("a\nb\n\t\tc\nd", "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1")]
    [TestCase(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End", "8b7cf3e952e7aeb2:1 b1ae1287ec4718d9:1 bff680108adb0fcc:1 c6805c5e1288b612:1 b86d3392aea1be30:1 e6ceba753e1a442:1")]
    public void EqualGitHubs(string text, string expected) => string.Join(' ', Hash(text)).ShouldBe(expected);

    [Test]
    public void LineBreaksOfAnySortCountAlike() => Hash("x\r\ny\rz\r\n").ShouldBe(Hash("x\ny\nz\n"));

    [Test]
    public void EqualLinesAreCounted() => Hash(string.Concat(Enumerable.Repeat("x\n", 300)))[100].ShouldEndWith(":101");

    private static IReadOnlyList<string> Hash(string text) => LineHashes.Compute(new SourceText("a.cls", text));
}
