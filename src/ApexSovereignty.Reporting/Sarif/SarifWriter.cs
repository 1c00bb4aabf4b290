using System.Text;
using Microsoft.CodeAnalysis.Sarif;
using Newtonsoft.Json;

namespace ApexSovereignty.Reporting.Sarif;

/// <summary>Writes a report as SARIF 2.1.0.</summary>
public static class SarifWriter
{
    /// <summary>Writes UTF-8 without a byte-order mark, indented, with line feeds; leaves the stream open.</summary>
    public static void Write(ScanReport report, Stream stream) => Write(report, stream, SarifLimits.MaximumResults, SarifLimits.MaximumBytes);

    /// <summary>Writes a baseline: the open results with what identifies them, and nothing that changes while they stay.</summary>
    public static void WriteBaseline(ScanReport report, Stream stream) => Write(SarifBaseline.Build(report), stream);

    internal static void Write(ScanReport report, Stream stream, int maximumResults, int maximumBytes)
    {
        while (true)
        {
            using var buffer = new MemoryStream();
            Write(new SarifLogBuilder(SarifLimits.Apply(report, maximumResults)).Build(), buffer);
            var count = Math.Min(maximumResults, report.Results.Length);
            if (buffer.Length <= maximumBytes || count <= 1)
            {
                buffer.WriteTo(stream);
                return;
            }

            maximumResults = Math.Max(1, (int)(count * 0.95 * maximumBytes / buffer.Length));
        }
    }

    private static void Write(SarifLog log, Stream stream)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 65536, leaveOpen: true) { NewLine = "\n" };
        using (var json = new JsonTextWriter(text) { Formatting = Formatting.Indented, CloseOutput = false })
        {
            new JsonSerializer().Serialize(json, log);
        }

        text.WriteLine();
    }
}
