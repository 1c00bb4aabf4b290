namespace ApexSovereignty.Reporting.Html;

/// <summary>Texts of a page's data, each once, by number in the order they were first asked for.</summary>
internal sealed class InternedTexts
{
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);

    public List<string> All { get; } = [];

    public int IndexOf(string text)
    {
        if (indexes.TryGetValue(text, out var index)) return index;
        indexes.Add(text, index = All.Count);
        All.Add(text);
        return index;
    }
}
