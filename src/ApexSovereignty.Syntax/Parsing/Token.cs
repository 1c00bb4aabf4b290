using Antlr4.Runtime;
using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax.Parsing;

/// <summary>A token; the token pass changes its type and may stretch it over following ones.</summary>
internal sealed class Token(int type, int start, int end) : IToken
{
    public int Type { get; set; } = type;

    public int Start { get; } = start;

    /// <summary>The position behind the token.</summary>
    public int End { get; set; } = end;

    /// <summary>For a word that is a keyword somewhere in the language: that keyword's type, otherwise 0.</summary>
    public int Keyword { get; set; }

    public int TokenIndex { get; set; } = -1;

    /// <summary>Index of the bracket that closes this one, or -1.</summary>
    public int Match { get; set; } = -1;

    /// <summary>Whether a member or statement starts here, as far as the tokens around tell.</summary>
    public bool StartsItem { get; set; }

    /// <summary>Whether it is the brace of a list of elements, which does not end a statement.</summary>
    public bool IsInitializerBrace { get; set; }

    public TextSpan Span => TextSpan.FromBounds(Start, End);

    int IToken.StartIndex => Start;

    int IToken.StopIndex => End - 1;

    string IToken.Text => "";

    int IToken.Line => 0;

    int IToken.Column => 0;

    int IToken.Channel => TokenConstants.DefaultChannel;

    ITokenSource IToken.TokenSource => null!;

    ICharStream IToken.InputStream => null!;
}

/// <summary>Makes <see cref="Token"/>s for the generated lexer.</summary>
internal sealed class TokenFactory : ITokenFactory
{
    public static readonly TokenFactory Instance = new();

    public IToken Create(Tuple<ITokenSource, ICharStream> source, int type, string text, int channel, int start, int stop, int line, int charPositionInLine) =>
        new Token(type, start, Math.Max(start, stop + 1));

    public IToken Create(int type, string text) => new Token(type, 0, 0);
}
