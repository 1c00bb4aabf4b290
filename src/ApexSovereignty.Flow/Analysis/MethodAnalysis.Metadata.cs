using System.Collections.Immutable;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Metadata;
using ApexSovereignty.Semantics;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.Analysis;

/// <content>Records of custom metadata and labels: their values are in the project.</content>
internal sealed partial class MethodAnalysis
{
    /// <summary>A record by its name; where a caller chooses the name, each value waits for it, and where nobody knows it, all are possible.</summary>
    private AbstractValue MetadataRecord(CallInstruction call, ISObjectTypeSymbol type, AbstractValue name, HeapState state)
    {
        var record = Make(call, "record", type, isExact: true);
        state.Clear(record);
        foreach (var found in program.Compilation.Project.CustomMetadataRecordsOf(type.Name))
            AddValues(state, record, found, value => Matching(value, found.DeveloperName, name.Strings));
        return AbstractValue.Of(record);
    }

    /// <summary><c>T__mdt.getAll()</c>: all records by name.</summary>
    private AbstractValue AllMetadataRecords(CallInstruction call, ISObjectTypeSymbol type, HeapState state)
    {
        var map = Make(call, "all", call.Type, isExact: true);
        state.Clear(map);
        foreach (var found in program.Compilation.Project.CustomMetadataRecordsOf(type.Name))
        {
            var record = Make(call, (found.DeveloperName, "record"), type, isExact: true);
            state.Clear(record);
            AddValues(state, record, found, value => value);
            state.Set(map, FieldName.At(found.DeveloperName), AbstractValue.Of(record));
        }

        return AbstractValue.Of(map);
    }

    /// <summary>More records of a type than this are not told apart in the rows of a query.</summary>
    private const int MaximumRecords = StringSet.MaximumCount;

    /// <summary>Gives a query's rows the values that the project's records have under the query's filter: a row for each record, or one for many.</summary>
    private void FillFromRecords(QueryInstruction query, ISObjectTypeSymbol type, AbstractValue rows, HeapState state)
    {
        var records = program.Compilation.Project.CustomMetadataRecordsOf(type.Name);
        if (records.Length == 0) return;
        foreach (var row in Load(state, rows, FieldName.Element, null, type).Objects)
        {
            if (records.Length > MaximumRecords)
            {
                foreach (var key in KeysOf(row, state))
                {
                    var texts = StringSet.None;
                    foreach (var record in records)
                        if (record.FindValue(key)?.Value is { } text) texts = texts.Union(Filtered(query, query.Where, record, StringSet.Of(text)));
                    if (!texts.IsNone) state.Set(row, key, AbstractValue.Of(texts));
                }

                continue;
            }

            var found = AbstractValue.Empty;
            foreach (var record in records)
                if (RowOf(query, record, row, records, state) is { } one) found = found.Union(AbstractValue.Of(one));
            if (!found.IsEmpty) state.Set(rows.Objects[0], FieldName.Element, found);
        }
    }

    /// <summary>A record as a row of a query, or null where the filter leaves it out.</summary>
    private HeapObject? RowOf(QueryInstruction query, CustomMetadataRecord record, HeapObject row, ImmutableArray<CustomMetadataRecord> records, HeapState state)
    {
        if (Filtered(query, query.Where, record, StringSet.Of(record.DeveloperName)).IsNone) return null;
        var one = Make(query, (row.Id, record.DeveloperName), row.Type, isExact: true, isMany: true, row.Origin);
        state.Clear(one);
        foreach (var (key, value) in state.CellsOf(row)?.Entries.ToArray() ?? []) state.Set(one, key, value);
        var keys = row.Origin is null ? KeysOf(row, state) : KeysOf(row, state).Union(record.Values.Select(v => FieldName.Of(v.Field)), StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (record.FindValue(key)?.Value is { } text) state.Set(one, key, AbstractValue.Of(Filtered(query, query.Where, record, StringSet.Of(text))));
            else if (records.Any(r => r.FindValue(key) is { Value: not null })) state.Set(one, key, AbstractValue.Empty);
        }

        return one;
    }

    /// <summary>A label's text and its translations. Text with blanks in it is for people: no translation makes it part of an address.</summary>
    private StringSet TextsOf(string label, string value)
    {
        var texts = StringSet.Of(value);
        if (!value.Contains(' ', StringComparison.Ordinal) && program.Compilation.Project.FindLabel(label) is { Translations: { IsEmpty: false } translations })
            texts = StringSet.From([.. texts.Values, .. translations.Where(t => !t.Contains(' ', StringComparison.Ordinal)).Select(StringValue.Of)]);
        return texts;
    }

    private static string[] KeysOf(HeapObject row, HeapState state) => state.CellsOf(row)?.Entries.Keys.ToArray() ?? [];

    /// <summary>The records that a test of a field lets through; where only a caller knows the text, their values wait for it.</summary>
    private void Narrow(NarrowInstruction i, HeapState state)
    {
        var given = values[i.Operand.Index];
        var wanted = values[i.Wanted.Index].Strings;
        var kept = AbstractValue.Empty;
        foreach (var item in given.Objects)
        {
            if (state.Get(item, i.Field)?.Strings.Values is not [{ Exact: { } actual }])
            {
                kept = kept.Union(AbstractValue.Of(item));
                continue;
            }

            var found = Matching(StringSet.Of(actual), actual, wanted);
            if (found.IsNone) continue;
            if (found.Values is not [{ Guard: not null }])
            {
                kept = kept.Union(AbstractValue.Of(item));
                continue;
            }

            kept = kept.Union(AbstractValue.Of(Where(item, i, text => Matching(text, actual, wanted), state)));
        }

        Set(i, given.WithObjects(kept.Objects));
    }

    /// <summary>What a map holds under one key where only a caller knows the key that is asked for: texts, those of records and data wait for it.</summary>
    private AbstractValue Under(string key, AccessPath asked, AbstractValue value, HeapState state)
    {
        var test = new TextChange("equals", "", FieldName.KeyOf(key)).Apply(StringValue.Of(StringPart.Of(asked)));
        var objects = Array.ConvertAll(value.Objects, o => o is { Path: null, Type: ISObjectTypeSymbol { Category: SObjectCategory.CustomMetadata } } ? Where(o, key, text => text.Where(test, "true"), state) : o);
        return AbstractValue.Create(AbstractValue.Sorted(objects), Guarded(value.Taints, new EntryGuard(asked, [FieldName.KeyOf(key)], isAmong: true)), value.Strings.Where(test, "true"));
    }

    /// <summary>A record whose texts are there under a condition only; a second condition is not kept apart.</summary>
    private HeapObject Where(HeapObject record, object site, Func<StringSet, StringSet> condition, HeapState state)
    {
        if (record.Site is HeapObject) return record;
        var one = Make(record, site, record.Type, isExact: true, isMany: true, record.Origin);
        state.Clear(one);
        foreach (var (key, value) in state.CellsOf(record)?.Entries.ToArray() ?? [])
            state.Set(one, key, value.Strings.IsNone ? value : value.With(condition(value.Strings)));
        return one;
    }

    /// <summary>
    /// A map that is filled with records, or with a field of them, under another of their fields (<c>byName.put(row.DeveloperName, row)</c>):
    /// each record stands under its own name.
    /// </summary>
    private bool StoreByName(CallInstruction call, AbstractValue instance, AbstractValue value, ITypeSymbol element, HeapState state)
    {
        if (call.Arguments.Length != 2 || MakerOf(call.Arguments[0]) is not LoadFieldInstruction { Symbol: ISObjectFieldSymbol { Object.Category: SObjectCategory.CustomMetadata } } name) return false;
        if (values[name.Instance.Index].Objects is not { Length: > 1 and <= MaximumRecords } records || MakerOf(name.Instance) is not { } origin) return false;
        var field = MakerOf(call.Arguments[1]) as LoadFieldInstruction;
        if (!ReferenceEquals(MakerOf(field?.Instance ?? call.Arguments[1]), origin)) return false;
        if (!Array.TrueForAll(records, r => state.Get(r, name.Field)?.Strings.Values is [{ Exact: not null }])) return false;
        foreach (var record in records)
        {
            var own = field is null ? value.WithObjects([record]) : value.With(state.Get(record, field.Field)?.Strings ?? StringSet.None);
            Store(state, instance, ElementKey(state.Get(record, name.Field)!), own, null, element, isEach: false);
        }

        return true;
    }

    private static void AddValues(HeapState state, HeapObject target, CustomMetadataRecord record, Func<StringSet, StringSet> filter)
    {
        Add("DeveloperName", record.DeveloperName);
        foreach (var value in record.Values)
            if (value.Value is { } known) Add(value.Field, known);

        void Add(string field, string text)
        {
            var texts = filter(StringSet.Of(text));
            var key = FieldName.Of(field);
            if (!texts.IsNone) state.Set(target, key, (state.Get(target, key) ?? AbstractValue.Empty).Union(AbstractValue.Of(texts)));
        }
    }

    /// <summary>A record's value as far as the record meets a filter.</summary>
    private StringSet Filtered(QueryInstruction query, SoqlConditionSyntax? filter, CustomMetadataRecord record, StringSet value)
    {
        switch (filter)
        {
            case SoqlLogicalConditionSyntax { Operator: SoqlLogicalOperator.And } all:
                foreach (var operand in all.Operands) value = Filtered(query, operand, record, value);
                return value;
            case SoqlLogicalConditionSyntax { Operator: SoqlLogicalOperator.Or } any:
                var found = StringSet.None;
                foreach (var operand in any.Operands) found = found.Union(Filtered(query, operand, record, value));
                return found;
            case SoqlComparisonSyntax { Left: SoqlFieldSyntax { Path: [var field] }, Operator: "=" or "IN" } comparison:
                if (record.FindValue(field.Text)?.Value is not { } actual) return value;
                return Matching(value, actual, Wanted(query, comparison.Right));
            default:
                return value;
        }
    }

    private StringSet Wanted(QueryInstruction query, SoqlValueSyntax value)
    {
        switch (value)
        {
            case SoqlLiteralSyntax { Kind: LiteralKind.String or LiteralKind.True or LiteralKind.False } literal:
                return StringSet.Of(literal.Text);
            case SoqlValueListSyntax list:
                return StringSet.From(list.Values.SelectMany(v => Wanted(query, v).Values));
            case SoqlBindSyntax bind:
                foreach (var (expression, bound) in query.Binds)
                    if (ReferenceEquals(expression, bind.Expression) && values[bound.Index].Objects.Length == 0 && !values[bound.Index].Strings.IsNone) return values[bound.Index].Strings;
                return StringSet.Unknown("");
            default:
                return StringSet.Unknown("");
        }
    }

    /// <summary>The text where one of the wanted texts is the actual one, whatever their case.</summary>
    private static StringSet Matching(StringSet text, string actual, StringSet wanted)
    {
        if (wanted.IsNone) return text;
        var result = StringSet.None;
        foreach (var value in wanted.Values)
            result = result.Union(text.Where(new TextChange("equalsignorecase", "", actual).Apply(value), "true"));
        return result;
    }
}
