using System.Globalization;
using System.Text;
using ApexSovereignty.Reporting.Html;

namespace ApexSovereignty.Reporting.Registers.Html;

/// <summary>
/// Writes the register as an <see cref="HtmlPage"/>: head, totals and destinations as plain tables, the rows as data that the page's
/// script shows in pages of a table and in a diagram.
/// </summary>
internal static class RegisterHtmlWriter
{
    private static readonly string[] scripts = ["vendor/d3-array.min.js", "vendor/d3-path.min.js", "vendor/d3-shape.min.js", "vendor/d3-sankey.min.js", "register-data.js", "register-diagram.js", "register.js"];

    public static void Write(DataFlowRegister register, TextWriter writer)
    {
        var script = new StringBuilder("/*\n" + Resource("vendor/LICENSE.txt") + "*/\n");
        foreach (var name in scripts) script.Append(Resource(name)).Append('\n');
        var parts = new Dictionary<string, Action<TextWriter>>(StringComparer.Ordinal)
        {
            ["provenance"] = target =>
            {
                foreach (var (name, value) in RegisterWords.Provenance(register)) target.Write($"<div><dt>{HtmlPage.Encode(name)}</dt><dd>{HtmlPage.Encode(value)}</dd></div>\n");
            },
            ["totals"] = target => WriteTotals(register, target),
            ["recipients"] = target => WriteRecipients(register, target),
            ["destinations"] = target => WriteDestinations(register, target),
            ["gaps"] = target => WriteGaps(register, target),
            ["data"] = target => target.Write(RegisterData.ToJson(register)),
        };
        HtmlPage.Write(Resource("register.html"), HtmlPage.Resource("Html/page.css") + Resource("register.css"), script.ToString(), parts, writer);
    }

    private static void WriteTotals(DataFlowRegister register, TextWriter writer)
    {
        writer.Write("<thead><tr><th scope=\"col\">Class of data</th>");
        foreach (var verdict in RegisterWords.Verdicts) writer.Write($"<th scope=\"col\" class=\"number\">{RegisterWords.NameOf(verdict)}</th>");
        writer.Write("</tr></thead>\n<tbody>\n");
        foreach (var name in register.Rows.SelectMany(row => row.Classes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            WriteCounts(name, row => row.Classes.Contains(name, StringComparer.Ordinal));
        writer.Write("</tbody>\n<tfoot>\n");
        WriteCounts("All rows", _ => true);
        writer.Write("</tfoot>\n");

        void WriteCounts(string name, Func<RegisterRow, bool> isMeant)
        {
            writer.Write($"<tr><th scope=\"row\">{HtmlPage.Encode(name)}</th>");
            foreach (var verdict in RegisterWords.Verdicts) writer.Write(string.Create(CultureInfo.InvariantCulture, $"<td class=\"number\">{register.Rows.Count(row => row.Verdict == verdict && isMeant(row)):N0}</td>"));
            writer.Write("</tr>\n");
        }
    }

    private static void WriteRecipients(DataFlowRegister register, TextWriter writer)
    {
        writer.Write("<thead><tr><th scope=\"col\">Class of data</th><th scope=\"col\">Recipient</th><th scope=\"col\">Jurisdiction</th><th scope=\"col\" class=\"number\">Objects</th><th scope=\"col\" class=\"number\">Fields</th>");
        foreach (var verdict in RegisterWords.Verdicts) writer.Write($"<th scope=\"col\" class=\"number\">{RegisterWords.NameOf(verdict)}</th>");
        writer.Write("</tr></thead>\n<tbody>\n");
        foreach (var recipient in RegisterRecipient.Of(register))
        {
            writer.Write($"<tr><th scope=\"row\">{HtmlPage.Encode(recipient.DataClass)}</th><td>{HtmlPage.Encode(recipient.Name)}</td><td>{HtmlPage.Encode(recipient.Jurisdiction.Length == 0 ? "not stated" : recipient.Jurisdiction)}</td>");
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"<td class=\"number\">{recipient.Objects:N0}</td><td class=\"number\">{recipient.Fields:N0}</td>"));
            foreach (var verdict in RegisterWords.Verdicts) writer.Write(string.Create(CultureInfo.InvariantCulture, $"<td class=\"number\">{recipient.CountOf(verdict):N0}</td>"));
            writer.Write("</tr>\n");
        }

        writer.Write("</tbody>\n");
    }

    private static void WriteDestinations(DataFlowRegister register, TextWriter writer)
    {
        foreach (var destination in register.Destinations)
        {
            writer.Write($"<tr><th scope=\"row\">{HtmlPage.Encode(destination.Name)}</th><td>{HtmlPage.Encode(destination.Kind)}</td><td>{HtmlPage.Encode(destination.Jurisdiction.Length == 0 ? "not stated" : destination.Jurisdiction)}</td>");
            writer.Write($"<td><span class=\"verdict v{(int)destination.Verdict}\">{RegisterWords.NameOf(destination.Verdict)}</span> {HtmlPage.Encode(destination.Reason)}</td>");
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"<td>{HtmlPage.Encode(destination.Classes.IsEmpty ? "no CRM data seen" : string.Join(", ", destination.Classes))}</td><td class=\"number\">{destination.Fields:N0}</td>"));
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"<td class=\"number\">{destination.Places.Length:N0}</td></tr>\n"));
        }
    }

    private static void WriteGaps(DataFlowRegister register, TextWriter writer)
    {
        if (register.Gaps.IsEmpty) return;
        writer.Write("<section aria-labelledby=\"gaps\"><h2 id=\"gaps\">Gaps</h2>\n<p>What could not be read or followed whole; flows of it may be missing.</p>\n<ul>\n");
        foreach (var gap in register.Gaps) writer.Write($"<li>{(gap.Location is { } location ? $"<code>{HtmlPage.Encode(location.ToString())}</code> " : "")}{HtmlPage.Encode(gap.Message)}</li>\n");
        writer.Write("</ul></section>\n");
    }

    private static string Resource(string name) => HtmlPage.Resource("Registers/" + name);
}
