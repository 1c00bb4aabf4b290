using System.Collections.Immutable;

namespace ApexSovereignty.Flow.Values;

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

    /// <summary>Beginnings that are kept apart where texts are taken together.</summary>
    private const int MaximumHeads = 4;

    private const int PartsBeforeJoining = 64;

    /// <summary>Paths that the rest of many texts names.</summary>
    public const int MaximumPathsOfRest = 4;

    private StringSet(ImmutableArray<StringValue> values)
    {
        Values = values;
        foreach (var value in values)
        {
            HasPath |= value.HasPath;
            DependsOnCaller |= value.DependsOnCaller;
            LacksOrigin |= value.LacksOrigin;
        }
    }

    /// <summary>Not a string, or no value yet.</summary>
    public static StringSet None { get; } = new([]);

    public ImmutableArray<StringValue> Values { get; }

    public bool IsNone => Values.IsEmpty;

    public bool HasPath { get; }

    /// <summary>Whether a caller may know more: static fields are the same for all.</summary>
    public bool DependsOnCaller { get; }

    /// <summary>Whether a text does not say yet where it came about.</summary>
    public bool LacksOrigin { get; }

    /// <summary>The texts that came about here unless they say otherwise.</summary>
    public StringSet CameAbout(CodeLocation at) => LacksOrigin ? new([.. Values.Select(v => v.CameAbout(at))]) : this;

    /// <summary>The path behind which a caller finds this text, where there is just one and it may serve as a key; otherwise null.</summary>
    public AccessPath? KeyOfCaller =>
        Values is [{ Guard: null, Parts: [{ Path: { Root: PathRoot.Parameter, KeyNesting: < AccessPath.MaximumKeyNesting } path }] }] ? path : null;

    public static StringSet Of(string text) => new([StringValue.Of(text)]);

    public static StringSet Of(AccessPath path) => path.Text ??= new([StringValue.Of(StringPart.Of(path))]);

    public static StringSet Unknown(string reason) => new([StringValue.Of(StringPart.Because(reason))]);

    /// <summary>The text of a field of a record: not known, but told apart from other texts.</summary>
    public static StringSet ReadFrom(SourceField field) => new([StringValue.Of(StringPart.Because($"it is read from {field.DisplayName}") with { Read = field })]);

    public static StringSet ChosenOutside(string reason) => new([StringValue.Of(StringPart.ChosenOutside(reason))]);

    public static StringSet From(IEnumerable<StringValue> values)
    {
        var distinct = new List<StringValue>();
        HashSet<StringValue>? known = null;
        foreach (var value in values)
        {
            if (known is null && distinct.Count > MaximumCount) known = [.. distinct];
            if (known is null) AddNew(distinct, value);
            else if (known.Add(value)) distinct.Add(value);
        }

        return OfDistinct(distinct);
    }

    public StringSet Union(StringSet other)
    {
        if (ReferenceEquals(this, other) || other.IsNone) return this;
        if (IsNone) return other;
        List<StringValue>? all = null;
        foreach (var value in other.Values)
        {
            if (Has(Values.AsSpan(), value)) continue;
            all ??= [.. Values];
            all.Add(value);
        }

        return all is null ? this : all.Count == other.Values.Length ? other : OfDistinct(all);
    }

    private static void AddNew(List<StringValue> values, StringValue value)
    {
        if (!Has(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values), value)) values.Add(value);
    }

    private static bool Has(ReadOnlySpan<StringValue> values, StringValue value)
    {
        foreach (var known in values)
            if (ReferenceEquals(known, value) || known.Equals(value)) return true;
        return false;
    }

    /// <summary>Texts no two of which are equal, without those that the start of many covers.</summary>
    private static StringSet OfDistinct(List<StringValue> values)
    {
        if (values.Count == 0) return None;
        if (values.Count > 1 && values.FindAll(static v => v.IsPrefixOnly) is { Count: > 0 } starts) values.RemoveAll(v => starts.Exists(s => s.Covers(v)));
        if (values.Count > 1) QueryText.RemoveCovered(values);
        return values.Count <= MaximumCount ? new StringSet([.. values]) : WidenAll(values, ManyTexts);
    }

    /// <summary>What all begin with, and an unknown rest; texts that lead to a few different hosts or begin with different parts are kept apart.</summary>
    public static StringSet Widen(IReadOnlyList<StringValue> values, string reason)
    {
        if (values.Any(v => v.Start.IsEmpty)) return WidenTogether(values, reason);
        var heads = values.Distinct().GroupBy(TextStart.HeadOf).Select(h => h.ToList()).ToList();
        // What begins in any way covers all others, and tells less of them than their common rest.
        if (heads.Count is 1 or > MaximumHeads || heads.Exists(h => TextStart.Of(h).IsEmpty)) return WidenTogether(values, reason);
        return new StringSet([.. heads.SelectMany(h => h.Count == 1 ? h : WidenTogether(h, reason).Values.AsEnumerable())]);
    }

    private static StringSet WidenTogether(IReadOnlyList<StringValue> values, string reason)
    {
        var start = TextStart.Of(values);

        // A text that the others continue stays beside them: base, base + '/' and more.
        var whole = values.FirstOrDefault(IsWhole);
        var longer = whole is null ? [] : values.Where(v => !IsWhole(v)).ToList();
        if (longer.Count == 0 || TextStart.Of(longer).AsSpan().SequenceEqual(start.AsSpan())) return new StringSet([Widened(values, start, reason)]);
        return new StringSet([whole!, .. WidenTogether(longer, reason).Values]);

        bool IsWhole(StringValue value) => value.Parts.AsSpan().SequenceEqual(start.AsSpan());
    }

    private static StringValue Widened(IReadOnlyList<StringValue> values, ImmutableArray<StringPart> start, string reason)
    {
        var shared = TextStart.SharedParts(start.AsSpan());
        return StringValue.Create([.. start, RestOf(values.Select(v => v.Parts.AsMemory()[shared..]), reason)], values[0].Carrier);
    }

    /// <summary>Many texts taken together: queries by the object that they name, any other by what they begin with.</summary>
    public static StringSet WidenAll(IReadOnlyList<StringValue> values, string reason) => OfQueries(values, reason) ?? Widen(values, reason);

    /// <summary>Of many queries one for each object that they name is kept; null where some text is none, or names no object yet.</summary>
    private static StringSet? OfQueries(IReadOnlyList<StringValue> values, string reason)
    {
        var clauses = new List<StringValue>();
        foreach (var value in values)
        {
            if (!QueryText.IsQuery(value) || QueryText.Clause(value) is not { } clause) return null;
            if (clauses.Contains(clause)) continue;
            if (clauses.Count == MaximumCountOfCircle) return null;
            clauses.Add(clause);
        }

        return new StringSet([.. clauses.Select(c => QueryText.AnyOf(c, reason))]);
    }

    /// <summary>The common start of these texts and others, and nothing of what follows.</summary>
    public StringSet StartWith(StringSet other)
    {
        var start = Values[0].Prefix;
        foreach (var value in Values) start = CommonStart(start, value.Prefix);
        foreach (var value in other.Values) start = CommonStart(start, value.Prefix);
        return new StringSet([StringValue.Create([StringPart.Of(start), StringPart.Because(ManyTexts)], null)]);
    }

    private static string CommonStart(string left, string right) => left[..left.AsSpan().CommonPrefixLength(right)];

    /// <summary>What follows the common start: chosen outside where any text is, and for callers to tell.</summary>
    public static StringPart RestOf(IEnumerable<ReadOnlyMemory<StringPart>> texts, string reason)
    {
        var paths = new List<AccessPath>();
        StringPart? chosen = null;
        string? cause = null;
        foreach (var parts in texts)
        {
            AddPaths(parts.Span, paths, ref chosen);
            foreach (var part in parts.Span)
                if ((part.IsRestOfMany ? part.Cause : part.Unknown) is { } why && (cause is null || string.CompareOrdinal(why, cause) < 0)) cause = why;
        }

        if (paths.Count == 0) return chosen ?? StringPart.Because(reason) with { Cause = cause };
        paths.Sort((a, b) => a.Order.CompareTo(b.Order));
        var named = paths.Take(MaximumPathsOfRest).Select(StringPart.Of);
        return StringPart.Changed([.. chosen is null ? named : named.Prepend(chosen)], new TextChange(TextChange.Joined, reason));
    }

    private static void AddPaths(ReadOnlySpan<StringPart> parts, List<AccessPath> paths, ref StringPart? chosen)
    {
        foreach (var part in parts)
        {
            if (part.IsUserControlled) chosen ??= part;
            if (part.Path is { } path && !paths.Contains(path)) paths.Add(path);
            if (part.Change is { } change) AddPaths(change.Inner.Parts.AsSpan(), paths, ref chosen);
        }
    }

    /// <summary>Texts put together in an order that is not known.</summary>
    public static StringSet Joined(IReadOnlyList<StringSet> texts, string reason) =>
        new([StringValue.Create([RestOf(texts.SelectMany(t => t.Values).Select(v => v.Parts.AsMemory()), reason)], null)]);

    /// <summary>Texts put one behind the other.</summary>
    public static StringSet Concat(ReadOnlySpan<StringSet> parts)
    {
        var values = new List<StringValue>();
        AddConcatenated(values, parts, null, null);
        return OfDistinct(values);
    }

    /// <summary>Adds texts put one behind the other, with the carrier given and, where they have none of their own, the guard given.</summary>
    private static void AddConcatenated(List<StringValue> values, ReadOnlySpan<StringSet> parts, CodeLocation? carrier, TextGuard? guard)
    {
        var results = new List<(List<StringPart> Parts, TextGuard? Guard)> { (new(parts.Length * 2), null) };
        foreach (var part in parts)
        {
            if (part.IsNone)
            {
                foreach (var result in results) result.Parts.Add(StringPart.Because("part of the text is not known"));
            }
            else if (results.Count * part.Values.Length > MaximumCount)
            {
                var widened = Widened(part.Values, TextStart.Of(part.Values), ManyTexts);
                foreach (var result in results) result.Parts.AddRange(widened.Parts.AsSpan());
            }
            else if (part.Values is [{ Guard: null } only])
            {
                foreach (var result in results) result.Parts.AddRange(only.Parts.AsSpan());
            }
            else
            {
                var next = new List<(List<StringPart> Parts, TextGuard? Guard)>(results.Count * part.Values.Length);
                foreach (var result in results)
                    foreach (var value in part.Values)
                        if (!Excludes(result.Guard, value.Guard)) next.Add(([.. result.Parts, .. value.Parts.AsSpan()], result.Guard ?? value.Guard));
                results = next;
            }

            // Long chains are brought within bounds on the way, so that their cost stays linear.
            if (results.Count > 0 && results[0].Parts.Count > PartsBeforeJoining) results = results.ConvertAll(r => (new List<StringPart>(StringValue.Create(AsSpan(r.Parts), null).Parts), r.Guard));
        }

        foreach (var (joined, own) in results) AddNew(values, StringValue.Create(AsSpan(joined), carrier, own ?? guard));
    }

    private static Span<StringPart> AsSpan(List<StringPart> parts) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(parts);

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
    public StringSet Map(TextChange change) => IsNone ? None : From(Values.Select(v => change.Apply(v).MadeOf(v).WithGuard(v.Guard)));

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
        return all.Values.Length <= MaximumCountOfCircle || before.IsNone || all.Equals(before) ? all : WidenAll(all.Values, ManyTexts);
    }

    /// <summary>Puts texts in place of the paths, and makes the changes that were left.</summary>
    public StringSet Bind(Func<AccessPath, StringSet> read)
    {
        if (!HasPath) return this;
        var values = new List<StringValue>(Values.Length);
        List<StringValue>? missing = null;
        foreach (var value in Values)
        {
            if (HasNothing(value, read)) (missing ??= []).Add(value);
            else AddBound(values, value, read);
        }

        // A field that was never set is null: what would be put together of it is asked for only where there is nothing else.
        if (missing is not null && values.Count == 0)
            foreach (var value in missing) AddBound(values, value, read);
        return OfDistinct(values);
    }

    private static bool HasNothing(StringValue value, Func<AccessPath, StringSet> read)
    {
        foreach (var part in value.Parts)
            if (part.Path is { } path ? value.Parts.Length > 1 && read(path).IsNone : part.Change is { } change && HasNothing(change.Inner, read)) return true;
        return false;
    }

    private static StringSet Bind(StringValue value, Func<AccessPath, StringSet> read)
    {
        if (!value.HasPath) return new StringSet([value]);
        var values = new List<StringValue>();
        AddBound(values, value, read);
        return OfDistinct(values);
    }

    private static void AddBound(List<StringValue> values, StringValue value, Func<AccessPath, StringSet> read)
    {
        if (!value.HasPath)
        {
            AddNew(values, value);
            return;
        }

        TextGuard? guard = null;
        if (value.Guard is { } given)
        {
            var tests = Bind(given.Test, read);
            if (!tests.IsNone && tests.Values.All(t => t.Exact is { } exact && exact != given.Expected)) return;
            if (tests.Values is [{ HasPath: true } test]) guard = new TextGuard(test, given.Expected);
        }

        // Where it is tested to begin with a text, that much of it is known whoever chooses the rest.
        var known = FindStart(value.Guard);
        if (value.Parts is [{ Path: { } whole }] && whole != known?.Path)
        {
            foreach (var text in read(whole).Values) AddNew(values, (value.Carrier is null ? text : text.WithCarrier(value.Carrier)).WithGuard(guard ?? text.Guard));
            return;
        }

        var parts = new StringSet[value.Parts.Length];
        for (var n = 0; n < parts.Length; n++)
        {
            var part = value.Parts[n];
            parts[n] = known is { } tested && part.Path == tested.Path ? StartingWith(tested.Start, read(tested.Path)) : Bind(part, read);
        }

        AddConcatenated(values, parts, value.Carrier, guard);
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
        if (ReferenceEquals(this, other)) return true;
        if (other is null || Values.Length != other.Values.Length) return false;
        foreach (var value in Values)
            if (!Has(other.Values.AsSpan(), value)) return false;
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as StringSet);

    /// <summary>Sets are equal whatever the order of their texts.</summary>
    public override int GetHashCode()
    {
        var code = Values.Length;
        foreach (var value in Values) code += value.GetHashCode();
        return code;
    }
}
