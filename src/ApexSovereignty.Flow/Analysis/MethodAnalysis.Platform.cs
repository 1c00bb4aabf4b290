using System.Collections.Immutable;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <content>Where the platform makes objects, hands out records or calls back.</content>
internal sealed partial class MethodAnalysis
{
    /// <summary>Stands for a method where a caller's records are saved.</summary>
    private const string SaveLater = "insert";

    /// <summary><c>Type.newInstance()</c>: an object of each class that the name may mean, after its constructor.</summary>
    private AbstractValue NewInstance(CallInstruction call, AbstractValue instance, HeapState state)
    {
        var types = program.CallGraph.TypesMadeBy(call);
        var names = instance.Strings.Values;
        if (!names.IsEmpty && names.All(n => n.Exact is not null))
            types = [.. types.Where(t => names.Any(n => n.Exact!.Equals(t.FullName, StringComparison.OrdinalIgnoreCase)))];
        if (types.IsEmpty) return TypeFacts.CanReferToObject(call.Type) ? AbstractValue.Of(Make(call, "object", call.Type, isExact: false)) : AbstractValue.Empty;
        var result = AbstractValue.Empty;
        foreach (var type in types)
        {
            var item = MakeNamed(call, type, WaitingFor(type, names));
            state.Clear(item);
            var self = AbstractValue.Of(item);
            foreach (var constructor in DefaultCreation.MethodsOf(type, program.Compilation)) Apply(call, program.SummaryOf(constructor), self, [], state);
            result = result.Union(self);
        }

        return result;
    }

    private HeapObject MakeNamed(CallInstruction call, INamedTypeSymbol type, StringSet? names)
    {
        if (!created.TryGetValue((call, (type, names)), out var item))
            created.Add((call, (type, names)), item = new HeapObject(objectCount++, null, type, isExact: true, isMany: false, call, 0) { NamedBy = names });
        return item;
    }

    /// <summary>The names of a class that only a caller knows, or knows whether they are meant; null where the class may be meant in any case.</summary>
    private static StringSet? WaitingFor(INamedTypeSymbol type, ImmutableArray<StringValue> names)
    {
        var meant = names.Where(n => n.Exact is not { } name || name.Equals(type.FullName, StringComparison.OrdinalIgnoreCase)).ToList();
        return meant.Count > 0 && meant.TrueForAll(n => n is { DependsOnCaller: true, Parts: [{ Path: not null }] } || (n is { DependsOnCaller: true, Guard: not null, Exact: not null })) ? StringSet.From(meant) : null;
    }

    /// <summary>The records of a page's standard controller: those it was made with, else those that the page shows.</summary>
    private AbstractValue PageRecords(CallInstruction call, AbstractValue instance, HeapState state)
    {
        var isList = call.Type.SpecialType == SpecialType.List;
        var result = AbstractValue.Empty;
        foreach (var item in instance.Objects)
        {
            var given = LoadFrom(state, item, "records", null, program.Compilation.UnknownType);
            if (!IsHandedOver(item)) result = result.Union(isList || call.Type.SpecialType != SpecialType.SObject ? given : Converted(state, given, call.Type, given.Objects is [{ Type: var type }, ..] ? type : call.Type));
            else result = result.Union(ShownRecords(call, isList, state));
        }

        return result;
    }

    /// <summary>Whether a page made the controller, rather than code of the project.</summary>
    private bool IsHandedOver(HeapObject controller)
    {
        if (controller.Path is not { } path) return false;
        while (path.Parent is not null) path = path.Parent;
        if (path.Root == PathRoot.Parameter) return true;
        return path.Type is INamedTypeSymbol { IsFromSource: true } owner
            && owner.Members.OfType<IMethodSymbol>().Any(m => m.MethodKind == MethodKind.Constructor && m.Parameters.Any(p => ReferenceEquals(p.Type, controller.Type)));
    }

    /// <summary>Whether an unknown method of another package is taken to give records of an object.</summary>
    private static bool GivesRecords(ITypeSymbol type) =>
        (TypeFacts.ElementType(type) ?? type) is ISObjectTypeSymbol { SpecialType: not SpecialType.AggregateResult } record && CrmData.IsData(record);

    private AbstractValue ShownRecords(CallInstruction call, bool isList, HeapState state, string kind = "records of the page")
    {
        var type = (TypeFacts.ElementType(call.Type) ?? call.Type) as ISObjectTypeSymbol ?? program.Compilation.GetSObject("SObject");
        var record = Make(call, "record", type, isExact: false, isMany: isList, new RecordOrigin(type, At(call), kind));
        if (!isList) return AbstractValue.Of(record);
        var list = Make(call, "list", call.Type, isExact: true);
        state.Set(list, FieldName.Element, AbstractValue.Of(record));
        return AbstractValue.Of(list);
    }

    /// <summary>Sorting compares: elements by their own method, or by that of a comparator.</summary>
    private void Compare(CallInstruction call, AbstractValue elements, AbstractValue[] arguments, HeapState state)
    {
        if (arguments.Length == 0)
        {
            InvokeLater(call, elements, "compareTo", state);
            return;
        }

        foreach (var comparator in arguments[0].Objects)
        {
            if (comparator.IsExact && comparator.Type is INamedTypeSymbol { IsFromSource: true } type) ApplyLater(call, type, "compare", AbstractValue.Of(comparator), [elements, elements], state.Copy());
            else if (comparator.Path is { Root: not PathRoot.Static } path) laterCalls.Add(new LaterCall(path, "compare"));
        }
    }

    /// <summary>Records are written to the database: a log record is a log, a setting is read again elsewhere.</summary>
    private void Save(CodeLocation at, string verb, AbstractValue records, HeapState state, int depth = 0)
    {
        foreach (var item in records.Objects)
        {
            if (TypeFacts.IsCollection(item.Type))
            {
                if (depth < 2) Save(at, verb, LoadElementOf(state, item, FieldName.Element, TypeFacts.ElementType(item.Type) ?? program.Compilation.UnknownType), state, depth + 1);
            }
            else if (item.Path is { Root: not PathRoot.Static } path && item.Type.SpecialType is SpecialType.SObject or SpecialType.Object)
            {
                // A method that saves whatever it is given: who calls it knows the object.
                laterCalls.Add(new LaterCall(item.Path, SaveLater));
            }
            else if (LogRecords.IsLog(item.Type) || item.Type is ISObjectTypeSymbol { Category: SObjectCategory.PlatformEvent })
            {
                var name = $"{verb} {item.Type.Name}";
                var kind = LogRecords.IsLog(item.Type) ? "log" : "event";
                var written = Deep(state, AbstractValue.Of(item));
                for (var n = 0; n < written.Count; n++)
                    AddExit(new Exit(kind, at, "message", written[n], new StepTrace(written.TraceAt(n), at, StepKind.Left, name), StringSet.None, name));
            }
            else if (item.Type is ISObjectTypeSymbol { Category: SObjectCategory.CustomSetting } setting && item.Path is null && state.CellsOf(item) is { } cells)
            {
                foreach (var (key, value) in cells.Entries)
                    if (key[0] != '~') AddStaticWrite(StaticKey(setting, setting), [key], value, state, []);
            }
        }
    }

    /// <summary>What a service answers, with the endpoint that was asked.</summary>
    private AbstractValue Answer(CallInstruction call, StringSet endpoint, string key, HeapState state)
    {
        var at = At(call);
        var result = ResultObject(call);
        var asked = StringSet.From(endpoint.Values.Select(v => v.WithCarrier(null)));
        var answer = program.Taints.Of(SourceField.Answer(at), toldBy: asked);
        Store(state, result, key, AbstractValue.Of(TaintSet.Of(answer, new StepTrace(null, at, StepKind.Received, "the answer"))), null, program.TextType, isEach: false);
        return result;
    }

    /// <summary>A finalizer runs once the job has ended: what is put into it after it was attached is there.</summary>
    private void RunAttached()
    {
        foreach (var (call, finalizer) in attached.OrderBy(a => a.Key.Span.Start))
        {
            if (exitState is not null) InvokeLater(call, finalizer, RunsAtEnd, exitState);
            if (thrownState is not null) InvokeLater(call, finalizer, RunsAtEnd, thrownState);
        }
    }

    /// <summary>The platform calls back with the state of a continuation once the answers are there.</summary>
    private void RunContinuations()
    {
        if (exitState is null) return;
        foreach (var made in graph.Blocks.SelectMany(b => b.Instructions).OfType<NewInstruction>())
        {
            if (!CallGraphs.ProgramCallGraph.IsContinuation(made.Type)) continue;
            var continuation = values[made.Result.Index];
            var given = Load(exitState, continuation, "state", null, program.Compilation.GetSpecialType(SpecialType.Object));
            if (given.IsEmpty) continue;
            var names = Load(exitState, continuation, "continuationmethod", null, program.TextType).Strings.Values;
            foreach (var callback in program.CallGraph.CallbacksOf(method.ContainingType))
            {
                if (!names.Any(n => n.Exact is null || n.Exact.Equals(callback.Name, StringComparison.OrdinalIgnoreCase))) continue;
                var self = callback.IsStatic || thisPath is null ? AbstractValue.Empty : AbstractValue.Of(ObjectOf(thisPath));
                var arguments = callback.Parameters.Select((_, n) => n == callback.Parameters.Length - 1 ? given : AbstractValue.Empty).ToArray();
                Apply(CalledBack(made.Syntax, made.Span), program.SummaryOf(callback), self, arguments, exitState.Copy(), isLater: true);
            }
        }
    }

    /// <summary>A batch that nothing in the project starts runs all the same: what its start gives is what execute gets. Told where it finishes.</summary>
    private void RunBatch()
    {
        if (thisPath is null || method.ContainingType is not { } type || !program.CallGraph.EndsUnstartedBatch(method)) return;
        if (program.CallGraph.FindByName(type, CallGraphs.ProgramCallGraph.BatchExecute) is not { DeclaringSyntax: { } place, Parameters: [_, var scope] }) return;
        var call = CalledBack(place, place is Syntax.MethodDeclarationSyntax { Name: var name } ? name.Span : place.Span);
        var state = new HeapState();
        var self = AbstractValue.Of(ObjectOf(thisPath));
        var rows = Iterated(call, type, ApplyLater(call, type, "start", self, [], state), state);
        if (rows.IsEmpty)
        {
            var record = TypeFacts.ElementType(scope.Type) as ISObjectTypeSymbol ?? program.Compilation.GetSObject("SObject");
            var list = Make(call, "rows", scope.Type, isExact: true);
            state.Set(list, FieldName.Element, AbstractValue.Of(Make(call, "row", record, isExact: false, isMany: true, new RecordOrigin(record, At(call), "records of the batch"))));
            rows = AbstractValue.Of(list);
        }

        ApplyLater(call, type, CallGraphs.ProgramCallGraph.BatchExecute, self, [AbstractValue.Empty, rows], state);
    }

    private readonly Dictionary<object, CallInstruction> callsBack = new(ReferenceEqualityComparer.Instance);

    /// <summary>The call that the platform makes for what stands at a place.</summary>
    private CallInstruction CalledBack(Syntax.SyntaxNode place, Text.TextSpan span)
    {
        if (!callsBack.TryGetValue(place, out var call))
            callsBack.Add(place, call = new CallInstruction(ValueId.None, place, program.Compilation.UnknownType, null, "", ValueId.None, null, [], IsVirtual: false, -1) { Span = span });
        return call;
    }

    /// <summary>The scope of a batch whose start gives an object of the project to iterate over: what its iterator gives.</summary>
    private AbstractValue Iterated(CallInstruction call, INamedTypeSymbol batch, AbstractValue started, HeapState state)
    {
        if (!Array.Exists(started.Objects, IsOwn) || program.CallGraph.FindByName(batch, CallGraphs.ProgramCallGraph.BatchExecute) is not { Parameters: [_, var scope] }) return started;
        var rows = AbstractValue.Empty;
        foreach (var item in started.Objects.Where(IsOwn))
            foreach (var iterator in ApplyLater(call, (INamedTypeSymbol)item.Type, "iterator", AbstractValue.Of(item), [], state).Objects.Where(IsOwn))
                rows = rows.Union(ApplyLater(call, (INamedTypeSymbol)iterator.Type, "next", AbstractValue.Of(iterator), [], state));
        var list = Make(call, "scope", scope.Type, isExact: true);
        state.Set(list, FieldName.Element, rows);
        return AbstractValue.Create([.. started.Objects.Where(o => !IsOwn(o)), list], TaintSet.Empty, StringSet.None);

        static bool IsOwn(HeapObject item) => item is { IsExact: true, Type: INamedTypeSymbol { IsFromSource: true } };
    }

    /// <summary>Whether the call adds to a log entry that a logging library, absent from the project, has handed out.</summary>
    private bool IsLogBuilder(CallInstruction call, AbstractValue instance) =>
        call.Method is null && Array.Exists(instance.Objects, o => o.Site is CallInstruction maker && program.Models.FindForCall(maker) is { } model && model.Sinks.Any(s => s.Kind == "log"));

    /// <summary>Whether a class is generated from a registered external service, whose methods call it.</summary>
    private static bool IsExternalService(INamedTypeSymbol type) => type.FullName.StartsWith("ExternalService.", StringComparison.OrdinalIgnoreCase);

    private static bool IsCreation(CallInstruction call, INamedTypeSymbol type) => call.MethodName == type.FullName || call.MethodName.Equals(type.Name, StringComparison.OrdinalIgnoreCase);

    private void SendToService(CallInstruction call, AbstractValue[] arguments, HeapState state)
    {
        var at = At(call);
        var endpoint = StringSet.Unknown("the org's registration of the external service tells it");
        foreach (var argument in arguments)
        {
            var sent = Deep(state, argument);
            for (var n = 0; n < sent.Count; n++)
                AddExit(new Exit("http", at, "body", sent[n], new StepTrace(sent.TraceAt(n), at, StepKind.Left, call.MethodName), endpoint, call.MethodName));
        }
    }

    private AbstractValue HandToBase(AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        var given = arguments.Aggregate(AbstractValue.Empty, (all, argument) => all.Union(argument.With(StringSet.None)));
        Store(state, instance, ModelParts.Base, given, null, program.Compilation.UnknownType, isEach: false);
        return AbstractValue.Empty;
    }

    private static readonly string[] messageParts = [ModelParts.Body, ModelParts.Header];

    private AbstractValue LogMore(CallInstruction call, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        var at = At(call);
        foreach (var argument in arguments)
        {
            var written = AsText(state, argument);
            // A log that is given a request or an answer writes down all of it.
            var messages = AbstractValue.Empty.WithObjects(Array.FindAll(argument.Objects, o => o.Type is INamedTypeSymbol { Namespace: "System", Name: "HttpRequest" or "HttpResponse" }));
            foreach (var part in messageParts) written = written.Union(WithoutCarrier(AbstractValue.Of(Load(state, messages, part, null, program.TextType).Taints)).Taints);
            for (var n = 0; n < written.Count; n++)
                AddExit(new Exit("log", at, "message", written[n], new StepTrace(written.TraceAt(n), at, StepKind.Left, call.MethodName), StringSet.None, call.MethodName));
        }

        return instance;
    }

    /// <summary>The record of a custom setting that all code shares.</summary>
    private AbstractValue SettingRecord(ISObjectTypeSymbol setting) => AbstractValue.Of(ObjectOf(PathOfStatic(setting, setting)));

    /// <summary>The parameters of a page's address: one map for each page.</summary>
    private AbstractValue PageMap(AbstractValue pages, string name, ITypeSymbol type, HeapState state)
    {
        var result = AbstractValue.Empty;
        foreach (var page in pages.Objects)
        {
            var known = LoadFrom(state, page, name, null, type);
            if (known.Objects.Length == 0) state.Set(page, name, known = AbstractValue.Of(Make(page, name, type, isExact: true)));
            result = result.Union(known);
        }

        return result;
    }

    /// <summary>A new page has its maps at once, so that a callee which fills them fills these; the address given tells parameters.</summary>
    private void AddPageMaps(HeapObject page, AbstractValue[] arguments, HeapState state)
    {
        if (program.Compilation.GetTypeByName("Map<String,String>") is not { } type) return;
        foreach (var name in (string[])["parameters", "headers"])
        {
            var map = Make(page, name, type, isExact: true);
            state.Clear(map);
            state.Set(page, name, AbstractValue.Of(map));
            if (name == "parameters" && arguments is [{ Taints.IsEmpty: false } address]) state.Set(map, FieldName.Element, AbstractValue.Of(address.Taints));
        }
    }

    /// <summary>The platform cache: a store that all code shares, by key.</summary>
    private AbstractValue CacheCall(CallInstruction call, AbstractValue[] arguments, HeapState state)
    {
        var type = call.Method?.ContainingType?.Name ?? "";
        var isSession = type.StartsWith("Session", StringComparison.OrdinalIgnoreCase);
        if (program.Compilation.GetTypeByName(isSession ? "Cache.Session" : "Cache.Org") is not INamedTypeSymbol symbol) return AbstractValue.Empty;
        var store = AbstractValue.Of(ObjectOf(PathOfStatic(symbol, symbol)));
        var anything = program.Compilation.GetSpecialType(SpecialType.Object);
        switch (call.MethodName.ToLowerInvariant())
        {
            case "put" when arguments.Length > 1:
                var key = CacheKey(arguments[0]);
                var value = arguments[1];
                Store(state, store, key, value.With(value.Taints.Then(At(call), StepKind.Stored, $"the cache{Shown(key)}")), null, anything, isEach: false);
                return AbstractValue.Empty;
            case "get" when arguments.Length > 0:
                var read = CacheKey(arguments[^1]);
                var found = Load(state, store, read, null, anything);
                return found.With(found.Taints.Then(At(call), StepKind.Read, $"the cache{Shown(read)}"));
            case "remove" when arguments.Length > 0 && CacheKey(arguments[^1]) is var gone && FieldName.IsConstantElement(gone):
                Store(state, store, gone, AbstractValue.Empty, null, anything, isEach: false);
                return AbstractValue.Empty;
            default:
                return AbstractValue.Empty;
        }

        static string Shown(string key) => FieldName.IsConstantElement(key) ? " under " + key[1..^1] : "";
    }

    /// <summary>Keys with and without namespace and partition meet: <c>local.Part.key</c>, <c>key</c>.</summary>
    private string CacheKey(AbstractValue key) =>
        ElementKey(key.With(StringSet.From(key.Strings.Values.Select(v => v.Exact is { } text ? StringValue.Of(text[(text.LastIndexOf('.') + 1)..]) : v))));

    private Instruction?[]? definitions;

    /// <summary>The instruction that makes a value, or null.</summary>
    private Instruction? DefinitionOf(ValueId value)
    {
        if (value.IsNone) return null;
        if (definitions is null)
        {
            definitions = new Instruction?[values.Length];
            foreach (var instruction in graph.Blocks.SelectMany(b => b.Instructions))
                if (!instruction.Result.IsNone) definitions[instruction.Result.Index] = instruction;
        }

        return definitions[value.Index];
    }

    /// <summary>The instruction that makes a value, whatever variables it went through.</summary>
    private Instruction? MakerOf(ValueId value)
    {
        for (var steps = 0; steps < 10; steps++)
        {
            switch (DefinitionOf(value))
            {
                case AssignInstruction assigned:
                    value = assigned.Operand;
                    break;
                case ConvertInstruction converted:
                    value = converted.Operand;
                    break;
                case var made:
                    return made;
            }
        }

        return null;
    }
}
