using System.Collections.Immutable;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;

namespace ApexSovereignty.Flow.Analysis;

/// <content>Objects: making them, reading and writing their fields.</content>
internal sealed partial class MethodAnalysis
{
    private readonly Dictionary<(object Site, object? Context), HeapObject> created = new(BySite.Instance);
    private readonly Dictionary<AccessPath, HeapObject> named = [];
    private readonly Dictionary<ISymbol, AccessPath> staticPaths = [];
    private readonly Dictionary<string, (ISymbol Symbol, ITypeSymbol Type)> staticKeys = new(StringComparer.Ordinal);
    private readonly HeapObject statics;
    private readonly AccessPath?[] parameterPaths = new AccessPath?[64];
    private AccessPath? thisPath;
    private AccessPath? triggerPath;
    private readonly Dictionary<string, AccessPath> openKeys = new(StringComparer.Ordinal);
    private int objectCount;

    /// <summary>Sites are the same object or not; their content need not be looked at.</summary>
    private sealed class BySite : IEqualityComparer<(object Site, object? Context)>
    {
        public static BySite Instance { get; } = new();

        public bool Equals((object Site, object? Context) x, (object Site, object? Context) y) =>
            ReferenceEquals(x.Site, y.Site) && (ReferenceEquals(x.Context, y.Context) || (x.Context is not HeapObject && Equals(x.Context, y.Context)));

        public int GetHashCode((object Site, object? Context) obj) => HashCode.Combine(
            obj.Site switch { Instruction i => i.Span.Start, HeapObject o => o.Id, _ => 0 }, obj.Context?.GetHashCode() ?? 0);
    }

    private HeapObject NewObject(AccessPath? path, ITypeSymbol type, bool isExact, bool isMany, object site, int depth, RecordOrigin? origin, bool isStatics = false) =>
        new(objectCount++, path, type, isExact, isMany, site, depth) { Origin = origin, IsStatics = isStatics };

    /// <summary>The object made at a place, the same in every round.</summary>
    private HeapObject Make(object site, object? context, ITypeSymbol type, bool isExact, bool isMany = false, RecordOrigin? origin = null)
    {
        if (!created.TryGetValue((site, context), out var item))
            created.Add((site, context), item = NewObject(null, type, isExact, isMany, site, 0, origin));
        return item;
    }

    /// <summary>What stands for all new objects of a class in a summary that has too many of them.</summary>
    private HeapObject AllLike(HeapObject item)
    {
        var key = (graph, (item.Type, item.IsExact, item.Origin));
        if (!created.TryGetValue(key, out var all))
            created.Add(key, all = new HeapObject(objectCount++, null, item.Type, item.IsExact, isMany: true, graph, item.Depth) { Origin = item.Origin });
        return all;
    }

    private HeapObject ObjectOf(AccessPath path)
    {
        if (!named.TryGetValue(path, out var item))
        {
            var many = false;
            for (var at = path; at is not null && !many; at = at.Parent) many = at.Key is FieldName.Element or FieldName.Key || at.Depth >= MaximumDepth || at.Before is not null;
            named.Add(path, item = NewObject(path, path.Type, isExact: false, many, path, 0, null));
        }

        return item;
    }

    /// <summary>Gives a copy that a callee made the content of the originals, which only the caller knows.</summary>
    private void CopyContent(HeapState state, HeapState before, AbstractValue originals, HeapObject copy, bool isOnly)
    {
        var isFirst = isOnly;
        foreach (var original in originals.Objects)
        {
            if (ReferenceEquals(original, copy)) continue;
            if (before.CellsOf(original) is { } cells)
            {
                foreach (var (key, value) in cells.Entries.ToArray())
                {
                    if (isFirst) state.Set(copy, key, value);
                    else state.Set(copy, key, (state.Get(copy, key) ?? AbstractValue.Empty).Union(value));
                }
            }

            isFirst = false;
            // What it held at entry of this method is told by CopyOf where that is certain, else as anything.
            if (original.HasInitialContent && !ReferenceEquals(copy.Original, original.Original))
                state.Set(copy, FieldName.Any, (state.Get(copy, FieldName.Any) ?? AbstractValue.Empty).Union(AbstractValue.Of(Deep(before, AbstractValue.Of(original)))));
        }
    }

    private AccessPath PathOfStatic(ISymbol symbol, ITypeSymbol type)
    {
        if (!staticPaths.TryGetValue(symbol, out var path)) staticPaths.Add(symbol, path = AccessPath.ForStatic(symbol, type));
        return path;
    }

    private AbstractValue ValueOf(AccessPath path)
    {
        var type = path.Type;
        if (path.Key is FieldName.Key && type.SpecialType == SpecialType.Id) return AbstractValue.Empty;
        return AbstractValue.Create(
            TypeFacts.CanReferToObject(type) ? [ObjectOf(path)] : [],
            TypeFacts.CanBeData(type) ? TaintSet.Of(program.Taints.Of(path), EntryTrace.Instance) : TaintSet.Empty,
            TypeFacts.CanBeText(type) || type.SpecialType == SpecialType.Boolean ? StringSet.Of(path) : TypeFacts.IsKey(type) ? StringSet.Unknown("it is set elsewhere") : StringSet.None);
    }

    /// <summary>What a field without an entry holds: for joins, where the field's symbol is not at hand.</summary>
    private AbstractValue InitialContent(HeapObject item, string key)
    {
        if (item.IsStatics) return staticKeys.TryGetValue(key, out var field) ? ValueOf(PathOfStatic(field.Symbol, field.Type)) : AbstractValue.Empty;
        var (symbol, type) = FindMember(item.Type, key);
        return Initial(null, item, key, symbol, type);
    }

    private (ISymbol? Symbol, ITypeSymbol Type) FindMember(ITypeSymbol type, string key)
    {
        if (key.Length > 0 && key[0] == '~') return (null, key is ModelParts.Base or ModelParts.Cause ? program.Compilation.UnknownType : program.TextType);
        if (FieldName.IsElement(key)) return (null, TypeFacts.ElementType(type) ?? program.Compilation.UnknownType);
        if (type is ISObjectTypeSymbol record && key is not (FieldName.Any or FieldName.Key))
        {
            var field = record.GetField(key);
            return (field, field.Type);
        }

        for (var at = type as INamedTypeSymbol; at is not null; at = at.BaseType)
        {
            foreach (var member in at.GetMembers(key))
            {
                if (member is IFieldSymbol field) return (field, field.Type);
                if (member is IPropertySymbol property) return (property, property.Type);
            }

            if (ReferenceEquals(at.BaseType, at)) break;
        }

        return (null, program.Compilation.UnknownType);
    }

    private AbstractValue Initial(HeapState? state, HeapObject item, string key, ISymbol? symbol, ITypeSymbol type)
    {
        // What was written to the original before it was copied has been copied; what was written after that does not count.
        var result = item.CopyOf is { } original ? Initial(null, original, key, symbol, type) : AbstractValue.Empty;
        if (item.Path is { } path)
        {
            if (path.Depth >= MaximumDepth)
            {
                result = AbstractValue.Create(
                    TypeFacts.CanReferToObject(type) ? [item] : [],
                    TypeFacts.CanCarry(type) ? TaintSet.Of(program.Taints.Of(path.Deep([])), EntryTrace.Instance) : TaintSet.Empty,
                    TypeFacts.CanBeText(type) ? StringSet.Unknown("it lies deep in an object") : StringSet.None);
            }
            else
            {
                result = ValueOf(FieldName.IsLeftToCaller(key) ? path.ChildKeyedBy(openKeys[key], key, type) : path.Child(key, symbol, type));
            }
        }
        else if (item.Origin is { } origin && key.Length > 0 && key[0] is not ('~' or '[' or '*' or '{'))
        {
            result = FieldOfRecord(item, origin, key, symbol as ISObjectFieldSymbol, type);
        }

        if (state?.Get(item, FieldName.Any) is { } any)
        {
            // What is read out of a text that somebody chose is chosen too.
            if (TypeFacts.CanBeText(type) && !any.Strings.IsNone) result = result.Union(AbstractValue.Of(any.Strings.Map(new TextChange("part", "it is part of another text"))));
            result = result.Union(TypeFacts.CanReferToObject(type) ? AbstractValue.Create([item], TypeFacts.CanBeData(type) ? any.Taints : TaintSet.Empty, StringSet.None) : TypeFacts.CanBeData(type) ? AbstractValue.Of(any.Taints) : AbstractValue.Empty);
        }

        if (symbol is null && key.Length > 0 && key[0] is not ('~' or '[' or '*' or '{') && state?.Get(item, ModelParts.Base) is { } given) result = result.Union(given);

        // A field that was written under a name which only a caller knows may be this one.
        if (key.Length > 0 && key[0] is not ('~' or '[') && state?.CellsOf(item) is { HasOpenKeys: true } cells)
            foreach (var (other, value) in cells.Entries)
                if (other[0] == '{' && other != key) result = result.Union(TypeFacts.CanReferToObject(type) ? value : AbstractValue.Of(value.Taints));

        return result;
    }

    /// <summary>A field of a record of which any field may be there.</summary>
    private AbstractValue FieldOfRecord(HeapObject item, RecordOrigin origin, string key, ISObjectFieldSymbol? field, ITypeSymbol type)
    {
        field ??= origin.Object.GetField(key);
        if (field.IsRelationship)
        {
            var target = (TypeFacts.ElementType(field.Type) ?? field.Type) as ISObjectTypeSymbol ?? origin.Object;
            if (item.Depth > 3) return AbstractValue.Of(item);
            if (!created.TryGetValue((item, key), out var related))
                created.Add((item, key), related = NewObject(null, target, isExact: false, isMany: true, item, item.Depth + 1, origin with { Object = target, Via = origin.Query is null ? "" : $"{origin.Via}{field.Name}." }));
            // Of a list of child records the list and its elements are one object, which answers for both.
            return AbstractValue.Of(related);
        }

        if (!CrmData.IsData(field)) return AbstractValue.Empty;
        if (field.IsAssumed && type.SpecialType == SpecialType.Id) return AbstractValue.Empty;
        if (origin.Query is not null && (field.Object.SpecialType == SpecialType.SObject || origin is { IsOfTrigger: true, Via: "" })) return AbstractValue.Of(OpenField(origin, field.Name, field)).With(TextOf(new SourceField(origin.Site, field.Object.Name, field.Name, origin.Kind), type));
        var source = field.IsAssumed && origin.IsOfTrigger ? new SourceField(origin.Site, "SObject", field.Name, origin.Kind) : new SourceField(origin.Site, field.Object.Name, field.Name, origin.Kind) { Field = field };
        return AbstractValue.Of(TaintSet.Of(program.Taints.Of(source), new StepTrace(null, origin.Site, StepKind.Received, origin.Kind))).With(TextOf(source, type));
    }

    /// <summary>A field of a row whose object callers may know.</summary>
    private TaintSet OpenField(RecordOrigin origin, string name, ISObjectFieldSymbol? field = null)
    {
        var source = field is { Object.SpecialType: not SpecialType.SObject }
            ? new SourceField(origin.Site, field.Object.Name, field.Name, origin.Kind) { Field = field }
            : new SourceField(origin.Site, "SObject", origin.Via + name, origin.Kind) { IsOfTrigger = origin.IsOfTrigger };
        var names = StringSet.From(origin.Query!.Values.Select(QueryText.Telling));
        return TaintSet.Of(program.Taints.Of(source, toldBy: names), new StepTrace(null, origin.Site, StepKind.Received, origin.Kind));
    }

    private static StringSet TextOf(SourceField source, ITypeSymbol type) => TypeFacts.CanBeText(type) ? StringSet.ReadFrom(source) : StringSet.None;

    private AbstractValue LoadFrom(HeapState state, HeapObject item, string key, ISymbol? symbol, ITypeSymbol type)
    {
        if (FieldName.IsElement(key)) return LoadElementOf(state, item, key, type);
        if (key[0] == '~' && (key == ModelParts.Header || ModelParts.IsNamedHeader(key))) return LoadHeader(state, item, key, type);
        if (key == ModelParts.TypeName) return LoadTypeName(item);
        if (symbol is IMethodSymbol slot && ModelParts.IsGiven(key)) return LoadGiven(state, item, key, slot, type);
        return state.Get(item, key) ?? Initial(state, item, key, symbol, type);
    }

    /// <summary>All headers of a request, or one by name: that may be one whose name is not known.</summary>
    private AbstractValue LoadHeader(HeapState state, HeapObject item, string key, ITypeSymbol type)
    {
        var found = state.Get(item, key) ?? Initial(state, item, key, null, type);
        if (state.CellsOf(item) is not { } cells) return found;
        foreach (var (other, value) in cells.Entries)
            if (other != key && (key == ModelParts.Header ? ModelParts.IsNamedHeader(other) : other == ModelParts.Header)) found = found.Union(value);
        return found;
    }

    /// <summary>What is told apart.</summary>
    public Precision Precision { get; init; }

    /// <summary>Number of fields behind a root before what lies below is taken together.</summary>
    private int MaximumDepth => Precision switch { Precision.FieldsOnly => 1, Precision.ShortPaths => 2, _ => AccessPath.MaximumDepth };

    private string Blurred(string key) => Precision == Precision.Full ? key : FieldName.IsConstantElement(key) ? FieldName.Element : FieldName.Settled(key);

    /// <summary>An element under a constant key, or any element.</summary>
    private AbstractValue LoadElementOf(HeapState state, HeapObject item, string key, ITypeSymbol type)
    {
        key = Blurred(key);
        if (item.Origin is not null && TypeFacts.IsSObject(item.Type)) return AbstractValue.Of(item);
        if (FieldName.IsConstantElement(key))
        {
            var known = state.Get(item, key) ?? (item.Path is null || state.Get(item, FieldName.Element) is not null || item.Path.Depth >= MaximumDepth
                ? state.Get(item, FieldName.Element) ?? Initial(state, item, FieldName.Element, null, type)
                : Initial(state, item, key, null, type));
            return state.CellsOf(item) is { HasOpenKeys: true } open ? WithOpenKeys(known, open) : known;
        }

        var isOpen = FieldName.IsLeftToCaller(key) && item.Path is { Depth: var depth } && depth < MaximumDepth && state.Get(item, FieldName.Element) is null;
        var result = isOpen ? state.Get(item, key) ?? Initial(state, item, key, null, type) : state.Get(item, FieldName.Element) ?? Initial(state, item, FieldName.Element, null, type);
        if (state.CellsOf(item) is { } cells)
            foreach (var (other, value) in cells.Entries)
                if (FieldName.IsConstantElement(other)) result = result.Union(FieldName.IsLeftToCaller(key) && openKeys.TryGetValue(key, out var asked) ? Under(other, asked, value, state) : value);
                else if (other[0] == '[' && FieldName.IsLeftToCaller(other) && !(isOpen && other == key)) result = result.Union(value);
        return result;
    }

    /// <summary>What stands under a key that only a caller knows may stand under this one.</summary>
    private static AbstractValue WithOpenKeys(AbstractValue value, HeapState.Cells cells)
    {
        foreach (var (key, other) in cells.Entries)
            if (key[0] == '[' && FieldName.IsLeftToCaller(key)) value = value.Union(other);
        return value;
    }

    /// <summary>Remembers the path behind a key that only a caller knows.</summary>
    private string OpenKey(string key, AccessPath path)
    {
        openKeys.TryAdd(key, path);
        return key;
    }

    /// <summary>A field by name, or an element by key, where the texts tell which.</summary>
    private AbstractValue LoadByName(HeapState state, AbstractValue instance, StringSet names, bool isField, ITypeSymbol type, CallInstruction call)
    {
        if (!isField)
        {
            if (!names.Values.IsEmpty && names.Values.All(v => v.Exact is not null)) return names.Values.Aggregate(AbstractValue.Empty, (all, v) => all.Union(Load(state, instance, ElementKey(AbstractValue.Of(StringSet.From([v]))), null, type)));
            return Load(state, instance, ElementKey(AbstractValue.Of(names)), null, type);
        }

        if (!names.Values.IsEmpty && names.Values.All(v => v.Exact is not null))
        {
            var found = AbstractValue.Empty;
            foreach (var name in names.Values)
            {
                var at = instance;
                foreach (var step in name.Exact!.Split('.')) at = ReadRecordField(state, at, step, call);
                found = found.Union(at);
            }

            return found;
        }

        if (names.KeyOfCaller is not { } path || !Array.TrueForAll(instance.Objects, IsGivenByCaller)) return AbstractValue.Of(Deep(state, instance));
        return AbstractValue.Of(Load(state, instance, OpenKey(FieldName.FieldAt(path), path), null, program.Compilation.UnknownType).Taints);
    }

    private bool IsGivenByCaller(HeapObject item) => item is { Origin: null, Path: { Root: PathRoot.Parameter, Depth: var depth } } && depth < MaximumDepth;

    private AbstractValue Load(HeapState state, AbstractValue instance, string key, ISymbol? symbol, ITypeSymbol type)
    {
        if (instance.Objects.Length == 0)
            return TypeFacts.CanCarry(type) && !instance.Taints.IsEmpty ? AbstractValue.Of(instance.Taints) : AbstractValue.Empty;
        var result = AbstractValue.Empty;
        foreach (var item in instance.Objects)
        {
            // Code for records of one object does not run on those of another: handlers for all objects stand behind one interface.
            if (symbol is ISObjectFieldSymbol field && item is { IsExact: true, Type: ISObjectTypeSymbol record } && !program.MayBe(record, field.Object)) continue;
            result = result.Union(LoadFrom(state, item, key, symbol, type));
        }

        return result;
    }

    /// <summary>Writes a field. One certain object is overwritten, otherwise the old content stays possible.</summary>
    private void Store(HeapState state, AbstractValue instance, string key, AbstractValue value, ISymbol? symbol, ITypeSymbol type, bool isEach)
    {
        if (blockGuard is not null) value = value.With(Guarded(value.Taints));
        var isStrong = instance.Objects.Length == 1 && (isEach || !instance.Objects[0].IsMany) && key is not FieldName.Element and not FieldName.Any and not FieldName.Key;
        foreach (var item in instance.Objects)
        {
            KeepInList(state, item);
            if (FieldName.IsElement(key))
            {
                StoreElement(state, item, key, value, isStrong, type);
                continue;
            }

            if (isStrong) state.Set(item, key, value);
            else state.Set(item, key, (key is FieldName.Any ? state.Get(item, key) ?? AbstractValue.Empty : LoadFrom(state, item, key, symbol, type)).Union(value));
        }
    }

    /// <summary>What is written to <c>rows[0]</c> of a list that a caller handed in is in the list, whoever goes over it then.</summary>
    private void KeepInList(HeapState state, HeapObject element)
    {
        if (element.Path is { Parent: { } list, Key: var key } && FieldName.IsConstantElement(key) && named.TryGetValue(list, out var holder) && state.Get(holder, key) is null)
            state.Set(holder, key, AbstractValue.Of(element));
    }

    private void StoreElement(HeapState state, HeapObject item, string key, AbstractValue value, bool isStrong, ITypeSymbol type)
    {
        key = Blurred(key);
        if (FieldName.IsConstantElement(key) || FieldName.IsLeftToCaller(key))
        {
            state.Set(item, key, isStrong ? value : LoadElementOf(state, item, key, type).Union(value));
            return;
        }

        if (state.CellsOf(item) is { } cells)
            foreach (var (other, before) in cells.Entries.ToArray())
                if (FieldName.IsConstantElement(other) || (other[0] == '[' && FieldName.IsLeftToCaller(other))) state.Set(item, other, before.Union(value));
        state.Set(item, FieldName.Element, (state.Get(item, FieldName.Element) ?? Initial(state, item, FieldName.Element, null, type)).Union(value));
    }

    /// <summary>All data that can be reached from a value.</summary>
    private TaintSet Deep(HeapState state, AbstractValue value, ImmutableArray<string> excluded = default, bool isJson = false)
    {
        if (value.Objects.Length == 0) return value.Taints;
        var found = new TaintSetBuilder();
        found.Add(value.Taints);
        var seen = new HashSet<HeapObject>(value.Objects);
        var queue = new Queue<HeapObject>(value.Objects);
        var isFirst = value.Objects.Length;
        while (queue.TryDequeue(out var item))
        {
            var atTop = isFirst-- > 0;
            var skip = atTop && !excluded.IsDefaultOrEmpty ? excluded : [];
            var cells = state.CellsOf(item);
            if (cells is not null)
            {
                foreach (var (key, cell) in cells.Entries)
                {
                    if (key[0] == '~' || skip.Contains(key)) continue;
                    if (isJson && key[0] is not ('[' or '*' or '{') && FindMember(item.Type, key).Symbol is { } member && (member.Modifiers & (Syntax.DeclarationModifiers.Transient | Syntax.DeclarationModifiers.Static)) != 0) continue;
                    found.Add(cell.Taints);
                    foreach (var child in cell.Objects)
                        if (seen.Add(child)) queue.Enqueue(child);
                }
            }

            var content = item.Original;
            if (content.Path is { } path && TypeFacts.CanCarry(path.Type))
            {
                var written = (cells is null ? [] : cells.Entries.Keys.Where(k => k[0] is not ('~' or '*'))).Concat(skip).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
                found.Add(program.Taints.Of(path.Deep([.. written], isJson)), EntryTrace.Instance);
            }

            if (content.Origin is { Query: not null } row && row.Object.SpecialType == SpecialType.SObject)
            {
                found.Add(OpenField(row, "*"));
            }
            else if (content.Origin is { } origin && CrmData.IsData(origin.Object))
            {
                var source = new SourceField(origin.Site, origin.Object.Name, "*", origin.Kind);
                found.Add(program.Taints.Of(source), new StepTrace(null, origin.Site, StepKind.Received, origin.Kind));
            }
        }

        return Bounded(found.ToSet());
    }

    private static readonly string[] mailParts = ["~plain", "~html", "~subject", "~addresses"];

    /// <summary>What a value says as text: all fields of records and objects, an exception's message, a request's endpoint.</summary>
    private TaintSet AsText(HeapState state, AbstractValue value)
    {
        if (value.Objects.Length == 0) return value.Taints;
        var result = value.Taints;
        foreach (var item in value.Objects)
        {
            var shown = item.Type switch
            {
                INamedTypeSymbol { Namespace: "System", Name: "HttpRequest" } => Load(state, AbstractValue.Of(item), ModelParts.Endpoint, null, program.TextType).Taints,
                INamedTypeSymbol { Namespace: "System", Name: "HttpResponse" or "Http" } => TaintSet.Empty,
                INamedTypeSymbol { Namespace: "System", Name: "URL" or "Url" } => Load(state, AbstractValue.Of(item), "~url", null, program.TextType).Taints,
                INamedTypeSymbol { Namespace: "Messaging", Name: "SingleEmailMessage" } => mailParts.Aggregate(TaintSet.Empty, (all, part) => all.Union(WithoutCarrier(Load(state, AbstractValue.Of(item), part, null, program.TextType)).Taints)),
                _ when program.IsException(item.Type) => Load(state, AbstractValue.Of(item), ModelParts.Message, null, program.TextType).Taints,
                _ => Deep(state, AbstractValue.Of(item)),
            };
            result = result.Union(shown);
        }

        return result;
    }

    private AbstractValue MakeRows(Instruction instruction, HeapState state, QueryShape shape, object context, StringSet? query = null)
    {
        var list = Make(instruction, (context, "list"), instruction.Type, isExact: true);
        state.Clear(list);
        var isMany = instruction.Result.IsNone || !isOneRow[instruction.Result.Index];
        var row = MakeRow(instruction, state, shape, (context, "row"), new CodeLocation(tree, instruction.Syntax.Span), isMany, query: query);
        state.Set(list, FieldName.Element, AbstractValue.Of(row));
        return AbstractValue.Of(list);
    }

    private HeapObject MakeRow(Instruction instruction, HeapState state, QueryShape shape, object context, CodeLocation site, bool isMany, int depth = 0, StringSet? query = null, RecordOrigin? before = null)
    {
        var origin = shape.IsOpen ? new RecordOrigin(shape.Object, site, before?.Kind ?? "query") { Query = query, IsOfTrigger = before is { IsOfTrigger: true } } : null;
        if (!created.TryGetValue((instruction, context), out var row))
            created.Add((instruction, context), row = NewObject(null, shape.IsAggregate ? program.Compilation.GetSpecialType(SpecialType.AggregateResult) : shape.Object, isExact: true, isMany, instruction, depth, origin));
        state.Clear(row);
        foreach (var selected in shape.Fields)
        {
            var value = AbstractValue.Empty;
            if (selected.Field is { } field && CrmData.IsData(field))
            {
                var source = new SourceField(site, field.Object.Name, field.Name, "query") { Field = field };
                var at = instruction is QueryInstruction && selected.Span.Length > 0 && site.Span.Contains(selected.Span) ? new CodeLocation(tree, selected.Span) : site;
                value = AbstractValue.Of(TaintSet.Of(program.Taints.Of(source), new StepTrace(null, at, StepKind.Selected, source.DisplayName))).With(TextOf(source, field.Type));
            }
            else if (selected.Field is { } text && TypeFacts.CanBeText(text.Type))
            {
                value = AbstractValue.Of(ReadFrom(text));
            }

            var key = FieldName.Of(selected.Key);
            state.Set(row, key, (state.Get(row, key) ?? AbstractValue.Empty).Union(value));
        }

        foreach (var (relationship, parent) in shape.Parents)
            state.Set(row, FieldName.Of(relationship), AbstractValue.Of(MakeRow(instruction, state, parent, (context, relationship.Name), site, isMany: true, depth)));
        foreach (var (relationship, child) in shape.Children)
        {
            var list = Make(instruction, (context, relationship.Name, "list"), relationship.Type, isExact: true, isMany: true);
            state.Set(list, FieldName.Element, AbstractValue.Of(MakeRow(instruction, state, child, (context, relationship.Name), site, isMany: true, depth)));
            state.Set(row, FieldName.Of(relationship), AbstractValue.Of(list));
        }

        return row;
    }
}
