using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Syntax.Tests;

[TestFixture]
internal sealed class QueryTests
{
    [Test]
    public void And_binds_closer_than_or() => Trees.CheckQuery("SELECT Id FROM A WHERE b = 1 OR NOT c = 2 AND d IN ('x', :y) OR NOT (e LIKE 'f%')", """
        SoqlQuery
          SoqlField Id
          SoqlFromItem A
          SoqlLogicalCondition Or
            SoqlComparison =
              SoqlField b
              SoqlLiteral 1 (Integer)
            SoqlLogicalCondition And
              SoqlLogicalCondition Not
                SoqlComparison =
                  SoqlField c
                  SoqlLiteral 2 (Integer)
              SoqlComparison IN
                SoqlField d
                SoqlValueList
                  SoqlLiteral 'x'
                  SoqlBind
                    IdentifierName y
            SoqlLogicalCondition Not
              SoqlComparison LIKE
                SoqlField e
                SoqlLiteral 'f%'
        """);

    [Test]
    public void Bind_takes_any_expression() => Trees.CheckQuery("SELECT Id FROM A WHERE b = :c.d[0].e() AND f IN :new Set<Id>{ g } AND h = :(i) LIMIT :j - 1 OFFSET :k ?? l", """
        SoqlQuery limit offset
          SoqlField Id
          SoqlFromItem A
          SoqlLogicalCondition And
            SoqlComparison =
              SoqlField b
              SoqlBind
                InvocationExpression
                  MemberAccessExpression .e
                    ElementAccessExpression
                      MemberAccessExpression .d
                        IdentifierName c
                      LiteralExpression 0 (Integer)
            SoqlComparison IN
              SoqlField f
              SoqlBind
                ObjectCreationExpression Elements Set<Id>
                  Type Set<Id>
                    Type Id
                  IdentifierName g
            SoqlComparison =
              SoqlField h
              SoqlBind
                ParenthesizedExpression
                  IdentifierName i
          SoqlBind
            BinaryExpression Subtract
              IdentifierName j
              LiteralExpression 1 (Integer)
          SoqlBind
            BinaryExpression Coalesce
              IdentifierName k
              IdentifierName l
        """);

    [TestCase("2024-02-29")]
    [TestCase("2024-01-31T10:00:00Z")]
    [TestCase("2024-01-31T10:00:00.123+01:00")]
    [TestCase("2024-01-31t10:00:00-0500")]
    [TestCase("TODAY")]
    [TestCase("last_fiscal_quarter")]
    [TestCase("LAST_N_DAYS:30")]
    [TestCase("N_WEEKS_AGO:2")]
    [TestCase("USD5000")]
    [TestCase("eur10.50")]
    public void Literal_of_queries_only(string literal) => Trees.CheckQuery($"SELECT Id FROM A WHERE b >= {literal} AND c IN ({literal}, null)", $"""
        SoqlQuery
          SoqlField Id
          SoqlFromItem A
          SoqlLogicalCondition And
            SoqlComparison >=
              SoqlField b
              SoqlLiteral {literal} (Double)
            SoqlComparison IN
              SoqlField c
              SoqlValueList
                SoqlLiteral {literal} (Double)
                SoqlLiteral null (Null)
        """);

    [Test]
    public void Words_of_clauses_are_names_where_names_stand() => Trees.CheckQuery("SELECT Id, Group.Name, Order.Limit, Type FROM Group WHERE Order.Status = 'a' AND Like__c = 1 ORDER BY Group.Id, Last ASC NULLS LAST", """
        SoqlQuery
          SoqlField Id
          SoqlField Group.Name
          SoqlField Order.Limit
          SoqlField Type
          SoqlFromItem Group
          SoqlLogicalCondition And
            SoqlComparison =
              SoqlField Order.Status
              SoqlLiteral 'a'
            SoqlComparison =
              SoqlField Like__c
              SoqlLiteral 1 (Integer)
          SoqlField Group.Id
          SoqlField Last
        """);

    [Test]
    public void Polymorphic_fields() => Trees.CheckQuery("SELECT TYPEOF What WHEN A THEN b, c.d WHEN E THEN f ELSE g END, Id FROM H", """
        SoqlQuery
          SoqlTypeOf What
            SoqlTypeOfWhen A
              SoqlField b
              SoqlField c.d
            SoqlTypeOfWhen E
              SoqlField f
            SoqlField g
          SoqlField Id
          SoqlFromItem H
        """);

    [Test]
    public void Functions_nest_and_have_aliases() => Trees.CheckQuery("SELECT COUNT() , FORMAT(convertCurrency(a)) b, DISTANCE(c, GEOLOCATION(1.5, -2), 'mi') FROM D x GROUP BY CUBE(e, f), CALENDAR_YEAR(g) HAVING COUNT(Id) > 1", """
        SoqlQuery
          SoqlFunction COUNT()
          SoqlFunction FORMAT() as b
            SoqlFunction convertCurrency()
              SoqlField a
          SoqlFunction DISTANCE()
            SoqlField c
            SoqlFunction GEOLOCATION()
              SoqlField 1.5
              SoqlField -2
            SoqlField mi
          SoqlFromItem D as x
          SoqlField e
          SoqlField f
          SoqlFunction CALENDAR_YEAR()
            SoqlField g
          SoqlComparison >
            SoqlFunction COUNT()
              SoqlField Id
            SoqlLiteral 1 (Integer)
        """);

    [Test]
    public void Sub_selects_and_semi_joins() => Trees.CheckQuery("SELECT (SELECT a FROM Bs) FROM C WHERE Id NOT IN (SELECT d FROM E WHERE f IN (SELECT g FROM H))", """
        SoqlQuery
          SoqlSubquery
            SoqlQuery
              SoqlField a
              SoqlFromItem Bs
          SoqlFromItem C
          SoqlComparison NOT IN
            SoqlField Id
            SoqlQueryValue
              SoqlQuery
                SoqlField d
                SoqlFromItem E
                SoqlComparison IN
                  SoqlField f
                  SoqlQueryValue
                    SoqlQuery
                      SoqlField g
                      SoqlFromItem H
        """);

    [TestCase("SELECT Id FROM A WITH USER_MODE", "with=USER_MODE")]
    [TestCase("SELECT Id FROM A WITH SECURITY_ENFORCED LIMIT 1", "limit with=SECURITY_ENFORCED")]
    [TestCase("SELECT Id FROM A WITH DATA CATEGORY B__c ABOVE c__c AND D__c AT (e__c) ORDER BY Id", "with=DATA CATEGORY B__c ABOVE c__c AND D__c AT (e__c)")]
    [TestCase("SELECT Id FROM A USING SCOPE mine FOR UPDATE", "options=USING SCOPE MINE FOR UPDATE")]
    [TestCase("SELECT Id FROM A FOR VIEW FOR REFERENCE", "options=FOR VIEW FOR REFERENCE")]
    [TestCase("SELECT Id FROM A ALL ROWS", "options=ALL ROWS")]
    [TestCase("SELECT Id FROM A UPDATE TRACKING, VIEWSTAT", "options=UPDATE TRACKING, VIEWSTAT")]
    public void Clauses_that_are_kept_as_text(string text, string expected)
    {
        var query = SyntaxTree.ParseQuery(text, out var diagnostics).ShouldNotBeNull();
        diagnostics.ShouldBeEmpty();
        SyntaxTreePrinter.Print(query).Split('\n')[0].ShouldBe($"SoqlQuery {expected}");
    }

    [Test]
    public void Filter_formula_holds_where_true() => Trees.CheckQuery("SELECT Id FROM A WHERE FORMULA('b > c')", """
        SoqlQuery
          SoqlField Id
          SoqlFromItem A
          SoqlComparison =
            SoqlFunction FORMULA()
              SoqlField b > c
            SoqlLiteral true (True)
        """);

    [Test]
    public void Search_with_all_clauses() => Trees.CheckExpression("[FIND :a IN ALL FIELDS RETURNING B(Id, c WHERE d = :e ORDER BY c LIMIT :f), G WITH NETWORK = :h LIMIT 5]", """
        SoslExpression
          SoslQuery in=ALL FIELDS with=NETWORK = :h
            SoqlBind
              IdentifierName a
            SoslReturning B
              SoqlField Id
              SoqlField c
              SoqlComparison =
                SoqlField d
                SoqlBind
                  IdentifierName e
              SoqlBind
                IdentifierName f
            SoslReturning G
            SoqlBind
              IdentifierName h
            SoqlLiteral 5 (Integer)
        """);

    [TestCase("")]
    [TestCase("FIND 'a'")]
    [TestCase("Id FROM A")]
    public void Text_that_is_no_query(string text)
    {
        SyntaxTree.ParseQuery(text, out var diagnostics).ShouldBeNull();
        diagnostics.ShouldNotBeEmpty();
    }

    [TestCase("SELECT Id, b FROM A WHERE c = '", "SoqlQuery|  SoqlField Id|  SoqlField b|  SoqlFromItem A|  SoqlComparison =|    SoqlField c|    SoqlLiteral ''")]
    [TestCase("SELECT Id, b FROM A WHERE c = ", "SoqlQuery|  SoqlField Id|  SoqlField b|  SoqlFromItem A")]
    [TestCase("SELECT Id FROM A WHERE b = 1 AND c IN {0} LIMIT 1", "SoqlQuery|  SoqlField Id|  SoqlFromItem A|  SoqlComparison =|    SoqlField b|    SoqlLiteral 1 (Integer)")]
    [TestCase("SELECT ", "SoqlQuery")]
    public void Broken_query_keeps_what_stands_before_the_error(string text, string expected)
    {
        var query = SyntaxTree.ParseQuery(text, out var diagnostics).ShouldNotBeNull();
        diagnostics.ShouldNotBeEmpty();
        SyntaxTreePrinter.Print(query).ShouldBe(expected.Replace('|', '\n'));
    }
}
