using System.Collections.Immutable;
using System.Text;
using ApexSovereignty.Syntax.Generated;
using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax.Parsing;

/// <content>Declarations.</content>
internal sealed partial class TreeBuilder
{
    /// <summary>Members found inside a method, where only a forgotten brace puts them: they go to the type around.</summary>
    private List<MemberDeclarationSyntax> hoisted = [];

    public CompilationUnitSyntax CompilationUnit(ApexRuleContext context)
    {
        var members = Members(context, "statements outside of a class: anonymous Apex?");
        return new CompilationUnitSyntax(new TextSpan(0, text.Length), members);
    }

    /// <summary>
    /// The members among a context's items. Statements in between are reported once and kept as an initializer, so that nothing
    /// of an anonymous script is lost.
    /// </summary>
    private ImmutableArray<MemberDeclarationSyntax> Members(ApexRuleContext context, string misplacedStatement)
    {
        var outer = hoisted;
        hoisted = [];
        var members = new List<MemberDeclarationSyntax>();
        var statements = new List<StatementSyntax>();
        var reported = false;
        for (var item = context.FirstChild; item is not null; item = item.NextSibling)
        {
            if (IsStatement(item, context))
            {
                if (Statement(item) is not { } statement) continue;
                if (!reported && !item.HasError) diagnostics.Add(misplacedStatement, FirstLineOf(statement.Span));
                reported = true;
                statements.Add(statement);
                continue;
            }

            FlushStatements();
            if (Member(item) is { } member) members.Add(member);
        }

        FlushStatements();
        members.AddRange(hoisted);
        hoisted = outer;
        return Freeze(members);

        void FlushStatements()
        {
            if (statements.Count == 0) return;
            var span = TextSpan.FromBounds(statements[0].Span.Start, statements[^1].Span.End);
            members.Add(new InitializerDeclarationSyntax(span, DeclarationModifiers.None, new BlockSyntax(span, Freeze(statements))));
            statements.Clear();
        }
    }

    private TextSpan FirstLineOf(TextSpan span)
    {
        var line = text.AsSpan(span.Start, span.Length).IndexOfAny('\r', '\n');
        return line < 0 ? span : new TextSpan(span.Start, line);
    }

    /// <summary>Whether an item between members is a statement. A declared variable is one at the top of a file only.</summary>
    private bool IsStatement(ApexRuleContext item, ApexRuleContext parent)
    {
        var child = AfterModifiers(item);
        if (child is null) return false;
        if (child.RuleIndex == ApexParser.RULE_block) return parent.RuleIndex == ApexParser.RULE_compilationUnit && child == item.FirstChild;
        if (child.RuleIndex != ApexParser.RULE_declaration) return true;
        return parent.RuleIndex == ApexParser.RULE_compilationUnit && IsVariable(child);
    }

    private static ApexRuleContext? AfterModifiers(ApexRuleContext item)
    {
        var child = item.FirstChild;
        while (child is { RuleIndex: ApexParser.RULE_modifier }) child = child.NextSibling;
        return child;
    }

    /// <summary>Whether a declaration declares variables (fields or locals), also where an error hides what follows the name.</summary>
    private bool IsVariable(ApexRuleContext declaration) =>
        tokens[declaration.FirstToken].Type == ApexLexer.DECL
        && declaration.LastChild is { RuleIndex: ApexParser.RULE_variables or ApexParser.RULE_type };

    private MemberDeclarationSyntax? Member(ApexRuleContext item)
    {
        var modifiers = Modifiers(item, out var annotations);
        var child = AfterModifiers(item);
        return child?.RuleIndex switch
        {
            ApexParser.RULE_block => new InitializerDeclarationSyntax(SpanOf(item), modifiers, Block(child)),
            ApexParser.RULE_declaration => Declaration(item, child, modifiers, annotations),
            _ => null,
        };
    }

    private MemberDeclarationSyntax? Declaration(ApexRuleContext item, ApexRuleContext context, DeclarationModifiers modifiers, ImmutableArray<AnnotationSyntax> annotations)
    {
        var first = context.FirstChild;
        switch (tokens[context.FirstToken].Type)
        {
            case ApexLexer.CLASS or ApexLexer.INTERFACE:
                return first is null ? null : TypeDeclaration(item, context, first, modifiers, annotations);
            case ApexLexer.ENUM:
                return EnumDeclaration(item, context, modifiers, annotations);
            case ApexLexer.TRIGGER:
                return first is null ? null : Trigger(item, context, first);
            case ApexLexer.CTOR:
                return NameIn(context, context.FirstToken + 1) is { } constructor
                    ? new MethodDeclarationSyntax(SpanOf(item), modifiers, annotations, null, constructor, Parameters(first), BodyOf(context))
                    : null;
            case ApexLexer.DECL:
                return TypeOf(first) is { } type && NameIn(context, first!.LastToken + 1) is { } name
                    ? TypedMember(item, context, modifiers, annotations, type, name)
                    : null;
            default:
                return null;
        }
    }

    private MemberDeclarationSyntax TypedMember(ApexRuleContext item, ApexRuleContext context, DeclarationModifiers modifiers, ImmutableArray<AnnotationSyntax> annotations, TypeSyntax type, SyntaxToken name)
    {
        var tail = context.FirstChild!.NextSibling;
        return tail?.RuleIndex switch
        {
            ApexParser.RULE_parameters => new MethodDeclarationSyntax(SpanOf(item), modifiers, annotations, type, name, Parameters(tail), BodyOf(context)),
            ApexParser.RULE_accessors => new PropertyDeclarationSyntax(SpanOf(item), modifiers, annotations, type, name, Accessors(tail)),
            _ => new FieldDeclarationSyntax(SpanOf(item), modifiers, annotations, type, Variables(name, tail)),
        };
    }

    private BlockSyntax? BodyOf(ApexRuleContext context) =>
        context.LastChild is { RuleIndex: ApexParser.RULE_block } block ? Block(block) : null;

    private TypeDeclarationSyntax? TypeDeclaration(ApexRuleContext item, ApexRuleContext context, ApexRuleContext header, DeclarationModifiers modifiers, ImmutableArray<AnnotationSyntax> annotations)
    {
        if (NameIn(header, header.FirstToken + 1) is not { } name) return null;
        var isInterface = tokens[header.FirstToken].Type == ApexLexer.INTERFACE;
        var typeParameters = ImmutableArray<SyntaxToken>.Empty;
        TypeSyntax? baseType = null;
        var interfaces = ImmutableArray<TypeSyntax>.Empty;
        for (var child = header.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child.RuleIndex == ApexParser.RULE_typeParameters) typeParameters = NamesIn(child);
            else if (tokens[child.FirstToken - 1].Type == ApexLexer.IMPLEMENTS || isInterface) interfaces = interfaces.AddRange(TypesIn(child));
            else baseType = TypeOf(child.FirstChild);
        }

        var body = header.NextSibling;
        var members = body is null ? [] : Members(body, "statement outside of a method");
        return new TypeDeclarationSyntax(SpanOf(item), modifiers, annotations, isInterface ? TypeDeclarationKind.Interface : TypeDeclarationKind.Class,
            name, typeParameters, baseType, interfaces, members, []);
    }

    private TypeDeclarationSyntax? EnumDeclaration(ApexRuleContext item, ApexRuleContext context, DeclarationModifiers modifiers, ImmutableArray<AnnotationSyntax> annotations)
    {
        if (NameIn(context, context.FirstToken + 1) is not { } name) return null;
        var constants = context.FirstChild is { } body ? NamesIn(body) : [];
        return new TypeDeclarationSyntax(SpanOf(item), modifiers, annotations, TypeDeclarationKind.Enum, name, [], null, [], [], constants);
    }

    private ImmutableArray<SyntaxToken> NamesIn(ApexRuleContext context)
    {
        var found = new List<SyntaxToken>();
        for (var index = context.FirstToken; index <= context.LastToken; index++)
            if (tokens[index].Type == ApexLexer.Identifier) found.Add(NameAt(index));
        return Freeze(found);
    }

    private TriggerDeclarationSyntax? Trigger(ApexRuleContext item, ApexRuleContext context, ApexRuleContext header)
    {
        if (NameIn(header, header.FirstToken + 1) is not { } name || NameIn(header, header.FirstToken + 3) is not { } objectName) return null;
        var events = new List<string>();
        for (var child = header.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child.HasError) continue;
            events.Add(names.Get($"{TextOf(tokens[child.FirstToken])} {TextOf(tokens[child.FirstToken + 1])}".ToLowerInvariant()));
        }

        var members = new List<MemberDeclarationSyntax>();
        var outer = hoisted;
        hoisted = members;
        isTriggerBody = true;
        var body = header.NextSibling is { } block ? Block(block) : new BlockSyntax(new TextSpan(SpanOf(header).End, 0), []);
        isTriggerBody = false;
        hoisted = outer;
        return new TriggerDeclarationSyntax(SpanOf(item), name, objectName, Freeze(events), Freeze(members), body);
    }

    private ImmutableArray<ParameterSyntax> Parameters(ApexRuleContext? context)
    {
        if (context?.FirstChild is null) return [];
        var parameters = new List<ParameterSyntax>();
        for (var child = context.FirstChild; child is not null; child = child.NextSibling)
        {
            var type = AfterModifiers(child);
            if (TypeOf(type) is { } parameterType && NameIn(child, type!.LastToken + 1) is { } name)
                parameters.Add(new ParameterSyntax(SpanOf(child), parameterType, name));
        }

        return Freeze(parameters);
    }

    private ImmutableArray<AccessorDeclarationSyntax> Accessors(ApexRuleContext context)
    {
        var accessors = new List<AccessorDeclarationSyntax>();
        for (var child = context.FirstChild; child is not null; child = child.NextSibling)
        {
            var modifiers = Modifiers(child, out _);
            var body = child.LastChild is { RuleIndex: ApexParser.RULE_block } block ? Block(block) : null;
            var lastModifier = child.FirstToken;
            for (var modifier = child.FirstChild; modifier is { RuleIndex: ApexParser.RULE_modifier }; modifier = modifier.NextSibling)
                lastModifier = modifier.LastToken + 1;
            var keyword = tokens[lastModifier].Type;
            if (keyword is ApexLexer.GET or ApexLexer.SET)
                accessors.Add(new AccessorDeclarationSyntax(SpanOf(child), modifiers, keyword == ApexLexer.GET, body));
        }

        return Freeze(accessors);
    }

    /// <summary>The variables of one declaration: the first one's name, and the context of what follows it.</summary>
    private ImmutableArray<VariableDeclaratorSyntax> Variables(SyntaxToken name, ApexRuleContext? context)
    {
        if (context is not { RuleIndex: ApexParser.RULE_variables }) return [new VariableDeclaratorSyntax(name.Span, name, null)];
        var variables = new List<VariableDeclaratorSyntax>();
        var child = context.FirstChild;
        var index = context.FirstToken;
        while (true)
        {
            ExpressionSyntax? initializer = null;
            if (index <= context.LastToken && tokens[index].Type == ApexLexer.ASSIGN)
            {
                initializer = child is null ? new MissingExpressionSyntax(SpanOf(index + 1, index)) : Expression(child);
                if (child is not null) index = child.LastToken + 1;
                child = child?.NextSibling;
            }

            var span = initializer is null ? name.Span : TextSpan.FromBounds(name.Span.Start, initializer.Span.End);
            variables.Add(new VariableDeclaratorSyntax(span, name, initializer));
            if (index > context.LastToken || tokens[index].Type != ApexLexer.COMMA || NameIn(context, index + 1) is not { } next) break;
            name = next;
            index += 2;
        }

        return Freeze(variables);
    }

    // ---- modifiers and annotations

    private DeclarationModifiers Modifiers(ApexRuleContext item, out ImmutableArray<AnnotationSyntax> annotations)
    {
        var modifiers = DeclarationModifiers.None;
        List<AnnotationSyntax>? found = null;
        for (var child = item.FirstChild; child is { RuleIndex: ApexParser.RULE_modifier }; child = child.NextSibling)
        {
            if (child.FirstChild is { } annotation)
            {
                if (NameIn(annotation, annotation.FirstToken + 1) is { } name)
                    (found ??= []).Add(new AnnotationSyntax(SpanOf(annotation), name, AnnotationArguments(annotation)));
            }
            else if (child.LastToken >= child.FirstToken)
            {
                modifiers |= ModifierOf(tokens[child.FirstToken].Type);
            }
        }

        annotations = found is null ? [] : Freeze(found);
        return modifiers;
    }

    private static DeclarationModifiers ModifierOf(int type) => type switch
    {
        ApexLexer.GLOBAL => DeclarationModifiers.Global,
        ApexLexer.PUBLIC => DeclarationModifiers.Public,
        ApexLexer.PROTECTED => DeclarationModifiers.Protected,
        ApexLexer.PRIVATE => DeclarationModifiers.Private,
        ApexLexer.STATIC => DeclarationModifiers.Static,
        ApexLexer.ABSTRACT => DeclarationModifiers.Abstract,
        ApexLexer.VIRTUAL => DeclarationModifiers.Virtual,
        ApexLexer.OVERRIDE => DeclarationModifiers.Override,
        ApexLexer.FINAL => DeclarationModifiers.Final,
        ApexLexer.TRANSIENT => DeclarationModifiers.Transient,
        ApexLexer.WEBSERVICE => DeclarationModifiers.WebService,
        ApexLexer.TESTMETHOD => DeclarationModifiers.TestMethod,
        ApexLexer.WITH => DeclarationModifiers.WithSharing,
        ApexLexer.WITHOUT => DeclarationModifiers.WithoutSharing,
        ApexLexer.INHERITED => DeclarationModifiers.InheritedSharing,
        _ => DeclarationModifiers.None,
    };

    private ImmutableArray<AnnotationArgumentSyntax> AnnotationArguments(ApexRuleContext annotation)
    {
        if (annotation.FirstChild is null) return [];
        var arguments = new List<AnnotationArgumentSyntax>();
        var end = annotation.LastChild!.LastToken;
        var index = annotation.FirstChild.FirstToken;
        while (index <= end)
        {
            if (tokens[index].Type == ApexLexer.COMMA)
            {
                index++;
                continue;
            }

            string? name = null;
            if (tokens[index].Type == ApexLexer.Identifier && index < end && tokens[index + 1].Type == ApexLexer.ASSIGN)
            {
                name = NameAt(index).Text;
                index += 2;
            }

            arguments.Add(new AnnotationArgumentSyntax(name, AnnotationValue(ref index, end)));
        }

        return Freeze(arguments);
    }

    /// <summary>One value: a literal, or the words up to the next comma, name or end.</summary>
    private string AnnotationValue(ref int index, int end)
    {
        if (index > end) return "";
        var token = tokens[index];
        if (token.Type is ApexLexer.StringLiteral or ApexLexer.TextBlock)
        {
            index++;
            return StringLiterals.ValueOf(TextOf(token));
        }

        var value = new StringBuilder();
        do
        {
            value.Append(TextOf(tokens[index++]));
        }
        while (index <= end && tokens[index].Type is ApexLexer.DOT or ApexLexer.MINUS || (index <= end && tokens[index - 1].Type is ApexLexer.DOT or ApexLexer.MINUS));

        return names.Get(value.ToString());
    }
}
