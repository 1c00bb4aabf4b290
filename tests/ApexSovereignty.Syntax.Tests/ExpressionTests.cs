using NUnit.Framework;

namespace ApexSovereignty.Syntax.Tests;

[TestFixture]
internal sealed class ExpressionTests
{
    [Test]
    public void Operators_of_one_level_are_one_node() => Trees.CheckExpression("a + b - c * d / e", """
        BinaryExpression Add Subtract
          IdentifierName a
          IdentifierName b
          BinaryExpression Multiply Divide
            IdentifierName c
            IdentifierName d
            IdentifierName e
        """);

    [Test]
    public void Levels_follow_the_reference() => Trees.CheckExpression("a ?? b || c && d | e ^ f & g == h < i << j + k * -l", """
        BinaryExpression Coalesce
          IdentifierName a
          BinaryExpression ConditionalOr
            IdentifierName b
            BinaryExpression ConditionalAnd
              IdentifierName c
              BinaryExpression BitwiseOr
                IdentifierName d
                BinaryExpression ExclusiveOr
                  IdentifierName e
                  BinaryExpression BitwiseAnd
                    IdentifierName f
                    BinaryExpression Equal
                      IdentifierName g
                      BinaryExpression LessThan
                        IdentifierName h
                        BinaryExpression LeftShift
                          IdentifierName i
                          BinaryExpression Add
                            IdentifierName j
                            BinaryExpression Multiply
                              IdentifierName k
                              UnaryExpression Minus
                                IdentifierName l
        """);

    [Test]
    public void Lower_level_follows_higher_one() => Trees.CheckExpression("a * b + c == d && e", """
        BinaryExpression ConditionalAnd
          BinaryExpression Equal
            BinaryExpression Add
              BinaryExpression Multiply
                IdentifierName a
                IdentifierName b
              IdentifierName c
            IdentifierName d
          IdentifierName e
        """);

    [Test]
    public void Conditionals_and_assignments_group_from_the_right() => Trees.CheckExpression("a = b ? c : d ? e : f += g", """
        AssignmentExpression
          IdentifierName a
          ConditionalExpression
            IdentifierName b
            IdentifierName c
            ConditionalExpression
              IdentifierName d
              IdentifierName e
              AssignmentExpression Add
                IdentifierName f
                IdentifierName g
        """);

    [Test]
    public void Instanceof_binds_like_a_comparison() => Trees.CheckExpression("!(a instanceof List<Account>) == b instanceof C", """
        BinaryExpression Equal
          UnaryExpression Not
            ParenthesizedExpression
              InstanceOfExpression
                IdentifierName a
                Type List<Account>
                  Type Account
          InstanceOfExpression
            IdentifierName b
            Type C
        """);

    [TestCase("(A) b", "CastExpression")]
    [TestCase("(A) (b)", "CastExpression")]
    [TestCase("(A) 'b'", "CastExpression")]
    [TestCase("(A) !b", "CastExpression")]
    [TestCase("(A) this", "CastExpression")]
    [TestCase("(A[]) b", "CastExpression")]
    [TestCase("(A.B<C>) b", "CastExpression")]
    [TestCase("(A) [SELECT Id FROM A]", "CastExpression")]
    [TestCase("(Integer) -1", "CastExpression")]
    [TestCase("(List<A>) -b", "CastExpression")]
    [TestCase("(a) - 1", "BinaryExpression Subtract")]
    [TestCase("(a) + b", "BinaryExpression Add")]
    [TestCase("(a) < (b)", "BinaryExpression LessThan")]
    [TestCase("(a).b", "MemberAccessExpression .b")]
    [TestCase("(a)[0]", "ElementAccessExpression")]
    [TestCase("(a) ? b : c", "ConditionalExpression")]
    [TestCase("(a) instanceof B", "InstanceOfExpression")]
    [TestCase("(a)++", "UnaryExpression PostIncrement")]
    public void Parenthesis_is_cast_or_not(string expression, string root)
    {
        var tree = Trees.Parse($"class Test {{ Object value = {expression}; }}");
        var printed = SyntaxTreePrinter.Print(tree.Root.DescendantNodes().OfType<VariableDeclaratorSyntax>().First().Initializer!);
        Assert.Multiple(() =>
        {
            Assert.That(tree.Diagnostics, Is.Empty);
            Assert.That(printed.Split('\n')[0], Is.EqualTo(root));
        });
    }

    [Test]
    public void Cast_reaches_over_members_and_calls_only() => Trees.CheckExpression("(A) b.c() + d", """
        BinaryExpression Add
          CastExpression
            Type A
            InvocationExpression
              MemberAccessExpression .c
                IdentifierName b
          IdentifierName d
        """);

    [Test]
    public void Less_than_is_no_type_argument() => Trees.CheckExpression("f(a < b, c > d, e < f >> g)", """
        InvocationExpression
          IdentifierName f
          BinaryExpression LessThan
            IdentifierName a
            IdentifierName b
          BinaryExpression GreaterThan
            IdentifierName c
            IdentifierName d
          BinaryExpression LessThan
            IdentifierName e
            BinaryExpression RightShift
              IdentifierName f
              IdentifierName g
        """);

    [Test]
    public void Relational_operator_may_be_split() => Trees.CheckExpression("a < = b && c > = d", """
        BinaryExpression ConditionalAnd
          BinaryExpression LessThanOrEqual
            IdentifierName a
            IdentifierName b
          BinaryExpression GreaterThanOrEqual
            IdentifierName c
            IdentifierName d
        """);

    [Test]
    public void Fraction_behind_a_question_mark() => Trees.CheckExpression("a ?.5 : b?.c", """
        ConditionalExpression
          IdentifierName a
          LiteralExpression .5 (Decimal)
          MemberAccessExpression ?.c
            IdentifierName b
        """);

    [Test]
    public void Types_have_class_literals() => Trees.CheckExpression("f(A.class, B.C.class, Map<Id, List<D>>.class, E[].class)", """
        InvocationExpression
          IdentifierName f
          TypeOfExpression
            Type A
          TypeOfExpression
            Type B.C
          TypeOfExpression
            Type Map<Id, List<D>>
              Type Id
              Type List<D>
                Type D
          TypeOfExpression
            Type E[]
        """);

    [Test]
    public void Keywords_are_names_behind_a_dot() => Trees.CheckExpression("Trigger.new.insert?.class", """
        MemberAccessExpression ?.class
          MemberAccessExpression .insert
            MemberAccessExpression .new
              IdentifierName Trigger
        """);

    [Test]
    public void Null_conditional_chain() => Trees.CheckExpression("a?.b()?.c[0] ?? [SELECT Id FROM A]?.Id", """
        BinaryExpression Coalesce
          ElementAccessExpression
            MemberAccessExpression ?.c
              InvocationExpression
                MemberAccessExpression ?.b
                  IdentifierName a
            LiteralExpression 0 (Integer)
          MemberAccessExpression ?.Id
            SoqlExpression
              SoqlQuery
                SoqlField Id
                SoqlFromItem A
        """);

    [Test]
    public void Record_is_created_with_fields() => Trees.CheckExpression("new Account(Name = a, Owner = b == c)", """
        ObjectCreationExpression Constructor Account
          Type Account
          FieldInitializer Name
            IdentifierName a
          FieldInitializer Owner
            BinaryExpression Equal
              IdentifierName b
              IdentifierName c
        """);

    [TestCase("new A(b)", "Constructor A")]
    [TestCase("new List<A>{ b }", "Elements List<A>")]
    [TestCase("new Set<A>{}", "Elements Set<A>")]
    [TestCase("new Map<A, B>{ c => d }", "Entries Map<A, B>")]
    [TestCase("new Map<A, B>{}", "Entries Map<A, B>")]
    [TestCase("new A[b]", "ArraySize A")]
    [TestCase("new A[]{ b, c }", "ArrayElements A")]
    [TestCase("new A.B[][]{}", "ArrayElements A.B[]")]
    public void Forms_of_creation(string expression, string expected)
    {
        var tree = Trees.Parse($"class Test {{ Object value = {expression}; }}");
        var printed = SyntaxTreePrinter.Print(tree.Root.DescendantNodes().OfType<VariableDeclaratorSyntax>().First().Initializer!);
        Assert.Multiple(() =>
        {
            Assert.That(tree.Diagnostics, Is.Empty);
            Assert.That(printed.Split('\n')[0], Is.EqualTo($"ObjectCreationExpression {expected}"));
        });
    }
}
