using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Semantics.Tests;

/// <summary>Faults of declarations that a user can mend; all else is silent.</summary>
internal sealed class DeclarationDiagnosticTests
{
    private static string[] Diagnose(Given given) =>
        [.. given.Compile().GetDiagnostics().Select(diagnostic => $"{diagnostic.Location} {diagnostic.Kind}: {diagnostic.Message}")];

    [Test]
    public void Duplicate_types_name_the_one_that_is_meant() => Diagnose(new Given()
        .Source("public class D { class X {} class x {} class Y {} }")
        .Source("public interface d {}")
        .Source("public class E { class X {} class Y {} }")
        .Source("trigger T on Account (before insert) {}")
        .Source("trigger T on Contact (before insert) {}")).ShouldBe(
        [
            "classes/F0.cls:1:35 DuplicateType: The type D.x is declared in line 1 too, and the name means that one.",
            "classes/F1.cls:1:18 DuplicateType: The type d is declared in classes/F0.cls too, and the name means that one.",
            "classes/F4.cls:1:9 DuplicateType: The trigger T is declared in classes/F3.cls too, and the name means that one.",
        ]);

    [Test]
    public void Duplicate_members() => Diagnose(new Given()
        .Source("public class D { String a; Integer A; String b { get; set; } String B; void c(List<Id> i) {} void C(Id[] i) {} void c(Set<Id> i) {} D() {} D() {} D(Integer i) {} static String s; String s; void a() {} enum E { ONE, ONE } }")).ShouldBe(
        [
            "classes/F0.cls:1:36 DuplicateMember: The type D has the field A twice.",
            "classes/F0.cls:1:69 DuplicateMember: The type D has the field B twice.",
            "classes/F0.cls:1:99 DuplicateMember: The type D has the method C(List<Id>) twice.",
            "classes/F0.cls:1:140 DuplicateMember: The type D has the method D() twice.",
            "classes/F0.cls:1:216 DuplicateMember: The type D.E has the field ONE twice.",
        ]);

    [Test]
    public void Inheritance_cycles_are_told_at_each_type_of_the_cycle() => Diagnose(new Given()
        .Source("public class A extends B {}")
        .Source("public class B extends C {}")
        .Source("public class C extends A {}")
        .Source("public class Outside extends C {}")
        .Source("public class Self extends Self {}")
        .Source("public interface I extends J {}")
        .Source("public interface J extends I {}")).ShouldBe(
        [
            "classes/F0.cls:1:14 InheritanceCycle: The type A inherits from itself, by way of B and C; it is taken to have no base type.",
            "classes/F1.cls:1:14 InheritanceCycle: The type B inherits from itself, by way of C and A; it is taken to have no base type.",
            "classes/F2.cls:1:14 InheritanceCycle: The type C inherits from itself, by way of A and B; it is taken to have no base type.",
            "classes/F4.cls:1:14 InheritanceCycle: The type Self inherits from itself; it is taken to have no base type.",
            "classes/F5.cls:1:18 InheritanceCycle: The type I inherits from itself, by way of J; it is taken to have no base type.",
            "classes/F6.cls:1:18 InheritanceCycle: The type J inherits from itself, by way of I; it is taken to have no base type.",
        ]);

    [Test]
    public void What_a_user_cannot_mend_is_silent() => Diagnose(Given.Project
        .Source("public class A extends pkg.Base implements Missing { Unknown__c r; Nothing n; void run() { n.go(r.Field__c, missing); } }")
        .Source("public class B { void f(A a) {} void f(Missing m) {} void f(Other m) {} }")
        .Broken("public class A { void a() {} void a() {} String s = ; }")).ShouldBeEmpty();
}
