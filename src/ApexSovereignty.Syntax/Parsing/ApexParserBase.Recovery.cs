using Antlr4.Runtime;
using ApexSovereignty.Syntax.Generated;

namespace ApexSovereignty.Syntax.Parsing;

/// <content>Where to go on after an error.</content>
internal abstract partial class ApexParserBase
{
    private static readonly Lazy<bool[]> ItemStarts = new(() =>
    {
        var table = new bool[ApexLexer.Unknown + 1];
        foreach (var type in ApexParser._ATN.NextTokens(ApexParser._ATN.ruleToStartState[ApexParser.RULE_item]).ToArray())
            if (type > 0) table[type] = true;
        return table;
    });

    /// <summary>Moves the input behind a rule's text where the rule is one that knows its end, and ends the panic.</summary>
    private void Resynchronize(ApexRuleContext context)
    {
        var first = context.FirstToken;
        int next;
        switch (context.RuleIndex)
        {
            case ApexParser.RULE_item:
                next = EndOfItem(first, PanicIndex);
                if (next == first && tokens[next].Type is not (TokenConstants.EOF or ApexLexer.RBRACE)) next++;
                break;
            case ApexParser.RULE_condition or ApexParser.RULE_parameters or ApexParser.RULE_forHeader or ApexParser.RULE_catchHeader:
                next = tokens[first].Type == ApexLexer.LPAREN && tokens[first].Match >= PanicIndex ? tokens[first].Match + 1 : EndOfHeader(PanicIndex);
                break;
            case ApexParser.RULE_typeHeader or ApexParser.RULE_triggerHeader or ApexParser.RULE_switchLabel:
                next = EndOfHeader(PanicIndex);
                break;
            case ApexParser.RULE_enumBody when tokens[first].Match >= PanicIndex:
                next = tokens[first].Match + 1;
                break;
            case ApexParser.RULE_switchSection:
                next = EndOfSection(PanicIndex, ApexLexer.WHEN, ApexLexer.WHEN);
                break;
            case ApexParser.RULE_accessor:
                next = EndOfSection(PanicIndex, ApexLexer.GET, ApexLexer.SET);
                break;
            case ApexParser.RULE_compilationUnit or ApexParser.RULE_queryText:
                next = tokens.Size - 1;
                break;
            default:
                return;
        }

        tokens.Panic = false;
        tokens.Seek(Math.Max(next, PanicIndex));
        errorIndex = tokens.Index;
    }

    /// <summary>
    /// The index behind the item that starts at an index, not before the error: behind its semicolon or block, or in front of
    /// the next item or the brace that closes the items.
    /// </summary>
    private int EndOfItem(int first, int error)
    {
        var index = first;
        while (true)
        {
            var token = tokens[index];
            if (token.Type == TokenConstants.EOF) return index;
            if (token.Match > index)
            {
                index = token.Match + 1;
                if (index > error && token.Type == ApexLexer.LBRACE && !token.IsInitializerBrace) return index;
                continue;
            }

            if (index >= error)
            {
                if (token.Type == ApexLexer.RBRACE || (token.StartsItem && index > first)) return index;
                if (token.Type == ApexLexer.SEMI) return index + 1;
            }

            index++;
        }
    }

    /// <summary>The index of the block or semicolon behind a broken header.</summary>
    private int EndOfHeader(int index)
    {
        while (true)
        {
            var token = tokens[index];
            if (token.Type is TokenConstants.EOF or ApexLexer.LBRACE or ApexLexer.SEMI or ApexLexer.RBRACE || token.StartsItem) return index;
            index = token.Match > index ? token.Match + 1 : index + 1;
        }
    }

    /// <summary>The index of the next token of two types that is not inside brackets, or of the brace that closes around.</summary>
    private int EndOfSection(int index, int start, int otherStart)
    {
        while (true)
        {
            var token = tokens[index];
            if (token.Type is TokenConstants.EOF or ApexLexer.RBRACE || token.Type == start || token.Type == otherStart) return index;
            index = token.Match > index ? token.Match + 1 : index + 1;
        }
    }

    /// <summary>In front of an item: reports and skips tokens that none starts with.</summary>
    private void SkipUnexpected()
    {
        if (tokens.Panic) return;
        switch (Context.RuleIndex)
        {
            case ApexParser.RULE_block or ApexParser.RULE_typeBody or ApexParser.RULE_compilationUnit:
                SkipToItem(Context.RuleIndex == ApexParser.RULE_compilationUnit);
                break;
            case ApexParser.RULE_switchBody:
                SkipToSection(ApexLexer.WHEN, ApexLexer.WHEN);
                break;
            case ApexParser.RULE_accessors:
                SkipToSection(ApexLexer.GET, ApexLexer.SET);
                break;
        }
    }

    private void SkipToItem(bool skipBraces)
    {
        var starts = ItemStarts.Value;
        while (true)
        {
            var token = tokens.Next;
            if (token.Type == TokenConstants.EOF || starts[token.Type] || (token.Type == ApexLexer.RBRACE && !skipBraces)) return;
            ReportUnexpected(token);
            var index = tokens.Index;
            if (token.Type is ApexLexer.ELSE or ApexLexer.ELSE_IF or ApexLexer.CATCH or ApexLexer.FINALLY or ApexLexer.WHEN)
            {
                // What belongs to the word is kept: its parentheses go, its block or statement stays.
                index++;
                if (tokens[index].Type == ApexLexer.LPAREN && tokens[index].Match > index) index = tokens[index].Match + 1;
            }
            else
            {
                index = Math.Max(token.Type == ApexLexer.RBRACE ? 0 : EndOfItem(index, index), index + 1);
            }

            tokens.Seek(index);
            errorIndex = tokens.Index;
        }
    }

    private void SkipToSection(int start, int otherStart)
    {
        var token = tokens.Next;
        if (token.Type is TokenConstants.EOF or ApexLexer.RBRACE || token.Type == start || token.Type == otherStart || IsModifier(token.Type)) return;
        ReportUnexpected(token);
        tokens.Seek(Math.Max(EndOfSection(tokens.Index, start, otherStart), tokens.Index));
        errorIndex = tokens.Index;
    }

    private static bool IsModifier(int type) => type is ApexLexer.AT or ApexLexer.GLOBAL or ApexLexer.PUBLIC or ApexLexer.PROTECTED
        or ApexLexer.PRIVATE or ApexLexer.STATIC or ApexLexer.ABSTRACT or ApexLexer.VIRTUAL or ApexLexer.OVERRIDE or ApexLexer.FINAL
        or ApexLexer.TRANSIENT or ApexLexer.WEBSERVICE or ApexLexer.TESTMETHOD;

    private void ReportUnexpected(Token token)
    {
        var shown = Shown(token);
        Report(shown.Type == TokenConstants.EOF ? "unexpected end of file" : $"unexpected '{Excerpt(shown)}'");
    }
}
