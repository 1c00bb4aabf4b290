using System.Globalization;
using System.Text;
using ApexSovereignty.Reporting.Formats;

namespace ApexSovereignty.Reporting.Registers;

/// <summary>Writes the register as Markdown: provenance, totals, destinations, and the rows by destination. Paths are in the other formats.</summary>
internal static class RegisterMarkdownWriter
{
    // GitHub shows no Markdown file beyond some hundred kilobytes.
    private const int MaximumRows = 1_000;

    public static void Write(DataFlowRegister register, TextWriter writer)
    {
        var text = new StringBuilder("# Data-flow register\n\n");
        foreach (var (name, value) in RegisterWords.Provenance(register)) text.Append(CultureInfo.InvariantCulture, $"- **{name}:** {MarkdownText.Escape(value)}\n");
        AppendTotals(text, register);
        AppendRecipients(text, register);
        AppendDestinations(text, register);
        AppendRows(text, register);
        AppendGaps(text, register);
        writer.Write(text.ToString().TrimEnd('\n') + "\n");
    }

    private static void AppendTotals(StringBuilder text, DataFlowRegister register)
    {
        var classes = register.Rows.SelectMany(row => row.Classes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        text.Append("\n## Totals\n\nRows by class of data and verdict; a row of several classes counts in each.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| class | {string.Join(" | ", RegisterWords.Verdicts.Select(RegisterWords.NameOf))} |\n|---|---:|---:|---:|---:|---:|\n");
        foreach (var name in classes) AppendCounts(MarkdownText.Escape(name), row => row.Classes.Contains(name, StringComparer.Ordinal));
        AppendCounts("**all**", _ => true);

        void AppendCounts(string name, Func<RegisterRow, bool> isMeant) =>
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", RegisterWords.Verdicts.Select(verdict => register.Rows.Count(row => row.Verdict == verdict && isMeant(row)).ToString(CultureInfo.InvariantCulture)))} |\n");
    }

    private static void AppendRecipients(StringBuilder text, DataFlowRegister register)
    {
        if (register.Rows.IsEmpty) return;
        text.Append(CultureInfo.InvariantCulture, $"\n## Recipients by class of data\n\n| class | recipient | jurisdiction | objects | fields | {string.Join(" | ", RegisterWords.Verdicts.Select(RegisterWords.NameOf))} |\n|---|---|---|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var recipient in RegisterRecipient.Of(register))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {MarkdownText.Escape(recipient.DataClass)} | {MarkdownText.Code(recipient.Name)} | {MarkdownText.Escape(recipient.Jurisdiction)} | {recipient.Objects} | {recipient.Fields} ");
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", RegisterWords.Verdicts.Select(verdict => recipient.CountOf(verdict).ToString(CultureInfo.InvariantCulture)))} |\n");
        }
    }

    private static void AppendDestinations(StringBuilder text, DataFlowRegister register)
    {
        if (register.Destinations.IsEmpty) return;
        text.Append("\n## Destinations\n\n| destination | kind | jurisdiction | policy | classes of data | fields | places |\n|---|---|---|---|---|---:|---:|\n");
        foreach (var destination in register.Destinations)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {MarkdownText.Code(destination.Name)} | {MarkdownText.Escape(destination.Kind)} | {MarkdownText.Escape(destination.Jurisdiction)} | {RegisterWords.NameOf(destination.Verdict)}: {MarkdownText.Escape(destination.Reason)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {MarkdownText.Escape(string.Join(", ", destination.Classes))} | {destination.Fields} | {destination.Places.Length} |\n");
        }
    }

    private static void AppendRows(StringBuilder text, DataFlowRegister register)
    {
        var shown = register.Rows.Take(MaximumRows);
        foreach (var verdict in shown.GroupBy(row => row.Verdict))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Flows: {RegisterWords.NameOf(verdict.Key)}\n");
            foreach (var destination in verdict.GroupBy(row => (row.Destination, row.Jurisdiction)))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n### {MarkdownText.Code(destination.Key.Destination)}{(destination.Key.Jurisdiction.Length == 0 ? "" : " in " + MarkdownText.Escape(destination.Key.Jurisdiction))}\n\n");
                text.Append("| class | object | fields | through | code | why |\n|---|---|---|---|---|---|\n");
                foreach (var row in destination) AppendRow(text, row);
            }
        }

        if (register.Rows.Length > MaximumRows) text.Append(CultureInfo.InvariantCulture, $"\n{register.Rows.Length - MaximumRows:N0} more rows are in the other formats.\n");
    }

    private static void AppendRow(StringBuilder text, RegisterRow row)
    {
        var why = row.Reason + (row.Rules.IsEmpty ? "" : $" ({string.Join(", ", row.Rules)})") + (row.Suppression is { } reason ? $"; suppressed: {reason}" : "");
        text.Append(CultureInfo.InvariantCulture, $"| {MarkdownText.Escape(string.Join(", ", row.Classes))} | {MarkdownText.Escape(row.ObjectName)} | {MarkdownText.Escape(string.Join(", ", row.Fields))}{(row.IsPseudonymised ? " (pseudonymised)" : "")} ");
        text.Append(CultureInfo.InvariantCulture, $"| {MarkdownText.Escape(row.Exit)}, {row.Part} | {MarkdownText.Code(RegisterWords.PlaceOf(row.Place))} | {MarkdownText.Escape(why)} |\n");
    }

    private static void AppendGaps(StringBuilder text, DataFlowRegister register)
    {
        if (register.Gaps.IsEmpty) return;
        text.Append("\n## Gaps\n\n");
        foreach (var gap in register.Gaps) text.Append(CultureInfo.InvariantCulture, $"- {(gap.Location is { } location ? MarkdownText.Code(location.ToString()) + " " : "")}{MarkdownText.Escape(gap.Message)}\n");
    }
}
