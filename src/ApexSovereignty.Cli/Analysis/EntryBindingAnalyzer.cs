using System.Collections.Immutable;
using ApexSovereignty.Flow;
using ApexSovereignty.Rules.Models;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Cli.Analysis;

/// <summary>Binds entries of the configuration to a project without following data.</summary>
internal sealed class EntryBindingAnalyzer(EntryMatches matches) : IProjectAnalyzer
{
    public ProjectAnalysis Analyze(ProjectInput input, CancellationToken cancellation)
    {
        input.Request.Progress.Report(new ScanProgress("Binding", 0, 0));
        var compilation = CompilationFactory.Create(input.Trees, input.Model, input.Request.Jobs);
        // Deep expressions need a deep stack.
        ImmutableArray<EntryMatch> found = [];
        WorkerThreads.Run(1, 1, _ => found = EntryBinder.Bind(compilation, CodeInventory.Of(compilation, cancellation), input.Request.Entries), cancellation);
        matches.Add(found);
        return new ProjectAnalysis();
    }
}
