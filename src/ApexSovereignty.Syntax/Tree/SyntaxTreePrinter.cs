using System.Globalization;
using System.Text;

namespace ApexSovereignty.Syntax;

/// <summary>Shows a tree as indented text, one node a line, for tests and for looking at a parse.</summary>
public static class SyntaxTreePrinter
{
    /// <summary>The lines of a node and all below it: kind, what the node itself says, and its text where it has no children.</summary>
    /// <param name="node">The root of what is shown.</param>
    /// <returns>Lines separated by <c>\n</c>, two spaces of indentation per level.</returns>
    public static string Print(SyntaxNode node)
    {
        var builder = new StringBuilder();
        var stack = new Stack<(SyntaxNode Node, int Depth)>();
        stack.Push((node, 0));
        while (stack.TryPop(out var entry))
        {
            if (builder.Length > 0) builder.Append('\n');
            builder.Append(' ', entry.Depth * 2).Append(Describe(entry.Node));
            var children = entry.Node.ChildNodes();
            for (var i = children.Count - 1; i >= 0; i--) stack.Push((children[i], entry.Depth + 1));
        }

        return builder.ToString();
    }

    private static string Describe(SyntaxNode node)
    {
        var kind = node.GetType().Name;
        if (kind.EndsWith("Syntax", StringComparison.Ordinal)) kind = kind[..^"Syntax".Length];
        var detail = Detail(node);
        return detail.Length == 0 ? kind : $"{kind} {detail}";
    }

    private static string Detail(SyntaxNode node) => node switch
    {
        TypeDeclarationSyntax type => Join(ModifiersOf(type), type.Kind.ToString().ToLowerInvariant(), type.Name.Text,
            List("<", type.TypeParameters, ">"), type.BaseType is null ? "" : $": {type.BaseType}", List("implements ", type.Interfaces, ""),
            List("{ ", type.EnumConstants, " }")),
        TriggerDeclarationSyntax trigger => $"{trigger.Name} on {trigger.ObjectName} ({string.Join(", ", trigger.Events)})",
        MethodDeclarationSyntax method => Join(ModifiersOf(method), method.ReturnType?.ToString() ?? "", method.Name.Text, method.Body is null ? "(no body)" : ""),
        FieldDeclarationSyntax field => Join(ModifiersOf(field), field.Type.ToString()),
        PropertyDeclarationSyntax property => Join(ModifiersOf(property), property.Type.ToString(), property.Name.Text),
        AccessorDeclarationSyntax accessor => Join(Words(accessor.Modifiers), accessor.IsGetter ? "get" : "set"),
        MemberDeclarationSyntax member => ModifiersOf(member),
        AnnotationSyntax annotation => Join($"@{annotation.Name}", List("(", annotation.Arguments.Select(a => a.Name is null ? Quote(a.Value) : $"{a.Name}={Quote(a.Value)}"), ")")),
        ParameterSyntax parameter => $"{parameter.Type} {parameter.Name}",
        VariableDeclaratorSyntax variable => variable.Name.Text,
        TypeSyntax type => type.ToString(),
        LocalDeclarationStatementSyntax local => local.Type.ToString(),
        ForEachStatementSyntax loop => $"{loop.Type} {loop.Identifier}",
        CatchClauseSyntax handler => $"{handler.Type} {handler.Identifier}",
        SwitchSectionSyntax { Type: { } tested } section => $"{tested} {section.Identifier}",
        SwitchSectionSyntax { Values.IsEmpty: true } => "else",
        DmlStatementSyntax dml => Join(dml.Operation.ToString().ToLowerInvariant(), dml.AccessLevel is null ? "" : $"as {dml.AccessLevel}"),
        LiteralExpressionSyntax { Kind: LiteralKind.String } literal => Quote(literal.Text),
        LiteralExpressionSyntax literal => $"{literal.Text} ({literal.Kind})",
        IdentifierNameSyntax name => name.Identifier.Text,
        MemberAccessExpressionSyntax access => $"{(access.IsNullConditional ? "?." : ".")}{access.Name}",
        ObjectCreationExpressionSyntax creation => $"{creation.Kind} {creation.Type}",
        FieldInitializerSyntax field => field.Name.Text,
        UnaryExpressionSyntax unary => unary.Operator.ToString(),
        BinaryExpressionSyntax binary => string.Join(' ', binary.Operators),
        AssignmentExpressionSyntax assignment => assignment.Operator?.ToString() ?? "",
        SoqlQuerySyntax query => Join(Part("limit", query.Limit), Part("offset", query.Offset), Part("with", query.With), Part("options", query.Options)),
        SoqlFromItemSyntax from => Join(string.Join('.', from.Path), Alias(from.Alias)),
        SoqlFieldSyntax field => Join(string.Join('.', field.Path), Alias(field.Alias)),
        SoqlFunctionSyntax function => Join($"{function.Name}()", Alias(function.Alias)),
        SoqlSubquerySyntax subquery => Alias(subquery.Alias),
        SoqlTypeOfSyntax typeOf => typeOf.Field.Text,
        SoqlTypeOfWhenSyntax branch => branch.ObjectName.Text,
        SoqlLogicalConditionSyntax logical => logical.Operator.ToString(),
        SoqlComparisonSyntax comparison => comparison.Operator,
        SoqlLiteralSyntax { Kind: LiteralKind.String } literal => Quote(literal.Text),
        SoqlLiteralSyntax literal => $"{literal.Text} ({literal.Kind})",
        SoslQuerySyntax search => Join(Part("in", search.Scope), Part("with", search.With)),
        SoslReturningSyntax returning => returning.ObjectName.Text,
        _ => "",
    };

    private static string Join(params ReadOnlySpan<string> parts)
    {
        var builder = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Length == 0) continue;
            if (builder.Length > 0) builder.Append(' ');
            builder.Append(part);
        }

        return builder.ToString();
    }

    private static string List<T>(string before, IEnumerable<T> items, string after)
    {
        var text = string.Join(", ", items);
        return text.Length == 0 ? "" : $"{before}{text}{after}";
    }

    private static string Part(string name, object? value) => value switch
    {
        null or "" => "",
        string text => $"{name}={text}",
        _ => name,
    };

    private static string Alias(SyntaxToken? alias) => alias is { } name ? $"as {name}" : "";

    private static string ModifiersOf(MemberDeclarationSyntax member) => Words(member.Modifiers);

    private static string Words(DeclarationModifiers modifiers) =>
        modifiers == DeclarationModifiers.None
            ? ""
            : modifiers.ToString().Replace(",", "", StringComparison.Ordinal).ToLowerInvariant().Replace("sharing", " sharing", StringComparison.Ordinal);

    private static string Quote(string value)
    {
        var builder = new StringBuilder("'");
        foreach (var c in value)
        {
            if (c == '\n') builder.Append("\\n");
            else if (c is '\'' or '\\') builder.Append('\\').Append(c);
            else if (char.IsControl(c) || char.IsSurrogate(c)) builder.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            else builder.Append(c);
        }

        return builder.Append('\'').ToString();
    }
}
