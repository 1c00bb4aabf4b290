namespace ApexSovereignty.Flow.Values;

/// <summary>A change to a text that a caller knows.</summary>
/// <param name="Inner">The text before.</param>
/// <param name="Change">What is made of it.</param>
/// <param name="Depth">Number of changes, one inside the other.</param>
internal sealed record ChangedText(StringValue Inner, TextChange Change, int Depth);
