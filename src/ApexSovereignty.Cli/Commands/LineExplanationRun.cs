using System.Globalization;
using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Cli.Files;
using ApexSovereignty.Flow.Inspection;
using ApexSovereignty.Reporting.Explanations;
using ApexSovereignty.Reporting.Terminal;
using ApexSovereignty.Rules;
using ApexSovereignty.Rules.Classification;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Cli.Commands;

/// <summary>A line as a user writes it: <c>classes/A.cls:42</c>, or with a column that is not looked at.</summary>
/// <param name="File">The file as written.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record LineReference(string File, int Line)
{
    /// <summary>Reads a line; null for a text that names none, as the id of a rule.</summary>
    public static LineReference? TryParse(string text)
    {
        var (file, last) = Split(text);
        if (last is not { } number) return null;
        var (shorter, line) = Split(file);
        // A colon and a number behind the line are a column, as editors and reports write it; C:1 is a drive's file.
        return line is { } found && shorter.Length > 1 ? new LineReference(shorter, found) : new LineReference(file, number);
    }

    private static (string Before, int? Number) Split(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (text[..colon], number) : (text, null);
    }
}

/// <summary>Analyses the project around a line and explains the line.</summary>
internal static class LineExplanationRun
{
    public static int Run(LineReference line, string? config, bool includeTests, CliEnvironment environment, TerminalOptions options, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(line.File, environment.CurrentDirectory);
        if (Directory.Exists(path)) throw new UsageException($"'{line.File}' is a folder: name a line of a class or trigger, as classes/A.cls:42");
        var scope = ScanScope.Resolve([line.File], environment.CurrentDirectory);
        var configuration = Configuration.Load(config, scope, environment.CurrentDirectory);
        var inspected = new InspectedLine(scope.Targets[0], line.Line - 1);
        (ProjectInput Input, RulesResult Rules)? found = null;
        using var progress = new ProgressLine(environment.Error, environment.IsErrorTerminal, environment.Width ?? 80);
        var analyzer = new RulesAnalyzer
        {
            Inspect = inspected,
            Observer = (input, rules) =>
            {
                if (input.Trees.Any(tree => tree.FilePath == inspected.Path)) found = (input, rules);
            },
        };
        var report = new AnalysisRunner([analyzer]).Run(
            new ScanRequest
            {
                Files = new DiskFileSystem(scope.BaseFolder, scope.Folders),
                Policy = configuration.Policy,
                Exclude = configuration.Exclude,
                Models = configuration.Models,
                IncludeTests = includeTests,
                Jobs = Environment.ProcessorCount,
                Progress = progress,
            },
            cancellation);
        cancellation.ThrowIfCancellationRequested();
        progress.Dispose();
        if (found is not { } project) throw new UsageException($"'{line.File}' is not analysed: 'exclude', .forceignore or the package directories of sfdx-project.json leave it out, or it could not be read");
        var tree = project.Input.Trees.First(tree => tree.FilePath == inspected.Path);
        var text = tree.Text;
        if (line.Line < 1 || line.Line > text.LineCount) throw new UsageException(FormattableString.Invariant($"'{line.File}' has {text.LineCount} lines, not {line.Line}"));
        if (project.Rules.Flows.Inspected.IsEmpty) throw new UsageException(WhyNothing(line, inspected, tree, includeTests));
        var explanation = new LineExplainer(inspected, project.Rules, new FieldClassifier(configuration.Policy, project.Input.Model), report).Explain(text.ToString(text.GetLineSpan(inspected.Line)));
        using var writer = environment.CreateWriter();
        ExplanationWriter.Write(explanation, writer, options);
        return ExitCode.Success;
    }

    private static string WhyNothing(LineReference line, InspectedLine inspected, SyntaxTree tree, bool includeTests)
    {
        var place = FormattableString.Invariant($"{line.File}:{line.Line}");
        if (!includeTests && tree.Root.Members.OfType<TypeDeclarationSyntax>().Any(IsTest)) return $"{place} lies in a test class, which is not analysed; --include-tests takes it in";
        if (!tree.Diagnostics.IsEmpty) return $"there is no code at {place} that could be read: {tree.Diagnostics[0].Message}";
        var lines = tree.Root.DescendantNodes().Where(node => node is StatementSyntax and not BlockSyntax).Select(node => LineOf(tree, node)).Distinct().Order().ToList();
        var before = lines.LastOrDefault(number => number < inspected.Line, -1);
        var after = lines.Find(number => number > inspected.Line);
        var near = new[] { before >= 0 ? before + 1 : 0, after > 0 ? after + 1 : 0 }.Where(number => number > 0).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToList();
        return $"there is no code at {place} that handles values" + (near.Count == 0 ? "" : $"; the nearest is at line {string.Join(" and ", near)}");
    }

    private static bool IsTest(TypeDeclarationSyntax type) => type.Annotations.Any(annotation => annotation.Name.Text.Equals("isTest", StringComparison.OrdinalIgnoreCase));

    private static int LineOf(SyntaxTree tree, SyntaxNode node) => tree.Text.GetLinePosition(node.Span.Start).Line;
}
