using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Rules.Catalogue;

/// <summary>Rules about the analysis itself.</summary>
internal static class AnalysisRules
{
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        new(RuleIds.UnusedSuppression, "UnusedSuppression", "Suppression that matches nothing", DiagnosticSeverity.Note)
        {
            Precision = "very-high",
            FullDescription = "A suppression stands where no result of the rules it names is, or gives no reason. It hides nothing and misleads readers.",
        },
        new(RuleIds.FileNotParsed, "FileNotParsed", "File that could not be parsed whole", DiagnosticSeverity.Warning)
        {
            Precision = "very-high",
            FullDescription = "Part of a file is not valid Apex. The rest of it is still analysed, but flows through the broken part are not seen.",
        },
        new(RuleIds.BudgetExceeded, "BudgetExceeded", "Part of the analysis given up on a budget", DiagnosticSeverity.Note)
        {
            Precision = "very-high",
            FullDescription = "A part of the code was too large for a budget of the analysis, and a conservative answer stands in its place: it may report flows that are none.",
        },
    ];
}
