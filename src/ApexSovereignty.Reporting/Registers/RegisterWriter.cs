using System.Text;
using ApexSovereignty.Reporting.Registers.Html;

namespace ApexSovereignty.Reporting.Registers;

/// <summary>A format of the register.</summary>
public enum RegisterFormat
{
    /// <summary>One page that opens offline.</summary>
    Html,

    /// <summary>Own JSON, see <see cref="RegisterJsonWriter"/>.</summary>
    Json,

    /// <summary>Comma-separated values.</summary>
    Csv,

    /// <summary>Markdown.</summary>
    Markdown,
}

/// <summary>Writes the register in any format.</summary>
public static class RegisterWriter
{
    /// <summary>The format that a file name's extension means, or null.</summary>
    public static RegisterFormat? FormatOf(string fileName) => Path.GetExtension(fileName).ToUpperInvariant() switch
    {
        ".HTML" or ".HTM" => RegisterFormat.Html,
        ".JSON" => RegisterFormat.Json,
        ".CSV" => RegisterFormat.Csv,
        ".MD" => RegisterFormat.Markdown,
        _ => null,
    };

    /// <summary>The word for a verdict that all formats use.</summary>
    public static string NameOf(RegisterVerdict verdict) => RegisterWords.NameOf(verdict);

    /// <summary>The JSON Schema of the JSON format.</summary>
    public static string JsonSchema()
    {
        using var reader = new StreamReader(typeof(RegisterWriter).Assembly.GetManifestResourceStream("Registers/register.schema.json")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>Writes UTF-8 without a byte-order mark; leaves the stream open.</summary>
    public static void Write(DataFlowRegister register, RegisterFormat format, Stream stream)
    {
        if (format == RegisterFormat.Json)
        {
            RegisterJsonWriter.Write(register, stream);
            return;
        }

        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        switch (format)
        {
            case RegisterFormat.Html:
                RegisterHtmlWriter.Write(register, writer);
                break;
            case RegisterFormat.Csv:
                RegisterCsvWriter.Write(register, writer);
                break;
            default:
                RegisterMarkdownWriter.Write(register, writer);
                break;
        }
    }
}
