using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Syntax.Tests;

[TestFixture]
internal sealed class DeclarationTests
{
    [Test]
    public void Kinds_of_members() => Trees.CheckMembers("""
        static Integer a = 1, b; Test() { } Test(final A b) { this(); } void c(D<E> f, G[] h); { i(); } static { j(); }
        K l { get; private set { m(); } } enum N { O, P } interface Q extends R, S { T u(); } class V extends W implements X, Y { }
        """, """
        FieldDeclaration static Integer
          Type Integer
          VariableDeclarator a
            LiteralExpression 1 (Integer)
          VariableDeclarator b
        MethodDeclaration Test
          Block
        MethodDeclaration Test
          Parameter A b
            Type A
          Block
            ExpressionStatement
              InvocationExpression
                ThisExpression
        MethodDeclaration void c (no body)
          Type void
          Parameter D<E> f
            Type D<E>
              Type E
          Parameter G[] h
            Type G[]
        InitializerDeclaration
          Block
            ExpressionStatement
              InvocationExpression
                IdentifierName i
        InitializerDeclaration static
          Block
            ExpressionStatement
              InvocationExpression
                IdentifierName j
        PropertyDeclaration K l
          Type K
          AccessorDeclaration get
          AccessorDeclaration private set
            Block
              ExpressionStatement
                InvocationExpression
                  IdentifierName m
        TypeDeclaration enum N { O, P }
        TypeDeclaration interface Q implements R, S
          Type R
          Type S
          MethodDeclaration T u (no body)
            Type T
        TypeDeclaration class V : W implements X, Y
          Type W
          Type X
          Type Y
        """);

    [TestCase("public with sharing class A {}", DeclarationModifiers.Public | DeclarationModifiers.WithSharing)]
    [TestCase("WITHOUT SHARING class A {}", DeclarationModifiers.WithoutSharing)]
    [TestCase("global inherited sharing abstract class A {}", DeclarationModifiers.Global | DeclarationModifiers.InheritedSharing | DeclarationModifiers.Abstract)]
    [TestCase("private virtual class A {}", DeclarationModifiers.Private | DeclarationModifiers.Virtual)]
    public void Modifiers_of_a_class(string text, DeclarationModifiers modifiers) =>
        Trees.Parse(text).Root.Members.ShouldHaveSingleItem().Modifiers.ShouldBe(modifiers);

    [TestCase("@isTest class A {}", "@isTest")]
    [TestCase("@IsTest(SeeAllData=true parallel=false) class A {}", "@IsTest (SeeAllData='true', parallel='false')")]
    [TestCase("@RestResource(urlMapping='/a/*') class A {}", "@RestResource (urlMapping='/a/*')")]
    [TestCase("@A('x, y') class A {}", "@A ('x, y')")]
    [TestCase("@A(b=1, c='d' e=f.g) class A {}", "@A (b='1', c='d', e='f.g')")]
    [TestCase("@A() class A {}", "@A")]
    public void Annotations_with_arguments(string text, string expected)
    {
        var tree = Trees.Parse(text);
        tree.Diagnostics.ShouldBeEmpty();
        SyntaxTreePrinter.Print(tree.Root.Members[0].Annotations.ShouldHaveSingleItem()).ShouldBe($"Annotation {expected}");
    }

    [Test]
    public void Platform_stubs_have_type_parameters()
    {
        var tree = Trees.Parse("global class Pair<K, V> extends Base<K> { global native V get(K key); }".Replace("native ", "", StringComparison.Ordinal));
        tree.Diagnostics.ShouldBeEmpty();
        var type = tree.Root.Members.ShouldHaveSingleItem().ShouldBeOfType<TypeDeclarationSyntax>();
        type.TypeParameters.Select(p => p.Text).ShouldBe(["K", "V"]);
        type.BaseType!.ToString().ShouldBe("Base<K>");
    }

    [Test]
    public void Words_of_other_places_are_names() => Trees.CheckMembers(
        "Integer get, set, when, order, limit, trigger, after, sharing, with, data, network; void select() { from = where; } void insert(Integer count) { } Group group() { return having; }", """
        FieldDeclaration Integer
          Type Integer
          VariableDeclarator get
          VariableDeclarator set
          VariableDeclarator when
          VariableDeclarator order
          VariableDeclarator limit
          VariableDeclarator trigger
          VariableDeclarator after
          VariableDeclarator sharing
          VariableDeclarator with
          VariableDeclarator data
          VariableDeclarator network
        MethodDeclaration void select
          Type void
          Block
            ExpressionStatement
              AssignmentExpression
                IdentifierName from
                IdentifierName where
        MethodDeclaration void insert
          Type void
          Parameter Integer count
            Type Integer
          Block
        MethodDeclaration Group group
          Type Group
          Block
            ReturnStatement
              IdentifierName having
        """);

    [Test]
    public void Trigger_holds_members_and_statements()
    {
        var tree = Trees.Parse("trigger T on A__c (before insert, after UNDELETE) { static void a() { } Integer b = 1; a(); class C { } }", "T.trigger");
        tree.Diagnostics.ShouldBeEmpty();
        var trigger = tree.Root.Members.ShouldHaveSingleItem().ShouldBeOfType<TriggerDeclarationSyntax>();
        trigger.Name.Text.ShouldBe("T");
        trigger.ObjectName.Text.ShouldBe("A__c");
        trigger.Events.ShouldBe(["before insert", "after undelete"]);
        trigger.Members.Length.ShouldBe(2);
        trigger.Body.Statements.Length.ShouldBe(2);
    }

    [Test]
    public void Anonymous_script_keeps_statements_and_methods()
    {
        var tree = Trees.Parse("Integer a = 1;\nif (a > 0) { b(); }\nvoid b() { }\ninsert c;");
        tree.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("statements outside of a class: anonymous Apex?");
        Trees.Methods(tree).ShouldBe(["b"]);
        tree.Root.Members.OfType<InitializerDeclarationSyntax>().SelectMany(i => i.Body.Statements).Count().ShouldBe(3);
    }

    [Test]
    public void Empty_file_is_valid()
    {
        var tree = Trees.Parse("// nothing\n");
        tree.Diagnostics.ShouldBeEmpty();
        tree.Root.Members.ShouldBeEmpty();
    }
}
