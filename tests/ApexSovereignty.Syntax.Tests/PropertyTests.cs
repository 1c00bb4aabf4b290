using CsCheck;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Syntax.Tests;

/// <summary>What holds for samples that were damaged at random.</summary>
[TestFixture]
internal sealed class PropertyTests
{
    private const int Iterations = 300;

    private static readonly string[] Texts = [.. TestData.SampleNames.Select(TestData.Read)];

    private static readonly string[] Fragments =
    [
        "{", "}", "(", ")", "[", "]", ";", ",", ".", "<", ">", "=", "'", "/*", "*/", "//", "@", "?", ":", "class ", "public ", "if ", "else ", "for ",
        "SELECT ", " FROM ", " WHERE ", "get", "new ", "when ", "switch on ", " instanceof ", "'''", "=>", "?.", "\n", "\0", "ä", "1.5", "%%%A%%%",
    ];

    [Test]
    public void Truncated_text_parses() =>
        Gen.Select(Gen.OneOf(Texts), Gen.Double.Unit).Sample((text, share) => Check(text[..(int)(text.Length * share)]), iter: Iterations);

    [Test]
    public void Text_without_a_piece_parses() =>
        Gen.Select(Gen.OneOf(Texts), Gen.Double.Unit, Gen.Int[1, 40]).Sample((text, share, length) =>
        {
            var start = (int)(text.Length * share);
            Check(text.Remove(start, Math.Min(length, text.Length - start)));
        }, iter: Iterations);

    [Test]
    public void Text_with_inserted_pieces_parses() =>
        Gen.Select(Gen.OneOf(Texts), Gen.Select(Gen.Double.Unit, Gen.OneOf(Fragments)).Array[1, 8]).Sample((text, insertions) =>
        {
            foreach (var (share, fragment) in insertions) text = text.Insert((int)(text.Length * share), fragment);
            Check(text);
        }, iter: Iterations);

    [Test]
    public void Random_words_parse() =>
        Gen.OneOf([.. Fragments, "a ", "b ", "C ", "Integer ", "1 ", "return ", "insert ", "void ", "trigger T on A (before insert) "]).Array[0, 120]
            .Sample(words => Check(string.Concat(words)), iter: Iterations);

    [Test]
    public void Broken_statement_leaves_the_other_members_as_they_are() =>
        Gen.Select(Gen.Int[0, 4], Gen.OneOf("x y z;", "foo(,);", "a = ;", "if (b c) d();", "Integer = ;", "x = (1;", "y[;", "insert;", "for (a b) { }", "else { }", "new;", "z = [SELECT FROM];"))
            .Sample((place, broken) =>
            {
                var bodies = new string[5];
                for (var i = 0; i < bodies.Length; i++) bodies[i] = $"void m{i}() {{ first(); {(i == place ? broken : "middle();")} last(); }}";
                var tree = Trees.Parse($"class A {{ {string.Join(' ', bodies)} }}");
                tree.Diagnostics.ShouldNotBeEmpty();
                var members = tree.Root.Members.Single().ShouldBeOfType<TypeDeclarationSyntax>().Members;
                members.Length.ShouldBe(bodies.Length);
                foreach (var method in members.Cast<MethodDeclarationSyntax>())
                {
                    var statements = method.Body!.Statements.Select(s => tree.Text.ToString(s.Span)).ToList();
                    statements.ShouldContain("first();");
                    statements.ShouldContain("last();");
                }
            }, iter: Iterations);

    [Test]
    public void Whitespace_and_comments_change_nothing_but_places() =>
        Gen.Select(Gen.OneOf(TestData.SampleNames.ToArray()), Gen.OneOf("  ", "\n", "\r\n", "/* c */", "// c\n")).Sample((name, space) =>
        {
            var text = TestData.Read(name);
            var spaced = text.Replace("; ", ";" + space, StringComparison.Ordinal).Replace(" (", space + "(", StringComparison.Ordinal);
            if (text.Contains("'''", StringComparison.Ordinal) || spaced.Contains("* (", StringComparison.Ordinal)) return;
            Shape(spaced).ShouldBe(Shape(text));
        }, iter: 40);

    [Test]
    public void Parsing_twice_gives_the_same() =>
        Gen.Select(Gen.OneOf(Texts), Gen.Double.Unit, Gen.OneOf(Fragments)).Sample((text, share, fragment) =>
        {
            var damaged = text.Insert((int)(text.Length * share), fragment);
            var first = Trees.Parse(damaged);
            var second = Trees.Parse(damaged);
            second.Diagnostics.ShouldBe(first.Diagnostics);
            SyntaxTreePrinter.Print(second.Root).ShouldBe(SyntaxTreePrinter.Print(first.Root));
        }, iter: 50);

    [Test]
    public void Threads_change_nothing()
    {
        var alone = Texts.Select(Shape).ToArray();
        var together = new string[Texts.Length * 8];
        Parallel.For(0, together.Length, i => together[i] = Shape(Texts[i % Texts.Length]));
        for (var i = 0; i < together.Length; i++) together[i].ShouldBe(alone[i % Texts.Length]);
    }

    private static string Shape(string text) => SyntaxTreePrinter.Print(Trees.Parse(text).Root);

    private static void Check(string text) => Invariants.Check(Trees.Parse(text));
}
