using Spectre.Console;

namespace ApexSovereignty.Reporting.Terminal;

/// <summary>Writes styled pieces of text line by line. Knows no more than how wide it is.</summary>
internal sealed class TerminalOutput
{
    // Lines are composed to fit, so the console must never break one by itself.
    private const int Unbroken = 100_000;

    private readonly IAnsiConsole console;

    public TerminalOutput(TextWriter writer, TerminalOptions options)
    {
        Width = Math.Max(60, options.Width);
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = options.Color ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = options.Color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new FixedOutput(writer),
        });
    }

    public int Width { get; }

    public TerminalOutput Write(string text, Style? style = null)
    {
        if (text.Length > 0) console.Write(new Spectre.Console.Text(text, style));
        return this;
    }

    public void Line() => console.Write(new Spectre.Console.Text("\n"));

    public void Line(string text, Style? style = null) => Write(text, style).Line();

    /// <summary>Writes a paragraph wrapped at blanks; lines after the first are indented.</summary>
    /// <param name="first">What stands before the first line.</param>
    /// <param name="indent">What stands before the others.</param>
    /// <param name="text">The paragraph.</param>
    /// <param name="style">Style of the text.</param>
    /// <param name="firstStyle">Style of <paramref name="first"/>.</param>
    /// <param name="used">Columns of the first line that are written already.</param>
    public void Paragraph(string first, string indent, string text, Style? style = null, Style? firstStyle = null, int used = 0)
    {
        var lines = Wrap(text, Width - Math.Max(used + first.Length, indent.Length));
        for (var i = 0; i < lines.Count; i++)
        {
            if (i == 0) Write(first, firstStyle);
            else Write(indent);
            Line(lines[i], style);
        }
    }

    internal static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.ReplaceLineEndings(" ").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }

        lines.Add(line);
        return lines;
    }

    private sealed class FixedOutput(TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => Unbroken;

        public int Height => 80;

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }
    }
}
