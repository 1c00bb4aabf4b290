using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Models;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.Analysis;

/// <content>What each instruction does, calls apart.</content>
internal sealed partial class MethodAnalysis
{
    private void Transfer(Instruction instruction, HeapState state)
    {
        switch (instruction)
        {
            case ConstantInstruction i:
                Set(i, i.Value is null ? AbstractValue.Empty : AbstractValue.Of(StringSet.Of(Constant(i.Value))));
                break;
            case ParameterInstruction i:
                Set(i, ValueOf(PathOf(i)));
                break;
            case ThisInstruction i:
                thisPath ??= AccessPath.ForThis(i.Type);
                Set(i, AbstractValue.Of(ObjectOf(thisPath)));
                break;
            case AssignInstruction i:
                var assigned = Converted(state, values[i.Operand.Index], i.Type, i.Type);
                Set(i, assigned.With(assigned.Taints.Then(At(i), StepKind.Assigned, i.Variable)));
                break;
            case ConvertInstruction i:
                Set(i, Converted(state, values[i.Operand.Index], i.Type, i.From));
                break;
            case NarrowInstruction i:
                Narrow(i, state);
                break;
            case ConcatInstruction i:
                Concat(i, state);
                break;
            case ComputeInstruction i:
                var computed = TaintSet.Empty;
                foreach (var operand in i.Operands) computed = computed.Union(values[operand.Index].Taints);
                Set(i, AbstractValue.Create([], computed, Sum(i)));
                break;
            case TestInstruction i:
                Set(i, AbstractValue.Empty);
                break;
            case LoadFieldInstruction i:
                LoadField(i, state);
                break;
            case StoreFieldInstruction i:
                StoreField(i, state);
                break;
            case LoadStaticInstruction i:
                LoadStatic(i, state);
                break;
            case StoreStaticInstruction i:
                var key = StaticKey(i.Symbol, i.Type);
                var kept = TypeFacts.CanCarry(i.Type) || TypeFacts.CanBeText(i.Type) ? values[i.Value.Index] : AbstractValue.Empty;
                kept = kept.With(Guarded(kept.Taints).Then(At(i), StepKind.Stored, key));
                state.Set(statics, key, kept);
                AddStaticWrite(key, [], kept, state, []);
                break;
            case LoadElementInstruction i:
                Set(i, Load(state, values[i.Instance.Index], ElementKey(values[i.Index.Index]), null, i.Type));
                break;
            case StoreElementInstruction i:
                StoreElement(i, state);
                break;
            case IterateInstruction i:
                Set(i, Elements(state, values[i.Collection.Index], i.Type).Then(At(i), i.Variable));
                break;
            case NewInstruction i:
                var item = Make(i, null, i.Type, isExact: true);
                state.Clear(item);
                if (i.Size is { } listed and <= HeapState.MaximumKeys) SetSize(state, item, listed);
                Set(i, AbstractValue.Of(item));
                break;
            case QueryInstruction i:
                Query(i, state);
                break;
            case CallInstruction i:
                Call(i, state);
                break;
            case LabelInstruction i:
                if (i.Value is null) program.AddMissingLabel(At(i), i.Name);
                Set(i, AbstractValue.Of(i.Value is null ? StringSet.Unknown($"the label {i.Name} is not in the project") : TextsOf(i.Name[(i.Name.LastIndexOf('.') + 1)..], i.Value)));
                break;
            case UnknownInstruction i:
                Set(i, TypeFacts.CanBeText(i.Type) ? AbstractValue.Of(StringSet.Unknown($"{i.Name} is not in the project")) : AbstractValue.Empty);
                break;
            case CaughtInstruction i:
                Set(i, Converted(state, regionThrown[i.Region], i.Type, i.Type));
                break;
            case DmlInstruction { Operation: not (DmlOperation.Delete or DmlOperation.Undelete or DmlOperation.Merge) } i:
                Save(At(i), i.Operation.ToString().ToLowerInvariant(), values[i.Records.Index], state);
                break;
        }
    }

    /// <summary>The sum of whole numbers that are known, for positions in texts; any other number is unknown.</summary>
    private StringSet Sum(ComputeInstruction i)
    {
        long sum = 0;
        for (var n = 0; n < i.Operands.Length; n++)
        {
            if (i.Signs.Length + 1 != i.Operands.Length || One(values[i.Operands[n].Index].Strings) is not { } text || !int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number))
                return TypeFacts.CanReferToObject(i.Type) ? StringSet.None : StringSet.Unknown("it is computed");
            sum += n > 0 && i.Signs[n - 1] == Syntax.BinaryOperator.Subtract ? -number : number;
        }

        return StringSet.Of(sum.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private void Set(Instruction instruction, AbstractValue value)
    {
        // A flag without a text would be taken for null.
        if (instruction.Type.SpecialType == SpecialType.Boolean) value = value.Strings.IsNone && instruction is not ConstantInstruction ? value.With(computedFlag) : value;
        else if (value.Strings.LacksOrigin) value = value.With(value.Strings.CameAbout(At(instruction)));
        SetValue(instruction.Result.Index, blockGuard is null ? value : value.With(Guarded(value.Taints)), currentBlock);
    }

    private static readonly StringSet computedFlag = StringSet.Unknown("it is computed");

    /// <summary>A value taken as another type: a list as its one record, objects that cannot be of the type left out, ids and tests emptied.</summary>
    private AbstractValue Converted(HeapState state, AbstractValue value, ITypeSymbol to, ITypeSymbol from)
    {
        if (value.IsEmpty) return value;
        if (!TypeFacts.CanCarry(to)) return TypeFacts.CanBeText(to) || to.SpecialType == SpecialType.Id ? AbstractValue.Of(value.Strings) : AbstractValue.Empty;
        if (TypeFacts.IsSObject(to) && from.SpecialType == SpecialType.List) value = Load(state, value, FieldName.Element, null, to);
        if (value.Objects.Length == 0) return value;
        // (String) args.get('query') is text, whatever else an Object may be.
        if (to.SpecialType == SpecialType.String && from.SpecialType != SpecialType.String && Array.TrueForAll(value.Objects, o => !o.IsExact)) return AbstractValue.Create([], value.Taints, value.Strings);
        var kept = Array.FindAll(value.Objects, o => !o.IsExact || program.MayBe(o.Type, to));
        // What is known as an object of a class is no text besides: (Exception) map.get(key), where texts are in the map too.
        if (kept.Length > 0 && !TypeFacts.CanBeData(to)) return AbstractValue.Create(kept.Length == value.Objects.Length ? value.Objects : kept, TaintSet.Empty, value.Strings);
        return kept.Length == value.Objects.Length ? value : value.WithObjects(kept);
    }

    private void Concat(ConcatInstruction i, HeapState state)
    {
        var taints = TaintSet.Empty;
        var texts = new StringSet[i.Operands.Length];
        for (var n = 0; n < texts.Length; n++)
        {
            var value = values[i.Operands[n].Index];
            taints = taints.Union(AsText(state, value));
            texts[n] = value.Strings;
        }

        Set(i, AbstractValue.Create([], taints, StringSet.Concat(texts)));
    }

    /// <summary>Collections that new objects of the library come with, as <c>request.params</c>: code puts into them.</summary>
    private AbstractValue CollectionsOf(AbstractValue owners, string field, ITypeSymbol type, HeapState state)
    {
        var result = AbstractValue.Empty;
        foreach (var owner in owners.Objects)
        {
            if (owner.HasInitialContent) continue;
            var made = AbstractValue.Of(Make(owner, field, type, isExact: true, owner.IsMany));
            state.Set(owner, field, made);
            result = result.Union(made);
        }

        return result;
    }

    private void LoadField(LoadFieldInstruction i, HeapState state)
    {
        if (i.Symbol is IPropertySymbol { IsFromSource: false } property && program.Models.FindProperty(property) is { } model)
        {
            ApplyProperty(i, model, values[i.Instance.Index], state);
            return;
        }

        var loaded = Load(state, values[i.Instance.Index], i.Field, i.Symbol, i.Type);
        if (!TypeFacts.CanCarry(i.Type)) loaded = AbstractValue.Of(loaded.Strings);
        if (i.Symbol is ISObjectFieldSymbol field)
        {
            if (!field.IsRelationship && CrmData.NeverHoldsData(field)) loaded = loaded.With(TaintSet.Empty);
            if (loaded.Strings.IsNone && !field.IsRelationship && TypeFacts.CanBeText(i.Type)) loaded = loaded.With(ReadFrom(field));
            Set(i, loaded.With(loaded.Taints.Then(At(i), StepKind.Read, $"{field.Object.Name}.{field.Name}")));
        }
        else
        {
            if (loaded.IsEmpty && i.Symbol is IPropertySymbol { IsFromSource: false } && TypeFacts.IsCollection(i.Type)) loaded = CollectionsOf(values[i.Instance.Index], i.Field, i.Type, state);
            // What is read of a library's object and not modelled is not null, which nothing would be known of.
            if (loaded.IsEmpty && i.Symbol is { IsFromSource: false } && TypeFacts.CanBeText(i.Type)) loaded = AbstractValue.Of(StringSet.Unknown($"it comes from {NameOfMember(i.Symbol)}"));
            Set(i, loaded.With(loaded.Taints.Then(At(i), StepKind.Read, i.Symbol is null ? i.Field : NameOfMember(i.Symbol))));
        }
    }

    private static StringSet ReadFrom(ISObjectFieldSymbol field) => StringSet.Unknown($"it is read from {field.Object.Name}.{field.Name}");

    private void StoreField(StoreFieldInstruction i, HeapState state)
    {
        var value = values[i.Value.Index];
        if (!TypeFacts.CanCarry(i.Type)) value = AbstractValue.Of(value.Strings);
        else value = Converted(state, value, i.Type, i.Type);
        value = value.With(value.Taints.Then(At(i), StepKind.Stored, i.Symbol is ISObjectFieldSymbol f ? $"{f.Object.Name}.{f.Name}" : i.Symbol is null ? i.Field : NameOfMember(i.Symbol)));
        var instance = values[i.Instance.Index];
        if (i.Symbol is IPropertySymbol { IsFromSource: false } property && program.Models.FindPropertyWrite(property) is { } part)
        {
            var given = value.Objects.Length == 0 ? value : AbstractValue.Create([], Deep(state, value), value.Strings);
            Store(state, instance, part.Key, AddCarrier(given, At(i), part.Key), null, program.TextType, part.Adds);
            return;
        }

        Store(state, instance, i.Field, value, i.Symbol, i.Type, isElementOfLoop[i.Instance.Index]);
    }

    private static string NameOfMember(ISymbol symbol) => symbol.ContainingType is { } type ? $"{type.Name}.{symbol.Name}" : symbol.Name;

    private string StaticKey(ISymbol symbol, ITypeSymbol type)
    {
        var key = $"{symbol.ContainingType?.FullName}.{symbol.Name}";
        staticKeys.TryAdd(key, (symbol, type));
        return key;
    }

    private void LoadStatic(LoadStaticInstruction i, HeapState state)
    {
        if (ModelTable.FindTriggerRecords(i.Symbol) is { } kind)
        {
            var element = TypeFacts.ElementType(i.Type) as ISObjectTypeSymbol ?? program.Compilation.GetSObject("SObject");
            var site = At(i);
            var list = Make(i, "list", i.Type, isExact: true);
            var origin = element.SpecialType != SpecialType.SObject ? new RecordOrigin(element, site, kind) : new RecordOrigin(element, site, kind) { Query = QueryText.RowsOf(TriggerObject), IsOfTrigger = true };
            state.Set(list, FieldName.Element, AbstractValue.Of(Make(i, "row", element, isExact: element.SpecialType != SpecialType.SObject, isMany: true, origin)));
            Set(i, AbstractValue.Of(list));
            return;
        }

        if (i.Symbol is IFieldSymbol { Type.TypeKind: TypeKind.Enum, ContainingType.TypeKind: TypeKind.Enum })
        {
            Set(i, AbstractValue.Of(StringSet.Of(i.Symbol.Name)));
            return;
        }

        if (!i.Symbol.IsFromSource)
        {
            if (i.Symbol.IsFromSource || i.Symbol is not IPropertySymbol property || !TypeFacts.CanReferToObject(property.Type))
            {
                Set(i, AbstractValue.Empty);
                return;
            }

            var item = Make(i, null, i.Type, isExact: false);
            if (i.Symbol is { Name: var name, ContainingType.Name: "RestContext" } && name.Equals("request", StringComparison.OrdinalIgnoreCase) && state.Get(item, FieldName.Any) is null)
                state.Set(item, FieldName.Any, AbstractValue.Of(StringSet.ChosenOutside("it comes from RestContext.request")));
            Set(i, AbstractValue.Of(item));
            return;
        }

        var key = StaticKey(i.Symbol, i.Type);
        var value = state.Get(statics, key) ?? ValueOf(PathOfStatic(i.Symbol, i.Type));
        Set(i, value.With(value.Taints.Then(At(i), StepKind.Read, NameOfMember(i.Symbol))));
    }

    /// <summary>The key of an element: a constant where the index or map key is one fixed text.</summary>
    private string ElementKey(AbstractValue index)
    {
        if (index.Strings.Values is [{ Exact: { Length: <= 100 } text }]) return FieldName.At(text);
        return index.Strings.KeyOfCaller is { } path ? OpenKey(FieldName.ElementAt(path), path) : FieldName.Element;
    }

    private void StoreElement(StoreElementInstruction i, HeapState state)
    {
        var key = i.Key.IsNone ? FieldName.Element : ElementKey(values[i.Key.Index]);
        var value = values[i.Value.Index];
        var element = TypeFacts.ElementType(i.Type) ?? i.Type;
        if (!TypeFacts.CanCarry(element)) value = AbstractValue.Of(value.Strings);
        var instance = values[i.Instance.Index];
        Store(state, instance, key, value.With(value.Taints.Then(At(i), StepKind.Added, "")), null, element, isEach: false);
        if (i.IsMapEntry && !i.Key.IsNone && !values[i.Key.Index].Taints.IsEmpty)
            Store(state, instance, FieldName.Key, (Load(state, instance, FieldName.Key, null, program.TextType)).Union(AbstractValue.Of(values[i.Key.Index].Taints)), null, program.TextType, isEach: false);
    }

    private ElementsOf Elements(HeapState state, AbstractValue collection, ITypeSymbol type)
    {
        var value = collection.Objects.Length == 0 ? AbstractValue.Of(collection.Taints) : AbstractValue.Empty;
        foreach (var item in collection.Objects)
        {
            value = value.Union(LoadElementOf(state, item, FieldName.Element, type));
            if (!TypeFacts.IsCollection(item.Type) && !TypeFacts.IsSObject(item.Type) && item.Type is INamedTypeSymbol { IsFromSource: true }) value = value.Union(AbstractValue.Of(Deep(state, AbstractValue.Of(item))));
        }

        if (!TypeFacts.CanCarry(type)) value = AbstractValue.Of(value.Strings);
        return new ElementsOf(Converted(state, value, type, type));
    }

    private void Query(QueryInstruction i, HeapState state)
    {
        if (i.IsSearch)
        {
            var outer = Make(i, "found", i.Type, isExact: true);
            state.Clear(outer);
            for (var n = 0; n < i.Shapes.Length; n++)
                state.Set(outer, FieldName.At(n.ToString(System.Globalization.CultureInfo.InvariantCulture)), MakeRows(i, state, i.Shapes[n], n));
            Set(i, AbstractValue.Of(outer));
            return;
        }

        var rows = i.Shapes is [{ IsCount: false } shape] ? MakeRows(i, state, shape, "query") : AbstractValue.Empty;
        if (i.Shapes is [{ IsAggregate: false, Object: { Category: SObjectCategory.CustomMetadata } type }]) FillFromRecords(i, type, rows, state);
        Set(i, rows);
    }

    private AbstractValue AddCarrier(AbstractValue value, CodeLocation at, string key)
    {
        if (key.Length == 0 || key[0] != '~' || key == ModelParts.Message) return value;
        var items = new TaintSetBuilder();
        for (var n = 0; n < value.Taints.Count; n++) items.Add(program.Taints.WithCarrier(value.Taints[n], at), new StepTrace(value.Taints.TraceAt(n), at, StepKind.Carried, key[1..]));
        // Attachments may be filled later: which call put them there is told by a text beside them.
        var strings = key == ModelParts.Attachments && value.Objects.Length > 0 && value.Strings.IsNone ? StringSet.Unknown("it is an object") : value.Strings;
        return AbstractValue.Create(value.Objects, items.ToSet(), strings.WithCarrier(at));
    }

    /// <summary>What attachments hold when the e-mail is sent was put there by the one call that attached them.</summary>
    private AbstractValue CarriedBySetter(AbstractValue value, bool isOfObjects)
    {
        if (!isOfObjects || value.Taints.IsEmpty || value.Strings.Values is not [{ Carrier: { } setter }]) return value;
        var items = new TaintSetBuilder();
        for (var n = 0; n < value.Taints.Count; n++)
        {
            if (value.Taints[n].Carrier is not null) items.Add(value.Taints[n], value.Taints.TraceAt(n));
            else items.Add(program.Taints.WithCarrier(value.Taints[n], setter), new StepTrace(value.Taints.TraceAt(n), setter, StepKind.Carried, ModelParts.Attachments[1..]));
        }

        return value.With(items.ToSet());
    }

    /// <summary>A value taken out of a request is no longer in it.</summary>
    private AbstractValue WithoutCarrier(AbstractValue value)
    {
        if (value.Taints.IsEmpty && value.Strings.IsNone) return value;
        var items = new TaintSetBuilder();
        for (var n = 0; n < value.Taints.Count; n++) items.Add(program.Taints.WithCarrier(value.Taints[n], null), value.Taints.TraceAt(n));
        return AbstractValue.Create(value.Objects, items.ToSet(), StringSet.From(value.Strings.Values.Select(v => v.WithCarrier(null))));
    }

    private AbstractValue Pseudonymised(AbstractValue value, bool isPseudonymised)
    {
        if (value.Taints.IsEmpty) return value;
        var items = new TaintSetBuilder();
        for (var n = 0; n < value.Taints.Count; n++) items.Add(program.Taints.WithPseudonym(value.Taints[n], isPseudonymised), value.Taints.TraceAt(n));
        return value.With(items.ToSet());
    }

    private readonly record struct ElementsOf(AbstractValue Value)
    {
        public AbstractValue Then(CodeLocation at, string variable) => variable.Length == 0 ? Value : Value.With(Value.Taints.Then(at, StepKind.Assigned, variable));
    }
}
