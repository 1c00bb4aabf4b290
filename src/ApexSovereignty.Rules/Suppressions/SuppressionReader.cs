using System.Collections.Immutable;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Policies;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;

namespace ApexSovereignty.Rules.Suppressions;

/// <summary>
/// Finds the suppressions of a file: <c>// apexsov-ignore SOV1101 -- reason</c> on the line or the line above,
/// <c>// apexsov-ignore-file SOV1101 -- reason</c>, and <c>@SuppressWarnings('SOV1101')</c> on a declaration.
/// </summary>
internal sealed class SuppressionReader
{
    private const string Marker = "apexsov-ignore";
    private const string FileMarker = "apexsov-ignore-file";
    private const string AllRules = "ApexSovereignty";

    private readonly SyntaxTree tree;
    private readonly IReadOnlyCollection<string> others;
    private readonly ImmutableArray<SuppressionEntry>.Builder entries = ImmutableArray.CreateBuilder<SuppressionEntry>();
    private readonly ImmutableArray<SuppressionFault>.Builder faults = ImmutableArray.CreateBuilder<SuppressionFault>();

    private SuppressionReader(SyntaxTree tree, IReadOnlyCollection<string> others)
    {
        this.tree = tree;
        this.others = others;
    }

    public static (ImmutableArray<SuppressionEntry> Entries, ImmutableArray<SuppressionFault> Faults) Read(SyntaxTree tree, IReadOnlyCollection<string> others)
    {
        var reader = new SuppressionReader(tree, others);
        foreach (var comment in tree.Comments)
            if (comment.Text.Contains(Marker, StringComparison.Ordinal)) reader.ReadComment(comment);
        // Most files have none, and then their nodes need no visit.
        if (tree.Text.Content.Contains("SuppressWarnings", StringComparison.OrdinalIgnoreCase)) reader.ReadAnnotations();
        return (reader.entries.ToImmutable(), reader.faults.ToImmutable());
    }

    private void ReadComment(SyntaxTrivia comment)
    {
        var text = comment.Text.StartsWith("/*", StringComparison.Ordinal) && comment.Text.EndsWith("*/", StringComparison.Ordinal) && comment.Text.Length >= 4
            ? comment.Text[2..^2].Trim(' ', '\t', '\r', '\n', '*')
            : comment.Text.TrimStart('/').Trim();
        var isFile = HasMarker(text, FileMarker);
        if (!isFile && !HasMarker(text, Marker)) return;
        var location = tree.GetLocation(comment.Span);
        text = text[(isFile ? FileMarker : Marker).Length..];
        var dashes = text.IndexOf("--", StringComparison.Ordinal);
        var ids = (dashes < 0 ? text : text[..dashes]).Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var reason = dashes < 0 ? "" : text[(dashes + 2)..].Trim();
        if (reason.Length == 0)
        {
            faults.Add(new SuppressionFault(location, "The suppression gives no reason and is not applied: write it behind '--'."));
            return;
        }

        if (ids.Length == 0) faults.Add(new SuppressionFault(location, "The suppression names no rule and is not applied."));
        var (first, last) = isFile ? (0, int.MaxValue) : LinesOf(comment.Span);
        foreach (var id in ids) Add(id, first, last, new Suppression(location, reason));
    }

    private static bool HasMarker(string text, string marker) =>
        text.StartsWith(marker, StringComparison.Ordinal) && (text.Length == marker.Length || text[marker.Length] is ' ' or '\t');

    // A comment behind code is about that line; one of its own is about the next line that holds code. Either way a statement
    // that is written over several lines is covered whole.
    private (int First, int Last) LinesOf(TextSpan comment)
    {
        var line = tree.Text.GetLinePosition(comment.Start).Line;
        var before = tree.Text.ToString(TextSpan.FromBounds(tree.Text.GetLineSpan(line).Start, comment.Start));
        var first = line;
        if (string.IsNullOrWhiteSpace(before))
        {
            first = tree.Text.GetLinePosition(comment.End).Line + 1;
            while (first < tree.Text.LineCount && IsEmptyOrComment(first)) first++;
        }

        var last = first;
        foreach (var statement in tree.Root.DescendantNodes().Where(IsSimple))
        {
            var start = tree.Text.GetLinePosition(statement.Span.Start).Line;
            var end = tree.Text.GetLinePosition(statement.Span.End).Line;
            if (start > first || end < first) continue;
            if (start < first && first == line && !string.IsNullOrWhiteSpace(before)) first = start;
            last = Math.Max(last, end);
        }

        return (Math.Min(first, line), last);
    }

    private bool IsEmptyOrComment(int line)
    {
        var text = tree.Text.ToString(tree.Text.GetLineSpan(line)).TrimStart();
        return text.Length == 0 || text.StartsWith("//", StringComparison.Ordinal);
    }

    private static bool IsSimple(SyntaxNode node) =>
        node is ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax or ThrowStatementSyntax or DmlStatementSyntax or FieldDeclarationSyntax;

    private void ReadAnnotations()
    {
        foreach (var member in tree.Root.DescendantNodes().OfType<MemberDeclarationSyntax>())
        {
            foreach (var annotation in member.Annotations.Where(annotation => annotation.Name.Text.Equals("SuppressWarnings", StringComparison.OrdinalIgnoreCase)))
            {
                var first = tree.Text.GetLinePosition(Math.Min(annotation.Span.Start, member.Span.Start)).Line;
                var last = tree.Text.GetLinePosition(member.Span.End).Line;
                var suppression = new Suppression(tree.GetLocation(annotation.Span), "");
                foreach (var word in annotation.Arguments.SelectMany(argument => argument.Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)))
                {
                    if (word.Equals(AllRules, StringComparison.OrdinalIgnoreCase)) entries.Add(new SuppressionEntry(RuleId: null, first, last, suppression));
                    else if (word.StartsWith("SOV", StringComparison.OrdinalIgnoreCase) || others.Contains(word, StringComparer.OrdinalIgnoreCase)) Add(word, first, last, suppression);
                }
            }
        }
    }

    private void Add(string id, int first, int last, Suppression suppression)
    {
        if ((RuleCatalogue.Find(id)?.Descriptor.Id ?? others.FirstOrDefault(other => other.Equals(id, StringComparison.OrdinalIgnoreCase))) is { } known)
        {
            entries.Add(new SuppressionEntry(known, first, last, suppression));
            return;
        }

        var nearest = NearestName.Suggest(id, RuleCatalogue.All.Select(rule => rule.Descriptor.Id));
        faults.Add(new SuppressionFault(suppression.Location, $"The suppression names '{id}', which is no rule{(nearest.Length > 0 ? nearest : ".")}"));
    }
}
