using Antlr4.Runtime;
using ApexSovereignty.Syntax.Generated;

namespace ApexSovereignty.Syntax.Parsing;

/// <summary>
/// What the generated parser builds on: it links the rules' contexts, bounds their nesting and recovers from errors.
/// </summary>
/// <remarks>
/// Recovery throws nothing through the rules. An error is reported once and sets <see cref="TokenList.Panic"/>, so that every
/// open rule ends, up to the nearest one that knows where its text ends (an item, a condition, a parameter list …). That rule
/// moves the input there and parsing goes on.
/// </remarks>
internal abstract partial class ApexParserBase : Parser
{
    /// <summary>
    /// How deep rules may nest. A pair of parentheses takes two, a block four; deepest in 15,000 public classes is below 150.
    /// With 1,000 the parser and the tree builder need less than half of a stack of 1 MB.
    /// </summary>
    public const int MaximumDepth = 1000;

    private readonly TokenList tokens;
    private string text = "";
    private DiagnosticBag diagnostics = new();
    private int depth;
    private int errorIndex = -1;

    protected ApexParserBase(ITokenStream input, TextWriter output, TextWriter errorOutput) : base(input, output, errorOutput) =>
        tokens = (TokenList)input;

    /// <summary>Index of the token that the error being handled was found at.</summary>
    private int PanicIndex { get; set; }

    /// <summary>What the constructor, whose parameters the generator fixes, cannot take.</summary>
    protected void Prepare(string content, DiagnosticBag bag)
    {
        text = content;
        diagnostics = bag;
        BuildParseTree = false;
        ErrorHandler = new ErrorStrategy();
        RemoveErrorListeners();
    }

    public override void EnterRule(ParserRuleContext localctx, int state, int ruleIndex)
    {
        State = state;
        var context = (ApexRuleContext)localctx;
        (Context as ApexRuleContext)?.Append(context);
        Context = context;
        context.FirstToken = tokens.Index;
        if (++depth > MaximumDepth && !tokens.Panic) Fail("code is nested too deeply");
    }

    public override void EnterOuterAlt(ParserRuleContext localctx, int altNum)
    {
    }

    public override void ExitRule()
    {
        depth--;
        var context = (ApexRuleContext)Context;
        if (tokens.Panic)
        {
            context.HasError = true;
            Resynchronize(context);
        }

        context.LastToken = tokens.Index - 1;
        State = context.invokingState;
        Context = (ParserRuleContext)context.Parent;
    }

    public override IToken Match(int ttype)
    {
        var token = tokens.Current;
        if (token.Type == ttype) tokens.Advance();
        else if (!tokens.Panic) Missing(ttype, token);
        return token;
    }

    public override IToken Consume()
    {
        var token = tokens.Current;
        if (!tokens.Panic) tokens.Advance();
        return token;
    }

    private void Missing(int type, Token found)
    {
        var atEnd = found.StartsItem || found.Type is TokenConstants.EOF or ApexLexer.RBRACE;
        var harmless = type switch
        {
            ApexLexer.SEMI => atEnd,
            ApexLexer.RPAREN or ApexLexer.RBRACK => atEnd || found.Type is ApexLexer.SEMI or ApexLexer.LBRACE,
            ApexLexer.RBRACE => found.Type == TokenConstants.EOF,
            _ => false,
        };
        var message = type == ApexLexer.Identifier ? NameExpected(found) : $"{Describe(type)} expected{After()}";
        if (harmless) Report(message, found);
        else Fail(message);
    }

    private string NameExpected(Token found)
    {
        var shown = Shown(found);
        return shown.Type == TokenConstants.EOF ? $"name expected{After()}" : $"name expected instead of '{Excerpt(shown)}'";
    }

    /// <summary>Reports an error at the next token and leaves the open rules.</summary>
    private void Fail(string message)
    {
        Report(message, tokens.Next);
        PanicIndex = tokens.Index;
        tokens.Panic = true;
    }

    private void Report(string message, Token at)
    {
        if (errorIndex == tokens.Index) return;
        errorIndex = tokens.Index;
        var shown = Shown(at);
        var span = shown.Type == TokenConstants.EOF && tokens.Index > 0 ? tokens[tokens.Index - 1].Span : shown.Span;
        diagnostics.Add(message, span);
    }

    /// <summary>The token, or the one behind it where it has no text.</summary>
    private Token Shown(Token token)
    {
        while (token.End == token.Start && token.Type != TokenConstants.EOF) token = tokens[token.TokenIndex + 1];
        return token;
    }

    private string After()
    {
        var index = tokens.Index - 1;
        while (index >= 0 && tokens[index].End == tokens[index].Start) index--;
        return index < 0 ? "" : $" after '{Excerpt(tokens[index])}'";
    }

    private string Excerpt(Token token)
    {
        const int Longest = 40;
        var excerpt = text.AsSpan(token.Start, Math.Min(token.End - token.Start, Longest));
        var line = excerpt.IndexOfAny('\r', '\n');
        return (line >= 0 ? excerpt[..line] : excerpt).ToString();
    }

    private static string Describe(int type) =>
        ApexLexer.DefaultVocabulary.GetLiteralName(type) ?? type switch
        {
            ApexLexer.CAST_RPAREN => "')'",
            ApexLexer.CLASS_DOT => "'.class'",
            ApexLexer.SEPARATOR => "second operand",
            ApexLexer.TYPE_GT => "'>'",
            TokenConstants.EOF => "end of file",
            _ => $"'{ApexLexer.DefaultVocabulary.GetSymbolicName(type).ToLowerInvariant()}'",
        };

    private void Unexpected()
    {
        var shown = Shown(tokens.Next);
        Fail(shown.Type == TokenConstants.EOF ? $"unexpected end of file{After()}" : $"unexpected '{Excerpt(shown)}'");
    }

    private void NoAlternative()
    {
        switch (Context.RuleIndex)
        {
            case ApexParser.RULE_expression or ApexParser.RULE_operand or ApexParser.RULE_expressions:
                var shown = Shown(tokens.Next);
                Fail(shown.Type == TokenConstants.EOF ? $"expression expected{After()}" : $"expression expected instead of '{Excerpt(shown)}'");
                break;
            case ApexParser.RULE_declaration:
                Fail($"'(', '{{', '=' or ';' expected{After()}");
                break;
            case ApexParser.RULE_expressionStatement:
                Missing(ApexLexer.SEMI, tokens.Next);
                break;
            default:
                Unexpected();
                break;
        }
    }

    /// <summary>Errors reach the parser through ANTLR's interface for them.</summary>
    private sealed class ErrorStrategy : IAntlrErrorStrategy
    {
        public void Reset(Parser recognizer)
        {
        }

        public IToken RecoverInline(Parser recognizer)
        {
            var parser = (ApexParserBase)recognizer;
            if (!parser.tokens.Panic) parser.Unexpected();
            return parser.tokens.Current;
        }

        public void ReportError(Parser recognizer, RecognitionException e)
        {
            var parser = (ApexParserBase)recognizer;
            if (!parser.tokens.Panic) parser.NoAlternative();
        }

        public void Recover(Parser recognizer, RecognitionException e)
        {
        }

        public void Sync(Parser recognizer) => ((ApexParserBase)recognizer).SkipUnexpected();

        public bool InErrorRecoveryMode(Parser recognizer) => ((ApexParserBase)recognizer).tokens.Panic;

        public void ReportMatch(Parser recognizer)
        {
        }
    }
}
