using System.Collections.Immutable;
using ApexSovereignty.Syntax.Generated;
using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax.Parsing;

/// <content>Expressions.</content>
internal sealed partial class TreeBuilder
{
    private ImmutableArray<ExpressionSyntax> Expressions(ApexRuleContext context)
    {
        var expressions = new List<ExpressionSyntax>();
        for (var child = context.FirstChild; child is not null; child = child.NextSibling) expressions.Add(Expression(child));
        return Freeze(expressions);
    }

    private ExpressionSyntax Expression(ApexRuleContext context)
    {
        if (context.HasError || context.FirstChild is null) return Missing(context);
        return context.FirstChild.NextSibling is null ? Operand(context.FirstChild) : Chain(context);
    }

    /// <summary>A chain of conditionals and assignments, which group from the right.</summary>
    private ExpressionSyntax Chain(ApexRuleContext context)
    {
        var links = LinksOf(context);
        if (!TryNest(links)) return TooLong(context);
        var chain = RightGrouped(context.FirstChild);
        nested -= links;
        return chain;
    }

    /// <summary>How many conditionals, assignments and instanceofs, which nest the tree, stand in an expression.</summary>
    private int LinksOf(ApexRuleContext context)
    {
        var links = 0;
        for (var child = context.FirstChild!.NextSibling; child is not null; child = child.NextSibling)
            if (OperatorBefore(child) is var type && (Precedence.Of(type) == 0 || type == ApexLexer.INSTANCEOF)) links++;
        return links;
    }

    private ExpressionSyntax RightGrouped(ApexRuleContext? first)
    {
        var cursor = new OperatorCursor(first);
        List<(ExpressionSyntax Left, BinaryOperator? Operator, ExpressionSyntax? WhenTrue)>? open = null;
        ExpressionSyntax result;
        while (true)
        {
            result = Binary(ref cursor, Precedence.Lowest);
            if (cursor.Next is not { } next) break;
            open ??= [];
            var operatorType = OperatorBefore(next);
            if (operatorType == ApexLexer.QUESTION)
            {
                var whenTrue = Expression(next);
                cursor.Next = next.NextSibling;
                open.Add((result, null, whenTrue));
            }
            else
            {
                open.Add((result, Precedence.OfAssignment(operatorType), null));
            }
        }

        if (open is null) return result;
        for (var i = open.Count - 1; i >= 0; i--)
        {
            var (left, @operator, whenTrue) = open[i];
            var span = TextSpan.FromBounds(left.Span.Start, result.Span.End);
            result = whenTrue is null
                ? new AssignmentExpressionSyntax(span, left, @operator, result)
                : new ConditionalExpressionSyntax(span, left, whenTrue, result);
        }

        return result;
    }

    /// <summary>Type of the token in front of an operand: its operator, QUESTION or COLON.</summary>
    private int OperatorBefore(ApexRuleContext operand) => tokens[operand.FirstToken - 1].Type;

    /// <summary>Operators of a level and above; those of one level in one node.</summary>
    private ExpressionSyntax Binary(ref OperatorCursor cursor, int lowest)
    {
        var left = Operand(cursor.Take());
        while (cursor.Next is { } next)
        {
            var level = Precedence.Of(OperatorBefore(next));
            if (level < lowest || level == 0) break;
            var operands = new List<ExpressionSyntax> { left };
            var operators = new List<BinaryOperator>();
            while (cursor.Next is { } operand && Precedence.Of(OperatorBefore(operand)) == level)
            {
                var type = OperatorBefore(operand);
                if (type == ApexLexer.INSTANCEOF)
                {
                    left = Join(operands, operators);
                    cursor.Take();
                    if (TypeOf(operand) is { } tested)
                        left = new InstanceOfExpressionSyntax(TextSpan.FromBounds(left.Span.Start, tested.Span.End), left, tested);
                    operands = [left];
                    operators = [];
                }
                else
                {
                    operators.Add(Precedence.OperatorOf(type));
                    operands.Add(Binary(ref cursor, level + 1));
                }
            }

            left = Join(operands, operators);
        }

        return left;
    }

    private static ExpressionSyntax Join(List<ExpressionSyntax> operands, List<BinaryOperator> operators) =>
        operators.Count == 0
            ? operands[0]
            : new BinaryExpressionSyntax(TextSpan.FromBounds(operands[0].Span.Start, operands[^1].Span.End), Freeze(operands), Freeze(operators));

    private ExpressionSyntax Operand(ApexRuleContext context)
    {
        if (context.HasError) return Missing(context);
        var links = SelectorsAndPrefixes(context);
        if (!TryNest(links)) return TooLong(context);
        var operand = CompleteOperand(context);
        nested -= links;
        return operand;
    }

    /// <summary>How many levels an operand's prefixes and selectors nest the tree, or a few more.</summary>
    private int SelectorsAndPrefixes(ApexRuleContext context)
    {
        var child = context.FirstChild;
        var tokenCount = context.LastToken - context.FirstToken;
        if (child is null || tokenCount < 8) return tokenCount;
        var links = 0;
        for (var index = context.FirstToken; index <= context.LastToken; index++)
        {
            links++;
            if (tokens[index].Type is ApexLexer.DOT or ApexLexer.QUESTION_DOT) index++;
            if (child is null || index < child.FirstToken) continue;
            index = Math.Max(index, child.LastToken);
            child = child.NextSibling;
        }

        return links;
    }

    private ExpressionSyntax CompleteOperand(ApexRuleContext context)
    {
        var child = context.FirstChild;
        var index = context.FirstToken;
        while (IsPrefix(tokens[index].Type))
        {
            if (tokens[index].Type == ApexLexer.CAST_LPAREN)
            {
                index = child!.LastToken + 1;
                child = child.NextSibling;
            }

            index++;
        }

        var prefixes = index;
        var expression = Primary(ref index, ref child, context);
        expression = Selectors(expression, index, child, context);
        return prefixes == context.FirstToken ? expression : Prefixed(expression, prefixes, context);
    }

    private static bool IsPrefix(int type) =>
        type is ApexLexer.PLUS or ApexLexer.MINUS or ApexLexer.BANG or ApexLexer.TILDE or ApexLexer.INC or ApexLexer.DEC or ApexLexer.CAST_LPAREN;

    private ExpressionSyntax Prefixed(ExpressionSyntax expression, int end, ApexRuleContext context)
    {
        var prefixes = new List<(int Index, ApexRuleContext? Type)>();
        var child = context.FirstChild;
        for (var index = context.FirstToken; index < end; index++)
        {
            if (tokens[index].Type != ApexLexer.CAST_LPAREN)
            {
                prefixes.Add((index, null));
                continue;
            }

            prefixes.Add((index, child));
            index = child!.LastToken + 1;
            child = child.NextSibling;
        }

        for (var i = prefixes.Count - 1; i >= 0; i--)
        {
            var token = tokens[prefixes[i].Index];
            var span = TextSpan.FromBounds(token.Start, expression.Span.End);
            if (prefixes[i].Type is not { } castType)
                expression = new UnaryExpressionSyntax(span, Precedence.PrefixOf(token.Type), expression);
            else if (TypeOf(castType) is { } type)
                expression = new CastExpressionSyntax(span, type, expression);
        }

        return expression;
    }

    private ExpressionSyntax Primary(ref int index, ref ApexRuleContext? child, ApexRuleContext context)
    {
        var token = tokens[index];
        var first = index++;
        switch (token.Type)
        {
            case ApexLexer.Identifier:
                return new IdentifierNameSyntax(token.Span, NameOf(token));
            case ApexLexer.THIS:
                return new ThisExpressionSyntax(token.Span);
            case ApexLexer.SUPER:
                return new SuperExpressionSyntax(token.Span);
            case ApexLexer.StringLiteral or ApexLexer.TextBlock:
                return new LiteralExpressionSyntax(token.Span, LiteralKind.String, StringLiterals.ValueOf(TextOf(token)));
            case ApexLexer.NULL:
                return Literal(LiteralKind.Null);
            case ApexLexer.TRUE:
                return Literal(LiteralKind.True);
            case ApexLexer.FALSE:
                return Literal(LiteralKind.False);
            case ApexLexer.IntegerLiteral:
                return Literal(LiteralKind.Integer);
            case ApexLexer.LongLiteral:
                return Literal(LiteralKind.Long);
            case ApexLexer.DecimalLiteral:
                return Literal(LiteralKind.Decimal);
            case ApexLexer.DoubleLiteral:
                return Literal(LiteralKind.Double);
        }

        if (child is null) return Missing(context);
        var inner = child;
        child = child.NextSibling;
        index = Behind(inner, context);
        switch (token.Type)
        {
            case ApexLexer.LPAREN:
                return new ParenthesizedExpressionSyntax(SpanOf(first, index - 1), Expression(inner));
            case ApexLexer.SOQL_LBRACK:
                return Soql(inner) is { } query ? new SoqlExpressionSyntax(SpanOf(first, index - 1), query) : Missing(context);
            case ApexLexer.SOSL_LBRACK:
                return Sosl(inner) is { } search ? new SoslExpressionSyntax(SpanOf(first, index - 1), search) : Missing(context);
            case ApexLexer.TYPE_REFERENCE:
                index = inner.LastToken + 3;
                return TypeOf(inner) is { } type ? new TypeOfExpressionSyntax(SpanOf(first, index - 1), type) : Missing(context);
            case ApexLexer.NEW:
                index = inner.LastToken + 1;
                return Creation(inner);
            default:
                return Missing(context);
        }

        LiteralExpressionSyntax Literal(LiteralKind kind) => new(token.Span, kind, names.Get(TextOf(token)));
    }

    private ExpressionSyntax Selectors(ExpressionSyntax expression, int index, ApexRuleContext? child, ApexRuleContext context)
    {
        var start = expression.Span.Start;
        while (index <= context.LastToken)
        {
            var token = tokens[index];
            switch (token.Type)
            {
                case ApexLexer.DOT or ApexLexer.QUESTION_DOT:
                    var name = tokens[index + 1];
                    expression = new MemberAccessExpressionSyntax(TextSpan.FromBounds(start, name.End), expression, token.Type == ApexLexer.QUESTION_DOT, NameOf(name));
                    index += 2;
                    break;
                case ApexLexer.LPAREN:
                    var arguments = child!.FirstChild is { } list ? Expressions(list) : [];
                    expression = new InvocationExpressionSyntax(TextSpan.FromBounds(start, tokens[child.LastToken].End), expression, arguments);
                    index = child.LastToken + 1;
                    child = child.NextSibling;
                    break;
                case ApexLexer.LBRACK:
                    index = Behind(child!, context);
                    expression = new ElementAccessExpressionSyntax(TextSpan.FromBounds(start, tokens[index - 1].End), expression, Expression(child!));
                    child = child!.NextSibling;
                    break;
                case ApexLexer.CLASS_DOT:
                    index += 2;
                    var span = TextSpan.FromBounds(start, tokens[index - 1].End);
                    expression = AsType(expression) is { } type ? new TypeOfExpressionSyntax(span, type) : new MissingExpressionSyntax(span);
                    break;
                case ApexLexer.INC or ApexLexer.DEC:
                    index++;
                    expression = new UnaryExpressionSyntax(TextSpan.FromBounds(start, token.End),
                        token.Type == ApexLexer.INC ? UnaryOperator.PostIncrement : UnaryOperator.PostDecrement, expression);
                    break;
                default:
                    return expression;
            }
        }

        return expression;
    }

    /// <summary>The index behind what brackets hold and the closing bracket, which may be missing.</summary>
    private int Behind(ApexRuleContext content, ApexRuleContext context)
    {
        var index = content.LastToken + 1;
        return index <= context.LastToken && tokens[index].Type is ApexLexer.RPAREN or ApexLexer.RBRACK ? index + 1 : index;
    }

    /// <summary>Names between dots as a type, for <c>Outer.Inner.class</c>.</summary>
    private static TypeSyntax? AsType(ExpressionSyntax expression)
    {
        var parts = new List<TypeNamePartSyntax>();
        var current = expression;
        while (current is MemberAccessExpressionSyntax access)
        {
            parts.Add(new TypeNamePartSyntax(access.Name, []));
            current = access.Expression;
        }

        if (current is not IdentifierNameSyntax first) return null;
        parts.Add(new TypeNamePartSyntax(first.Identifier, []));
        parts.Reverse();
        return new TypeSyntax(expression.Span, Freeze(parts), 0);
    }

    private ExpressionSyntax Creation(ApexRuleContext context)
    {
        if (context.HasError || TypeOf(context.FirstChild) is not { } type) return Missing(context);
        var tail = context.FirstChild!.NextSibling;
        var span = SpanOf(context);
        switch (tokens[context.FirstChild.LastToken + 1].Type)
        {
            case ApexLexer.LBRACK:
                return new ObjectCreationExpressionSyntax(span, type, CreationKind.ArraySize, tail is null ? [] : [Expression(tail)], [], []);
            case ApexLexer.LBRACE:
                return Elements(context, type, tail);
            default:
                var arguments = tail?.FirstChild is { } list ? Expressions(list) : [];
                return FieldsOf(arguments) is { } fields
                    ? new ObjectCreationExpressionSyntax(span, type, CreationKind.Constructor, [], fields, [])
                    : new ObjectCreationExpressionSyntax(span, type, CreationKind.Constructor, arguments, [], []);
        }
    }

    /// <summary>The arguments as fields of an sObject where all are written <c>Name = value</c>.</summary>
    private static ImmutableArray<FieldInitializerSyntax>? FieldsOf(ImmutableArray<ExpressionSyntax> arguments)
    {
        if (arguments.IsEmpty) return null;
        var fields = ImmutableArray.CreateBuilder<FieldInitializerSyntax>(arguments.Length);
        foreach (var argument in arguments)
        {
            if (argument is not AssignmentExpressionSyntax { Operator: null, Left: IdentifierNameSyntax name } assignment) return null;
            fields.Add(new FieldInitializerSyntax(assignment.Span, name.Identifier, assignment.Right));
        }

        return fields.MoveToImmutable();
    }

    private ObjectCreationExpressionSyntax Elements(ApexRuleContext context, TypeSyntax type, ApexRuleContext? first)
    {
        var elements = new List<ExpressionSyntax>();
        var entries = new List<MapEntrySyntax>();
        for (var child = first; child is not null; child = child.NextSibling)
        {
            if (child.FirstChild is not { } key) continue;
            if (key.NextSibling is { } value) entries.Add(new MapEntrySyntax(SpanOf(child), Expression(key), Expression(value)));
            else elements.Add(Expression(key));
        }

        var isMap = entries.Count > 0 || (elements.Count == 0 && type.ArrayRank == 0 && type.Parts[^1].Arguments.Length == 2);
        if (isMap) return new ObjectCreationExpressionSyntax(SpanOf(context), type, CreationKind.Entries, Freeze(elements), [], Freeze(entries));
        if (type.ArrayRank == 0) return new ObjectCreationExpressionSyntax(SpanOf(context), type, CreationKind.Elements, Freeze(elements), [], []);
        var array = tokens[context.FirstChild!.LastToken];
        var elementType = new TypeSyntax(TextSpan.FromBounds(type.Span.Start, Math.Min(type.Span.End, array.Start)), type.Parts, type.ArrayRank - 1);
        return new ObjectCreationExpressionSyntax(SpanOf(context), elementType, CreationKind.ArrayElements, Freeze(elements), [], []);
    }

    /// <summary>Walks the operands of an expression.</summary>
    private struct OperatorCursor(ApexRuleContext? next)
    {
        public ApexRuleContext? Next = next;

        public ApexRuleContext Take()
        {
            var taken = Next!;
            Next = taken.NextSibling;
            return taken;
        }
    }
}
