using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Syntax.Tests;

[TestFixture]
internal sealed class StatementTests
{
    [Test]
    public void Else_belongs_to_the_nearest_if() => Trees.CheckStatements("if (a) if (b) c(); else d(); else if (e) f(); else g();", """
        IfStatement
          IdentifierName a
          IfStatement
            IdentifierName b
            ExpressionStatement
              InvocationExpression
                IdentifierName c
            ExpressionStatement
              InvocationExpression
                IdentifierName d
          IfStatement
            IdentifierName e
            ExpressionStatement
              InvocationExpression
                IdentifierName f
            ExpressionStatement
              InvocationExpression
                IdentifierName g
        """);

    [TestCase("A b;", "LocalDeclarationStatement A")]
    [TestCase("A.B c = d;", "LocalDeclarationStatement A.B")]
    [TestCase("A<B, C<D>> e;", "LocalDeclarationStatement A<B, C<D>>")]
    [TestCase("A<B>[] c;", "LocalDeclarationStatement A<B>[]")]
    [TestCase("final A b = c;", "LocalDeclarationStatement A")]
    [TestCase("Set<Id> set;", "LocalDeclarationStatement Set<Id>")]
    [TestCase("a.b = c;", "ExpressionStatement")]
    [TestCase("a[b] = c;", "ExpressionStatement")]
    [TestCase("a++;", "ExpressionStatement")]
    [TestCase("a.b(c);", "ExpressionStatement")]
    [TestCase("(a).b();", "ExpressionStatement")]
    [TestCase("((A) b).c();", "ExpressionStatement")]
    [TestCase("new A().b();", "ExpressionStatement")]
    [TestCase("switch = a;", "ExpressionStatement")]
    [TestCase("System.runAs(a);", "ExpressionStatement")]
    [TestCase("System.runAs(a) { b(); }", "RunAsStatement")]
    [TestCase("insert a;", "DmlStatement insert")]
    [TestCase("insert(a);", "DmlStatement insert")]
    [TestCase("delete as system [SELECT Id FROM A];", "DmlStatement delete as system")]
    [TestCase("{ }", "Block")]
    [TestCase(";", "EmptyStatement")]
    public void Kind_of_statement(string statement, string root)
    {
        var tree = Trees.Parse($"class Test {{ void run() {{ {statement} }} }}");
        tree.Diagnostics.ShouldBeEmpty();
        var parsed = tree.Root.DescendantNodes().OfType<BlockSyntax>().First().Statements.ShouldHaveSingleItem();
        SyntaxTreePrinter.Print(parsed).Split('\n')[0].ShouldBe(root);
    }

    [Test]
    public void Merge_and_upsert_take_second_operands() => Trees.CheckStatements("merge a.b c[0]; merge a new B(); upsert (a) B__c; upsert as user a.b() C.Fields.D__c;", """
        DmlStatement merge
          MemberAccessExpression .b
            IdentifierName a
          ElementAccessExpression
            IdentifierName c
            LiteralExpression 0 (Integer)
        DmlStatement merge
          IdentifierName a
          ObjectCreationExpression Constructor B
            Type B
        DmlStatement upsert
          ParenthesizedExpression
            IdentifierName a
          Type B__c
        DmlStatement upsert as user
          InvocationExpression
            MemberAccessExpression .b
              IdentifierName a
          Type C.Fields.D__c
        """);

    [Test]
    public void Switch_sections_by_value_type_and_else() => Trees.CheckStatements("switch on a.b() { when 1, -2L { } when A.B c { d(); } when E, F.G { } when 'h' { } when null { } when else { } }", """
        SwitchStatement
          InvocationExpression
            MemberAccessExpression .b
              IdentifierName a
          SwitchSection
            LiteralExpression 1 (Integer)
            UnaryExpression Minus
              LiteralExpression 2L (Long)
            Block
          SwitchSection A.B c
            Type A.B
            Block
              ExpressionStatement
                InvocationExpression
                  IdentifierName d
          SwitchSection
            IdentifierName E
            MemberAccessExpression .G
              IdentifierName F
            Block
          SwitchSection
            LiteralExpression 'h'
            Block
          SwitchSection
            LiteralExpression null (Null)
            Block
          SwitchSection else
            Block
        """);

    [Test]
    public void Loops_with_declared_variables() => Trees.CheckStatements("for (Integer i = 0, j; i < j; i++, j--) a(); for (A b : c ?? d) e(); for (final A<B> c : [SELECT Id FROM D]) { } for (;;) ; for (i = 0; ;) ;", """
        ForStatement
          LocalDeclarationStatement Integer
            Type Integer
            VariableDeclarator i
              LiteralExpression 0 (Integer)
            VariableDeclarator j
          BinaryExpression LessThan
            IdentifierName i
            IdentifierName j
          UnaryExpression PostIncrement
            IdentifierName i
          UnaryExpression PostDecrement
            IdentifierName j
          ExpressionStatement
            InvocationExpression
              IdentifierName a
        ForEachStatement A b
          Type A
          BinaryExpression Coalesce
            IdentifierName c
            IdentifierName d
          ExpressionStatement
            InvocationExpression
              IdentifierName e
        ForEachStatement A<B> c
          Type A<B>
            Type B
          SoqlExpression
            SoqlQuery
              SoqlField Id
              SoqlFromItem D
          Block
        ForStatement
          EmptyStatement
        ForStatement
          AssignmentExpression
            IdentifierName i
            LiteralExpression 0 (Integer)
          EmptyStatement
        """);

    [TestCase(1000)]
    public void Long_chain_of_else_ifs_is_valid(int length)
    {
        var text = string.Concat(Enumerable.Repeat("if (a) { b(); } else ", length));
        var tree = Trees.Parse($"class Test {{ void run() {{ {text} c(); }} }}");
        tree.Diagnostics.ShouldBeEmpty();
        tree.Root.DescendantNodes().OfType<IfStatementSyntax>().Count().ShouldBe(length);
    }
}
