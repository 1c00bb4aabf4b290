using System.Globalization;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Syntax.Tests;

/// <summary>Input that nests or repeats without end, parsed on half of the smallest usual stack.</summary>
[TestFixture]
internal sealed class HostileInputTests
{
    private const int StackSize = 512 * 1024;

    [TestCase("x = @(@1@)@;", 5000)]
    [TestCase("x = @(@", 50000)]
    [TestCase("x = @(A) @b;", 5000)]
    [TestCase("x = @!@b;", 5000)]
    [TestCase("x = @- @b;", 5000)]
    [TestCase("x = @a ? b : @c;", 5000)]
    [TestCase("x = @a ? @b@ : c@;", 5000)]
    [TestCase("@a = @b;", 10000)]
    [TestCase("x = a@ instanceof B@;", 10000)]
    [TestCase("x = @a[@1@]@;", 5000)]
    [TestCase("x = @a(@1@)@;", 5000)]
    [TestCase("x = a@.b(c)@;", 20000)]
    [TestCase("x = @new List<A>{ @1@}@;", 5000)]
    [TestCase("@{@@}@", 5000)]
    [TestCase("@{@", 50000)]
    [TestCase("@if (a) @b();", 5000)]
    [TestCase("@if (a) { } else @b();", 20000)]
    [TestCase("if (a) { } @else while (b) if (c) { } @", 5000)]
    [TestCase("@do @a();", 5000)]
    [TestCase("@for (;;) @a();", 5000)]
    [TestCase("@try { @@} finally { }@", 5000)]
    [TestCase("@switch on a { when 1 { @@}}@", 5000)]
    [TestCase("@List<@A@>@ b;", 5000)]
    [TestCase("x = [SELECT Id FROM A WHERE @(@b = 1@)@];", 5000)]
    [TestCase("x = [SELECT Id FROM A WHERE @NOT @b = 1];", 10000)]
    [TestCase("x = @[SELECT Id, (SELECT Id FROM B WHERE Id IN (@1;", 5000)]
    [TestCase("x = @[SELECT Id FROM A WHERE Id = :f(@1;", 5000)]
    [TestCase("x = [SELECT Id FROM A WITH @(@1];", 5000)]
    [TestCase("@class A { @", 5000)]
    public void Nesting_is_cut_off_with_a_message(string pattern, int count)
    {
        var tree = ParseOnSmallStack($"class Test {{ void run() {{ {Repeat(pattern, count)} }} void after() {{ }} }}");
        tree.Diagnostics.ShouldNotBeEmpty();
        Invariants.Check(tree);
    }

    [TestCase("x = @a + b * c == d && @e;", 20000)]
    [TestCase("x = @a < @b;", 20000)]
    [TestCase("x(@a < b, @c);", 20000)]
    [TestCase("x = a@.b(c)@;", 2000)]
    [TestCase("@if (a) { } else @b();", 1000)]
    [TestCase("@;@", 100000)]
    [TestCase("x = [SELECT Id FROM A WHERE @b = 1 AND @c = 1];", 20000)]
    [TestCase("@@A a;@@", 20000)]
    [TestCase("x = '@ab@';", 100000)]
    public void Length_is_no_nesting(string pattern, int count)
    {
        var tree = ParseOnSmallStack($"class Test {{ void run() {{ {Repeat(pattern, count)} }} void after() {{ }} }}");
        tree.Diagnostics.ShouldBeEmpty();
        Trees.Methods(tree).ShouldBe(["run", "after"]);
        Invariants.Check(tree);
    }

    [TestCase(") ] } = , . ")]
    [TestCase("@")]
    [TestCase("'")]
    [TestCase("else ")]
    [TestCase("a ")]
    [TestCase("/*")]
    [TestCase("'''")]
    [TestCase("\\")]
    [TestCase("@a(")]
    [TestCase("class A { A a { get ")]
    [TestCase("switch on a { when ")]
    [TestCase("[SELECT TYPEOF a WHEN b THEN ")]
    [TestCase("\0\uFFFF\uD800")]
    [TestCase("class A { void m() { public ")]
    public void Junk_is_survived(string junk)
    {
        var tree = ParseOnSmallStack(string.Concat(Enumerable.Repeat(junk, 5000)));
        tree.Diagnostics.ShouldNotBeEmpty();
        Invariants.Check(tree);
    }

    [Test]
    public void Deep_query_text_is_survived()
    {
        var text = "SELECT Id FROM A WHERE " + string.Concat(Enumerable.Repeat("(", 5000));
        SyntaxTree.ParseQuery(text, out var diagnostics).ShouldNotBeNull();
        diagnostics.ShouldNotBeEmpty();
    }

    /// <summary>Repeats every part of a pattern that stands between two signs.</summary>
    private static string Repeat(string pattern, int count)
    {
        var parts = pattern.Replace("@@", "@", StringComparison.Ordinal).Split('@');
        for (var i = 1; i < parts.Length; i += 2) parts[i] = string.Concat(Enumerable.Repeat(parts[i], count));
        return string.Concat(parts);
    }

    private static SyntaxTree ParseOnSmallStack(string text)
    {
        SyntaxTree? tree = null;
        var thread = new Thread(() => tree = Trees.Parse(text), StackSize) { CurrentCulture = CultureInfo.InvariantCulture };
        thread.Start();
        thread.Join();
        return tree.ShouldNotBeNull();
    }
}
