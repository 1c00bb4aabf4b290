using System.Collections.Immutable;
using System.Text.Json;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Text;

namespace ApexSovereignty.Reporting.Baselines;

/// <summary>
/// Reads a baseline: SARIF of this tool, be it written by <c>apexsov baseline</c> or by a scan. Only what is needed is read, without
/// the SARIF SDK, whose start costs more than most baselines.
/// </summary>
public static class BaselineReader
{
    private const string Again = "; write one with 'apexsov baseline'";

    /// <summary>Reads the results that were open: neither suppressed nor gone.</summary>
    /// <param name="utf8">The file's bytes, with or without a byte-order mark.</param>
    /// <exception cref="InvalidBaselineException">The file is malformed, or of another tool or version.</exception>
    public static Baseline Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new InvalidBaselineException(FormattableString.Invariant($"not valid JSON at line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}"));
        }
    }

    private static Baseline Read(JsonElement log)
    {
        if (log.ValueKind != JsonValueKind.Object || TextOf(log, "version") is not { } version || !log.TryGetProperty("runs", out var runs) || runs.ValueKind != JsonValueKind.Array)
            throw new InvalidBaselineException("not a SARIF file" + Again);
        if (version != "2.1.0") throw new InvalidBaselineException($"of SARIF version {Shown(version)}, where 2.1.0 is known" + Again);
        var entries = ImmutableArray.CreateBuilder<BaselineEntry>();
        var others = new SortedSet<string>(StringComparer.Ordinal);
        var own = 0;
        foreach (var run in runs.EnumerateArray())
        {
            var tool = Member(Member(run, "tool"), "driver") is { } driver ? TextOf(driver, "name") ?? "an unnamed tool" : "an unnamed tool";
            if (tool != ToolName) others.Add(tool);
            else
            {
                own++;
                ReadRun(run, entries);
            }
        }

        if (own > 0) return new Baseline(entries.ToImmutable());
        throw new InvalidBaselineException((others.Count == 0 ? "without a run of " + ToolName : $"written by {Shown(string.Join(", ", others))}, not by {ToolName}") + Again);
    }

    /// <summary>Name of this tool in SARIF.</summary>
    internal const string ToolName = "ApexSovereignty";

    private static void ReadRun(JsonElement run, ImmutableArray<BaselineEntry>.Builder entries)
    {
        if (Member(run, "results") is not { } results) return;
        if (results.ValueKind != JsonValueKind.Array) throw new InvalidBaselineException("not a SARIF file: 'results' is no list");
        var index = 0;
        foreach (var result in results.EnumerateArray())
        {
            if (!IsOpen(result))
            {
                index++;
                continue;
            }

            if (Member(result, "partialFingerprints") is not { } prints || TextOf(prints, Fingerprints.PathName) is not { Length: > 0 } path)
            {
                var driver = Member(Member(run, "tool"), "driver");
                var writer = driver is { } tool && TextOf(tool, "version") is { } version ? $" ({Shown(version)})" : "";
                throw new InvalidBaselineException(FormattableString.Invariant($"written by another version of {ToolName}{writer}: result {index + 1} has no fingerprint '{Fingerprints.PathName}'") + Again);
            }

            entries.Add(new BaselineEntry(
                TextOf(result, "ruleId") ?? "",
                LevelOf(TextOf(result, "level")),
                Member(result, "message") is { } message ? TextOf(message, "text") ?? "" : "",
                LocationOf(result),
                new ResultFingerprints(TextOf(prints, Fingerprints.LineName), path)));
            index++;
        }
    }

    private static bool IsOpen(JsonElement result) =>
        TextOf(result, "baselineState") != "absent" && !(Member(result, "suppressions") is { ValueKind: JsonValueKind.Array } suppressions && suppressions.GetArrayLength() > 0);

    private static Location LocationOf(JsonElement result)
    {
        var place = Member(result, "locations") is { ValueKind: JsonValueKind.Array } all && all.GetArrayLength() > 0 ? Member(all[0], "physicalLocation") : null;
        var uri = Member(place, "artifactLocation") is { } artifact ? TextOf(artifact, "uri") ?? "" : "";
        var region = Member(place, "region");
        return Location.At(Uri.UnescapeDataString(uri), NumberOf(region, "startLine") - 1, NumberOf(region, "startColumn") - 1);
    }

    private static DiagnosticSeverity LevelOf(string? level) => level switch
    {
        "error" => DiagnosticSeverity.Error,
        "note" or "none" => DiagnosticSeverity.Note,
        _ => DiagnosticSeverity.Warning,
    };

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var member) ? member : null;

    private static string? TextOf(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    private static int NumberOf(JsonElement? element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt32(out var number) && number > 0 ? number : 1;

    // What stands in the file is shown in a terminal: no escape sequence may come with it.
    private static string Shown(string text) => "'" + new string([.. text.Take(80).Select(c => char.IsControl(c) ? ' ' : c)]) + "'";
}
