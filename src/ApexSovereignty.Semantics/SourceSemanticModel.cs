using System.Collections.Immutable;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Semantics.Symbols;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics;

/// <summary>Binds members on demand and keeps their operations.</summary>
internal sealed class SourceSemanticModel(SourceCompilation compilation, SyntaxTree tree) : SemanticModel
{
    private readonly Dictionary<SyntaxNode, ISymbol> _declared = CollectDeclared(compilation, tree);
    private readonly Dictionary<IMethodSymbol, BoundBody> _bodies = [];

    public override SyntaxTree SyntaxTree => tree;

    public override ISymbol? GetDeclaredSymbol(SyntaxNode node)
    {
        if (_declared.TryGetValue(node, out var declared)) return declared;
        return node is VariableDeclaratorSyntax or ForEachStatementSyntax or CatchClauseSyntax or SwitchSectionSyntax
            ? BodyAround(node)?.Locals.GetValueOrDefault(node)
            : null;
    }

    public override Operation? GetOperation(SyntaxNode node) => BodyAround(node)?.Operations.GetValueOrDefault(WithoutParentheses(node));

    public override ITypeSymbol? GetTypeInfo(SyntaxNode node) => node switch
    {
        TypeSyntax type => compilation.Types.Resolve(type, TypeAround(node)),
        SoqlFieldSyntax => (GetSymbolInfo(node) as IFieldSymbol)?.Type,
        _ => (GetOperation(node) as ExpressionOperation)?.Type,
    };

    public override ConstantValue GetConstantValue(SyntaxNode node)
    {
        if (GetOperation(node) is ExpressionOperation { HasConstantValue: true } expression) return new(HasValue: true, expression.ConstantValue);
        // What a static final field starts with is its constant, though the field is bound elsewhere.
        return GetDeclaredSymbol(node) is IFieldSymbol { HasConstantValue: true } field ? new(HasValue: true, field.ConstantValue) : default;
    }

    public override ISymbol? GetSymbolInfo(SyntaxNode node)
    {
        node = WithoutParentheses(node);
        switch (node)
        {
            case TypeSyntax:
                return GetTypeInfo(node) is { TypeKind: not TypeKind.Unknown } type ? type : null;
            case SoqlFieldSyntax field:
                return SelectedField(field);
        }

        return GetOperation(node) switch
        {
            LocalReferenceOperation local => local.Local,
            ParameterReferenceOperation parameter => parameter.Parameter,
            FieldReferenceOperation field => field.Field,
            PropertyReferenceOperation property => property.Property,
            InvocationOperation invocation => invocation.Method,
            ConstructorCallOperation call => call.Constructor,
            ObjectCreationOperation creation => creation.Constructor ?? (ISymbol)creation.Type,
            FieldInitializerOperation initializer => initializer.Field,
            LiteralOperation literal => literal.Symbol,
            null => TypeNamedBy(node),
            _ => null,
        };
    }

    public override ImmutableArray<ISymbol> LookupSymbols(int position, string? name = null)
    {
        var lookup = new SymbolLookup(compilation, name);
        var node = NodeAt(position);
        if (BodyAround(node) is { } body)
        {
            foreach (var (declaration, local) in body.Locals.OrderBy(pair => pair.Key.Span.Start))
                if (IsVisible(declaration, position)) lookup.AddVariable(local);
            foreach (var parameter in body.Method.Parameters) lookup.AddVariable(parameter);
        }

        lookup.AddAround(TypeAround(node), IsStaticAt(node));
        return lookup.ToImmutable();
    }

    private static SyntaxNode WithoutParentheses(SyntaxNode node)
    {
        while (node is ParenthesizedExpressionSyntax parenthesized) node = parenthesized.Expression;
        return node;
    }

    // The qualifier of a static member has no operation of its own.
    private NamedTypeSymbol? TypeNamedBy(SyntaxNode node)
    {
        if (node is not (IdentifierNameSyntax or MemberAccessExpressionSyntax) || node.Parent is not MemberAccessExpressionSyntax) return null;
        var names = new List<string>();
        for (var current = (ExpressionSyntax?)node; current is not null;)
        {
            switch (current)
            {
                case IdentifierNameSyntax identifier:
                    names.Insert(0, identifier.Identifier.Text);
                    current = null;
                    break;
                case MemberAccessExpressionSyntax access:
                    names.Insert(0, access.Name.Text);
                    current = access.Expression;
                    break;
                default:
                    return null;
            }
        }

        return compilation.Types.FindDotted(string.Join('.', names), TypeAround(node));
    }

    private ISObjectFieldSymbol? SelectedField(SoqlFieldSyntax field)
    {
        if (field.FirstAncestor<SoqlExpressionSyntax>() is not { } expression || GetOperation(expression) is not QueryOperation query) return null;
        var stack = new Stack<QueryShape>([query.Shape]);
        while (stack.TryPop(out var shape))
        {
            foreach (var selected in shape.Fields)
                if (selected.Field is not null && selected.Span == field.Span) return selected.Field;
            foreach (var (_, parent) in shape.Parents) stack.Push(parent);
            foreach (var (_, child) in shape.Children) stack.Push(child);
        }

        return null;
    }

    private SyntaxNode NodeAt(int position)
    {
        SyntaxNode node = tree.Root;
        var children = new List<SyntaxNode>();
        while (true)
        {
            children.Clear();
            node.AddChildren(children);
            if (children.Find(child => child.Span.Start <= position && position <= child.Span.End) is not { } inner) return node;
            node = inner;
        }
    }

    // A variable is known from behind its declarator to the end of the statement around it.
    private static bool IsVisible(SyntaxNode declaration, int position)
    {
        var (from, around) = declaration switch
        {
            VariableDeclaratorSyntax => (declaration.Span.End, declaration.Parent!.Parent!),
            ForEachStatementSyntax loop => (loop.Body.Span.Start, loop),
            CatchClauseSyntax clause => (clause.Block.Span.Start, clause),
            SwitchSectionSyntax section => (section.Block.Span.Start, section),
            _ => (int.MaxValue, declaration),
        };
        return from <= position && position <= around.Span.End;
    }

    private SourceTypeSymbol? TypeAround(SyntaxNode node)
    {
        for (var current = node; current is not null; current = current.Parent)
            if (_declared.GetValueOrDefault(current) is SourceTypeSymbol type) return type;
        return null;
    }

    private bool IsStaticAt(SyntaxNode node)
    {
        for (var current = node; current is not null; current = current.Parent)
        {
            if (_declared.GetValueOrDefault(current) is SourceTypeSymbol type) return type.TypeKind == TypeKind.Trigger;
            if (current is MemberDeclarationSyntax member) return (member.Modifiers & DeclarationModifiers.Static) != 0;
        }

        return false;
    }

    private BoundBody? BodyAround(SyntaxNode node)
    {
        if (MethodAround(node) is not { } method) return null;
        if (!_bodies.TryGetValue(method, out var body)) _bodies.Add(method, body = BoundBody.Create(method, compilation.GetBodyUncounted(method)));
        return body;
    }

    private IMethodSymbol? MethodAround(SyntaxNode node)
    {
        var isStatic = false;
        for (var current = node; current is not null; current = current.Parent)
        {
            switch (_declared.GetValueOrDefault(current))
            {
                case IMethodSymbol method:
                    return method;
                case SourceTypeSymbol { TypeKind: TypeKind.Trigger } trigger:
                    return compilation.GetMethodsWithBody(trigger).FirstOrDefault(method => method.MethodKind == MethodKind.Trigger);
                case SourceTypeSymbol type:
                    return isStatic ? type.Initializers.StaticConstructor : type.Initializers.InstanceInitializer;
            }

            if (current is MemberDeclarationSyntax member) isStatic = (member.Modifiers & DeclarationModifiers.Static) != 0;
        }

        return null;
    }

    private static Dictionary<SyntaxNode, ISymbol> CollectDeclared(SourceCompilation compilation, SyntaxTree tree)
    {
        var declared = new Dictionary<SyntaxNode, ISymbol>();
        foreach (var type in compilation.SourceTypes.Concat(compilation.Triggers))
        {
            if (!ReferenceEquals(type.DeclaringTree, tree)) continue;
            declared.TryAdd(type.DeclaringSyntax!, type);
            foreach (var member in type.Members)
            {
                switch (member)
                {
                    case SourceMethodSymbol method:
                        declared.TryAdd(method.DeclaringSyntax, method);
                        foreach (var (syntax, parameter) in method.DeclaringSyntax.Parameters.Zip(method.Parameters)) declared.TryAdd(syntax, parameter);
                        break;
                    case SourceFieldSymbol field:
                        declared.TryAdd(field.Declarator, field);
                        break;
                    case SourcePropertySymbol property:
                        declared.TryAdd(property.DeclaringSyntax, property);
                        if (property.GetMethod is not null) declared.TryAdd(property.GetMethod.DeclaringSyntax!, property.GetMethod);
                        if (property.SetMethod is not null) declared.TryAdd(property.SetMethod.DeclaringSyntax!, property.SetMethod);
                        break;
                }
            }
        }

        return declared;
    }

    /// <summary>A bound member: its operations by their nodes, and its locals by the nodes that declare them.</summary>
    private sealed record BoundBody(IMethodSymbol Method, Dictionary<SyntaxNode, Operation> Operations, Dictionary<SyntaxNode, ILocalSymbol> Locals)
    {
        // Where several operations stand for one node (an implied conversion around a query), the inner one is the node's own.
        public static BoundBody Create(IMethodSymbol method, Operation? root)
        {
            var body = new BoundBody(method, [], []);
            if (root is null) return body;
            var stack = new Stack<Operation>([root]);
            var children = new List<Operation>();
            while (stack.TryPop(out var operation))
            {
                // What is implied stands at the syntax of something else.
                var isWritten = operation.Syntax is not MemberDeclarationSyntax;
                if (operation is not InstanceReferenceOperation && isWritten || operation.Syntax is ThisExpressionSyntax or SuperExpressionSyntax) body.Operations[operation.Syntax] = operation;
                if (LocalOf(operation) is { } local) body.Locals.TryAdd(operation.Syntax, local);
                children.Clear();
                operation.AddChildren(children);
                for (var i = children.Count - 1; i >= 0; i--) stack.Push(children[i]);
            }

            return body;
        }

        private static ILocalSymbol? LocalOf(Operation operation) => operation switch
        {
            VariableDeclarationOperation declaration => declaration.Local,
            ForEachOperation loop => loop.Local,
            CatchOperation clause => clause.Local,
            SwitchCaseOperation section => section.Local,
            _ => null,
        };
    }
}
