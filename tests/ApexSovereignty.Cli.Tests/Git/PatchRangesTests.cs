using ApexSovereignty.Cli.Git;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests.Git;

public sealed class PatchRangesTests
{
    [TestCase("@@ -1 +1 @@", 0, 0)]
    [TestCase("@@ -0,0 +1,20 @@", 0, 19)]
    [TestCase("@@ -7,2 +7,3 @@ public class A", 6, 8)]
    [TestCase("@@ -7,2 +6,0 @@", 5, 6)]
    [TestCase("@@ -1,2 +0,0 @@", -1, 0)]
    public void AHeaderNamesLines(string header, int first, int last) => PatchRanges.Read(header + "\n+x\n").ShouldBe([new LineRange(first, last)]);

    [Test]
    public void ContentIsNoHeader() => PatchRanges.Read("--- a\n+++ b\n@@ -1 +1 @@\n-@@ -5 +5 @@\n+@@ -9 +9 @@\n\\ No newline\n").ShouldBe([new LineRange(0, 0)]);

    [TestCase("")]
    [TestCase("@@ -1")]
    [TestCase("@@ -1 +x @@")]
    public void WhatIsNoneIsPassedOver(string patch) => PatchRanges.Read(patch).ShouldBeEmpty();
}
