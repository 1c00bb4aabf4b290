using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Semantics.Symbols;
using ApexSovereignty.Syntax;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Semantics.Tests;

/// <summary>Questions about single nodes.</summary>
internal sealed class SemanticModelTests
{
    private static readonly Compilation Compilation = Given.Project
        .Source("public class C { String f = String.valueOf(1); static Integer n = C.count(); static Integer count() { return 1; } void run(Account a) { String s = (a.Name); } String p { get { return f; } } }")
        .Compile();

    private static readonly SemanticModel Model = Compilation.GetSemanticModel(Compilation.SyntaxTrees[0]);

    private static T Node<T>(Func<T, bool>? condition = null) where T : SyntaxNode =>
        Model.SyntaxTree.Root.DescendantNodes().OfType<T>().First(node => condition is null || condition(node));

    [Test]
    public void Expressions_have_types_and_symbols()
    {
        var access = Node<MemberAccessExpressionSyntax>(node => node.Name.Text == "Name");
        Model.GetTypeInfo(access)!.FullName.ShouldBe("String");
        SymbolDisplay.ToDisplayString(Model.GetSymbolInfo(access)!).ShouldBe("Account.Name : String");
        Model.GetOperation(access.Parent!).ShouldBeOfType<FieldReferenceOperation>();
    }

    [Test]
    public void Initial_values_are_found_in_their_initializer()
    {
        var valueOf = Node<InvocationExpressionSyntax>(node => node.Expression is MemberAccessExpressionSyntax { Name.Text: "valueOf" });
        var count = Node<InvocationExpressionSyntax>(node => node.Expression is MemberAccessExpressionSyntax { Name.Text: "count" });
        Model.GetSymbolInfo(valueOf)!.ToString().ShouldBe("String.valueOf(Integer)");
        Model.GetSymbolInfo(count)!.ToString().ShouldBe("C.count()");
    }

    [Test]
    public void Declarations_have_symbols_and_written_types_mean_types()
    {
        Model.GetDeclaredSymbol(Node<TypeDeclarationSyntax>())!.Name.ShouldBe("C");
        Model.GetDeclaredSymbol(Node<ParameterSyntax>())!.Name.ShouldBe("a");
        Model.GetDeclaredSymbol(Node<VariableDeclaratorSyntax>())!.Name.ShouldBe("f");
        Model.GetTypeInfo(Node<ParameterSyntax>().Type)!.FullName.ShouldBe("Account");
        Model.GetOperation(Node<TypeDeclarationSyntax>()).ShouldBeNull();
    }

    [Test]
    public void Accessors_are_members_of_their_own()
    {
        var name = Node<ReturnStatementSyntax>(node => node.FirstAncestor<AccessorDeclarationSyntax>() is not null);
        Model.GetSymbolInfo(name.Expression!)!.Name.ShouldBe("f");
    }
}
