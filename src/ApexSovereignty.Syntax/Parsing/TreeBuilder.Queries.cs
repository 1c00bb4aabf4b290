using System.Collections.Immutable;
using System.Text;
using ApexSovereignty.Syntax.Generated;
using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax.Parsing;

/// <content>SOQL and SOSL.</content>
internal sealed partial class TreeBuilder
{
    /// <summary>The query of a text that is one, as far as it could be parsed.</summary>
    public SoqlQuerySyntax? Query(ApexRuleContext context) => context.FirstChild is { } query ? Soql(query) : null;

    private SoqlQuerySyntax? Soql(ApexRuleContext context)
    {
        var select = ImmutableArray<SoqlSelectItemSyntax>.Empty;
        var from = new List<SoqlFromItemSyntax>();
        var clauses = new Clauses();
        for (var child = context.FirstChild; child is not null; child = child.NextSibling)
        {
            switch (child.RuleIndex)
            {
                case ApexParser.RULE_soqlItems:
                    select = Items(child);
                    break;
                case ApexParser.RULE_soqlFrom:
                    if (From(child) is { } item) from.Add(item);
                    break;
                case ApexParser.RULE_soqlClause:
                    Clause(child, clauses);
                    break;
            }
        }

        return new SoqlQuerySyntax(SpanOf(context), select, Freeze(from), clauses.Where, clauses.GroupBy, clauses.Having, clauses.OrderBy,
            clauses.Limit, clauses.Offset, clauses.With, string.Join(' ', clauses.Options));
    }

    private void Clause(ApexRuleContext context, Clauses clauses)
    {
        var first = context.FirstChild;
        switch (tokens[context.FirstToken].Type)
        {
            case ApexLexer.WHERE:
                clauses.Where = Condition(first);
                break;
            case ApexLexer.HAVING:
                clauses.Having = Condition(first);
                break;
            case ApexLexer.GROUP:
                clauses.GroupBy = Groups(context);
                break;
            case ApexLexer.ORDER:
                clauses.OrderBy = Orders(context);
                break;
            case ApexLexer.LIMIT:
                clauses.Limit = Value(first);
                break;
            case ApexLexer.OFFSET:
                clauses.Offset = Value(first);
                break;
            case ApexLexer.WITH:
                if (first is null || first.LastToken < first.FirstToken) break;
                clauses.With = clauses.With.Length == 0 ? TextIn(first) : $"{clauses.With} WITH {TextIn(first)}";
                AddBinds(first, clauses.WithValues);
                break;
            default:
                if (!context.HasError) clauses.Options.Add(TextIn(context).ToUpperInvariant());
                break;
        }
    }

    /// <summary>The tokens of a context, with a space where there is any between them.</summary>
    private string TextIn(ApexRuleContext context)
    {
        var builder = new StringBuilder();
        for (var index = context.FirstToken; index <= context.LastToken; index++)
        {
            if (index > context.FirstToken && tokens[index].Start > tokens[index - 1].End) builder.Append(' ');
            builder.Append(TextOf(tokens[index]));
        }

        return builder.ToString();
    }

    private void AddBinds(ApexRuleContext context, List<SoqlValueSyntax> binds)
    {
        for (var child = context.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child.RuleIndex == ApexParser.RULE_soqlBind) binds.Add(Bind(child));
            else AddBinds(child, binds);
        }
    }

    // ---- what is selected

    private ImmutableArray<SoqlSelectItemSyntax> Items(ApexRuleContext context)
    {
        var items = new List<SoqlSelectItemSyntax>();
        for (var child = context.FirstChild; child is not null; child = child.NextSibling)
            if (Item(child) is { } item) items.Add(item);
        return Freeze(items);
    }

    private SoqlSelectItemSyntax? Item(ApexRuleContext context)
    {
        var first = context.FirstChild;
        var alias = context.LastChild is { RuleIndex: ApexParser.RULE_soqlAlias } written ? NameIn(written, written.LastToken) : null;
        switch (first?.RuleIndex)
        {
            case ApexParser.RULE_soqlField:
                return Field(first, alias);
            case ApexParser.RULE_soqlQuery:
                return Soql(first) is { } query ? new SoqlSubquerySyntax(SpanOf(context), query, alias) : null;
            case ApexParser.RULE_soqlTypeOfWhen:
                return TypeOfItem(context);
            default:
                return null;
        }
    }

    private SoqlTypeOfSyntax? TypeOfItem(ApexRuleContext context)
    {
        if (NameIn(context, context.FirstToken + 1) is not { } field) return null;
        var whens = new List<SoqlTypeOfWhenSyntax>();
        var otherwise = ImmutableArray<SoqlSelectItemSyntax>.Empty;
        for (var child = context.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child.RuleIndex == ApexParser.RULE_soqlItems) otherwise = Items(child);
            else if (NameIn(child, child.FirstToken + 1) is { } objectName)
                whens.Add(new SoqlTypeOfWhenSyntax(SpanOf(child), objectName, child.FirstChild is { } fields ? Items(fields) : []));
        }

        return new SoqlTypeOfSyntax(SpanOf(context), field, Freeze(whens), otherwise, null);
    }

    private SoqlSelectItemSyntax? Field(ApexRuleContext context, SyntaxToken? alias)
    {
        var path = Path(context, out var next);
        if (path.IsEmpty) return null;
        var span = alias is { } named ? TextSpan.FromBounds(tokens[context.FirstToken].Start, named.Span.End) : SpanOf(context);
        if (next > context.LastToken || tokens[next].Type != ApexLexer.LPAREN) return new SoqlFieldSyntax(span, path, alias);
        var arguments = new List<SoqlSelectItemSyntax>();
        for (var child = context.FirstChild; child is not null; child = child.NextSibling)
            if (Argument(child) is { } argument) arguments.Add(argument);
        return new SoqlFunctionSyntax(span, path[^1], Freeze(arguments), alias);
    }

    private ImmutableArray<SyntaxToken> Path(ApexRuleContext context, out int next)
    {
        next = context.FirstToken;
        if (NameIn(context, next) is not { } name) return [];
        var path = new List<SyntaxToken> { name };
        next++;
        while (next < context.LastToken && tokens[next].Type == ApexLexer.DOT && NameIn(context, next + 1) is { } part)
        {
            path.Add(part);
            next += 2;
        }

        return Freeze(path);
    }

    private SoqlSelectItemSyntax? Argument(ApexRuleContext context)
    {
        if (context.LastToken < context.FirstToken) return null;
        switch (context.FirstChild?.RuleIndex)
        {
            case ApexParser.RULE_soqlField:
                return Field(context.FirstChild, null);
            case ApexParser.RULE_soqlBind:
                return new SoqlBindItemSyntax(SpanOf(context), BoundExpression(context.FirstChild));
            default:
                var token = tokens[context.FirstToken];
                var literal = token.Type is ApexLexer.StringLiteral or ApexLexer.TextBlock
                    ? StringLiterals.ValueOf(TextOf(token))
                    : names.Get(text.AsSpan(token.Start, SpanOf(context).Length));
                return new SoqlFieldSyntax(SpanOf(context), [new SyntaxToken(literal, SpanOf(context))], null);
        }
    }

    private SoqlFromItemSyntax? From(ApexRuleContext context)
    {
        var path = Path(context, out _);
        if (path.IsEmpty) return null;
        var alias = context.LastChild is { } written ? NameIn(written, written.LastToken) : null;
        return new SoqlFromItemSyntax(SpanOf(context), path, alias);
    }

    private ImmutableArray<SoqlSelectItemSyntax> Groups(ApexRuleContext context)
    {
        var groups = new List<SoqlSelectItemSyntax>();
        for (var child = context.FirstChild; child is not null; child = child.NextSibling)
        {
            var group = Field(child, null);
            if (group is SoqlFunctionSyntax function && function.Name.Text.Equals("ROLLUP", StringComparison.OrdinalIgnoreCase)) groups.AddRange(function.Arguments);
            else if (group is SoqlFunctionSyntax other && other.Name.Text.Equals("CUBE", StringComparison.OrdinalIgnoreCase)) groups.AddRange(other.Arguments);
            else if (group is not null) groups.Add(group);
        }

        return Freeze(groups);
    }

    private ImmutableArray<SoqlSelectItemSyntax> Orders(ApexRuleContext context)
    {
        var orders = new List<SoqlSelectItemSyntax>();
        for (var child = context.FirstChild; child is not null; child = child.NextSibling)
            if (child.FirstChild is { } field && Field(field, null) is { } order) orders.Add(order);
        return Freeze(orders);
    }

    // ---- conditions and values

    /// <summary>Conditions joined by AND and OR; AND binds closer. What an error left incomplete is left out.</summary>
    private SoqlConditionSyntax? Condition(ApexRuleContext? context)
    {
        if (context is null) return null;
        var alternatives = new List<SoqlConditionSyntax>();
        var conjuncts = new List<SoqlConditionSyntax>();
        for (var child = context.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child != context.FirstChild && tokens[child.FirstToken - 1].Type == ApexLexer.OR) FlushConjuncts();
            if (Predicate(child) is { } predicate) conjuncts.Add(predicate);
        }

        FlushConjuncts();
        return Join(alternatives, SoqlLogicalOperator.Or);

        void FlushConjuncts()
        {
            if (Join(conjuncts, SoqlLogicalOperator.And) is { } joined) alternatives.Add(joined);
            conjuncts.Clear();
        }
    }

    private static SoqlConditionSyntax? Join(List<SoqlConditionSyntax> conditions, SoqlLogicalOperator @operator) => conditions.Count switch
    {
        0 => null,
        1 => conditions[0],
        _ => new SoqlLogicalConditionSyntax(TextSpan.FromBounds(conditions[0].Span.Start, conditions[^1].Span.End), @operator, Freeze(conditions)),
    };

    private SoqlConditionSyntax? Predicate(ApexRuleContext context)
    {
        if (context.FirstChild is not { } child) return null;
        var index = context.FirstToken;
        while (tokens[index].Type == ApexLexer.NOT) index++;
        var links = index - context.FirstToken;
        if (!TryNest(links))
        {
            diagnostics.Add("condition is nested too deeply", FirstLineOf(SpanOf(context)));
            return null;
        }

        var condition = child.RuleIndex == ApexParser.RULE_soqlCondition ? Condition(child) : Comparison(child);
        nested -= links;
        if (condition is null) return null;
        while (--index >= context.FirstToken)
        {
            var span = TextSpan.FromBounds(tokens[index].Start, SpanOf(context).End);
            condition = new SoqlLogicalConditionSyntax(span, SoqlLogicalOperator.Not, [condition]);
        }

        return condition;
    }

    private SoqlComparisonSyntax? Comparison(ApexRuleContext context)
    {
        if (context.FirstChild is not { } field || Field(field, null) is not { } left) return null;
        if (field.NextSibling is not { } written)
        {
            // A filter function alone, such as FORMULA('…'), holds where it is true.
            return context.HasError ? null : new SoqlComparisonSyntax(SpanOf(context), left, "=", new SoqlLiteralSyntax(new TextSpan(SpanOf(context).End, 0), LiteralKind.True, "true"));
        }

        return Value(written.NextSibling) is { } right ? new SoqlComparisonSyntax(SpanOf(context), left, OperatorOf(written), right) : null;
    }

    private string OperatorOf(ApexRuleContext context) => tokens[context.FirstToken].Type switch
    {
        ApexLexer.NOT => "NOT IN",
        ApexLexer.LESS_GREATER => "!=",
        ApexLexer.EQUAL => "=",
        _ => names.Get(TextOf(tokens[context.FirstToken]).ToString().ToUpperInvariant()),
    };

    private SoqlValueSyntax? Value(ApexRuleContext? context)
    {
        if (context is not { RuleIndex: ApexParser.RULE_soqlValue } || context.LastToken < context.FirstToken) return null;
        var token = tokens[context.FirstToken];
        switch (token.Type)
        {
            case ApexLexer.StringLiteral or ApexLexer.TextBlock:
                return new SoqlLiteralSyntax(token.Span, LiteralKind.String, StringLiterals.ValueOf(TextOf(token)));
            case ApexLexer.NULL:
                return Literal(LiteralKind.Null);
            case ApexLexer.TRUE:
                return Literal(LiteralKind.True);
            case ApexLexer.FALSE:
                return Literal(LiteralKind.False);
            case ApexLexer.DATE or ApexLexer.DATE_WORD or ApexLexer.CURRENCY:
                return Literal(LiteralKind.Double);
            case ApexLexer.PLUS or ApexLexer.MINUS or ApexLexer.IntegerLiteral or ApexLexer.LongLiteral or ApexLexer.DecimalLiteral or ApexLexer.DoubleLiteral:
                return Literal(tokens[context.LastToken].Type is ApexLexer.IntegerLiteral or ApexLexer.LongLiteral ? LiteralKind.Integer : LiteralKind.Decimal);
            case ApexLexer.COLON:
                return context.FirstChild is { } bind ? Bind(bind) : null;
            case ApexLexer.Identifier:
                return context.FirstChild is { } field && Field(field, null) is { } item ? new SoqlFieldValueSyntax(SpanOf(context), item) : null;
            case ApexLexer.LPAREN:
                return Values(context);
            case ApexLexer.SUBQUERY_LPAREN:
                return context.FirstChild is { } inner && Soql(inner) is { } query ? new SoqlQueryValueSyntax(SpanOf(context), query) : null;
            default:
                return null;
        }

        SoqlLiteralSyntax Literal(LiteralKind kind) => new(SpanOf(context), kind, names.Get(text.AsSpan(token.Start, SpanOf(context).Length)));
    }

    private SoqlValueListSyntax Values(ApexRuleContext context)
    {
        var values = new List<SoqlValueSyntax>();
        for (var child = context.FirstChild; child is not null; child = child.NextSibling)
            if (Value(child) is { } value) values.Add(value);
        return new SoqlValueListSyntax(SpanOf(context), Freeze(values));
    }

    private SoqlBindSyntax Bind(ApexRuleContext context) => new(SpanOf(context), BoundExpression(context));

    private ExpressionSyntax BoundExpression(ApexRuleContext context) => ExpressionOrMissing(context.FirstChild, context);

    // ---- SOSL

    private SoslQuerySyntax? Sosl(ApexRuleContext context)
    {
        if (Value(context.FirstChild) is not { } search) return null;
        var scope = "";
        var returning = new List<SoslReturningSyntax>();
        var clauses = new Clauses();
        var index = context.FirstChild!.LastToken + 1;
        if (index <= context.LastToken && tokens[index].Type == ApexLexer.IN)
        {
            var words = new List<string>();
            while (++index <= context.LastToken && tokens[index].Type == ApexLexer.Identifier) words.Add(TextOf(tokens[index]).ToString().ToUpperInvariant());
            scope = string.Join(' ', words.Append("FIELDS"));
        }

        for (var child = context.FirstChild.NextSibling; child is not null; child = child.NextSibling)
        {
            if (child.RuleIndex == ApexParser.RULE_soqlClause) Clause(child, clauses);
            else if (Returning(child) is { } item) returning.Add(item);
        }

        var with = string.Join(' ', clauses.Options.Prepend(clauses.With).Where(part => part.Length > 0));
        return new SoslQuerySyntax(SpanOf(context), search, scope, Freeze(returning), clauses.Others(), with);
    }

    private SoslReturningSyntax? Returning(ApexRuleContext context)
    {
        if (NameIn(context, context.FirstToken) is not { } objectName) return null;
        var fields = ImmutableArray<SoqlSelectItemSyntax>.Empty;
        var clauses = new Clauses();
        for (var child = context.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child.RuleIndex == ApexParser.RULE_soqlItems) fields = Items(child);
            else Clause(child, clauses);
        }

        return new SoslReturningSyntax(SpanOf(context), objectName, fields, clauses.Where, clauses.Others());
    }

    /// <summary>The clauses of a query as they are found.</summary>
    private sealed class Clauses
    {
        public SoqlConditionSyntax? Where { get; set; }

        public SoqlConditionSyntax? Having { get; set; }

        public ImmutableArray<SoqlSelectItemSyntax> GroupBy { get; set; } = [];

        public ImmutableArray<SoqlSelectItemSyntax> OrderBy { get; set; } = [];

        public SoqlValueSyntax? Limit { get; set; }

        public SoqlValueSyntax? Offset { get; set; }

        public string With { get; set; } = "";

        public List<SoqlValueSyntax> WithValues { get; } = [];

        public List<string> Options { get; } = [];

        public ImmutableArray<SoqlValueSyntax> Others()
        {
            var others = new List<SoqlValueSyntax>(WithValues);
            if (Limit is not null) others.Add(Limit);
            if (Offset is not null) others.Add(Offset);
            return Freeze(others);
        }
    }
}
