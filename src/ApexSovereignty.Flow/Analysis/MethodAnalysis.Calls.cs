using System.Collections.Immutable;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Models;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <content>Calls: of the project by summary, of the platform by model.</content>
internal sealed partial class MethodAnalysis
{
    /// <summary>Objects that are being run; one that starts itself again adds nothing.</summary>
    private readonly HashSet<(HeapObject, string)> runningLater = [];

    /// <summary>The method of a finalizer, which runs when the job has ended rather than where it is handed over.</summary>
    private const string RunsAtEnd = "execute(FinalizerContext)";

    private readonly Dictionary<CallInstruction, AbstractValue> attached = new(ReferenceEqualityComparer.Instance);

    /// <summary>More methods than this that a call may run are taken together: what they write is added, nothing is overwritten.</summary>
    private const int MaximumSeparateTargets = 4;

    /// <summary>Of at most so many methods that a call may run, what each gives depends on the class of the object it runs on.</summary>
    private const int MaximumGuardedTargets = 16;

    /// <summary>What must hold at entry for the method that is being applied to run, or null.</summary>
    private EntryGuard? targetGuard;

    private bool CanGuard(HeapObject item) => item is { IsExact: false, Path: { Root: not PathRoot.Static, Before: null } path } && path.Depth < MaximumDepth;

    private void Call(CallInstruction call, HeapState state)
    {
        var instance = call.Instance.IsNone ? AbstractValue.Empty : values[call.Instance.Index];
        var arguments = new AbstractValue[call.Arguments.Length];
        for (var n = 0; n < arguments.Length; n++) arguments[n] = values[call.Arguments[n].Index];
        neverReturns = false;
        AbstractValue result;
        if (program.Models.FindForCall(call) is { } model)
        {
            result = ApplyModel(call, model, instance, arguments, state);
        }
        else
        {
            var targets = program.CallGraph.Targets(call, instance);
            if (targets.Length > 0)
            {
                result = ApplySummaries(call, targets, instance, arguments, state);
                neverReturns = targets is [var only] && program.Models.FindForMethod(only) is null && program.SummaryOf(only).AlwaysThrows;
                var ofPlatform = call.IsVirtual ? Array.FindAll(instance.Objects, CallGraphs.ProgramCallGraph.IsPlatformObject) : [];
                if (ofPlatform.Length > 0) result = result.Union(CallPlatform(call, instance.WithObjects(ofPlatform), arguments, state));
            }
            else if (call.Method is { IsFromSource: true }) result = AbstractValue.Empty;
            else result = CallPlatform(call, instance, arguments, state);
        }

        if (call.Result.IsNone) return;
        if (!TypeFacts.CanCarry(call.Type)) result = AbstractValue.Of(result.Strings);
        Set(call, result);
    }

    private AbstractValue ApplySummaries(CallInstruction call, ImmutableArray<IMethodSymbol> targets, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        if (targets.Length == 1) return ApplyTarget(call, targets[0], instance, arguments, state);
        if (GivenByClass(call, targets, instance) is { } given) return given;
        var receiver = call.IsVirtual && targets.Length <= MaximumGuardedTargets && instance.Objects is [{ Path: { } path, IsExact: false } only] && CanGuard(only) ? path : null;
        if (targets.Length > MaximumSeparateTargets)
        {
            var all = AbstractValue.Empty;
            foreach (var target in targets)
            {
                targetGuard = GuardOf(call, target, receiver);
                all = all.Union(ApplyTarget(call, target, RunningOn(call, target, instance), arguments, state, isCertain: false));
            }

            targetGuard = blockGuard;
            return all;
        }

        // Which one runs is not known: each is tried on the state before, and all that may come of it is kept.
        var before = state.Copy();
        var result = AbstractValue.Empty;
        foreach (var target in targets)
        {
            var after = before.Copy();
            targetGuard = GuardOf(call, target, receiver);
            result = result.Union(ApplyTarget(call, target, RunningOn(call, target, instance), arguments, after));
            targetGuard = blockGuard;
            if (ReferenceEquals(target, targets[0])) state.ReplaceWith(after);
            else state.Join(after, InitialContent);
        }

        return result;
    }

    /// <summary>What must hold at entry for a virtual call on the object behind a path to run the method.</summary>
    private EntryGuard? GuardOf(CallInstruction call, IMethodSymbol target, AccessPath? receiver) =>
        receiver is not null && program.CallGraph.TypesRunning(call, target) is { IsEmpty: false } types && EntryGuard.TryCombine(new EntryGuard(receiver, types), blockGuard, out var both) ? both : blockGuard;

    /// <summary>Of the objects that a virtual call may run on, those on which it runs the method.</summary>
    private AbstractValue RunningOn(CallInstruction call, IMethodSymbol target, AbstractValue instance)
    {
        if (!call.IsVirtual || call.Method is not { } slot || instance.Objects.Length < 2) return instance;
        var own = Array.FindAll(instance.Objects, o => !o.IsExact || o.Type is not INamedTypeSymbol { IsFromSource: true } type || ReferenceEquals(program.Compilation.FindImplementation(type, slot), target));
        return own.Length == instance.Objects.Length || own.Length == 0 ? instance : instance.WithObjects(own);
    }

    /// <summary>A model of the user stands for a method's code also where a call reaches it through an interface or a base class.</summary>
    private AbstractValue ApplyTarget(CallInstruction call, IMethodSymbol target, AbstractValue instance, AbstractValue[] arguments, HeapState state, bool isCertain = true) =>
        program.Models.FindForMethod(target) is { } model
            ? ApplyModel(call, model, instance, arguments, state)
            : Apply(call, program.SummaryOf(target), instance, arguments, state, isCertain: isCertain);

    /// <summary>Puts the caller's values in place of a summary's paths.</summary>
    private AbstractValue Apply(CallInstruction call, MethodSummary summary, AbstractValue instance, AbstractValue[] arguments, HeapState state, bool isLater = false, bool isCertain = true)
    {
        program.Cancellation.ThrowIfCancellationRequested();
        FlushStatics(summary, state);
        var binding = new SummaryBinding(this, call, summary, instance, arguments, state, isLater);
        var result = binding.Bind(summary.Return, returns: true);
        var writes = new List<(HeapObject[] Targets, AbstractValue Value)>(summary.Effects.Length);
        foreach (var effect in summary.Effects) writes.Add((binding.Targets(effect.Object), binding.Bind(effect.Value, returns: effect.Object is { Path: null, IsStatics: false })));
        foreach (var (targets, value) in writes) BoundFacts += targets.Length * (1L + value.Taints.Count + value.Objects.Length);
        if (IsOverfull) return result;
        foreach (var exit in summary.Exits) binding.BindExit(exit);
        foreach (var write in summary.StaticWrites) binding.BindStaticWrite(write);
        foreach (var endpoint in summary.Endpoints) AddEndpoint(endpoint.At, binding.Bind(endpoint.Values));
        var before = summary.Effects.Any(e => e.Key == ModelParts.Copied) ? state.Copy() : null;
        AddSend(binding.Bind(summary.Sent));
        if (!isLater)
        {
            var raised = binding.Bind(summary.Thrown, returns: false);
            if (!raised.IsEmpty || !summary.ThrownEffects.IsEmpty || summary.AlwaysThrows)
                Throw(raised, call.Region, summary.AlwaysThrows || raised.Objects.Length > 0 || !summary.ThrownEffects.IsEmpty ? StateAtThrow() : null);
        }

        var oneOfTwo = FindOneOfTwo();
        for (var n = 0; n < writes.Count; n++)
        {
            var effect = summary.Effects[n];
            var (targets, value) = writes[n];
            if (isLater && IsOfStatics(effect.Object)) continue;
            if (effect.Object.IsStatics) WriteStatic(state, effect.Key, value, isCertain);
            else if (effect.Object.Path is { Root: PathRoot.Static } below && !KnowsStatic(state, FieldOf(below))) looseStatics.Add(FieldOf(below));
            else if (effect.KeyedBy is { } keyedBy) WriteByName(state, effect, keyedBy, targets, value);
            else if (effect.Object.Path is null) WriteNew(state, n);
            else Write(state, targets, effect.Key, value, isCertain && !IsWrittenAgain(effect, targets), IsOfEach(effect.Object.Path));
        }

        LoosenStatics(summary, state, isLater);
        foreach (var later in summary.LaterCalls) InvokeLater(call, binding.ValueOf(later.Receiver), later.Method, state);
        return result;

        // Objects here that are two of the callee's, as in fill(line, line): which of its writes comes last is not known.
        Dictionary<HeapObject, HashSet<string>>? FindOneOfTwo()
        {
            Dictionary<HeapObject, HashSet<string>>? found = null;
            var owners = new Dictionary<HeapObject, HeapObject>();
            for (var n = 0; n < writes.Count; n++)
            {
                if (summary.Effects[n].Object is not { Path.Root: not PathRoot.Static } item) continue;
                foreach (var target in writes[n].Targets)
                    if (!owners.TryAdd(target, item) && !ReferenceEquals(owners[target], item)) (found ??= [])[target] = [];
            }

            return found;
        }

        bool IsWrittenAgain(CellEffect effect, HeapObject[] targets)
        {
            if (oneOfTwo is null) return false;
            var isAgain = false;
            foreach (var target in targets)
                if (oneOfTwo.TryGetValue(target, out var keys)) isAgain |= !keys.Add(effect.Key);
            return isAgain;
        }

        // What a callee's entry tells of a field of all elements holds for each; so it does for the element that this loop hands over.
        bool IsOfEach(AccessPath? path) => path switch
        {
            { Key: FieldName.Element, Before: null, Depth: var depth } when depth < MaximumDepth => true,
            { Parent: null, Root: PathRoot.Parameter } => path.Ordinal < call.Arguments.Length && isElementOfLoop[call.Arguments[path.Ordinal].Index],
            { Parent: null, Root: PathRoot.This } => !call.Instance.IsNone && isElementOfLoop[call.Instance.Index],
            _ => false,
        };

        // A callee may have changed the original after it was copied.
        void WriteNew(HeapState target, int n)
        {
            var (key, value) = (summary.Effects[n].Key, writes[n].Value);
            foreach (var item in writes[n].Targets)
            {
                if (key == ModelParts.Copied) CopyContent(target, before ?? target, value, item, isOnly: !binding.IsShared(item));
                else target.Set(item, key, binding.IsShared(item) && target.Get(item, key) is { } known ? known.Union(value) : value);
            }
        }

        HeapState StateAtThrow()
        {
            var thrownWrites = summary.ThrownEffects.Select(effect => (Targets: binding.Targets(effect.Object), effect.Key, Value: binding.Bind(effect.Value, returns: false))).ToArray();
            var aside = state.Copy();
            for (var n = 0; n < writes.Count; n++)
                if (summary.Effects[n] is { Object: { Path: null, IsStatics: false }, KeyedBy: null }) WriteNew(aside, n);
            foreach (var effect in summary.Effects)
                if (FieldOfStatic(effect) is { } field) Loosen(aside, field);
            LoosenStatics(summary, aside, isLater);
            foreach (var write in thrownWrites) Write(aside, write.Targets, FieldName.Settled(write.Key), write.Value, isCertain && !FieldName.IsLeftToCaller(write.Key));
            return aside;
        }

        // The only write to the object replaces what is there; of several the order is not known.
        void WriteByName(HeapState target, CellEffect effect, AccessPath keyedBy, HeapObject[] targets, AbstractValue value)
        {
            var isAlone = isCertain && !summary.Effects.Any(e => ReferenceEquals(e.Object, effect.Object) && e.Key != effect.Key && e.Key != FieldName.Key && e.Key[0] != '~');
            foreach (var item in targets)
            {
                var keys = binding.KeysOf(effect.Key, keyedBy, item);
                foreach (var key in keys) Write(target, targets.Length == 1 ? targets : [item], key, value, isAlone && keys.Length == 1 && targets.Length == 1 && key is not (FieldName.Element or FieldName.Any));
            }
        }
    }

    private void Write(HeapState state, HeapObject[] targets, string key, AbstractValue value, bool isCertain, bool isEach = false)
    {
        key = Blurred(key);
        var isOne = isCertain && targets.Length == 1 && (isEach || !targets[0].IsMany) && isCertainKey(key);
        foreach (var target in targets)
        {
            KeepInList(state, target);
            if (isOne && key == ModelParts.Endpoint) MarkReplaced(state, targets, value);
            if (isOne) state.Set(target, key, value);
            else if (key == FieldName.Element && isCertain && targets.Length == 1 && !target.IsMany)
            {
                // A callee's entry tells all elements, also those that it left as they were.
                Collapse(state, AbstractValue.Of(target));
                state.Set(target, key, value);
            }
            else if (FieldName.IsElement(key)) StoreElement(state, target, key, value, isStrong: false, TypeFacts.ElementType(target.Type) ?? program.Compilation.UnknownType);
            else
            {
                var (symbol, type) = FindMember(target.Type, key);
                state.Set(target, key, (key is FieldName.Any ? state.Get(target, key) ?? AbstractValue.Empty : LoadFrom(state, target, key, symbol, type)).Union(value));
            }
        }

        static bool isCertainKey(string key) => key is not (FieldName.Element or FieldName.Any or FieldName.Key);
    }

    private AbstractValue ApplyModel(CallInstruction call, MethodModel model, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        var at = At(call);
        var name = call.Method is { ContainingType: { } type } ? call.Method.MethodKind == MethodKind.Constructor ? $"new {type.Name}" : $"{type.Name}.{call.Method.Name}" : call.MethodName;
        foreach (var sink in model.Sinks)
        {
            var read = ReadPath(sink.Path, instance, arguments, state);
            var carried = CarriedBySetter(read, sink.Path.IsDeep).Taints;
            var endpoint = sink.Endpoint is null ? StringSet.None : ReadPath(sink.Endpoint, instance, arguments, state).Strings;
            if (sink.Endpoint is not null && endpoint.IsNone) endpoint = StringSet.Unknown("no endpoint is set");
            AddSend(endpoint);
            for (var n = 0; n < carried.Count; n++)
                AddExit(new Exit(sink.Kind, at, sink.Part, carried[n], new StepTrace(carried.TraceAt(n), at, StepKind.Left, name), endpoint, name));
        }

        foreach (var (receiver, method) in model.Calls)
        {
            var handed = ReadPath(receiver, instance, arguments, state);
            if (method == RunsAtEnd) attached[call] = attached.TryGetValue(call, out var before) ? before.Union(handed) : handed;
            else InvokeLater(call, handed, method, state);
        }

        var result = AbstractValue.Empty;
        foreach (var flow in model.Flows)
        {
            var value = ReadPath(flow.From, instance, arguments, state);
            if (flow.To.Root == ModelRoot.Return && flow.To.Keys.IsEmpty && !flow.To.IsDeep)
            {
                value = WithoutCarrier(value);
                if (model.IsPseudonymiser) value = Pseudonymised(value, isPseudonymised: true);
                result = result.Union(value.With(value.Taints.Then(at, StepKind.Library, name)));
                continue;
            }

            var target = flow.To.Root switch
            {
                ModelRoot.This => instance,
                ModelRoot.Argument => flow.To.Index < arguments.Length ? arguments[flow.To.Index] : AbstractValue.Empty,
                _ => result = result.Union(ResultObject(call)),
            };
            for (var n = 0; n + (flow.To.IsDeep ? 0 : 1) < flow.To.Keys.Length; n++) target = Load(state, target, flow.To.Keys[n], null, program.Compilation.UnknownType);
            var key = flow.To.IsDeep ? FieldName.Any : flow.To.Keys[^1];
            var stored = AddCarrier(value, at, key);
            if (key[0] != '~') stored = stored.With(stored.Taints.Then(at, StepKind.Library, name));
            if (key == ModelParts.Endpoint) MarkReplaced(state, target.Objects);
            if (flow.Adds) stored = stored.Union(Load(state, target, key, null, program.TextType));
            Store(state, target, key, stored, null, program.TextType, isEach: false);
        }

        if (!model.Texts.IsEmpty)
        {
            result = ResultObject(call);
            foreach (var (key, text) in model.Texts) Store(state, result, key, AbstractValue.Of(StringSet.Of(text)), null, program.TextType, isEach: false);
        }

        if (model.Source is { } source)
        {
            var field = program.Compilation.GetSObject(source.Object).GetField(source.Field);
            var origin = new SourceField(at, source.Object, source.Field, name) { Field = field };
            result = result.Union(AbstractValue.Of(TaintSet.Of(program.Taints.Of(origin), new StepTrace(null, at, StepKind.Selected, origin.DisplayName))));
        }

        if (model.Intrinsic is { } intrinsic) result = result.Union(ApplyIntrinsic(call, intrinsic, instance, arguments, state));
        if (result.IsEmpty && !call.Result.IsNone && TypeFacts.CanReferToObject(call.Type)) result = ResultObject(call);
        if (result.Strings.IsNone && TypeFacts.CanBeText(call.Type) && model.Intrinsic is null) result = result.With(FromCall(name, instance, arguments, state));
        return result;
    }

    /// <summary>The text that a library method gives: chosen outside where one that goes in is, else not known.</summary>
    private static StringSet FromCall(string name, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        var chosen = Find(instance);
        foreach (var argument in arguments) chosen ??= Find(argument);
        return chosen ?? StringSet.Unknown($"it comes from {name}");

        StringSet? Find(AbstractValue value)
        {
            if (InStrings(value.Strings) is { } found) return found;
            foreach (var item in value.Objects)
                if (state.Get(item, FieldName.Any) is { } any && InStrings(any.Strings) is { } inside) return inside;
            return null;
        }

        static StringSet? InStrings(StringSet strings)
        {
            foreach (var value in strings.Values)
                foreach (var part in value.Parts)
                    if (part.IsUserControlled) return StringSet.From([StringValue.Of(part)]);
            return null;
        }
    }

    private AbstractValue ResultObject(CallInstruction call)
    {
        return AbstractValue.Of(Make(call, "result", call.Type, isExact: ProgramContext.IsCreatable(call.Type)));
    }

    private AbstractValue ReadPath(ModelPath path, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        var value = path.Root switch
        {
            ModelRoot.This => instance,
            ModelRoot.Argument => path.Index < arguments.Length ? arguments[path.Index] : AbstractValue.Empty,
            _ => AbstractValue.Empty,
        };
        foreach (var key in path.Keys)
            value = key == ModelParts.Text ? AbstractValue.Create([], AsText(state, value), value.Strings) : Load(state, value, key, null, key[0] == '~' ? program.TextType : program.Compilation.UnknownType);
        return path.IsDeep ? AbstractValue.Create([], Deep(state, value), value.Strings) : value;
    }

    /// <summary>
    /// The platform will run an object later, in a transaction of its own: what leaves there counts, what it writes does not
    /// come back. An object that the caller handed in is left to the caller, who knows its class.
    /// </summary>
    private void InvokeLater(CallInstruction call, AbstractValue receiver, string method, HeapState state)
    {
        if (method == SaveLater)
        {
            Save(At(call), "insert", receiver, state);
            return;
        }

        foreach (var item in receiver.Objects)
        {
            if (item.Path is { Root: not PathRoot.Static } path)
            {
                laterCalls.Add(new LaterCall(path, method));
                continue;
            }

            if (!item.IsExact || item.Type is not INamedTypeSymbol type) continue;
            if (!runningLater.Add((item, method))) continue;
            var self = AbstractValue.Of(item);
            var later = state.Copy();
            if (method is not ("compareTo" or "compare")) ForgetTransient(later, item);
            if (method == "batch")
            {
                var kept = program.CallGraph.KeepsState(type) ? null : later.Copy();
                var scope = Iterated(call, type, ApplyLater(call, type, "start", self, [], later), later);
                Restore(later, item, kept);
                ApplyLater(call, type, CallGraphs.ProgramCallGraph.BatchExecute, self, [AbstractValue.Empty, scope], later);
                Restore(later, item, kept);
                ApplyLater(call, type, "finish", self, [], later);
            }
            else
            {
                ApplyLater(call, type, method, self, method == "compareTo" ? [self] : [], later);
            }

            runningLater.Remove((item, method));
        }
    }

    /// <summary>What is handed to the platform is kept as text: transient members are not.</summary>
    private void ForgetTransient(HeapState state, HeapObject item)
    {
        if (state.CellsOf(item) is not { } cells) return;
        foreach (var key in cells.Entries.Keys.ToArray())
            if (FindMember(item.Type, key).Symbol is { } member && (member.Modifiers & Syntax.DeclarationModifiers.Transient) != 0) state.Set(item, key, AbstractValue.Empty);
    }

    /// <summary>Without <c>Database.Stateful</c> each run of a batch begins with the members as they were handed over.</summary>
    private static void Restore(HeapState state, HeapObject item, HeapState? kept)
    {
        if (kept is null) return;
        state.Clear(item);
        foreach (var (key, value) in kept.CellsOf(item)?.Entries ?? []) state.Set(item, key, value);
    }

    private AbstractValue ApplyLater(CallInstruction call, INamedTypeSymbol type, string name, AbstractValue self, AbstractValue[] given, HeapState state)
    {
        if (program.CallGraph.FindByName(type, name) is not { } target) return AbstractValue.Empty;
        var arguments = new AbstractValue[target.Parameters.Length];
        Array.Fill(arguments, AbstractValue.Empty);
        Array.Copy(given, arguments, Math.Min(given.Length, arguments.Length));
        return Apply(call, program.SummaryOf(target), self, arguments, state, isLater: true);
    }

    /// <summary>Methods that are named so fill the object they are called on, also where they have a result.</summary>
    private static readonly string[] fillingVerbs = ["add", "set", "put", "write", "append", "load", "with"];

    /// <summary>A platform or unknown method without a model: what goes in may come out, and may stay in the object.</summary>
    private AbstractValue CallPlatform(CallInstruction call, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        if (Intrinsic(call, instance, arguments, state) is { } known) return known;
        if (call is { Method: null, MethodName: CallInstruction.Super }) return HandToBase(instance, arguments, state);
        if (IsLogBuilder(call, instance)) return LogMore(call, instance, arguments, state);
        if (call.Method is null && call.InstanceType is INamedTypeSymbol { IsFromSource: false } service && IsExternalService(service) && !IsCreation(call, service)) SendToService(call, arguments, state);
        if (arguments.Length == 0 && call.Method is { MethodKind: MethodKind.Constructor }) return AbstractValue.Empty;
        program.CountUnmodelled(call);
        var at = At(call);
        var name = call.Method is { ContainingType: { } type } ? $"{type.Name}.{call.Method.Name}" : call.MethodName;
        var inside = TaintSet.Empty;
        foreach (var argument in arguments) inside = inside.Union(Deep(state, argument));
        if (call.Method?.MethodKind == MethodKind.Constructor || (call.Method is null && call.Result.IsNone) || call.Type.SpecialType == SpecialType.Void || fillingVerbs.Any(v => call.MethodName.StartsWith(v, StringComparison.OrdinalIgnoreCase)))
        {
            if (!inside.IsEmpty && instance.Objects.Length > 0)
                Store(state, instance, FieldName.Any, AbstractValue.Of(inside.Then(at, StepKind.Library, name)), null, program.Compilation.UnknownType, isEach: false);
            if (call.Type.SpecialType == SpecialType.Void || call.Result.IsNone) return AbstractValue.Empty;
        }

        var taints = WithoutCarrier(AbstractValue.Of(inside.Union(instance.Objects.Length == 0 ? instance.Taints : Deep(state, instance)))).Taints;
        if (call.Type.SpecialType == SpecialType.Boolean || !TypeFacts.CanCarry(call.Type)) taints = TaintSet.Empty;
        taints = taints.Then(at, StepKind.Library, name);
        if (call.Method is null && GivesRecords(call.Type))
        {
            var isList = TypeFacts.IsCollection(call.Type);
            var given = ShownRecords(call, isList, state, $"records of {ModelSignature.NameOf(call)}");
            if (!taints.IsEmpty) Store(state, isList ? Load(state, given, FieldName.Element, null, program.Compilation.UnknownType) : given, FieldName.Any, AbstractValue.Of(taints), null, program.Compilation.UnknownType, isEach: false);
            return given;
        }

        var origin = FromCall(name, instance, arguments, state);
        var strings = TypeFacts.CanBeText(call.Type) ? origin : StringSet.None;
        if (!TypeFacts.CanReferToObject(call.Type)) return AbstractValue.Create([], taints, strings);
        var made = ResultObject(call);
        var content = AbstractValue.Create([], taints, origin.Values is [{ Parts: [{ IsUserControlled: true }] }] ? origin : StringSet.None);
        if (!content.IsEmpty) Store(state, made, FieldName.Any, content, null, program.Compilation.UnknownType, isEach: false);
        return AbstractValue.Create(made.Objects, TypeFacts.CanBeData(call.Type) ? taints : TaintSet.Empty, strings);
    }

    private void ApplyProperty(LoadFieldInstruction load, ModelPath path, AbstractValue instance, HeapState state)
    {
        var value = instance;
        foreach (var key in path.Keys) value = Load(state, value, key, null, program.TextType);
        Set(load, path.IsDeep ? AbstractValue.Of(Deep(state, value)) : value);
    }
}
