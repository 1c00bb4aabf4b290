using NUnit.Framework;

namespace ApexSovereignty.Semantics.Tests;

/// <summary>Which method a call means.</summary>
internal sealed class CallTests
{
    [Test]
    public void Overloads_by_count_and_conversion() => Given.Project
        .Members("void f(Object o) {} void f(String x) {} void f(Id i) {} void f(Long l) {} void f(Decimal d) {} void f(SObject r) {} void f(Account r) {} void f(List<SObject> l) {} void f(String x, String y) {}")
        .Body("f(s); f(a.Id); f(1); f(1.5); f(record); f(a); f(loan); f(accounts); f(s, null); f(new Set<Id>()); f(null + s);", """
            this.{T.f(String)}(s)
            this.{T.f(Id)}(a.{Account.Id})
            this.{T.f(Long)}(1)
            this.{T.f(Decimal)}(1.5)
            this.{T.f(SObject)}(record)
            this.{T.f(Account)}(a)
            this.{T.f(SObject)}(loan)
            this.{T.f(List<SObject>)}(accounts)
            this.{T.f(String, String)}(s, null)
            this.{T.f(Object)}(new Set<Id>{Set<T>.Set()}())
            this.{T.f(String)}(String(null + s))
            """);

    [Test]
    public void Generics_of_the_platform_are_substituted() => Given.Project.Body(
        "Map<Id, Account> m = new Map<Id, Account>(accounts); for (Account x : m.values()) { x = m.get(x.Id); } for (Id i : m.keySet()) { s = i; } Map<String, List<Loan__c>> g = new Map<String, List<Loan__c>>{ 'k' => new List<Loan__c>() }; Decimal d = g.get(s)[0].Rate__c; Iterator<Account> it = accounts.iterator(); s = it.next().Name; Account c = a.clone(); List<Account> l = accounts.deepClone(); s = accounts.clone()[0].Name;",
        """
        Map<Id, Account> m = new Map<Id, Account>{Map<K, V>.Map(List<SObject>)}(accounts)
        for Account x in m.{Map<K, V>.values()}()
          x = m.{Map<K, V>.get(K)}(x.{Account.Id})
        for Id i in m.{Map<K, V>.keySet()}()
          s = i
        Map<String, List<Loan__c>> g = new Map<String, List<Loan__c>>{'k' => new List<Loan__c>{List<T>.List()}()}
        Decimal d = g.{Map<K, V>.get(K)}(s)[0].{Loan__c.Rate__c}
        Iterator<Account> it = accounts.{List<T>.iterator()}()
        s = it.{Iterator<T>.next()}().{Account.Name}
        Account c = a.{SObject.clone()}()
        List<Account> l = accounts.{List<T>.deepClone()}()
        s = accounts.{List<T>.clone()}()[0].{Account.Name}
        """);

    [Test]
    public void Every_object_has_the_methods_of_Object() => Given.Project
        .Members("interface I { void go(); } I i;")
        .Body("s = this.toString() + i.hashCode(); i.go(); Boolean b = i.equals(this);", """
            s = String(this.{System.Object.toString()}() + this.{T.i}.{System.Object.hashCode()}())
            this.{T.i}.{T.I.go()}()
            Boolean b = this.{T.i}.{System.Object.equals(Object)}(this)
            """.Replace("System.Object", "Object", StringComparison.Ordinal));

    [Test]
    public void Interfaces_inherit_and_abstract_classes_may_leave_them_open() => Given.Project
        .Source("public interface A { String one(); } ")
        .Source("public interface B extends A { String two(); }")
        .Source("public abstract class C implements B { public String test(B b) { return one() + b.one() + two(); } }")
        .Method("C", "test", "return String(this.{A.one()}() + b.{A.one()}() + this.{B.two()}())");

    [Test]
    public void Constructors_chain_and_exceptions_have_implied_ones() => Given.Project
        .Source("public virtual class P { public P() { this('d'); } public P(String x) {} }")
        .Source("public class Q extends P { String f = 'v'; public Q(String x) { super(x); } public Q(Integer i) { f = 'w'; } class E extends Exception {} void test() { P p = new Q(1); throw new E('m'); } }")
        .Method("Q", "test", """
            P p = new Q{Q.Q(Integer)}(1)
            throw new Q.E{System.Exception.Exception(String)}('m')
            """);

    [Test]
    public void A_constructor_without_chaining_calls_super() => Given.Project
        .Source("public virtual class P { public P() { } }")
        .Source("public class Q extends P { String f = 'v'; public Q(Integer i) { f = 'w'; } }")
        .Method("Q", "Q.Q(Integer)", """
            super{P.P()}()
            this.{Q.f} = 'w'
            """);

    [Test]
    public void Initializers_run_in_source_order() => Given.Project
        .Source("public class Q { static String A = 'a'; String i = A; static { A += 'b'; } { i = 'k'; } static Account B = [SELECT Id FROM Account LIMIT 1]; String p { get; set; } }")
        .Method("Q", "Q.<static>()", """
            {Q.A} = 'a'
            {
              {Q.A} += 'b'
            }
            {Q.B} = (Account!)[Account(Id)]
            """);

    [Test]
    public void Instance_initializers() => Given.Project
        .Source("public class Q { static String A = 'a'; String i = A; { i = 'k'; } }")
        .Method("Q", "Q.<instance>()", """
            this.{Q.i} = {Q.A}
            {
              this.{Q.i} = 'k'
            }
            """);

    [Test]
    public void Properties_with_bodies_are_bound() => Given.Project
        .Source("public class Q { public String p { get { if (p == null) p = 'x'; return p; } set { p = value.trim(); } } }")
        .Source("public class R { void test(Q q) { q.p = q.P + 'a'; } }")
        .Method("R", "test", "q.{Q.p} = String(q.{Q.p} + 'a')");

    [Test]
    public void Object_of_deserialize_needs_a_cast() => Given.Project.Body(
        "T t = (T) JSON.deserialize(s, T.class); Map<String, Object> m = (Map<String, Object>) JSON.deserializeUntyped(s); s = (String) m.get('k'); Object o = String.isBlank(s) ? s : a.Id; o = s ?? 'd'; Boolean b = o instanceof Account;",
        """
        T t = (T){System.JSON.deserialize(String, System.Type)}(s, <System.Type T>)
        Map<String, Object> m = (Map<String, Object>){System.JSON.deserializeUntyped(String)}(s)
        s = (String)m.{Map<K, V>.get(K)}('k')
        Object o = ({String.isBlank(String)}(s) ? s : a.{Account.Id})
        o = String(s ?? 'd')
        Boolean b = (o instanceof Account)
        """);
}
