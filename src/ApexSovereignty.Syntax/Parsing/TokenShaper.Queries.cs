using ApexSovereignty.Syntax.Generated;

namespace ApexSovereignty.Syntax.Parsing;

/// <content>SOQL and SOSL, whose words are keywords only where the clause before lets them be.</content>
internal sealed partial class TokenShaper
{
    /// <summary>Tokens behind which a query has a name or value and no keyword of a clause.</summary>
    private static readonly bool[] NameFollows = Keywords.ToTable(
        ApexLexer.SELECT, ApexLexer.COMMA, ApexLexer.FROM, ApexLexer.BY, ApexLexer.WHERE, ApexLexer.AND, ApexLexer.OR, ApexLexer.NOT,
        ApexLexer.HAVING, ApexLexer.LPAREN, ApexLexer.THEN, ApexLexer.ELSE, ApexLexer.TYPEOF, ApexLexer.WHEN, ApexLexer.RETURNING,
        ApexLexer.SUBQUERY_LPAREN, ApexLexer.SOQL_LBRACK, ApexLexer.SOSL_LBRACK, ApexLexer.FIND, ApexLexer.LIMIT, ApexLexer.OFFSET,
        ApexLexer.AS, ApexLexer.FOR, ApexLexer.SCOPE, ApexLexer.UPDATE, ApexLexer.DOT, ApexLexer.PLUS, ApexLexer.MINUS,
        ApexLexer.ASSIGN, ApexLexer.EQUAL, ApexLexer.NOT_EQUAL, ApexLexer.LESS_GREATER, ApexLexer.LT, ApexLexer.LE, ApexLexer.GT,
        ApexLexer.GE, ApexLexer.LIKE, ApexLexer.IN, ApexLexer.INCLUDES, ApexLexer.EXCLUDES);

    private static readonly bool[] Comparisons = Keywords.ToTable(
        ApexLexer.ASSIGN, ApexLexer.EQUAL, ApexLexer.NOT_EQUAL, ApexLexer.LESS_GREATER, ApexLexer.LT, ApexLexer.LE, ApexLexer.GT,
        ApexLexer.GE, ApexLexer.LIKE, ApexLexer.IN, ApexLexer.INCLUDES, ApexLexer.EXCLUDES);

    private static bool IsQueryWord(int keyword) => keyword is ApexLexer.AND or ApexLexer.OR or ApexLexer.LIMIT or ApexLexer.ORDER
        or ApexLexer.GROUP or ApexLexer.HAVING or ApexLexer.FOR or ApexLexer.ALL or ApexLexer.WITH or ApexLexer.OFFSET or ApexLexer.UPDATE
        or ApexLexer.USING or ApexLexer.IN or ApexLexer.RETURNING;

    private void QueryToken()
    {
        var token = Current;
        switch (token.Type)
        {
            case ApexLexer.Identifier:
                QueryWord(token);
                break;
            case ApexLexer.LPAREN:
                QueryParenthesis(token);
                break;
            case ApexLexer.COLON:
                Emit(token);
                Push(FrameKind.Bind, -1);
                break;
            case ApexLexer.IntegerLiteral:
                Number(token);
                break;
            case ApexLexer.LT when Peek(1).Type == ApexLexer.ASSIGN:
                Fuse(ApexLexer.LE, 2);
                break;
            case ApexLexer.GT when Peek(1).Type == ApexLexer.ASSIGN:
                Fuse(ApexLexer.GE, 2);
                break;
            case ApexLexer.LBRACE:
                Open(FrameKind.Initializer, token);
                break;
            case ApexLexer.RPAREN:
                CloseParenthesis(token);
                break;
            case ApexLexer.RBRACK:
                CloseBracket(token);
                break;
            case ApexLexer.RBRACE:
                CloseBrace(token);
                break;
            case ApexLexer.SEMI:
                Semicolon(token);
                break;
            default:
                Emit(token);
                break;
        }
    }

    private void QueryParenthesis(Token token)
    {
        var holdsValues = Comparisons.AsSpan()[Math.Max(last, 0)];
        var isSearch = Top.IsSearch;
        var isSubquery = Peek(1).Keyword == ApexLexer.SELECT;
        Open(FrameKind.QueryParenthesis, token);
        if (isSubquery) token.Type = last = ApexLexer.SUBQUERY_LPAREN;
        Top.HoldsValues = holdsValues;
        Top.IsSearch = isSearch && !isSubquery;
    }

    private void QueryWord(Token token)
    {
        if (last == ApexLexer.DOT) Emit(token);
        else if (Top.InWith && !StartsClause(token)) Emit(token);
        else if (NameFollows[Math.Max(last, 0)]) QueryName(token);
        else QueryKeyword(token);
    }

    /// <summary>A word where a name or value stands.</summary>
    private void QueryName(Token token)
    {
        var keyword = token.Keyword;
        var next = Peek(1);
        switch (keyword)
        {
            case ApexLexer.SELECT when last is ApexLexer.SOQL_LBRACK or ApexLexer.SUBQUERY_LPAREN:
            case ApexLexer.FIND when last is ApexLexer.SOSL_LBRACK:
            case ApexLexer.NULL or ApexLexer.TRUE or ApexLexer.FALSE:
            case ApexLexer.IN when last is ApexLexer.NOT:
            case ApexLexer.FROM when last is ApexLexer.COMMA:
                Emit(keyword, token);
                return;
            case ApexLexer.NOT when next.Type != ApexLexer.DOT && !Comparisons[Math.Max(next.Type, 0)]
                && last is ApexLexer.WHERE or ApexLexer.AND or ApexLexer.OR or ApexLexer.NOT or ApexLexer.HAVING or ApexLexer.LPAREN:
                Emit(keyword, token);
                return;
            case ApexLexer.TYPEOF when IsWord(next) && next.Keyword != ApexLexer.FROM && last is ApexLexer.SELECT or ApexLexer.COMMA:
                Emit(keyword, token);
                Top.InTypeOf = true;
                return;
        }

        if (Comparisons[Math.Max(last, 0)] || (Top.HoldsValues && last is ApexLexer.LPAREN or ApexLexer.COMMA)) QueryValue(token);
        else Emit(token);
    }

    private void QueryValue(Token token)
    {
        var word = TextOf(token);
        var next = Peek(1);
        if (next.Type == ApexLexer.COLON && Peek(2).Type == ApexLexer.IntegerLiteral && Keywords.IsCountingDateWord(word))
        {
            Fuse(ApexLexer.DATE_WORD, 3);
        }
        else if (Keywords.IsDateWord(word))
        {
            Emit(ApexLexer.DATE_WORD, token);
        }
        else if (IsCurrency(word))
        {
            if (next.Type == ApexLexer.DecimalLiteral && next.Start == token.End) Fuse(ApexLexer.CURRENCY, 2);
            else Emit(ApexLexer.CURRENCY, token);
        }
        else
        {
            Emit(token);
        }
    }

    private static bool IsCurrency(ReadOnlySpan<char> word)
    {
        if (word.Length < 4) return false;
        for (var i = 0; i < word.Length; i++)
            if (i < 3 ? !char.IsAsciiLetter(word[i]) : !char.IsAsciiDigit(word[i])) return false;
        return true;
    }

    /// <summary>A word behind a complete name or value: the keyword of what follows, or an alias.</summary>
    private void QueryKeyword(Token token)
    {
        var keyword = token.Keyword;
        if (!IsKeywordHere(token))
        {
            Emit(token);
            return;
        }

        Emit(keyword, token);
        if (keyword == ApexLexer.WITH) Top.InWith = true;
        else if (keyword == ApexLexer.END) Top.InTypeOf = false;
        else if (StartsClauseKeyword(keyword)) Top.InWith = false;
    }

    private bool IsKeywordHere(Token token)
    {
        var next = Peek(1).Keyword;
        switch (token.Keyword)
        {
            case ApexLexer.FROM or ApexLexer.WHERE or ApexLexer.HAVING or ApexLexer.LIMIT or ApexLexer.OFFSET or ApexLexer.WITH
                or ApexLexer.AND or ApexLexer.OR or ApexLexer.LIKE or ApexLexer.IN or ApexLexer.INCLUDES or ApexLexer.EXCLUDES
                or ApexLexer.ASC or ApexLexer.DESC or ApexLexer.RETURNING or ApexLexer.FOR:
                return true;
            case ApexLexer.NOT:
                return next == ApexLexer.IN;
            case ApexLexer.GROUP or ApexLexer.ORDER:
                return next == ApexLexer.BY;
            case ApexLexer.BY:
                return last is ApexLexer.GROUP or ApexLexer.ORDER;
            case ApexLexer.NULLS:
                return next is ApexLexer.FIRST or ApexLexer.LAST;
            case ApexLexer.FIRST or ApexLexer.LAST:
                return last == ApexLexer.NULLS;
            case ApexLexer.ALL:
                return next == ApexLexer.ROWS;
            case ApexLexer.ROWS:
                return last == ApexLexer.ALL;
            case ApexLexer.USING:
                return IsWord(Peek(1));
            case ApexLexer.SCOPE:
                return last == ApexLexer.USING;
            case ApexLexer.UPDATE:
                return IsWord(Peek(1));
            case ApexLexer.AS:
                return IsWord(Peek(1));
            case ApexLexer.WHEN or ApexLexer.THEN or ApexLexer.ELSE or ApexLexer.END:
                return Top.InTypeOf;
            case ApexLexer.FIELDS:
                return Top.IsSearch;
            default:
                return false;
        }
    }

    private bool StartsClause(Token token) => StartsClauseKeyword(token.Keyword) && IsKeywordHere(token);

    private static bool StartsClauseKeyword(int keyword) => keyword is ApexLexer.GROUP or ApexLexer.ORDER or ApexLexer.LIMIT or ApexLexer.OFFSET
        or ApexLexer.FOR or ApexLexer.ALL or ApexLexer.UPDATE or ApexLexer.HAVING or ApexLexer.WITH or ApexLexer.USING or ApexLexer.WHERE;

    /// <summary>A number, or a date or time that starts with one: <c>2024-01-31T10:00:00.000+01:00</c>.</summary>
    private void Number(Token token)
    {
        var end = ScanDate(token.Start);
        if (end < 0)
        {
            Emit(token);
            return;
        }

        Emit(ApexLexer.DATE, token);
        token.End = end;
        while (Current.Start < end && Current.Type != Antlr4.Runtime.TokenConstants.EOF) position++;
    }

    private int ScanDate(int start)
    {
        if (!Matches(start, "0000-00-00")) return -1;
        var end = start + 10;
        if (!Matches(end, "T00:00:00")) return end;
        end += 9;
        if (end < text.Length && text[end] == '.')
        {
            end++;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        }

        if (Matches(end, "Z")) return end + 1;
        if (Matches(end, "+00:00") || Matches(end, "-00:00")) return end + 6;
        if (Matches(end, "+0000") || Matches(end, "-0000")) return end + 5;
        return end;
    }

    /// <summary>Whether the text has a pattern at a position; 0 stands for a digit, letters match in any case.</summary>
    private bool Matches(int start, string pattern)
    {
        if (start + pattern.Length > text.Length) return false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = text[start + i];
            if (pattern[i] == '0' ? !char.IsAsciiDigit(c) : char.ToUpperInvariant(c) != pattern[i]) return false;
        }

        return true;
    }
}
