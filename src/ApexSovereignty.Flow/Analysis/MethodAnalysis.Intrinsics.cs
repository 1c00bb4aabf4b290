using System.Globalization;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <content>Library methods whose effect depends on constant keys, or on the text of their arguments: collections, records, strings, queries.</content>
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
                Store(state, instance, argument.Objects.Length > 0 && program.IsException(argument.Objects[0].Type) ? "~cause" : ModelParts.Message, AbstractValue.Create([], AsText(state, argument), argument.Strings), null, program.TextType, isEach: false);
            return AbstractValue.Empty;
        }

        if (type.TypeKind == TypeKind.Enum && name == "name") return AbstractValue.Of(instance.Strings);
        if (name == "clone" && arguments.Length == 0 && call.InstanceType is INamedTypeSymbol { IsFromSource: true }) return CopyOf(call, state, instance, copiesElements: false);
        // Of a value whose type is not known: what tells about it, whatever it is.
        if (call.Method is null && type.TypeKind == TypeKind.Unknown && name is "length" or "size" or "isempty" or "isblank" or "startswith" or "endswith" or "contains" or "containskey" or "compareto" or "indexof" or "equalsignorecase" or "containsignorecase" or "isnotblank" or "isnotempty") return AbstractValue.Empty;
        return name is "equals" or "hashcode" ? AbstractValue.Empty : null;
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
            case "size" or "isempty" or "contains" or "indexof" or "equals" or "hashcode" or "getsobjecttype":
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
                Store(state, instance, ElementKey(arguments[0]), value.With(value.Taints.Then(At(call), StepKind.Added, arguments[0].Strings.Values is [{ Exact: { } key }] ? key : "")), null, element, isEach: false);
                AddKey(state, instance, arguments[0]);
                return old;
            case "get":
                return Load(state, instance, ElementKey(arguments[0]), null, element);
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

    private AbstractValue? RecordCall(CallInstruction call, string name, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        switch (name)
        {
            case "get" or "getsobject" or "getsobjects" when arguments.Length > 0:
                if (name == "get") return LoadByName(state, instance, arguments[0].Strings, isField: true, program.Compilation.UnknownType, call);
                if (arguments[0].Strings.Values is { IsEmpty: false } keys && keys.All(k => k.Exact is not null))
                {
                    var found = AbstractValue.Empty;
                    foreach (var key in keys)
                    {
                        var at = instance;
                        foreach (var step in key.Exact!.Split('.')) at = ReadRecordField(state, at, RelationshipOf(step), call);
                        found = found.Union(at);
                    }

                    return found;
                }

                return AbstractValue.Create(instance.Objects, TaintSet.Empty, StringSet.None);
            case "put" when arguments.Length == 2:
                var put = arguments[1].With(arguments[1].Taints.Then(At(call), StepKind.Stored, arguments[0].Strings.Values is [{ Exact: { } field }] ? field : "a field"));
                if (arguments[0].Strings.Values is [{ Exact: { } name0 }]) Store(state, instance, FieldName.Of(name0), put, null, program.Compilation.UnknownType, isElementOfLoop[Math.Max(0, call.Instance.Index)]);
                else if (arguments[0].Strings.Values is [{ Guard: null, Parts: [{ Path: { Root: PathRoot.Parameter } open }] }] && Array.TrueForAll(instance.Objects, IsGivenByCaller))
                    Store(state, instance, OpenKey(FieldName.FieldAt(open), open), put, null, program.Compilation.UnknownType, isEach: false);
                else Store(state, instance, FieldName.Any, AbstractValue.Of(put.Taints), null, program.Compilation.UnknownType, isEach: false);
                return AbstractValue.Empty;
            case "putsobject" when arguments.Length == 2 && arguments[0].Strings.Values is [{ Exact: { } relationship }]:
                Store(state, instance, FieldName.Of(relationship), arguments[1], null, program.Compilation.UnknownType, isEach: false);
                return AbstractValue.Empty;
            case "getinstance" when arguments.Length == 1 && call.Type is ISObjectTypeSymbol { Category: SObjectCategory.CustomMetadata } settings:
                return MetadataRecord(call, settings, arguments[0], state);
            case "getinstance" or "getorgdefaults" or "getvalues" when call.Type is ISObjectTypeSymbol { Category: SObjectCategory.CustomSetting } setting:
                return SettingRecord(setting);
            case "getall" when arguments.Length == 0 && TypeFacts.ElementType(call.Type) is ISObjectTypeSymbol { Category: SObjectCategory.CustomMetadata } all:
                return AllMetadataRecords(call, all, state);
            case "clone":
                return CopyOf(call, state, instance, copiesElements: false);
            case "getpopulatedfieldsasmap":
                var fields = Make(call, "fields", call.Type, isExact: true);
                state.Clear(fields);
                if (instance.Objects is [{ HasInitialContent: false, Type: ISObjectTypeSymbol { SpecialType: not SpecialType.SObject } shown } one] && state.Get(one, FieldName.Any) is null)
                {
                    foreach (var (key, value) in state.CellsOf(one)?.Entries.ToArray() ?? [])
                        if (key[0] != '~') state.Set(fields, FieldName.At(shown.GetField(key).Name), value);
                }
                else
                {
                    state.Set(fields, FieldName.Element, AbstractValue.Of(Deep(state, instance)));
                }

                return AbstractValue.Of(fields);
            case "adderror" or "isset" or "getsobjecttype" or "getoptions" or "setoptions" or "haserrors" or "recalculateformulas" or "isclone" or "getcloneSourceId" or "new" or "geterrors" or "equals" or "hashcode":
                return AbstractValue.Empty;
            default:
                return null;
        }
    }

    /// <summary>getSObject() also takes the lookup field: AccountId leads to Account, Loan__c to Loan__r.</summary>
    private static string RelationshipOf(string field) =>
        field.EndsWith("__c", StringComparison.OrdinalIgnoreCase) ? field[..^1] + "r" : field.Length > 2 && field.EndsWith("Id", StringComparison.Ordinal) ? field[..^2] : field;

    private AbstractValue ReadRecordField(HeapState state, AbstractValue record, string name, CallInstruction call)
    {
        var key = FieldName.Of(name);
        var result = AbstractValue.Empty;
        foreach (var item in record.Objects)
        {
            var field = item.Type is ISObjectTypeSymbol { SpecialType: not (SpecialType.SObject or SpecialType.AggregateResult) } type ? type.GetField(name) : null;
            if (field is { IsRelationship: false } && !CrmData.IsData(field)) continue;
            if (field is null && item.Type.SpecialType == SpecialType.SObject && !CrmData.IsDataName(name)) continue;
            result = result.Union(LoadFrom(state, item, key, field, field?.Type ?? program.Compilation.UnknownType));
        }

        if (record.Objects.Length == 0) result = AbstractValue.Of(record.Taints);
        if (result.Strings.IsNone) result = result.With(StringSet.Unknown($"it is read from {record.Objects.Select(o => o.Type.Name).FirstOrDefault() ?? "a record's"}.{name}"));
        return result.With(result.Taints.Then(At(call), StepKind.Read, name));
    }

    /// <summary>Methods of a text whose arguments are in the result; those of all others only say where to look.</summary>
    private static readonly HashSet<string> takesArguments = ["replace", "replaceall", "replacefirst", "leftpad", "rightpad", "center", "repeat", "difference", "escapesinglequotes"];

    private AbstractValue? StringCall(CallInstruction call, string name, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        var taints = instance.Taints;
        if (takesArguments.Contains(name))
            foreach (var argument in arguments) taints = taints.Union(argument.Taints);
        var first = arguments.Length > 0 ? arguments[0].Strings : StringSet.None;
        var second = arguments.Length > 1 ? arguments[1].Strings : StringSet.None;
        switch (name)
        {
            case "length" or "indexof" or "lastindexof" or "contains" or "equals" or "equalsignorecase" or "startswith" or "endswith" or "containsignorecase" or "startswithignorecase" or "endswithignorecase":
                return Known(instance.Strings);
            case "isblank" or "isnotblank" or "isempty" or "isnotempty":
                return Known(call.Instance.IsNone ? first : instance.Strings);
            case "indexofignorecase" or "compareto" or "hashcode" or "isnumeric" or "isalpha" or "isalphanumeric" or "countmatches" or "containsany"
                or "getlevenshteindistance" or "containsonly" or "containsnone" or "containswhitespace" or "iswhitespace":
                return AbstractValue.Empty;
            case "replace" when first.Values is [{ Exact: { Length: > 0 } mark }] && second.Values is not [{ Exact: not null }]:
                return Text(instance.Strings.IsNone ? StringSet.None : StringSet.From(instance.Strings.Values.SelectMany(v => Filled(v, mark, second).Values)));
            case "tostring" or "intern" when arguments.Length == 0:
                return Text(instance.Strings);
            case "escapesinglequotes":
                return Text(first.Map(new TextChange(name, "quotes in it are escaped")));
            case "substring" or "substringbefore" when !instance.Taints.IsEmpty && IsTypeName(call, name, first):
                return AbstractValue.Of(StringSet.Unknown("it is the name of a record's type"));
            case "split" when instance.Strings.Values is [{ Exact: { } whole }] && first.Values is [{ Exact: { } separator }] && arguments.Length == 1 && SplitText(whole, separator) is { } pieces && pieces.Length <= HeapState.MaximumKeys:
                return Pieces(call, pieces, taints, state);
            case "split":
                var split = Make(call, "pieces", call.Type, isExact: true);
                state.Clear(split);
                state.Set(split, FieldName.Element, Text(Change(instance.Strings)));
                return AbstractValue.Of(split);
            case "tolowercase" or "touppercase" or "trim" or "normalizespace"
                or "replace" or "replaceall" or "replacefirst" or "substring" or "substringbefore" or "substringafter" or "substringbetween" or "left" or "right" or "mid" or "abbreviate" or "capitalize"
                or "uncapitalize" or "reverse" or "repeat" or "leftpad" or "rightpad" or "deletewhitespace" or "remove" or "removeend" or "removestart" or "removeendignorecase" or "removestartignorecase"
                or "escapehtml4" or "escapehtml3" or "escapexml" or "escapejava" or "escapeecmascript" or "escapecsv" or "escapeunicode" or "unescapehtml4" or "unescapexml" or "striphtmltags"
                or "substringafterlast" or "substringbeforelast" or "swapcase" or "center" or "difference" or "unescapehtml3" or "unescapejava" or "unescapeecmascript" or "unescapecsv" or "unescapeunicode":
                return Text(Change(instance.Strings));
            default:
                return null;
        }

        AbstractValue Text(StringSet strings) => AbstractValue.Create([], taints.Then(At(call), StepKind.Library, $"String.{call.Method?.Name}"), strings);

        StringSet Change(StringSet strings)
        {
            var change = new TextChange(name, $"String.{call.Method?.Name} changes it", One(first), One(second));
            return strings.IsNone ? StringSet.Unknown(change.Reason) : strings.Map(change);
        }

        // A number or a truth is told where it is known or a caller may know it; anything else of it is no text.
        AbstractValue Known(StringSet strings)
        {
            if (strings.Values is not [{ } value]) return AbstractValue.Empty;
            var changed = new TextChange(name, "", One(first), One(second)).Apply(value);
            return changed.Exact is not null || changed.Parts is [{ Change: not null }] ? AbstractValue.Of(StringSet.From([changed])) : AbstractValue.Empty;
        }
    }

    /// <summary>Whether a record's text is cut before its first colon, where its type's name stands: <c>Lead:{Company=…}</c>.</summary>
    private bool IsTypeName(CallInstruction cut, string name, StringSet first)
    {
        if (MakerOf(cut.Instance) is not CallInstruction { MethodName: var shown, Arguments: [var record] } text || !shown.Equals("valueOf", StringComparison.OrdinalIgnoreCase)) return false;
        if (values[record.Index].Objects is not { Length: > 0 } records || !Array.TrueForAll(records, r => TypeFacts.IsSObject(r.Type))) return false;
        if (name == "substringbefore") return One(first) == ":";
        return One(first) == "0" && cut.Arguments.Length == 2 && MakerOf(cut.Arguments[1]) is CallInstruction { MethodName: var found, Arguments: [var mark] } search
            && found.Equals("indexOf", StringComparison.OrdinalIgnoreCase) && One(values[mark.Index].Strings) == ":" && ReferenceEquals(MakerOf(search.Instance), text);
    }

    private static string? One(StringSet set) => set.Values is [{ Exact: { } text }] ? text : null;

    /// <summary>A text with another, which is not known whole, in place of a mark: the fixed text around it stays.</summary>
    private static StringSet Filled(StringValue text, string mark, StringSet with)
    {
        if (text.Exact is not { } template) return StringSet.From([new TextChange("replaced", "text in it is replaced").Apply(StringValue.Create([.. text.Parts, .. with.Values.SelectMany(v => v.Parts)], null))]);
        var parts = new List<StringSet>();
        foreach (var piece in template.Split(mark))
        {
            if (parts.Count > 0) parts.Add(with.IsNone ? StringSet.Unknown("text in it is replaced") : with);
            parts.Add(StringSet.Of(piece));
        }

        return StringSet.Concat([.. parts]);
    }

    /// <summary>The pieces between separators without a meaning as a pattern; null for patterns.</summary>
    private static string[]? SplitText(string text, string separator)
    {
        var plain = new System.Text.StringBuilder();
        for (var n = 0; n < separator.Length; n++)
        {
            if (separator[n] == '\\' && n + 1 < separator.Length && !char.IsLetterOrDigit(separator[n + 1])) plain.Append(separator[++n]);
            else if (separator[n] == '\\' && n + 1 < separator.Length && separator[n + 1] == 'n') { plain.Append('\n'); n++; }
            else if (".$|()[{^?*+\\".Contains(separator[n], StringComparison.Ordinal)) return null;
            else plain.Append(separator[n]);
        }

        return plain.Length == 0 ? null : text.Split(plain.ToString());
    }

    private AbstractValue Pieces(CallInstruction call, string[] pieces, TaintSet taints, HeapState state)
    {
        var list = Make(call, "pieces", call.Type, isExact: true);
        state.Clear(list);
        for (var n = 0; n < pieces.Length; n++)
            state.Set(list, FieldName.At(n.ToString(CultureInfo.InvariantCulture)), AbstractValue.Create([], taints.Then(At(call), StepKind.Library, $"String.{call.Method?.Name}"), StringSet.Of(pieces[n])));
        SetSize(state, list, pieces.Length);
        return AbstractValue.Of(list);
    }

    private AbstractValue ApplyIntrinsic(CallInstruction call, string name, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        var at = At(call);
        switch (name)
        {
            case "endpoint":
                AddEndpoint(at, arguments.Length > 0 ? arguments[0].Strings : StringSet.None);
                if (arguments.Length > 0 && SentInUrl(call.Arguments[0]) is { } sent)
                {
                    var carried = AddCarrier(AbstractValue.Create([], sent, arguments[0].Strings), at, ModelParts.Endpoint);
                    Store(state, instance, ModelParts.Endpoint, carried, null, program.TextType, isEach: false);
                }

                return AbstractValue.Empty;
            case "json":
                return AbstractValue.Create([], WithoutCarrier(AbstractValue.Of(Deep(state, arguments[0], isJson: true))).Taints.Then(at, StepKind.Library, "JSON.serialize"), StringSet.Unknown("it is JSON of an object"));
            case "fromJson":
                return Deserialized(call, arguments, state);
            case "stubEndpoint":
                AddEndpoint(at, arguments.Length > 3 ? Load(state, arguments[3], FieldName.At("0"), null, program.TextType).Strings : StringSet.None);
                return AbstractValue.Empty;
            case "pageEndpoint":
                var target = Load(state, instance, "url", null, program.TextType).Strings;
                if (!target.IsNone) AddEndpoint(at, target);
                return AbstractValue.Empty;
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
            case "label":
                return arguments is [_, { Strings.Values: [{ Exact: { } label }] }, ..] && program.Compilation.Project.FindLabel(label) is { Value: { } labelText } ? AbstractValue.Of(StringSet.Of(labelText)) : AbstractValue.Of(StringSet.Unknown("the label is not in the project"));
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
            case "pageParameters":
                return PageParameters(call, instance, state);
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
            case "duplicateRecord":
                return ShownRecords(call, isList: false, state, "a record found as a duplicate");
            case "pageRecords":
                return PageRecords(call, instance, state);
            default:
                return AbstractValue.Empty;
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
            _ => [arguments[0].Strings, StringSet.Of("://"), arguments[1].Strings, StringSet.Of(":"), arguments[2].Strings, arguments[3].Strings],
        };
        Store(state, instance, "~url", AbstractValue.Create([], taints, StringSet.Concat([.. parts])), null, program.TextType, isEach: false);
        if (arguments.Length > 2) Store(state, instance, "~host", arguments[1], null, program.TextType, isEach: false);
    }

    private AbstractValue Format(CallInstruction call, AbstractValue[] arguments, HeapState state)
    {
        var taints = arguments[0].Taints.Union(arguments.Length > 1 ? Deep(state, arguments[1]) : TaintSet.Empty);
        var strings = StringSet.Unknown("it is formatted");
        if (arguments.Length > 1 && arguments[0].Strings.Values is [{ Exact: { } template }])
        {
            var parts = new List<StringSet>();
            var start = 0;
            for (var i = 0; i + 2 < template.Length; i++)
            {
                if (template[i] != '{' || template[i + 2] != '}' || !char.IsAsciiDigit(template[i + 1])) continue;
                parts.Add(StringSet.Of(template[start..i]));
                var value = Load(state, arguments[1], FieldName.At(template[i + 1].ToString()), null, program.TextType);
                parts.Add(value.Strings.IsNone ? StringSet.Unknown("it is formatted") : value.Strings);
                start = i + 3;
                i += 2;
            }

            parts.Add(StringSet.Of(template[start..]));
            strings = StringSet.Concat([.. parts]);
        }

        return AbstractValue.Create([], taints.Then(At(call), StepKind.Library, "String.format"), strings);
    }

    private AbstractValue Join(CallInstruction call, AbstractValue[] arguments, HeapState state)
    {
        var taints = Deep(state, arguments[0]);
        if (arguments.Length > 1) taints = taints.Union(arguments[1].Taints);
        var strings = StringSet.Joined([Load(state, arguments[0], FieldName.Element, null, program.TextType).Strings, arguments.Length > 1 ? arguments[1].Strings : StringSet.None], "it is joined from a list");
        if (arguments.Length > 1 && arguments[0].Objects is [var list] && KnownSize(state, list) is { } size && size > 0)
        {
            var parts = new List<StringSet>();
            for (var n = 0; n < size; n++)
            {
                if (n > 0) parts.Add(arguments[1].Strings);
                parts.Add(LoadElementOf(state, list, FieldName.At(n.ToString(CultureInfo.InvariantCulture)), program.TextType).Strings);
            }

            strings = StringSet.Concat([.. parts]);
        }

        return AbstractValue.Create([], taints.Then(At(call), StepKind.Library, "String.join"), strings);
    }

    private AbstractValue DynamicQuery(CallInstruction call, AbstractValue[] arguments, HeapState state)
    {
        if (arguments.Length == 0) return AbstractValue.Empty;
        // What code outside the project gives is a text: new vendor.QueryFactory('Loan__c').toSOQL().
        var located = Array.FindAll(arguments[0].Objects, o => !ReferenceEquals(o.Type, program.Compilation.UnknownType));
        if (located.Length > 0) return Located(call, arguments[0].WithObjects(located), state);
        var shapes = new List<Semantics.Operations.QueryShape>();
        foreach (var text in arguments[0].Strings.Values) shapes.Add(program.ShapeOf(text));
        if (shapes.Count == 0) shapes.Add(program.ShapeOf(StringValue.Of(StringPart.Because(""))));
        var result = AbstractValue.Empty;
        for (var n = 0; n < shapes.Count; n++) result = result.Union(MakeRows(call, state, shapes[n], n));
        return Located(call, result, state);
    }

    /// <summary>A locator or cursor holds the rows that it leads to.</summary>
    private AbstractValue Located(CallInstruction call, AbstractValue rows, HeapState state)
    {
        if (TypeFacts.IsCollection(call.Type) || TypeFacts.IsSObject(call.Type) || call.Type.SpecialType != SpecialType.None || call.Type.TypeKind == TypeKind.Unknown) return rows;
        var locator = Make(call, "locator", call.Type, isExact: false);
        state.Set(locator, FieldName.Element, Load(state, rows, FieldName.Element, null, program.Compilation.GetSObject("SObject")));
        return AbstractValue.Of(locator);
    }

    /// <summary>Rows of each object that a search text names, one list for each; any record where the text is not known.</summary>
    private AbstractValue DynamicSearch(CallInstruction call, AbstractValue[] arguments, HeapState state)
    {
        if (arguments.Length == 0) return AbstractValue.Empty;
        var queries = arguments[0].Strings.Values.SelectMany(t => SearchText.Queries(string.Concat(t.Parts.Select(p => p.Text ?? ":x")))).ToList();
        if (queries.Count == 0) return DynamicQuery(call, arguments, state);
        var found = Make(call, "found", call.Type, isExact: true);
        state.Clear(found);
        for (var n = 0; n < queries.Count; n++) state.Set(found, FieldName.At(n.ToString(CultureInfo.InvariantCulture)), MakeRows(call, state, program.ShapeOf(StringValue.Of(queries[n])), n));
        return AbstractValue.Of(found);
    }

    /// <summary><c>Search.SearchResults.get(name)</c>: the rows of that object, or all where none is known to be of it.</summary>
    private AbstractValue FoundOf(AbstractValue found, AbstractValue[] arguments, HeapState state)
    {
        var lists = Load(state, found, FieldName.Element, null, program.Compilation.UnknownType);
        if (arguments is not [{ Strings.Values: [{ Exact: { } name }] }]) return lists;
        var ofObject = Array.FindAll(lists.Objects, list => Load(state, AbstractValue.Of(list), FieldName.Element, null, program.Compilation.UnknownType).Objects is [{ Type: var row }, ..] && row.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return ofObject.Length > 0 ? lists.WithObjects(ofObject) : lists;
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
            var elements = new List<HeapObject>();
            foreach (var element in LoadElementOf(state, item, FieldName.Element, TypeFacts.ElementType(item.Type) ?? program.Compilation.UnknownType).Objects) elements.Add(Copy(element, isMany: true));
            if (elements.Count == 0) continue;
            if (state.CellsOf(copy) is { } cells)
                foreach (var key in cells.Entries.Keys.Where(FieldName.IsConstantElement).ToArray()) state.Remove(copy, key);
            state.Set(copy, FieldName.Element, AbstractValue.Create([.. elements.Distinct().OrderBy(o => o.Id)], TaintSet.Empty, StringSet.None));
        }

        return AbstractValue.Create([.. result.Distinct().OrderBy(o => o.Id)], instance.Taints, StringSet.None);

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
