using System.Diagnostics.CodeAnalysis;
using System.Text;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Metadata;
using ApexSovereignty.Reporting;
using ApexSovereignty.Text;

namespace ApexSovereignty.Cli.Files;

/// <summary>Reads Apex files: UTF-8 with or without a byte-order mark, UTF-16 with one.</summary>
internal static class SourceDecoder
{
    /// <summary>Reads a file; where that fails, the notification says why.</summary>
    public static bool TryRead(IProjectFileSystem files, string path, [NotNullWhen(true)] out SourceText? text, out ScanNotification? fault)
    {
        (text, fault) = (null, null);
        try
        {
            if (TryDecode(files.ReadAllBytes(path)) is { } content) text = new SourceText(path, content);
            else fault = Fault(path, "The file is neither UTF-8 nor UTF-16, and is not analysed. Save it as UTF-8.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = Fault(path, "The file cannot be read, and is not analysed.");
        }

        return text is not null;
    }

    /// <summary>The text of a file, or null where its bytes are no text of a known encoding.</summary>
    public static string? TryDecode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return bytes switch
            {
                [0xEF, 0xBB, 0xBF, ..] => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes[3..]),
                [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true).GetString(bytes[2..]),
                [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true).GetString(bytes[2..]),
                _ => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes) is var text && !text.Contains('\0', StringComparison.Ordinal) ? text : null,
            };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static ScanNotification Fault(string path, string message) =>
        new(NotificationKind.FileNotRead, DiagnosticSeverity.Warning, message, Location.OfFile(path));
}
