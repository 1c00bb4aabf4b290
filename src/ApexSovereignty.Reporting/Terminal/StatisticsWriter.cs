using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;

namespace ApexSovereignty.Reporting.Terminal;

/// <summary>Tells how well the code was understood: what names were bound to, and what was not.</summary>
internal static class StatisticsWriter
{
    private const int ShownNames = 15;

    private static readonly Style Strong = new(decoration: Decoration.Bold);

    public static void Write(AnalysisStatistics statistics, TerminalOutput output)
    {
        output.Line("Names bound", Strong);
        WriteBound("calls", statistics.Calls, output);
        WriteBound("members", statistics.Members, output);
        WriteBound("types", statistics.Types, output);
        WriteNames("Declared nowhere", statistics.UnboundNames, output);
        WriteNames("Types declared nowhere", statistics.UnboundTypes, output);
        output.Line("Flow analysis", Strong);
        output.Paragraph("  ", "  ", $"{Number(statistics.Methods)} methods in {Number(statistics.Components)} components, {Number(statistics.Rounds)} rounds");
        WriteNames("Library methods without a model", statistics.UnmodelledCalls, output);
        output.Line();
    }

    private static void WriteBound(string what, NamesBound names, TerminalOutput output)
    {
        var parts = new List<string> { Number(names.Project) + " to the project", Number(names.Platform) + " to the platform" };
        if (names.Assumed > 0) parts.Add(Number(names.Assumed) + " to what only code names");
        var nothing = Number(names.Unbound + names.OnUnknownTypes) + " to nothing";
        parts.Add(names.OnUnknownTypes > 0 ? nothing + $" ({Number(names.OnUnknownTypes)} of them on undeclared types)" : nothing);
        output.Paragraph("  " + what.PadRight(9), new string(' ', 11), string.Join(", ", parts));
    }

    private static void WriteNames(string title, ImmutableArray<NameCount> names, TerminalOutput output)
    {
        if (names.IsEmpty) return;
        output.Line(title, Strong);
        foreach (var name in names.Take(ShownNames)) output.Line(Number(name.Count).PadLeft(9) + "  " + TerminalWriter.Clean(name.Name));
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
