using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow;
using ApexSovereignty.Metadata;
using ApexSovereignty.Rules.Policies;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Rules;

/// <summary>A rule: Roslyn's <c>DiagnosticAnalyzer</c>. One class each; state lives in the actions' contexts, never in the analyzer.</summary>
public abstract class DiagnosticAnalyzer
{
    /// <summary>The rules that it reports.</summary>
    public abstract ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <summary>Registers what the rule wants to see.</summary>
    public abstract void Initialize(AnalysisContext context);
}

/// <summary>Where a rule registers its actions.</summary>
public sealed class AnalysisContext
{
    private readonly List<Action<FlowActionContext>> flowActions = [];
    private readonly List<Action<EndpointActionContext>> endpointActions = [];
    private readonly List<Action<ModelTextActionContext>> modelTextActions = [];
    private readonly List<Action<SymbolActionContext>> symbolActions = [];
    private readonly List<Action<ProjectActionContext>> projectActions = [];
    private readonly List<Action<MissingLabelActionContext>> labelActions = [];

    /// <summary>Called for each leak: data of one source that one place lets leave, by what the policy does not permit.</summary>
    public void RegisterFlowAction(Action<FlowActionContext> action) => flowActions.Add(action);

    /// <summary>Called for each place that gives a request its endpoint.</summary>
    public void RegisterEndpointAction(Action<EndpointActionContext> action) => endpointActions.Add(action);

    /// <summary>Called for each text in a log that a language model was asked or answered.</summary>
    public void RegisterModelTextAction(Action<ModelTextActionContext> action) => modelTextActions.Add(action);

    /// <summary>Called for each type that the project declares.</summary>
    public void RegisterSymbolAction(Action<SymbolActionContext> action) => symbolActions.Add(action);

    /// <summary>Called once, with the project's metadata.</summary>
    public void RegisterProjectAction(Action<ProjectActionContext> action) => projectActions.Add(action);

    /// <summary>Called for each place that names a label which the project does not hold.</summary>
    public void RegisterMissingLabelAction(Action<MissingLabelActionContext> action) => labelActions.Add(action);

    internal void Run(ProjectActionContext context) => projectActions.ForEach(action => action(context));

    internal void Run(MissingLabelActionContext context) => labelActions.ForEach(action => action(context));

    internal void Run(FlowActionContext context) => flowActions.ForEach(action => action(context));

    internal void Run(EndpointActionContext context) => endpointActions.ForEach(action => action(context));

    internal void Run(ModelTextActionContext context) => modelTextActions.ForEach(action => action(context));

    internal void Run(SymbolActionContext context) => symbolActions.ForEach(action => action(context));
}

/// <summary>The metadata of a project.</summary>
/// <param name="Project">The metadata.</param>
/// <param name="Policy">The policy in force.</param>
/// <param name="Report">Takes results.</param>
public sealed record ProjectActionContext(ProjectModel Project, Policy Policy, Action<Diagnostic> Report);

/// <summary>A place that names a label which the project does not hold.</summary>
/// <param name="Label">The place and the name.</param>
/// <param name="Project">The metadata.</param>
/// <param name="Policy">The policy in force.</param>
/// <param name="Report">Takes results.</param>
public sealed record MissingLabelActionContext(LabelUse Label, ProjectModel Project, Policy Policy, Action<Diagnostic> Report);

/// <summary>A type of the project.</summary>
/// <param name="Symbol">The type.</param>
/// <param name="Compilation">The project.</param>
/// <param name="Report">Takes results.</param>
public sealed record SymbolActionContext(INamedTypeSymbol Symbol, Compilation Compilation, Action<Diagnostic> Report);
