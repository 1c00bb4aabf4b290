using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Syntax.Tests;

[TestFixture]
internal sealed class LiteralTests
{
    [TestCase("1", LiteralKind.Integer)]
    [TestCase("1L", LiteralKind.Long)]
    [TestCase("1.5", LiteralKind.Decimal)]
    [TestCase(".5", LiteralKind.Decimal)]
    [TestCase("1.5d", LiteralKind.Double)]
    [TestCase("TRUE", LiteralKind.True)]
    [TestCase("false", LiteralKind.False)]
    [TestCase("Null", LiteralKind.Null)]
    public void Kind_of_literal(string text, LiteralKind kind)
    {
        var literal = Parse(text);
        literal.Kind.ShouldBe(kind);
        literal.Text.ShouldBe(text);
    }

    [TestCase("''", "")]
    [TestCase("'a\"b'", "a\"b")]
    [TestCase(@"'it\'s'", "it's")]
    [TestCase(@"'\b\t\n\f\r\""\\'", "\b\t\n\f\r\"\\")]
    [TestCase(@"'\u0041\u00e4\uD83C\uDF89'", "A\u00e4\uD83C\uDF89")]
    [TestCase(@"'\u00'", @"\u00")]
    [TestCase(@"'100\%'", @"100\%")]
    [TestCase("'\u00e4\U0001F389'", "\u00e4\U0001F389")]
    [TestCase("'// no comment'", "// no comment")]
    public void Value_of_string(string text, string value) => Parse(text).Text.ShouldBe(value);

    [TestCase("'''\n    a\n      b\n    '''", "a\n  b\n")]
    [TestCase("'''\n    a\n  b'''", "  a\nb")]
    [TestCase("'''\r\n  a\r\n\r\n  b\r\n  '''", "a\n\nb\n")]
    [TestCase("'''\n  it's ''quoted'' \\''' end\n'''", "  it's ''quoted'' ''' end\n")]
    [TestCase("'''one line'''", "one line")]
    public void Value_of_text_block(string text, string value) => Parse(text).Text.ShouldBe(value);

    [Test]
    public void Empty_string_before_string_is_no_text_block() => Trees.CheckExpression("f('', 'a') + ''", """
        BinaryExpression Add
          InvocationExpression
            IdentifierName f
            LiteralExpression ''
            LiteralExpression 'a'
          LiteralExpression ''
        """);

    [Test]
    public void Comments_are_kept_with_delimiters()
    {
        var tree = Trees.Parse("// one\nclass A { /* two\n */ }\r\n/** three */");
        tree.Comments.Select(c => c.Text).ShouldBe(["// one", "/* two\n */", "/** three */"]);
        tree.Comments.ShouldAllBe(c => tree.Text.ToString(c.Span) == c.Text);
    }

    private static LiteralExpressionSyntax Parse(string literal)
    {
        var tree = Trees.Parse($"class Test {{ Object value = {literal}; }}");
        tree.Diagnostics.ShouldBeEmpty();
        return tree.Root.DescendantNodes().OfType<LiteralExpressionSyntax>().Single();
    }
}
