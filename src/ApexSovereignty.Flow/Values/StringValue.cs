using System.Collections.Immutable;
using System.Text;

namespace ApexSovereignty.Flow.Values;

/// <summary>One possible text, put together from parts; neighbouring fixed parts are joined. Immutable.</summary>
internal sealed class StringValue : IEquatable<StringValue>
{
    /// <summary>Longer texts are cut, with an unknown rest.</summary>
    public const int MaximumLength = 2000;

    private const int MaximumParts = 16;

    private readonly int hash;

    /// <summary>The first part that is the rest of many texts, or -1.</summary>
    private readonly int rest = -1;

    private StringValue(ImmutableArray<StringPart> parts, CodeLocation? carrier, TextGuard? guard = null)
    {
        Parts = parts;
        Carrier = carrier;
        Guard = guard;
        HasPath = guard is not null;
        DependsOnCaller = guard is { Test.DependsOnCaller: true };
        var code = new HashCode();
        code.Add(carrier is { } at ? at.Span.Start : -1);
        code.Add(guard is null ? 0 : guard.Test.hash);
        foreach (var part in parts)
        {
            code.Add(part.GetHashCode());
            HasPath |= part.HasPath;
            LacksOrigin |= part.LacksOrigin;
            DependsOnCaller |= part.Path is { Root: not PathRoot.Static } || part.Change is { Inner.DependsOnCaller: true };
        }

        hash = code.ToHashCode();
        for (var n = 0; n < parts.Length && rest < 0; n++)
            if (parts[n].IsRestOfMany) rest = n;
    }

    public ImmutableArray<StringPart> Parts { get; }

    /// <summary>The call that made it a request's endpoint, or null.</summary>
    public CodeLocation? Carrier { get; }

    /// <summary>The test on which it depends, or null.</summary>
    public TextGuard? Guard { get; }

    /// <summary>The text when all of it is fixed, otherwise null.</summary>
    public string? Exact => Parts.Length == 0 ? "" : Parts is [{ Text: { } text }] ? text : null;

    /// <summary>The fixed text at the start, maybe empty.</summary>
    public string Prefix => Parts is [{ Text: { } text }, ..] ? text : "";

    public bool HasPath { get; }

    /// <summary>Whether a caller may know more: static fields are the same for all.</summary>
    public bool DependsOnCaller { get; }

    /// <summary>Whether it is the common start of many texts.</summary>
    public bool IsPrefixOnly => rest >= 0 && rest == Parts.Length - 1;

    /// <summary>The parts before the rest of many texts, or all.</summary>
    public ReadOnlySpan<StringPart> Start => rest < 0 ? Parts.AsSpan() : Parts.AsSpan(0, rest);

    /// <summary>Whether a part does not say yet where it came about.</summary>
    public bool LacksOrigin { get; }

    /// <summary>The text whose parts came about here unless they say otherwise.</summary>
    public StringValue CameAbout(CodeLocation at) =>
        LacksOrigin ? new StringValue([.. Parts.Select(p => p.LacksOrigin ? p with { Origin = TextOrigin.Of(at, p.Text, p.Unknown) } : p)], Carrier, Guard) : this;

    /// <summary>The text as what was made of another: parts that do not say where they came about came about as that did.</summary>
    public StringValue MadeOf(StringValue other)
    {
        if (!LacksOrigin) return this;
        var origin = other.Parts.Aggregate((TextOrigin?)null, (joined, part) => TextOrigin.Join(joined, part.Origin));
        return origin is null ? this : new StringValue([.. Parts.Select(p => p.LacksOrigin ? p with { Origin = origin } : p)], Carrier, Guard);
    }

    public static StringValue Of(string text) => Of(StringPart.Of(text));

    public static StringValue Of(StringPart part) => part.Text is { } text && text.Length is 0 or > MaximumLength ? Create([part], null) : new StringValue([part], null);

    public StringValue WithCarrier(CodeLocation? carrier) => carrier == Carrier ? this : new StringValue(Parts, carrier, Guard);

    public StringValue WithGuard(TextGuard? guard) => guard is null && Guard is null ? this : new StringValue(Parts, Carrier, guard);

    /// <summary>Whether it is the common start of many texts, and the other text begins that way; such a text says no more.</summary>
    /// <remarks>
    /// Without this, texts that grow in a loop would never come to rest. A text that is unknown for another reason covers none:
    /// what one caller hands in does not hide what the others do. Nor does a text cover one that comes about where it does not.
    /// </remarks>
    public bool Covers(StringValue other)
    {
        if (!IsPrefixOnly || Carrier != other.Carrier || (Guard is not null && !Guard.Equals(other.Guard)) || Equals(other) || !TextStart.Begins(other, Start)) return false;
        return Parts[^1].MayBeMadeOf(other.Parts.AsSpan()[TextStart.SharedParts(Start)..])
            && (!other.IsPrefixOnly || !Start.SequenceEqual(other.Start) || Parts[^1].TellsMoreThan(other.Parts[^1]) || (Guard is null && Parts[^1].Equals(other.Parts[^1])));
    }

    /// <summary>Joins neighbouring fixed parts and keeps within bounds.</summary>
    public static StringValue Create(ReadOnlySpan<StringPart> parts, CodeLocation? carrier, TextGuard? guard = null) =>
        IsJoined(parts) ? new StringValue([.. parts], carrier, guard) : new StringValue(Join(parts), carrier, guard);

    private static bool IsJoined(ReadOnlySpan<StringPart> parts)
    {
        if (parts.Length > MaximumParts) return false;
        for (var n = 0; n < parts.Length; n++)
        {
            if (parts[n].Text is { } text && (text.Length is 0 or > MaximumLength || (n > 0 && parts[n - 1].Text is not null))) return false;
            if (n > 0 && parts[n].IsMoreOf(parts[n - 1])) return false;
        }

        return true;
    }

    private static ImmutableArray<StringPart> Join(ReadOnlySpan<StringPart> parts)
    {
        var result = ImmutableArray.CreateBuilder<StringPart>();
        var text = new StringBuilder();
        TextOrigin? origin = null;
        foreach (var part in parts)
        {
            if (part.Text is not null)
            {
                text.Append(part.Text);
                origin = TextOrigin.Join(origin, part.Origin);
                if (text.Length <= MaximumLength) continue;
                text.Length = MaximumLength;
                Flush();
                result.Add(StringPart.Because("the text is very long"));
                return result.ToImmutable();
            }

            Flush();
            if (result.Count > 0 && part.IsMoreOf(result[^1]))
            {
                var first = result[^1];
                result[^1] = (part.IsUserControlled ? part : first) with { Read = first.Read, Continues = true, Origin = TextOrigin.Join(first.Origin, part.Origin) };
                continue;
            }

            if (result.Count >= MaximumParts)
            {
                if (result[^1].Unknown is null) result.Add(StringPart.Because("the text has many parts"));
                return result.ToImmutable();
            }

            result.Add(part);
        }

        Flush();
        return result.ToImmutable();

        void Flush()
        {
            if (text.Length > 0) result.Add(StringPart.Of(text.ToString()) with { Origin = origin });
            text.Clear();
            origin = null;
        }
    }

    public bool Equals(StringValue? other) => other is not null && hash == other.hash && Carrier == other.Carrier && Equals(Guard, other.Guard) && HasSameParts(other);

    private bool HasSameParts(StringValue other)
    {
        if (Parts.Length != other.Parts.Length) return false;
        for (var n = 0; n < Parts.Length; n++)
            if (!Parts[n].Equals(other.Parts[n])) return false;
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as StringValue);

    public override int GetHashCode() => hash;

    public override string ToString() => string.Concat(Parts.Select(p => p.Text ?? (p.Path is { } path ? $"{{{path}}}" : p.Change is { } change ? $"{{{change.Change.Method} {change.Inner}}}" : "{?}")));
}
