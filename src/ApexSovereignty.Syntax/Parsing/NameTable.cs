namespace ApexSovereignty.Syntax.Parsing;

/// <summary>
/// Keeps names that occur often as one string. Entries overwrite each other and threads may race, which costs a second copy and
/// changes no result.
/// </summary>
internal sealed class NameTable
{
    private const int Size = 1 << 15;

    public static readonly NameTable Shared = new();

    private readonly string?[] entries = new string?[Size];

    public string Get(ReadOnlySpan<char> name)
    {
        var hash = 2166136261u;
        foreach (var c in name) hash = (hash ^ c) * 16777619u;
        ref var entry = ref entries[(hash ^ (hash >> 15)) & (Size - 1)];
        var found = entry;
        if (found is not null && name.SequenceEqual(found)) return found;
        return entry = name.ToString();
    }
}
