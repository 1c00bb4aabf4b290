using ApexSovereignty.Text;
using Shouldly;

namespace ApexSovereignty.Syntax.Tests;

/// <summary>Parses fragments and compares their printed trees.</summary>
internal static class Trees
{
    public static SyntaxTree Parse(string text, string path = "Test.cls") => SyntaxTree.Parse(new SourceText(path, text));

    /// <summary>The tree of an expression, as lines; it must parse without diagnostics.</summary>
    public static void CheckExpression(string expression, string expected)
    {
        var tree = Parse($"class Test {{ Object value = {expression}; }}");
        tree.Diagnostics.ShouldBeEmpty();
        var initializer = tree.Root.DescendantNodes().OfType<VariableDeclaratorSyntax>().First().Initializer.ShouldNotBeNull();
        SyntaxTreePrinter.Print(initializer).ShouldBe(Lines(expected));
    }

    /// <summary>The trees of statements, without the block around them; they must parse without diagnostics.</summary>
    public static void CheckStatements(string statements, string expected)
    {
        var tree = Parse($"class Test {{ void run() {{ {statements} }} }}");
        tree.Diagnostics.ShouldBeEmpty();
        Print(tree.Root.DescendantNodes().OfType<BlockSyntax>().First().Statements).ShouldBe(Lines(expected));
    }

    /// <summary>The trees of a class's members; they must parse without diagnostics.</summary>
    public static void CheckMembers(string members, string expected)
    {
        var tree = Parse($"class Test {{ {members} }}");
        tree.Diagnostics.ShouldBeEmpty();
        Print(tree.Root.Members.OfType<TypeDeclarationSyntax>().Single().Members).ShouldBe(Lines(expected));
    }

    /// <summary>The tree of a query, which must parse the same alone and in brackets.</summary>
    public static void CheckQuery(string query, string expected)
    {
        var alone = SyntaxTree.ParseQuery(query, out var diagnostics);
        diagnostics.ShouldBeEmpty();
        SyntaxTreePrinter.Print(alone.ShouldNotBeNull()).ShouldBe(Lines(expected));
        CheckExpression($"[{query}]", $"SoqlExpression\n{string.Join('\n', Lines(expected).Split('\n').Select(line => "  " + line))}");
    }

    /// <summary>The diagnostics of a file as "line:column message", one a line.</summary>
    public static void CheckDiagnostics(string text, string expected)
    {
        var tree = Parse(Lines(text));
        var lines = tree.Diagnostics.Select(d =>
        {
            var position = tree.Text.GetLinePosition(d.Span.Start);
            return FormattableString.Invariant($"{position.Line + 1}:{position.Column + 1} {d.Message}");
        });
        string.Join('\n', lines).ShouldBe(Lines(expected));
    }

    /// <summary>The names of all methods, in order of their place.</summary>
    public static string[] Methods(SyntaxTree tree) =>
        [.. tree.Root.DescendantNodes().OfType<MethodDeclarationSyntax>().OrderBy(m => m.Span.Start).Select(m => m.Name.Text)];

    private static string Print(IEnumerable<SyntaxNode> nodes) => string.Join('\n', nodes.Select(SyntaxTreePrinter.Print));

    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
