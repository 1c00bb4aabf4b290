using System.Collections.Immutable;

namespace ApexSovereignty.Flow.CallGraphs;

/// <summary>Methods that call each other in a circle, taken together; callees before callers (Tarjan 1972, without recursion).</summary>
internal static class StronglyConnectedComponents
{
    /// <summary>Components in an order in which each comes after all that it reaches.</summary>
    public static ImmutableArray<ImmutableArray<int>> Find(int count, IReadOnlyList<int>[] successors)
    {
        var index = new int[count];
        var low = new int[count];
        var onStack = new bool[count];
        var next = new int[count];
        var stack = new Stack<int>();
        var result = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        var counter = 0;
        var walk = new Stack<int>();
        for (var root = 0; root < count; root++)
        {
            if (index[root] != 0) continue;
            walk.Push(root);
            while (walk.TryPeek(out var at))
            {
                if (index[at] == 0)
                {
                    index[at] = low[at] = ++counter;
                    stack.Push(at);
                    onStack[at] = true;
                }

                if (next[at] < successors[at].Count)
                {
                    var to = successors[at][next[at]++];
                    if (index[to] == 0) walk.Push(to);
                    else if (onStack[to]) low[at] = Math.Min(low[at], index[to]);
                    continue;
                }

                walk.Pop();
                if (walk.TryPeek(out var parent)) low[parent] = Math.Min(low[parent], low[at]);
                if (low[at] != index[at]) continue;
                var component = ImmutableArray.CreateBuilder<int>();
                int member;
                do
                {
                    member = stack.Pop();
                    onStack[member] = false;
                    component.Add(member);
                }
                while (member != at);
                component.Sort();
                result.Add(component.ToImmutable());
            }
        }

        return result.ToImmutable();
    }
}
