using NUnit.Framework;

namespace ApexSovereignty.Semantics.Tests;

/// <summary>What simple and dotted names stand for.</summary>
internal sealed class NameTests
{
    [Test]
    public void Locals_hide_parameters_and_fields_in_any_case() => Given.Project.Members("String s; static Integer N;").Body(
        "String x = S; this.s = x; n = X.length(); { String s2 = s; }",
        """
        String x = s
        this.{T.s} = x
        {T.N} = x.{String.length()}()
        {
          String s2 = s
        }
        """);

    [Test]
    public void A_variable_comes_before_a_type_of_its_name() => Given.Project.Members("public Account Account { get; set; }").Body(
        "String n = Account.Name; Object t = Account.SObjectType;",
        """
        String n = this.{T.Account}.{Account.Name}
        Object t = <Schema.SObjectType Account>
        """);

    [Test]
    public void A_static_method_does_not_see_instance_members_that_hide_types() => Given.Project
        .Source("public class T { public String Account; static void test() { Object t = Account.Name; } }")
        .Method("T", "test", "Object t = <Schema.SObjectField Account.Name>");

    [Test]
    public void Nested_classes_see_statics_of_the_class_around() => Given.Project
        .Source("public class Outer { static final String KEY = 'k'; String own; static void help(String x) {} public class Inner { String own; void test() { help(KEY + own); } } }")
        .Method("Outer.Inner", "test", "{Outer.help(String)}(String({Outer.KEY}='k' + this.{Outer.Inner.own}))");

    [Test]
    public void Members_are_inherited_and_super_calls_are_not_virtual() => Given.Project
        .Source("public virtual class Base { protected String name; public virtual String run(String x) { return x; } }")
        .Source("public class Derived extends Base { public override String run(String x) { return super.run(name) + this.name + run(x); } }")
        .Method("Derived", "run", "return String(super.{Base.run(String)}(this.{Base.name}) + this.{Base.name} + this.{Derived.run(String)}(x))");

    [Test]
    public void Nested_types_come_before_project_types_and_those_before_the_platform() => Given.Project
        .Source("public class HttpRequest { public void own() {} public class Http { public void inner() {} } public void test() { new Http().inner(); new HttpRequest().own(); new System.HttpRequest().setBody('x'); } }")
        .Method("HttpRequest", "test", """
            new HttpRequest.Http().{HttpRequest.Http.inner()}()
            new HttpRequest().{HttpRequest.own()}()
            new System.HttpRequest{System.HttpRequest.HttpRequest()}().{System.HttpRequest.setBody(String)}('x')
            """);

    [Test]
    public void Namespaces_and_types_of_the_same_name() => Given.Project.Body(
        "System.debug(s); Database.insert(a); Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage(); m.setSubject(s); ApexPages.currentPage(); Schema.getGlobalDescribe(); System.Label.get('a', 'b');",
        """
        {System.System.debug(Object)}(s)
        {System.Database.insert(SObject)}(a)
        Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage{Messaging.SingleEmailMessage.SingleEmailMessage()}()
        m.{Messaging.Email.setSubject(String)}(s)
        {System.ApexPages.currentPage()}()
        {System.Schema.getGlobalDescribe()}()
        {System.Label.get(String, String)}('a', 'b')
        """);

    [Test]
    public void Labels() => Given.Project.Body(
        "String x = Label.Greeting + System.Label.greeting + Label.Missing + Label.pkg.Text + Label.Greeting.toUpperCase();",
        "String x = String(label(Greeting='Hello') + label(greeting='Hello') + label(Missing) + label(pkg.Text) + label(Greeting='Hello').{String.toUpperCase()}())");

    [Test]
    public void Unknown_names_do_not_stop_the_rest() => Given.Project.Body(
        "Object x = npe01.Service.run(s, a.Name); pkg__Thing t = missing; t.go(a.Name).more(s); unheard(s); Object y = Nothing.at.all;",
        """
        Object x = {?npe01.Service.run}(s, a.{Account.Name})
        pkg__Thing t = {?missing}
        t.{?go}(a.{Account.Name}).{?more}(s)
        {?unheard}(s)
        Object y = {?Nothing.at.all}
        """);

    [Test]
    public void Trigger_context_has_the_type_of_the_trigger() => Given.Project
        .Source("trigger LoanTrigger on Loan__c (before insert) { for (Loan__c l : Trigger.new) { l.Rate__c = Trigger.oldMap.get(l.Id).Rate__c; } Handler.run(Trigger.newMap); }")
        .Source("public class Handler { public static void run(Map<Id, Loan__c> m) { for (SObject x : Trigger.new) { x.put('Rate__c', 1); } } }")
        .Method("LoanTrigger", "LoanTrigger", """
            for Loan__c l in {System.Trigger.New}
              l.{Loan__c.Rate__c} = {System.Trigger.oldMap}.{Map<K, V>.get(K)}(l.{Loan__c.Id}).{Loan__c.Rate__c}
            {Handler.run(Map<Id, Loan__c>)}({System.Trigger.newMap})
            """);

    [Test]
    public void Field_and_type_tokens_carry_no_data() => Given.Project.Body(
        "Object o = Account.Name; o = Schema.Account.Name; o = Account.SObjectType; o = Schema.SObjectType.Loan__c.fields.Rate__c.getLabel(); o = Account.Name.getDescribe(); o = T.class; o = Contact.Account.Name; o = SObjectType.Account.fieldSets.Summary.getFields(); o = Page.Home;",
        """
        Object o = <Schema.SObjectField Account.Name>
        o = <Schema.SObjectField Account.Name>
        o = <Schema.SObjectType Account>
        o = <Schema.DescribeFieldResult Loan__c.Rate__c>.{Schema.DescribeFieldResult.getLabel()}()
        o = <Schema.SObjectField Account.Name>.{Schema.SObjectField.getDescribe()}()
        o = <System.Type T>
        o = <Schema.SObjectField Account.Name>
        o = <Schema.FieldSet Account>.{Schema.FieldSet.getFields()}()
        o = '/apex/Home'
        """);

    [Test]
    public void Enums_have_constants_and_methods() => Given.Project.Members("public enum Season { WINTER, SPRING }").Body(
        "Season x = Season.winter; String n = x.name() + T.Season.SPRING.ordinal(); for (Season y : Season.values()) { switch on y { when WINTER, SPRING { n = 'a'; } when else { n = y.name(); } } } x = Season.valueOf(s); System.LoggingLevel l = LoggingLevel.DEBUG;",
        """
        T.Season x = {T.Season.WINTER}
        String n = String(x.{Enum.name()}() + {T.Season.SPRING}.{Enum.ordinal()}())
        for T.Season y in {Enum.values()}()
          switch y
          when {T.Season.WINTER}, {T.Season.SPRING}
            n = 'a'
          when else
            n = y.{Enum.name()}()
        x = {Enum.valueOf(String)}(s)
        System.LoggingLevel l = {System.LoggingLevel.DEBUG}
        """);

    [Test]
    public void Constants_are_known_across_classes_and_cycles_are_none() => Given.Project
        .Source("public class C { public static final String HOST = 'https://h', URL = HOST + '/v' + 1; static final String A = B + 'x'; static final String B = A + 'y'; public static String open = 'o'; static void test() { String u = C.URL; u = A; u = open; u = HOST + '/' + -2; } }")
        .Method("C", "test", """
            String u = {C.URL}='https://h/v1'
            u = {C.A}
            u = {C.open}
            u = 'https://h/-2'
            """);
}
