using System.Globalization;
using ApexSovereignty.Cli.Analysis;

namespace ApexSovereignty.Cli;

/// <summary>Shows what a scan is doing on one line of a terminal, and takes it away at the end.</summary>
internal sealed class ProgressLine(TextWriter writer, bool isShown, int width) : IProgress<ScanProgress>, IDisposable
{
    private const int MillisecondsBetween = 100;
    private const string Clear = "\r\u001b[K";

    private readonly Lock gate = new();
    private long last;
    private string stage = "";

    public void Report(ScanProgress value)
    {
        if (!isShown) return;
        lock (gate)
        {
            var now = Environment.TickCount64;
            if (value.Stage == stage && now - last < MillisecondsBetween) return;
            (stage, last) = (value.Stage, now);
            var text = value.Total == 0 ? value.Stage + " …" : string.Create(CultureInfo.InvariantCulture, $"{value.Stage} {value.Done:N0} of {value.Total:N0}");
            writer.Write(Clear + (text.Length < width ? text : text[..(width - 1)]));
        }
    }

    public void Dispose()
    {
        if (stage.Length > 0) writer.Write(Clear);
    }
}
