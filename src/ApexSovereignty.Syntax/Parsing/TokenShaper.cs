using Antlr4.Runtime;
using ApexSovereignty.Syntax.Generated;

namespace ApexSovereignty.Syntax.Parsing;

/// <summary>
/// The pass between lexer and parser: it settles, in one linear walk, what a parser would need unbounded lookahead for. It decides
/// which words are keywords, what <c>&lt;</c> and <c>(</c> mean and where declarations start, by retyping tokens and inserting
/// tokens without text.
/// </summary>
/// <remarks>Invariant: it never fails. On broken input its guesses may be wrong; the parser then reports where.</remarks>
internal sealed partial class TokenShaper
{
    private readonly string text;
    private readonly List<Token> input;
    private readonly List<Token> output;
    private readonly DiagnosticBag diagnostics;
    private Frame[] frames = new Frame[32];
    private int frameCount;
    private int position;

    /// <summary>Type of the last token in the output, 0 at the start.</summary>
    private int last;

    /// <summary>Whether a member or statement starts next; means something in frames that hold such.</summary>
    private bool itemStart;

    /// <summary>Whether the last token ends an operand, so that an operator and no operand is next.</summary>
    private bool operandEnd;

    /// <summary>The frame the next brace opens where that is no block, or null.</summary>
    private FrameKind? pendingBrace;

    /// <summary>MERGE or UPSERT while its second operand is awaited, otherwise 0.</summary>
    private int pendingOperand;

    private TokenShaper(string text, List<Token> input, DiagnosticBag diagnostics)
    {
        this.text = text;
        this.input = input;
        this.diagnostics = diagnostics;
        output = new List<Token>(input.Count + (input.Count / 8) + 1);
    }

    private enum FrameKind
    {
        /// <summary>The file.</summary>
        Unit,
        TypeBody,
        EnumBody,
        Block,
        Accessors,
        SwitchBody,

        /// <summary>Elements in braces.</summary>
        Initializer,
        Parenthesis,

        /// <summary>The parentheses of if and while.</summary>
        Condition,

        /// <summary>The parentheses of declared parameters and of catch.</summary>
        Parameters,
        ForHeader,
        Bracket,

        /// <summary>A query in brackets, or a whole query text.</summary>
        Query,
        QueryParenthesis,

        /// <summary>The Apex expression behind a colon in a query; it has no closing token.</summary>
        Bind,
    }

    private struct Frame
    {
        public FrameKind Kind;

        /// <summary>Index of the opening bracket in the output, -1 for frames without.</summary>
        public int Open;

        /// <summary>In a query: a WITH clause is open, in which all words are names.</summary>
        public bool InWith;

        /// <summary>In a query: between TYPEOF and END.</summary>
        public bool InTypeOf;

        /// <summary>In a query: the parentheses hold values rather than fields or conditions.</summary>
        public bool HoldsValues;

        /// <summary>In a query: it is a search.</summary>
        public bool IsSearch;
    }

    private ref Frame Top => ref frames[frameCount - 1];

    private Token Current => input[position];

    /// <summary>The tokens of a file.</summary>
    public static Token[] ShapeFile(string text, List<Token> input, DiagnosticBag diagnostics)
    {
        var shaper = new TokenShaper(text, input, diagnostics) { itemStart = true };
        shaper.Push(FrameKind.Unit, -1);
        return shaper.Run();
    }

    /// <summary>The tokens of a text that is one query.</summary>
    public static Token[] ShapeQuery(string text, List<Token> input, DiagnosticBag diagnostics)
    {
        var shaper = new TokenShaper(text, input, diagnostics) { last = ApexLexer.SOQL_LBRACK };
        shaper.Push(FrameKind.Query, -1);
        return shaper.Run();
    }

    private Token[] Run()
    {
        while (Current.Type != TokenConstants.EOF) Step();
        Current.StartsItem = true;
        Emit(Current);
        return [.. output];
    }

    private void Step()
    {
        switch (Top.Kind)
        {
            case FrameKind.Unit or FrameKind.TypeBody or FrameKind.Block when itemStart:
                var before = output.Count;
                ItemStart();
                if (output.Count > before) output[before].StartsItem = true;
                break;
            case FrameKind.EnumBody:
                EnumToken();
                break;
            case FrameKind.Accessors:
                AccessorToken();
                break;
            case FrameKind.SwitchBody:
                SwitchToken();
                break;
            case FrameKind.Parameters:
                ParameterToken();
                break;
            case FrameKind.Query or FrameKind.QueryParenthesis:
                QueryToken();
                break;
            default:
                ExpressionToken();
                break;
        }
    }

    private Token Peek(int distance) => input[Math.Min(position + distance, input.Count - 1)];

    private static bool IsWord(Token token) => token.Type == ApexLexer.Identifier;

    private ReadOnlySpan<char> TextOf(Token token) => text.AsSpan(token.Start, token.End - token.Start);

    private bool IsItemFrame => Top.Kind is FrameKind.Unit or FrameKind.TypeBody or FrameKind.Block;

    // ---- output

    /// <summary>Passes the current token on as it is.</summary>
    private void Emit(Token token)
    {
        token.TokenIndex = output.Count;
        output.Add(token);
        position++;
        last = token.Type;
        operandEnd = IsOperandEnd(last);
    }

    /// <summary>Passes the current token on as another type.</summary>
    private void Emit(int type, Token token)
    {
        token.Type = type;
        Emit(token);
    }

    /// <summary>Inserts a token without text before the current one.</summary>
    private void Insert(int type)
    {
        var start = Current.Start;
        output.Add(new Token(type, start, start) { TokenIndex = output.Count });
        last = type;
        operandEnd = false;
    }

    private static bool IsOperandEnd(int type) => type > 0 && OperandEnds[type];

    private static readonly bool[] OperandEnds = Keywords.ToTable(
        ApexLexer.Identifier, ApexLexer.IntegerLiteral, ApexLexer.LongLiteral, ApexLexer.DecimalLiteral, ApexLexer.DoubleLiteral,
        ApexLexer.StringLiteral, ApexLexer.TextBlock, ApexLexer.NULL, ApexLexer.TRUE, ApexLexer.FALSE, ApexLexer.THIS, ApexLexer.SUPER,
        ApexLexer.RPAREN, ApexLexer.RBRACK, ApexLexer.RBRACE, ApexLexer.CLASS, ApexLexer.INC, ApexLexer.DEC, ApexLexer.TYPE_GT,
        ApexLexer.ARRAY);

    // ---- brackets

    private void Push(FrameKind kind, int open)
    {
        if (frameCount == frames.Length) Array.Resize(ref frames, frameCount * 2);
        frames[frameCount++] = new Frame { Kind = kind, Open = open };
    }

    private void Open(FrameKind kind, Token token)
    {
        Emit(token);
        Push(kind, token.TokenIndex);
        token.IsInitializerBrace = kind == FrameKind.Initializer;
        itemStart = kind is FrameKind.Block or FrameKind.TypeBody or FrameKind.ForHeader;
        operandEnd = false;
    }

    private void OpenBrace(Token token)
    {
        Open(pendingBrace ?? FrameKind.Block, token);
        pendingBrace = null;
        pendingOperand = 0;
    }

    private static bool IsBrace(FrameKind kind) => kind is FrameKind.TypeBody or FrameKind.EnumBody or FrameKind.Block
        or FrameKind.Accessors or FrameKind.SwitchBody or FrameKind.Initializer;

    private static bool IsParenthesis(FrameKind kind) => kind is FrameKind.Parenthesis or FrameKind.Condition or FrameKind.Parameters
        or FrameKind.ForHeader or FrameKind.QueryParenthesis;

    /// <summary>Closes the frame at an index of the stack with a token; frames above it were left open by mistake.</summary>
    private FrameKind CloseFrame(int index, Token closing)
    {
        var frame = frames[index];
        frameCount = index;
        if (frame.Open >= 0)
        {
            output[frame.Open].Match = closing.TokenIndex;
            closing.Match = frame.Open;
        }

        return frame.Kind;
    }

    private void CloseBrace(Token token)
    {
        Emit(token);
        for (var i = frameCount - 1; i >= 0; i--)
        {
            if (!IsBrace(frames[i].Kind)) continue;
            var isInitializer = CloseFrame(i, token) == FrameKind.Initializer;
            itemStart = !isInitializer && IsItemFrame;
            operandEnd = isInitializer;
            pendingBrace = null;
            return;
        }

        itemStart = IsItemFrame;
        operandEnd = false;
    }

    private void CloseParenthesis(Token token)
    {
        Emit(token);
        for (var i = frameCount - 1; i >= 0 && !IsBrace(frames[i].Kind) && frames[i].Kind != FrameKind.Unit; i--)
        {
            if (!IsParenthesis(frames[i].Kind)) continue;
            var kind = CloseFrame(i, token);
            itemStart = kind is FrameKind.Condition or FrameKind.ForHeader && IsItemFrame;
            operandEnd = kind is FrameKind.Parenthesis or FrameKind.QueryParenthesis;
            return;
        }
    }

    private void CloseBracket(Token token)
    {
        Emit(token);
        for (var i = frameCount - 1; i >= 0 && !IsBrace(frames[i].Kind) && !IsParenthesisOfApex(frames[i].Kind) && frames[i].Kind != FrameKind.Unit; i--)
        {
            if (frames[i].Kind is not (FrameKind.Bracket or FrameKind.Query) || frames[i].Open < 0) continue;
            CloseFrame(i, token);
            operandEnd = true;
            return;
        }

        static bool IsParenthesisOfApex(FrameKind kind) => IsParenthesis(kind) && kind != FrameKind.QueryParenthesis;
    }

    /// <summary>A semicolon ends a statement even where brackets were left open.</summary>
    private void Semicolon(Token token)
    {
        pendingOperand = 0;
        pendingBrace = null;
        Emit(token);
        var index = frameCount - 1;
        while (index > 0 && !IsBrace(frames[index].Kind) && frames[index].Kind is not (FrameKind.Unit or FrameKind.ForHeader)) index--;
        if (frames[index].Kind == FrameKind.Query) return;
        frameCount = index + 1;
        itemStart = IsItemFrame;
    }
}
