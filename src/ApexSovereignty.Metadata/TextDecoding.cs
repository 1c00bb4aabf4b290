using System.Text;

namespace ApexSovereignty.Metadata;

/// <summary>
/// Turns the bytes of a metadata file into text: by byte order mark, else by the look of the first bytes, else by the XML
/// declaration, else UTF-8. A declaration that contradicts the bytes is thus no fault.
/// </summary>
internal static class TextDecoding
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var encoding = Detect(bytes, out var preamble);
        return encoding.GetString(bytes[preamble..]);
    }

    private static Encoding Detect(ReadOnlySpan<byte> bytes, out int preamble)
    {
        preamble = 0;
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                preamble = 3;
                return Encoding.UTF8;
            case [0xFF, 0xFE, 0, 0, ..]:
                preamble = 4;
                return Encoding.UTF32;
            case [0xFF, 0xFE, ..]:
                preamble = 2;
                return Encoding.Unicode;
            case [0xFE, 0xFF, ..]:
                preamble = 2;
                return Encoding.BigEndianUnicode;
            case [not 0, 0, not 0, 0, ..]:
                return Encoding.Unicode;
            case [0, not 0, 0, not 0, ..]:
                return Encoding.BigEndianUnicode;
            default:
                return DeclaresLatin1(bytes) ? Encoding.Latin1 : Encoding.UTF8;
        }
    }

    private static bool DeclaresLatin1(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("<?xml"u8))
            return false;

        var declaration = bytes[..Math.Min(bytes.Length, 200)];
        var end = declaration.IndexOf("?>"u8);
        var text = Encoding.Latin1.GetString(end < 0 ? declaration : declaration[..end]);
        return text.Contains("iso-8859-1", StringComparison.OrdinalIgnoreCase)
            || text.Contains("windows-1252", StringComparison.OrdinalIgnoreCase);
    }
}
