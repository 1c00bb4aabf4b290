namespace ApexSovereignty.Flow.Values;

/// <summary>Hashes that are the same in every process and on every thread (FNV-1a, 64 bits), for orders that results may depend on.</summary>
internal static class StableHash
{
    public const ulong Seed = 14695981039346656037;

    private const ulong Prime = 1099511628211;

    public static ulong Add(ulong hash, string text)
    {
        foreach (var c in text) hash = (hash ^ c) * Prime;
        return (hash ^ 0xFFFF) * Prime;
    }

    public static ulong Add(ulong hash, ulong value)
    {
        for (var shift = 0; shift < 64; shift += 8) hash = (hash ^ ((value >> shift) & 0xFF)) * Prime;
        return hash;
    }

    public static ulong Add(ulong hash, CodeLocation at) => Add(Add(hash, at.Tree.FilePath), ((ulong)(uint)at.Span.Start << 32) | (uint)at.Span.Length);
}
