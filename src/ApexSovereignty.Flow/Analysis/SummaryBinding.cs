using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

internal sealed partial class MethodAnalysis
{
    /// <summary>One application of a summary: what its paths and new objects are in the caller, before the call.</summary>
    private sealed class SummaryBinding(MethodAnalysis caller, CallInstruction call, MethodSummary summary, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        private readonly Dictionary<AccessPath, AbstractValue> bound = [];
        private readonly Dictionary<HeapObject, HeapObject> made = [];
        private readonly CodeLocation at = caller.At(call);

        public AbstractValue Bind(AbstractValue value, bool returns)
        {
            if (value.IsEmpty) return value;
            var objects = BindObjects(value.Objects);
            return AbstractValue.Create(objects, Bind(value.Taints, returns), Bind(value.Strings));
        }

        public HeapObject[] Targets(HeapObject item) => item.IsStatics ? [caller.statics] : item.Path is { } path ? Bind(path).Objects : [BindNew(item)];

        public void BindExit(Exit exit)
        {
            var taints = Bind(TaintSet.Of(exit.Taint, exit.Trace), returns: false);
            if (taints.IsEmpty) return;
            var endpoint = Bind(exit.Endpoint);
            if (endpoint.IsNone && !exit.Endpoint.IsNone) endpoint = StringSet.Unknown("the text is not known");
            for (var n = 0; n < taints.Count; n++) caller.AddExit(exit with { Taint = taints[n], Trace = taints.TraceAt(n), Endpoint = endpoint });
        }

        public void DeclareStatic(string key)
        {
            if (caller.program.FindStatic(key) is { } known) caller.staticKeys.TryAdd(key, known);
        }

        public StringSet Bind(StringSet strings)
        {
            if (!strings.HasPath) return strings;
            var result = StringSet.None;
            foreach (var value in strings.Values)
            {
                if (!value.HasPath)
                {
                    result = result.Union(StringSet.From([value]));
                    continue;
                }

                var parts = new List<StringSet>();
                foreach (var part in value.Parts)
                    parts.Add(part.Path is { } path ? Bind(path).Strings : StringSet.From([StringValue.Of(part)]));
                var joined = StringSet.Concat(parts);
                if (value.Carrier is { } carrier) joined = joined.WithCarrier(carrier);
                else if (value.Parts.Length == 1) joined = StringSet.From(parts[0].Values);
                result = result.Union(joined);
            }

            return result;
        }

        private TaintSet Bind(TaintSet taints, bool returns)
        {
            if (taints.IsEmpty) return taints;
            var items = new List<(Taint, Trace)>(taints.Count);
            for (var n = 0; n < taints.Count; n++)
            {
                var (taint, trace) = (taints[n], taints.TraceAt(n));
                if (taint.Path is not { } path)
                {
                    items.Add((taint, new CallTrace(null, at, summary.Method, null, trace, returns)));
                    continue;
                }

                var from = path.IsDeep ? caller.Deep(state, Bind(path.Parent!), path.Excluded) : Bind(path).Taints;
                for (var m = 0; m < from.Count; m++)
                {
                    var origin = from[m];
                    items.Add((caller.program.Taints.WithCarrier(origin, taint.Carrier ?? origin.Carrier), new CallTrace(from.TraceAt(m), at, summary.Method, path, trace, returns)));
                }
            }

            return TaintSet.From(items);
        }

        private HeapObject[] BindObjects(HeapObject[] objects)
        {
            if (objects.Length == 0) return objects;
            var result = new SortedSet<HeapObject>(ById.Instance);
            foreach (var item in objects)
            {
                if (item.Path is { } path) result.UnionWith(Bind(path).Objects);
                else if (!item.IsStatics) result.Add(BindNew(item));
            }

            return [.. result];
        }

        /// <summary>A new object of the callee is one of its own for each call, so that two results of a factory stay apart.</summary>
        private HeapObject BindNew(HeapObject item)
        {
            if (made.TryGetValue(item, out var mine)) return mine;
            var isDeep = item.Depth >= ProgramContext.MaximumCallDepth || caller.program.IsInSameComponent(caller.method, summary.Method);
            (object, object?) key = isDeep ? (call, (item.Site, item.Type)) : (call, item);
            if (!caller.created.TryGetValue(key, out mine!))
                caller.created.Add(key, mine = caller.NewObject(null, item.Type, item.IsExact, item.IsMany, item.Site, isDeep ? item.Depth : item.Depth + 1, item.Origin));
            made.Add(item, mine);
            return mine;
        }

        private AbstractValue Bind(AccessPath path)
        {
            if (bound.TryGetValue(path, out var value)) return value;
            if (path.IsDeep)
            {
                value = AbstractValue.Of(caller.Deep(state, Bind(path.Parent!), path.Excluded));
            }
            else if (path.Parent is { } parent)
            {
                value = caller.Load(state, Bind(parent), path.Key, path.Symbol, path.Type);
            }
            else
            {
                value = path.Root switch
                {
                    PathRoot.This => instance,
                    PathRoot.Parameter => path.Ordinal < arguments.Length ? arguments[path.Ordinal] : AbstractValue.Empty,
                    _ => caller.ReadStatic(state, path.Symbol!, path.Type),
                };
            }

            bound.Add(path, value);
            return value;
        }
    }

    private AbstractValue ReadStatic(HeapState state, ISymbol symbol, ITypeSymbol type) =>
        state.Get(statics, StaticKey(symbol, type)) ?? ValueOf(PathOfStatic(symbol, type));

    private sealed class ById : IComparer<HeapObject>
    {
        public static ById Instance { get; } = new();

        public int Compare(HeapObject? x, HeapObject? y) => (x?.Id ?? -1).CompareTo(y?.Id ?? -1);
    }
}
