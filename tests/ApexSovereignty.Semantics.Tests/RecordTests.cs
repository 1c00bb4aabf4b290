using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Semantics.Tests;

/// <summary>Records: fields, relationships, creation, queries.</summary>
internal sealed class RecordTests
{
    [Test]
    public void Fields_and_relationships_of_records() => Given.Project.Body(
        "s = a.Owner.Email + loan.Borrower__r.Name + loan.Unheard__c + a.Loans__r[0].Purpose__c + loan.Borrower__r.Loans__r.size() + loan.Other__r.Name + loan.Others__r.size() + record.get('Name') + record.Id;",
        "s = String(a.{Account.Owner}.{User.Email} + loan.{Loan__c.Borrower__r}.{Account.Name} + loan.{Loan__c.Unheard__c} + a.{Account.Loans__r}[0].{Loan__c.Purpose__c} + loan.{Loan__c.Borrower__r}.{Account.Loans__r}.{List<T>.size()}() + loan.{Loan__c.Other__r}.{SObject.Name} + loan.{Loan__c.Others__r}.{List<T>.size()}() + record.{SObject.get(String)}('Name') + record.{SObject.Id})");

    [Test]
    public void Records_are_created_with_fields() => Given.Project.Body(
        "Loan__c l = new Loan__c(Rate__c = 1, Borrower__r = new Account(Name = s)); l.put('Purpose__c', s); l.addError(s); insert l; Config__c c = Config__c.getInstance(); s = c.Endpoint__c + Route__mdt.getInstance('x').Url__c; for (Route__mdt r : Route__mdt.getAll().values()) { s = r.Url__c; }",
        """
        Loan__c l = new Loan__c(Loan__c.Rate__c = 1, Loan__c.Borrower__r = new Account(Account.Name = s))
        l.{SObject.put(String, Object)}('Purpose__c', s)
        l.{SObject.addError(String)}(s)
        insert l
        Config__c c = {SObject.getInstance()}()
        s = String(c.{Config__c.Endpoint__c} + {SObject.getInstance(Object)}('x').{Route__mdt.Url__c})
        for Route__mdt r in {SObject.getAll()}().{Map<K, V>.values()}()
          s = r.{Route__mdt.Url__c}
        """);

    [Test]
    public void Queries_give_lists_or_the_single_record() => Given.Project.Body(
        "List<Account> l = [SELECT Name FROM Account WHERE Id = :a.Id]; Account one = [SELECT Id FROM Account LIMIT :l.size()]; s = [SELECT Name FROM Account LIMIT 1].Name; Integer n = [SELECT COUNT() FROM Account]; for (List<Account> chunk : [SELECT Id FROM Account]) { one = chunk[0]; } one = Database.query(s); for (AggregateResult r : [SELECT Industry, COUNT(Id) n FROM Account GROUP BY Industry]) { Object o = r.get('n'); } n = [SELECT Id FROM Account].size();",
        """
        List<Account> l = [Account(Id, Name) binds a.{Account.Id}]
        Account one = (Account!)[Account(Id) binds l.{List<T>.size()}()]
        s = (Account!)[Account(Id, Name)].{Account.Name}
        Integer n = [Account() count]
        for List<Account> chunk in [Account(Id)] by chunks
          one = chunk[0]
        one = (Account!){System.Database.query(String)}(s)
        for AggregateResult r in [Account(Industry, n=count) aggregate]
          Object o = r.{SObject.get(String)}('n')
        n = [Account(Id)].{List<T>.size()}()
        """);

    [TestCase("SELECT Name, Owner.Email, Owner.Manager.Name, (SELECT Email, Account.Name FROM Contacts) FROM Account",
        "Account(Id, Name, Owner: User(Id, Email, Manager: User(Id, Name)), Contacts*: Contact(Id, Email, Account: Account(Id, Name)))")]
    [TestCase("SELECT a.Name, a.Owner.Email FROM Account a", "Account(Id, Name, Owner: User(Id, Email))")]
    [TestCase("SELECT Account.Name FROM Account", "Account(Id, Name)")]
    [TestCase("SELECT Account.Name FROM Contact", "Contact(Id, Account: Account(Id, Name))")]
    [TestCase("SELECT id, FIELDS(ALL) FROM Loan__c LIMIT 200", "Loan__c(Id, …)")]
    [TestCase("SELECT COUNT() FROM Contact", "Contact() count")]
    [TestCase("SELECT COUNT(Id), MAX(Amount), MIN(Account.AnnualRevenue) m, StageName FROM Opportunity GROUP BY StageName",
        "Opportunity(expr0=count, expr1=Opportunity.Amount, m=Account.AnnualRevenue, StageName) aggregate")]
    [TestCase("SELECT CALENDAR_YEAR(CloseDate), Account.Name, SUM(Amount) FROM Opportunity GROUP BY CALENDAR_YEAR(CloseDate), Account.Name",
        "Opportunity(expr0=Opportunity.CloseDate, Name=Account.Name, expr1=Opportunity.Amount) aggregate")]
    [TestCase("SELECT toLabel(Status), FORMAT(Amount__c) shown, convertCurrency(Fee__c) FROM Case", "Case(Id, Status, shown=Case.Amount__c, Fee__c)")]
    [TestCase("SELECT TYPEOF What WHEN Account THEN Phone, Owner.Email WHEN Opportunity THEN Amount ELSE Name END FROM Task",
        "Task(Id, What: Name(Id, Phone=Account.Phone, Amount=Opportunity.Amount, Name, Owner: User(Id, Email)))")]
    [TestCase("SELECT Name, (SELECT Rate__c FROM Loans__r), (SELECT X__c FROM Unknown__r) FROM Account", "Account(Id, Name, Loans__r*: Loan__c(Id, Rate__c), Unknown__r*: SObject(Id, X__c))")]
    [TestCase("SELECT Borrower__r.Name, Borrower__r.Owner.Name, Lender__r.Iban__c FROM Loan__c", "Loan__c(Id, Borrower__r: Account(Id, Name, Owner: User(Id, Name)), Lender__r: SObject(Id, Iban__c))")]
    [TestCase("SELECT Id FROM Undeclared__c", "Undeclared__c(Id)")]
    [TestCase("  select name\n, owner.email from account where id in :ids and name = 'it\\'s' order by name desc nulls last limit 10 offset 5 for update  ", "Account(Id, Name, Owner: User(Id, Email))")]
    [TestCase("SELECT c.Name, a.Industry, a.Owner.Email FROM Contact c, c.Account a WHERE a.Name = 'x'", "Contact(Id, Name, Account: Account(Id, Industry, Owner: User(Id, Email)))")]
    [TestCase("SELECT Name n, COUNT(Id) FROM Account GROUP BY Name", "Account(n=Account.Name, expr0=count) aggregate")]
    [TestCase("SELECT Account.Owner.Name own, SUM(Amount) FROM Opportunity GROUP BY Account.Owner.Name", "Opportunity(own=User.Name, expr0=Opportunity.Amount) aggregate")]
    [TestCase("SELECT LeadSource, GROUPING(LeadSource) g, AVG(AnnualRevenue) FROM Lead GROUP BY CUBE(LeadSource, Rating)", "Lead(LeadSource, g=count, expr0=Lead.AnnualRevenue) aggregate")]
    [TestCase("SELECT COUNT_DISTINCT(Email) FROM Contact HAVING COUNT(Id) > 1", "Contact(expr0=count) aggregate")]
    [TestCase("SELECT Id, Name, DISTANCE(Where__c, GEOLOCATION(37, 122), 'mi') FROM Loan__c USING SCOPE mine WITH SECURITY_ENFORCED", "Loan__c(Id, Name, Where__c)")]
    [TestCase("SELECT FIELDS(STANDARD), Purpose__c FROM Loan__c", "Loan__c(Id, Purpose__c, …)")]
    [TestCase("SELECT (SELECT Id, (SELECT Amount FROM Opportunities) FROM ChildAccounts) FROM Account", "Account(Id, ChildAccounts*: Account(Id, Opportunities*: Opportunity(Id, Amount)))")]
    [TestCase("SELECT TYPEOF Owner WHEN User THEN Email WHEN Group THEN DeveloperName END, What.Name FROM Task", "Task(Id, Owner: User(Id, Email, DeveloperName=Group.DeveloperName), What: Name(Id, Name))")]
    [TestCase("SELECT PersonContact.Email, Nickname__pc FROM Account WHERE IsPersonAccount = TRUE ALL ROWS", "Account(Id, Nickname__pc, PersonContact: Contact(Id, Email))")]
    [TestCase("SELECT Field, OldValue, NewValue, Parent.Rate__c FROM Loan__History", "Loan__History(Id, Field, OldValue, NewValue, Parent: Loan__c(Id, Rate__c))")]
    [TestCase("SELECT Rate__c FROM Loan__c WHERE Rate__c > 5 AND (Name LIKE '%x%' OR NOT (Purpose__c INCLUDES ('a;b', 'c'))) AND CreatedDate >= 2024-01-01T00:00:00Z", "Loan__c(Id, Rate__c)")]
    public void Shapes(string soql, string expected) => Given.Project.Shape(soql, expected);

    [TestCase("SELECT Id, Name FROM Account WHERE", "Account(Id, Name)")]
    [TestCase("SELECT Id, Name FROM Account WHERE Name = ' + s + '", "Account(Id, Name)")]
    [TestCase("SELECT Id FROM", "SObject(Id, …)")]
    [TestCase("SELECT ((((", "SObject(Id, …)")]
    public void Of_a_broken_query_what_is_there_counts(string soql, string expected) => Given.Project.Shape(soql, expected);

    [TestCase("")]
    [TestCase("FROM Account")]
    [TestCase("FIND {x} RETURNING Account(Name)")]
    public void Text_that_is_no_query_has_no_shape(string text) => Given.Project.Compile().GetQueryShape(text).ShouldBeNull();

    [Test]
    public void Searches() => Given.Project.Body(
        "List<List<SObject>> found = [FIND :s IN ALL FIELDS RETURNING Account(Name, Phone), Loan__c];",
        "List<List<SObject>> found = [FIND Account(Id, Name, Phone), Loan__c(Id) binds s]");

    [Test]
    public void Switch_on_the_type_of_a_record() => Given.Project.Body(
        "switch on record { when Account x { s = x.Name; } when Loan__c y { s = y.Purpose__c; } when else { s = null; } }",
        """
        switch record
        when Account x
          s = x.{Account.Name}
        when Loan__c y
          s = y.{Loan__c.Purpose__c}
        when else
          s = null
        """);
}
