using System.Text;
using System.Text.Json;
using ApexSovereignty.Reporting.Html;
using ApexSovereignty.Text;

namespace ApexSovereignty.Reporting.Registers.Html;

/// <summary>
/// The rows as the page's script reads them (<c>register-data.js</c>): every text once, rows as lists of numbers, since thousands
/// of rows share their paths, names and steps.
/// </summary>
internal static class RegisterData
{
    private const int MaximumSources = 20;

    public static string ToJson(DataFlowRegister register)
    {
        var texts = new InternedTexts();
        using var stream = new MemoryStream();
        // This encoder writes angle brackets and ampersands as escapes, so no text can end the element that the data stands in.
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = HtmlPage.JsonEncoder }))
        {
            json.WriteStartObject();
            json.WriteStartArray("verdicts");
            foreach (var verdict in RegisterWords.Verdicts) json.WriteStringValue(RegisterWords.NameOf(verdict));
            json.WriteEndArray();
            json.WriteStartArray("rows");
            foreach (var row in register.Rows) WriteRow(json, row, texts);
            json.WriteEndArray();
            json.WriteStartArray("texts");
            foreach (var text in texts.All) json.WriteStringValue(text);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteRow(Utf8JsonWriter json, RegisterRow row, InternedTexts texts)
    {
        json.WriteStartArray();
        json.WriteNumberValue((int)row.Verdict);
        WriteTexts(row.Classes);
        WriteTexts(row.Regimes);
        WriteText(row.ObjectName);
        WriteTexts(row.Fields);
        json.WriteNumberValue(row.IsPseudonymised ? 1 : 0);
        WriteText(row.Exit);
        WriteText(row.Part);
        WriteText(row.Destination);
        WriteText(row.Recipient);
        WriteText(row.Kind);
        WriteText(row.Jurisdiction);
        WriteText(row.Reason);
        WriteTexts(row.Rules);
        WriteText(row.Suppression ?? "");
        WriteText(row.Member);
        WritePlace(row.Place);
        json.WriteNumberValue(row.Sources.Length);
        json.WriteStartArray();
        foreach (var source in row.Sources.Take(MaximumSources)) WritePlace(source);
        json.WriteEndArray();
        json.WriteStartArray();
        foreach (var step in Witness.Shorten(row.Path))
        {
            WriteText(step.Message);
            json.WriteNumberValue(texts.IndexOf(step.Location.Path));
            json.WriteNumberValue(step.Location.Start.Line + 1);
            json.WriteNumberValue(step.NestingLevel);
        }

        json.WriteEndArray();
        json.WriteEndArray();

        void WriteText(string text) => json.WriteNumberValue(texts.IndexOf(text));

        void WriteTexts(IEnumerable<string> items)
        {
            json.WriteStartArray();
            foreach (var item in items) WriteText(item);
            json.WriteEndArray();
        }

        void WritePlace(Location place)
        {
            json.WriteStartArray();
            WriteText(place.Path);
            json.WriteNumberValue(place.Start.Line + 1);
            json.WriteEndArray();
        }
    }
}
