using System.Text;
using ApexSovereignty.Metadata;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;
using Shouldly;

namespace ApexSovereignty.Semantics.Tests;

/// <summary>A compilation of a few sources, and what is bound in it.</summary>
internal sealed class Given
{
    private readonly List<string> _sources = [];
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private string _members = "";
    private string? _broken;

    /// <summary>The project most tests share: a custom object with a lookup, a setting, a metadata type, labels.</summary>
    public static Given Project => new Given()
        .Metadata("objects/Loan__c/Loan__c.object-meta.xml", "<CustomObject xmlns='http://soap.sforce.com/2006/04/metadata'><label>Loan</label></CustomObject>")
        .Field("Loan__c", "Rate__c", "<type>Percent</type>")
        .Field("Loan__c", "Purpose__c", "<type>LongTextArea</type>")
        .Field("Loan__c", "Borrower__c", "<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Loans</relationshipName>")
        .Metadata("objects/Config__c/Config__c.object-meta.xml", "<CustomObject xmlns='http://soap.sforce.com/2006/04/metadata'><customSettingsType>Hierarchy</customSettingsType></CustomObject>")
        .Field("Config__c", "Endpoint__c", "<type>Text</type>")
        .Field("Route__mdt", "Url__c", "<type>Url</type>")
        .Metadata("labels/CustomLabels.labels-meta.xml", "<CustomLabels xmlns='http://soap.sforce.com/2006/04/metadata'><labels><fullName>Greeting</fullName><value>Hello</value></labels></CustomLabels>");

    public Given Field(string owner, string name, string content) => Metadata(
        $"objects/{owner}/fields/{name}.field-meta.xml",
        $"<CustomField xmlns='http://soap.sforce.com/2006/04/metadata'><fullName>{name}</fullName>{content}</CustomField>");

    public Given Metadata(string path, string content)
    {
        _metadata["force-app/main/default/" + path] = content;
        return this;
    }

    public Given Namespace(string name)
    {
        _metadata["sfdx-project.json"] = $$"""{ "packageDirectories": [ { "path": "force-app" } ], "namespace": "{{name}}" }""";
        return this;
    }

    public Given Source(string source)
    {
        _sources.Add(source);
        return this;
    }

    /// <summary>A source that is not valid Apex.</summary>
    public Given Broken(string source)
    {
        _broken = source;
        return this;
    }

    /// <summary>Members of the class whose method <see cref="Body"/> binds.</summary>
    public Given Members(string members)
    {
        _members = members;
        return this;
    }

    public Compilation Compile()
    {
        var files = new StringFiles(_metadata);
        var layout = ProjectLocator.Locate(files);
        var model = _metadata.Count == 0 ? ProjectModel.Empty : ProjectModelLoader.Load(layout.Projects[0], files);
        var trees = _sources.Select((source, i) => Parse($"classes/F{i}.cls", source)).ToList();
        if (_broken is not null) trees.Add(SyntaxTree.Parse(new SourceText("classes/Z.cls", _broken)));
        return CompilationFactory.Create([.. trees], model);
    }

    private static SyntaxTree Parse(string path, string source)
    {
        var tree = SyntaxTree.Parse(new SourceText(path, source));
        tree.Diagnostics.ShouldBeEmpty();
        return tree;
    }

    /// <summary>Binds statements inside an instance method of a class <c>T</c> and compares what is printed.</summary>
    public void Body(string statements, string expected)
    {
        Source($"public class T {{ {_members}\n void test(Account a, Loan__c loan, SObject record, String s, List<Account> accounts) {{ {statements} }} }}");
        Method("T", "test", expected);
    }

    public void Method(string typeName, string methodName, string expected)
    {
        var compilation = Compile();
        var type = compilation.GetTypeByName(typeName) as INamedTypeSymbol ?? compilation.Triggers.Single(trigger => trigger.Name == typeName);
        var method = compilation.GetMethodsWithBody(type).Single(candidate => candidate.Name == methodName || candidate.Signature == methodName);
        Print(compilation.GetBody(method)!).ShouldBe(Normalize(expected));
    }

    public void Shape(string soql, string expected)
    {
        var shape = Compile().GetQueryShape(soql);
        shape.ShouldNotBeNull();
        OperationPrinter.Print(shape).ShouldBe(expected);
    }

    public static string Print(Operation operation) => Normalize(OperationPrinter.Print(operation));

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd();

    private sealed class StringFiles(Dictionary<string, string> files) : IProjectFileSystem
    {
        public IEnumerable<ProjectEntry> List(string folder)
        {
            var prefix = folder.Length == 0 ? "" : folder + "/";
            return files.Keys.Append("sfdx-project.json").Distinct(StringComparer.Ordinal)
                .Where(path => path.StartsWith(prefix, StringComparison.Ordinal))
                .Select(path => path[prefix.Length..].Split('/'))
                .GroupBy(parts => parts[0], StringComparer.Ordinal)
                .Select(group => new ProjectEntry(group.Key, group.First().Length > 1));
        }

        public ProjectEntryInfo GetInfo(string path) => new(ReadAllBytes(path).Length, IsLink: false);

        public byte[] ReadAllBytes(string path) => Encoding.UTF8.GetBytes(
            files.GetValueOrDefault(path, """{ "packageDirectories": [ { "path": "force-app" } ] }"""));
    }
}
