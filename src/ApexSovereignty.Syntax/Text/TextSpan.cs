namespace ApexSovereignty.Text;

/// <summary>A range of UTF-16 code units in a source text.</summary>
/// <param name="Start">Zero-based first position.</param>
/// <param name="Length">Number of code units, zero or more.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The position behind the last code unit.</summary>
    public int End => Start + Length;

    /// <summary>A span from its first position and the position behind its last.</summary>
    public static TextSpan FromBounds(int start, int end) => new(start, Math.Max(0, end - start));

    /// <summary>Whether the position lies inside.</summary>
    public bool Contains(int position) => position >= Start && position < End;

    /// <summary>Whether the other span lies inside, its ends included.</summary>
    public bool Contains(TextSpan other) => other.Start >= Start && other.End <= End;
}
