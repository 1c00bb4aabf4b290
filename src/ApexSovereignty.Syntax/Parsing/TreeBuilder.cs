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
    private readonly NameTable names = NameTable.Shared;

    private TextSpan SpanOf(ApexRuleContext context) => SpanOf(context.FirstToken, context.LastToken);

    private TextSpan SpanOf(int firstToken, int lastToken)
    {
        var start = tokens[firstToken].Start;
        return lastToken < firstToken ? new TextSpan(start, 0) : TextSpan.FromBounds(start, tokens[lastToken].End);
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
