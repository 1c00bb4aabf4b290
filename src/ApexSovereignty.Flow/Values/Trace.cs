using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Values;

/// <summary>What happens at a step of a trace.</summary>
internal enum StepKind
{
    Selected,
    Received,
    Read,
    Assigned,
    Stored,
    Added,
    Library,
    Carried,
    Thrown,
    Left,
}

/// <summary>
/// How a value came to be tainted, newest step first. Not part of a fact: two equal facts with different traces are equal,
/// and the shorter trace is kept, so traces cost no rounds.
/// </summary>
internal abstract class Trace(Trace? previous, int length) : IComparable<Trace>
{
    public Trace? Previous { get; } = previous;

    public int Length { get; } = length;

    public abstract CodeLocation? At { get; }

    /// <summary>Orders the last steps of two traces at the same place.</summary>
    protected abstract int CompareStep(Trace other);

    /// <summary>Orders by length, then by places from the end, so that the choice does not depend on who came first.</summary>
    public int CompareTo(Trace? other)
    {
        if (other is null) return 1;
        var (left, right) = (this, other);
        while (true)
        {
            if (ReferenceEquals(left, right)) return 0;
            var byLength = left.Length.CompareTo(right.Length);
            if (byLength != 0) return byLength;
            if (left.At is { } a && right.At is { } b)
            {
                var byPlace = a.CompareTo(b);
                if (byPlace != 0) return byPlace;
            }

            var byKind = left.CompareStep(right);
            if (byKind != 0) return byKind;
            if (left.Previous is null || right.Previous is null) return left.Previous is null ? right.Previous is null ? 0 : -1 : 1;
            (left, right) = (left.Previous, right.Previous);
        }
    }
}

/// <summary>The value that an access path names at entry.</summary>
internal sealed class EntryTrace : Trace
{
    private EntryTrace() : base(null, 0)
    {
    }

    public static EntryTrace Instance { get; } = new();

    public override CodeLocation? At => null;

    protected override int CompareStep(Trace other) => other is EntryTrace ? 0 : -1;
}

/// <summary>A step in one method.</summary>
internal sealed class StepTrace(Trace? previous, CodeLocation at, StepKind kind, string subject) : Trace(previous, (previous?.Length ?? 0) + 1)
{
    public override CodeLocation? At { get; } = at;

    public StepKind Kind { get; } = kind;

    /// <summary>What the step is about: a field, variable, library method or part.</summary>
    public string Subject { get; } = subject;

    protected override int CompareStep(Trace other)
    {
        if (other is not StepTrace step) return other is EntryTrace ? 1 : -1;
        var byKind = Kind.CompareTo(step.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(Subject, step.Subject);
    }
}

/// <summary>A way through a callee: what the caller handed in, what the callee did with it, and back or on to a sink.</summary>
internal sealed class CallTrace(Trace? previous, CodeLocation at, IMethodSymbol callee, AccessPath? entry, Trace inner, bool returns)
    : Trace(previous, (previous?.Length ?? 0) + inner.Length + 1)
{
    public override CodeLocation? At { get; } = at;

    public IMethodSymbol Callee { get; } = callee;

    /// <summary>What was handed in, or null when the data arises in the callee.</summary>
    public AccessPath? Entry { get; } = entry;

    /// <summary>The steps in the callee, from its entry or its own source.</summary>
    public Trace Inner { get; } = inner;

    /// <summary>Whether the value comes back as the result.</summary>
    public bool Returns { get; } = returns;

    protected override int CompareStep(Trace other)
    {
        if (other is not CallTrace call) return 1;
        if (!ReferenceEquals(Callee, call.Callee))
        {
            var byCallee = string.CompareOrdinal(Callee.Signature, call.Callee.Signature);
            if (byCallee != 0) return byCallee;
        }

        var byInner = Inner.CompareTo(call.Inner);
        if (byInner != 0) return byInner;
        if (Returns != call.Returns) return Returns ? -1 : 1;
        return (Entry?.Order ?? 0).CompareTo(call.Entry?.Order ?? 0);
    }
}
