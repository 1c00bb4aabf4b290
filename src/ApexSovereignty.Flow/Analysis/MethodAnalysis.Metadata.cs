using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Metadata;
using ApexSovereignty.Semantics;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.Analysis;

/// <content>Records of custom metadata: their values are in the project.</content>
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

    /// <summary>Gives a query's rows the values that the project's records have under the query's filter.</summary>
    private void FillFromRecords(QueryInstruction query, ISObjectTypeSymbol type, AbstractValue rows, HeapState state)
    {
        var records = program.Compilation.Project.CustomMetadataRecordsOf(type.Name);
        foreach (var row in Load(state, rows, FieldName.Element, null, type).Objects)
        {
            foreach (var key in state.CellsOf(row)?.Entries.Keys.ToArray() ?? [])
            {
                var texts = StringSet.None;
                foreach (var record in records)
                    if (record.FindValue(key)?.Value is { } text) texts = texts.Union(Filtered(query, query.Where, record, StringSet.Of(text)));
                if (!texts.IsNone) state.Set(row, key, AbstractValue.Of(texts));
            }
        }
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
