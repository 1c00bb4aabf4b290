using System.Collections.Immutable;
using System.Text;

namespace ApexSovereignty.Flow.Values;

/// <summary>A part of a text: fixed, named by an access path at entry, or unknown for a reason.</summary>
/// <param name="Text">Fixed text, or null.</param>
/// <param name="Path">The path whose text stands here, or null.</param>
/// <param name="Unknown">Why the text is not known, in words, or null.</param>
/// <param name="IsUserControlled">Whether somebody outside the project chooses the unknown text.</param>
internal readonly record struct StringPart(string? Text, AccessPath? Path, string? Unknown, bool IsUserControlled = false)
{
    /// <summary>The field of a record that the unknown text was read from, or null.</summary>
    public SourceField? Read { get; init; }

    public static StringPart Of(string text) => new(text, null, null);

    public static StringPart Of(AccessPath path) => new(null, path, null);

    public static StringPart Because(string reason) => new(null, null, reason);

    public static StringPart ChosenOutside(string reason) => new(null, null, reason, IsUserControlled: true);
}

/// <summary>One possible text, put together from parts; neighbouring fixed parts are joined. Immutable.</summary>
internal sealed class StringValue : IEquatable<StringValue>
{
    /// <summary>Longer texts are cut, with an unknown rest.</summary>
    public const int MaximumLength = 2000;

    private const int MaximumParts = 16;

    private readonly int hash;

    private StringValue(ImmutableArray<StringPart> parts, CodeLocation? carrier)
    {
        Parts = parts;
        Carrier = carrier;
        var code = new HashCode();
        code.Add(carrier);
        foreach (var part in parts) code.Add(part);
        hash = code.ToHashCode();
    }

    public ImmutableArray<StringPart> Parts { get; }

    /// <summary>The call that made it a request's endpoint, or null.</summary>
    public CodeLocation? Carrier { get; }

    /// <summary>The text when all of it is fixed, otherwise null.</summary>
    public string? Exact => Parts.Length == 0 ? "" : Parts is [{ Text: { } text }] ? text : null;

    /// <summary>The fixed text at the start, maybe empty.</summary>
    public string Prefix => Parts is [{ Text: { } text }, ..] ? text : "";

    public bool HasPath
    {
        get
        {
            foreach (var part in Parts)
                if (part.Path is not null) return true;
            return false;
        }
    }

    /// <summary>Whether a caller may know more: static fields are the same for all.</summary>
    public bool DependsOnCaller
    {
        get
        {
            foreach (var part in Parts)
                if (part.Path is { Root: not PathRoot.Static }) return true;
            return false;
        }
    }

    public static StringValue Of(string text) => Create([StringPart.Of(text)], null);

    public static StringValue Of(StringPart part) => Create([part], null);

    public StringValue WithCarrier(CodeLocation? carrier) => carrier == Carrier ? this : new StringValue(Parts, carrier);

    /// <summary>Whether it is a fixed start with an unknown rest, and the other text begins that way; such a text says no more.</summary>
    /// <remarks>Without this, texts that grow in a loop would never come to rest.</remarks>
    public bool Covers(StringValue other) =>
        Carrier == other.Carrier && !Equals(other)
        && IsPrefixOnly
        && other.Prefix.StartsWith(Prefix, StringComparison.Ordinal)
        && (!other.IsPrefixOnly || other.Prefix.Length > Prefix.Length);

    private bool IsPrefixOnly => Parts is [{ Unknown: not null }] or [{ Text: not null }, { Unknown: not null }];

    /// <summary>Joins neighbouring fixed parts and keeps within bounds.</summary>
    public static StringValue Create(IEnumerable<StringPart> parts, CodeLocation? carrier)
    {
        var result = ImmutableArray.CreateBuilder<StringPart>();
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Text is not null)
            {
                text.Append(part.Text);
                if (text.Length <= MaximumLength) continue;
                text.Length = MaximumLength;
                Flush();
                result.Add(StringPart.Because("the text is very long"));
                return new StringValue(result.ToImmutable(), carrier);
            }

            Flush();
            if (result.Count > 0 && part.Unknown is not null && result[^1].Unknown is not null)
            {
                if (part.IsUserControlled) result[^1] = part;
                continue;
            }

            if (result.Count >= MaximumParts)
            {
                if (result[^1].Unknown is null) result.Add(StringPart.Because("the text has many parts"));
                return new StringValue(result.ToImmutable(), carrier);
            }

            result.Add(part);
        }

        Flush();
        return new StringValue(result.ToImmutable(), carrier);

        void Flush()
        {
            if (text.Length > 0) result.Add(StringPart.Of(text.ToString()));
            text.Clear();
        }
    }

    public bool Equals(StringValue? other) => other is not null && hash == other.hash && Carrier == other.Carrier && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as StringValue);

    public override int GetHashCode() => hash;

    public override string ToString() => string.Concat(Parts.Select(p => p.Text ?? (p.Path is { } path ? $"{{{path}}}" : "{?}")));
}

/// <summary>The texts a string may have: none known to be needed, up to eight, or unknown for a reason. Immutable.</summary>
internal sealed class StringSet : IEquatable<StringSet>
{
    /// <summary>More texts than this are taken together as their common start.</summary>
    public const int MaximumCount = 8;

    private const int PartsBeforeJoining = 64;

    private StringSet(ImmutableArray<StringValue> values) => Values = values;

    /// <summary>Not a string, or no value yet.</summary>
    public static StringSet None { get; } = new([]);

    public ImmutableArray<StringValue> Values { get; }

    public bool IsNone => Values.IsEmpty;

    public bool HasPath
    {
        get
        {
            foreach (var value in Values)
                if (value.HasPath) return true;
            return false;
        }
    }

    /// <summary>Whether a caller may know more: static fields are the same for all.</summary>
    public bool DependsOnCaller
    {
        get
        {
            foreach (var value in Values)
                if (value.DependsOnCaller) return true;
            return false;
        }
    }

    public static StringSet Of(string text) => new([StringValue.Of(text)]);

    public static StringSet Of(AccessPath path) => new([StringValue.Of(StringPart.Of(path))]);

    public static StringSet Unknown(string reason) => new([StringValue.Of(StringPart.Because(reason))]);

    /// <summary>The text of a field of a record: not known, but told apart from other texts.</summary>
    public static StringSet ReadFrom(SourceField field) => new([StringValue.Of(StringPart.Because($"it is read from {field.DisplayName}") with { Read = field })]);

    public static StringSet ChosenOutside(string reason) => new([StringValue.Of(StringPart.ChosenOutside(reason))]);

    public static StringSet From(IEnumerable<StringValue> values)
    {
        var distinct = new List<StringValue>();
        foreach (var value in values)
            if (!distinct.Contains(value)) distinct.Add(value);
        if (distinct.Count == 0) return None;
        if (distinct.Count > 1) distinct.RemoveAll(v => distinct.Exists(o => !ReferenceEquals(o, v) && o.Covers(v)));
        return distinct.Count <= MaximumCount ? new StringSet([.. distinct]) : Widen(distinct, "there are many possible texts");
    }

    public StringSet Union(StringSet other)
    {
        if (ReferenceEquals(this, other) || other.IsNone) return this;
        if (IsNone) return other;
        var all = true;
        foreach (var value in other.Values) all &= Values.Contains(value);
        return all ? this : From(Values.Concat(other.Values));
    }

    /// <summary>The common start of all, and an unknown rest.</summary>
    public static StringSet Widen(IReadOnlyList<StringValue> values, string reason)
    {
        var prefix = values[0].Prefix;
        var carrier = values[0].Carrier;
        foreach (var value in values)
        {
            var length = 0;
            var other = value.Prefix;
            while (length < prefix.Length && length < other.Length && prefix[length] == other[length]) length++;
            prefix = prefix[..length];
        }

        return new StringSet([StringValue.Create([StringPart.Of(prefix), StringPart.Because(reason)], carrier)]);
    }

    /// <summary>Texts put one behind the other.</summary>
    public static StringSet Concat(IReadOnlyList<StringSet> parts)
    {
        var results = new List<ImmutableArray<StringPart>> { ImmutableArray<StringPart>.Empty };
        foreach (var part in parts)
        {
            var next = new List<ImmutableArray<StringPart>>();
            if (part.IsNone)
            {
                foreach (var result in results) next.Add(result.Add(StringPart.Because("part of the text is not known")));
            }
            else if (results.Count * part.Values.Length > MaximumCount)
            {
                var widened = Widen(part.Values, "there are many possible texts").Values[0].Parts;
                foreach (var result in results) next.Add(result.AddRange(widened));
            }
            else
            {
                foreach (var result in results)
                    foreach (var value in part.Values) next.Add(result.AddRange(value.Parts));
            }

            // Long chains are brought within bounds on the way, so that their cost stays linear.
            results = next[0].Length > PartsBeforeJoining ? next.ConvertAll(r => StringValue.Create(r, null).Parts) : next;
        }

        return From(results.Select(r => StringValue.Create(r, null)));
    }

    /// <summary>Applies a change to every fixed text; others keep nothing but the reason.</summary>
    public StringSet Map(Func<string, string> change, string reason) =>
        IsNone ? None : From(Values.Select(v => v.Exact is { } text ? StringValue.Of(change(text)) : StringValue.Of(StringPart.Because(reason) with { Read = v.Parts is [{ Read: { } field }] ? field : null })));

    public StringSet WithCarrier(CodeLocation carrier) => IsNone ? this : new StringSet([.. Values.Select(v => v.WithCarrier(carrier))]);

    public bool Equals(StringSet? other)
    {
        if (other is null || Values.Length != other.Values.Length) return false;
        foreach (var value in Values)
            if (!other.Values.Contains(value)) return false;
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as StringSet);

    public override int GetHashCode() => Values.Length;
}
