using ApexSovereignty.Semantics.Platform;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Semantics.Tests.Platform;

public class PlatformObjectTests
{
    [TestCase("Contact", "Email", "email")]
    [TestCase("contact", "EMAIL", "email")]
    [TestCase("Contact", "Birthdate", "date")]
    [TestCase("Contact", "CreatedDate", "datetime")]
    [TestCase("Account", "AnnualRevenue", "currency")]
    [TestCase("Account", "PersonEmail", "email")]
    [TestCase("Account", "BillingAddress", "address")]
    [TestCase("Case", "Description", "textarea")]
    [TestCase("Opportunity", "StageName", "picklist")]
    [TestCase("Opportunity", "Probability", "percent")]
    [TestCase("ContentVersion", "VersionData", "base64")]
    [TestCase("LiveChatTranscript", "Body", "textarea")]
    [TestCase("FinancialAccount", "FinancialAccountNumber", "string")]
    [TestCase("AccountShare", "RowCause", "picklist")]
    [TestCase("ContactHistory", "NewValue", "anytype")]
    [TestCase("ContactChangeEvent", "Email", "email")]
    public void Field_has_its_type(string objectName, string field, string type) =>
        PlatformTable.Default.FindObject(objectName).ShouldNotBeNull().FindField(field).ShouldNotBeNull().Type.ShouldBe(type);

    [TestCase("Contact", "Account", "AccountId", "Account")]
    [TestCase("Contact", "createdby", "CreatedById", "User")]
    [TestCase("Task", "Who", "WhoId", "Contact|Lead")]
    [TestCase("Case", "Owner", "OwnerId", "Group|User")]
    [TestCase("ContactHistory", "Contact", "ContactId", "Contact")]
    public void Relationship_leads_to_its_parent(string objectName, string relationship, string field, string targets)
    {
        var lookup = PlatformTable.Default.FindObject(objectName).ShouldNotBeNull().FindRelationship(relationship).ShouldNotBeNull();

        lookup.Name.ShouldBe(field);
        string.Join('|', lookup.ReferenceTo).ShouldBe(targets);
    }

    [TestCase("Account", "Contacts", "Contact", "AccountId")]
    [TestCase("Account", "opportunities", "Opportunity", "AccountId")]
    [TestCase("Contact", "Cases", "Case", "ContactId")]
    [TestCase("Opportunity", "OpportunityLineItems", "OpportunityLineItem", "OpportunityId")]
    public void Child_relationship_is_declared(string parent, string relationship, string child, string field) =>
        PlatformTable.Default.FindObject(parent).ShouldNotBeNull().FindChild(relationship)
            .ShouldBe(new PlatformChildRelationship(relationship == "opportunities" ? "Opportunities" : relationship, child, field));

    [TestCase("Profile", true)]
    [TestCase("Organization", true)]
    [TestCase("RecordType", true)]
    [TestCase("Group", true)]
    [TestCase("AsyncApexJob", true)]
    [TestCase("CronTrigger", true)]
    [TestCase("PermissionSetAssignment", true)]
    [TestCase("EntityDefinition", true)]
    [TestCase("ApexClass", true)]
    [TestCase("EmailTemplate", true)]
    [TestCase("Folder", true)]
    [TestCase("BusinessHours", true)]
    [TestCase("QueueSobject", true)]
    [TestCase("Contact", false)]
    [TestCase("User", false)]
    [TestCase("ContentVersion", false)]
    [TestCase("EmailMessage", false)]
    [TestCase("Individual", false)]
    public void Setup_objects_are_told_from_business_data(string name, bool isSetup) =>
        PlatformTable.Default.FindObject(name).ShouldNotBeNull().IsSetup.ShouldBe(isSetup);

    [TestCase("NoSuchObject")]
    [TestCase("ProfileChangeEvent")]
    [TestCase("Share")]
    public void Unknown_object_is_null(string name) => PlatformTable.Default.FindObject(name).ShouldBeNull();

    [Test]
    public void Every_object_parses_into_known_field_types()
    {
        var types = PlatformTable.Default.ObjectNames
            .SelectMany(n => PlatformTable.Default.FindObject(n).ShouldNotBeNull().Fields)
            .Select(f => f.Type).ToHashSet(StringComparer.Ordinal);

        string[] known =
        [
            "id", "string", "textarea", "email", "phone", "url", "picklist", "multipicklist", "boolean", "int", "long", "double", "currency",
            "percent", "date", "datetime", "time", "reference", "address", "location", "base64", "anytype", "encryptedstring",
        ];
        types.Except(known, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Test]
    public void No_object_declares_a_field_twice()
    {
        foreach (var name in PlatformTable.Default.ObjectNames)
        {
            PlatformTable.Default.FindObject(name).ShouldNotBeNull().Fields
                .GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
                .Select(g => name + "." + g.Key).ShouldBeEmpty();
        }
    }
}
