using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;

namespace ApexSovereignty.Flow.Analysis;

internal sealed partial class MethodAnalysis
{
    /// <summary>One application of a summary: what its paths and new objects are in the caller, before the call.</summary>
    private sealed class SummaryBinding(MethodAnalysis caller, CallInstruction call, MethodSummary summary, AbstractValue instance, AbstractValue[] arguments, HeapState state, bool isLater)
    {
        private const int MaximumRoundsBehind = 16;

        private readonly Dictionary<AccessPath, AbstractValue> bound = [];
        private readonly Dictionary<HeapObject, HeapObject[]> made = [];
        private readonly Dictionary<(TaintSet, bool), TaintSet> boundTaints = [];
        private readonly Dictionary<StringSet, StringSet> boundTexts = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<HeapObject[], HeapObject[]> boundObjects = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<HeapObject> shared = [];
        private readonly CodeLocation at = caller.At(call);
        private readonly bool isOfCall = !isLater && call.Method is { IsFromSource: true } && summary.Method.Parameters.Length == call.Arguments.Length;

        public AbstractValue Bind(AbstractValue value, bool returns)
        {
            if (value.IsEmpty) return value;
            var objects = WithWritten(BindObjects(value.Objects), value.Strings);
            return AbstractValue.Create(objects, Bind(value.Taints, returns), Bind(value.Strings));
        }

        /// <summary>A text that the callee only hands on stays JSON that the caller wrote.</summary>
        private HeapObject[] WithWritten(HeapObject[] objects, StringSet texts)
        {
            if (!texts.HasPath) return objects;
            foreach (var text in texts.Values)
                if (text.Parts is [{ Path: { } path }] && Array.FindAll(Bind(path).Objects, o => o.IsText) is { Length: > 0 } written) objects = AbstractValue.Merge(objects, written);
            return objects;
        }

        public HeapObject[] Targets(HeapObject item) => item.IsStatics ? [caller.statics] : item.Path is { } path ? Bind(path).Objects : BindNew(item);

        public void BindExit(Exit exit)
        {
            var taints = Bind(TaintSet.Of(exit.Taint, exit.Trace), returns: false);
            if (taints.IsEmpty) return;
            var endpoint = Bind(exit.Endpoint);
            if (endpoint.IsNone && !exit.Endpoint.IsNone) endpoint = StringSet.Unknown("the text is not known");
            for (var n = 0; n < taints.Count; n++) caller.AddExit(exit with { Taint = taints[n], Trace = taints.TraceAt(n), Endpoint = endpoint });
        }

        public AbstractValue ValueOf(AccessPath path) => Bind(path);

        /// <summary>The keys in the caller of a write whose key the callee left to it.</summary>
        public string[] KeysOf(string key, AccessPath keyedBy, HeapObject target)
        {
            var names = Bind(keyedBy).Strings;
            var isField = key[0] == '{';
            if (!names.IsNone && names.Values.All(v => v.Exact is { Length: <= 100 })) return [.. names.Values.Select(v => isField ? FieldName.Of(v.Exact!) : FieldName.At(v.Exact!)).Distinct(StringComparer.Ordinal)];
            if (names.KeyOfCaller is { } path && (!isField || caller.IsGivenByCaller(target)))
                return [caller.OpenKey(isField ? FieldName.FieldAt(path) : FieldName.ElementAt(path), path)];
            return [FieldName.Settled(key)];
        }

        public void BindStaticWrite(StaticWrite write)
        {
            if (write.KeyedBy is { } keyedBy)
            {
                foreach (var key in StaticKeys(keyedBy)) BindKnownWrite(write with { Keys = string.Join('/', write.Keys.Split('/').Select(k => FieldName.IsLeftToCaller(k) ? key.Key : k)), KeyedBy = key.KeyedBy });
                return;
            }

            BindKnownWrite(write);
        }

        private IEnumerable<(string Key, AccessPath? KeyedBy)> StaticKeys(AccessPath keyedBy)
        {
            var names = Bind(keyedBy).Strings;
            if (!names.IsNone && names.Values.All(v => v.Exact is { Length: <= 100 } name && !name.Contains('/', StringComparison.Ordinal))) return names.Values.Select(v => (FieldName.At(v.Exact!), (AccessPath?)null));
            if (names.KeyOfCaller is { } path) return [(FieldName.ElementAt(path), path)];
            return [(names.Values is [{ Prefix: { Length: > 0 and <= 100 } start }] && !start.Contains('/', StringComparison.Ordinal) ? FieldName.Starting(start) : FieldName.Element, null)];
        }

        private void BindKnownWrite(StaticWrite write)
        {
            if (write.Taint is { } taint)
            {
                // Of what the caller's objects hold each field is kept by itself, rather than all of it anywhere below.
                if (taint.Path is { IsDeep: true, IsJson: false, Excluded.IsEmpty: true, Parent: { } handed } && write.Trace is { } way && write.Keys.Split('/') is [.. var keys, FieldName.Any] && Bind(handed).Objects is { Length: > 0 } objects)
                {
                    if (write.KeyedBy is { } open) caller.OpenKey(FieldName.ElementAt(open), open);
                    caller.AddStaticWrite(write.Field, keys, AbstractValue.Create(objects, TaintSet.Empty, StringSet.None), state, [], trace => new CallTrace(trace, at, summary.Method, handed, way, false));
                    return;
                }

                var taints = Bind(TaintSet.Of(taint, write.Trace!), returns: false);
                for (var n = 0; n < taints.Count; n++) caller.AddStaticWrite(write with { Taint = taints[n], Trace = taints.TraceAt(n) });
                return;
            }

            var text = Bind(write.Text);
            if (!text.IsNone) caller.AddStaticWrite(write with { Text = text });
        }

        public StringSet Bind(StringSet strings)
        {
            if (!strings.HasPath) return strings;
            if (boundTexts.TryGetValue(strings, out var known)) return known;
            var result = strings.Bind(path => Bind(path).Strings);
            boundTexts.Add(strings, result);
            return result;
        }

        private TaintSet Bind(TaintSet taints, bool returns)
        {
            if (taints.IsEmpty) return taints;
            if (boundTaints.TryGetValue((taints, returns), out var known)) return known;
            var items = new TaintSetBuilder();
            for (var n = 0; n < taints.Count; n++)
            {
                var (taint, trace) = (taints[n], taints.TraceAt(n));
                if (!TryGuard(taint.Guard, out var guard)) continue;
                if (taint.Path is not { } path)
                {
                    taint = caller.program.Taints.WithGuard(taint, guard);
                    var way = new CallTrace(null, at, summary.Method, null, trace, returns);
                    if (taint.ToldBy is not { HasPath: true } text) items.Add(taint, way);
                    else if (taint.Source!.IsAnswer) items.Add(caller.program.Taints.WithText(taint, Bind(text)), way);
                    else foreach (var (source, open) in QueriedObject.Tell(taint.Source, Bind(text), caller.program.Compilation)) items.Add(caller.program.Taints.WithSource(taint, source, open), way);
                    continue;
                }

                var from = Bind(path).Taints;
                for (var m = 0; m < from.Count; m++)
                {
                    var origin = from[m];
                    if (!EntryGuard.TryCombine(origin.Guard, guard, out var both)) continue;
                    var here = caller.program.Taints.With(origin, taint.Carrier ?? origin.Carrier, origin.IsPseudonymised || taint.IsPseudonymised, both);
                    items.Add(here, new CallTrace(from.TraceAt(m), at, summary.Method, path, trace, returns));
                }
            }

            var result = items.ToSet();
            boundTaints.Add((taints, returns), result);
            return result;
        }

        /// <summary>What a demand on an object's class comes to in the caller, together with the one under which the callee runs.</summary>
        private bool TryGuard(EntryGuard? guard, out EntryGuard? here)
        {
            here = caller.targetGuard;
            if (guard is null) return true;
            if (guard.IsOnText)
            {
                // The platform gives arguments of its own where it runs a method later.
                return (guard.Path.Root == PathRoot.Parameter && !isOfCall) || TryDemand(guard, Bind(guard.Path).Strings, here, out here);
            }

            var objects = Bind(guard.Path).Objects;
            AccessPath? open = null;
            foreach (var item in objects)
            {
                if (item.IsExact ? guard.Allows(item.Type) : open is not null || !caller.CanGuard(item)) return true;
                if (!item.IsExact) open = item.Path;
            }

            if (objects.Length == 0) return true;
            return open is not null && EntryGuard.TryCombine(guard.At(open), here, out here);
        }

        private HeapObject[] BindObjects(HeapObject[] objects)
        {
            if (objects.Length == 0) return objects;
            if (boundObjects.TryGetValue(objects, out var known)) return known;
            if (objects is [{ Path: { } only }])
            {
                known = Bind(only).Objects;
            }
            else
            {
                var all = new List<HeapObject>(objects.Length);
                foreach (var item in objects)
                {
                    if (item.Path is { } path) all.AddRange(Bind(path).Objects);
                    else if (item.NamedBy is null || MayBeNamed(item, item.NamedBy)) all.AddRange(BindNew(item));
                }

                known = Sorted(all);
            }

            var result = known;
            boundObjects.Add(objects, result);
            return result;
        }

        private static HeapObject[] Sorted(List<HeapObject> items)
        {
            items.Sort(static (a, b) => a.Id.CompareTo(b.Id));
            var count = 0;
            for (var n = 0; n < items.Count; n++)
                if (count == 0 || !ReferenceEquals(items[count - 1], items[n])) items[count++] = items[n];
            return [.. System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items)[..count]];
        }

        /// <summary>A new object of the callee is one of its own for each call, so that two results of a factory stay apart.</summary>
        private HeapObject[] BindNew(HeapObject item)
        {
            if (made.TryGetValue(item, out var mine)) return mine;
            var isDeep = item.Depth >= ProgramContext.MaximumCallDepth || caller.program.IsInSameComponent(caller.method, summary.Method);
            if (item.Origin is { Query: { } query } origin)
            {
                mine = BindRows(item, origin, Bind(query), isDeep);
            }
            else
            {
                var one = Created(isDeep ? new MakerKey(item.Site, item.Type) : item, item, item.Type, item.Origin, isDeep);
                if (isDeep && made.Values.Any(m => m.Contains(one))) shared.Add(one);
                mine = [one];
            }

            made.Add(item, mine);
            return mine;
        }

        private HeapObject Created(object key, HeapObject item, ITypeSymbol type, RecordOrigin? origin, bool isDeep)
        {
            if (!caller.created.TryGetValue((call, key), out var mine)) caller.created.Add((call, key), mine = NewObject(item, type, origin, isDeep));
            return mine;
        }

        /// <summary>Rows whose query the caller knows better: of each object that its texts name.</summary>
        private HeapObject[] BindRows(HeapObject item, RecordOrigin origin, StringSet texts, bool isDeep)
        {
            var program = caller.program;
            var rows = new List<HeapObject>();
            var open = new List<StringValue>();
            var shapes = new List<QueryShape>();
            foreach (var text in texts.Values)
            {
                if (QueryText.IsOpen(QueryText.Telling(text))) open.Add(text);
                else if (program.ShapeOf(text) is var shape && !shapes.Contains(shape)) shapes.Add(shape);
            }

            if (shapes.Count + open.Count == 0) shapes.Add(program.AnyRows);
            var isRow = origin.Via.Length == 0 && !isDeep && shapes.Count <= MaximumOpenQueries;
            foreach (var shape in shapes)
            {
                var record = origin.Via.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(shape.Object, QueriedObject.RecordBehind);
                if (isRow) rows.Add(caller.MakeRow(call, state, shape, (item, shape), origin.Site, item.IsMany, item.Depth + 1, before: origin));
                else rows.Add(Created(((object)(isDeep ? new MakerKey(item.Site, item.Type) : item), record), item, record, new RecordOrigin(record, origin.Site, origin.Kind), isDeep));
            }

            if (open.Count > 0 && isDeep) rows.Add(Created(new MakerKey(item.Site, item.Type), item, item.Type, origin with { Query = null, Via = "" }, isDeep));
            else if (open.Count > 0) rows.Add(Created((item, StringSet.From(open)), item, item.Type, origin with { Query = StringSet.From(open) }, isDeep));
            return Sorted(rows);
        }

        private HeapObject NewObject(HeapObject item, ITypeSymbol made, RecordOrigin? origin, bool isDeep) =>
            new(caller.objectCount++, null, made, item.IsExact, item.IsMany, item.Site, isDeep ? item.Depth : item.Depth + 1)
            {
                Origin = origin,
                CopyOf = !isDeep && item.Original.Path is { } original && Bind(original).Objects is [{ HasInitialContent: true } one] ? one : null,
                NamedBy = item.NamedBy is { } names && item.Type is INamedTypeSymbol type ? WaitingFor(type, Bind(names).Values) : null,
            };

        /// <summary>Whether an object is there whose class the caller names.</summary>
        private bool MayBeNamed(HeapObject item, StringSet names) => Bind(names) is { IsNone: false } bound
            ? bound.Values.Any(n => n.Exact is null || n.Exact.Equals(item.Type.FullName, StringComparison.OrdinalIgnoreCase))
            : !names.Values.All(n => n.Exact is not null);

        /// <summary>Whether several new objects of the callee are one here, so that what is written to one may not replace the other's.</summary>
        public bool IsShared(HeapObject item) => shared.Count > 0 && shared.Contains(item);

        /// <summary>A path that goes through a field again stands for all that going on in circles leads to.</summary>
        private AbstractValue WithAllBehind(AbstractValue value, AccessPath path)
        {
            var circle = new Stack<AccessPath>();
            for (var step = path; !ReferenceEquals(step, path.Before); step = step.Parent!) circle.Push(step);
            for (var round = 0; round < MaximumRoundsBehind; round++)
            {
                var next = value;
                foreach (var step in circle) next = caller.Load(state, next, step.Key, step.Symbol, step.Type);
                var joined = value.Union(next);
                if (joined.SameFacts(value)) break;
                value = joined;
            }

            return value;
        }

        private AbstractValue Bind(AccessPath path)
        {
            if (bound.TryGetValue(path, out var value)) return value;
            if (path.IsDeep)
            {
                value = AbstractValue.Of(caller.Deep(state, Bind(path.Parent!), path.Excluded, path.IsJson));
            }
            else if (path is { KeyedBy: { } name, Parent: { } holder })
            {
                value = caller.LoadByName(state, Bind(holder), Bind(name).Strings, path.Key[0] == '{', path.Type, call);
            }
            else if (path is { Parent: { } text } && path.Key.StartsWith(ModelParts.Json, StringComparison.Ordinal))
            {
                value = caller.ReadAs(call, $"{summary.Method.Signature}/{text}:", Bind(text), path.Type, state);
            }
            else if (path.Parent is { } parent)
            {
                value = caller.Load(state, Bind(parent), path.Key, path.Symbol, path.Type);
                if (path.Before is not null) value = WithAllBehind(value, path);
            }
            else
            {
                value = path.Root switch
                {
                    PathRoot.This => instance,
                    PathRoot.Parameter => path.Ordinal < arguments.Length ? arguments[path.Ordinal] : AbstractValue.Empty,
                    PathRoot.Trigger => AbstractValue.Of(caller.TriggerObject),
                    _ => StaticOf(path),
                };
            }

            bound.Add(path, value);
            return value;
        }

        /// <summary>A static field is what it is before the call, unless the callee has changed it in ways that the summary does not tell.</summary>
        private AbstractValue StaticOf(AccessPath path)
        {
            if (path.IsSettled || isLater) return caller.SettledStatic(path.Symbol!, path.Type);
            var field = caller.StaticKey(path.Symbol!, path.Type);
            if (state.Get(caller.statics, field) is not { } known) return caller.ValueOf(caller.PathOfStatic(path.Symbol!, path.Type));
            return summary.WrittenStatics.Contains(field) ? known.Union(caller.SettledStatic(path.Symbol!, path.Type)) : known;
        }
    }

    /// <summary>What stands for all objects of a class that one place made; equal by identity.</summary>
    private readonly record struct MakerKey(object Site, ITypeSymbol Type)
    {
        public bool Equals(MakerKey other) => ReferenceEquals(Site, other.Site) && ReferenceEquals(Type, other.Type);

        public override int GetHashCode() => Site is Instruction i ? i.Span.Start : 0;
    }
}
