using ApexSovereignty.Semantics.Symbols;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics;

/// <summary>What the types that a project writes mean, counted name by name: <c>Map&lt;Id, Account&gt;</c> counts three.</summary>
internal sealed class TypeCounts
{
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    public int ToProject { get; private set; }

    public int ToPlatform { get; private set; }

    public int Assumed { get; private set; }

    public int Unbound { get; private set; }

    public IReadOnlyDictionary<string, int> Names => _names;

    public static TypeCounts Of(SourceCompilation compilation)
    {
        var counts = new TypeCounts();
        var scopes = new Dictionary<SyntaxNode, SourceTypeSymbol>();
        foreach (var type in compilation.SourceTypes.Concat(compilation.Triggers))
            if (type is SourceTypeSymbol source) scopes.TryAdd(source.DeclaringSyntax, source);
        var stack = new Stack<(SyntaxNode Node, SourceTypeSymbol? Scope)>();
        var children = new List<SyntaxNode>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            stack.Push((tree.Root, null));
            while (stack.TryPop(out var next))
            {
                var scope = scopes.GetValueOrDefault(next.Node) ?? next.Scope;
                if (next.Node is TypeSyntax written && !IsFieldName(written)) counts.Add(compilation.Types.Resolve(written, scope), written.ArrayRank);
                children.Clear();
                next.Node.AddChildren(children);
                foreach (var child in children) stack.Push((child, scope));
            }
        }

        return counts;
    }

    // The external id of an upsert is written like a type, but names a field.
    private static bool IsFieldName(TypeSyntax written) => written.Parent is DmlStatementSyntax;

    private void Add(ITypeSymbol type, int arrayRank)
    {
        // An array's brackets are no name of their own.
        for (var i = 0; i < arrayRank && type is INamedTypeSymbol { SpecialType: SpecialType.List, TypeArguments: [var element] }; i++) type = element;
        if (type.TypeKind == TypeKind.Unknown)
        {
            Unbound++;
            _names[type.FullName] = _names.GetValueOrDefault(type.FullName) + 1;
        }
        else if (type.IsFromSource || type is SObjectTypeSymbol { IsInProject: true })
        {
            ToProject++;
        }
        else if (type is SObjectTypeSymbol { IsDeclared: false })
        {
            Assumed++;
        }
        else
        {
            ToPlatform++;
        }
    }
}
