using System.Text;

namespace ApexSovereignty.Semantics.Platform;

/// <summary>
/// A text resource of blocks with a blank line between them: a head line, then lines indented by one blank.
/// The first word of a head line, up to <c>&lt;</c>, is the key of its block.
/// </summary>
internal sealed unsafe class ResourceTable
{
    // The assembly's own memory, which stays as long as the code that reads it: a table of some megabytes is never copied.
    private readonly byte* _text;
    // Filled once and only read afterwards; a frozen dictionary would take longer to build than all look-ups of a run.
    private readonly Dictionary<string, (int Start, int End)> _blocks;

    private ResourceTable(byte* text, Dictionary<string, (int Start, int End)> blocks)
    {
        _text = text;
        _blocks = blocks;
    }

    /// <summary>The keys of all blocks, in no order that anything may depend on.</summary>
    public IEnumerable<string> Keys => _blocks.Keys;

    /// <summary>Reads a resource of this assembly and notes where each block stands.</summary>
    public static ResourceTable Load(string resourceName)
    {
        using var stream = Open(resourceName);
        var text = new ReadOnlySpan<byte>(stream.PositionPointer, checked((int)stream.Length));
        var blocks = new Dictionary<string, (int Start, int End)>(StringComparer.OrdinalIgnoreCase);
        // The search for the blank line is vectorized; a walk over every line takes ten times as long before it is optimized.
        for (var start = 0; start < text.Length;)
        {
            var rest = text[start..];
            var blank = rest.IndexOf("\n\n"u8);
            var end = blank < 0 ? text.Length : start + blank + 1;
            blocks.Add(Encoding.Latin1.GetString(rest[..rest.IndexOfAny(" <\n"u8)]), (start, end));
            start = end + 1;
        }

        return new ResourceTable(stream.PositionPointer, blocks);
    }

    /// <summary>The whole text of a resource of this assembly, which is ASCII.</summary>
    public static string ReadText(string resourceName)
    {
        using var stream = Open(resourceName);
        return Encoding.Latin1.GetString(stream.PositionPointer, checked((int)stream.Length));
    }

    /// <summary>The block of a key, head line included, each line ended by a line feed; false when there is none.</summary>
    public bool TryGetBlock(string key, out ReadOnlySpan<char> block)
    {
        if (_blocks.TryGetValue(key, out var range))
        {
            block = Encoding.Latin1.GetString(_text + range.Start, range.End - range.Start);
            return true;
        }

        block = default;
        return false;
    }

    private static UnmanagedMemoryStream Open(string resourceName) =>
        typeof(ResourceTable).Assembly.GetManifestResourceStream(resourceName) as UnmanagedMemoryStream
        ?? throw new InvalidOperationException($"The resource {resourceName} is missing from the assembly.");
}
