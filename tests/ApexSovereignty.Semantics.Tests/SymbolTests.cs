using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Semantics.Symbols;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Semantics.Tests;

/// <summary>Types, members and what relates them.</summary>
internal sealed class SymbolTests
{
    private static INamedTypeSymbol Type(Compilation compilation, string name) => compilation.GetTypeByName(name).ShouldBeAssignableTo<INamedTypeSymbol>()!;

    private static IMethodSymbol Method(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IMethodSymbol>().First();

    [Test]
    public void Types_are_listed_by_full_name_and_found_in_any_case()
    {
        var compilation = Given.Project
            .Source("@isTest private class Zed { class Inner {} }")
            .Source("public class Alpha { enum E { ONE } interface I {} }")
            .Source("trigger T on Account (after update) {}")
            .Compile();
        compilation.SourceTypes.Select(type => type.FullName).ShouldBe(["Alpha", "Alpha.E", "Alpha.I", "Zed", "Zed.Inner"]);
        compilation.Triggers.ShouldHaveSingleItem().TypeKind.ShouldBe(TypeKind.Trigger);
        Type(compilation, "zed.INNER").IsTest.ShouldBeTrue();
        Type(compilation, "Alpha").IsTest.ShouldBeFalse();
        Type(compilation, "alpha.e").TypeKind.ShouldBe(TypeKind.Enum);
    }

    [TestCase("httprequest", "System.HttpRequest")]
    [TestCase("System.HttpRequest", "System.HttpRequest")]
    [TestCase("list<account>", "List<Account>")]
    [TestCase("Map<Id, List<SObject>>", "Map<Id, List<SObject>>")]
    [TestCase("String[]", "List<String>")]
    [TestCase("Messaging.InboundEmail", "Messaging.InboundEmail")]
    [TestCase("Database.Batchable<SObject>", "Database.Batchable<SObject>")]
    [TestCase("Schema.Contact", "Contact")]
    [TestCase("Any__c", "Any__c")]
    [TestCase("system.string", "String")]
    public void Platform_types_by_name(string name, string expected)
    {
        var compilation = Given.Project.Compile();
        compilation.GetTypeByName(name)!.FullName.ShouldBe(expected);
        compilation.GetTypeByName(name).ShouldBeSameAs(compilation.GetTypeByName(expected));
    }

    [Test]
    public void What_nothing_declares_has_no_name()
    {
        var compilation = Given.Project.Compile();
        compilation.GetTypeByName("NoSuchThing").ShouldBeNull();
        compilation.GetTypeByName("pkg.NoSuchThing").ShouldBeNull();
        compilation.GetSObject("NoSuchThing").Category.ShouldBe(SObjectCategory.Unknown);
    }

    [TestCase("Account", SObjectCategory.Standard)]
    [TestCase("Profile", SObjectCategory.Setup)]
    [TestCase("Loan__c", SObjectCategory.Custom)]
    [TestCase("Config__c", SObjectCategory.CustomSetting)]
    [TestCase("Route__mdt", SObjectCategory.CustomMetadata)]
    [TestCase("Happened__e", SObjectCategory.PlatformEvent)]
    [TestCase("Archive__b", SObjectCategory.BigObject)]
    [TestCase("Remote__x", SObjectCategory.External)]
    [TestCase("pkg__Thing__c", SObjectCategory.Custom)]
    [TestCase("SObject", SObjectCategory.Unknown)]
    public void Categories(string name, SObjectCategory expected) => Given.Project.Compile().GetSObject(name).Category.ShouldBe(expected);

    [TestCase("Loan__c", "rate__C", "Loan__c.Rate__c : Decimal")]
    [TestCase("Loan__c", "Borrower__c", "Loan__c.Borrower__c : Id, id")]
    [TestCase("Loan__c", "Borrower__r", "Loan__c.Borrower__r : Account, relationship")]
    [TestCase("Account", "Loans__r", "Account.Loans__r : List<Loan__c>, relationship")]
    [TestCase("Account", "Contacts", "Account.Contacts : List<Contact>, relationship")]
    [TestCase("Contact", "Account", "Contact.Account : Account, relationship")]
    [TestCase("Contact", "AccountId", "Contact.AccountId : Id, id")]
    [TestCase("Loan__c", "OwnerId", "Loan__c.OwnerId : Id, id")]
    [TestCase("Loan__c", "CreatedBy", "Loan__c.CreatedBy : User, relationship")]
    [TestCase("Loan__c", "Missing__c", "Loan__c.Missing__c : ?, assumed")]
    [TestCase("Loan__c", "Missing__r", "Loan__c.Missing__r : SObject, relationship, assumed")]
    [TestCase("Loan__Share", "ParentId", "Loan__Share.ParentId : Id, id")]
    [TestCase("Loan__History", "OldValue", "Loan__History.OldValue : Object")]
    [TestCase("Route__mdt", "DeveloperName", "Route__mdt.DeveloperName : String")]
    public void Fields(string owner, string name, string expected)
    {
        var field = Given.Project.Compile().GetSObject(owner).GetField(name);
        var text = SymbolDisplay.ToDisplayString(field) + (field.IsRelationship ? ", relationship" : "") + (field.IsId ? ", id" : "") + (field.IsAssumed ? ", assumed" : "");
        text.ShouldBe(expected);
    }

    [Test]
    public void A_field_is_one_symbol_whatever_the_case_it_is_asked_in()
    {
        var loan = Given.Project.Compile().GetSObject("loan__C");
        loan.Name.ShouldBe("Loan__c");
        loan.GetField("RATE__C").ShouldBeSameAs(loan.GetField("Rate__c"));
        loan.GetField("Rate__c").Declaration.ShouldNotBeNull().ApiName.ShouldBe("Rate__c");
        loan.GetField("Nothing__c").ShouldBeSameAs(loan.GetField("nothing__c"));
    }

    [Test]
    public void Made_up_names_are_spelled_as_the_project_mostly_spells_them()
    {
        var compilation = Given.Project
            .Source("public class A { void f(Extra__c e) { e.Some_Field__c = null; } }")
            .Source("public class B { void f(EXTRA__C e) { e.some_field__c = null; } }")
            .Source("public class C { void f(Extra__c e) { e.Some_Field__c = null; } }")
            .Compile();
        var first = compilation.GetSObject("eXTRA__c");
        first.Name.ShouldBe("Extra__c");
        first.GetField("some_FIELD__c").Name.ShouldBe("Some_Field__c");
    }

    [Test]
    public void Types_are_printed_with_what_was_resolved()
    {
        var compilation = Given.Project
            .Source("public abstract class P { public abstract String go(Id i); }")
            .Source("public virtual class Q extends P implements Comparable, pkg.Missing { static final String K = 'a' + 1; List<Loan__c> loans; public String p { get; set { loans = null; } } Q(Integer n) { } public override String go(Id i) { return null; } public Integer compareTo(Object o) { return 0; } enum E { ONE, TWO } interface I { pkg.T send(Map<String, Account> m); } }")
            .Compile();
        SymbolPrinter.Print(Type(compilation, "Q")).ShouldBe("""
            public virtual class Q : P, System.Comparable, pkg.Missing
              static final String K = 'a1'
              List<Loan__c> loans
              public String p { get; set {…} }
              constructor(Integer n)
              public override String go(Id i) overrides P.go(Id)
              public Integer compareTo(Object o)
              enum Q.E
                ONE
                TWO
              interface Q.I
                pkg.T send(Map<String, Account> m)

            """.ReplaceLineEndings("\n"));
        SymbolPrinter.Print(Type(compilation, "Iterator<Account>")).ShouldStartWith("interface Iterator<Account>\n");
    }

    [Test]
    public void Overriding_and_dispatch()
    {
        var compilation = Given.Project
            .Source("public interface Sender { void send(String x); }")
            .Source("public abstract class Base implements Sender { public virtual void send(String x) {} public abstract void end(List<SObject> l); }")
            .Source("public class Mid extends Base { public override void end(List<SObject> l) {} }")
            .Source("public class Leaf extends Mid { public override void send(String x) {} public override void send(Integer x) {} public override String toString() { return ''; } }")
            .Compile();
        var (sender, baseType, mid, leaf) = (Type(compilation, "Sender"), Type(compilation, "Base"), Type(compilation, "Mid"), Type(compilation, "Leaf"));
        compilation.FindImplementation(mid, Method(sender, "send"))!.Signature.ShouldBe("Base.send(String)");
        compilation.FindImplementation(leaf, Method(sender, "send"))!.Signature.ShouldBe("Leaf.send(String)");
        compilation.FindImplementation(leaf, Method(baseType, "end"))!.Signature.ShouldBe("Mid.end(List<SObject>)");
        compilation.FindImplementation(baseType, Method(baseType, "end")).ShouldBeNull();
        compilation.FindImplementation(leaf, Method((INamedTypeSymbol)compilation.GetSpecialType(SpecialType.Object), "toString"))!.Signature.ShouldBe("Leaf.toString()");
        Method(leaf, "send").OverriddenMethod!.Signature.ShouldBe("Base.send(String)");
        Method(baseType, "send").OverriddenMethod.ShouldBeNull();
        compilation.IsSubtypeOf(leaf, sender).ShouldBeTrue();
        compilation.IsSubtypeOf(sender, leaf).ShouldBeFalse();
        compilation.IsSubtypeOf(compilation.GetSObject("Account"), compilation.GetSObject("SObject")).ShouldBeTrue();
        compilation.IsSubtypeOf(Type(compilation, "List<Account>"), Type(compilation, "Iterable<Account>")).ShouldBeTrue();
    }

    [Test]
    public void A_batch_implements_the_slot_with_narrower_lists()
    {
        var compilation = Given.Project
            .Source("public class B implements Database.Batchable<SObject> { public Database.QueryLocator start(Database.BatchableContext c) { return null; } public void execute(Database.BatchableContext c, List<Account> l) {} public void finish(Database.BatchableContext c) {} }")
            .Compile();
        var slot = Method(Type(compilation, "Database.Batchable<SObject>"), "execute");
        compilation.FindImplementation(Type(compilation, "B"), slot)!.Signature.ShouldBe("B.execute(Database.BatchableContext, List<Account>)");
        compilation.FindImplementation(Type(compilation, "B"), slot.OriginalDefinition)!.Signature.ShouldBe("B.execute(Database.BatchableContext, List<Account>)");
    }

    [Test]
    public void Methods_with_code_in_order()
    {
        var compilation = Given.Project
            .Source("public abstract class C { String a = 'x'; static Integer n = 1; C() {} abstract void none(); void run() {} public String p { get { return a; } set; } public String auto { get; set; } }")
            .Source("public class Plain { String a; }")
            .Compile();
        compilation.GetMethodsWithBody(Type(compilation, "C")).Select(method => $"{method.MethodKind} {method.Signature}").ShouldBe(
            ["StaticConstructor C.<static>()", "InstanceInitializer C.<instance>()", "Constructor C.C()", "Ordinary C.run()", "PropertyGet C.p()"]);
        compilation.GetMethodsWithBody(Type(compilation, "Plain")).ShouldBeEmpty();
        compilation.GetStaticConstructor(Type(compilation, "Plain")).ShouldBeNull();
    }

    [Test]
    public void Unknown_types_keep_their_name()
    {
        var compilation = Given.Project.Source("public class C extends npe01.Base { npe01.Service s; void run() { s.send('x'); inherited('y'); field.go(); } }").Compile();
        var type = Type(compilation, "C");
        type.BaseType!.TypeKind.ShouldBe(TypeKind.Unknown);
        type.BaseType.FullName.ShouldBe("npe01.Base");
        Given.Print(compilation.GetBody(Method(type, "run"))!).ShouldBe("this.{C.s}.{?send}('x')\nthis.{?inherited}('y')\n{?field.go}()");
    }

    [Test]
    public void The_projects_own_namespace_may_be_written_or_not()
    {
        var compilation = Given.Project.Namespace("acme")
            .Source("public class Service { public static void run(acme__Loan__c a, Loan__c b, acme.Service c) { a.acme__Rate__c = b.Rate__c; acme.Service.run(b, a, c); } }")
            .Compile();
        Given.Print(compilation.GetBody(Method(Type(compilation, "Service"), "run"))!).ShouldBe(
            "a.{Loan__c.Rate__c} = b.{Loan__c.Rate__c}\n{Service.run(Loan__c, Loan__c, Service)}(b, a, c)");
        compilation.GetSObject("acme__Loan__c").ShouldBeSameAs(compilation.GetSObject("Loan__c"));
    }

    [Test]
    public void Statistics_tell_what_was_not_bound()
    {
        var compilation = Given.Project.Source("public class C { void run(String s) { s.trim(); run(s); s.nothing(); pkg.X.y(); s.noField = 1; } }").Compile();
        compilation.GetBody(Method(Type(compilation, "C"), "run")).ShouldBeOfType<BlockOperation>();
        var statistics = compilation.Statistics;
        (statistics.CallsToProject, statistics.CallsToPlatform, statistics.CallsUnbound, statistics.CallsOnUnknownTypes).ShouldBe((1, 1, 2, 1));
        statistics.FrequentUnbound.Select(entry => entry.Name).ShouldBe(["String.noField", "String.nothing()"]);
    }
}
