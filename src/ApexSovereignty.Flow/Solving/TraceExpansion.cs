using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow.Values;

namespace ApexSovereignty.Flow.Solving;

/// <summary>Turns a trace into steps in words, source first.</summary>
internal static class TraceExpansion
{
    private const int MaximumSteps = 100;

    /// <summary>The steps of a trace behind those that led to its entry.</summary>
    public static List<FlowStep> Expand(Trace trace, IEnumerable<FlowStep> before)
    {
        var steps = new List<FlowStep>(before);
        Walk(trace, 1, steps);
        return Shorten(steps);
    }

    /// <summary>The calls that a trace goes down through, outermost first.</summary>
    public static List<FlowStep> Calls(Trace trace)
    {
        var steps = new List<FlowStep>();
        for (var at = trace as CallTrace; at is not null && steps.Count < MaximumSteps; at = at.Inner as CallTrace)
            steps.Add(new FlowStep(at.At!.Value, $"call of {at.Callee.ContainingType?.Name}.{at.Callee.Name}", PathStepKind.Call, steps.Count + 1));
        return steps;
    }

    private static void Walk(Trace trace, int level, List<FlowStep> steps)
    {
        var chain = new List<Trace>();
        for (Trace? at = trace; at is not null; at = at.Previous) chain.Add(at);
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            if (steps.Count > 4 * MaximumSteps) return;
            switch (chain[i])
            {
                case StepTrace step:
                    steps.Add(new FlowStep(step.At!.Value, Describe(step), KindOf(step.Kind), level));
                    break;
                case CallTrace call:
                    var name = call.Callee.MethodKind == Semantics.MethodKind.Constructor ? $"new {call.Callee.ContainingType?.Name}" : $"{call.Callee.ContainingType?.Name}.{call.Callee.Name}";
                    if (call.Entry is { } entry) steps.Add(new FlowStep(call.At!.Value, Words(entry, name), PathStepKind.Call, level));
                    Walk(call.Inner, level + 1, steps);
                    if (call.Returns) steps.Add(new FlowStep(call.At!.Value, $"returned from {name}", PathStepKind.Return, level));
                    break;
            }
        }
    }

    private static string Words(AccessPath path, string callee)
    {
        var root = path;
        while (root.Parent is not null) root = root.Parent;
        return root.Root switch
        {
            PathRoot.This => $"passed to {callee} as the object it runs on",
            PathRoot.Static => $"static {root} is read in {callee}",
            _ => $"passed to {callee} as '{root.Symbol?.Name}'",
        };
    }

    private static PathStepKind KindOf(StepKind kind) => kind switch
    {
        StepKind.Selected or StepKind.Received => PathStepKind.Source,
        StepKind.Left => PathStepKind.Sink,
        _ => PathStepKind.Flow,
    };

    private static string Describe(StepTrace step) => step.Kind switch
    {
        StepKind.Selected => $"{step.Subject} is selected",
        StepKind.Received => $"records come in: {step.Subject}",
        StepKind.Read => $"{step.Subject} is read",
        StepKind.Assigned => $"assigned to '{step.Subject}'",
        StepKind.Stored => $"stored in {step.Subject}",
        StepKind.Added => step.Subject.Length == 0 ? "added to a collection" : $"added to a collection as '{step.Subject}'",
        StepKind.Library => $"passes through {step.Subject}",
        StepKind.Carried => step.Subject switch
        {
            "plain" or "html" => "put into the e-mail's body",
            "subject" => "put into the e-mail's subject",
            "attachments" => "attached to the e-mail",
            "addresses" => "put into the e-mail's addresses",
            "notice" => "put into the notification",
            _ => $"put into the request's {step.Subject}",
        },
        StepKind.Thrown => "thrown",
        _ => $"leaves through {step.Subject}",
    };

    /// <summary>Drops what says nothing new: the same place twice with the same words, and the middle of very long ways.</summary>
    private static List<FlowStep> Shorten(List<FlowStep> steps)
    {
        var result = new List<FlowStep>(steps.Count);
        foreach (var step in steps)
            if (result.Count == 0 || result[^1].At != step.At || result[^1].Message != step.Message) result.Add(step);
        if (result.Count > MaximumSteps) result.RemoveRange(MaximumSteps / 2, result.Count - MaximumSteps);
        return result;
    }
}
