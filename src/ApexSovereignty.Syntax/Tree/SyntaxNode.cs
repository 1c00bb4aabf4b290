using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax;

/// <summary>A node of the immutable syntax tree. Its parent is known once a <see cref="SyntaxTree"/> holds it.</summary>
public abstract class SyntaxNode
{
    private protected SyntaxNode(TextSpan span) => Span = span;

    /// <summary>From the first to behind the last token of the node.</summary>
    public TextSpan Span { get; }

    /// <summary>The node around this one, null at the root.</summary>
    public SyntaxNode? Parent { get; internal set; }

    /// <summary>Appends the direct children in source order.</summary>
    public abstract void AddChildren(List<SyntaxNode> children);

    /// <summary>The direct children in source order.</summary>
    public IReadOnlyList<SyntaxNode> ChildNodes()
    {
        var children = new List<SyntaxNode>();
        AddChildren(children);
        return children;
    }

    /// <summary>All nodes below this one, in source order, without recursion.</summary>
    public IEnumerable<SyntaxNode> DescendantNodes()
    {
        var stack = new Stack<SyntaxNode>();
        var children = new List<SyntaxNode>();
        Push(this);
        while (stack.TryPop(out var node))
        {
            yield return node;
            Push(node);
        }

        void Push(SyntaxNode node)
        {
            children.Clear();
            node.AddChildren(children);
            for (var i = children.Count - 1; i >= 0; i--) stack.Push(children[i]);
        }
    }

    /// <summary>The nearest ancestor (not this node itself) of a type, or null.</summary>
    public T? FirstAncestor<T>() where T : SyntaxNode
    {
        for (var node = Parent; node is not null; node = node.Parent)
            if (node is T found) return found;
        return null;
    }
}
