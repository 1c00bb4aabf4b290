using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow;
using ApexSovereignty.Flow.Models;
using ApexSovereignty.Metadata;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Classification;
using ApexSovereignty.Rules.Models;
using ApexSovereignty.Rules.Policies;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Rules;

/// <summary>Runs the rules over what the flow analysis found in a project.</summary>
/// <param name="analyzers">The rules.</param>
public sealed class ProjectRules(ImmutableArray<DiagnosticAnalyzer> analyzers)
{
    /// <summary>The rules that ship with the tool.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> BuiltIn { get; } =
    [
        new CrmDataInHttpBodyAnalyzer(), new CrmDataInLlmPromptAnalyzer(), new CrmDataInHttpHeaderAnalyzer(), new CrmDataInUrlAnalyzer(), new CrmDataToMiddlewareAnalyzer(),
        new CrmDataInEmailAnalyzer(), new CrmDataInPublishedMessageAnalyzer(), new CrmDataInSystemDebugAnalyzer(), new CrmDataInLogAnalyzer(), new ModelTrafficInLogAnalyzer(),
        new EndpointNotAllowedAnalyzer(), new EndpointUnresolvedAnalyzer(), new EndpointUserControlledAnalyzer(), new EndpointOutsideBoundaryAnalyzer(), new ClearTextHttpAnalyzer(),
        new TransportProtectionOffAnalyzer(), new CredentialMissingAnalyzer(),
    ];

    /// <summary>The user's models.</summary>
    public ModelSet Models { get; init; } = ModelSet.Empty;

    /// <summary>Entries of the configuration whose matches are wanted.</summary>
    public ImmutableArray<ConfigurationEntry> Entries { get; init; } = [];

    /// <summary>Whether <see cref="FlowResult.Inventory"/> is wanted even where there are no entries to bind.</summary>
    public bool WithInventory { get; init; }

    /// <summary>A line whose values are wanted in <see cref="FlowResult.Inspected"/>, or null.</summary>
    public Flow.Inspection.InspectedLine? Inspect { get; init; }

    /// <summary>What the rules say of a project.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public RulesResult Analyze(Compilation compilation, Policy policy, bool includeTests, int jobs, CancellationToken cancellation)
    {
        var options = new FlowOptions
        {
            Sanitizers = [.. policy.Sanitizers.Concat(policy.Controls.Anonymisers).Select(p => p.ToString())],
            Loggers = [.. policy.Loggers.Select(p => p.ToString())],
            Models = Models.Models,
            ModelProperties = Models.Properties,
            WithInventory = WithInventory || !Entries.IsEmpty,
            IncludeTests = includeTests,
            Inspect = Inspect,
            Jobs = jobs,
        };
        var flows = FlowAnalyzer.Analyze(compilation, options, cancellation);
        var context = new AnalysisContext();
        foreach (var analyzer in analyzers) analyzer.Initialize(context);
        var diagnostics = new List<Diagnostic>();
        var decisions = new EndpointDecisions(policy, compilation.Project);
        context.Run(new ProjectActionContext(compilation.Project, policy, Report));
        foreach (var label in flows.MissingLabels) context.Run(new MissingLabelActionContext(label, compilation.Project, policy, Report));
        foreach (var type in compilation.SourceTypes) context.Run(new SymbolActionContext(type, compilation, Report));
        var observed = Observe(flows, new FieldClassifier(policy, compilation.Project), decisions, policy);
        var equals = new EqualResults();
        foreach (var (leak, members) in FindLeaks(observed)) context.Run(new FlowActionContext(leak, policy, diagnostic => equals.Add(WithLevel(diagnostic, policy), leak.Site, members)));
        foreach (var (diagnostic, members) in equals.Build())
        {
            diagnostics.Add(diagnostic);
            foreach (var member in members) observed[member] = observed[member] with { Diagnostics = observed[member].Diagnostics.Add(diagnostic) };
        }

        // Where CRM data is in the line, that is the graver thing to say.
        var told = diagnostics.Where(d => d.Severity != DiagnosticSeverity.Off && d.Descriptor.Id is RuleIds.CrmDataInSystemDebug or RuleIds.CrmDataInLog).Select(d => d.Location).ToHashSet();
        foreach (var text in flows.ModelTexts.Where(t => !told.Contains(t.At.ToLocation())).DistinctBy(t => (t.At, t.IsAnswer)))
            if (NameOfModel(text, decisions) is { } model) context.Run(new ModelTextActionContext(text, model, policy, Report));

        var uses = ImmutableArray.CreateBuilder<ObservedEndpoint>();
        var undecided = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var use in flows.Endpoints)
        {
            ImmutableArray<(EndpointText, EndpointDecision)> decided = [.. use.Values.Select(v => (v, decisions.Decide(v)))];
            foreach (var (_, decision) in decided)
            {
                uses.Add(new ObservedEndpoint(use.At, decision));
                if (decision is { Verdict: EndpointVerdict.NotAllowed, Entry: null }) undecided.Add(decision.Pattern ?? decision.Display);
            }

            context.Run(new EndpointActionContext(use.At, decided, policy, Report));
        }

        diagnostics.AddRange(flows.CutShort.Select(method => CutShort(method, policy)));
        return new RulesResult([.. diagnostics.Where(d => d.Severity != DiagnosticSeverity.Off)], [.. undecided], flows)
        {
            Matches = Entries.IsEmpty ? [] : EntryBinder.Bind(compilation, flows.Inventory, Entries),
            DataFlows = [.. observed],
            Endpoints = uses.ToImmutable(),
        };

        void Report(Diagnostic diagnostic) => diagnostics.Add(WithLevel(diagnostic, policy));
    }

    /// <summary>The language model that a text goes to or comes from, or null where it is another service.</summary>
    private static string? NameOfModel(ModelTextFlow text, EndpointDecisions decisions)
    {
        if (text.Endpoints.Any(e => e.Exact == ModelAnswer.Platform)) return "a model of the platform";
        return text.Endpoints.Select(decisions.Decide).Where(d => d.Kind == EndpointKind.Llm).Select(d => $"the model at {d.Display}").FirstOrDefault();
    }

    // Built-in rules weigh the configured level themselves; whoever writes another need not know of it.
    private static Diagnostic WithLevel(Diagnostic diagnostic, Policy policy) =>
        RuleCatalogue.Find(diagnostic.Descriptor.Id) is null && policy.LevelOf(diagnostic.Descriptor.Id) is { } level ? diagnostic with { Severity = level } : diagnostic;

    private static Diagnostic CutShort(IMethodSymbol method, Policy policy)
    {
        var rule = RuleCatalogue.Get(RuleIds.BudgetExceeded);
        return new Diagnostic(rule, policy.LevelOf(rule.Id) ?? rule.DefaultSeverity, $"{method.Signature} is too large to be followed in full; what is reported of it may not be all.", method.Location ?? Text.Location.OfFile(""))
        {
            Advice = "Split the method.",
            IdentityText = $"{rule.Id}|{method.Signature}",
        };
    }

    /// <summary>Every flow of a field that is CRM data, with what the policy says of each endpoint.</summary>
    private static List<DataFlow> Observe(FlowResult result, FieldClassifier classifier, EndpointDecisions decisions, Policy policy)
    {
        var observed = new List<DataFlow>(result.Flows.Length);
        foreach (var flow in result.Flows)
            if (classifier.Classify(flow.Source) is { } field) observed.Add(new DataFlow(flow, field, [.. flow.Endpoints.Select(decisions.Decide)]) { MayLeaveAsPseudonym = flow.IsPseudonymised && policy.Pseudonymised == PseudonymTreatment.Permit });
        return observed;
    }

    /// <summary>Flows that the policy does not permit, those of one source through one place taken together, with the positions of their members.</summary>
    private static IEnumerable<(Leak Leak, ImmutableArray<int> Members)> FindLeaks(List<DataFlow> observed)
    {
        var open = Enumerable.Range(0, observed.Count).Where(i => !observed[i].IsPermitted).ToList();
        // The signature of a body that itself holds the data tells nothing more.
        var plain = open.Select(i => observed[i].Flow).Where(f => !f.IsPseudonymised).Select(f => (f.Source, f.Exit)).ToHashSet();
        open.RemoveAll(i => observed[i].Flow is { IsPseudonymised: true } flow && plain.Contains((flow.Source, flow.Exit)));
        foreach (var group in open.GroupBy(i => (observed[i].Flow.Carrier, observed[i].Flow.Kind, observed[i].Flow.Part, observed[i].Flow.Source.Site, observed[i].Flow.IsPseudonymised)).Select(g => (g.Key, Members: g.ToImmutableArray())))
        {
            var flows = group.Members.Select(i => observed[i]).ToList();
            var fields = flows.Select(f => f.Field).DistinctBy(f => f.Name, StringComparer.OrdinalIgnoreCase).OrderBy(f => f.Name, StringComparer.Ordinal);
            var endpoints = flows.SelectMany(f => f.Refused).DistinctBy(d => (d.Display, d.Reason)).OrderBy(d => d.Display, StringComparer.Ordinal);
            var witness = flows.OrderBy(f => f.Field.IsGrave ? 0 : 1).ThenBy(f => f.Flow.Steps, FlowStepOrder.Instance).First().Flow;
            yield return (new Leak(group.Key.Kind, group.Key.Part, group.Key.Carrier, group.Key.Site, [.. fields], [.. endpoints], witness), group.Members);
        }
    }

    private sealed class EndpointDecisions(Policy policy, ProjectModel project)
    {
        private readonly Dictionary<EndpointText, EndpointDecision> decided = [];

        public EndpointDecision Decide(EndpointText text)
        {
            if (decided.TryGetValue(text, out var known)) return known;
            var value = text.Exact is { } exact ? EndpointValue.Exact(exact) : text.Prefix.Length > 0 ? EndpointValue.Prefix(text.Prefix) with { WhyOpen = text.Reason ?? "" } : EndpointValue.Unknown(text.Reason ?? "it is not known");
            if (value.CredentialName is { } credential) value = value with { CredentialUrl = project.FindNamedCredential(credential)?.Url };
            known = policy.DecideEndpoint(value);
            if (known.CredentialName is { } name && !name.Contains("__", StringComparison.Ordinal) && project.FindNamedCredential(name) is null) known = known with { IsCredentialMissing = true };
            decided.Add(text, known);
            return known;
        }
    }
}

/// <summary>What the rules say of a project.</summary>
/// <param name="Diagnostics">The results.</param>
/// <param name="UndecidedEndpoints">Endpoints that no entry of the policy is about.</param>
/// <param name="Flows">What the rules looked at.</param>
public sealed record RulesResult(ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<string> UndecidedEndpoints, FlowResult Flows)
{
    /// <summary>What each of <see cref="ProjectRules.Entries"/> matches.</summary>
    public ImmutableArray<EntryMatch> Matches { get; init; } = [];

    /// <summary>Every field that leaves, permitted or not, in the order of <see cref="FlowResult.Flows"/>.</summary>
    public ImmutableArray<DataFlow> DataFlows { get; init; } = [];

    /// <summary>Every endpoint that a request gets, by place.</summary>
    public ImmutableArray<ObservedEndpoint> Endpoints { get; init; } = [];
}
