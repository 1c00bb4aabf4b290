using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Metadata.Tests;

public class LabelAndRecordTests
{
    [Test]
    public void Labels_are_read_from_any_file_and_both_forms()
    {
        var model = Given.Model(
            ("a/labels/Loans.labels-meta.xml", Given.Xml("CustomLabels", """
                <labels>
                    <fullName>Endpoint</fullName>
                    <categories>Urls, Internal</categories>
                    <language>en_US</language>
                    <protected>true</protected>
                    <value> https://api.example/<!-- no part -->v1 </value>
                </labels>
                <labels><fullName>Broken</fullName></labels>
                """)),
            ("b/labels/CustomLabels.labels", Given.Xml("CustomLabels", "<labels><fullName>endpoint</fullName><value>later</value></labels>")),
            ("b/labels/CustomLabels/Greeting.label-meta.xml", Given.Xml("CustomLabel", "<fullName>Greeting</fullName><value>Hi</value>")));

        var label = model.FindLabel("ENDPOINT").ShouldNotBeNull();
        label.FullName.ShouldBe("Endpoint");
        label.Value.ShouldBe(" https://api.example/v1 ");
        label.IsProtected.ShouldBeTrue();
        label.Categories.ShouldBe(["Urls", "Internal"]);
        label.Language.ShouldBe("en_US");
        label.Location.ShouldBe(new MetadataLocation("a/labels/Loans.labels-meta.xml", 3, 1));
        model.FindLabel("Greeting")!.Value.ShouldBe("Hi");
        model.Labels.Select(item => item.FullName).ShouldBe(["Endpoint", "Greeting"]);
        model.FindLabel("Broken").ShouldBeNull();
    }

    [Test]
    public void A_label_has_its_texts_in_other_languages()
    {
        var model = Given.Model(
            ("labels/CustomLabels.labels-meta.xml", Given.Xml("CustomLabels", "<labels><fullName>Host</fullName><value>a.example</value></labels><labels><fullName>Other</fullName><value>b.example</value></labels>")),
            ("translations/de.translation-meta.xml", Given.Xml("Translations", "<customLabels><label>c.example</label><name>HOST</name></customLabels><customLabels><label>d.example</label><name>Absent</name></customLabels>")),
            ("translations/en_GB.translation-meta.xml", Given.Xml("Translations", "<customLabels><label>a.example</label><name>Host</name></customLabels><customLabels><label><!-- not yet --></label><name>Other</name></customLabels>")),
            ("translations/fr.translation", Given.Xml("Translations", "<customApplications><label>x</label><name>App</name></customApplications><customLabels><label>c.example</label><name>Host</name></customLabels>")));

        model.FindLabel("Host")!.Translations.ShouldBe(["c.example"]);
        model.FindLabel("Other")!.Translations.ShouldBeEmpty();
        model.FindLabel("Absent").ShouldBeNull();
        model.Diagnostics.ShouldBeEmpty();
    }

    [Test]
    public void Custom_metadata_records_are_found_by_type_and_name()
    {
        var model = Given.Model(("customMetadata/Llm_Setting.EU_Default.md-meta.xml", Given.Xml("CustomMetadata", """
            <label>EU default</label>
            <protected>true</protected>
            <values><field>Url__c</field><value xsi:type="xsd:string">https://llm.bank.example.eu</value></values>
            <values><field>Active__c</field><value xsi:type="xsd:boolean">true</value></values>
            <values><field>Nothing__c</field><value xsi:nil="true"/></values>
            <values><field>Empty__c</field><value xsi:type="xsd:string"></value></values>
            <values><value xsi:type="xsd:string">no field</value></values>
            """)));

        var record = model.FindCustomMetadataRecord("LLM_SETTING__mdt", "eu_default").ShouldNotBeNull();
        (record.TypeName, record.DeveloperName, record.Label, record.IsProtected).ShouldBe(("Llm_Setting__mdt", "EU_Default", "EU default", true));
        record.FindValue("url__C")!.Value.ShouldBe("https://llm.bank.example.eu");
        record.FindValue("Active__c")!.TypeText.ShouldBe("boolean");
        record.FindValue("Nothing__c")!.Value.ShouldBeNull();
        record.FindValue("Empty__c")!.Value.ShouldBe("");
        record.FindValue("Missing__c").ShouldBeNull();
        record.FindValue("DeveloperName")!.Value.ShouldBe("EU_Default");
        record.FindValue("MasterLabel")!.Value.ShouldBe("EU default");
        record.Values.Length.ShouldBe(4);
        model.CustomMetadataRecordsOf("llm_setting__mdt").ShouldBe([record]);
        model.FindCustomMetadataRecord("Llm_Setting__mdt", "US").ShouldBeNull();
        model.CustomMetadataRecordsOf("Other__mdt").ShouldBeEmpty();
    }

    [Test]
    public void Records_in_metadata_api_format_and_of_a_namespace_are_found()
    {
        var content = Given.Xml("CustomMetadata", "<label>x</label><values><field>A__c</field><value xsi:type='xsd:double'>1.5</value></values>");
        var model = Given.Model(
            ("sfdx-project.json", """{ "namespace": "acme" }"""),
            ("customMetadata/acme__T.acme__R.md", content),
            ("customMetadata/other__T.R%2D1.md-meta.xml", content));

        model.FindCustomMetadataRecord("T__mdt", "R")!.FindValue("A__c")!.Value.ShouldBe("1.5");
        model.FindCustomMetadataRecord("acme__T__mdt", "R").ShouldNotBeNull();
        model.FindCustomMetadataRecord("other__T__mdt", "R-1").ShouldNotBeNull();
    }
}
