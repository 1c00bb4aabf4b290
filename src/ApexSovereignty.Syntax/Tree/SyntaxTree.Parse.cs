using System.Collections.Immutable;
using ApexSovereignty.Syntax.Generated;
using ApexSovereignty.Syntax.Parsing;
using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax;

/// <content>From text to tree.</content>
public sealed partial class SyntaxTree
{
    /// <summary>
    /// Parses a class, trigger or anonymous script. Never throws: what is not valid Apex is in <see cref="Diagnostics"/>, and what
    /// stands around it is in the tree.
    /// </summary>
    /// <param name="text">The file. Its extension plays no role: a trigger may stand in a .cls file.</param>
    /// <remarks>
    /// Needs at most 400 KB of stack. Chains are as deep in the tree as they are long: a chain of 2,000 calls nests 4,000 levels to
    /// the left, 1,000 else-ifs nest 1,000 levels. No tree is deeper than 5,400; what would be is cut off with a diagnostic.
    /// Statements at the top of a file (an anonymous script) are kept as <see cref="InitializerDeclarationSyntax"/>.
    /// </remarks>
    public static SyntaxTree Parse(SourceText text)
    {
        var comments = ImmutableArray.CreateBuilder<SyntaxTrivia>();
        var diagnostics = new DiagnosticBag();
        var content = text.Content;
        var tokens = new TokenList(TokenShaper.ShapeFile(content, Lexing.Lex(content, comments, diagnostics), diagnostics));
        var unit = ApexParser.Over(tokens, content, diagnostics).compilationUnit();
        var root = new TreeBuilder(content, tokens, diagnostics).CompilationUnit(unit);
        return new SyntaxTree(text, root, diagnostics.ToImmutable(), comments.ToImmutable());
    }

    /// <summary>Parses the text of a dynamic query; binds such as <c>:name</c> may stand in it.</summary>
    /// <param name="soql">The text, from SELECT on.</param>
    /// <param name="diagnostics">What is not valid in it. The query then holds what stands before the first error.</param>
    /// <returns>The query, or null where the text is none.</returns>
    public static SoqlQuerySyntax? ParseQuery(string soql, out ImmutableArray<SyntaxDiagnostic> diagnostics)
    {
        var bag = new DiagnosticBag();
        var input = Lexing.Lex(soql, ImmutableArray.CreateBuilder<SyntaxTrivia>(), bag);
        if (input[0].Keyword != ApexLexer.SELECT)
        {
            diagnostics = [new SyntaxDiagnostic("'select' expected", new TextSpan(0, 0))];
            return null;
        }

        var tokens = new TokenList(TokenShaper.ShapeQuery(soql, input, bag));
        var query = ApexParser.Over(tokens, soql, bag).queryText();
        var tree = new TreeBuilder(soql, tokens, bag).Query(query);
        diagnostics = bag.ToImmutable();
        return tree;
    }
}
