using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow.Values;

namespace ApexSovereignty.Flow;

/// <summary>Puts in words what a text is put together of: its pieces, each where it came about.</summary>
internal static class TextSteps
{
    /// <summary>Of longer pieces the start is shown.</summary>
    private const int MaximumLength = 80;

    /// <summary>The pieces in the order of the text.</summary>
    public static ImmutableArray<FlowStep> Of(StringValue value)
    {
        var steps = ImmutableArray.CreateBuilder<FlowStep>();
        foreach (var part in value.Parts)
            foreach (var piece in part.Origin?.Pieces() ?? [])
                steps.Add(new FlowStep(piece.At, Describe(piece, isFirst: steps.Count == 0), steps.Count == 0 ? PathStepKind.Source : PathStepKind.Flow, 1));
        return steps.ToImmutable();
    }

    private static string Describe(TextOrigin piece, bool isFirst)
    {
        if (piece.Text is not { } text) return isFirst ? $"how the address begins is not known: {piece.Reason}" : $"what follows is not known: {piece.Reason}";
        var shown = text.Length <= MaximumLength ? $"'{text}'" : $"'{text[..MaximumLength]}…'";
        return isFirst ? $"the address begins with {shown}" : $"{shown} follows";
    }
}
