namespace ApexSovereignty.Acceptance.Tests.Expectations;

/// <summary>What a mark in an Apex comment expects.</summary>
internal enum MarkKind
{
    /// <summary><c>Alert[SOV1001]</c>: a result of that rule on the line.</summary>
    Alert,

    /// <summary><c>Source</c>: the path of some result begins on the line.</summary>
    Source,

    /// <summary><c>Endpoint="https://…"</c>: that endpoint is seen on the line.</summary>
    Endpoint,
}

/// <summary>Whether a mark states what is right, or a fault that is known.</summary>
internal enum MarkFault
{
    /// <summary>It states what is right.</summary>
    None,

    /// <summary>The result is there and should not be.</summary>
    Spurious,

    /// <summary>What the mark expects should be there and is not.</summary>
    Missing,
}

/// <summary>A mark in a comment that begins with <c>// $</c>.</summary>
/// <param name="Path">The file, as results name it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Kind">What it expects.</param>
/// <param name="Rule">The rule of an alert, else empty.</param>
/// <param name="Text">Text that must show in the message, or the endpoint; null where the mark gives none.</param>
/// <param name="Fault">Whether it is a known fault.</param>
internal sealed record Mark(string Path, int Line, MarkKind Kind, string Rule, string? Text, MarkFault Fault)
{
    public override string ToString()
    {
        var tag = Kind == MarkKind.Alert ? $"Alert[{Rule}]" : Kind.ToString();
        var text = Text is null ? "" : $"=\"{Text}\"";
        return (Fault == MarkFault.None ? "" : Fault.ToString().ToUpperInvariant() + ": ") + tag + text;
    }
}

/// <summary>Something that is not as the marks say.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record Mismatch(string Path, int Line, string Message)
{
    public override string ToString() => FormattableString.Invariant($"{Path}:{Line}: {Message}");
}
