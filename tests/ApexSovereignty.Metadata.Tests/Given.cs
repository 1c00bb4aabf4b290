namespace ApexSovereignty.Metadata.Tests;

/// <summary>Short forms for the projects that tests are about.</summary>
internal static class Given
{
    public const string ProjectFile = """{ "packageDirectories": [ { "path": "force-app", "default": true } ] }""";

    public static ProjectModel Model(params (string Path, string Content)[] files)
    {
        var fileSystem = Files(files);
        return ProjectModelLoader.Load(ProjectLocator.Locate(fileSystem).Projects.Single(), fileSystem);
    }

    public static InMemoryFileSystem Files(params (string Path, string Content)[] files)
    {
        var fileSystem = new InMemoryFileSystem();
        foreach (var (path, content) in files)
            fileSystem.Add(path, content);
        return fileSystem;
    }

    public static SfdxProject Project(params (string Path, string Content)[] files) => ProjectLocator.Locate(Files(files)).Projects.Single();

    public static string Xml(string root, string content) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <{root} xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
        {content}
        </{root}>
        """;

    public static (string Path, string Content) Field(string objectName, string name, string content, string package = "force-app") =>
        ($"{package}/main/default/objects/{objectName}/fields/{name}.field-meta.xml", Xml("CustomField", $"<fullName>{name}</fullName>" + content));
}
