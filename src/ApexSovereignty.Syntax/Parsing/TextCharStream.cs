using Antlr4.Runtime;
using Antlr4.Runtime.Misc;

namespace ApexSovereignty.Syntax.Parsing;

/// <summary>
/// A string as the lexer's input, without a copy. Characters beyond ASCII mean nothing to the lexer except as space, so they
/// are shown to it as one placeholder: the lexer caches transitions for ASCII only and would work out all others each time.
/// </summary>
internal sealed class TextCharStream(string text) : ICharStream
{
    private const int Placeholder = 1;

    private int position;

    public int Index => position;

    public int Size => text.Length;

    public string SourceName => "";

    public int LA(int i)
    {
        var index = i > 0 ? position + i - 1 : position + i;
        if ((uint)index >= (uint)text.Length) return IntStreamConstants.EOF;
        var c = text[index];
        if (c < 128) return c;
        return c == '\uFEFF' || char.IsWhiteSpace(c) ? ' ' : Placeholder;
    }

    public void Consume() => position++;

    public int Mark() => -1;

    public void Release(int marker)
    {
    }

    public void Seek(int index) => position = index;

    public string GetText(Interval interval) =>
        interval.b < interval.a ? "" : text.Substring(interval.a, Math.Min(interval.b + 1, text.Length) - interval.a);
}
