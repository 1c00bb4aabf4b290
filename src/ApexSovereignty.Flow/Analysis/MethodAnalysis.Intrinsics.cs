using System.Globalization;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <content>Library methods that tokens of a model cannot express, by the type they belong to; and those of collections, whose effect depends on constant keys.</content>
internal sealed partial class MethodAnalysis
{
    private AbstractValue? Intrinsic(CallInstruction call, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        var type = call.Method?.ContainingType ?? call.InstanceType;
        if (type is null) return null;
        var name = (call.Method?.MethodKind == MethodKind.Constructor ? "new" : call.Method?.Name ?? call.MethodName).ToLowerInvariant();
        switch (type.SpecialType)
        {
            case SpecialType.List:
                return ListCall(call, name, instance, arguments, state);
            case SpecialType.Set:
                return SetCall(call, name, instance, arguments, state);
            case SpecialType.Map:
                return MapCall(call, name, instance, arguments, state);
            case SpecialType.Iterator:
            case SpecialType.Iterable:
                return name switch
                {
                    "next" => Elements(state, instance, call.Type).Value,
                    "iterator" => instance,
                    "hasnext" => AbstractValue.Empty,
                    _ => null,
                };
            case SpecialType.String:
                return StringCall(call, name, instance, arguments, state);
        }

        if (TypeFacts.IsSObject(type) || (call.InstanceType is { } receiver && TypeFacts.IsSObject(receiver))) return RecordCall(call, name, instance, arguments, state);
        if (name == "new" && program.IsException(call.InstanceType ?? type))
        {
            foreach (var argument in arguments)
            {
                if (argument.Objects.Length > 0 && program.IsException(argument.Objects[0].Type)) Store(state, instance, ModelParts.Cause, argument, null, program.Compilation.UnknownType, isEach: false);
                else Store(state, instance, ModelParts.Message, AbstractValue.Create([], AsText(state, argument), argument.Strings), null, program.TextType, isEach: false);
            }

            return AbstractValue.Empty;
        }

        if (type.TypeKind == TypeKind.Enum && name == "name") return AbstractValue.Of(instance.Strings);
        if (name == "clone" && arguments.Length == 0 && call.InstanceType is INamedTypeSymbol { IsFromSource: true }) return CopyOf(call, state, instance, copiesElements: false);
        // Of a value whose type is not known: what tells about it, whatever it is.
        if (call.Method is null && type.TypeKind == TypeKind.Unknown && name is "length" or "size" or "isempty" or "isblank" or "startswith" or "endswith" or "contains" or "containskey" or "compareto" or "indexof" or "equalsignorecase" or "containsignorecase" or "isnotblank" or "isnotempty") return AbstractValue.Empty;
        if (call.Method is null && type.TypeKind == TypeKind.Unknown && IsOnlyOfText(name, arguments.Length)) return StringCall(call, name, AbstractValue.Create([], Deep(state, instance), instance.Strings), arguments, state);
        return name is "equals" or "hashcode" or "adderror" ? AbstractValue.Empty : null;
    }

    private AbstractValue? ListCall(CallInstruction call, string name, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        var element = TypeFacts.ElementType(call.InstanceType ?? call.Type) ?? program.Compilation.UnknownType;
        switch (name)
        {
            case "add" when arguments.Length == 1:
                var added = Kept(arguments[0], element);
                added = added.With(added.Taints.Then(At(call), StepKind.Added, ""));
                if (instance.Objects is [{ Path: null, IsMany: false } list] && KnownSize(state, list) is { } size && size < HeapState.MaximumKeys)
                {
                    state.Set(list, FieldName.At(size.ToString(CultureInfo.InvariantCulture)), added);
                    SetSize(state, list, size + 1);
                }
                else
                {
                    Store(state, instance, FieldName.Element, added, null, element, isEach: false);
                }

                return AbstractValue.Empty;
            case "add" or "set":
                var kept = Kept(arguments[^1], element);
                kept = kept.With(kept.Taints.Then(At(call), StepKind.Added, ""));
                if (name == "set") Store(state, instance, ElementKey(arguments[0]), kept, null, element, isEach: false);
                else
                {
                    Collapse(state, instance);
                    Store(state, instance, FieldName.Element, kept, null, element, isEach: false);
                }

                return AbstractValue.Empty;
            case "addall":
                AddAll(state, call, instance, arguments[0], element);
                return AbstractValue.Empty;
            case "new":
                foreach (var item in instance.Objects) SetSize(state, item, 0);
                if (arguments.Length == 1 && arguments[0].Objects.Length > 0) AddAll(state, call, instance, arguments[0], element);
                else if (arguments.Length == 1 && !arguments[0].Strings.IsNone) Collapse(state, instance);
                return AbstractValue.Empty;
            case "get":
                return Load(state, instance, ElementKey(arguments[0]), null, element);
            case "remove":
                var removed = Load(state, instance, ElementKey(arguments[0]), null, element);
                if (!MoveUp(state, instance, arguments[0])) Collapse(state, instance);
                return removed;
            case "sort":
                Collapse(state, instance);
                Compare(call, Load(state, instance, FieldName.Element, null, element), arguments, state);
                return AbstractValue.Empty;
            case "clear":
                Empty(state, instance);
                return AbstractValue.Empty;
            case "clone" or "deepclone":
                return CopyOf(call, state, instance, copiesElements: name == "deepclone");
            case "iterator":
                return instance;
            case "getsobjecttype":
                return element is ISObjectTypeSymbol { SpecialType: SpecialType.None } named ? AbstractValue.Of(StringSet.Of(named.Name)) : TypeNameOf(state, Load(state, instance, FieldName.Element, null, element));
            case "size" or "isempty" or "contains" or "indexof" or "equals" or "hashcode":
                return AbstractValue.Empty;
            default:
                return null;
        }
    }

    private AbstractValue? SetCall(CallInstruction call, string name, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        var element = TypeFacts.ElementType(call.InstanceType ?? call.Type) ?? program.Compilation.UnknownType;
        switch (name)
        {
            case "add":
                var added = Kept(arguments[0], element);
                Store(state, instance, FieldName.Element, added.With(added.Taints.Then(At(call), StepKind.Added, "")), null, element, isEach: false);
                return AbstractValue.Empty;
            case "addall" or "new":
                if (arguments.Length == 1) AddAll(state, call, instance, arguments[0], element);
                return AbstractValue.Empty;
            case "clear":
                Empty(state, instance);
                return AbstractValue.Empty;
            case "clone":
                return CopyOf(call, state, instance, copiesElements: false);
            case "iterator":
                return instance;
            case "size" or "isempty" or "contains" or "containsall" or "remove" or "removeall" or "retainall" or "equals" or "hashcode":
                return AbstractValue.Empty;
            default:
                return null;
        }
    }

    private AbstractValue? MapCall(CallInstruction call, string name, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        var element = TypeFacts.ElementType(call.InstanceType ?? call.Type) ?? program.Compilation.UnknownType;
        switch (name)
        {
            case "put":
                var value = Kept(arguments[1], element);
                var old = call.Result.IsNone ? AbstractValue.Empty : Load(state, instance, ElementKey(arguments[0]), null, element);
                if (!StoreByName(call, instance, value, element, state)) Store(state, instance, ElementKey(arguments[0]), value.With(value.Taints.Then(At(call), StepKind.Added, arguments[0].Strings.Values is [{ Exact: { } key }] ? key : "")), null, element, isEach: false);
                AddKey(state, instance, arguments[0]);
                return old;
            case "get":
                var found = Load(state, instance, ElementKey(arguments[0]), null, element);
                // Schema.getGlobalDescribe() and copies of it hold each token under its own name.
                return TypeFacts.IsNameOfObject(element) && found.Strings.Values.All(v => v.Parts is [{ Unknown: not null } or { Path.Root: PathRoot.Static }]) ? found.With(arguments[0].Strings) : found;
            case "remove":
                var removed = Load(state, instance, ElementKey(arguments[0]), null, element);
                if (instance.Objects is [{ IsMany: false } map] && ElementKey(arguments[0]) is var at && FieldName.IsConstantElement(at)) state.Set(map, at, AbstractValue.Empty);
                return removed;
            case "putall" or "new":
                if (arguments.Length != 1) return AbstractValue.Empty;
                AddAll(state, call, instance, arguments[0], element);
                foreach (var from in arguments[0].Objects.Where(o => o.Type.SpecialType == SpecialType.Map))
                    if (state.Get(from, FieldName.Key) is { } keys || (keys = from.Path is not null ? Initial(state, from, FieldName.Key, null, KeyType(from.Type)) : AbstractValue.Empty) is not null) AddKey(state, instance, keys);
                return AbstractValue.Empty;
            case "values":
                return View(call, state, Load(state, instance, FieldName.Element, null, element));
            case "keyset":
                return View(call, state, Load(state, instance, FieldName.Key, null, KeyType(call.InstanceType ?? call.Type)));
            case "clear":
                Empty(state, instance);
                return AbstractValue.Empty;
            case "clone" or "deepclone":
                return CopyOf(call, state, instance, copiesElements: name == "deepclone");
            case "size" or "isempty" or "containskey" or "equals" or "hashcode" or "getsobjecttype":
                return AbstractValue.Empty;
            default:
                return null;
        }
    }

    private AbstractValue ApplyIntrinsic(CallInstruction call, string name, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        var at = At(call);
        switch (name)
        {
            case "endpoint":
                AddEndpoint(at, arguments.Length > 0 ? arguments[0].Strings : StringSet.None);
                return AbstractValue.Empty;
            case "header":
                SetHeader(At(call), instance, arguments, state);
                return AbstractValue.Empty;
            case "headerOf":
                return WithoutCarrier(Load(state, instance, arguments is [{ Strings.Values: [{ Exact: { } asked }] }] ? ModelParts.HeaderOf(asked) : ModelParts.Header, null, program.TextType));
            case "json":
                return Serialized(call, arguments[0], state);
            case "fromJson":
                return Deserialized(call, arguments, state);
            case "stubEndpoint":
                AddEndpoint(at, arguments.Length > 3 ? Load(state, arguments[3], FieldName.At("0"), null, program.TextType).Strings : StringSet.None);
                return AbstractValue.Empty;
            case "pageEndpoint":
                var target = Load(state, instance, "url", null, program.TextType).Strings;
                if (!target.IsNone) AddEndpoint(at, target);
                return AbstractValue.Empty;
            case "pageUrl":
                var shown = Load(state, instance, "url", null, program.TextType).Strings;
                return AbstractValue.Of(shown.IsNone ? StringSet.Unknown("it comes from PageReference.getUrl") : shown.Union(StringSet.Concat([shown, StringSet.Of("?"), StringSet.Unknown("parameters of the page follow")])));
            case "received":
                var received = StringSet.ChosenOutside($"it comes from {call.Method?.ContainingType?.Name}.{call.Method?.Name}");
                if (!TypeFacts.CanReferToObject(call.Type)) return TypeFacts.CanBeText(call.Type) ? AbstractValue.Of(received) : AbstractValue.Empty;
                var made = ResultObject(call);
                Store(state, made, FieldName.Any, AbstractValue.Of(received), null, program.Compilation.UnknownType, isEach: false);
                return made;
            case "encoding":
                var encoded = new TextChange(call.MethodName.ToLowerInvariant(), $"EncodingUtil.{call.MethodName} changes it");
                return arguments.Length == 0 ? AbstractValue.Empty : AbstractValue.Create([], arguments[0].Taints.Then(at, StepKind.Library, $"EncodingUtil.{call.MethodName}"), arguments[0].Strings.Map(encoded));
            case "url":
                UrlOf(instance, arguments, state);
                return AbstractValue.Empty;
            case "urlPart":
                return PartOfUrl(call, instance, state);
            case "label":
                return arguments is [_, { Strings.Values: [{ Exact: { } label }] }, ..] && program.Compilation.Project.FindLabel(label) is { Value: { } labelText } ? AbstractValue.Of(TextsOf(label, labelText)) : AbstractValue.Of(StringSet.Unknown("the label is not in the project"));
            case "format":
                return Format(call, arguments, state);
            case "join":
                return Join(call, arguments, state);
            case "query":
                return DynamicQuery(call, arguments, state);
            case "search":
                return DynamicSearch(call, arguments, state);
            case "foundOf":
                return FoundOf(instance, arguments, state);
            case "batch":
                InvokeLater(call, arguments[0], "batch", state);
                return AbstractValue.Empty;
            case "save":
                Save(at, call.MethodName.ToLowerInvariant(), arguments[0], state);
                return AbstractValue.Empty;
            case "currentPage" when program.Compilation.GetTypeByName("System.PageReference") is INamedTypeSymbol page:
                return AbstractValue.Of(ObjectOf(PathOfStatic(page, page)));
            case "newPage":
                foreach (var page in instance.Objects) AddPageMaps(page, arguments, state);
                return AbstractValue.Empty;
            case "pageParameters":
                return PageMap(instance, call.MethodName.Equals("getHeaders", StringComparison.OrdinalIgnoreCase) ? "headers" : "parameters", call.Type, state);
            case "cache":
                return CacheCall(call, arguments, state);
            case "answer":
                return Answer(call, Load(state, arguments[0], ModelParts.Endpoint, null, program.TextType).Strings, ModelParts.Body, state);
            case "modelAnswer":
                return Answer(call, StringSet.Of(ModelAnswer.Platform), FieldName.Any, state);
            case "modelsApiAnswer":
                return Answer(call, StringSet.Of(ModelAnswer.Platform), "code200", state);
            case "message":
                // What a constructor that is not known took in may be in the text; the members of the class are not.
                var text = Load(state, instance, ModelParts.Message, null, program.TextType);
                foreach (var item in instance.Objects)
                    if (state.Get(item, FieldName.Any) is { } unknown) text = text.Union(AbstractValue.Of(unknown.Taints));
                if (instance.Objects.Length == 0) text = AbstractValue.Of(instance.Taints);
                return text.With(text.Taints.Then(at, StepKind.Library, $"Exception.{call.MethodName}"));
            case "decrypt":
                var open = WithoutCarrier(Pseudonymised(arguments[^1], isPseudonymised: false));
                return open.With(open.Taints.Then(at, StepKind.Library, $"Crypto.{call.MethodName}"));
            case "newInstance":
                return NewInstance(call, instance, state);
            case "flowVariable":
                return FlowVariable(call, instance, arguments, state);
            case "duplicateRecord":
                return ShownRecords(call, isList: false, state, "a record found as a duplicate");
            case "action":
                return arguments.Length > 0 ? MakeAction(call, arguments, state) : AbstractValue.Empty;
            case "actionInput":
                return arguments.Length > 1 ? SetActionInput(call, instance, arguments, state) : instance;
            case "invokeAction":
                return InvokeAction(call, instance, state);
            case "pageRecords":
                return PageRecords(call, instance, state);
            default:
                return AbstractValue.Empty;
        }
    }

    /// <summary>A header of a name that the code fixes replaces the one before; any other is added.</summary>
    private void SetHeader(CodeLocation at, AbstractValue request, AbstractValue[] arguments, HeapState state)
    {
        if (arguments is not [var name, var value]) return;
        var given = AddCarrier(value, at, ModelParts.Header);
        if (name.Strings.Values is [{ Exact: { } known }])
        {
            Store(state, request, ModelParts.HeaderOf(known), given, null, program.TextType, isEach: false);
            return;
        }

        given = given.Union(AddCarrier(name, at, ModelParts.Header));
        if (blockGuard is not null) given = given.With(Guarded(given.Taints));
        foreach (var item in request.Objects)
        {
            var others = state.Get(item, ModelParts.Header) ?? Initial(state, item, ModelParts.Header, null, program.TextType);
            state.Set(item, ModelParts.Header, others.Union(given));
        }
    }

    /// <summary><c>new Url(context, file)</c>, <c>new Url(protocol, host, file)</c> and the same with a port.</summary>
    private void UrlOf(AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        var taints = TaintSet.Empty;
        foreach (var argument in arguments) taints = taints.Union(Deep(state, argument));
        StringSet[] parts = arguments.Length switch
        {
            2 => [Load(state, arguments[0], "~url", null, program.TextType).Strings, arguments[1].Strings],
            3 => [arguments[0].Strings, StringSet.Of("://"), arguments[1].Strings, arguments[2].Strings],
            // No port, as another URL gives it, is -1.
            _ => One(arguments[2].Strings) == "-1"
                ? [arguments[0].Strings, StringSet.Of("://"), arguments[1].Strings, arguments[3].Strings]
                : [arguments[0].Strings, StringSet.Of("://"), arguments[1].Strings, StringSet.Of(":"), arguments[2].Strings, arguments[3].Strings],
        };
        Store(state, instance, "~url", AbstractValue.Create([], taints, StringSet.Concat([.. parts])), null, program.TextType, isEach: false);
    }

    /// <summary>A part of a URL: its host, its path with query, …</summary>
    private AbstractValue PartOfUrl(CallInstruction call, AbstractValue instance, HeapState state)
    {
        var url = Load(state, instance, "~url", null, program.TextType);
        var part = new TextChange(TextChange.PartOfUrl + call.MethodName.ToLowerInvariant(), "it is part of a URL");
        var strings = url.Strings.Map(part);
        // What stands fixed before the data is no data: the host of 'https://api.example.com/find?m=' + email.
        var isFixed = !strings.IsNone && strings.Values.All(v => v.Exact is not null);
        return AbstractValue.Create([], isFixed ? TaintSet.Empty : url.Taints.Then(At(call), StepKind.Library, $"URL.{call.MethodName}"), strings);
    }

    private static AbstractValue Kept(AbstractValue value, ITypeSymbol element) => TypeFacts.CanCarry(element) ? value : AbstractValue.Of(value.Strings);

    private static int? KnownSize(HeapState state, HeapObject list) =>
        state.Get(list, ModelParts.Size) is { Strings.Values: [{ Exact: { } text }] } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;

    private static void SetSize(HeapState state, HeapObject list, int? size) =>
        state.Set(list, ModelParts.Size, AbstractValue.Of(size is { } known ? StringSet.Of(known.ToString(CultureInfo.InvariantCulture)) : StringSet.Unknown("")));

    /// <summary>The elements behind one that is removed move up by one, where all positions are known.</summary>
    private static bool MoveUp(HeapState state, AbstractValue instance, AbstractValue index)
    {
        if (instance.Objects is not [{ Path: null, IsMany: false } list] || KnownSize(state, list) is not { } size || state.Get(list, FieldName.Element) is { IsEmpty: false }) return false;
        if (index.Strings.Values is not [{ Exact: { } text }] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= size) return false;
        for (var n = at; n < size; n++)
        {
            var next = FieldName.At((n + 1).ToString(CultureInfo.InvariantCulture));
            var here = FieldName.At(n.ToString(CultureInfo.InvariantCulture));
            if (n + 1 < size) state.Set(list, here, state.Get(list, next) ?? AbstractValue.Empty);
            else state.Remove(list, here);
        }

        SetSize(state, list, size - 1);
        return true;
    }

    /// <summary>Elements lose their positions.</summary>
    private void Collapse(HeapState state, AbstractValue instance)
    {
        foreach (var item in instance.Objects)
        {
            var all = LoadElementOf(state, item, FieldName.Element, TypeFacts.ElementType(item.Type) ?? program.Compilation.UnknownType);
            if (state.CellsOf(item) is { } cells)
                foreach (var key in cells.Entries.Keys.Where(FieldName.IsConstantElement).ToArray()) state.Remove(item, key);
            state.Set(item, FieldName.Element, all);
            SetSize(state, item, null);
        }
    }

    private void Empty(HeapState state, AbstractValue instance)
    {
        if (instance.Objects is not [{ IsMany: false } item]) return;
        state.Clear(item);
        state.Set(item, FieldName.Element, AbstractValue.Empty);
        state.Set(item, FieldName.Key, AbstractValue.Empty);
        if (item.Path is null) SetSize(state, item, 0);
    }

    private void AddAll(HeapState state, CallInstruction call, AbstractValue instance, AbstractValue from, ITypeSymbol element)
    {
        var isMap = instance.Objects is [{ Type.SpecialType: SpecialType.Map }, ..];
        if (isMap && from.Objects.Length > 0)
        {
            foreach (var source in from.Objects)
            {
                if (source.Type.SpecialType != SpecialType.Map || state.CellsOf(source) is not { } cells) continue;
                foreach (var (key, value) in cells.Entries.ToArray())
                    if (FieldName.IsConstantElement(key)) Store(state, instance, key, value, null, element, isEach: false);
            }
        }

        var added = AbstractValue.Empty;
        foreach (var source in from.Objects)
        {
            if (isMap && source.Type.SpecialType == SpecialType.Map && source.Path is null) added = added.Union(state.Get(source, FieldName.Element) ?? Initial(state, source, FieldName.Element, null, element));
            else added = added.Union(LoadElementOf(state, source, FieldName.Element, element));
        }

        if (from.Objects.Length == 0) added = AbstractValue.Of(from.Taints);
        added = Kept(added, element);
        if (added.IsEmpty) return;
        if (!isMap) foreach (var item in instance.Objects) SetSize(state, item, null);
        Store(state, instance, FieldName.Element, added.With(added.Taints.Then(At(call), StepKind.Added, "")), null, element, isEach: false);
    }

    private void AddKey(HeapState state, AbstractValue instance, AbstractValue key)
    {
        if (key.Taints.IsEmpty && key.Objects.Length == 0) return;
        foreach (var item in instance.Objects)
            state.Set(item, FieldName.Key, (state.Get(item, FieldName.Key) ?? (item.Path is null ? AbstractValue.Empty : Initial(state, item, FieldName.Key, null, program.TextType))).Union(key.With(StringSet.None)));
    }

    private AbstractValue View(CallInstruction call, HeapState state, AbstractValue elements)
    {
        var view = Make(call, "view", call.Type, isExact: true);
        state.Clear(view);
        state.Set(view, FieldName.Element, elements);
        return AbstractValue.Of(view);
    }

    private AbstractValue CopyOf(CallInstruction call, HeapState state, AbstractValue instance, bool copiesElements)
    {
        var result = new List<HeapObject>();
        var reached = copiesElements ? Load(state, instance, FieldName.Element, null, program.Compilation.UnknownType).Objects : [];
        foreach (var item in instance.Objects)
        {
            var copy = Copy(item, item.IsMany && !TypeFacts.IsSObject(item.Type));
            result.Add(copy);
            if (!copiesElements) continue;
            var keys = state.CellsOf(copy)?.Entries.Keys.Where(FieldName.IsElement).ToArray() ?? [];
            foreach (var key in keys) state.Set(copy, key, Copies(state.Get(copy, key)!));
            if (item.HasInitialContent && !keys.Contains(FieldName.Element) && Copies(Initial(state, item, FieldName.Element, null, TypeFacts.ElementType(item.Type) ?? program.Compilation.UnknownType)) is { Objects.Length: > 0 } others)
                state.Set(copy, FieldName.Element, others);
        }

        return AbstractValue.Create([.. result.Distinct().OrderBy(o => o.Id)], instance.Taints, StringSet.None);

        AbstractValue Copies(AbstractValue elements) => elements.WithObjects(AbstractValue.Sorted([.. elements.Objects.Select(element => Copy(element, isMany: true)).Distinct()]));

        HeapObject Copy(HeapObject item, bool isMany)
        {
            if (item.CopyOf is null && ReferenceEquals(item.Site, call)) return item;
            // A copy of what this very call copied before is the same object, or copies of copies would never end in a loop.
            for (var earlier = item; earlier is not null; earlier = earlier.CopyOf)
            {
                if (!ReferenceEquals(earlier.Site, call)) continue;
                if (!ReferenceEquals(earlier, item) && state.CellsOf(item) is { } added)
                    foreach (var (key, value) in added.Entries.ToArray()) state.Set(earlier, key, (state.Get(earlier, key) ?? AbstractValue.Empty).Union(value));
                return earlier;
            }

            if (!created.TryGetValue((call, item), out var copy))
                created.Add((call, item), copy = new HeapObject(objectCount++, null, item.Type, item.IsExact, isMany, call, 0) { Origin = item.Origin, CopyOf = item.Path is not null || item.CopyOf is not null ? item : null });
            // In a loop what the last round copied is copied again: both are one object then.
            var isAgain = instance.Objects.Contains(copy) || reached.Contains(copy);
            if (!isAgain) state.Clear(copy);
            if (state.CellsOf(item) is { } cells)
                foreach (var (key, value) in cells.Entries.ToArray()) state.Set(copy, key, isAgain && state.Get(copy, key) is { } before ? before.Union(value) : value);
            return copy;
        }
    }

    private ITypeSymbol KeyType(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments: [var key, ..] } ? key : program.TextType;
}
