using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Text;

namespace ApexSovereignty.Reporting;

/// <summary>What identifies a result from one run to the next.</summary>
/// <param name="LineHash">GitHub's <c>primaryLocationLineHash</c>, or null where the text is not at hand.</param>
/// <param name="Path">Own fingerprint of the flow, which survives moved lines and renamed locals.</param>
public sealed record ResultFingerprints(string? LineHash, string Path);

/// <summary>Computes the fingerprints of a report's results.</summary>
public static class Fingerprints
{
    /// <summary>Name of the own fingerprint among SARIF's partial fingerprints.</summary>
    public const string PathName = "apexsovPath/v1";

    /// <summary>Name of GitHub's fingerprint.</summary>
    public const string LineName = "primaryLocationLineHash";

    /// <summary>The fingerprints of all results, in their order.</summary>
    public static IReadOnlyList<ResultFingerprints> Compute(ScanReport report)
    {
        var lineHashes = new Dictionary<string, IReadOnlyList<string>?>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = new List<ResultFingerprints>(report.Results.Length);
        foreach (var result in report.Results)
        {
            if (result.Recorded is { } recorded)
            {
                all.Add(recorded);
                continue;
            }

            var diagnostic = result.Diagnostic;
            var hash = Hash(IdentityOf(diagnostic, report.Source));
            var count = counts.GetValueOrDefault(hash) + 1;
            counts[hash] = count;
            all.Add(new ResultFingerprints(LineHashOf(diagnostic.Location), string.Create(CultureInfo.InvariantCulture, $"{hash}:{count}")));
        }

        return all;

        string? LineHashOf(Location location)
        {
            if (!lineHashes.TryGetValue(location.Path, out var hashes))
                lineHashes[location.Path] = hashes = report.Source(location.Path) is { } text ? LineHashes.Compute(text) : null;
            return hashes is not null && location.Start.Line < hashes.Count ? hashes[location.Start.Line] : null;
        }
    }

    // A result without a text of its own is known by its file and the line it stands on, wherever that line moves.
    private static string IdentityOf(Diagnostic diagnostic, Func<string, SourceText?> source)
    {
        if (diagnostic.IdentityText.Length > 0) return diagnostic.Descriptor.Id + "\n" + diagnostic.IdentityText;
        var text = source(diagnostic.Location.Path);
        var line = diagnostic.Location.Start.Line;
        var content = text is not null && line < text.LineCount ? text.ToString(text.GetLineSpan(line)).Trim() : diagnostic.Message;
        return diagnostic.Descriptor.Id + "\n" + diagnostic.Location.Path + "\n" + content;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
