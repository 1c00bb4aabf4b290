using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.Analysis;

/// <content>
/// JSON that a method writes and reads again, as in <c>(Slim) JSON.deserialize(JSON.serialize(record), Slim.class)</c>: members of
/// equal name get each other's values, all else is dropped. Of a text from elsewhere every member may hold all of it.
/// </content>
internal sealed partial class MethodAnalysis
{
    /// <summary>Levels of objects that are copied one by one; what lies deeper is no longer told apart.</summary>
    private const int MaximumJsonDepth = 3;

    private ITypeSymbol? untypedMap;
    private ITypeSymbol? untypedList;

    private AbstractValue Deserialized(CallInstruction call, AbstractValue[] arguments, HeapState state)
    {
        if (arguments.Length == 0) return AbstractValue.Empty;
        var isUntyped = call.MethodName.Equals("deserializeUntyped", StringComparison.OrdinalIgnoreCase);
        var target = isUntyped ? program.Compilation.GetSpecialType(SpecialType.Object) : TargetOf(call, arguments);
        if (target is not null && SerializedBy(call) is { } source) return Rebuilt(call, "", source, target, state, 0);
        return target is null ? ReadUntyped(call, arguments[0], state) : ReadAs(call, "", arguments[0], target, state);
    }

    private AbstractValue ReadUntyped(CallInstruction call, AbstractValue text, HeapState state)
    {
        var result = ResultObject(call);
        Store(state, result, FieldName.Any, AbstractValue.Create([], Read(call, text.Taints), text.Strings), null, program.TextType, isEach: false);
        return result;
    }

    /// <summary>
    /// What a text is when it is read as a type: of JSON that this method wrote or got from a callee, what it says; of a text that
    /// a caller gives, what lies below its path; of any other, an object that may hold all of it everywhere.
    /// </summary>
    private AbstractValue ReadAs(CallInstruction call, string place, AbstractValue text, ITypeSymbol target, HeapState state)
    {
        var result = AbstractValue.Empty;
        var told = TaintSet.Empty;
        foreach (var item in text.Objects)
        {
            if (state.Get(item, ModelParts.Written) is not { } written) continue;
            result = result.Union(Rebuilt(call, $"{place}{item.Id}:", written, target, state, 0));
            told = told.Union(state.Get(item, ModelParts.WrittenData)?.Taints ?? TaintSet.Empty);
        }

        if (TextOfCaller(text) is { } path && HasNamedMembers(target, 0))
        {
            result = result.Union(AbstractValue.Of(ObjectOf(path.Child(ModelParts.Json + target.FullName, null, target))));
            told = told.Union(TaintSet.Of(program.Taints.Of(path), EntryTrace.Instance));
        }

        var rest = text.Taints.Without(told);
        if (!result.IsEmpty && rest.IsEmpty) return result;
        return result.Union(TypeFacts.IsCollection(target) || place.Length > 0 ? AbstractValue.Of(Blurred(call, place, AbstractValue.Create([], rest, text.Strings), target, state)) : ReadUntyped(call, text.With(rest), state));
    }

    /// <summary>The JSON of a value: a text that remembers what it says for those who read it again.</summary>
    private AbstractValue Serialized(CallInstruction call, AbstractValue source, HeapState state)
    {
        var taints = WithoutCarrier(AbstractValue.Of(Deep(state, source, isJson: true))).Taints.Then(At(call), StepKind.Library, "JSON.serialize");
        var strings = StringSet.Unknown("it is JSON of an object");
        if (taints.IsEmpty || source.Objects.Length == 0) return AbstractValue.Create([], taints, strings);
        var text = Make(call, "json", program.TextType, isExact: true);
        state.Set(text, ModelParts.Written, Rebuilt(call, "json", source, program.Compilation.GetSpecialType(SpecialType.Object), state, 0));
        state.Set(text, ModelParts.WrittenData, AbstractValue.Of(taints));
        return AbstractValue.Create([text], taints, strings);
    }

    /// <summary>The path of a text that a caller gives: where outsiders do, records in it are handed in from outside.</summary>
    private static AccessPath? TextOfCaller(AbstractValue text) =>
        text.Strings.Values is [{ Parts: [{ Path: { Root: PathRoot.Parameter or PathRoot.This, Depth: < 2 } path }] }] ? path : null;

    /// <summary>Whether the members in the JSON of a value of the type have names that a class or an object declares.</summary>
    private static bool HasNamedMembers(ITypeSymbol type, int depth)
    {
        if (type is ISObjectTypeSymbol { SpecialType: SpecialType.None } or INamedTypeSymbol { IsFromSource: true, TypeKind: TypeKind.Class }) return true;
        return depth < 3 && TypeFacts.ElementType(type) is { } element && HasNamedMembers(element, depth + 1);
    }

    /// <summary>The type that is read: the one that the call names, else the one that its result is taken for.</summary>
    private ITypeSymbol? TargetOf(CallInstruction call, AbstractValue[] arguments)
    {
        var written = arguments.Length > 1 && arguments[1].Strings.Values is [{ Exact: { } name }] ? program.Compilation.GetTypeByName(name) : null;
        return written is not (null or { SpecialType: SpecialType.Object }) ? written : call.Type.SpecialType == SpecialType.Object ? null : call.Type;
    }

    /// <summary>The object whose JSON is read, where it was written just before and nothing has changed since.</summary>
    private AbstractValue? SerializedBy(CallInstruction call)
    {
        var instructions = graph.Blocks[currentBlock].Instructions;
        var text = call.Arguments[0];
        var isBehind = true;
        for (var n = instructions.Count - 1; n >= 0; n--)
        {
            var instruction = instructions[n];
            if (isBehind)
            {
                isBehind = !ReferenceEquals(instruction, call);
                continue;
            }

            if (instruction.Result == text && !text.IsNone)
            {
                switch (instruction)
                {
                    case AssignInstruction assigned:
                        text = assigned.Operand;
                        continue;
                    case ConvertInstruction converted:
                        text = converted.Operand;
                        continue;
                    case CallInstruction written when program.Models.FindForCall(written) is { Intrinsic: "json" } && values[written.Arguments[0].Index] is { Objects.Length: > 0 } source:
                        return source;
                    default:
                        return null;
                }
            }

            if (instruction is StoreFieldInstruction or StoreElementInstruction or StoreStaticInstruction or CallInstruction { Method: not { IsFromSource: false } }) return null;
        }

        return null;
    }

    /// <summary>What JSON makes of a value where it is read as a type.</summary>
    private AbstractValue Rebuilt(CallInstruction call, string place, AbstractValue source, ITypeSymbol target, HeapState state, int depth)
    {
        if (!TypeFacts.CanCarry(target)) return AbstractValue.Of(TypeFacts.CanBeText(target) ? source.Strings : StringSet.None);
        if (source.Objects.Length == 0)
        {
            if (!TypeFacts.CanReferToObject(target) || target.SpecialType == SpecialType.Object || source.Taints.IsEmpty) return AbstractValue.Create([], Read(call, source.Taints), TypeFacts.CanBeText(target) ? source.Strings : StringSet.None);
            return AbstractValue.Of(Blurred(call, place, source, target, state));
        }

        if (!TypeFacts.CanReferToObject(target)) return AbstractValue.Of(Read(call, Deep(state, source, isJson: true)));
        var result = AbstractValue.Of(Read(call, source.Taints));
        foreach (var item in source.Objects)
        {
            var made = depth > MaximumJsonDepth
                ? Blurred(call, place, AbstractValue.Of(item), target, state)
                : Rebuilt(call, place, item, target, state, depth);
            result = result.Union(AbstractValue.Of(made));
        }

        return result;
    }

    private HeapObject Rebuilt(CallInstruction call, string place, HeapObject item, ITypeSymbol target, HeapState state, int depth)
    {
        if (TypeFacts.IsCollection(target) && target.SpecialType != SpecialType.Map) return RebuiltList(call, place, item, target, TypeFacts.ElementType(target) ?? program.Compilation.GetSpecialType(SpecialType.Object), state, depth);
        if (target.SpecialType == SpecialType.Map) return RebuiltMap(call, place, item, target, state, depth);
        if (target is INamedTypeSymbol { IsFromSource: true, TypeKind: TypeKind.Class } type && HasCertainMembers(item)) return RebuiltObject(call, place, item, type, state, depth);
        if (target.SpecialType == SpecialType.Object && TypeFacts.IsCollection(item.Type) && item.Type.SpecialType != SpecialType.Map)
            return RebuiltList(call, place, item, untypedList ??= program.Compilation.GetTypeByName("List<Object>") ?? target, target, state, depth);
        if (target.SpecialType == SpecialType.Object && (TypeFacts.IsSObject(item.Type) || item.Type is { SpecialType: SpecialType.Map } or INamedTypeSymbol { IsFromSource: true, TypeKind: TypeKind.Class }))
            return RebuiltMap(call, place, item, untypedMap ??= program.Compilation.GetTypeByName("Map<String,Object>") ?? target, state, depth);
        if (TypeFacts.IsSObject(target) && TypeFacts.IsSObject(item.Type)) return RebuiltRecord(call, place, item, state);
        return Blurred(call, place, AbstractValue.Of(item), target, state);
    }

    private HeapObject RebuiltList(CallInstruction call, string place, HeapObject item, ITypeSymbol target, ITypeSymbol element, HeapState state, int depth)
    {
        if (!TypeFacts.IsCollection(item.Type)) return Blurred(call, place, AbstractValue.Of(item), target, state);
        var list = Fresh(call, place, item, target, state);
        var elements = LoadElementOf(state, item, FieldName.Element, TypeFacts.ElementType(item.Type) ?? program.Compilation.UnknownType);
        state.Set(list, FieldName.Element, Rebuilt(call, place + "[]", elements, element, state, depth + 1));
        return list;
    }

    private HeapObject RebuiltMap(CallInstruction call, string place, HeapObject item, ITypeSymbol target, HeapState state, int depth)
    {
        var element = TypeFacts.ElementType(target) ?? program.Compilation.GetSpecialType(SpecialType.Object);
        var map = Fresh(call, place, item, target, state);
        var isMap = item.Type.SpecialType == SpecialType.Map;
        if (item.HasInitialContent || state.Get(item, FieldName.Any) is not null || !(isMap || HasCertainMembers(item)))
        {
            // Keys of a record's JSON are names of fields, whatever they are.
            state.Set(map, FieldName.Element, Rebuilt(call, place + "[]", AbstractValue.Of(Deep(state, AbstractValue.Of(item), isJson: true)), element, state, depth + 1));
            if (isMap) state.Set(map, FieldName.Key, AbstractValue.Of(Load(state, AbstractValue.Of(item), FieldName.Key, null, KeyType(item.Type)).Taints));
            return map;
        }

        foreach (var (key, value) in state.CellsOf(item)?.Entries.ToArray() ?? [])
        {
            if (key[0] == '~') continue;
            if (key == FieldName.Key)
            {
                state.Set(map, key, AbstractValue.Of(value.Taints));
                continue;
            }

            var (symbol, _) = isMap ? (null, program.TextType) : FindMember(item.Type, key);
            if (symbol is not ISObjectFieldSymbol && IsHidden(symbol)) continue;
            state.Set(map, FieldName.IsElement(key) ? key : FieldName.At(symbol?.Name ?? key), Rebuilt(call, place + key, value, element, state, depth + 1));
        }

        return map;
    }

    private HeapObject RebuiltObject(CallInstruction call, string place, HeapObject item, INamedTypeSymbol target, HeapState state, int depth)
    {
        var made = Fresh(call, place, item, target, state);
        var guard = 0;
        for (var at = target; at is not null && guard++ < 50; at = at.BaseType)
        {
            foreach (var member in at.Members)
            {
                if (member.IsStatic || IsHidden(member)) continue;
                var type = member switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null };
                if (type is null) continue;
                var key = FieldName.Of(member);
                if (MemberOf(state, item, member.Name, type) is { IsEmpty: false } value) state.Set(made, key, Rebuilt(call, place + "." + key, value, type, state, depth + 1));
            }
        }

        return made;
    }

    /// <summary>What stands under a name in the JSON of an object.</summary>
    private AbstractValue MemberOf(HeapState state, HeapObject item, string name, ITypeSymbol type)
    {
        var key = FieldName.Of(name);
        if (item.Type.SpecialType == SpecialType.Map) return LoadElementOf(state, item, FieldName.At(name), TypeFacts.ElementType(item.Type) ?? type);
        if (item.Type is ISObjectTypeSymbol { SpecialType: SpecialType.None } record)
        {
            var field = record.GetField(name);
            if (field.IsAssumed && !name.Contains("__", StringComparison.Ordinal)) return AbstractValue.Empty;
            return !field.IsRelationship && CrmData.NeverHoldsData(field) ? AbstractValue.Empty : LoadFrom(state, item, key, field, field.Type);
        }

        var (symbol, memberType) = FindMember(item.Type, key);
        if (symbol is null ? item.Type is INamedTypeSymbol { IsFromSource: true } && state.Get(item, FieldName.Any) is null : IsHidden(symbol)) return AbstractValue.Empty;
        return LoadFrom(state, item, key, symbol, symbol is null ? type : memberType);
    }

    /// <summary>Whether the names in an object's JSON are known from its class: not those of an interface, or of anything.</summary>
    private static bool HasCertainMembers(HeapObject item) =>
        TypeFacts.IsSObject(item.Type) || item.Type.SpecialType == SpecialType.Map
        || item.Type is INamedTypeSymbol { IsFromSource: true, TypeKind: TypeKind.Class } type && (item.IsExact || (type.Modifiers & (DeclarationModifiers.Virtual | DeclarationModifiers.Abstract)) == 0);

    private static bool IsHidden(ISymbol? member) => member is not null && (member.Modifiers & (DeclarationModifiers.Transient | DeclarationModifiers.Static)) != 0;

    /// <summary>An object of which any member may hold all that is given.</summary>
    private HeapObject Blurred(CallInstruction call, string place, AbstractValue source, ITypeSymbol target, HeapState state)
    {
        var made = Make(call, place + "**", target, isExact: ProgramContext.IsCreatable(target), isMany: place.Length > 0);
        var before = state.Get(made, FieldName.Any) ?? AbstractValue.Empty;
        state.Set(made, FieldName.Any, before.Union(AbstractValue.Create([], Read(call, Deep(state, source, isJson: true)), source.Strings)));
        // Elements are objects of their own: code takes them out of the collection and keeps them as what they are.
        if (TypeFacts.IsCollection(target) && TypeFacts.ElementType(target) is { } element && TypeFacts.CanReferToObject(element) && element.SpecialType != SpecialType.Object)
            state.Set(made, FieldName.Element, AbstractValue.Of(Blurred(call, place + "[]", source, element, state)));
        return made;
    }

    /// <summary>A record stays what it is, whatever field is asked for.</summary>
    private HeapObject RebuiltRecord(CallInstruction call, string place, HeapObject item, HeapState state)
    {
        if (ReferenceEquals(item.Site, call)) return item;
        if (!created.TryGetValue((call, (place, item.Id)), out var copy))
        {
            copy = new HeapObject(objectCount++, null, item.Type, item.IsExact, isMany: place.Length > 0 || item.IsMany, call, 0) { Origin = item.Origin, CopyOf = item.Path is not null || item.CopyOf is not null ? item : null };
            created.Add((call, (place, item.Id)), copy);
        }

        state.Clear(copy);
        foreach (var (key, value) in state.CellsOf(item)?.Entries.ToArray() ?? []) state.Set(copy, key, value.With(Read(call, value.Taints)));
        return copy;
    }

    private TaintSet Read(CallInstruction call, TaintSet taints) => taints.IsEmpty ? taints : WithoutCarrier(AbstractValue.Of(taints)).Taints.Then(At(call), StepKind.Library, IsOfJson(call) ? $"JSON.{call.MethodName}" : "JSON.deserialize");

    // Elsewhere a caller fills in what its callee reads.
    private static bool IsOfJson(CallInstruction call) => call.Method?.ContainingType is { Name: "JSON" or "JSONParser", Namespace: "System" };

    // What this call has made before is made into itself, or a loop would never end.
    private HeapObject Fresh(CallInstruction call, string place, HeapObject item, ITypeSymbol target, HeapState state)
    {
        if (ReferenceEquals(item.Site, call)) return item;
        var made = Make(call, (place, item.Id), target, isExact: true, isMany: place.Length > 0 || item.IsMany);
        state.Clear(made);
        return made;
    }
}
