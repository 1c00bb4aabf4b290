using ApexSovereignty.Syntax.Generated;

namespace ApexSovereignty.Syntax.Parsing;

/// <content>Types and expressions.</content>
internal sealed partial class TokenShaper
{
    private const int DeepestTypeArgument = 20;
    private const int LongestTypeArguments = 400;

    private static readonly bool[] OperandStarts = Keywords.ToTable(
        ApexLexer.Identifier, ApexLexer.IntegerLiteral, ApexLexer.LongLiteral, ApexLexer.DecimalLiteral, ApexLexer.DoubleLiteral,
        ApexLexer.StringLiteral, ApexLexer.TextBlock, ApexLexer.LPAREN, ApexLexer.BANG, ApexLexer.TILDE);

    /// <summary>The index behind the type that starts at an index, or -1.</summary>
    private int ScanType(int index) => ScanType(index, index, 0);

    private int ScanType(int index, int start, int depth)
    {
        if (!IsName(input[index])) return -1;
        index++;
        while (true)
        {
            if (input[index].Type == ApexLexer.LT)
            {
                if (depth == DeepestTypeArgument || index - start > LongestTypeArguments) return -1;
                do
                {
                    index = ScanType(index + 1, start, depth + 1);
                    if (index < 0) return -1;
                }
                while (input[index].Type == ApexLexer.COMMA && index - start <= LongestTypeArguments);

                if (input[index].Type != ApexLexer.GT) return -1;
                index++;
            }

            if (input[index].Type != ApexLexer.DOT || !IsWord(input[index + 1]) || input[index + 1].Keyword == ApexLexer.CLASS) break;
            index += 2;
        }

        while (input[index].Type == ApexLexer.LBRACK && input[index + 1].Type == ApexLexer.RBRACK) index += 2;
        return index;
    }

    /// <summary>Passes the tokens up to an index on as those of a type.</summary>
    private void EmitType(int end)
    {
        while (position < end)
        {
            var token = Current;
            switch (token.Type)
            {
                case ApexLexer.LT:
                    Emit(ApexLexer.TYPE_LT, token);
                    break;
                case ApexLexer.GT:
                    Emit(ApexLexer.TYPE_GT, token);
                    break;
                case ApexLexer.LBRACK:
                    token.End = Peek(1).End;
                    Emit(ApexLexer.ARRAY, token);
                    position++;
                    break;
                default:
                    Emit(token);
                    break;
            }
        }
    }

    private void ExpressionToken()
    {
        var token = Current;
        switch (token.Type)
        {
            case ApexLexer.Identifier:
                ExpressionWord(token);
                break;
            case ApexLexer.LPAREN:
                if (operandEnd || !TryCast()) Open(FrameKind.Parenthesis, token);
                break;
            case ApexLexer.LBRACK:
                Bracket(token);
                break;
            case ApexLexer.LBRACE:
                OpenBrace(token);
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
            case ApexLexer.LT when Peek(1).Type == ApexLexer.ASSIGN:
                Fuse(ApexLexer.LE, 2);
                break;
            case ApexLexer.GT:
                GreaterThan(token);
                break;
            case ApexLexer.QUESTION_DOT when Peek(1).Type is ApexLexer.IntegerLiteral or ApexLexer.DoubleLiteral && Peek(1).Start == token.End:
                ConditionalWithFraction(token);
                break;
            case ApexLexer.COMMA when Top.Kind == FrameKind.Bind:
                frameCount--;
                QueryToken();
                break;
            default:
                Emit(token);
                break;
        }
    }

    /// <summary>In <c>a ?.5 : b</c> the dot belongs to the number.</summary>
    private void ConditionalWithFraction(Token token)
    {
        var digits = Peek(1);
        token.End--;
        input[position + 1] = new Token(digits.Type == ApexLexer.IntegerLiteral ? ApexLexer.DecimalLiteral : digits.Type, token.End, digits.End);
        Emit(ApexLexer.QUESTION, token);
    }

    private void GreaterThan(Token token)
    {
        var second = Peek(1);
        if (second.Type == ApexLexer.ASSIGN) Fuse(ApexLexer.GE, 2);
        else if (second.Start != token.End) Emit(token);
        else if (second.Type == ApexLexer.GE) Fuse(ApexLexer.RIGHT_SHIFT_ASSIGN, 2);
        else if (second.Type != ApexLexer.GT) Emit(token);
        else if (Peek(2).Type == ApexLexer.GE && Peek(2).Start == second.End) Fuse(ApexLexer.UNSIGNED_RIGHT_SHIFT_ASSIGN, 3);
        else if (Peek(2).Type == ApexLexer.GT && Peek(2).Start == second.End) Fuse(ApexLexer.UNSIGNED_RIGHT_SHIFT, 3);
        else Fuse(ApexLexer.RIGHT_SHIFT, 2);
    }

    /// <summary>Passes the current token on, stretched over following ones.</summary>
    private void Fuse(int type, int count)
    {
        var token = Current;
        token.End = Peek(count - 1).End;
        Emit(type, token);
        position += count - 1;
    }

    private void ExpressionWord(Token token)
    {
        var keyword = token.Keyword;
        if (last is ApexLexer.DOT or ApexLexer.QUESTION_DOT)
        {
            if (keyword == ApexLexer.CLASS && last == ApexLexer.DOT)
            {
                output[^1].Type = ApexLexer.CLASS_DOT;
                Emit(ApexLexer.CLASS, token);
            }
            else
            {
                Emit(token);
            }

            return;
        }

        if (operandEnd && keyword != ApexLexer.INSTANCEOF)
        {
            if (Top.Kind == FrameKind.Bind)
            {
                frameCount--;
                QueryToken();
                return;
            }

            if (IsItemFrame)
            {
                if (SecondOperand()) return;

                // Two words in a row are no expression: the semicolon before this one is missing.
                itemStart = true;
                return;
            }
        }
        else if (IsItemFrame && Keywords.IsReserved(keyword) && keyword is not (ApexLexer.NEW or ApexLexer.NULL or ApexLexer.TRUE or ApexLexer.FALSE
            or ApexLexer.THIS or ApexLexer.SUPER or ApexLexer.INSTANCEOF))
        {
            itemStart = true;
            return;
        }

        Word(token);
    }

    /// <summary>The record merged into the first, or the key field of upsert.</summary>
    private bool SecondOperand()
    {
        var operand = pendingOperand;
        if (operand == 0) return false;
        pendingOperand = 0;
        Insert(ApexLexer.SEPARATOR);
        var end = operand == ApexLexer.UPSERT ? ScanType(position) : -1;
        if (end >= 0) EmitType(end);
        return true;
    }

    /// <summary>A word in an expression that is neither a member's name nor in a wrong place.</summary>
    private void Word(Token token)
    {
        var keyword = token.Keyword;
        switch (keyword)
        {
            case ApexLexer.NEW:
                Emit(keyword, token);
                var created = ScanType(position);
                if (created >= 0) EmitType(created);
                if (Current.Type == ApexLexer.LBRACE) Open(FrameKind.Initializer, Current);
                break;
            case ApexLexer.INSTANCEOF:
                Emit(keyword, token);
                var tested = ScanType(position);
                if (tested >= 0) EmitType(tested);
                break;
            default:
                if (Keywords.IsReserved(keyword))
                {
                    Emit(keyword, token);
                    break;
                }

                if (Peek(1).Type == ApexLexer.LT || (Peek(1).Type == ApexLexer.LBRACK && Peek(2).Type == ApexLexer.RBRACK))
                {
                    var end = ScanType(position);
                    if (end >= 0 && input[end].Type == ApexLexer.DOT && input[end + 1].Keyword == ApexLexer.CLASS)
                    {
                        Insert(ApexLexer.TYPE_REFERENCE);
                        EmitType(end);
                        break;
                    }
                }

                Emit(token);
                break;
        }
    }

    private void Bracket(Token token)
    {
        if (pendingOperand == ApexLexer.MERGE && operandEnd && Peek(1).Keyword == ApexLexer.SELECT && IsItemFrame) SecondOperand();
        if (Peek(1).Keyword == ApexLexer.SELECT)
        {
            Open(FrameKind.Query, token);
            token.Type = last = ApexLexer.SOQL_LBRACK;
        }
        else if (Peek(1).Keyword == ApexLexer.FIND
            && Peek(2).Type is ApexLexer.COLON or ApexLexer.StringLiteral or ApexLexer.TextBlock or ApexLexer.LBRACE)
        {
            Open(FrameKind.Query, token);
            token.Type = last = ApexLexer.SOSL_LBRACK;
            Top.IsSearch = true;
        }
        else
        {
            Open(FrameKind.Bracket, token);
        }
    }

    /// <summary>A parenthesis where an operand is expected: a cast where it holds a type and an operand follows.</summary>
    private bool TryCast()
    {
        var end = ScanType(position + 1);
        if (end < 0 || input[end].Type != ApexLexer.RPAREN || !IsCastOperand(end)) return false;
        var open = Current;
        Emit(ApexLexer.CAST_LPAREN, open);
        EmitType(end);
        var close = Current;
        Emit(ApexLexer.CAST_RPAREN, close);
        open.Match = close.TokenIndex;
        close.Match = open.TokenIndex;
        return true;
    }

    private bool IsCastOperand(int close)
    {
        var next = input[close + 1];
        if (next.Type == ApexLexer.LBRACK) return input[close + 2].Keyword is ApexLexer.SELECT or ApexLexer.FIND;
        if (next.Type is ApexLexer.MINUS or ApexLexer.PLUS) return IsNumericOrGeneric(close);
        if (next.Type <= 0 || !OperandStarts[next.Type] || next.Keyword == ApexLexer.INSTANCEOF) return false;
        if (pendingOperand != 0 && IsItemFrame && IsSecondOperand(close + 1)) return false;

        // In WHERE x = :(a) AND … the word belongs to the query.
        return Top.Kind != FrameKind.Bind || !IsQueryWord(next.Keyword);
    }

    /// <summary>Whether the rest of <c>merge (a) b;</c> or <c>upsert (a) Key__c;</c> is the second operand.</summary>
    private bool IsSecondOperand(int index)
    {
        var end = ScanType(index);
        if (end < 0 || input[end].Type != ApexLexer.SEMI) return false;
        return pendingOperand == ApexLexer.MERGE || TextOf(input[end - 1]).EndsWith("__c", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether <c>(T) - 1</c> is a cast and not a subtraction: a name alone says so only for the numeric types.</summary>
    private bool IsNumericOrGeneric(int close)
    {
        var lastOfType = input[close - 1];
        if (lastOfType.Type is ApexLexer.GT or ApexLexer.RBRACK) return true;
        if (close != position + 2) return false;
        var name = TextOf(lastOfType);
        return name.Equals("Integer", StringComparison.OrdinalIgnoreCase) || name.Equals("Decimal", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Double", StringComparison.OrdinalIgnoreCase) || name.Equals("Long", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Object", StringComparison.OrdinalIgnoreCase);
    }
}
