using System.Collections.Immutable;
using System.Text;

namespace ApexSovereignty.Flow.Values;

/// <summary>A part of a text: fixed, named by an access path at entry, made of such parts by a change, or unknown for a reason.</summary>
/// <param name="Text">Fixed text, or null.</param>
/// <param name="Path">The path whose text stands here, or null.</param>
/// <param name="Unknown">Why the text is not known, in words, or null.</param>
/// <param name="IsUserControlled">Whether somebody outside the project chooses the unknown text.</param>
/// <param name="Change">A change to a text that a caller knows, or null.</param>
internal readonly record struct StringPart(string? Text, AccessPath? Path, string? Unknown, bool IsUserControlled = false, ChangedText? Change = null)
{
    /// <summary>Changes of changes beyond this are not told apart.</summary>
    private const int MaximumChanges = 4;

    /// <summary>Whether a caller may know more.</summary>
    public bool HasPath => Path is not null || Change is not null;

    /// <summary>The field of a record that the unknown text was read from, or null.</summary>
    public SourceField? Read { get; init; }

    public static StringPart Of(string text) => new(text, null, null);

    public static StringPart Of(AccessPath path) => new(null, path, null);

    public static StringPart Because(string reason) => new(null, null, reason);

    public static StringPart ChosenOutside(string reason) => new(null, null, reason, IsUserControlled: true);

    /// <summary>A text made of parts: told later where a caller may know them, else unknown for their reason rather than for the change's.</summary>
    public static StringPart Changed(IReadOnlyList<StringPart> parts, TextChange change)
    {
        var depth = 0;
        foreach (var part in parts)
            if (part.HasPath) depth = Math.Max(depth, 1 + (part.Change?.Depth ?? 0));
        if (depth is > 0 and <= MaximumChanges) return new StringPart(null, null, null, Change: new ChangedText(StringValue.Create(parts, null), change, depth));
        var reason = change.Reason;
        foreach (var part in parts)
        {
            if (part.IsUserControlled) return part;
            if (part.Unknown is { } why && reason == change.Reason) reason = why;
        }

        return Because(reason);
    }
}

/// <summary>A change to a text that a caller knows.</summary>
/// <param name="Inner">The text before.</param>
/// <param name="Change">What is made of it.</param>
/// <param name="Depth">Number of changes, one inside the other.</param>
internal sealed record ChangedText(StringValue Inner, TextChange Change, int Depth);

/// <summary>A test of a text that decides whether another text comes about: <c>base.endsWith('/') ? base : base + '/'</c>.</summary>
/// <param name="Test">The test's result as a text.</param>
/// <param name="Expected"><c>true</c> or <c>false</c>.</param>
internal sealed record TextGuard(StringValue Test, string Expected);

/// <summary>One possible text, put together from parts; neighbouring fixed parts are joined. Immutable.</summary>
internal sealed class StringValue : IEquatable<StringValue>
{
    /// <summary>Longer texts are cut, with an unknown rest.</summary>
    public const int MaximumLength = 2000;

    private const int MaximumParts = 16;

    private readonly int hash;

    private StringValue(ImmutableArray<StringPart> parts, CodeLocation? carrier, TextGuard? guard = null)
    {
        Parts = parts;
        Carrier = carrier;
        Guard = guard;
        var code = new HashCode();
        code.Add(carrier);
        code.Add(guard);
        foreach (var part in parts) code.Add(part);
        hash = code.ToHashCode();
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

    public bool HasPath
    {
        get
        {
            foreach (var part in Parts)
                if (part.HasPath) return true;
            return Guard is not null;
        }
    }

    /// <summary>Whether a caller may know more: static fields are the same for all.</summary>
    public bool DependsOnCaller
    {
        get
        {
            foreach (var part in Parts)
                if (part.Path is { Root: not PathRoot.Static } || part.Change is { Inner.DependsOnCaller: true }) return true;
            return Guard is { Test.DependsOnCaller: true };
        }
    }

    public static StringValue Of(string text) => Create([StringPart.Of(text)], null);

    public static StringValue Of(StringPart part) => Create([part], null);

    public StringValue WithCarrier(CodeLocation? carrier) => carrier == Carrier ? this : new StringValue(Parts, carrier, Guard);

    public StringValue WithGuard(TextGuard? guard) => guard is null && Guard is null ? this : new StringValue(Parts, Carrier, guard);

    /// <summary>Whether it is the common start of many texts, and the other text begins that way; such a text says no more.</summary>
    /// <remarks>
    /// Without this, texts that grow in a loop would never come to rest. A text that is unknown for another reason covers none:
    /// what one caller hands in does not hide what the others do.
    /// </remarks>
    public bool Covers(StringValue other) =>
        Carrier == other.Carrier && !Equals(other)
        && IsPrefixOnly
        && other.Prefix.StartsWith(Prefix, StringComparison.Ordinal)
        && (!other.IsPrefixOnly || other.Prefix.Length > Prefix.Length);

    private bool IsPrefixOnly => Parts is [{ Unknown: StringSet.ManyTexts or StringSet.GrowingText }] or [{ Text: not null }, { Unknown: StringSet.ManyTexts or StringSet.GrowingText }];

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

    public bool Equals(StringValue? other) => other is not null && hash == other.hash && Carrier == other.Carrier && Equals(Guard, other.Guard) && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as StringValue);

    public override int GetHashCode() => hash;

    public override string ToString() => string.Concat(Parts.Select(p => p.Text ?? (p.Path is { } path ? $"{{{path}}}" : p.Change is { } change ? $"{{{change.Change.Method} {change.Inner}}}" : "{?}")));
}

/// <summary>The texts a string may have: none known to be needed, some, or unknown for a reason. Immutable.</summary>
internal sealed class StringSet : IEquatable<StringSet>
{
    /// <summary>More texts than this are taken together as their common start.</summary>
    public const int MaximumCount = 32;

    /// <summary>Texts that methods put together in a circle are taken together above this number.</summary>
    public const int MaximumCountOfCircle = 8;

    /// <summary>The reason of texts that were taken together because they were too many.</summary>
    public const string ManyTexts = "there are many possible texts";

    /// <summary>The reason of texts that grow in a loop.</summary>
    public const string GrowingText = "the text is put together in a loop";

    private const int PartsBeforeJoining = 64;

    private const int MaximumPathsOfRest = 4;

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
        return distinct.Count <= MaximumCount ? new StringSet([.. distinct]) : Widen(distinct, ManyTexts);
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

        // A text that the others continue stays beside them: base, base + '/' and more.
        var whole = values.FirstOrDefault(v => v.Exact == prefix);
        var longer = whole is null ? [] : values.Where(v => v.Exact != prefix).ToList();
        if (longer.Count == 0 || longer.Exists(v => v.Prefix.Length == prefix.Length)) return new StringSet([StringValue.Create([StringPart.Of(prefix), RestOf(values, reason)], carrier)]);
        return new StringSet([whole!, .. Widen(longer, reason).Values]);
    }

    /// <summary>What follows the common start: chosen outside where any text is, else for callers to tell.</summary>
    private static StringPart RestOf(IReadOnlyList<StringValue> values, string reason)
    {
        var paths = new List<AccessPath>();
        foreach (var value in values)
            if (AddPaths(value, paths) is { } chosen) return chosen;
        if (paths.Count == 0) return StringPart.Because(reason);
        paths.Sort((a, b) => a.Order.CompareTo(b.Order));
        return StringPart.Changed([.. paths.Take(MaximumPathsOfRest).Select(StringPart.Of)], new TextChange("joined", reason));
    }

    private static StringPart? AddPaths(StringValue value, List<AccessPath> paths)
    {
        foreach (var part in value.Parts)
        {
            if (part.IsUserControlled) return part;
            if (part.Path is { } path && !paths.Contains(path)) paths.Add(path);
            if (part.Change is { } change && AddPaths(change.Inner, paths) is { } chosen) return chosen;
        }

        return null;
    }

    /// <summary>Texts put together in an order that is not known.</summary>
    public static StringSet Joined(IReadOnlyList<StringSet> texts, string reason) =>
        new([StringValue.Create([RestOf([.. texts.SelectMany(t => t.Values)], reason)], null)]);

    /// <summary>Texts put one behind the other.</summary>
    public static StringSet Concat(IReadOnlyList<StringSet> parts)
    {
        var results = new List<(ImmutableArray<StringPart> Parts, TextGuard? Guard)> { (ImmutableArray<StringPart>.Empty, null) };
        foreach (var part in parts)
        {
            var next = new List<(ImmutableArray<StringPart> Parts, TextGuard? Guard)>();
            if (part.IsNone)
            {
                foreach (var result in results) next.Add((result.Parts.Add(StringPart.Because("part of the text is not known")), result.Guard));
            }
            else if (results.Count * part.Values.Length > MaximumCount)
            {
                foreach (var result in results)
                    foreach (var widened in Widen(part.Values, ManyTexts).Values.Take(1)) next.Add((result.Parts.AddRange(widened.Parts), result.Guard));
            }
            else
            {
                foreach (var result in results)
                    foreach (var value in part.Values)
                        if (!Excludes(result.Guard, value.Guard)) next.Add((result.Parts.AddRange(value.Parts), result.Guard ?? value.Guard));
            }

            // Long chains are brought within bounds on the way, so that their cost stays linear.
            results = next.Count > 0 && next[0].Parts.Length > PartsBeforeJoining ? next.ConvertAll(r => (StringValue.Create(r.Parts, null).Parts, r.Guard)) : next;
        }

        return From(results.Select(r => StringValue.Create(r.Parts, null).WithGuard(r.Guard)));
    }

    /// <summary>Whether two tests of one text cannot both come out: that it is one name, and that it is another.</summary>
    private static bool Excludes(TextGuard? left, TextGuard? right)
    {
        if (left is null || right is null) return false;
        if (left.Test.Equals(right.Test)) return left.Expected != right.Expected;
        return left.Expected == "true" && right.Expected == "true"
            && left.Test.Parts is [{ Change: { Change: { Method: "equalsignorecase", First: { } one }, Inner: var tested } }]
            && right.Test.Parts is [{ Change: { Change: { Method: "equalsignorecase", First: { } other }, Inner: var alsoTested } }]
            && tested.Equals(alsoTested) && !one.Equals(other, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Applies a change to every text.</summary>
    public StringSet Map(TextChange change) => IsNone ? None : From(Values.Select(v => change.Apply(v).WithGuard(v.Guard)));

    /// <summary>The texts as they come about where a test has a result.</summary>
    public StringSet Where(StringValue test, string expected)
    {
        if (IsNone || test.Exact is { } known && known == expected) return this;
        return test.Exact is not null ? None : !test.HasPath ? this : From(Values.Select(v => v.Guard is null ? v.WithGuard(new TextGuard(test, expected)) : v));
    }

    /// <summary>These texts and those of an earlier round, taken together where they grow too many.</summary>
    public StringSet Growing(StringSet before)
    {
        var all = before.Union(this);
        return all.Values.Length <= MaximumCountOfCircle || all.Equals(this) ? all : Widen(all.Values, ManyTexts);
    }

    /// <summary>Puts texts in place of the paths, and makes the changes that were left.</summary>
    public StringSet Bind(Func<AccessPath, StringSet> read)
    {
        if (!HasPath) return this;
        var result = None;
        List<StringValue>? missing = null;
        foreach (var value in Values)
        {
            if (HasNothing(value, read)) (missing ??= []).Add(value);
            else result = result.Union(Bind(value, read));
        }

        // A field that was never set is null: what would be put together of it is asked for only where there is nothing else.
        if (missing is not null && result.IsNone)
            foreach (var value in missing) result = result.Union(Bind(value, read));
        return result;
    }

    private static bool HasNothing(StringValue value, Func<AccessPath, StringSet> read)
    {
        if (value.Parts.Length < 2) return false;
        foreach (var part in value.Parts)
            if (part.Path is { } path && read(path).IsNone) return true;
        return false;
    }

    private static StringSet Bind(StringValue value, Func<AccessPath, StringSet> read)
    {
        var found = new StringSet([value]);
        if (!value.HasPath) return found;
        TextGuard? guard = null;
        if (value.Guard is { } given)
        {
            var tests = Bind(given.Test, read);
            if (!tests.IsNone && tests.Values.All(t => t.Exact is { } exact && exact != given.Expected)) return None;
            if (tests.Values is [{ HasPath: true } test]) guard = new TextGuard(test, given.Expected);
        }

        if (FindStart(value.Guard) is { } known && value.Parts.Any(p => p.Path == known.Path))
        {
            // Where it is tested to begin with a text, that much of it is known whoever chooses the rest.
            found = From(Concat([.. value.Parts.Select(p => p.Path == known.Path ? StartingWith(known.Start, read(known.Path)) : Bind(p, read))]).Values.Select(v => v.WithCarrier(value.Carrier).WithGuard(v.Guard ?? guard)));
        }
        else if (value.Parts is [{ Path: { } whole }]) found = From(read(whole).Values.Select(v => guard is null ? v.WithCarrier(value.Carrier ?? v.Carrier) : v.WithCarrier(value.Carrier ?? v.Carrier).WithGuard(guard)));
        else found = From(Concat([.. value.Parts.Select(p => Bind(p, read))]).Values.Select(v => v.WithCarrier(value.Carrier).WithGuard(v.Guard ?? guard)));
        return found;
    }

    private static (AccessPath Path, string Start)? FindStart(TextGuard? guard) =>
        guard is { Expected: "true", Test.Parts: [{ Change: { Change: { Method: "startswith", First: { } start }, Inner.Parts: [{ Path: { } path }] } }] } ? (path, start) : null;

    private static StringSet StartingWith(string start, StringSet values)
    {
        if (values.IsNone) return values;
        return From(values.Values.Select(v => v.Parts is [{ Unknown: not null }, ..] ? StringValue.Create([StringPart.Of(start), .. v.Parts], v.Carrier) : v));
    }

    private static StringSet Bind(StringPart part, Func<AccessPath, StringSet> read)
    {
        if (part.Path is { } path) return read(path);
        if (part.Change is not { } change) return new StringSet([StringValue.Of(part)]);
        var inner = Bind(change.Inner, read);
        return inner.IsNone ? Unknown(change.Change.Reason) : inner.Map(change.Change);
    }

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
