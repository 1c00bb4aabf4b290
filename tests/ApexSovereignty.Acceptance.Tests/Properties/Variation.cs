using System.Text;
using ApexSovereignty.Metadata;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;

namespace ApexSovereignty.Acceptance.Tests.Properties;

/// <summary>Changes of a project that no finding depends on.</summary>
internal static class Variation
{
    /// <summary>Folders that only a variation has begin so.</summary>
    public const string AddedFolder = "added-";

    private const string Suffix = "Renamed";

    /// <summary>A class that shares names of members with others, and nothing else.</summary>
    private const string Unrelated = """
        public virtual class ZzUnrelated implements Comparable {
            private static String text = 'a';
            public String body { get; set; }
            public virtual String build(String value) { body = value + text; return body; }
            public virtual void run() { for (Integer i = 0; i < 3; i++) { build(String.valueOf(i)); } }
            public Integer compareTo(Object other) { return 0; }
            public class Inner extends ZzUnrelated { public override String build(String value) { return super.build(value); } }
        }
        """;

    public static IProjectFileSystem AddAClass(IProjectFileSystem original, IReadOnlyList<string> sources)
    {
        var files = new VariedFiles(original);
        files.Put(FolderOf(sources[0]) + "ZzUnrelated.cls", Unrelated);
        return files;
    }

    public static IProjectFileSystem ListBackwards(IProjectFileSystem original, IReadOnlyList<string> sources) =>
        new VariedFiles(original) { Order = entries => Enumerable.Reverse(entries) };

    /// <summary>Every file into a folder of its own.</summary>
    public static IProjectFileSystem MoveFiles(IProjectFileSystem original, IReadOnlyList<string> sources)
    {
        var files = new VariedFiles(original);
        for (var n = 0; n < sources.Count; n++)
            files.Move(sources[n], FormattableString.Invariant($"{FolderOf(sources[n])}{AddedFolder}{sources.Count - n}/{Path.GetFileName(sources[n])}"));
        return files;
    }

    public static IProjectFileSystem RenameLocals(IProjectFileSystem original, IReadOnlyList<string> sources) => Rewrite(original, sources, RenamedLocals);

    public static IProjectFileSystem ReorderMembers(IProjectFileSystem original, IReadOnlyList<string> sources) => Rewrite(original, sources, ReorderedMembers);

    /// <summary>A line as it was before locals were renamed.</summary>
    public static string Undo(string line) => line.Replace(Suffix, "", StringComparison.Ordinal);

    /// <summary>A text with the methods, constructors and inner types of each type in the opposite order.</summary>
    internal static string ReorderedMembers(SyntaxTree tree)
    {
        var text = tree.Text.Content;
        return Write(new TextSpan(0, text.Length), tree.Root.Members.OfType<TypeDeclarationSyntax>());

        // Fields, properties and initializers stay: what they hold at first depends on their order.
        string Write(TextSpan span, IEnumerable<TypeDeclarationSyntax> types)
        {
            var result = new StringBuilder();
            var at = span.Start;
            foreach (var type in types)
            {
                var movable = type.Members.Where(member => member is MethodDeclarationSyntax or TypeDeclarationSyntax).ToList();
                for (var n = 0; n < movable.Count; n++)
                {
                    result.Append(text, at, movable[n].Span.Start - at);
                    var other = movable[^(n + 1)];
                    result.Append(other is TypeDeclarationSyntax inner ? Write(inner.Span, [inner]) : text.Substring(other.Span.Start, other.Span.Length));
                    at = movable[n].Span.End;
                }
            }

            return result.Append(text, at, span.End - at).ToString();
        }
    }

    /// <summary>A text with every local variable renamed whose name can be told apart from all others.</summary>
    internal static string RenamedLocals(SyntaxTree tree)
    {
        var text = tree.Text.Content;
        var spans = new SortedSet<int>();
        foreach (var body in tree.Root.DescendantNodes().OfType<BlockSyntax>().Where(block => block.Parent is MemberDeclarationSyntax or AccessorDeclarationSyntax))
        {
            var names = body.DescendantNodes().OfType<IdentifierNameSyntax>().ToList();
            var declared = body.DescendantNodes().SelectMany(node => node switch
            {
                LocalDeclarationStatementSyntax local => local.Variables.Select(variable => variable.Name),
                ForEachStatementSyntax loop => [loop.Identifier],
                _ => [],
            }).GroupBy(token => token.Text, StringComparer.OrdinalIgnoreCase);
            foreach (var variable in declared)
            {
                var uses = names.Where(name => name.Identifier.Text.Equals(variable.Key, StringComparison.OrdinalIgnoreCase)).ToList();
                var isPlain = uses.TrueForAll(use => use.Identifier.Text == variable.Key && !(use.Parent is InvocationExpressionSyntax call && call.Expression == use))
                    && variable.All(token => token.Text == variable.Key)
                    && !body.DescendantNodes().OfType<LiteralExpressionSyntax>().Any(literal => text.AsSpan(literal.Span.Start, literal.Span.Length).Contains(":" + variable.Key, StringComparison.OrdinalIgnoreCase));
                if (!isPlain) continue;
                spans.UnionWith(variable.Select(token => token.Span.End));
                spans.UnionWith(uses.Select(use => use.Identifier.Span.End));
            }
        }

        var result = new StringBuilder(text);
        foreach (var end in spans.Reverse()) result.Insert(end, Suffix);
        return result.ToString();
    }

    private static VariedFiles Rewrite(IProjectFileSystem original, IReadOnlyList<string> sources, Func<SyntaxTree, string> rewrite)
    {
        var files = new VariedFiles(original);
        foreach (var path in sources) files.Put(path, rewrite(SyntaxTree.Parse(new SourceText(path, Encoding.UTF8.GetString(original.ReadAllBytes(path))))));
        return files;
    }

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];
}
