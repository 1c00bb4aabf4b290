using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Metadata.Tests;

public class ForceIgnoreTests
{
    // No slash: any level, files and folders.
    [TestCase("A.cls", "force-app/x/A.cls", true)]
    [TestCase("A.cls", "force-app/x/AA.cls", false)]
    [TestCase("x", "force-app/x/A.cls", true)]
    [TestCase("*.cls", "force-app/x/A.cls", true)]
    [TestCase("A?.cls", "force-app/AB.cls", true)]
    [TestCase("A?.cls", "force-app/A.cls", false)]
    [TestCase("**old", "force-app/very_old/A.cls", true)]
    // A slash in front or in the middle: from the project's folder.
    [TestCase("/A.cls", "force-app/A.cls", false)]
    [TestCase("/force-app/A.cls", "force-app/A.cls", true)]
    [TestCase("x/A.cls", "force-app/x/A.cls", false)]
    [TestCase("force-app/x", "force-app/x/y/A.cls", true)]
    [TestCase("./force-app/x", "force-app/x/A.cls", true)]
    [TestCase("force-app/*.cls", "force-app/A.cls", true)]
    [TestCase("force-app/*.cls", "force-app/x/A.cls", false)]
    // A slash at the end: folders only.
    [TestCase("x/", "force-app/x/A.cls", true)]
    [TestCase("A.cls/", "force-app/A.cls", false)]
    // Two stars.
    [TestCase("**/x/**", "force-app/x/A.cls", true)]
    [TestCase("**/x/*.cls", "x/A.cls", true)]
    [TestCase("force-app/**/A.cls", "force-app/A.cls", true)]
    [TestCase("force-app/**/A.cls", "force-app/a/b/c/A.cls", true)]
    [TestCase("force-app/**/z/A.cls", "force-app/z/b/z/A.cls", true)]
    [TestCase("force-app/**", "force-app/A.cls", true)]
    [TestCase("**", "A.cls", true)]
    [TestCase("force-app/**", "force-app.cls", false)]
    // Sets.
    [TestCase("[a-c]x.cls", "bx.cls", true)]
    [TestCase("[!a-c]x.cls", "bx.cls", false)]
    [TestCase("[!a-c]x.cls", "dx.cls", true)]
    [TestCase("[]x]y.cls", "xy.cls", true)]
    [TestCase("[x.cls", "[x.cls", true)]
    // Comments, blanks, escapes.
    [TestCase("# A.cls", "A.cls", false)]
    [TestCase("A.cls   ", "A.cls", true)]
    [TestCase("\\#A.cls", "#A.cls", true)]
    [TestCase("\\!A.cls", "!A.cls", true)]
    [TestCase("/", "A.cls", false)]
    [TestCase("", "A.cls", false)]
    // Salesforce's tools ignore letter case; files from Windows use backslashes.
    [TestCase("FORCE-APP/a.CLS", "force-app/A.cls", true)]
    [TestCase("force-app\\main\\A.cls", "force-app/main/A.cls", true)]
    // Negation; an ignored folder stays ignored.
    [TestCase("*.cls\n!A.cls", "A.cls", false)]
    [TestCase("*.cls\n!A.cls", "B.cls", true)]
    [TestCase("!A.cls\n*.cls", "A.cls", true)]
    [TestCase("x\n!x/A.cls", "x/A.cls", true)]
    [TestCase("x/*\n!x/A.cls", "x/A.cls", false)]
    [TestCase("*.cls\r\n!A.cls\r\n", "A.cls", false)]
    [TestCase("\uFEFFA.cls", "A.cls", true)]
    public void Patterns_mean_what_they_mean_to_git(string patterns, string path, bool isIgnored)
    {
        var project = Given.Project(("sfdx-project.json", "{}"), (".forceignore", patterns), (path, ""));

        project.ApexFiles.Contains(path).ShouldBe(!isIgnored);
    }

    [Test]
    public void Each_project_has_its_own_patterns_relative_to_its_own_folder()
    {
        var layout = ProjectLocator.Locate(Given.Files(
            (".forceignore", "*.cls"),
            ("p/sfdx-project.json", "{}"),
            ("p/.forceignore", "/a/A.cls"),
            ("p/a/A.cls", ""),
            ("p/a/B.cls", ""),
            ("q/sfdx-project.json", "{}"),
            ("q/a/A.cls", ""),
            ("Loose.cls", ""),
            ("Loose.trigger", "")));

        layout.Projects.SelectMany(project => project.ApexFiles).ShouldBe(["Loose.trigger", "p/a/B.cls", "q/a/A.cls"]);
    }

    [Test]
    public void Metadata_is_left_out_too()
    {
        Given.Project(("sfdx-project.json", "{}"), (".forceignore", "**/remoteSiteSettings/**"), ("a/remoteSiteSettings/X.remoteSite-meta.xml", ""))
            .MetadataFiles.ShouldBeEmpty();
    }

    [Test]
    [CancelAfter(5000)]
    public void Patterns_made_to_backtrack_end_soon()
    {
        var stars = string.Concat(Enumerable.Repeat("a*", 200)) + "b";
        var deep = string.Concat(Enumerable.Repeat("**/a/", 30)) + "b";
        var folder = string.Join('/', Enumerable.Repeat("a", 60));

        Given.Project(("sfdx-project.json", "{}"), (".forceignore", stars + "\n" + deep), ($"{folder}/{new string('a', 5000)}.cls", ""))
            .ApexFiles.Length.ShouldBe(1);
    }
}
