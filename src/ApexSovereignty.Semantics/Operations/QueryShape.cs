using System.Collections.Immutable;
using ApexSovereignty.Text;

namespace ApexSovereignty.Semantics.Operations;

/// <summary>What the records of a query hold. Only selected values are there at run time.</summary>
/// <param name="Object">The queried object; the unknown object where its name is not known.</param>
/// <param name="Fields">Selected values in order.</param>
/// <param name="Parents">Records reached over parent relationships, by field.</param>
/// <param name="Children">Lists of records from sub-selects, by child relationship.</param>
/// <param name="IsOpen">Whether any field may be there (<c>FIELDS(ALL)</c>, or text that is not known whole).</param>
/// <param name="IsAggregate">Whether the records are aggregate results, whose values are read by alias with <c>get</c>.</param>
/// <param name="IsCount">Whether it is <c>SELECT COUNT()</c>, a plain number.</param>
public sealed record QueryShape(
    ISObjectTypeSymbol Object,
    ImmutableArray<SelectedField> Fields,
    ImmutableArray<(ISObjectFieldSymbol Relationship, QueryShape Shape)> Parents,
    ImmutableArray<(ISObjectFieldSymbol Relationship, QueryShape Shape)> Children,
    bool IsOpen,
    bool IsAggregate,
    bool IsCount);

/// <summary>A selected value.</summary>
/// <param name="Key">The name it is read by: the field's API name, or an alias (<c>expr0</c> …) of an aggregate.</param>
/// <param name="Field">The field whose value it is; null for a count, which carries no data.</param>
/// <param name="Span">Where it is selected.</param>
public sealed record SelectedField(string Key, ISObjectFieldSymbol? Field, TextSpan Span);
