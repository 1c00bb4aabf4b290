using System.Text;
using Newtonsoft.Json;

namespace ApexSovereignty.Reporting.Sarif;

/// <summary>Writes a report as SARIF 2.1.0.</summary>
public static class SarifWriter
{
    /// <summary>Writes UTF-8 without a byte-order mark, indented, with line feeds; leaves the stream open.</summary>
    public static void Write(ScanReport report, Stream stream)
    {
        var log = new SarifLogBuilder(report).Build();
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 65536, leaveOpen: true) { NewLine = "\n" };
        using (var json = new JsonTextWriter(text) { Formatting = Formatting.Indented, CloseOutput = false })
        {
            new JsonSerializer().Serialize(json, log);
        }

        text.WriteLine();
    }
}
