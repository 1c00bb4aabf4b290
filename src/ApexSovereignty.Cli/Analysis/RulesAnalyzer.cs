using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow;
using ApexSovereignty.Reporting;
using ApexSovereignty.Rules;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Cli.Analysis;

/// <summary>Binds a project and runs the rules over it.</summary>
internal sealed class RulesAnalyzer : IProjectAnalyzer
{
    /// <summary>Told what the rules saw of each project, for commands that show more than results; asks for the names that code uses too.</summary>
    public Action<ProjectInput, RulesResult>? Observer { get; init; }

    /// <summary>A line whose values the observer wants, or null.</summary>
    public Flow.Inspection.InspectedLine? Inspect { get; init; }

    public ProjectAnalysis Analyze(ProjectInput input, CancellationToken cancellation)
    {
        input.Request.Progress.Report(new ScanProgress("Following data", 0, 0));
        var compilation = CompilationFactory.Create(input.Trees, input.Model, input.Request.Jobs);
        var rules = new ProjectRules([.. ProjectRules.BuiltIn, .. input.Request.Analyzers]) { Models = input.Request.Models, Entries = input.Request.Entries, WithInventory = Observer is not null, Inspect = Inspect };
        var result = rules.Analyze(compilation, input.Request.Policy, input.Request.IncludeTests, input.Request.Jobs, cancellation);
        Observer?.Invoke(input, result);
        return new ProjectAnalysis
        {
            Diagnostics = result.Diagnostics,
            Notifications = [.. compilation.GetDiagnostics().Select(FromDeclaration)],
            UndecidedEndpoints = result.UndecidedEndpoints,
            Statistics = input.Request.WantsStatistics ? Count(compilation.Statistics, result.Flows.Statistics) : null,
            Matches = result.Matches,
        };
    }

    private static ScanNotification FromDeclaration(DeclarationDiagnostic diagnostic) =>
        new(NotificationKind.Project, DiagnosticSeverity.Note, diagnostic.Message, diagnostic.Location);

    private static AnalysisStatistics Count(BindingStatistics bound, FlowStatistics flows) => new()
    {
        Calls = new(bound.CallsToProject, bound.CallsToPlatform, Assumed: 0, bound.CallsUnbound - bound.CallsOnUnknownTypes, bound.CallsOnUnknownTypes),
        Members = new(bound.MembersToProject, bound.MembersToPlatform, bound.MembersAssumed, bound.MembersUnbound - bound.MembersOnUnknownTypes, bound.MembersOnUnknownTypes),
        Types = new(bound.TypesToProject, bound.TypesToPlatform, bound.TypesAssumed, bound.TypesUnbound, OnUnknownTypes: 0),
        UnboundNames = [.. bound.FrequentUnbound.Select(entry => new NameCount(entry.Name, entry.Count))],
        UnboundTypes = [.. bound.FrequentUnboundTypes.Select(entry => new NameCount(entry.Name, entry.Count))],
        UnmodelledCalls = [.. flows.Unmodelled.Select(entry => new NameCount(entry.Name, entry.Count))],
        Methods = flows.Methods,
        Components = flows.Components,
        Rounds = flows.Rounds,
    };
}
