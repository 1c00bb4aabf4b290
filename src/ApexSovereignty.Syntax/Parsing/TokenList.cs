using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using ApexSovereignty.Syntax.Generated;

namespace ApexSovereignty.Syntax.Parsing;

/// <summary>The settled tokens of a text as the parser's input; the last is the end of the file.</summary>
internal sealed class TokenList(Token[] tokens) : ITokenStream
{
    private readonly Token panicToken = new(ApexLexer.PANIC, 0, 0);
    private int position;

    public Token this[int index] => tokens[index];

    public int Index => position;

    public int Size => tokens.Length;

    public string SourceName => "";

    public ITokenSource TokenSource => null!;

    /// <summary>While set, the next token is PANIC, which nothing matches: every rule ends at once.</summary>
    public bool Panic { get; set; }

    /// <summary>The next token, whether or not there is panic.</summary>
    public Token Next => tokens[position];

    public Token Current => Panic ? panicToken : tokens[position];

    public int LA(int i)
    {
        if (Panic) return ApexLexer.PANIC;
        if (i == 1) return tokens[position].Type;
        return LT(i).Type;
    }

    public IToken LT(int k)
    {
        if (k == 1) return Current;
        var index = k > 0 ? position + k - 1 : position + k;
        return tokens[Math.Clamp(index, 0, tokens.Length - 1)];
    }

    public void Advance()
    {
        if (position < tokens.Length - 1) position++;
    }

    public void Consume() => Advance();

    public IToken Get(int i) => tokens[i];

    public int Mark() => -1;

    public void Release(int marker)
    {
    }

    public void Seek(int index) => position = Math.Clamp(index, 0, tokens.Length - 1);

    public string GetText() => "";

    public string GetText(Interval interval) => "";

    public string GetText(RuleContext ctx) => "";

    public string GetText(IToken start, IToken stop) => "";
}
