using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ApexSovereignty.Syntax.Generated;
using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax.Parsing;

/// <summary>Makes the syntax tree from the contexts of a parse.</summary>
/// <remarks>
/// Invariant: it accepts contexts that an error ended early. An expression with an error in it becomes a
/// <see cref="MissingExpressionSyntax"/>; what was complete around it stays.
/// </remarks>
internal sealed partial class TreeBuilder(string text, TokenList tokens, DiagnosticBag diagnostics)
{
    /// <summary>
    /// How many levels chains may add to the tree's depth: calls and member accesses, else-ifs, prefix operators, conditionals and
    /// assignments nest in the tree though the text runs on. A chain of 2,000 calls takes 4,000.
    /// </summary>
    /// <remarks>Invariant: no tree is deeper than this and <see cref="ApexParserBase.MaximumDepth"/> together.</remarks>
    private const int MaximumChained = 5000;

    private readonly NameTable names = NameTable.Shared;

    /// <summary>Levels that the open chains have taken.</summary>
    private int nested;

    /// <summary>Takes levels for a chain, to be given back when it is built; false where there are not so many left.</summary>
    private bool TryNest(int levels)
    {
        if (nested + levels > MaximumChained) return false;
        nested += levels;
        return true;
    }

    private MissingExpressionSyntax TooLong(ApexRuleContext context)
    {
        diagnostics.Add("expression is nested too deeply", FirstLineOf(SpanOf(context)));
        return Missing(context);
    }

    private TextSpan SpanOf(ApexRuleContext context) => SpanOf(context.FirstToken, context.LastToken);

    /// <summary>The text of tokens; without any, the place behind the token before.</summary>
    private TextSpan SpanOf(int firstToken, int lastToken)
    {
        if (lastToken >= firstToken) return TextSpan.FromBounds(tokens[firstToken].Start, tokens[lastToken].End);
        return new TextSpan(firstToken > 0 ? tokens[firstToken - 1].End : 0, 0);
    }

    private ReadOnlySpan<char> TextOf(Token token) => text.AsSpan(token.Start, token.End - token.Start);

    private SyntaxToken NameOf(Token token) => new(names.Get(TextOf(token)), token.Span);

    private SyntaxToken NameAt(int index) => NameOf(tokens[index]);

    /// <summary>The name at an index, or null where an error left none.</summary>
    private SyntaxToken? NameIn(ApexRuleContext context, int index) =>
        index <= context.LastToken && tokens[index].Type == ApexLexer.Identifier ? NameAt(index) : null;

    private static ImmutableArray<T> Freeze<T>(List<T> list) => list.Count == 0 ? [] : ImmutableCollectionsMarshal.AsImmutableArray(list.ToArray());

    // ---- types

    private TypeSyntax? TypeOf(ApexRuleContext? context)
    {
        if (context is not { RuleIndex: ApexParser.RULE_type, FirstChild: not null }) return null;
        if (tokens[context.FirstToken].Type != ApexLexer.Identifier || context.LastToken < context.FirstToken) return null;
        var count = 0;
        for (var part = context.FirstChild; part is not null; part = part.NextSibling) count++;
        var parts = ImmutableArray.CreateBuilder<TypeNamePartSyntax>(count);
        for (var part = context.FirstChild; part is not null; part = part.NextSibling)
        {
            if (part.LastToken < part.FirstToken) continue;
            parts.Add(new TypeNamePartSyntax(NameAt(part.FirstToken), TypesIn(part)));
        }

        var rank = 0;
        for (var index = context.LastToken; index > context.FirstToken && tokens[index].Type == ApexLexer.ARRAY; index--) rank++;
        return new TypeSyntax(SpanOf(context), parts.ToImmutable(), rank);
    }

    private ImmutableArray<TypeSyntax> TypesIn(ApexRuleContext context)
    {
        if (context.FirstChild is null) return [];
        var types = new List<TypeSyntax>();
        for (var child = context.FirstChild; child is not null; child = child.NextSibling)
            if (TypeOf(child) is { } type) types.Add(type);
        return Freeze(types);
    }
}
