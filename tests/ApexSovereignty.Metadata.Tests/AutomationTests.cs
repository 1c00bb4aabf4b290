using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Metadata.Tests;

public class AutomationTests
{
    [Test]
    public void An_external_service_names_its_credential_and_operations()
    {
        var model = Given.Model(("force-app/main/default/externalServiceRegistrations/BankRates.externalServiceRegistration-meta.xml", Given.Xml("ExternalServiceRegistration", """
            <label>Bank rates</label>
            <namedCredentialReference>Rates_API</namedCredentialReference>
            <operations><active>true</active><name>getRate</name></operations>
            <operations><active>false</active><name>putRate</name></operations>
            <schema>{ "openapi": "3.0.0" }</schema>
            <schemaAbsoluteUrl>https://rates.vendor.example/openapi.json</schemaAbsoluteUrl>
            """)));

        var service = model.FindExternalService("bankrates").ShouldNotBeNull();
        (service.Label, service.NamedCredential, service.SchemaUrl).ShouldBe(("Bank rates", "Rates_API", "https://rates.vendor.example/openapi.json"));
        service.Operations.ShouldBe(["getRate"]);
        model.ExternalServices.ShouldHaveSingleItem();
        model.FindExternalService("Other").ShouldBeNull();
    }

    [Test]
    public void A_flow_names_apex_prompts_services_records_and_fields()
    {
        var model = Given.Model(("force-app/main/default/flows/Score_Lead.flow-meta.xml", Given.Xml("Flow", """
            <actionCalls>
                <name>score</name><actionName>LeadScorer</actionName><actionType>apex</actionType>
                <inputParameters><name>email</name><value><elementReference>getLead.Email</elementReference></value></inputParameters>
                <inputParameters><name>mode</name><value><stringValue>fast</stringValue></value></inputParameters>
            </actionCalls>
            <actionCalls><name>draft</name><actionName>Draft_Mail</actionName><actionType>generatePromptResponse</actionType></actionCalls>
            <actionCalls><name>rate</name><actionName>BankRates.getRate</actionName><actionType>externalService</actionType></actionCalls>
            <actionCalls><name>unfinished</name><actionType>apex</actionType></actionCalls>
            <apexPluginCalls><name>old</name><apexClass>OldPlugin</apexClass></apexPluginCalls>
            <label>Score lead</label>
            <processType>AutoLaunchedFlow</processType>
            <recordLookups>
                <name>getLead</name><object>Lead</object>
                <filters><field>Id</field><operator>EqualTo</operator></filters>
                <queriedFields>Email</queriedFields><queriedFields>Phone</queriedFields>
            </recordLookups>
            <recordUpdates><name>save</name><inputAssignments><field>Rating</field></inputAssignments><object>Lead</object></recordUpdates>
            <recordDeletes><name>gone</name><inputReference>x</inputReference></recordDeletes>
            <start><object>Lead</object><triggerType>RecordAfterSave</triggerType></start>
            <status>Active</status>
            <subflows><name>sub</name><flowName>Notify</flowName></subflows>
            """)));

        var flow = model.FindFlow("score_lead").ShouldNotBeNull();
        (flow.Label, flow.ProcessType, flow.Status, flow.TriggerObject).ShouldBe(("Score lead", "AutoLaunchedFlow", "Active", "Lead"));
        flow.Actions.Select(action => $"{action.Name}: {action.Type} {action.Target}").ShouldBe(
            ["score: apex LeadScorer", "draft: generatePromptResponse Draft_Mail", "rate: externalService BankRates.getRate", "old: apexPlugin OldPlugin"]);
        flow.Actions[0].Inputs.ShouldBe([new FlowInput("email", "getLead.Email", null), new FlowInput("mode", null, "fast")]);
        flow.Actions[0].Location.Line.ShouldBe(3);
        flow.ApexClasses.ShouldBe(["LeadScorer", "OldPlugin"]);
        flow.PromptTemplates.ShouldBe(["Draft_Mail"]);
        flow.Subflows.ShouldBe(["Notify"]);
        flow.RecordAccesses.Select(access => $"{access.Kind} {access.ObjectName}({string.Join(", ", access.Fields)})").ShouldBe(
            ["Lookup Lead(Email, Phone, Id)", "Update Lead(Rating)", "Delete ()"]);
    }

    private const string Template = """
        <activeVersionIdentifier>v2</activeVersionIdentifier>
        <developerName>Draft_Mail</developerName>
        <masterLabel>Draft mail</masterLabel>
        <relatedField>Loan__c.Note__c</relatedField>
        <templateVersions>
            <content>old {!$Input:loan.Rate__c}</content><status>Published</status><versionIdentifier>v1</versionIdentifier>
        </templateVersions>
        <templateVersions>
            <content>Dear {!$Input:loan.Borrower__r.Name}, {!$Input:loan.Borrower__r.Name} {!$Input:tone} {!$Apex:Rates.Prompt} {!$User.FirstName}
                {!$RelatedList:loan.Payments.Records} {!$unclosed {!$EinsteinSearch:docs.results} {!notmerged}</content>
            <inputs><apiName>loan</apiName><definition>SOBJECT://Loan__c</definition><required>true</required></inputs>
            <inputs><apiName>tone</apiName><definition>primitive://String</definition></inputs>
            <primaryModel>sfdc_ai__DefaultGPT4Omni</primaryModel>
            <status>Published</status>
            <templateDataProviders><definition>apex://Rates</definition></templateDataProviders>
            <templateDataProviders><definition>flow://Collect</definition></templateDataProviders>
            <versionIdentifier>v2</versionIdentifier>
        </templateVersions>
        <templateVersions><content>draft</content><status>Draft</status><versionIdentifier>v3</versionIdentifier></templateVersions>
        <type>einstein_gpt__flex</type>
        """;

    [Test]
    public void A_prompt_template_tells_what_its_version_in_force_merges()
    {
        var model = Given.Model(("force-app/main/default/genAiPromptTemplates/Draft_Mail.genAiPromptTemplate-meta.xml", Given.Xml("GenAiPromptTemplate", Template)));

        var template = model.FindPromptTemplate("draft_mail").ShouldNotBeNull();
        (template.Label, template.Type, template.RelatedField, template.Status, template.Model).ShouldBe(
            ("Draft mail", "einstein_gpt__flex", "Loan__c.Note__c", "Published", "sfdc_ai__DefaultGPT4Omni"));
        template.Location.Line.ShouldBe(10);
        template.Inputs.ShouldBe([new PromptTemplateInput("loan", "SOBJECT://Loan__c", true), new PromptTemplateInput("tone", "primitive://String", false)]);
        template.Inputs.Select(input => input.ObjectName).ShouldBe(["Loan__c", null]);
        template.MergeFields.ShouldBe(
        [
            new PromptMergeField("Input", "loan", "Borrower__r.Name", "Loan__c"),
            new PromptMergeField("Input", "tone", "", null),
            new PromptMergeField("Apex", "Rates", "Prompt", null),
            new PromptMergeField("User", null, "FirstName", "User"),
            new PromptMergeField("RelatedList", "loan", "Payments.Records", "Loan__c"),
            new PromptMergeField("EinsteinSearch", "docs", "results", null),
        ]);
        template.ApexClasses.ShouldBe(["Rates"]);
        template.Flows.ShouldBe(["Collect"]);
    }

    [TestCase("v2", "Draft", "Dear")]
    [TestCase("v1", "Published", "old")]
    [TestCase("gone", "Published", "Dear")]
    [TestCase("gone", "Draft", "draft")]
    public void The_version_in_force_is_the_active_else_the_last_published_else_the_last(string active, string status, string expected)
    {
        var template = Template
            .Replace("<activeVersionIdentifier>v2", "<activeVersionIdentifier>" + active, StringComparison.Ordinal)
            .Replace("Published", status, StringComparison.Ordinal);
        Given.Model(("force-app/X.genAiPromptTemplate-meta.xml", Given.Xml("GenAiPromptTemplate", template))).PromptTemplates.Single().Content.ShouldStartWith(expected);
    }

    [Test]
    public void A_template_without_versions_is_empty()
    {
        var template = Given.Model(("force-app/X.genAiPromptTemplate-meta.xml", Given.Xml("GenAiPromptTemplate", ""))).PromptTemplates.Single();
        template.Content.ShouldBeEmpty();
        template.MergeFields.ShouldBeEmpty();
    }

    [Test]
    public void An_agents_action_names_what_it_runs()
    {
        var model = Given.Model(("force-app/main/default/genAiFunctions/Check/Check.genAiFunction-meta.xml", Given.Xml("GenAiFunction", """
            <invocationTarget>CreditCheck</invocationTarget><invocationTargetType>apex</invocationTargetType><masterLabel>Check credit</masterLabel>
            """)));
        var action = model.AgentActions.ShouldHaveSingleItem();
        (action.Name, action.Label, action.TargetType, action.Target).ShouldBe(("Check", "Check credit", "apex", "CreditCheck"));
    }

    [Test]
    public void Names_may_carry_the_projects_own_namespace()
    {
        var files = Given.Files(
            ("sfdx-project.json", """{ "packageDirectories": [ { "path": "force-app" } ], "namespace": "acme" }"""),
            ("force-app/X.flow-meta.xml", Given.Xml("Flow", "")),
            ("force-app/X.genAiPromptTemplate-meta.xml", Given.Xml("GenAiPromptTemplate", "")));
        var model = ProjectModelLoader.Load(ProjectLocator.Locate(files).Projects.Single(), files);
        model.FindFlow("acme__X").ShouldNotBeNull();
        model.FindPromptTemplate("ACME__x").ShouldNotBeNull();
        model.FindExternalService("acme__X").ShouldBeNull();
    }
}
