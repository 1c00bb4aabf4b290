namespace ApexSovereignty.Flow.Values;

/// <summary>
/// Where a piece of a text came about, and the pieces before it in the same part. No part of a fact, as a <see cref="Trace"/> is
/// none: two texts from different places are equal.
/// </summary>
internal sealed class TextOrigin
{
    /// <summary>More pieces of one part are not followed.</summary>
    private const int MaximumPieces = 12;

    private readonly TextOrigin? before;
    private readonly int count;

    private TextOrigin(TextOrigin? before, CodeLocation at, string? text, string? reason)
    {
        this.before = before;
        At = at;
        Text = text;
        Reason = reason;
        count = 1 + (before?.count ?? 0);
    }

    /// <summary>The place.</summary>
    public CodeLocation At { get; }

    /// <summary>The piece, or null where it is not known.</summary>
    public string? Text { get; }

    /// <summary>Why it is not known, in words, or null.</summary>
    public string? Reason { get; }

    public static TextOrigin Of(CodeLocation at, string? text, string? reason) => new(null, at, text, reason);

    /// <summary>The pieces of a part and those of the part that was joined to it.</summary>
    public static TextOrigin? Join(TextOrigin? first, TextOrigin? second)
    {
        if (first is null || second is null || ReferenceEquals(first, second)) return first ?? second;
        var joined = first;
        foreach (var piece in second.Pieces())
            if (joined.count < MaximumPieces) joined = new TextOrigin(joined, piece.At, piece.Text, piece.Reason);
        return joined;
    }

    /// <summary>The pieces in the order of the text.</summary>
    public IEnumerable<TextOrigin> Pieces()
    {
        var pieces = new Stack<TextOrigin>(count);
        for (var piece = this; piece is not null; piece = piece.before) pieces.Push(piece);
        return pieces;
    }
}
