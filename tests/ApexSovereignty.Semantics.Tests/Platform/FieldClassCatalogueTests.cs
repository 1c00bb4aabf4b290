using ApexSovereignty.Semantics.Platform;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Semantics.Tests.Platform;

public class FieldClassCatalogueTests
{
    [TestCase("Contact", "Email", "PII")]
    [TestCase("contact", "birthdate", "PII")]
    [TestCase("Account", "AnnualRevenue", "Financial")]
    [TestCase("Account", "PersonEmail", "PII")]
    [TestCase("Opportunity", "Amount", "Financial")]
    [TestCase("Case", "SuppliedEmail", "PII")]
    [TestCase("User", "Email", "PII")]
    [TestCase("EmailMessage", "TextBody", "PII")]
    [TestCase("ContactChangeEvent", "Email", "PII")]
    [TestCase("FinServ__FinancialAccount__c", "FinServ__Balance__c", "Financial")]
    public void Standard_field_is_in_the_catalogue(string objectName, string field, string expected)
    {
        var found = FieldClassCatalogue.Default.Find(objectName, field).ShouldNotBeNull();

        found.Name.ShouldBe(expected);
        found.Source.ShouldBe(FieldClassSource.Catalogue);
    }

    [TestCase("Contact", "FirstName LastName Name Email Phone MobilePhone HomePhone Birthdate MailingAddress MailingStreet OtherCity", "PII")]
    [TestCase("Lead", "FirstName LastName Name Email Phone MobilePhone Street PostalCode", "PII")]
    [TestCase("Lead", "AnnualRevenue", "Financial")]
    [TestCase("Account", "Phone BillingStreet ShippingAddress FirstName LastName PersonEmail PersonMobilePhone PersonBirthdate PersonMailingStreet", "PII")]
    [TestCase("Case", "SuppliedName SuppliedPhone ContactEmail Subject Description Comments", "PII")]
    [TestCase("Opportunity", "Amount ExpectedRevenue", "Financial")]
    [TestCase("User", "Name Username Email Phone MobilePhone Street FederationIdentifier", "PII")]
    [TestCase("Individual", "FirstName LastName BirthDate Occupation", "PII")]
    [TestCase("Individual", "ConsumerCreditScore", "Financial")]
    [TestCase("ContactPointEmail", "EmailAddress", "PII")]
    [TestCase("ContactPointPhone", "TelephoneNumber", "PII")]
    [TestCase("ContactPointAddress", "Street City PostalCode Address", "PII")]
    [TestCase("Task", "Subject Description", "PII")]
    [TestCase("Event", "Subject Description Location", "PII")]
    [TestCase("EmailMessage", "Subject TextBody HtmlBody FromAddress ToAddress CcAddress Headers", "PII")]
    [TestCase("Quote", "Email Phone BillingName BillingStreet", "PII")]
    [TestCase("Quote", "GrandTotal TotalPrice Discount", "Financial")]
    [TestCase("Order", "BillingStreet ShippingAddress", "PII")]
    [TestCase("Order", "TotalAmount", "Financial")]
    [TestCase("Contract", "BillingStreet ShippingCity", "PII")]
    [TestCase("Campaign", "ActualCost BudgetedCost", "Financial")]
    [TestCase("CampaignMember", "FirstName LastName Email Phone Street", "PII")]
    [TestCase("Asset", "Price", "Financial")]
    [TestCase("FinancialAccount", "FinancialAccountNumber CurrentBalance InterestRate", "Financial")]
    [TestCase("FinServ__Card__c", "FinServ__CardNumber__c", "Financial")]
    public void Every_standard_object_has_its_personal_and_financial_fields(string objectName, string fields, string expected)
    {
        foreach (var field in fields.Split(' '))
        {
            FieldClassCatalogue.Default.Find(objectName, field)?.Name.ShouldBe(expected, $"{objectName}.{field}");
            FieldClassCatalogue.Default.FieldNames.ShouldContain($"{objectName}.{field}");
        }
    }

    [TestCase("SSN__c", "PII")]
    [TestCase("Customer_SSN__c", "PII")]
    [TestCase("SSNNumber__c", "PII")]
    [TestCase("TaxId__c", "PII")]
    [TestCase("Tax_ID__c", "PII")]
    [TestCase("Birth_Date__c", "PII")]
    [TestCase("BirthDate__c", "PII")]
    [TestCase("birthdate__c", "PII")]
    [TestCase("Date_of_Birth__c", "PII")]
    [TestCase("Secondary_Email__c", "PII")]
    [TestCase("PersonalEmails__c", "PII")]
    [TestCase("Work_Phone__c", "PII")]
    [TestCase("PassportNumber__c", "PII")]
    [TestCase("ns__Tax_Id__pc", "PII")]
    [TestCase("IBAN__c", "Financial")]
    [TestCase("Account_Number__c", "Financial")]
    [TestCase("Credit_Score__c", "Financial")]
    [TestCase("Annual_Income__c", "Financial")]
    [TestCase("Salary__c", "Financial")]
    [TestCase("Loan_Amount__c", "Financial")]
    [TestCase("Diagnosis__c", "Health")]
    [TestCase("API_Key__c", "Credential")]
    [TestCase("Client_Secret__c", "Credential")]
    public void Custom_field_is_known_by_its_name(string field, string expected)
    {
        var found = FieldClassCatalogue.Default.Find("Loan__c", field).ShouldNotBeNull();

        found.Name.ShouldBe(expected);
        found.Source.ShouldBe(FieldClassSource.NamePattern);
    }

    [TestCase("Email_Sent__c")]
    [TestCase("Is_Email_Verified__c")]
    [TestCase("EmailTemplate__c")]
    [TestCase("Phone_Type__c")]
    [TestCase("Email_Count__c")]
    [TestCase("Message__c")]
    [TestCase("Package__c")]
    [TestCase("Stage__c")]
    [TestCase("Grace_Period__c")]
    [TestCase("Embraced__c")]
    [TestCase("Spinner__c")]
    [TestCase("Shipping_Method__c")]
    [TestCase("Pricebook__c")]
    [TestCase("Status__c")]
    [TestCase("Notes__c")]
    [TestCase("Web_Address__c")]
    public void Name_that_only_resembles_a_pattern_is_unclassified(string field) =>
        FieldClassCatalogue.Default.Find("Loan__c", field).ShouldBeNull();

    [TestCase("boolean")]
    [TestCase("reference")]
    public void Pattern_does_not_apply_to_types_without_data(string type) =>
        FieldClassCatalogue.Default.Find("Loan__c", "Passport__c", type).ShouldBeNull();

    [Test]
    public void Catalogue_names_only_fields_that_exist()
    {
        var unknown = FieldClassCatalogue.Default.FieldNames
            .Where(name => !name.Contains("__", StringComparison.Ordinal))
            .Where(name => PlatformTable.Default.FindObject(name.Split('.')[0])?.FindField(name.Split('.')[1]) is null);

        unknown.ShouldBeEmpty();
    }
}
