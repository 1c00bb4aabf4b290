using System.Collections.Immutable;
using ApexSovereignty.Flow.Analysis;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Solving;

/// <summary>Finds text that both goes to a service and ends up in a log, and answers of services in logs.</summary>
internal sealed class ModelTexts
{
    private readonly Dictionary<(IMethodSymbol Method, AccessPath Path), List<EndpointText>> asked = [];
    private readonly List<(IMethodSymbol Method, Exit Exit, Func<List<FlowStep>> Steps)> logged = [];
    private readonly Dictionary<(bool, CodeLocation, string), ModelTextFlow> found = [];

    /// <summary>Notes where text that an outsider hands in ends up; only what both a service and a log get matters.</summary>
    public void AddText(IMethodSymbol method, Exit exit, CodeLocation at, Func<ImmutableArray<EndpointText>> endpoints, Func<List<FlowStep>> steps)
    {
        var path = exit.Taint.Path!;
        if (exit.Kind is "debug" or "log")
        {
            logged.Add((method, exit, steps));
        }
        else if (exit is { Kind: "http", Part: "body" } or { Kind: "llm" })
        {
            if (!asked.TryGetValue((method, path), out var services)) asked.Add((method, path), services = []);
            if (exit.Kind == "llm") services.Add(new EndpointText(ModelAnswer.Platform, ModelAnswer.Platform, null, "a model of the platform", IsUserControlled: false));
            else services.AddRange(endpoints());
        }
    }

    /// <summary>Notes the answer of a service in a log.</summary>
    public void AddAnswer(Exit exit, ImmutableArray<EndpointText> endpoints, List<FlowStep> steps) => Add(isAnswer: true, exit, endpoints, steps);

    /// <summary>All, by place.</summary>
    public ImmutableArray<ModelTextFlow> Build()
    {
        foreach (var (method, exit, steps) in logged)
            if (asked.TryGetValue((method, exit.Taint.Path!), out var services)) Add(isAnswer: false, exit, [.. services.Distinct().OrderBy(s => s.Display, StringComparer.Ordinal)], steps());
        return [.. found.Values.OrderBy(f => f.At).ThenBy(f => f.IsAnswer).ThenBy(f => string.Join('|', f.Endpoints.Select(e => e.Display)), StringComparer.Ordinal)];
    }

    private void Add(bool isAnswer, Exit exit, ImmutableArray<EndpointText> endpoints, List<FlowStep> steps)
    {
        if (endpoints.IsEmpty) return;
        var key = (isAnswer, exit.At, string.Join('|', endpoints.Select(e => e.Display)));
        if (found.TryGetValue(key, out var known) && (known.Steps.Length < steps.Count || (known.Steps.Length == steps.Count && Compare(known.Steps, steps) <= 0))) return;
        found[key] = new ModelTextFlow(isAnswer, exit.Kind, exit.At, exit.Sink, endpoints, [.. steps]);
    }

    private static int Compare(ImmutableArray<FlowStep> left, List<FlowStep> right)
    {
        for (var n = 0; n < left.Length; n++)
        {
            var order = left[n].At.CompareTo(right[n].At);
            if (order == 0) order = string.CompareOrdinal(left[n].Message, right[n].Message);
            if (order != 0) return order;
        }

        return 0;
    }
}
