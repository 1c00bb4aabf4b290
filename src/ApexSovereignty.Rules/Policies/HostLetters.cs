using System.Globalization;
using System.Text;

namespace ApexSovereignty.Rules.Policies;

/// <summary>
/// The mapping of UTS 46 as far as it leads to ASCII: full-width, mathematical and other forms of letters and digits are these,
/// and characters that do not show are left out. Two hosts that a browser takes for one thus are one here.
/// </summary>
/// <remarks>The framework's own mapping needs ICU, which the tool does without.</remarks>
internal static class HostLetters
{
    private static readonly Lazy<Dictionary<int, string>> table = new(Read);

    /// <summary>The text with every such character replaced; others stay.</summary>
    public static string Map(string host)
    {
        var mapped = new StringBuilder(host.Length);
        foreach (var rune in host.EnumerateRunes())
        {
            if (rune.IsAscii || !table.Value.TryGetValue(rune.Value, out var text)) mapped.Append(rune);
            else mapped.Append(text);
        }

        return mapped.ToString();
    }

    private static Dictionary<int, string> Read()
    {
        var found = new Dictionary<int, string>();
        using var reader = new StreamReader(typeof(HostLetters).Assembly.GetManifestResourceStream("HostLetters.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var parts = line.Split(' ');
            var range = parts[0].Split('-');
            var first = Number(range[0]);
            var text = parts.Length > 2 ? parts[2] : "";
            for (var code = first; code <= Number(range[1]); code++)
                found.Add(code, parts[1] == "+" ? ((char)(text[0] + code - first)).ToString() : text);
        }

        return found;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
