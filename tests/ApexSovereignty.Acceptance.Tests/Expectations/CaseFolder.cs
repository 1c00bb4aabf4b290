using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Cli.Files;
using ApexSovereignty.Flow;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Acceptance.Tests.Expectations;

/// <summary>A folder with Apex and marks, analysed as the command line would.</summary>
internal sealed class CaseFolder
{
    private static readonly ConcurrentDictionary<string, Lazy<Comparison>> Compared = new(StringComparer.Ordinal);

    private CaseFolder(string folder)
    {
        Folder = folder;
        Marks = [];
        Unreadable = [];
    }

    /// <summary>Absolute path.</summary>
    public string Folder { get; }

    public ImmutableArray<Mark> Marks { get; private init; }

    /// <summary>Comments of marks that cannot be read.</summary>
    public ImmutableArray<Mismatch> Unreadable { get; private init; }

    /// <summary>What the analysis of a folder makes of its marks; each folder is analysed once.</summary>
    public static Comparison Compare(string folder) => Compared.GetOrAdd(folder, at => new Lazy<Comparison>(() => Open(at).CompareOrFail())).Value;

    public static ImmutableArray<Mark> MarksOf(string folder) => Open(folder).Marks;

    private static CaseFolder Open(string folder)
    {
        var marks = ImmutableArray.CreateBuilder<Mark>();
        var unreadable = ImmutableArray.CreateBuilder<Mismatch>();
        var root = ScanScope.Resolve([folder], folder).BaseFolder;
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".cls" or ".trigger" or ".xml");
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var (read, faults) = MarkReader.Read(Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllText(file));
            marks.AddRange(read);
            unreadable.AddRange(faults);
        }

        return new CaseFolder(folder) { Marks = marks.ToImmutable(), Unreadable = unreadable.ToImmutable() };
    }

    /// <summary>An analysis that fails finds nothing, and says so; the other cases are scored all the same.</summary>
    private Comparison CompareOrFail()
    {
        try
        {
            return Compare();
        }
        catch (Exception failure)
        {
            var nothing = Comparison.Of(Marks, new Observation([], []));
            return nothing with { Mismatches = [new Mismatch(Path.GetFileName(Folder), 1, "the analysis failed: " + failure)] };
        }
    }

    private Comparison Compare()
    {
        var endpoints = new EndpointRecorder();
        // Endpoints that give no result show only in the flows, which cost a second analysis.
        var report = InProcess.Scan(Folder, Marks.Any(mark => mark.Kind == MarkKind.Endpoint) ? [endpoints] : []);
        var seen = new Observation([.. report.ActiveDiagnostics.Select(ObservedResult.Of)], endpoints.Seen);
        var comparison = Comparison.Of(Marks, seen);
        return comparison with { Mismatches = [.. Unreadable, .. comparison.Mismatches] };
    }

    private sealed class EndpointRecorder : IProjectAnalyzer
    {
        public ImmutableArray<ObservedEndpoint> Seen { get; private set; } = [];

        public ProjectAnalysis Analyze(ProjectInput input, CancellationToken cancellation)
        {
            var flows = FlowAnalyzer.Analyze(CompilationFactory.Create(input.Trees, input.Model), new FlowOptions(), cancellation);
            Seen = Seen.AddRange(flows.Endpoints.SelectMany(use => use.Values.Select(value => new ObservedEndpoint(Place.Of(use.At.ToLocation()), value.Display))));
            return new ProjectAnalysis();
        }
    }
}
