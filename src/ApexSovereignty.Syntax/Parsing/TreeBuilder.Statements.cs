using System.Collections.Immutable;
using ApexSovereignty.Syntax.Generated;
using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax.Parsing;

/// <content>Statements.</content>
internal sealed partial class TreeBuilder
{
    /// <summary>Whether the block to come is a trigger's, in which members may stand.</summary>
    private bool isTriggerBody;

    private BlockSyntax Block(ApexRuleContext context)
    {
        var takesMembers = isTriggerBody;
        isTriggerBody = false;
        var statements = new List<StatementSyntax>();
        for (var item = context.FirstChild; item is not null; item = item.NextSibling)
        {
            if (IsMember(item, takesMembers))
            {
                if (Member(item) is not { } member) continue;
                if (!takesMembers) diagnostics.Add("declaration inside of a method: is a '}' missing before it?", FirstLineOf(member.Span));
                hoisted.Add(member);
            }
            else if (Statement(item) is { } statement)
            {
                statements.Add(statement);
            }
        }

        return new BlockSyntax(SpanOf(context), Freeze(statements));
    }

    private bool IsMember(ApexRuleContext item, bool inTrigger)
    {
        var child = AfterModifiers(item);
        if (child is not { RuleIndex: ApexParser.RULE_declaration }) return false;
        if (!IsVariable(child)) return tokens[child.FirstToken].Type != ApexLexer.DECL || child.FirstChild?.NextSibling is not null;
        return inTrigger && child != item.FirstChild && Modifiers(item, out _) is not (DeclarationModifiers.None or DeclarationModifiers.Final);
    }

    /// <summary>The statement of an item; null where the item holds no statement.</summary>
    private StatementSyntax? Statement(ApexRuleContext? item)
    {
        if (item is null) return null;
        var child = AfterModifiers(item);
        switch (child?.RuleIndex)
        {
            case null:
                return new EmptyStatementSyntax(SpanOf(item));
            case ApexParser.RULE_block:
                return Block(child);
            case ApexParser.RULE_declaration:
                return LocalDeclaration(item, child);
            case ApexParser.RULE_ifStatement:
                return If(child);
            case ApexParser.RULE_whileStatement:
                return new WhileStatementSyntax(SpanOf(item), Condition(child.FirstChild, child), Embedded(child.FirstChild?.NextSibling, child));
            case ApexParser.RULE_doStatement:
                return new DoStatementSyntax(SpanOf(item), Embedded(child.FirstChild, child), Condition(child.FirstChild?.NextSibling, child));
            case ApexParser.RULE_forStatement:
                return For(item, child);
            case ApexParser.RULE_tryStatement:
                return Try(item, child);
            case ApexParser.RULE_switchStatement:
                return Switch(item, child);
            case ApexParser.RULE_returnStatement:
                return new ReturnStatementSyntax(SpanOf(item), child.FirstChild is { } value ? Expression(value) : null);
            case ApexParser.RULE_throwStatement:
                return new ThrowStatementSyntax(SpanOf(item), ExpressionOrMissing(child.FirstChild, child));
            case ApexParser.RULE_breakStatement:
                return new BreakStatementSyntax(SpanOf(item));
            case ApexParser.RULE_continueStatement:
                return new ContinueStatementSyntax(SpanOf(item));
            case ApexParser.RULE_dmlStatement:
                return Dml(item, child);
            case ApexParser.RULE_expressionStatement:
                return ExpressionStatement(item, child);
            default:
                return null;
        }
    }

    /// <summary>The statement a condition or loop governs; empty where an error left none.</summary>
    private StatementSyntax Embedded(ApexRuleContext? item, ApexRuleContext parent)
    {
        if (item is not null && IsMember(item, inTrigger: false) && Member(item) is { } member)
        {
            diagnostics.Add("a declaration cannot be the body of a statement", FirstLineOf(member.Span));
            hoisted.Add(member);
            return new EmptyStatementSyntax(SpanOf(item));
        }

        return Statement(item) ?? new EmptyStatementSyntax(new TextSpan(SpanOf(parent).End, 0));
    }

    private StatementSyntax LocalDeclaration(ApexRuleContext item, ApexRuleContext context)
    {
        var first = context.FirstChild;
        if (TypeOf(first) is not { } type || NameIn(context, first!.LastToken + 1) is not { } name) return new EmptyStatementSyntax(SpanOf(item));
        return new LocalDeclarationStatementSyntax(SpanOf(item), type, Variables(name, first.NextSibling));
    }

    private ExpressionSyntax Condition(ApexRuleContext? condition, ApexRuleContext parent) =>
        condition is { RuleIndex: ApexParser.RULE_condition } ? ExpressionOrMissing(condition.FirstChild, condition) : Missing(parent);

    private ExpressionSyntax ExpressionOrMissing(ApexRuleContext? expression, ApexRuleContext parent) =>
        expression is { RuleIndex: ApexParser.RULE_expression } ? Expression(expression) : Missing(parent);

    private MissingExpressionSyntax Missing(ApexRuleContext context) => new(SpanOf(context));

    private StatementSyntax If(ApexRuleContext context)
    {
        // The chain of else-ifs is flat in the parse and nests in the tree, so it is built from its end.
        var links = 0;
        for (var part = context.FirstChild; part is not null; part = part.NextSibling)
            if (part.RuleIndex == ApexParser.RULE_condition) links++;
        if (!TryNest(links))
        {
            diagnostics.Add("chain of else-ifs is too long", FirstLineOf(SpanOf(context)));
            return new EmptyStatementSyntax(SpanOf(context));
        }

        var branches = new List<(int Start, ExpressionSyntax Condition, StatementSyntax Then)>();
        StatementSyntax? otherwise = null;
        var child = context.FirstChild;
        while (child is not null)
        {
            if (child.RuleIndex == ApexParser.RULE_condition)
            {
                var keyword = tokens[child.FirstToken - 1];
                var start = keyword.Type == ApexLexer.ELSE_IF ? keyword.End - 2 : keyword.Start;
                var then = child.NextSibling;
                branches.Add((start, ExpressionOrMissing(child.FirstChild, child), Embedded(then, context)));
                child = then?.NextSibling;
            }
            else
            {
                otherwise = Embedded(child, context);
                child = child.NextSibling;
            }
        }

        nested -= links;
        if (branches.Count == 0) return new IfStatementSyntax(SpanOf(context), Missing(context), Embedded(null, context), null);
        var end = SpanOf(context).End;
        for (var i = branches.Count - 1; ; i--)
        {
            var (start, condition, then) = branches[i];
            var statement = new IfStatementSyntax(TextSpan.FromBounds(start, end), condition, then, otherwise);
            if (i == 0) return statement;
            otherwise = statement;
        }
    }

    private StatementSyntax For(ApexRuleContext item, ApexRuleContext context)
    {
        if (context.FirstChild is not { RuleIndex: ApexParser.RULE_forHeader } header) return new EmptyStatementSyntax(SpanOf(item));
        var body = Embedded(header.NextSibling, context);
        var index = header.FirstToken + 1;
        var isTyped = index <= header.LastToken && tokens[index].Type is ApexLexer.FOREACH or ApexLexer.DECL;
        var child = isTyped ? AfterModifiers(header) : header.FirstChild;
        LocalDeclarationStatementSyntax? declaration = null;
        var initializers = ImmutableArray<ExpressionSyntax>.Empty;
        if (isTyped)
        {
            var type = TypeOf(child);
            var name = type is null ? null : NameIn(header, child!.LastToken + 1);
            child = child?.NextSibling;
            if (tokens[index].Type == ApexLexer.FOREACH)
            {
                return type is null || name is null
                    ? new EmptyStatementSyntax(SpanOf(item))
                    : new ForEachStatementSyntax(SpanOf(item), type, name.Value, ExpressionOrMissing(child, header), body);
            }

            if (type is not null && name is not null)
            {
                var end = child is { RuleIndex: ApexParser.RULE_variables } && child.LastToken >= child.FirstToken ? child.LastToken : AfterModifiers(header)!.LastToken + 1;
                declaration = new LocalDeclarationStatementSyntax(SpanOf(index, end), type, Variables(name.Value, child));
            }

            if (child is { RuleIndex: ApexParser.RULE_variables }) child = child.NextSibling;
        }
        else if (child is { RuleIndex: ApexParser.RULE_expressions } && child.FirstToken == index)
        {
            initializers = Expressions(child);
            child = child.NextSibling;
        }

        ExpressionSyntax? condition = null;
        if (child is { RuleIndex: ApexParser.RULE_expression })
        {
            condition = Expression(child);
            child = child.NextSibling;
        }

        var incrementors = child is { RuleIndex: ApexParser.RULE_expressions } ? Expressions(child) : [];
        return new ForStatementSyntax(SpanOf(item), declaration, initializers, condition, incrementors, body);
    }

    private TryStatementSyntax Try(ApexRuleContext item, ApexRuleContext context)
    {
        var child = context.FirstChild;
        var block = child is { RuleIndex: ApexParser.RULE_block } ? Block(child) : new BlockSyntax(new TextSpan(SpanOf(context).End, 0), []);
        var catches = new List<CatchClauseSyntax>();
        BlockSyntax? @finally = null;
        for (child = child?.NextSibling; child is not null; child = child.NextSibling)
        {
            if (child.RuleIndex == ApexParser.RULE_block) @finally = Block(child);
            else if (Catch(child) is { } clause) catches.Add(clause);
        }

        return new TryStatementSyntax(SpanOf(item), block, Freeze(catches), @finally);
    }

    private CatchClauseSyntax? Catch(ApexRuleContext context)
    {
        if (context.FirstChild is not { RuleIndex: ApexParser.RULE_catchHeader } header) return null;
        var block = header.NextSibling is { } handler ? Block(handler) : new BlockSyntax(new TextSpan(SpanOf(context).End, 0), []);
        var type = AfterModifiers(header);
        var written = TypeOf(type);
        var name = written is null ? null : NameIn(header, type!.LastToken + 1);

        // A handler whose header is broken still holds statements; it then catches everything.
        written ??= new TypeSyntax(SpanOf(header), [new TypeNamePartSyntax(new SyntaxToken("Exception", SpanOf(header)), [])], 0);
        return new CatchClauseSyntax(SpanOf(context), written, name ?? new SyntaxToken("", new TextSpan(SpanOf(header).End, 0)), block);
    }

    private SwitchStatementSyntax Switch(ApexRuleContext item, ApexRuleContext context)
    {
        var value = ExpressionOrMissing(context.FirstChild, context);
        var sections = new List<SwitchSectionSyntax>();
        if (context.LastChild is { RuleIndex: ApexParser.RULE_switchBody } body)
        {
            for (var section = body.FirstChild; section is not null; section = section.NextSibling)
                if (Section(section) is { } built) sections.Add(built);
        }

        return new SwitchStatementSyntax(SpanOf(item), value, Freeze(sections));
    }

    private SwitchSectionSyntax? Section(ApexRuleContext context)
    {
        if (context.FirstChild is not { RuleIndex: ApexParser.RULE_switchLabel } label) return null;
        var block = label.NextSibling is { } body ? Block(body) : new BlockSyntax(new TextSpan(SpanOf(context).End, 0), []);
        var values = ImmutableArray<ExpressionSyntax>.Empty;
        TypeSyntax? type = null;
        SyntaxToken? name = null;
        if (label.FirstChild is { RuleIndex: ApexParser.RULE_expressions } expressions)
        {
            values = Expressions(expressions);
        }
        else if (TypeOf(label.FirstChild) is { } tested)
        {
            type = tested;
            name = NameIn(label, label.FirstChild!.LastToken + 1);
        }

        return new SwitchSectionSyntax(SpanOf(context), values, type, name, block);
    }

    private DmlStatementSyntax Dml(ApexRuleContext item, ApexRuleContext context)
    {
        var operation = tokens[context.FirstToken].Type switch
        {
            ApexLexer.INSERT => DmlOperation.Insert,
            ApexLexer.UPDATE => DmlOperation.Update,
            ApexLexer.UPSERT => DmlOperation.Upsert,
            ApexLexer.DELETE => DmlOperation.Delete,
            ApexLexer.UNDELETE => DmlOperation.Undelete,
            _ => DmlOperation.Merge,
        };
        var access = tokens[context.FirstToken + 1].Type == ApexLexer.AS && context.LastToken > context.FirstToken + 1
            ? names.Get(TextOf(tokens[context.FirstToken + 2])).ToLowerInvariant()
            : null;
        var records = context.FirstChild;
        var second = records?.NextSibling;
        return new DmlStatementSyntax(SpanOf(item), operation, access, ExpressionOrMissing(records, context),
            second is { RuleIndex: ApexParser.RULE_expression } ? Expression(second) : null, TypeOf(second));
    }

    private StatementSyntax ExpressionStatement(ApexRuleContext item, ApexRuleContext context)
    {
        if (context.FirstChild is not { } child) return new EmptyStatementSyntax(SpanOf(item));
        var expression = Expression(child);
        if (child.NextSibling is not { } body)
            return expression is MissingExpressionSyntax ? new EmptyStatementSyntax(SpanOf(item)) : new ExpressionStatementSyntax(SpanOf(item), expression);

        var block = Block(body);
        if (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } invocation
            && called.Name.Text.Equals("runAs", StringComparison.OrdinalIgnoreCase))
        {
            return new RunAsStatementSyntax(SpanOf(item), invocation.Arguments, block);
        }

        diagnostics.Add("';' expected before '{'", new TextSpan(SpanOf(body).Start, 1));
        return new BlockSyntax(SpanOf(item), [new ExpressionStatementSyntax(expression.Span, expression), block]);
    }
}
