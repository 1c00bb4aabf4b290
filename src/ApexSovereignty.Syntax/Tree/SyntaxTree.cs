using System.Collections.Immutable;
using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax;

/// <summary>A parsed file. Parsing never throws: what could not be understood is in <see cref="Diagnostics"/>.</summary>
public sealed partial class SyntaxTree
{
    internal SyntaxTree(SourceText text, CompilationUnitSyntax root, ImmutableArray<SyntaxDiagnostic> diagnostics, ImmutableArray<SyntaxTrivia> comments)
    {
        Text = text;
        Root = root;
        Diagnostics = diagnostics;
        Comments = comments;
        SetParents(root);
    }

    /// <summary>The text the tree was parsed from.</summary>
    public SourceText Text { get; }

    /// <summary>Path relative to the repository root, '/'-separated.</summary>
    public string FilePath => Text.Path;

    /// <summary>The root.</summary>
    public CompilationUnitSyntax Root { get; }

    /// <summary>What could not be parsed, in source order.</summary>
    public ImmutableArray<SyntaxDiagnostic> Diagnostics { get; }

    /// <summary>All comments in source order; suppressions and test expectations stand in them.</summary>
    public ImmutableArray<SyntaxTrivia> Comments { get; }

    /// <summary>The location of a span in this file.</summary>
    public Location GetLocation(TextSpan span) => Location.Create(Text, span);

    private static void SetParents(SyntaxNode root)
    {
        var stack = new Stack<SyntaxNode>();
        var children = new List<SyntaxNode>();
        stack.Push(root);
        while (stack.TryPop(out var node))
        {
            children.Clear();
            node.AddChildren(children);
            foreach (var child in children)
            {
                child.Parent = node;
                stack.Push(child);
            }
        }
    }
}

/// <summary>A comment, with its delimiters.</summary>
public readonly record struct SyntaxTrivia(string Text, TextSpan Span);

/// <summary>Something in a file that is not valid Apex.</summary>
/// <param name="Message">What was expected or found, in words of the language.</param>
/// <param name="Span">Where.</param>
public sealed record SyntaxDiagnostic(string Message, TextSpan Span);
