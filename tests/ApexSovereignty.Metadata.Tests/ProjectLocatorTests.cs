using System.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Metadata.Tests;

public class ProjectLocatorTests
{
    [Test]
    public void Files_of_all_package_directories_are_found_in_ordinal_order()
    {
        var project = Given.Project(
            ("sfdx-project.json", """
                {
                  // core first
                  "packageDirectories": [ { "path": "./core/", "default": true }, { "path": "apps\\loans" }, ],
                  "namespace": "acme", "sourceApiVersion": "62.0",
                }
                """),
            ("core/classes/b.cls", ""),
            ("core/classes/B.cls", ""),
            ("core/triggers/T.trigger", ""),
            ("apps/loans/A.cls", ""),
            ("apps/other/X.cls", ""),
            ("core/scripts/s.apex", ""),
            ("core/objects/Loan__c/Loan__c.object-meta.xml", ""),
            ("core/classes/B.cls-meta.xml", ""));

        project.HasProjectFile.ShouldBeTrue();
        project.Root.ShouldBe("");
        project.Namespace.ShouldBe("acme");
        project.SourceApiVersion.ShouldBe("62.0");
        project.PackageDirectories.ShouldBe(["core", "apps/loans"]);
        project.ApexFiles.ShouldBe(["apps/loans/A.cls", "core/classes/B.cls", "core/classes/b.cls", "core/triggers/T.trigger"]);
        project.ScriptFiles.ShouldBe(["core/scripts/s.apex"]);
        project.MetadataFiles.ShouldBe([new MetadataFile("core/objects/Loan__c/Loan__c.object-meta.xml", MetadataFileKind.Object)]);
        project.ApexFilesOutsidePackages.ShouldBe(["apps/other/X.cls"]);
    }

    [Test]
    public void A_folder_without_project_file_is_one_project()
    {
        var project = Given.Project(("src/classes/A.cls", ""), ("other/B.cls", ""));

        project.HasProjectFile.ShouldBeFalse();
        project.PackageDirectories.ShouldBe([""]);
        project.ApexFiles.ShouldBe(["other/B.cls", "src/classes/A.cls"]);
    }

    [Test]
    public void An_empty_folder_is_an_empty_project()
    {
        var project = Given.Project();

        project.HasProjectFile.ShouldBeFalse();
        project.ApexFiles.ShouldBeEmpty();
    }

    [Test]
    public void Each_project_file_makes_a_project_and_the_innermost_owns_a_file()
    {
        var layout = ProjectLocator.Locate(Given.Files(
            ("one/sfdx-project.json", Given.ProjectFile),
            ("one/force-app/A.cls", ""),
            ("one/force-app/inner/sfdx-project.json", "{}"),
            ("one/force-app/inner/B.cls", ""),
            ("two/sfdx-project.json", Given.ProjectFile),
            ("two/force-app/A.cls", ""),
            ("loose/C.cls", "")));

        layout.Projects.Select(project => (project.Root, project.HasProjectFile, string.Join(',', project.ApexFiles))).ShouldBe(
        [
            ("", false, "loose/C.cls"),
            ("one", true, "one/force-app/A.cls"),
            ("one/force-app/inner", true, "one/force-app/inner/B.cls"),
            ("two", true, "two/force-app/A.cls"),
        ]);
        layout.Diagnostics.ShouldBeEmpty();
    }

    [Test]
    public void Without_loose_files_only_the_real_projects_are_given()
    {
        var layout = ProjectLocator.Locate(Given.Files(("a/sfdx-project.json", "{}"), ("a/A.cls", ""), ("README.md", "")));

        layout.Projects.Select(project => project.Root).ShouldBe(["a"]);
    }

    [Test]
    public void Package_directories_that_do_not_exist_are_reported_and_if_none_exists_everything_counts()
    {
        var layout = ProjectLocator.Locate(Given.Files(
            ("sfdx-project.json", """{ "packageDirectories": [ { "path": "gone" }, { "path": "../out" } ] }"""), ("src/A.cls", "")));

        layout.Projects.Single().ApexFiles.ShouldBe(["src/A.cls"]);
        layout.Diagnostics.Select(diagnostic => diagnostic.Kind).ShouldBe(
            [MetadataDiagnosticKind.MissingPackageDirectory, MetadataDiagnosticKind.MissingPackageDirectory]);
        layout.Diagnostics.ShouldAllBe(diagnostic => !diagnostic.IsIncomplete);
        layout.Diagnostics[0].Message.ShouldContain("../out");
    }

    [Test]
    public void Package_directories_are_found_whatever_their_letter_case()
    {
        Given.Project(("sfdx-project.json", """{ "packageDirectories": [ { "path": "Force-App" } ] }"""), ("force-app/A.cls", ""), ("x/B.cls", ""))
            .ApexFiles.ShouldBe(["force-app/A.cls"]);
    }

    [Test]
    public void A_package_directory_does_not_take_in_its_longer_named_neighbour()
    {
        Given.Project(("sfdx-project.json", Given.ProjectFile), ("force-app/A.cls", ""), ("force-app-tests/B.cls", ""))
            .ApexFiles.ShouldBe(["force-app/A.cls"]);
    }

    [Test]
    public void Invalid_json_is_reported_with_its_place_and_the_folder_read_with_defaults()
    {
        var layout = ProjectLocator.Locate(Given.Files(("p/sfdx-project.json", "{\n  \"namespace\": x\n}"), ("p/a/A.cls", "")));

        var project = layout.Projects.Single();
        project.Root.ShouldBe("p");
        project.ApexFiles.ShouldBe(["p/a/A.cls"]);
        var diagnostic = layout.Diagnostics.Single();
        diagnostic.Kind.ShouldBe(MetadataDiagnosticKind.InvalidProjectFile);
        diagnostic.Location.ShouldBe(new MetadataLocation("p/sfdx-project.json", 2, 16));
        diagnostic.IsIncomplete.ShouldBeTrue();
    }

    [TestCase("[]", true)]
    [TestCase("\"x\"", true)]
    [TestCase("", true)]
    [TestCase("{ \"packageDirectories\": 5, \"namespace\": [] }", false)]
    [TestCase("{ \"packageDirectories\": [ \"force-app\", null, { \"path\": 1 } ] }", false)]
    public void Odd_project_files_do_no_harm(string json, bool isReported)
    {
        var layout = ProjectLocator.Locate(Given.Files(("sfdx-project.json", json), ("force-app/A.cls", "")));

        layout.Projects.Single().ApexFiles.ShouldBe(["force-app/A.cls"]);
        layout.Diagnostics.Length.ShouldBe(isReported ? 1 : 0);
    }

    [Test]
    public void A_project_file_in_utf16_is_read()
    {
        var bytes = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("""{ "namespace": "acme" }""")).ToArray();

        ProjectLocator.Locate(new InMemoryFileSystem().Add("sfdx-project.json", bytes)).Projects.Single().Namespace.ShouldBe("acme");
    }

    [Test]
    public void Hidden_folders_and_node_modules_are_passed_over()
    {
        Given.Project(
            (".git/A.cls", ""), (".sfdx/tools/A.cls", ""), ("x/.sf/A.cls", ""), ("node_modules/p/A.cls", ""), ("x/.Hidden.cls", ""), ("x/B.cls", ""))
            .ApexFiles.ShouldBe(["x/B.cls"]);
    }

    [Test]
    public void Links_are_not_followed_and_reported()
    {
        var files = Given.Files(("a/A.cls", ""), ("linked/B.cls", ""), ("a/C.cls", ""), ("a/picture.png", "")).Link("linked").Link("a/C.cls").Link("a/picture.png");

        var layout = ProjectLocator.Locate(files);

        layout.Projects.Single().ApexFiles.ShouldBe(["a/A.cls"]);
        layout.Diagnostics.Select(diagnostic => (diagnostic.Kind, diagnostic.Location.Path)).ShouldBe(
            [(MetadataDiagnosticKind.LinkNotFollowed, "a/C.cls"), (MetadataDiagnosticKind.LinkNotFollowed, "linked")]);
    }

    [Test]
    public void Files_and_depth_beyond_the_limits_are_left_out_and_reported()
    {
        var files = Given.Files(("a/Big.cls", new string('x', 11)), ("a/Fits.cls", new string('x', 10)), ("a/b/c/Deep.cls", ""));

        var layout = ProjectLocator.Locate(files, new ProjectOptions { MaxFileBytes = 10, MaxFolderDepth = 2 });

        layout.Projects.Single().ApexFiles.ShouldBe(["a/Fits.cls"]);
        layout.Diagnostics.Select(diagnostic => (diagnostic.Kind, diagnostic.Location.Path, diagnostic.IsIncomplete)).ShouldBe(
            [(MetadataDiagnosticKind.TooLarge, "a/Big.cls", true), (MetadataDiagnosticKind.TooDeep, "a/b/c", true)]);
    }

    [Test]
    public void Unreadable_folders_and_files_are_reported()
    {
        var files = Given.Files(("a/A.cls", ""), ("b/B.cls", ""), ("sfdx-project.json", "{}")).Break("a").Break("sfdx-project.json");

        var layout = ProjectLocator.Locate(files);

        layout.Projects.Single().ApexFiles.ShouldBe(["b/B.cls"]);
        layout.Diagnostics.Select(diagnostic => (diagnostic.Kind, diagnostic.Location.Path)).ShouldBe(
            [(MetadataDiagnosticKind.Unreadable, "a"), (MetadataDiagnosticKind.Unreadable, "sfdx-project.json")]);
    }

    [Test]
    public void Excluded_files_are_left_out()
    {
        var files = Given.Files(
            ("sfdx-project.json", "{}"),
            ("a/legacy/A.cls", ""),
            ("a/legacy/deep/B.trigger", ""),
            ("a/legacy/objects/X__c/X__c.object-meta.xml", ""),
            ("a/GenX.cls", ""),
            ("a/C.cls", ""));

        var project = ProjectLocator.Locate(files, new ProjectOptions { Exclude = ["**/legacy/**", "a/gen*.cls"] }).Projects.Single();

        project.ApexFiles.ShouldBe(["a/C.cls"]);
        project.MetadataFiles.ShouldBeEmpty();
    }

    [Test]
    public void The_order_of_the_disk_plays_no_part()
    {
        var files = Given.Files(
            ("b/sfdx-project.json", "{}"), ("b/B.cls", ""), ("b/A.cls", ""), ("a/sfdx-project.json", "{"), ("a/A.cls", ""), ("C.cls", ""));
        var forwards = ProjectLocator.Locate(files);
        files.ListsBackwards = true;
        var backwards = ProjectLocator.Locate(files);

        Describe(backwards).ShouldBe(Describe(forwards));

        static string Describe(ProjectLayout layout) => string.Join(
            '\n',
            layout.Projects.Select(project => project.Root + ": " + string.Join(' ', project.ApexFiles))
                .Concat(layout.Diagnostics.Select(diagnostic => diagnostic.ToString())));
    }

    [TestCase("objects/Loan__c/fields/Rate__c.field-meta.xml", MetadataFileKind.Field)]
    [TestCase("objects/Loan__c.object", MetadataFileKind.Object)]
    [TestCase("namedCredentials/X.namedCredential", MetadataFileKind.NamedCredential)]
    [TestCase("namedCredentials/X.namedCredential-meta.xml", MetadataFileKind.NamedCredential)]
    [TestCase("externalCredentials/X.externalCredential-meta.xml", MetadataFileKind.ExternalCredential)]
    [TestCase("labels/Any.Name.labels-meta.xml", MetadataFileKind.Labels)]
    [TestCase("labels/CustomLabels.labels", MetadataFileKind.Labels)]
    [TestCase("labels/CustomLabels/One.label-meta.xml", MetadataFileKind.Label)]
    [TestCase("translations/de.translation-meta.xml", MetadataFileKind.Translation)]
    [TestCase("translations/de.translation", MetadataFileKind.Translation)]
    [TestCase("i18n/de.translation", null)]
    [TestCase("customMetadata/T.R.md-meta.xml", MetadataFileKind.CustomMetadataRecord)]
    [TestCase("customMetadata/T.R.md", MetadataFileKind.CustomMetadataRecord)]
    [TestCase("remoteSiteSettings/X.remoteSite", MetadataFileKind.RemoteSite)]
    [TestCase("cspTrustedSites/X.cspTrustedSite-meta.xml", MetadataFileKind.CspTrustedSite)]
    [TestCase("flows/A.flow", MetadataFileKind.Flow)]
    [TestCase("other/A.flow-meta.xml", MetadataFileKind.Flow)]
    [TestCase("lwc/a/a.js.flow", null)]
    [TestCase("externalServiceRegistrations/A.externalServiceRegistration", MetadataFileKind.ExternalService)]
    [TestCase("genAiPromptTemplates/A.genAiPromptTemplate-meta.xml", MetadataFileKind.PromptTemplate)]
    [TestCase("genAiFunctions/A/A.genAiFunction-meta.xml", MetadataFileKind.AgentAction)]
    [TestCase("customMetadata/README.md", null)]
    [TestCase("docs/v1.2.md", null)]
    [TestCase("layouts/Loan__c-Loan Layout.layout-meta.xml", null)]
    [TestCase("classes/A.cls-meta.xml", null)]
    [TestCase("some.field", null)]
    public void Kinds_of_metadata_files_are_told_by_name(string path, MetadataFileKind? expected) =>
        Given.Project((path, "")).MetadataFiles.Select(file => (MetadataFileKind?)file.Kind).SingleOrDefault().ShouldBe(expected);
}
