using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ApexSovereignty.Reporting.Html;

/// <summary>A page in one file: a template whose parts are filled in, with its style and script inside. Nothing is loaded from anywhere.</summary>
/// <remarks>
/// Invariant: names and texts of the analysed project are untrusted. They are HTML-encoded or stand in JSON without an angle
/// bracket, in scripts they become text nodes only, and the page's own policy lets no other script run.
/// </remarks>
internal static class HtmlPage
{
    private static readonly HtmlEncoder encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Encoder for JSON that stands in an element of a page: no text of it can end the element.</summary>
    public static JavaScriptEncoder JsonEncoder { get; } = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>A text as content of an element or value of an attribute.</summary>
    public static string Encode(string text) => encoder.Encode(text);

    /// <summary>A file that is built into the assembly.</summary>
    /// <param name="name">Its name, for example <c>Html/page.css</c>.</param>
    public static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(HtmlPage).Assembly.GetManifestResourceStream(name)!);
        // Line ends of a checkout must change neither the page nor the digests in it.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>Writes a page.</summary>
    /// <param name="template">Its text with names of parts in double braces; <c>policy</c>, <c>style</c> and <c>script</c> are filled in here.</param>
    /// <param name="style">Its style.</param>
    /// <param name="script">Its script.</param>
    /// <param name="parts">What writes each other part.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(string template, string style, string script, IReadOnlyDictionary<string, Action<TextWriter>> parts, TextWriter writer)
    {
        foreach (var piece in template.Split("{{"))
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
                    writer.Write($"default-src 'none'; style-src '{Digest(style)}'; script-src '{Digest(script)}'; base-uri 'none'; form-action 'none'");
                    break;
                case "style":
                    writer.Write(style);
                    break;
                case "script":
                    writer.Write(script);
                    break;
                case var name when parts.TryGetValue(name, out var part):
                    part(writer);
                    break;
                case var unknown:
                    throw new InvalidOperationException("The page asks for an unknown part: " + unknown);
            }

            writer.Write(piece[(end + 2)..]);
        }
    }

    private static string Digest(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
