namespace ApexSovereignty.Cli.Files;

/// <summary>Faults of a disk that a file is written to, in words.</summary>
internal static class DiskFault
{
    // ENOSPC, EDQUOT (Linux, macOS) and EFBIG; ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
    private static readonly int[] full = [28, 122, 69, 27, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    /// <summary>Whether it comes of the disk. A file that would grow beyond what its file system or a limit allows is an argument out of range to the runtime.</summary>
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };

    /// <summary>The reason, without the name of a file that the user does not know.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="path">The file at work, or empty.</param>
    public static string Reason(Exception exception, string path)
    {
        if (exception is ArgumentOutOfRangeException || Array.IndexOf(full, exception.HResult) >= 0) return "the disk or the share of it that may be used is full";
        return path.Length == 0 ? exception.Message : exception.Message.Replace($" : '{path}'", "", StringComparison.Ordinal).Replace($"'{path}'", "it", StringComparison.Ordinal);
    }
}
