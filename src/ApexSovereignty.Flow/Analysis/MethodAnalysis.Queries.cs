using System.Globalization;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <content>Queries and searches whose text is put together in code.</content>
internal sealed partial class MethodAnalysis
{
    /// <summary>Of more texts of one query that callers complete, only what names the object is kept.</summary>
    private const int MaximumOpenQueries = 8;

    private AbstractValue DynamicQuery(CallInstruction call, AbstractValue[] arguments, HeapState state)
    {
        if (arguments.Length == 0) return AbstractValue.Empty;
        // What code outside the project gives is a text: new vendor.QueryFactory('Loan__c').toSOQL().
        var located = Array.FindAll(arguments[0].Objects, o => !ReferenceEquals(o.Type, program.Compilation.UnknownType));
        if (located.Length > 0) return Located(call, arguments[0].WithObjects(located), state);
        var shapes = new List<Semantics.Operations.QueryShape>();
        var open = new List<StringValue>();
        foreach (var text in arguments[0].Strings.Values)
        {
            var shape = program.ShapeOf(text);
            if (shape is { IsOpen: true, Object.SpecialType: SpecialType.SObject } && QueryText.IsOpen(QueryText.Telling(text))) open.Add(text);
            else shapes.Add(shape);
        }

        if (shapes.Count + open.Count == 0) shapes.Add(program.ShapeOf(StringValue.Of(StringPart.Because(""))));
        var result = AbstractValue.Empty;
        for (var n = 0; n < shapes.Count; n++) result = result.Union(MakeRows(call, state, shapes[n], n));
        if (open.Count > 0)
        {
            var query = StringSet.From(open.Count <= MaximumOpenQueries ? open : open.Select(QueryText.Telling));
            result = result.Union(MakeRows(call, state, program.AnyRows, query, query));
        }

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
}
