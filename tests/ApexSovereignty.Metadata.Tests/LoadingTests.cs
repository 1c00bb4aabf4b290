using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Metadata.Tests;

public class LoadingTests
{
    [Test]
    public void The_number_of_threads_plays_no_part()
    {
        var files = new InMemoryFileSystem();
        for (var i = 0; i < 200; i++)
        {
            var field = Given.Field(i % 2 == 0 ? "Loan__c" : "LOAN__C", $"F{i % 50}__c", $"<label>{i}</label><complianceGroup>G{i}</complianceGroup>", $"p{i:D3}");
            files.Add(field.Path, field.Content);
            files.Add($"l/L{i}.labels-meta.xml", i % 7 == 0 ? "<broken" : Given.Xml("CustomLabels", $"<labels><fullName>A{i % 20}</fullName><value>{i}</value></labels>"));
        }

        var project = ProjectLocator.Locate(files).Projects.Single();
        var one = Describe(ProjectModelLoader.Load(project, files, new ProjectOptions { MaxDegreeOfParallelism = 1 }));
        var eight = Describe(ProjectModelLoader.Load(project, files, new ProjectOptions { MaxDegreeOfParallelism = 8 }));

        eight.ShouldBe(one);
        one.ShouldContain("Loan__c.F0__c 0 G0,G50,G100,G150");

        static string Describe(ProjectModel model) => string.Join(
            '\n',
            model.Objects.SelectMany(item => item.Fields).Select(field => $"{field} {field.Label} {string.Join(',', field.ComplianceGroups)} {field.Location}")
                .Concat(model.Labels.Select(label => $"{label.FullName} {label.Value} {label.Location}"))
                .Concat(model.Diagnostics.Select(diagnostic => diagnostic.ToString())));
    }

    [Test]
    public void Loading_can_be_cancelled()
    {
        var files = Given.Files(Given.Field("X__c", "Y__c", ""));
        var project = ProjectLocator.Locate(files).Projects.Single();
        using var source = new CancellationTokenSource();
        source.Cancel();

        Should.Throw<OperationCanceledException>(() => ProjectLocator.Locate(files, cancellationToken: source.Token));
        Should.Throw<OperationCanceledException>(() => ProjectModelLoader.Load(project, files, cancellationToken: source.Token));
    }

    [Test]
    public void The_empty_model_knows_nothing()
    {
        ProjectModel.Empty.FindObject("Account").ShouldBeNull();
        ProjectModel.Empty.FindField("Task", "X__c").ShouldBeNull();
        ProjectModel.Empty.Diagnostics.ShouldBeEmpty();
    }

    [Test]
    public void A_project_on_disk_is_read_and_links_are_left_alone()
    {
        var root = Directory.CreateTempSubdirectory("apexsov-metadata-");
        try
        {
            Write("sfdx-project.json", Given.ProjectFile);
            var (path, content) = Given.Field("Loan__c", "Rate__c", "<type>Number</type>");
            Write(path, content);
            Write("force-app/A.cls", "class A {}");
            Write("outside/B.cls", "class B {}");
            if (!OperatingSystem.IsWindows())
                Directory.CreateSymbolicLink(Path.Combine(root.FullName, "force-app", "linked"), Path.Combine(root.FullName, "outside"));

            var fileSystem = new DiskFileSystem(root.FullName);
            var layout = ProjectLocator.Locate(fileSystem);
            var project = layout.Projects.Single();

            project.ApexFiles.ShouldBe(["force-app/A.cls"]);
            project.ApexFilesOutsidePackages.ShouldBe(["outside/B.cls"]);
            ProjectModelLoader.Load(project, fileSystem).FindField("Loan__c", "Rate__c")!.Type.ShouldBe(FieldType.Number);
            if (!OperatingSystem.IsWindows())
                layout.Diagnostics.Single().Kind.ShouldBe(MetadataDiagnosticKind.LinkNotFollowed);
        }
        finally
        {
            root.Delete(recursive: true);
        }

        void Write(string path, string content)
        {
            var file = new FileInfo(Path.Combine(root.FullName, path));
            file.Directory!.Create();
            File.WriteAllText(file.FullName, content);
        }
    }

    [Test]
    public void A_root_that_does_not_exist_is_reported()
    {
        var layout = ProjectLocator.Locate(new DiskFileSystem(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))));

        layout.Projects.Single().ApexFiles.ShouldBeEmpty();
        layout.Diagnostics.Single().Kind.ShouldBe(MetadataDiagnosticKind.Unreadable);
    }
}
