using System.Collections.Immutable;
using ApexSovereignty.Flow;
using ApexSovereignty.Flow.Inspection;

namespace ApexSovereignty.Cli.Analysis;

/// <summary>Finds the instructions that fields go into and do not come out of, on a line and before it in the same method.</summary>
/// <param name="instructions">The instructions.</param>
/// <param name="nameOf">Names a field to a reader.</param>
internal sealed class LossFinder(ImmutableArray<InspectedInstruction> instructions, Func<TaintFlow, string> nameOf)
{
    /// <summary>One sentence for each loss, in the order of the code.</summary>
    public ImmutableArray<string> Find()
    {
        // What still reaches the line was not lost, whichever other way it took.
        var reaching = instructions.Where(i => i.IsOnLine && !IsLossy(i)).SelectMany(i => i.Inputs.Add(i.Result ?? new InspectedValue("", ""))).SelectMany(Fields).ToHashSet(StringComparer.Ordinal);
        var losses = new List<string>();
        foreach (var instruction in instructions)
        {
            if (instruction.Result is { } result && ReasonOf(instruction) is { } reason)
                Add(instruction, instruction.Inputs.SelectMany(Fields).Except(Fields(result), StringComparer.Ordinal), $"into {instruction.Text}, and not out of it: {reason}", instruction.IsOnLine, "goes", "go");
            if (instruction is { Before: { } before, IsOnLine: true })
                Add(instruction, Fields(before).Except(instruction.Inputs.SelectMany(Fields), StringComparer.Ordinal), $"in {instruction.Target}, which is overwritten", isOnLine: true, "was", "were");
        }

        foreach (var variable in instructions.Where(i => i is { Target: not null, Result: not null, Effect: InspectedEffect.Moves }).GroupBy(i => (i.Method, i.Target)))
        {
            var assignments = variable.ToList();
            for (var n = 1; n < assignments.Count; n++)
                Add(assignments[n], Fields(assignments[n - 1].Result!).Except(Fields(assignments[n].Result!), StringComparer.Ordinal), $"in '{variable.Key.Target}' since line {LineOf(assignments[n - 1])}, which takes another value", assignments[n].IsOnLine, "was", "were");
        }

        return [.. losses.Distinct(StringComparer.Ordinal)];

        void Add(InspectedInstruction instruction, IEnumerable<string> fields, string what, bool isOnLine, string one, string many)
        {
            var lost = fields.Where(field => isOnLine || !reaching.Contains(field)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (lost.Count == 0) return;
            var names = string.Join(", ", lost.Take(6)) + (lost.Count > 6 ? FormattableString.Invariant($" and {lost.Count - 6} more") : "");
            losses.Add($"line {LineOf(instruction)}: {names} {(lost.Count == 1 ? one : many)} {what}.");
        }
    }

    private static bool IsLossy(InspectedInstruction instruction) => instruction.Effect is InspectedEffect.CallsSanitizer or InspectedEffect.CallsNeutral or InspectedEffect.Tests;

    private static string? ReasonOf(InspectedInstruction instruction) => instruction.Effect switch
    {
        InspectedEffect.CallsSanitizer => $"'{instruction.Model}' is a sanitizer",
        InspectedEffect.CallsNeutral => $"{instruction.Callee} gives nothing of what it gets (model '{instruction.Model}')",
        InspectedEffect.Tests => "a comparison tells about data, but is not made of it",
        _ when !instruction.CanCarry && instruction.Effect is not InspectedEffect.Moves => $"a value of type {instruction.Result!.TypeName} holds no data",
        InspectedEffect.CallsProject => $"what {instruction.Callee} returns holds none of it",
        InspectedEffect.CallsModelled when instruction.Model is null => $"{instruction.Callee} does not let it out",
        InspectedEffect.CallsModelled => $"the model '{instruction.Model}' does not let it out",
        _ => null,
    };

    private IEnumerable<string> Fields(InspectedValue value) => value.Data.Select(nameOf);

    private static string LineOf(InspectedInstruction instruction) => FormattableString.Invariant($"{instruction.At.ToLocation().Start.Line + 1}");
}
