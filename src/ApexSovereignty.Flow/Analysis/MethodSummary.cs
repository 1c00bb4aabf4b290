using System.Collections.Immutable;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <summary>
/// What a call of a method does, in terms of the access paths it finds at entry: its result, what it writes, what it lets
/// leave. Immutable.
/// </summary>
internal sealed class MethodSummary(IMethodSymbol method)
{
    public IMethodSymbol Method { get; } = method;

    public AbstractValue Return { get; init; } = AbstractValue.Empty;

    /// <summary>What a caller has to put its own values into: effects with what they hold, exits, writes to static fields.</summary>
    public int Size => Effects.Sum(SizeOf) + ThrownEffects.Sum(SizeOf) + Exits.Length + StaticWrites.Length;

    private static int SizeOf(CellEffect effect) => 1 + effect.Value.Objects.Length + effect.Value.Taints.Count + effect.Value.Strings.Values.Length;

    /// <summary>Exceptions that come out of it.</summary>
    public AbstractValue Thrown { get; init; } = AbstractValue.Empty;

    /// <summary>Whether every way through it ends in an exception.</summary>
    public bool AlwaysThrows { get; init; }

    /// <summary>Fields written, of objects that a path names and of new objects that can be reached from outside.</summary>
    public ImmutableArray<CellEffect> Effects { get; init; } = [];

    /// <summary>Fields of the caller's objects that hold something else when an exception comes out than after a normal return.</summary>
    public ImmutableArray<CellEffect> ThrownEffects { get; init; } = [];

    /// <summary>What leaves here or in a callee and still depends on the caller.</summary>
    public ImmutableArray<Exit> Exits { get; init; } = [];

    /// <summary>Endpoints set here or in a callee that still depend on the caller.</summary>
    public ImmutableArray<EndpointFact> Endpoints { get; init; } = [];

    /// <summary>Endpoints of requests that are sent here or in a callee, as far as a caller knows their setter.</summary>
    public StringSet Sent { get; init; } = StringSet.None;

    /// <summary>What ends up in static fields and still depends on the caller.</summary>
    public ImmutableArray<StaticWrite> StaticWrites { get; init; } = [];

    /// <summary>Static fields (<c>Type.field</c>) that this method or a callee may change in ways that the effects do not tell.</summary>
    public ImmutableHashSet<string> WrittenStatics { get; init; } = [];

    /// <summary>Static fields whose content this method or a callee lets out, whoever calls it: what a caller has put there counts.</summary>
    public ImmutableHashSet<string> ShownStatics { get; init; } = [];

    /// <summary>Objects of the caller that the platform will run later.</summary>
    public ImmutableArray<LaterCall> LaterCalls { get; init; } = [];

    /// <summary>The same with the texts of an earlier round added, so that texts which a circle puts together come to rest.</summary>
    public MethodSummary WithTextsOf(MethodSummary before, bool withFacts)
    {
        return new MethodSummary(Method)
        {
            Return = Grown(Return, before.Return, withFacts),
            Thrown = Grown(Thrown, before.Thrown, withFacts),
            AlwaysThrows = AlwaysThrows,
            Effects = Grown(Effects, before.Effects, withFacts),
            ThrownEffects = Grown(ThrownEffects, before.ThrownEffects, withFacts),
            Exits = Exits,
            Endpoints = Endpoints,
            Sent = Sent,
            StaticWrites = StaticWrites,
            WrittenStatics = WrittenStatics,
            ShownStatics = ShownStatics,
            LaterCalls = LaterCalls,
        };
    }

    /// <summary>Whether the method does nothing but give a text that its object decides.</summary>
    public bool GivesOnlyText =>
        !Return.Strings.IsNone && Return.Objects.Length == 0 && Return.Taints.IsEmpty && Effects.IsEmpty && Exits.IsEmpty && Endpoints.IsEmpty && StaticWrites.IsEmpty && WrittenStatics.IsEmpty && LaterCalls.IsEmpty
        && Return.Strings.Values.All(v => v.Guard is null);

    public bool SameFacts(MethodSummary other)
    {
        if (AlwaysThrows != other.AlwaysThrows || !Return.SameFacts(other.Return) || !Thrown.SameFacts(other.Thrown)) return false;
        if (!Sent.Equals(other.Sent) || Exits.Length != other.Exits.Length || Endpoints.Length != other.Endpoints.Length) return false;
        if (!SameFacts(Effects, other.Effects) || !SameFacts(ThrownEffects, other.ThrownEffects)) return false;
        return StaticWrites.Length == other.StaticWrites.Length && WrittenStatics.Count == other.WrittenStatics.Count && ShownStatics.Count == other.ShownStatics.Count && LaterCalls.Length == other.LaterCalls.Length
            && Exits.Select(e => e.Key).ToHashSet().SetEquals(other.Exits.Select(e => e.Key));
    }

    private static bool SameFacts(ImmutableArray<CellEffect> left, ImmutableArray<CellEffect> right)
    {
        if (left.Length != right.Length) return false;
        for (var i = 0; i < left.Length; i++)
            if (!ReferenceEquals(left[i].Object, right[i].Object) || left[i].Key != right[i].Key || !left[i].Value.SameFacts(right[i].Value)) return false;
        return true;
    }

    private static AbstractValue Grown(AbstractValue value, AbstractValue before, bool withFacts)
    {
        var grown = value.With(value.Strings.Growing(before.Strings));
        return withFacts ? AbstractValue.Create(AbstractValue.Merge(before.Objects, grown.Objects), before.Taints.Union(grown.Taints), grown.Strings) : grown;
    }

    private static ImmutableArray<CellEffect> Grown(ImmutableArray<CellEffect> effects, ImmutableArray<CellEffect> before, bool withFacts)
    {
        if (effects.IsEmpty || before.IsEmpty) return effects;
        var known = before.ToDictionary(e => (e.Object, e.Key), e => e.Value);
        return [.. effects.Select(e => known.TryGetValue((e.Object, e.Key), out var value) ? e with { Value = Grown(e.Value, value, withFacts) } : e)];
    }
}

/// <summary>What a method does whoever calls it: kept when its analysis is dropped.</summary>
/// <param name="Method">The method.</param>
/// <param name="IsCutShort">Whether a budget was hit.</param>
/// <param name="Rounds">Rounds over blocks in all runs.</param>
/// <param name="Exits">What left completely: known source, known or unknowable endpoint.</param>
/// <param name="Endpoints">Endpoints that no caller decides.</param>
/// <param name="StaticWrites">What static fields get that no caller decides.</param>
internal sealed record MethodOutcome(
    IMethodSymbol Method, bool IsCutShort, int Rounds, ImmutableArray<Exit> Exits, ImmutableArray<EndpointFact> Endpoints, ImmutableArray<StaticWrite> StaticWrites);

/// <summary>A field of an object holds a value after the call.</summary>
/// <param name="Object">The object.</param>
/// <param name="Key">The field or element.</param>
/// <param name="Value">What it holds.</param>
internal readonly record struct CellEffect(HeapObject Object, string Key, AbstractValue Value)
{
    /// <summary>The path that holds the key, where only a caller knows it; otherwise null.</summary>
    public AccessPath? KeyedBy { get; init; }
}

/// <summary>Data leaves the transaction.</summary>
/// <param name="Kind">Through what.</param>
/// <param name="At">The call that lets it leave.</param>
/// <param name="Part">Which part carries it: body, header, url, message.</param>
/// <param name="Taint">The data.</param>
/// <param name="Trace">How it came there.</param>
/// <param name="Endpoint">Where it goes, for what has an endpoint.</param>
/// <param name="Sink">The method called, as shown.</param>
internal sealed record Exit(string Kind, CodeLocation At, string Part, Taint Taint, Trace Trace, StringSet Endpoint, string Sink)
{
    public (string, CodeLocation, string, Taint, StringSet) Key => (Kind, At, Part, Taint, Endpoint);
}

/// <summary>A request gets an endpoint.</summary>
internal sealed record EndpointFact(CodeLocation At, StringSet Values);

/// <summary>A value ends up in a static field, or below it.</summary>
/// <param name="Field">The field, <c>Type.field</c>.</param>
/// <param name="Keys">Keys of the fields from there, joined by <c>/</c>.</param>
/// <param name="Taint">The data, or null where only a text is told.</param>
/// <param name="Trace">How it came there.</param>
/// <param name="Text">Texts that it may have.</param>
internal sealed record StaticWrite(string Field, string Keys, Taint? Taint, Trace? Trace, StringSet Text)
{
    /// <summary>The path that holds the key in <see cref="Keys"/> that only a caller knows; otherwise null.</summary>
    public AccessPath? KeyedBy { get; init; }
}

/// <summary>The platform will run an object of the caller.</summary>
/// <param name="Receiver">The object.</param>
/// <param name="Method">The method it calls, or <c>batch</c> for start, execute and finish.</param>
internal readonly record struct LaterCall(AccessPath Receiver, string Method);
