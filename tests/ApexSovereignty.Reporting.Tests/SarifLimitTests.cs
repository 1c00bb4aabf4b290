using System.Text;
using System.Text.Json.Nodes;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting.Sarif;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Reporting.Tests;

public sealed class SarifLimitTests
{
    private static readonly ScanReport Mixed = SampleReport.Empty with
    {
        Results =
        [
            .. SampleReport.Large(30, 3).Results.Select(result => new ScanResult(result.Diagnostic with { Severity = DiagnosticSeverity.Note })),
            new ScanResult(SampleReport.Unresolved),
            new ScanResult(SampleReport.Debug),
            new ScanResult(SampleReport.Debug),
            new ScanResult(SampleReport.Prompt) { Suppression = new ResultSuppression(SampleReport.Prompt.Location, "reviewed") },
        ],
    };

    [Test]
    public void TheMostSevereStayAndItIsSaid()
    {
        var run = Write(Mixed, maximumResults: 3, maximumBytes: int.MaxValue);
        run["results"]!.AsArray().Select(result => (string?)result!["level"]).Order(StringComparer.Ordinal).ShouldBe([null, "error", "error"]);
        run["invocations"]![0]!["toolExecutionNotifications"]![0]!["message"]!["text"]!.GetValue<string>().ShouldStartWith("This file holds the 3 most severe of 34 results");
    }

    [Test]
    public void WhatFitsIsLeftAlone() =>
        Write(Mixed, maximumResults: 34, maximumBytes: int.MaxValue)["invocations"]![0]!["toolExecutionNotifications"].ShouldBeNull();

    [Test]
    public void AFileThatIsTooLargeHoldsFewerResults()
    {
        var whole = Bytes(Mixed, 25_000, int.MaxValue).Length;
        var head = Bytes(SampleReport.Empty, 25_000, int.MaxValue).Length;
        var limit = head + ((whole - head) / 2);
        Bytes(Mixed, 25_000, limit).Length.ShouldBeLessThanOrEqualTo(limit);
        var results = Write(Mixed, 25_000, limit)["results"]!.AsArray();
        results.Count.ShouldBeInRange(1, 33);
        results.Select(result => (string?)result!["ruleId"]).ShouldContain("SOV1101");
    }

    [Test]
    public void FingerprintsAreThoseOfTheWholeReport()
    {
        var kept = Write(Mixed, 3, int.MaxValue)["results"]!.AsArray().Select(Print).ToList();
        Write(Mixed, 25_000, int.MaxValue)["results"]!.AsArray().Select(Print).Intersect(kept, StringComparer.Ordinal).Count().ShouldBe(3);

        static string Print(JsonNode? result) => result!["partialFingerprints"]!["apexsovPath/v1"]!.GetValue<string>();
    }

    private static JsonNode Write(ScanReport report, int maximumResults, int maximumBytes) =>
        JsonNode.Parse(Encoding.UTF8.GetString(Bytes(report, maximumResults, maximumBytes)))!["runs"]![0]!;

    private static byte[] Bytes(ScanReport report, int maximumResults, int maximumBytes)
    {
        using var stream = new MemoryStream();
        SarifWriter.Write(report, stream, maximumResults, maximumBytes);
        return stream.ToArray();
    }
}
