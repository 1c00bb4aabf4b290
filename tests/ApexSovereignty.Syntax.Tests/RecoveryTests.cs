using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Syntax.Tests;

/// <summary>What a syntax error costs: as little as can be, and a message in words of the language.</summary>
[TestFixture]
internal sealed class RecoveryTests
{
    /// <summary>The number is the place in the statement.</summary>
    [TestCase("a = b", "5 ';' expected after 'b'")]
    [TestCase("a = ;", "4 expression expected instead of ';'")]
    [TestCase("a = (b;", "6 ')' expected after 'b'")]
    [TestCase("a(b c);", "3 ')' expected after 'b'")]
    [TestCase("Integer b = 1 2;", "13 ';' expected after '1'")]
    [TestCase("Integer = 1;", "")]
    [TestCase("if a) b();", "2 '(' expected after 'if'")]
    [TestCase("else { b(); }", "0 unexpected 'else'")]
    [TestCase("a(); )", "5 unexpected ')'")]
    [TestCase("String s = 'x;", "11 string is not closed")]
    [TestCase("a = b #;", "6 unexpected character '#'")]
    [TestCase("for (A b c) d();", "8 ';' expected after 'b'")]
    [TestCase("System.debug(a) { b(); }", "16 ';' expected before '{'")]
    [TestCase("insert;", "6 expression expected instead of ';'")]
    [TestCase("a = [SELECT Id FROM];", "19 name expected instead of ']'")]
    [TestCase("switch on a { case 1 { } }", "14 unexpected 'case'")]
    public void Message_says_what_is_wrong(string statement, string expected)
    {
        const string Before = "class A { void before() { ";
        var tree = Trees.Parse($"{Before}{statement}\n }} void after() {{ }} }}");
        var first = tree.Diagnostics.Take(1).Select(d => FormattableString.Invariant($"{d.Span.Start - Before.Length} {d.Message}"));
        string.Concat(first).ShouldBe(expected);
        Trees.Methods(tree).ShouldBe(["before", "after"]);
    }

    [Test]
    public void Statement_without_semicolon_stays_and_so_does_the_next() => Trees.CheckDiagnostics("""
        class A {
            void run() {
                a = b
                String c = d;
                e()
                return;
            }
        }
        """, """
        3:14 ';' expected after 'b'
        5:12 ';' expected after ')'
        """);

    [Test]
    public void Statements_around_a_broken_one_stay()
    {
        var tree = Trees.Parse("class A { void run() { first(); x = y z w; second(); if (p q) { third(); } foo(,); fourth(); } void after() { } }");
        tree.Diagnostics.Length.ShouldBe(3);
        Calls(tree).ShouldBe(["first", "second", "third", "fourth"]);
        Trees.Methods(tree).ShouldBe(["run", "after"]);
    }

    [Test]
    public void Body_stays_where_the_header_is_broken()
    {
        var tree = Trees.Parse("class A { void run(Integer, x) { one(); } void loop() { for (Integer i = ; i++) { two(); } try { three(); } catch (E) { four(); } } }");
        tree.Diagnostics.ShouldNotBeEmpty();
        Calls(tree).ShouldBe(["one", "two", "three", "four"]);
    }

    [Test]
    public void Field_with_broken_initializer_keeps_name_and_type()
    {
        var tree = Trees.Parse("class A { Map<Id, B> c = new Map<; D e; void f() { G h = i +; } }");
        tree.Diagnostics.Length.ShouldBe(2);
        tree.Root.DescendantNodes().OfType<VariableDeclaratorSyntax>().Select(v => v.Name.Text).ShouldBe(["c", "e", "h"]);
        tree.Root.DescendantNodes().OfType<MissingExpressionSyntax>().Count().ShouldBe(2);
    }

    [Test]
    public void Member_without_its_closing_brace_does_not_swallow_the_next()
    {
        var tree = Trees.Parse("class A {\n void a() {\n if (b) {\n c();\n }\n public void d() { }\n private Integer e;\n class F { }\n}");
        tree.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("'}' expected before the next member");
        tree.Root.Members.ShouldHaveSingleItem().ShouldBeOfType<TypeDeclarationSyntax>().Members.Length.ShouldBe(4);
    }

    [Test]
    public void Method_inside_a_method_becomes_a_member()
    {
        var tree = Trees.Parse("class A { void a() { b(); Integer c(D e) { f(); } }");
        tree.Diagnostics.ShouldNotBeEmpty();
        tree.Root.Members.ShouldHaveSingleItem().ShouldBeOfType<TypeDeclarationSyntax>().Members.OfType<MethodDeclarationSyntax>()
            .Select(m => m.Name.Text).ShouldBe(["a", "c"]);
    }

    [Test]
    public void Members_after_a_surplus_brace_are_found()
    {
        var tree = Trees.Parse("class A { void a() { } } void b() { } class C { void d() { } } }");
        tree.Diagnostics.ShouldNotBeEmpty();
        Trees.Methods(tree).ShouldBe(["a", "b", "d"]);
    }

    [Test]
    public void Truncated_file_keeps_what_is_there()
    {
        var tree = Trees.Parse("public class A { void a() { b(); } void c() { d(); e(f");
        tree.Diagnostics.ShouldNotBeEmpty();
        Trees.Methods(tree).ShouldBe(["a", "c"]);
        Calls(tree).ShouldContain("d");
    }

    [Test]
    public void Switch_keeps_its_sound_sections()
    {
        var tree = Trees.Parse("class A { void run() { switch on a { when 1 { one(); } when { two(); } foo when 3 { three(); } when else { four(); } } five(); } }");
        tree.Diagnostics.Length.ShouldBe(2);
        Calls(tree).ShouldBe(["one", "two", "three", "four", "five"]);
    }

    [Test]
    public void Placeholder_of_a_template_is_read_as_empty()
    {
        var tree = Trees.Parse("class A { void a() { %%%NAMESPACE%%%Setting__c s = %%%NAMESPACE_DOT%%%B.c(); d(); } }");
        tree.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain("placeholder");
        Calls(tree).ShouldBe(["c", "d"]);
    }

    [Test]
    public void Diagnostics_are_few_and_in_order()
    {
        var tree = Trees.Parse("class A { void a() { " + string.Concat(Enumerable.Repeat("b c d; ", 100)) + "} void z() { } }");
        tree.Diagnostics.Length.ShouldBe(20);
        tree.Diagnostics.Select(d => d.Span.Start).ShouldBeInOrder();
        Trees.Methods(tree).ShouldBe(["a", "z"]);
    }

    /// <summary>The names of called methods, in order.</summary>
    private static string[] Calls(SyntaxTree tree) =>
    [
        .. tree.Root.DescendantNodes().OfType<InvocationExpressionSyntax>().OrderBy(c => c.Span.Start).Select(c => c.Expression switch
        {
            IdentifierNameSyntax name => name.Identifier.Text,
            MemberAccessExpressionSyntax access => access.Name.Text,
            _ => "?",
        }),
    ];
}
