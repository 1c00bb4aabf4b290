using Antlr4.Runtime;
using ApexSovereignty.Syntax.Generated;
using ApexSovereignty.Text;

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
    /// How deep rules may nest: a pair of parentheses takes two, a block in an if statement four. In 8,000 public classes and
    /// triggers nothing reaches 90. At this bound the parser, not yet optimized by the JIT, takes some 300 KB of stack.
    /// </summary>
    public const int MaximumDepth = 400;

    private readonly TokenList tokens;
    private string text = "";
    private DiagnosticBag diagnostics = new();
    private int depth;
    private int errorIndex = -1;
    private bool isTooDeep;

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
        if (++depth > MaximumDepth && !tokens.Panic) FailTooDeep();
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
        if (type == ApexLexer.Identifier) Fail(NameExpected(found));
        else if (harmless) Report($"{Describe(type)} expected{After()}", isAfter: true);
        else Fail($"{Describe(type)} expected{After()}", isAfter: true);
    }

    private string NameExpected(Token found)
    {
        var shown = Shown(found);
        return shown.Type == TokenConstants.EOF ? $"name expected{After()}" : $"name expected instead of '{Excerpt(shown)}'";
    }

    /// <summary>Reports an error at the next token and leaves the open rules.</summary>
    private void Fail(string message, bool isAfter = false)
    {
        Report(message, isAfter);
        PanicIndex = tokens.Index;
        tokens.Panic = true;
    }

    /// <summary>Reported once: what is cut off at one place is mostly followed by more of the same.</summary>
    private void FailTooDeep()
    {
        if (!isTooDeep) Report("code is nested too deeply");
        isTooDeep = true;
        PanicIndex = tokens.Index;
        tokens.Panic = true;
    }

    /// <summary>Reports an error at the next token, or behind the one before where that is what the message names.</summary>
    private void Report(string message, bool isAfter = false)
    {
        if (errorIndex == tokens.Index) return;
        errorIndex = tokens.Index;
        var shown = Shown(tokens.Next);
        isAfter |= shown.Type == TokenConstants.EOF;
        diagnostics.Add(message, isAfter && tokens.Index > 0 ? new TextSpan(tokens[tokens.Index - 1].End, 0) : shown.Span);
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
                Fail($"'(', '{{', '=' or ';' expected{After()}", isAfter: true);
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
