using ApexSovereignty.Syntax.Generated;

namespace ApexSovereignty.Syntax.Parsing;

/// <content>Members and statements.</content>
internal sealed partial class TokenShaper
{
    private static readonly bool[] Modifiers = Keywords.ToTable(
        ApexLexer.ABSTRACT, ApexLexer.FINAL, ApexLexer.GLOBAL, ApexLexer.OVERRIDE, ApexLexer.PRIVATE, ApexLexer.PROTECTED, ApexLexer.PUBLIC,
        ApexLexer.STATIC, ApexLexer.TESTMETHOD, ApexLexer.TRANSIENT, ApexLexer.VIRTUAL, ApexLexer.WEBSERVICE);

    /// <summary>Modifiers that no local variable has: one of them in a method means that the method's brace was forgotten.</summary>
    private static readonly bool[] MemberModifiers = Keywords.ToTable(
        ApexLexer.ABSTRACT, ApexLexer.GLOBAL, ApexLexer.OVERRIDE, ApexLexer.PRIVATE, ApexLexer.PROTECTED, ApexLexer.PUBLIC, ApexLexer.STATIC,
        ApexLexer.TESTMETHOD, ApexLexer.VIRTUAL, ApexLexer.WEBSERVICE);

    private void ItemStart()
    {
        var token = Current;
        operandEnd = false;
        switch (token.Type)
        {
            case ApexLexer.AT:
                Annotation(token);
                break;
            case ApexLexer.SEMI:
                Semicolon(token);
                break;
            case ApexLexer.LBRACE:
                OpenBrace(token);
                break;
            case ApexLexer.RBRACE:
                CloseBrace(token);
                break;
            case ApexLexer.Identifier:
                ItemWord(token);
                break;
            default:
                itemStart = false;
                ExpressionToken();
                break;
        }
    }

    private void Annotation(Token at)
    {
        Emit(at);
        if (!IsWord(Current)) return;
        Emit(Current);
        if (Current.Type != ApexLexer.LPAREN) return;
        Open(FrameKind.Parenthesis, Current);
        var depth = 1;
        while (Current.Type is not (Antlr4.Runtime.TokenConstants.EOF or ApexLexer.SEMI))
        {
            var token = Current;
            Emit(token);
            if (token.Type == ApexLexer.LPAREN) depth++;
            if (token.Type == ApexLexer.RPAREN && --depth == 0)
            {
                CloseFrame(frameCount - 1, token);
                break;
            }
        }

        if (depth > 0) frameCount--;
        itemStart = IsItemFrame;
        operandEnd = false;
    }

    /// <summary>Passes modifiers and annotations in front of a parameter, accessor or loop variable on.</summary>
    private void ModifiersAndAnnotations()
    {
        while (true)
        {
            if (Current.Type == ApexLexer.AT) Annotation(Current);
            else if (IsModifier(Current)) Emit(Current.Keyword, Current);
            else return;
        }
    }

    private bool IsModifier(Token token) =>
        IsWord(token) && Modifiers[token.Keyword] && Peek(1).Type is ApexLexer.Identifier or ApexLexer.AT or ApexLexer.LBRACE;

    private void ItemWord(Token token)
    {
        var keyword = token.Keyword;
        var next = Peek(1);
        if (IsModifier(token))
        {
            if (MemberModifiers[keyword]) CloseForgottenBlocks();
            Emit(keyword, token);
            return;
        }

        switch (keyword)
        {
            case ApexLexer.WITH or ApexLexer.WITHOUT or ApexLexer.INHERITED when next.Keyword == ApexLexer.SHARING:
                Emit(keyword, token);
                Emit(ApexLexer.SHARING, Current);
                return;
            case ApexLexer.CLASS or ApexLexer.INTERFACE or ApexLexer.ENUM when IsWord(next):
                TypeHeader(token);
                return;
            case ApexLexer.TRIGGER when IsWord(next) && Peek(2).Keyword == ApexLexer.ON:
                TriggerHeader(token);
                return;
            case ApexLexer.IF or ApexLexer.WHILE:
                Emit(keyword, token);
                Header(FrameKind.Condition);
                return;
            case ApexLexer.FOR:
                Emit(keyword, token);
                Header(FrameKind.ForHeader);
                if (Top.Kind == FrameKind.ForHeader) ForVariable();
                return;
            case ApexLexer.CATCH:
                Emit(keyword, token);
                Header(FrameKind.Parameters);
                return;
            case ApexLexer.ELSE when next.Keyword == ApexLexer.IF:
                token.End = next.End;
                Emit(ApexLexer.ELSE_IF, token);
                position++;
                Header(FrameKind.Condition);
                return;
            case ApexLexer.ELSE or ApexLexer.DO or ApexLexer.TRY or ApexLexer.FINALLY:
                Emit(keyword, token);
                return;
            case ApexLexer.RETURN or ApexLexer.THROW or ApexLexer.BREAK or ApexLexer.CONTINUE:
                Emit(keyword, token);
                itemStart = false;
                return;
            case ApexLexer.INSERT or ApexLexer.UPDATE or ApexLexer.DELETE or ApexLexer.UNDELETE or ApexLexer.UPSERT or ApexLexer.MERGE
                when next.Type is not (ApexLexer.DOT or ApexLexer.ASSIGN):
                Dml(token);
                return;
            case ApexLexer.SWITCH when next.Keyword == ApexLexer.ON && Peek(2).Type is not (ApexLexer.ASSIGN or ApexLexer.SEMI):
                Emit(keyword, token);
                Emit(ApexLexer.ON, Current);
                pendingBrace = FrameKind.SwitchBody;
                itemStart = false;
                return;
        }

        itemStart = false;
        if (!TryDeclaration()) Word(token);
    }

    /// <summary>The parenthesis behind if, while, for and catch.</summary>
    private void Header(FrameKind kind)
    {
        itemStart = false;
        if (Current.Type == ApexLexer.LPAREN) Open(kind, Current);
        itemStart = false;
    }

    private void ForVariable()
    {
        var start = position;
        while (IsModifierAt(start)) start++;
        var end = ScanType(start);
        if (end < 0 || !IsName(input[end])) return;
        Insert(input[end + 1].Type == ApexLexer.COLON ? ApexLexer.FOREACH : ApexLexer.DECL);
        ModifiersAndAnnotations();
        EmitType(end);
        Emit(ApexLexer.Identifier, Current);

        bool IsModifierAt(int index) => IsWord(input[index]) && Modifiers[input[index].Keyword] && IsWord(input[index + 1]);
    }

    private void Dml(Token token)
    {
        var keyword = token.Keyword;
        Emit(keyword, token);
        itemStart = false;
        if (Current.Keyword == ApexLexer.AS && IsWord(Peek(1)))
        {
            Emit(ApexLexer.AS, Current);
            Emit(Current);
            operandEnd = false;
        }

        if (keyword is ApexLexer.MERGE or ApexLexer.UPSERT) pendingOperand = keyword;
    }

    /// <summary>Type and name, or a constructor's name, at the start of an item.</summary>
    private bool TryDeclaration()
    {
        var end = ScanType(position);
        if (end < 0) return false;
        var name = input[end];
        if (IsName(name) || (IsWord(name) && Top.Kind == FrameKind.TypeBody && input[end + 1].Type == ApexLexer.LPAREN))
        {
            Insert(ApexLexer.DECL);
            EmitType(end);
            Emit(ApexLexer.Identifier, name);
            if (Current.Type == ApexLexer.LPAREN) Open(FrameKind.Parameters, Current);
            else if (Current.Type == ApexLexer.LBRACE) pendingBrace = FrameKind.Accessors;
            itemStart = false;
            return true;
        }

        if (Top.Kind == FrameKind.TypeBody && end == position + 1 && name.Type == ApexLexer.LPAREN)
        {
            Insert(ApexLexer.CTOR);
            Emit(ApexLexer.Identifier, Current);
            Open(FrameKind.Parameters, Current);
            itemStart = false;
            return true;
        }

        return false;
    }

    private static bool IsName(Token token) => IsWord(token) && !Keywords.IsReserved(token.Keyword);

    private void TypeHeader(Token keyword)
    {
        var isEnum = keyword.Keyword == ApexLexer.ENUM;
        Emit(keyword.Keyword, keyword);
        Emit(ApexLexer.Identifier, Current);
        itemStart = false;
        while (Current.Type is ApexLexer.Identifier or ApexLexer.COMMA or ApexLexer.LT)
        {
            if (Current.Type == ApexLexer.LT)
            {
                // Type parameters look like type arguments of the name.
                var close = ScanType(position - 1);
                if (close < 0) break;
                EmitType(close);
            }
            else if (Current.Keyword is ApexLexer.EXTENDS or ApexLexer.IMPLEMENTS)
            {
                Emit(Current.Keyword, Current);
            }
            else
            {
                var end = IsWord(Current) ? ScanType(position) : -1;
                if (end >= 0) EmitType(end);
                else Emit(Current);
            }
        }

        pendingBrace = isEnum ? FrameKind.EnumBody : FrameKind.TypeBody;
    }

    private void TriggerHeader(Token keyword)
    {
        Emit(ApexLexer.TRIGGER, keyword);
        Emit(Current);
        Emit(ApexLexer.ON, Current);
        itemStart = false;
        while (Current.Type is ApexLexer.Identifier or ApexLexer.COMMA) Emit(Current);
        if (Current.Type != ApexLexer.LPAREN) return;
        Open(FrameKind.Parameters, Current);
        itemStart = false;
        while (Current.Type is ApexLexer.Identifier or ApexLexer.COMMA) Emit(Current);
    }

    /// <summary>Closes the blocks of a method whose closing brace is missing, where the next member starts.</summary>
    private void CloseForgottenBlocks()
    {
        var index = frameCount - 1;
        while (index >= 0 && frames[index].Kind == FrameKind.Block) index--;
        if (index < 0 || index == frameCount - 1 || frames[index].Kind != FrameKind.TypeBody) return;
        diagnostics.Add("'}' expected before the next member", Current.Span);
        while (frameCount - 1 > index)
        {
            Insert(ApexLexer.RBRACE);
            CloseFrame(frameCount - 1, output[^1]);
        }
    }

    private void EnumToken()
    {
        var token = Current;
        if (token.Type == ApexLexer.RBRACE) CloseBrace(token);
        else if (token.Type == ApexLexer.LBRACE) Open(FrameKind.Initializer, token);
        else Emit(token);
    }

    private void AccessorToken()
    {
        ModifiersAndAnnotations();
        var token = Current;
        switch (token.Type)
        {
            case ApexLexer.RBRACE:
                CloseBrace(token);
                break;
            case ApexLexer.LBRACE:
                Open(FrameKind.Block, token);
                break;
            case ApexLexer.Identifier when token.Keyword is ApexLexer.GET or ApexLexer.SET:
                Emit(token.Keyword, token);
                break;
            case Antlr4.Runtime.TokenConstants.EOF:
                break;
            default:
                Emit(token);
                break;
        }
    }

    private void SwitchToken()
    {
        var token = Current;
        if (token.Keyword != ApexLexer.WHEN || (last is not (ApexLexer.LBRACE or ApexLexer.RBRACE) && !operandEnd))
        {
            ExpressionToken();
            return;
        }

        Emit(ApexLexer.WHEN, token);
        if (Current.Keyword == ApexLexer.ELSE)
        {
            Emit(ApexLexer.ELSE, Current);
            return;
        }

        var end = ScanType(position);
        if (end < 0 || !IsName(input[end]) || input[end + 1].Type != ApexLexer.LBRACE) return;
        Insert(ApexLexer.DECL);
        EmitType(end);
        Emit(Current);
    }

    private void ParameterToken()
    {
        var token = Current;
        if (last is ApexLexer.LPAREN or ApexLexer.COMMA)
        {
            ModifiersAndAnnotations();
            var end = ScanType(position);
            if (end >= 0)
            {
                EmitType(end);
                if (IsWord(Current)) Emit(Current);
                return;
            }

            token = Current;
        }

        if (IsWord(token)) Emit(token);
        else if (token.Type != Antlr4.Runtime.TokenConstants.EOF) ExpressionToken();
    }
}
