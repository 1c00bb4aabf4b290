using System.Xml.Linq;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Architecture.Tests;

/// <summary>What project files name, used or not, keeps to the layers.</summary>
public sealed class ProjectFileTests
{
    /// <summary>Each project with those it names; what comes through them it may use too.</summary>
    private static readonly Dictionary<string, string[]> Expected = new(StringComparer.Ordinal)
    {
        ["ApexSovereignty.Syntax"] = [],
        ["ApexSovereignty.Metadata"] = [],
        ["ApexSovereignty.Semantics"] = ["ApexSovereignty.Metadata", "ApexSovereignty.Syntax"],
        ["ApexSovereignty.Flow"] = ["ApexSovereignty.Semantics"],
        ["ApexSovereignty.Rules"] = ["ApexSovereignty.Flow"],
        ["ApexSovereignty.Reporting"] = ["ApexSovereignty.Syntax"],
        ["ApexSovereignty.Cli"] = ["ApexSovereignty.Reporting", "ApexSovereignty.Rules"],
    };

    private static readonly string[] Projects = Repository.Projects;

    [Test]
    public void AllProjectsHaveALayer() => Projects.ShouldBe(Expected.Keys.Order(StringComparer.Ordinal));

    [TestCaseSource(nameof(Projects))]
    public void ProjectsNameTheLayersBefore(string project) =>
        Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).Order(StringComparer.Ordinal).ShouldBe(Expected[project]);

    [TestCase("Antlr4.Runtime.Standard", "ApexSovereignty.Syntax")]
    [TestCase("Sarif.Sdk", "ApexSovereignty.Reporting")]
    [TestCase("Spectre.Console", "ApexSovereignty.Reporting")]
    [TestCase("System.CommandLine", "ApexSovereignty.Cli")]
    public void LibrariesAreNamedOnce(string package, string owner) =>
        Projects.Where(project => Items(project, "PackageReference").Contains(package, StringComparer.OrdinalIgnoreCase)).ShouldBe([owner]);

    [TestCaseSource(nameof(Projects))]
    public void EveryProjectHasTests(string project) => Directory.Exists(Path.Combine(Repository.Root, "tests", project + ".Tests")).ShouldBeTrue();

    private static IEnumerable<string> Items(string project, string item) =>
        XDocument.Load(Path.Combine(Repository.Source, project, project + ".csproj")).Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}
