using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ApexSovereignty.Reporting.Registers.Html;

/// <summary>
/// Writes the register as one page: head, totals and destinations as plain tables, the rows as data that the page's script shows
/// in pages of a table and in a diagram. Nothing is loaded from anywhere.
/// </summary>
/// <remarks>
/// Invariant: names and texts of the analysed project are untrusted. Here they are HTML-encoded or stand in JSON without an
/// angle bracket, in the script they become text nodes only, and the page's own policy lets no other script run.
/// </remarks>
internal static class RegisterHtmlWriter
{
    private static readonly HtmlEncoder encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly string[] scripts = ["vendor/d3-array.min.js", "vendor/d3-path.min.js", "vendor/d3-shape.min.js", "vendor/d3-sankey.min.js", "register-data.js", "register-diagram.js", "register.js"];

    public static void Write(DataFlowRegister register, TextWriter writer)
    {
        var style = Resource("register.css");
        var script = new StringBuilder("/*\n" + Resource("vendor/LICENSE.txt") + "*/\n");
        foreach (var name in scripts) script.Append(Resource(name)).Append('\n');
        var code = script.ToString();
        var page = Resource("register.html");
        foreach (var piece in page.Split("{{"))
        {
            var end = piece.IndexOf("}}", StringComparison.Ordinal);
            if (end < 0)
            {
                writer.Write(piece);
                continue;
            }

            switch (piece[..end])
            {
                case "policy":
                    writer.Write($"default-src 'none'; style-src '{Digest(style)}'; script-src '{Digest(code)}'; base-uri 'none'; form-action 'none'");
                    break;
                case "style":
                    writer.Write(style);
                    break;
                case "script":
                    writer.Write(code);
                    break;
                case "provenance":
                    foreach (var (name, value) in RegisterWords.Provenance(register)) writer.Write($"<div><dt>{Encode(name)}</dt><dd>{Encode(value)}</dd></div>\n");
                    break;
                case "totals":
                    WriteTotals(register, writer);
                    break;
                case "destinations":
                    WriteDestinations(register, writer);
                    break;
                case "gaps":
                    WriteGaps(register, writer);
                    break;
                case "data":
                    writer.Write(RegisterData.ToJson(register));
                    break;
                case var unknown:
                    throw new InvalidOperationException("The page asks for an unknown part: " + unknown);
            }

            writer.Write(piece[(end + 2)..]);
        }
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
            writer.Write($"<tr><th scope=\"row\">{Encode(name)}</th>");
            foreach (var verdict in RegisterWords.Verdicts) writer.Write(string.Create(CultureInfo.InvariantCulture, $"<td class=\"number\">{register.Rows.Count(row => row.Verdict == verdict && isMeant(row)):N0}</td>"));
            writer.Write("</tr>\n");
        }
    }

    private static void WriteDestinations(DataFlowRegister register, TextWriter writer)
    {
        foreach (var destination in register.Destinations)
        {
            writer.Write($"<tr><th scope=\"row\">{Encode(destination.Name)}</th><td>{Encode(destination.Kind)}</td><td>{Encode(destination.Jurisdiction.Length == 0 ? "not stated" : destination.Jurisdiction)}</td>");
            writer.Write($"<td><span class=\"verdict v{(int)destination.Verdict}\">{RegisterWords.NameOf(destination.Verdict)}</span> {Encode(destination.Reason)}</td>");
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"<td>{Encode(destination.Classes.IsEmpty ? "no CRM data seen" : string.Join(", ", destination.Classes))}</td><td class=\"number\">{destination.Fields:N0}</td>"));
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"<td class=\"number\">{destination.Places.Length:N0}</td></tr>\n"));
        }
    }

    private static void WriteGaps(DataFlowRegister register, TextWriter writer)
    {
        if (register.Gaps.IsEmpty) return;
        writer.Write("<section aria-labelledby=\"gaps\"><h2 id=\"gaps\">Gaps</h2>\n<p>What could not be read or followed whole; flows of it may be missing.</p>\n<ul>\n");
        foreach (var gap in register.Gaps) writer.Write($"<li>{(gap.Location is { } location ? $"<code>{Encode(location.ToString())}</code> " : "")}{Encode(gap.Message)}</li>\n");
        writer.Write("</ul></section>\n");
    }

    private static string Encode(string text) => encoder.Encode(text);

    private static string Digest(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(RegisterHtmlWriter).Assembly.GetManifestResourceStream("Registers/" + name)!);
        // Line ends of a checkout must change neither the page nor the digests in it.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
