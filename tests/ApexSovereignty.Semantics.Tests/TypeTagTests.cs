using System.Globalization;
using System.Text.RegularExpressions;
using ApexSovereignty.Metadata;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Semantics.Tests;

/// <summary>
/// Checks the expectations that stand in <c>testdata/semantics</c>, behind <c>// $</c> on a line:
/// <c>Type="List&lt;Account&gt;"</c> is the type of the line's value (the initial value, the right side of an assignment, what is
/// returned, else the widest expression), <c>Type[expr]="…"</c> that of an expression on the line, <c>Const[expr]="…"</c> its
/// constant or <c>none</c>. A tag that is not met, a tag of another name, and an expression of unknown type without a tag fail.
/// </summary>
internal sealed partial class TypeTagTests
{
    private static readonly string Root = FindRoot();

    private static readonly Lazy<Compilation> Project = new(Compile);

    private static IEnumerable<string> Files => Directory
        .EnumerateFiles(Root, "*.*", SearchOption.AllDirectories)
        .Where(path => path.EndsWith(".cls", StringComparison.Ordinal) || path.EndsWith(".trigger", StringComparison.Ordinal))
        .Select(path => Path.GetFileName(path)!)
        .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Files))]
    public void Expressions_have_the_types_that_are_tagged(string file)
    {
        var compilation = Project.Value;
        var tree = compilation.SyntaxTrees.Single(candidate => candidate.FilePath.EndsWith("/" + file, StringComparison.Ordinal));
        tree.Diagnostics.ShouldBeEmpty();
        Check(compilation, tree).ShouldBeEmpty();
    }

    [Test]
    public void Wrong_missing_and_unknown_tags_are_told()
    {
        var tree = SyntaxTree.Parse(new SourceText("a/T.cls", """
            class T { void run(String s) {
              s = s.trim(); // $ Type="Integer"
              s = nothing;
              s.trim(); // $ Kind="String"
              s.trim(); // $ Type[other]="String"
              s.trim(); // $ Const[s]="x"
            } }
            """));
        Check(CompilationFactory.Create([tree], ProjectModel.Empty), tree).ShouldBe(
        [
            "2: Type of s.trim() is String, expected Integer",
            "3: nothing has the type ?, and no tag says so",
            "4: unknown tag Kind",
            "5: no expression other",
            "6: Const of s is none, expected x",
        ]);
    }

    private static List<string> Check(Compilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        var byLine = tree.Root.DescendantNodes().OfType<ExpressionSyntax>().ToLookup(node => tree.Text.GetLinePosition(node.Span.Start).Line);
        var tags = tree.Comments
            .Where(comment => comment.Text.StartsWith("// $", StringComparison.Ordinal))
            .ToDictionary(comment => tree.Text.GetLinePosition(comment.Span.Start).Line, comment => comment.Text[4..]);
        var faults = new List<(int Line, string Text)>();
        foreach (var (line, text) in tags)
        {
            var rest = TagPattern().Replace(text, match => CheckTag(line, match));
            if (rest.Trim().Length > 0) faults.Add((line, $"not a tag: {rest.Trim()}"));
        }

        foreach (var line in byLine)
        {
            foreach (var expression in line)
            {
                if (model.GetTypeInfo(expression) is not { TypeKind: TypeKind.Unknown } unknown) continue;
                if (tags.TryGetValue(line.Key, out var tag) && tag.Contains($"=\"{unknown.FullName}\"", StringComparison.Ordinal)) continue;
                faults.Add((line.Key, $"{Written(expression)} has the type {unknown.FullName}, and no tag says so"));
            }
        }

        return [.. faults.OrderBy(fault => fault.Line).Select(fault => string.Create(CultureInfo.InvariantCulture, $"{fault.Line + 1}: {fault.Text}"))];

        string CheckTag(int line, Match match)
        {
            var (name, wanted, expected) = (match.Groups["name"].Value, match.Groups["expr"].Value, match.Groups["value"].Value);
            if (name is not ("Type" or "Const"))
            {
                faults.Add((line, $"unknown tag {name}"));
                return "";
            }

            var expression = match.Groups["expr"].Success
                ? byLine[line].FirstOrDefault(node => Squeeze(Written(node)) == Squeeze(wanted))
                : ValueOf(byLine[line].MaxBy(node => node.Span.Length));
            if (expression is null)
            {
                faults.Add((line, $"no expression {wanted}"));
                return "";
            }

            var actual = name == "Type"
                ? model.GetTypeInfo(expression)?.FullName ?? "none"
                : model.GetConstantValue(expression) is { HasValue: true } constant ? Convert.ToString(constant.Value, CultureInfo.InvariantCulture) : "none";
            if (actual != expected) faults.Add((line, $"{name} of {Written(expression)} is {actual}, expected {expected}"));
            return "";
        }

        string Written(ExpressionSyntax expression) => tree.Text.ToString(expression.Span);
    }

    private static ExpressionSyntax? ValueOf(ExpressionSyntax? expression)
    {
        while (expression is AssignmentExpressionSyntax assignment) expression = assignment.Right;
        return expression;
    }

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static Compilation Compile()
    {
        var files = new FolderFiles(Root);
        var project = ProjectLocator.Locate(files).Projects.Single();
        var model = ProjectModelLoader.Load(project, files);
        model.Diagnostics.ShouldBeEmpty();
        return CompilationFactory.Create([.. project.ApexFiles.Select(path => SyntaxTree.Parse(new SourceText(path, File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n"))))], model);
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "ApexSovereignty.sln"))) directory = directory.Parent;
        return Path.Combine(directory?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository."), "testdata", "semantics");
    }

    // The expression may hold brackets of its own, so it ends at the bracket before the equals sign.
    [GeneratedRegex("""(?<name>\w+)(\[(?<expr>.*?)\])?="(?<value>[^"]*)"\s*""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TagPattern();

    private sealed class FolderFiles(string root) : IProjectFileSystem
    {
        public IEnumerable<ProjectEntry> List(string folder) =>
            new DirectoryInfo(Path.Combine(root, folder)).EnumerateFileSystemInfos().Select(entry => new ProjectEntry(entry.Name, entry is DirectoryInfo));

        public ProjectEntryInfo GetInfo(string path)
        {
            var file = new FileInfo(Path.Combine(root, path));
            return new ProjectEntryInfo(file.Exists ? file.Length : 0, IsLink: false);
        }

        public byte[] ReadAllBytes(string path) => File.ReadAllBytes(Path.Combine(root, path));
    }
}
