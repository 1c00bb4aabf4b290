using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Metadata.Tests;

public class ObjectTests
{
    [Test]
    public void A_field_is_read_whole()
    {
        var model = Given.Model(Given.Field("Loan__c", "Tax_Id__c", """
            <complianceGroup>PII;GDPR; PII</complianceGroup>
            <label>Tax &amp; Id</label>
            <length>40</length>
            <securityClassification>Confidential</securityClassification>
            <type>Text</type>
            <encryptionScheme>ProbabilisticEncryption</encryptionScheme>
            """));

        var field = model.FindField("LOAN__C", "tax_id__C").ShouldNotBeNull();
        field.ObjectName.ShouldBe("Loan__c");
        field.ApiName.ShouldBe("Tax_Id__c");
        field.Label.ShouldBe("Tax & Id");
        field.Type.ShouldBe(FieldType.Text);
        field.Length.ShouldBe(40);
        field.ComplianceGroups.ShouldBe(["PII", "GDPR"]);
        field.SecurityClassification.ShouldBe("Confidential");
        field.IsEncrypted.ShouldBeTrue();
        field.IsFormula.ShouldBeFalse();
        field.IsRelationship.ShouldBeFalse();
        field.Location.ShouldBe(new MetadataLocation("force-app/main/default/objects/Loan__c/fields/Tax_Id__c.field-meta.xml", 2, 1));
    }

    [Test]
    public void None_is_no_compliance_group() =>
        Given.Model(Given.Field("X__c", "A__c", "<complianceGroup>None</complianceGroup>")).FindField("X__c", "A__c")!.ComplianceGroups.ShouldBeEmpty();

    [Test]
    public void A_formula_and_an_undeclared_type_are_told()
    {
        var model = Given.Model(
            Given.Field("Account", "Name", "<trackHistory>true</trackHistory>"),
            Given.Field("Account", "Age__c", "<type>Number</type><formula>TODAY() - Birthdate__c</formula>"),
            Given.Field("Account", "New__c", "<type>Hologram</type>"),
            Given.Field("Account", "Odd__c", "<type>3</type>"));

        model.FindField("Account", "Name")!.Type.ShouldBe(FieldType.Unknown);
        model.FindField("Account", "Name")!.TypeText.ShouldBeNull();
        model.FindField("Account", "Age__c")!.Formula.ShouldBe("TODAY() - Birthdate__c");
        model.FindField("Account", "Age__c")!.IsFormula.ShouldBeTrue();
        (model.FindField("Account", "New__c")!.Type, model.FindField("Account", "New__c")!.TypeText).ShouldBe((FieldType.Unknown, "Hologram"));
        model.FindField("Account", "Odd__c")!.Type.ShouldBe(FieldType.Unknown);
        model.FindObject("account")!.Kind.ShouldBe(ObjectKind.Standard);
    }

    [Test]
    public void Nested_elements_of_the_same_name_do_not_count()
    {
        var field = Given.Model(Given.Field("X__c", "A__c", """
            <valueSet><valueSetDefinition><value><fullName>Nested</fullName><label>Nested</label><type>Text</type></value></valueSetDefinition></valueSet>
            <label>Own</label><type>Picklist</type>
            """)).FindObject("X__c")!.Fields.Single();

        (field.ApiName, field.Label, field.Type).ShouldBe(("A__c", "Own", FieldType.Picklist));
    }

    [Test]
    public void Relationships_are_found_both_ways()
    {
        var model = Given.Model(
            Given.Field("Loan__c", "Borrower__c", "<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Loans</relationshipName>"),
            Given.Field("Loan__c", "Ns__Broker__c", "<type>MasterDetail</type><referenceTo>Contact</referenceTo><relationshipName>Loans</relationshipName>"),
            Given.Field("Note__c", "Loan__c", "<type>Lookup</type><referenceTo>Loan__c</referenceTo>"),
            Given.Field("Loan__c", "AccountId", "<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Things</relationshipName>"),
            Given.Field("Loan__c", "Boss__c", "<type>Hierarchy</type>"),
            Given.Field("Loan__c", "Plain__c", "<type>Text</type>"));

        model.FindParentRelationship("loan__c", "borrower__R")!.ReferenceTo.ShouldBe(["Account"]);
        model.FindParentRelationship("Loan__c", "Account")!.ApiName.ShouldBe("AccountId");
        model.FindParentRelationship("Loan__c", "Plain__r").ShouldBeNull();
        model.FindParentRelationship("Loan__c", "Boss__r")!.ReferenceTo.ShouldBe(["User"]);
        model.FindChildRelationship("ACCOUNT", "loans__r")!.ToString().ShouldBe("Loan__c.Borrower__c");
        model.FindChildRelationship("Account", "Loans").ShouldBeNull();
        model.FindChildRelationship("Account", "Things")!.ApiName.ShouldBe("AccountId");
        model.FindChildRelationship("Contact", "Ns__Loans__r")!.ApiName.ShouldBe("Ns__Broker__c");
        model.ChildRelationshipsOf("Loan__c").Select(field => field.ToString()).ShouldBe(["Note__c.Loan__c"]);
        model.ChildRelationshipsOf("Account").Select(field => field.ApiName).ShouldBe(["AccountId", "Borrower__c"]);
        model.FindField("Note__c", "Loan__c")!.ChildRelationshipName.ShouldBeNull();
        model.ChildRelationshipsOf("Nothing").ShouldBeEmpty();
    }

    [TestCase("Loan__c", "", ObjectKind.Custom)]
    [TestCase("Loan__c", "<customSettingsType>Hierarchy</customSettingsType>", ObjectKind.CustomSetting)]
    [TestCase("Ns__Setting__mdt", "", ObjectKind.CustomMetadata)]
    [TestCase("Done__e", "<eventType>HighVolume</eventType>", ObjectKind.PlatformEvent)]
    [TestCase("Ledger__x", "", ObjectKind.External)]
    [TestCase("History__b", "", ObjectKind.BigObject)]
    [TestCase("Account", "", ObjectKind.Standard)]
    public void Kinds_of_objects_are_told(string name, string content, ObjectKind expected)
    {
        var model = Given.Model(($"objects/{name}/{name}.object-meta.xml", Given.Xml("CustomObject", "<label>L</label><pluralLabel>Ls</pluralLabel>" + content)));

        var found = model.FindObject(name.ToUpperInvariant()).ShouldNotBeNull();
        (found.ApiName, found.Kind, found.Label, found.PluralLabel).ShouldBe((name, expected, "L", "Ls"));
    }

    [Test]
    public void An_object_split_over_package_directories_is_one()
    {
        var model = Given.Model(
            ("sfdx-project.json", """{ "packageDirectories": [ { "path": "b" }, { "path": "a" } ] }"""),
            ("b/objects/loan__c/loan__c.object-meta.xml", Given.Xml("CustomObject", "<label>Loan</label><customSettingsType>List</customSettingsType>")),
            Given.Field("Loan__c", "Rate__c", "<type>Number</type><complianceGroup>PII</complianceGroup>", "a"),
            Given.Field("LOAN__C", "rate__c", "<label>Rate</label><type>Text</type><complianceGroup>GDPR;pii</complianceGroup>", "b"),
            Given.Field("Loan__c", "Term__c", "<type>Number</type>", "b"));

        var loan = model.Objects.Single();
        (loan.ApiName, loan.Kind, loan.Label).ShouldBe(("Loan__c", ObjectKind.CustomSetting, "Loan"));
        loan.Fields.Select(field => field.ApiName).ShouldBe(["Rate__c", "Term__c"]);
        var rate = loan.FindField("Rate__c")!;
        (rate.Label, rate.Type).ShouldBe(("Rate", FieldType.Number));
        rate.ComplianceGroups.ShouldBe(["PII", "GDPR"]);
        rate.Location.Path.ShouldStartWith("a/");
    }

    [Test]
    public void Metadata_api_format_holds_fields_in_the_object()
    {
        var model = Given.Model(("src/objects/Loan__c.object", Given.Xml("CustomObject", """
            <fields>
                <fullName>Borrower__c</fullName>
                <referenceTo>Contact</referenceTo>
                <relationshipName>Loans</relationshipName>
                <type>Lookup</type>
            </fields>
            <fields><label>No name</label></fields>
            <fields>
                <fullName>SSN__c</fullName>
                <complianceGroup>PII</complianceGroup>
                <type>EncryptedText</type>
            </fields>
            <label>Loan</label>
            <listViews><fullName>All</fullName><label>All Loans</label></listViews>
            """)));

        var loan = model.FindObject("Loan__c")!;
        loan.Label.ShouldBe("Loan");
        loan.Fields.Select(field => field.ApiName).ShouldBe(["Borrower__c", "SSN__c"]);
        loan.FindField("SSN__c")!.IsEncrypted.ShouldBeTrue();
        loan.FindField("SSN__c")!.Location.ShouldBe(new MetadataLocation("src/objects/Loan__c.object", 10, 1));
        model.FindChildRelationship("Contact", "Loans__r")!.ApiName.ShouldBe("Borrower__c");
    }

    [Test]
    public void Fields_are_seen_where_the_platform_shows_them()
    {
        var model = Given.Model(
            Given.Field("Activity", "Secret__c", "<type>Text</type>"),
            Given.Field("Contact", "SSN__c", "<type>Text</type>"),
            Given.Field("Loan__c", "Rate__c", "<type>Number</type>"),
            Given.Field("Account", "Tier__c", "<type>Lookup</type><referenceTo>Tier__c</referenceTo>"));

        model.FindField("Task", "Secret__c")!.ObjectName.ShouldBe("Activity");
        model.FindField("event", "secret__c")!.ObjectName.ShouldBe("Activity");
        model.FindField("Account", "SSN__pc")!.ToString().ShouldBe("Contact.SSN__c");
        model.FindField("Loan__ChangeEvent", "Rate__c")!.ObjectName.ShouldBe("Loan__c");
        model.FindField("AccountChangeEvent", "Tier__c")!.ObjectName.ShouldBe("Account");
        model.FindParentRelationship("AccountChangeEvent", "Tier__r")!.ApiName.ShouldBe("Tier__c");
        model.FindField("Loan__c", "SSN__pc").ShouldBeNull();
        model.FindField("Unknown__c", "A__c").ShouldBeNull();
    }

    [Test]
    public void Names_may_carry_the_projects_own_namespace()
    {
        var model = Given.Model(
            ("sfdx-project.json", """{ "namespace": "acme" }"""),
            Given.Field("Loan__c", "Borrower__c", "<type>Lookup</type><referenceTo>acme__Person__c</referenceTo><relationshipName>Loans</relationshipName>"));

        model.FindField("acme__Loan__c", "ACME__borrower__c").ShouldNotBeNull();
        model.FindParentRelationship("acme__Loan__c", "acme__Borrower__r").ShouldNotBeNull();
        model.FindChildRelationship("Person__c", "acme__Loans__r").ShouldNotBeNull();
        model.FindObject("other__Loan__c").ShouldBeNull();
    }
}
