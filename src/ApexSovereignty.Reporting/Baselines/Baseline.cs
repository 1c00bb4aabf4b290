using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Text;

namespace ApexSovereignty.Reporting.Baselines;

/// <summary>Results that are known from an earlier scan and are not to be told again.</summary>
/// <param name="Entries">The results; two equal ones are two entries.</param>
public sealed record Baseline(ImmutableArray<BaselineEntry> Entries);

/// <summary>A result as an earlier scan wrote it.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Severity">Its severity then.</param>
/// <param name="Message">Its message then.</param>
/// <param name="Location">Where it stood.</param>
/// <param name="Fingerprints">What identifies it.</param>
public sealed record BaselineEntry(string RuleId, DiagnosticSeverity Severity, string Message, Location Location, ResultFingerprints Fingerprints);

/// <summary>A file is no baseline of this tool; the message says why, without the file's name.</summary>
public sealed class InvalidBaselineException(string message) : Exception(message);
