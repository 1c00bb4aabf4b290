using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Semantics.Symbols;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics;

/// <summary>Answers about nodes of one tree. The member around a node is bound when first asked about; not for use by several threads.</summary>
public abstract class SemanticModel
{
    /// <summary>The tree.</summary>
    public abstract SyntaxTree SyntaxTree { get; }

    /// <summary>The operation of an expression or statement; null outside code and for nodes that have none of their own.</summary>
    public abstract Operation? GetOperation(SyntaxNode node);

    /// <summary>The type of an expression, or what a written type means; null where there is none.</summary>
    public abstract ITypeSymbol? GetTypeInfo(SyntaxNode node);

    /// <summary>What an expression refers to: a variable, member, method or type; null where it refers to nothing or could not be bound.</summary>
    public abstract ISymbol? GetSymbolInfo(SyntaxNode node);

    /// <summary>The symbol that a declaration makes; null for other nodes and for locals.</summary>
    public abstract ISymbol? GetDeclaredSymbol(SyntaxNode node);
}

/// <summary>Binds members on demand and keeps the operations of the last.</summary>
internal sealed class SourceSemanticModel(SourceCompilation compilation, SyntaxTree tree) : SemanticModel
{
    private readonly Dictionary<SyntaxNode, ISymbol> _declared = CollectDeclared(compilation, tree);
    private readonly Dictionary<SyntaxNode, Operation> _operations = [];
    private IMethodSymbol? _bound;

    public override SyntaxTree SyntaxTree => tree;

    public override ISymbol? GetDeclaredSymbol(SyntaxNode node) => _declared.GetValueOrDefault(node);

    public override Operation? GetOperation(SyntaxNode node)
    {
        if (MethodAround(node) is not { } method) return null;
        if (!ReferenceEquals(method, _bound))
        {
            _operations.Clear();
            _bound = method;
            if (compilation.GetBodyUncounted(method) is { } body) Collect(body);
        }

        while (node is ParenthesizedExpressionSyntax parenthesized) node = parenthesized.Expression;
        return _operations.GetValueOrDefault(node);
    }

    public override ITypeSymbol? GetTypeInfo(SyntaxNode node)
    {
        if (node is TypeSyntax type) return compilation.Types.Resolve(type, ScopeOf(node));
        return (GetOperation(node) as ExpressionOperation)?.Type;
    }

    public override ISymbol? GetSymbolInfo(SyntaxNode node) => GetOperation(node) switch
    {
        LocalReferenceOperation local => local.Local,
        ParameterReferenceOperation parameter => parameter.Parameter,
        FieldReferenceOperation field => field.Field,
        PropertyReferenceOperation property => property.Property,
        InvocationOperation invocation => invocation.Method,
        ConstructorCallOperation call => call.Constructor,
        ObjectCreationOperation creation => creation.Constructor ?? (ISymbol)creation.Type,
        LiteralOperation literal => literal.Symbol,
        _ => null,
    };

    private SourceTypeSymbol? ScopeOf(SyntaxNode node)
    {
        for (var current = node; current is not null; current = current.Parent)
            if (_declared.GetValueOrDefault(current) is SourceTypeSymbol type) return type;
        return null;
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

    // Where several operations stand for one node (an implied conversion around a query), the inner one is the node's own.
    private void Collect(Operation root)
    {
        var stack = new Stack<Operation>([root]);
        var children = new List<Operation>();
        while (stack.TryPop(out var operation))
        {
            // What is implied stands at the syntax of something else.
            var isWritten = operation.Syntax is not MemberDeclarationSyntax;
            if (operation is not InstanceReferenceOperation && isWritten || operation.Syntax is ThisExpressionSyntax or SuperExpressionSyntax) _operations[operation.Syntax] = operation;
            children.Clear();
            operation.AddChildren(children);
            foreach (var child in children) stack.Push(child);
        }
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
}
