using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ApexSovereignty.Rules.Catalogue;

namespace ApexSovereignty.Acceptance.Tests.Expectations;

/// <summary>Reads the marks of a file: comments to the end of the line that begin with <c>// $</c>, in metadata <c>&lt;!-- $ … --&gt;</c>.</summary>
internal static partial class MarkReader
{
    /// <summary>The marks of a text, and what cannot be read as one.</summary>
    public static (ImmutableArray<Mark> Marks, ImmutableArray<Mismatch> Faults) Read(string path, string text)
    {
        var marks = ImmutableArray.CreateBuilder<Mark>();
        var faults = ImmutableArray.CreateBuilder<Mismatch>();
        var lines = text.Split('\n');
        for (var n = 0; n < lines.Length; n++)
        {
            var comment = Comment().Match(lines[n]);
            if (comment.Success) ReadComment(comment.Groups["marks"].Value.Trim(), path, n + 1, marks, faults);
        }

        return (marks.ToImmutable(), faults.ToImmutable());
    }

    private static void ReadComment(string text, string path, int line, ImmutableArray<Mark>.Builder marks, ImmutableArray<Mismatch>.Builder faults)
    {
        if (text.Length == 0) faults.Add(new Mismatch(path, line, "a comment of marks has none"));
        while (text.Length > 0)
        {
            var match = Tag().Match(text);
            if (!match.Success)
            {
                faults.Add(new Mismatch(path, line, $"unknown tag '{text}'"));
                return;
            }

            var fault = match.Groups["fault"].Value switch { "SPURIOUS" => MarkFault.Spurious, "MISSING" => MarkFault.Missing, _ => MarkFault.None };
            var kind = match.Groups["rule"].Success ? MarkKind.Alert : match.Groups["source"].Success ? MarkKind.Source : MarkKind.Endpoint;
            var quoted = match.Groups["text"];
            var mark = new Mark(path, line, kind, match.Groups["rule"].Value, quoted.Success ? quoted.Value : null, fault);
            text = text[match.Length..].TrimStart();
            if (fault != MarkFault.None)
            {
                var reason = Reason().Match(text);
                if (!reason.Success || reason.Groups["reason"].Value.Trim().Length == 0) faults.Add(new Mismatch(path, line, $"'{mark}' gives no reason"));
                text = text[reason.Length..].TrimStart();
            }

            if (kind == MarkKind.Alert && RuleCatalogue.Find(mark.Rule) is null) faults.Add(new Mismatch(path, line, $"'{mark}': there is no rule {mark.Rule}"));
            else if (fault == MarkFault.Spurious && kind != MarkKind.Alert) faults.Add(new Mismatch(path, line, $"'{mark}': only an alert can be spurious"));
            else marks.Add(mark);
        }
    }

    [GeneratedRegex("""//\s*\$(?<marks>.*)$|<!--\s*\$(?<marks>.*?)-->""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Comment();

    [GeneratedRegex("""^((?<fault>SPURIOUS|MISSING):\s*)?(Alert\[(?<rule>SOV\d{4})\](="(?<text>[^"]+)")?|(?<source>Source)|Endpoint="(?<text>[^"]+)")(?=\s|$)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Tag();

    // A reason goes on to the next mark of a fault, or to the end.
    [GeneratedRegex("""^reason:(?<reason>.*?)(?=\s(SPURIOUS|MISSING):|$)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Reason();
}
