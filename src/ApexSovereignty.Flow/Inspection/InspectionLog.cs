using System.Collections.Immutable;
using System.Globalization;
using ApexSovereignty.Flow.Analysis;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Inspection;

/// <summary>
/// Gathers what a run finds on a line. Values there are taken for exits of kinds of their own, so the summaries carry them to the
/// callers like any other exit, and what comes out are whole flows from sources, and texts with what callers hand in.
/// </summary>
internal sealed class InspectionLog(InspectedLine line)
{
    /// <summary>Kind of the exits that stand for data in a value.</summary>
    public const string DataKind = "inspected data";

    /// <summary>Kind of the exits that stand for texts of a value.</summary>
    public const string TextKind = "inspected text";

    private readonly Lock gate = new();
    private readonly List<InspectedInstruction> instructions = [];
    private readonly List<Instruction> origins = [];
    private readonly HashSet<Instruction> unmodelled = new(ReferenceEqualityComparer.Instance as IEqualityComparer<Instruction>);
    private readonly Dictionary<string, (int Instruction, int Value)> places = new(StringComparer.Ordinal);

    /// <summary>The line.</summary>
    public InspectedLine Line => line;

    public static bool IsInspection(string kind) => kind is DataKind or TextKind;

    /// <summary>Notes an instruction and gives the names under which its values leave: inputs in order, the result, what was there before.</summary>
    public string[] Add(Instruction origin, InspectedInstruction instruction)
    {
        lock (gate)
        {
            var number = instructions.Count;
            instructions.Add(instruction);
            origins.Add(origin);
            var names = new string[instruction.Inputs.Length + 2];
            for (var n = 0; n < names.Length; n++)
            {
                names[n] = string.Create(CultureInfo.InvariantCulture, $"{number}.{n}");
                places.Add(names[n], (number, n));
            }

            return names;
        }
    }

    /// <summary>Notes that nothing is known of what a call does.</summary>
    public void AddUnmodelled(Instruction call)
    {
        lock (gate) unmodelled.Add(call);
    }

    /// <summary>The instructions with all that was found of their values, by place.</summary>
    public ImmutableArray<InspectedInstruction> Build(IEnumerable<TaintFlow> flows)
    {
        var found = flows.GroupBy(flow => flow.Part, StringComparer.Ordinal).ToDictionary(group => places[group.Key], group => group.ToList());
        return
        [
            .. instructions.Select((instruction, number) => instruction with
                {
                    Effect = unmodelled.Contains(origins[number]) ? InspectedEffect.CallsUnmodelled : instruction.Effect,
                    Inputs = [.. instruction.Inputs.Select((value, n) => Fill(value, (number, n)))],
                    Result = instruction.Result is { } result ? Fill(result, (number, instruction.Inputs.Length)) : null,
                    Before = instruction.Before is { } before ? Fill(before, (number, instruction.Inputs.Length + 1)) : null,
                })
                .OrderBy(instruction => instruction.At).ThenBy(instruction => instruction.Effect).ThenBy(instruction => instruction.Text, StringComparer.Ordinal).ThenBy(instruction => instruction.Method.Signature, StringComparer.Ordinal),
        ];

        InspectedValue Fill(InspectedValue value, (int, int) place)
        {
            if (!found.TryGetValue(place, out var items)) return value;
            return value with
            {
                Answers = [.. items.Where(flow => flow.Kind == DataKind && flow.Source.IsAnswer).OrderBy(flow => flow.Source.Site).ThenBy(flow => string.Join('|', flow.Endpoints.Select(text => text.Display)), StringComparer.Ordinal)],
                Data =
                [
                    .. items.Where(flow => flow.Kind == DataKind && !flow.Source.IsAnswer)
                        .GroupBy(flow => flow.Source)
                        .Select(group => group.OrderBy(flow => flow.Steps.Length).First())
                        .OrderBy(flow => flow.Source.DisplayName, StringComparer.Ordinal).ThenBy(flow => flow.Source.Site),
                ],
                Texts =
                [
                    .. items.Where(flow => flow.Kind == TextKind)
                        .SelectMany(flow => flow.Endpoints.Select(text => new InspectedText(text, flow.Steps)))
                        .GroupBy(text => text.Text)
                        .Select(group => group.OrderBy(text => text.Steps.Length).First())
                        .OrderBy(text => text.Text.Display, StringComparer.Ordinal).ThenBy(text => text.Text.Reason, StringComparer.Ordinal),
                ],
            };
        }
    }

    /// <summary>The source that exits of texts stand under: a text is no data.</summary>
    public static SourceField TextSource(CodeLocation at) => new(at, "", "", "text");

    public static InspectedEffect EffectOf(Instruction instruction, ProgramContext program, out string? model)
    {
        model = null;
        switch (instruction)
        {
            case TestInstruction:
                return InspectedEffect.Tests;
            case PhiInstruction or ConvertInstruction:
                return InspectedEffect.Joins;
            case CallInstruction call when program.Models.FindForCall(call) is { } found:
                model = found.Signature;
                return found.IsSanitizer ? InspectedEffect.CallsSanitizer : found.IsNeutral && found.Flows.IsEmpty ? InspectedEffect.CallsNeutral : InspectedEffect.CallsModelled;
            case CallInstruction { Method.IsFromSource: true }:
                return InspectedEffect.CallsProject;
            case CallInstruction call:
                return program.CallGraph.Callees(call).Any() ? InspectedEffect.CallsProject : InspectedEffect.CallsModelled;
            default:
                return InspectedEffect.Moves;
        }
    }

    /// <summary>The method that a call runs, as shown.</summary>
    public static string CalleeOf(CallInstruction call) => call.Method is not { } method ? call.MethodName
        : method.MethodKind == MethodKind.Constructor ? $"new {method.ContainingType?.Name}"
        : $"{method.ContainingType?.Name}.{method.Name}";
}
