using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Metadata.Tests;

public class CredentialAndSiteTests
{
    [Test]
    public void A_legacy_named_credential_is_read()
    {
        var model = Given.Model(("namedCredentials/Llm_EU.namedCredential-meta.xml", Given.Xml("NamedCredential", """
            <allowMergeFieldsInBody>true</allowMergeFieldsInBody>
            <allowMergeFieldsInHeader>false</allowMergeFieldsInHeader>
            <endpoint> https://llm.bank.example.eu/v1?a=1&amp;b=2 </endpoint>
            <generateAuthorizationHeader>false</generateAuthorizationHeader>
            <label>LLM</label>
            <principalType>NamedUser</principalType>
            """)));

        var credential = model.FindNamedCredential("LLM_eu").ShouldNotBeNull();
        credential.Name.ShouldBe("Llm_EU");
        credential.Label.ShouldBe("LLM");
        credential.Kind.ShouldBe(NamedCredentialKind.Legacy);
        credential.Url.ShouldBe("https://llm.bank.example.eu/v1?a=1&b=2");
        credential.AllowMergeFieldsInBody.ShouldBeTrue();
        credential.AllowMergeFieldsInHeader.ShouldBeFalse();
        credential.GenerateAuthorizationHeader.ShouldBeFalse();
        credential.IsEnabled.ShouldBeTrue();
        credential.Location.ShouldBe(new MetadataLocation("namedCredentials/Llm_EU.namedCredential-meta.xml", 5, 1));
    }

    [Test]
    public void A_secured_endpoint_takes_its_url_from_its_parameters()
    {
        var model = Given.Model(
            ("a/X.namedCredential-meta.xml", Given.Xml("NamedCredential", """
                <calloutStatus>Disabled</calloutStatus>
                <label>X</label>
                <namedCredentialParameters>
                    <externalCredential>X_Auth</externalCredential>
                    <parameterName>ExternalCredential</parameterName>
                    <parameterType>Authentication</parameterType>
                </namedCredentialParameters>
                <namedCredentialParameters>
                    <parameterName>Url</parameterName>
                    <parameterType>Url</parameterType>
                    <parameterValue>https://api.vendor.example</parameterValue>
                </namedCredentialParameters>
                <namedCredentialType>SecuredEndpoint</namedCredentialType>
                """)),
            ("a/X_Auth.externalCredential-meta.xml", Given.Xml("ExternalCredential", """
                <authenticationProtocol>Oauth</authenticationProtocol>
                <externalCredentialParameters>
                    <parameterName>p</parameterName><parameterType>AuthProviderUrl</parameterType><parameterValue>https://login.vendor.example</parameterValue>
                </externalCredentialParameters>
                <label>Auth</label>
                """)));

        var credential = model.NamedCredentials.Single();
        credential.Kind.ShouldBe(NamedCredentialKind.SecuredEndpoint);
        credential.Url.ShouldBe("https://api.vendor.example");
        credential.ExternalCredentials.ShouldBe(["X_Auth"]);
        credential.IsEnabled.ShouldBeFalse();
        credential.GenerateAuthorizationHeader.ShouldBeTrue();
        credential.Location.Line.ShouldBe(13);
        var external = model.FindExternalCredential("x_auth").ShouldNotBeNull();
        external.AuthenticationProtocol.ShouldBe("Oauth");
        external.Parameters.ShouldBe([new CredentialParameter("p", "AuthProviderUrl", "https://login.vendor.example")]);
    }

    [Test]
    public void Without_a_url_there_is_none()
    {
        var model = Given.Model(("a/X.namedCredential", Given.Xml("NamedCredential", "<label>X</label><endpoint></endpoint>")));

        model.FindNamedCredential("X")!.Url.ShouldBeNull();
        model.FindNamedCredential("Y").ShouldBeNull();
    }

    [Test]
    public void Sites_are_read()
    {
        var model = Given.Model(
            ("r/Api.remoteSite-meta.xml", Given.Xml("RemoteSiteSetting", """
                <disableProtocolSecurity>true</disableProtocolSecurity><isActive>true</isActive><url>http://api.vendor.example</url>
                """)),
            ("r/Old.remoteSite", Given.Xml("RemoteSiteSetting", "<fullName>Old</fullName><isActive>false</isActive><url>https://old.example</url>")),
            ("c/Cdn.cspTrustedSite-meta.xml", Given.Xml("CspTrustedSite", """
                <context>All</context><endpointUrl>https://cdn.example</endpointUrl><isActive>true</isActive>
                """)));

        model.RemoteSites.Select(site => (site.Name, site.Url, site.IsActive, site.DisableProtocolSecurity)).ShouldBe(
            [("Api", "http://api.vendor.example", true, true), ("Old", "https://old.example", false, false)]);
        model.CspTrustedSites.Select(site => (site.Name, site.Url, site.IsActive, site.Context)).ShouldBe([("Cdn", "https://cdn.example", true, "All")]);
    }
}
