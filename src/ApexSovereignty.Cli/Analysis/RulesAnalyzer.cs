using ApexSovereignty.Rules;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Cli.Analysis;

/// <summary>Binds a project and runs the rules over it.</summary>
internal sealed class RulesAnalyzer : IProjectAnalyzer
{
    public ProjectAnalysis Analyze(ProjectInput input, CancellationToken cancellation)
    {
        input.Request.Progress.Report(new ScanProgress("Following data", 0, 0));
        var compilation = CompilationFactory.Create(input.Trees, input.Model);
        var rules = new ProjectRules(ProjectRules.BuiltIn) { Models = input.Request.Models, Entries = input.Request.Entries };
        var result = rules.Analyze(compilation, input.Request.Policy, input.Request.IncludeTests, input.Request.Jobs, cancellation);
        return new ProjectAnalysis { Diagnostics = result.Diagnostics, UndecidedEndpoints = result.UndecidedEndpoints, Matches = result.Matches };
    }
}
