using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <content>What the states at the method's ends say to its callers.</content>
internal sealed partial class MethodAnalysis
{
    /// <summary>Effects in a summary where hardly anything is told apart.</summary>
    private const int FewEffects = 32;

    private MethodSummary Summarize()
    {
        RunAttached();
        RunContinuations();
        RunBatch();
        var effects = new List<CellEffect>();
        var result = returned;
        if (method.MethodKind == MethodKind.Constructor) result = AbstractValue.Empty;
        if (exitState is not null) KeepStatics(exitState);
        if (thrownState is not null) KeepStatics(thrownState);
        var thrownEffects = new List<CellEffect>();
        Collect(result, effects, thrownEffects, withTexts: true);
        // What texts were written of is of use only where they are read again: it gives way before objects are taken together.
        if (SummaryCompaction.IsNeeded(effects)) Collect(result, effects, thrownEffects, withTexts: false);

        var raised = thrown;
        var isCompact = SummaryCompaction.IsNeeded(effects) || (Precision == Precision.FieldsOnly && effects.Count > FewEffects);
        if (isCompact)
        {
            var compaction = new SummaryCompaction(AllLike);
            effects = compaction.Apply(effects);
            thrownEffects = compaction.Apply(thrownEffects);
            result = compaction.Apply(result);
            raised = compaction.Apply(raised);
        }

        effects = Collapse(exitState ?? thrownState, effects);
        thrownEffects = Collapse(thrownState, thrownEffects);
        if (exitState is not null) CollectStatics(exitState, isCompact, effects);
        return new MethodSummary(method)
        {
            Return = Bounded(result),
            Thrown = Bounded(raised),
            AlwaysThrows = exitState is null && thrownState is not null && !IsCutShort,
            Effects = [.. effects],
            ThrownEffects = [.. thrownEffects],
            Exits = PendingExits(),
            StaticWrites = [.. staticWrites.Values.Where(w => !IsComplete(w))],
            WrittenStatics = [.. looseStatics],
            ShownStatics = [.. shownStatics],
            LaterCalls = [.. laterCalls],
            Sent = sentLater,
            Endpoints = [.. endpoints.Where(e => e.Value.DependsOnCaller).Select(e => new EndpointFact(e.Key, e.Value))],
        };
    }

    private void Collect(AbstractValue result, List<CellEffect> effects, List<CellEffect> thrownEffects, bool withTexts)
    {
        effects.Clear();
        thrownEffects.Clear();
        if (exitState is not null) CollectEffects(exitState, result, effects, withTexts);
        if (thrownState is not null) CollectThrown(thrownState, effects, thrownEffects, withTexts);
    }

    /// <summary>Cells of objects that a caller can reach: those that paths name, and new ones that these or the result hold.</summary>
    private void CollectEffects(HeapState state, AbstractValue result, List<CellEffect> effects, bool withTexts)
    {
        var seen = new HashSet<HeapObject>();
        var queue = new Queue<HeapObject>();
        foreach (var cells in state.Objects.Where(c => c.Item.Path is { Root: not PathRoot.Static })) Enqueue(cells.Item);
        foreach (var item in result.Objects) Enqueue(item);
        while (queue.TryDequeue(out var item))
        {
            // What was never written in the copy is copied by the caller, before what was written.
            if (item.CopyOf is not null) effects.Add(new CellEffect(item, ModelParts.Copied, AbstractValue.Of(item.Original)));
            if (state.CellsOf(item) is not { } cells) continue;
            // All elements come before single ones, which then stand for themselves; those that the caller tells may be any of these.
            foreach (var (key, value) in cells.Entries.OrderBy(e => FieldName.IsConstantElement(e.Key) ? 1 : FieldName.IsLeftToCaller(e.Key) ? 2 : 0))
            {
                if (effects.Count >= ProgramContext.MaximumCollectedEffects)
                {
                    IsCutShort = true;
                    return;
                }

                effects.Add(new CellEffect(item, key, Bounded(value)) { KeyedBy = FieldName.IsLeftToCaller(key) ? openKeys[key] : null });
                foreach (var child in value.Objects) Enqueue(child);
            }
        }

        void Enqueue(HeapObject item)
        {
            if (item.Path is not { Root: PathRoot.Static } && (withTexts || !item.IsText) && seen.Add(item)) queue.Enqueue(item);
        }
    }

    /// <summary>
    /// Cells of what comes out as an exception, and of the caller's objects as they are then, for whoever catches it. The latter
    /// are kept apart from what holds after a normal return, and left out where that says as much.
    /// </summary>
    private void CollectThrown(HeapState state, List<CellEffect> effects, List<CellEffect> thrownEffects, bool withTexts)
    {
        var known = new Dictionary<(HeapObject, string), int>();
        for (var n = 0; n < effects.Count; n++) known.Add((effects[n].Object, effects[n].Key), n);
        var seen = new HashSet<HeapObject>();
        var queue = new Queue<HeapObject>(thrown.Objects);
        foreach (var cells in state.Objects.Where(c => c.Item.Path is { Root: not PathRoot.Static }))
        {
            var item = cells.Item;
            foreach (var (key, value) in cells.Entries)
            {
                if (known.TryGetValue((item, key), out var n) && effects[n].Value.Union(value).SameFacts(effects[n].Value)) continue;
                if (thrownEffects.Count >= ProgramContext.MaximumCollectedEffects)
                {
                    IsCutShort = true;
                    break;
                }

                thrownEffects.Add(new CellEffect(item, key, Bounded(value)));
                foreach (var child in value.Objects) queue.Enqueue(child);
            }
        }

        while (queue.TryDequeue(out var item))
        {
            if (item.Path is not null || (item.IsText && !withTexts) || !seen.Add(item) || state.CellsOf(item) is not { } cells) continue;
            foreach (var (key, value) in cells.Entries)
            {
                if (known.TryGetValue((item, key), out var n)) effects[n] = effects[n] with { Value = effects[n].Value.Union(value) };
                else effects.Add(new CellEffect(item, key, Bounded(value)) { KeyedBy = FieldName.IsLeftToCaller(key) ? openKeys[key] : null });
                foreach (var child in value.Objects) queue.Enqueue(child);
            }
        }
    }

    /// <summary>
    /// Where a method writes more fields than a summary holds, those of one object are no longer told apart: any of them may hold
    /// what any got. Parts of requests and the like have meanings of their own and stay.
    /// </summary>
    private List<CellEffect> Collapse(HeapState? state, List<CellEffect> effects)
    {
        if (effects.Count <= (Precision == Precision.FieldsOnly ? FewEffects : ProgramContext.MaximumEffects) || state is null) return effects;
        var kept = new List<CellEffect>();
        var any = new Dictionary<HeapObject, TaintSetBuilder>();
        foreach (var effect in effects)
        {
            if (effect.Key[0] == '~')
            {
                kept.Add(effect);
                continue;
            }

            if (!any.TryGetValue(effect.Object, out var all)) any.Add(effect.Object, all = new TaintSetBuilder());
            all.Add(Deep(state, effect.Value));
        }

        kept.AddRange(any.Select(a => new CellEffect(a.Key, FieldName.Any, AbstractValue.Of(a.Value.ToSet()).With(StringSet.Unknown("one of very many fields is meant")))));
        return kept;
    }
}
