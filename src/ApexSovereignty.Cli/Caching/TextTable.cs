namespace ApexSovereignty.Cli.Caching;

/// <summary>Numbers texts in the order in which they are first met.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    /// <summary>The number of a text.</summary>
    public int NumberOf(string text)
    {
        if (!numbers.TryGetValue(text, out var number)) numbers.Add(text, number = numbers.Count);
        return number;
    }

    /// <summary>The texts by number.</summary>
    public string[] ToArray() => [.. numbers.OrderBy(entry => entry.Value).Select(entry => entry.Key)];
}
