using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.ControlFlow;

/// <summary>
/// Lists whose texts the code fixes, as of the names of fields: written in the loop, or a static final field that is filled where it is
/// declared and never changed in its file.
/// </summary>
internal static class ConstantTexts
{
    private const int MaximumCount = 200;

    private static readonly HashSet<string> changing = new(StringComparer.OrdinalIgnoreCase) { "add", "addAll", "put", "putAll", "set", "remove", "removeAll", "retainAll", "clear", "sort" };

    /// <summary>The texts in order, or null where they are not fixed or very many.</summary>
    public static IReadOnlyList<string>? Of(ExpressionOperation collection, Compilation compilation)
    {
        if (TypeFacts.ElementType(collection.Type) is not { } element || (element.SpecialType != SpecialType.String && !TypeFacts.CanBeText(element))) return null;
        return collection switch
        {
            ObjectCreationOperation { Kind: CreationKind.Elements or CreationKind.ArrayElements, Arguments.Length: > 0 and <= MaximumCount } listed => Texts(listed),
            FieldReferenceOperation { Instance: null, Field: { IsFromSource: true } field } when (field.Modifiers & (DeclarationModifiers.Static | DeclarationModifiers.Final)) == (DeclarationModifiers.Static | DeclarationModifiers.Final) => Texts(field, compilation),
            _ => null,
        };
    }

    private static List<string>? Texts(ObjectCreationOperation listed)
    {
        var texts = new List<string>();
        foreach (var argument in listed.Arguments)
        {
            if (argument is LiteralOperation { Symbol: ISObjectFieldSymbol token }) texts.Add(token.Name);
            else if (argument is { HasConstantValue: true, ConstantValue: string text }) texts.Add(text);
            else return null;
        }

        return texts;
    }

    private static List<string>? Texts(IFieldSymbol field, Compilation compilation)
    {
        if (field.ContainingType?.DeclaringSyntax is not TypeDeclarationSyntax declaration || compilation.GetTree(field) is not { } tree) return null;
        var declarator = declaration.Members.OfType<FieldDeclarationSyntax>().SelectMany(f => f.Variables).FirstOrDefault(v => v.Name.Text.Equals(field.Name, StringComparison.OrdinalIgnoreCase));
        if (declarator?.Initializer is not ObjectCreationExpressionSyntax { Kind: CreationKind.Elements or CreationKind.ArrayElements, Arguments.Length: > 0 and <= MaximumCount } listed) return null;
        var texts = new List<string>();
        foreach (var argument in listed.Arguments)
        {
            if (argument is not LiteralExpressionSyntax { Kind: LiteralKind.String, Text: var text }) return null;
            texts.Add(text);
        }

        return IsChanged(field.Name, tree.Root) ? null : texts;
    }

    /// <summary>Whether a file changes the content of a collection of that name.</summary>
    public static bool IsChanged(string name, SyntaxNode root)
    {
        var open = new Stack<SyntaxNode>([root]);
        var children = new List<SyntaxNode>();
        while (open.TryPop(out var node))
        {
            if (node is MemberAccessExpressionSyntax access && changing.Contains(access.Name.Text) && NameOf(access.Expression) is { } changed && changed.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
            children.Clear();
            node.AddChildren(children);
            foreach (var child in children) open.Push(child);
        }

        return false;
    }

    /// <summary>The text of a private or final field that its class sets once, where it is declared or in a constructor, to a text that the code fixes; else null.</summary>
    public static string? Of(IFieldSymbol field, Compilation compilation)
    {
        const DeclarationModifiers Visible = DeclarationModifiers.Public | DeclarationModifiers.Global | DeclarationModifiers.Protected;
        if (field is not { IsFromSource: true, IsStatic: false, Type.SpecialType: SpecialType.String, ContainingType: { } type } || compilation.GetTree(field) is not { } tree) return null;
        if ((field.Modifiers & Visible) != 0 && (field.Modifiers & DeclarationModifiers.Final) == 0) return null;
        var declared = compilation.GetInstanceInitializer(type) is { } initializer ? ValuesOf(field, initializer, compilation) : [];
        var made = type.Members.OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Constructor).SelectMany(m => ValuesOf(field, m, compilation)).ToList();
        if (declared.Count + made.Count != 1 || CountAssignments(field.Name, tree.Root) != made.Count) return null;
        return declared.Concat(made).First() is { HasConstantValue: true, ConstantValue: string text } ? text : null;
    }

    private static List<ExpressionOperation> ValuesOf(IFieldSymbol field, IMethodSymbol method, Compilation compilation)
    {
        var found = new List<ExpressionOperation>();
        if (compilation.GetBody(method) is not { } body) return found;
        var open = new Stack<Operation>([body]);
        var children = new List<Operation>();
        while (open.TryPop(out var at))
        {
            if (at is AssignmentOperation { Operator: null, Target: FieldReferenceOperation target } assignment && ReferenceEquals(target.Field, field)) found.Add(assignment.Value);
            children.Clear();
            at.AddChildren(children);
            foreach (var child in children) open.Push(child);
        }

        return found;
    }

    private static int CountAssignments(string name, SyntaxNode root)
    {
        var count = 0;
        var open = new Stack<SyntaxNode>([root]);
        var children = new List<SyntaxNode>();
        while (open.TryPop(out var node))
        {
            if (node is AssignmentExpressionSyntax assignment && NameOf(assignment.Left) is { } assigned && assigned.Equals(name, StringComparison.OrdinalIgnoreCase)) count++;
            children.Clear();
            node.AddChildren(children);
            foreach (var child in children) open.Push(child);
        }

        return count;
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.Text,
        MemberAccessExpressionSyntax access => access.Name.Text,
        _ => null,
    };
}
