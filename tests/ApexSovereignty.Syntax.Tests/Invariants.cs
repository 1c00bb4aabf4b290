using Shouldly;

namespace ApexSovereignty.Syntax.Tests;

/// <summary>What holds for every tree, of valid and broken text alike.</summary>
internal static class Invariants
{
    private const int MostDiagnostics = 20;
    private const int DeepestTree = 5400;

    public static void Check(SyntaxTree tree)
    {
        tree.Diagnostics.Length.ShouldBeLessThanOrEqualTo(MostDiagnostics);
        foreach (var diagnostic in tree.Diagnostics)
        {
            diagnostic.Message.ShouldNotBeNullOrWhiteSpace();
            diagnostic.Span.Start.ShouldBeInRange(0, tree.Text.Content.Length);
            diagnostic.Span.End.ShouldBeInRange(0, tree.Text.Content.Length);
        }

        var stack = new Stack<(SyntaxNode Node, int Depth)>();
        stack.Push((tree.Root, 0));
        while (stack.TryPop(out var entry))
        {
            entry.Depth.ShouldBeLessThan(DeepestTree);
            foreach (var name in NamesOf(entry.Node))
                tree.Text.ToString(name.Span).ShouldBe(name.Text);
            foreach (var child in entry.Node.ChildNodes())
            {
                if (!entry.Node.Span.Contains(child.Span))
                    throw new ShouldAssertException($"{child.GetType().Name} {child.Span} lies outside of {entry.Node.GetType().Name} {entry.Node.Span}");
                child.Parent.ShouldBe(entry.Node);
                stack.Push((child, entry.Depth + 1));
            }
        }
    }

    private static IEnumerable<SyntaxToken> NamesOf(SyntaxNode node) => node switch
    {
        TypeDeclarationSyntax type => [type.Name, .. type.EnumConstants],
        MethodDeclarationSyntax method => [method.Name],
        ParameterSyntax parameter => [parameter.Name],
        VariableDeclaratorSyntax variable => [variable.Name],
        PropertyDeclarationSyntax property => [property.Name],
        ForEachStatementSyntax loop => [loop.Identifier],
        IdentifierNameSyntax name => [name.Identifier],
        MemberAccessExpressionSyntax access => [access.Name],
        FieldInitializerSyntax field => [field.Name],
        SoqlFromItemSyntax from => from.Path,
        SoqlFunctionSyntax function => [function.Name],
        _ => [],
    };
}
