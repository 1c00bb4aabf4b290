using System.Collections.Immutable;
using Antlr4.Runtime;
using ApexSovereignty.Syntax.Generated;
using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax.Parsing;

/// <summary>From text to raw tokens: comments aside, what is no token reported and left out, words looked up.</summary>
internal static class Lexing
{
    public static List<Token> Lex(string text, ImmutableArray<SyntaxTrivia>.Builder comments, DiagnosticBag diagnostics)
    {
        var lexer = new ApexLexer(new TextCharStream(text)) { TokenFactory = TokenFactory.Instance };
        lexer.RemoveErrorListeners();
        var tokens = new List<Token>((text.Length / 6) + 8);
        var hasPlaceholder = false;
        var unknownEnd = -1;
        while (true)
        {
            var token = (Token)lexer.NextToken();
            switch (token.Type)
            {
                case ApexLexer.LineComment:
                    comments.Add(new SyntaxTrivia(text[token.Start..token.End], token.Span));
                    break;
                case ApexLexer.BlockComment:
                    token.End = Math.Min(token.End, text.Length);
                    comments.Add(new SyntaxTrivia(text[token.Start..token.End], token.Span));
                    if (token.End - token.Start < 4 || !text.AsSpan(token.Start, token.End - token.Start).EndsWith("*/", StringComparison.Ordinal))
                        diagnostics.Add("comment is not closed", new TextSpan(token.Start, 2));
                    break;
                case ApexLexer.Placeholder:
                    if (!hasPlaceholder) diagnostics.Add($"'{text[token.Start..token.End]}' is a placeholder of a template and no Apex; it is read as empty", token.Span);
                    hasPlaceholder = true;
                    break;
                case ApexLexer.Unknown:
                    if (token.Start != unknownEnd) diagnostics.Add(UnexpectedCharacter(text[token.Start]), token.Span);
                    unknownEnd = token.End;
                    break;
                case ApexLexer.UnterminatedString:
                    diagnostics.Add("string is not closed", token.Span);
                    token.Type = ApexLexer.StringLiteral;
                    tokens.Add(token);
                    break;
                case ApexLexer.Identifier:
                    token.Keyword = Keywords.Find(text.AsSpan(token.Start, token.End - token.Start));
                    tokens.Add(token);
                    break;
                case TokenConstants.EOF:
                    tokens.Add(new Token(TokenConstants.EOF, text.Length, text.Length));
                    return tokens;
                default:
                    tokens.Add(token);
                    break;
            }
        }
    }

    private static string UnexpectedCharacter(char c) =>
        char.IsControl(c) || char.IsSurrogate(c)
            ? FormattableString.Invariant($"unexpected character U+{(int)c:X4}")
            : $"unexpected character '{c}'";
}
