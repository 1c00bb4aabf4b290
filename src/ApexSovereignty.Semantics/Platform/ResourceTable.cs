using System.Collections.Frozen;
using System.Text;

namespace ApexSovereignty.Semantics.Platform;

/// <summary>
/// A text resource of blocks: a head line that starts in the first column, then lines indented by one blank.
/// The first word of a head line, up to <c>&lt;</c>, is the key of its block.
/// </summary>
internal sealed class ResourceTable
{
    private readonly string _text;
    private readonly FrozenDictionary<string, (int Start, int End)> _blocks;

    private ResourceTable(string text, Dictionary<string, (int Start, int End)> blocks)
    {
        _text = text;
        _blocks = blocks.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The keys of all blocks, in no order that anything may depend on.</summary>
    public IEnumerable<string> Keys => _blocks.Keys;

    /// <summary>Reads a resource of this assembly and notes where each block stands.</summary>
    public static ResourceTable Load(string resourceName)
    {
        var text = ReadText(resourceName);
        var blocks = new Dictionary<string, (int Start, int End)>(StringComparer.OrdinalIgnoreCase);
        string? key = null;
        var start = 0;
        for (var lineStart = 0; lineStart < text.Length;)
        {
            if (text[lineStart] is not (' ' or '#'))
            {
                if (key is not null)
                    blocks.Add(key, (start, lineStart));
                var length = text.AsSpan(lineStart).IndexOfAny(" <\n");
                key = text.Substring(lineStart, length);
                start = lineStart;
            }

            lineStart = text.IndexOf('\n', lineStart) + 1;
        }

        if (key is not null)
            blocks.Add(key, (start, text.Length));
        return new ResourceTable(text, blocks);
    }

    /// <summary>The whole text of a resource of this assembly.</summary>
    public static string ReadText(string resourceName)
    {
        using var stream = typeof(ResourceTable).Assembly.GetManifestResourceStream(resourceName)
            ?? throw new InvalidOperationException($"The resource {resourceName} is missing from the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The block of a key, head line included, each line ended by a line feed; false when there is none.</summary>
    public bool TryGetBlock(string key, out ReadOnlySpan<char> block)
    {
        if (_blocks.TryGetValue(key, out var range))
        {
            block = _text.AsSpan(range.Start, range.End - range.Start);
            return true;
        }

        block = default;
        return false;
    }
}
