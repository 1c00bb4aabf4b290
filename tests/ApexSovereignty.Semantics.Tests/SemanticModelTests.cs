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
    public void Locals_are_declared_by_their_statements()
    {
        var (model, tree) = Ask("class L { void run(List<Account> xs, SObject r) { Integer n = 1; for (Account a : xs) { } try { } catch (DmlException e) { } switch on r { when Contact c { } } } }");
        T First<T>() where T : SyntaxNode => tree.Root.DescendantNodes().OfType<T>().First();
        SymbolDisplay.ToDisplayString(model.GetDeclaredSymbol(First<VariableDeclaratorSyntax>())!).ShouldBe("n : Integer");
        SymbolDisplay.ToDisplayString(model.GetDeclaredSymbol(First<ForEachStatementSyntax>())!).ShouldBe("a : Account");
        SymbolDisplay.ToDisplayString(model.GetDeclaredSymbol(First<CatchClauseSyntax>())!).ShouldBe("e : System.DmlException");
        SymbolDisplay.ToDisplayString(model.GetDeclaredSymbol(First<SwitchSectionSyntax>())!).ShouldBe("c : Contact");
    }

    [Test]
    public void A_local_is_one_symbol_however_often_and_in_whatever_order_it_is_asked_for()
    {
        var (model, tree) = Ask("class L { void a() { Integer n = 1; n = 2; } void b() { Integer m = 1; } }");
        var declarators = tree.Root.DescendantNodes().OfType<VariableDeclaratorSyntax>().ToList();
        var use = tree.Root.DescendantNodes().OfType<AssignmentExpressionSyntax>().Single().Left;
        var before = model.GetDeclaredSymbol(declarators[0]);
        model.GetDeclaredSymbol(declarators[1])!.Name.ShouldBe("m");
        model.GetSymbolInfo(use).ShouldBeSameAs(before);
    }

    [Test]
    public void Constants_of_expressions_and_fields()
    {
        var (model, tree) = Ask("class L { static final String A = 'x' + 1; static final Integer N = 2 * 3; String open = A + s; static String s; void run() { Object o = null; String t = A + true; } }");
        object? Value(string text) => tree.Root.DescendantNodes().OfType<VariableDeclaratorSyntax>().Single(node => node.Name.Text == text) is var node
            && model.GetConstantValue(node.Initializer!) is { HasValue: true } constant ? constant.Value ?? "null" : "none";
        Value("A").ShouldBe("x1");
        Value("N").ShouldBe(6);
        Value("open").ShouldBe("none");
        Value("o").ShouldBe("null");
        Value("t").ShouldBe("x1true");
        model.GetConstantValue(tree.Root.DescendantNodes().OfType<VariableDeclaratorSyntax>().First()).ShouldBe(new ConstantValue(HasValue: true, "x1"));
    }

    [Test]
    public void Types_that_qualify_names_and_names_in_queries_and_creations_are_symbols()
    {
        var (model, tree) = Ask("class L { class In { } static Integer n; void run() { n = L.n; Object o = System.Label.get('a', 'b'); o = new Account(Industry = 'x'); o = [SELECT Id, Owner.Email, (SELECT Phone FROM Contacts) FROM Account]; L.In i; } }");
        string? Of(string text) => tree.Root.DescendantNodes().First(node => tree.Text.ToString(node.Span) == text && node is not TypeSyntax) is var found && model.GetSymbolInfo(found) is { } symbol ? SymbolDisplay.ToDisplayString(symbol) : null;
        Of("L").ShouldBe("L");
        Of("System.Label").ShouldBe("System.Label");
        Of("System").ShouldBe("System.System");
        Of("Industry = 'x'").ShouldBe("Account.Industry : String");
        Of("Owner.Email").ShouldBe("User.Email : String");
        Of("Phone").ShouldBe("Contact.Phone : String");
        model.GetSymbolInfo(tree.Root.DescendantNodes().OfType<TypeSyntax>().Last())!.ToString().ShouldBe("L.In");
    }

    [Test]
    public void Lookup_finds_what_is_in_scope_and_not_hidden()
    {
        const string Source = "class L extends P { class In { } String name; static String s; void run(Integer p) { String name; { Integer inner; } for (Integer i = 0; i < 3; i++) { /*here*/ } Integer later; } static void st() { /*static*/ } class N { void go() { /*nested*/ } } }";
        var (model, tree) = Ask(Source, "virtual class P { protected Integer own; private class Hidden { } protected virtual void run(Integer q) { } void other() { } }");
        string At(string mark) => string.Join(", ", model.LookupSymbols(Source.IndexOf(mark, StringComparison.Ordinal)).Where(symbol => symbol.IsFromSource).Select(symbol => symbol is IMethodSymbol method ? method.Signature : SymbolDisplay.ToDisplayString(symbol)));
        At("/*here*/").ShouldBe("name : String, i : Integer, p : Integer, L.In, static L.s : String, L.run(Integer), L.st(), L.N, P.own : Integer, P.Hidden, P.other(), L, P");
        At("/*static*/").ShouldBe("L.In, static L.s : String, L.st(), L.N, P.Hidden, L, P");
        At("/*nested*/").ShouldBe("L.N.go(), L.N, L.In, static L.s : String, L.st(), P.Hidden, L, P");
        model.LookupSymbols(Source.IndexOf("/*here*/", StringComparison.Ordinal), "I").ShouldHaveSingleItem().ShouldBeAssignableTo<ILocalSymbol>();
        model.LookupSymbols(Source.IndexOf("/*here*/", StringComparison.Ordinal), "httprequest").ShouldHaveSingleItem().ToString().ShouldBe("System.HttpRequest");
        model.LookupSymbols(Source.IndexOf("/*here*/", StringComparison.Ordinal), "nothing").ShouldBeEmpty();
        model.LookupSymbols(0).Select(symbol => symbol.Name).ShouldContain("P");
    }

    [Test]
    public void Editing_one_body_changes_no_other_symbols()
    {
        string[] before = ["public class A { public static final String K = 'k'; public String f; public Account run(B b) { return b.get(K); } }", "public class B { public Account get(String s) { return null; } Integer n = 1; void edited() { } }"];
        string[] after = [before[0], before[1].Replace("void edited() { }", "void edited() { Integer added = n + 1; get(added); nothing.at(all); }", StringComparison.Ordinal)];
        var (first, second) = (Describe(before), Describe(after));
        second.Declarations.ShouldBe(first.Declarations);
        second.Bodies["A.run(B)"].ShouldBe(first.Bodies["A.run(B)"]);
        second.Bodies["B.edited()"].ShouldNotBe(first.Bodies["B.edited()"]);
        second.Bodies.Keys.ShouldBe(first.Bodies.Keys);

        static (List<string> Declarations, Dictionary<string, string> Bodies) Describe(string[] sources)
        {
            var given = Given.Project;
            foreach (var source in sources) given.Source(source);
            var compilation = given.Compile();
            var declarations = compilation.SourceTypes.SelectMany(type => type.Members.Select(member => $"{type.FullName} {SymbolDisplay.ToDisplayString(member)} {member.Location} {member.Modifiers}")).ToList();
            var bodies = compilation.SourceTypes.SelectMany(type => compilation.GetMethodsWithBody(type)).ToDictionary(method => method.Signature, method => Given.Print(compilation.GetBody(method)!));
            return (declarations, bodies);
        }
    }

    private static (SemanticModel Model, SyntaxTree Tree) Ask(params string[] sources)
    {
        var given = Given.Project;
        foreach (var source in sources) given.Source(source);
        var compilation = given.Compile();
        return (compilation.GetSemanticModel(compilation.SyntaxTrees[0]), compilation.SyntaxTrees[0]);
    }

    [Test]
    public void Accessors_are_members_of_their_own()
    {
        var name = Node<ReturnStatementSyntax>(node => node.FirstAncestor<AccessorDeclarationSyntax>() is not null);
        Model.GetSymbolInfo(name.Expression!)!.Name.ShouldBe("f");
    }
}
