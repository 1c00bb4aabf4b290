using System.Collections.Immutable;

namespace ApexSovereignty.Reporting.Registers;

/// <summary>One class of data that goes to one recipient in one jurisdiction, as a record of processing lists it.</summary>
/// <param name="DataClass">The class.</param>
/// <param name="Name">The host, credential or exit.</param>
/// <param name="Jurisdiction">Where it processes data, or empty where that is not stated.</param>
/// <param name="Objects">How many objects the fields are of.</param>
/// <param name="Fields">How many fields.</param>
internal sealed record RegisterRecipient(string DataClass, string Name, string Jurisdiction, int Objects, int Fields)
{
    /// <summary>Rows by verdict.</summary>
    public ImmutableDictionary<RegisterVerdict, int> Rows { get; init; } = ImmutableDictionary<RegisterVerdict, int>.Empty;

    public int CountOf(RegisterVerdict verdict) => Rows.GetValueOrDefault(verdict);

    /// <summary>The recipients of a register by class, name and jurisdiction.</summary>
    public static IEnumerable<RegisterRecipient> Of(DataFlowRegister register) => register.Rows
        .SelectMany(row => row.Classes.Select(name => (Class: name, Row: row)))
        .GroupBy(item => (item.Class, item.Row.Recipient, item.Row.Jurisdiction))
        .OrderBy(group => group.Key.Class, StringComparer.Ordinal).ThenBy(group => group.Key.Recipient, StringComparer.Ordinal).ThenBy(group => group.Key.Jurisdiction, StringComparer.Ordinal)
        .Select(group => new RegisterRecipient(
            group.Key.Class,
            group.Key.Recipient,
            group.Key.Jurisdiction,
            group.Select(item => item.Row.ObjectName).Distinct(StringComparer.OrdinalIgnoreCase).Count(),
            group.SelectMany(item => item.Row.Fields.Select(field => item.Row.ObjectName + "." + field)).Distinct(StringComparer.OrdinalIgnoreCase).Count())
        {
            Rows = group.CountBy(item => item.Row.Verdict).ToImmutableDictionary(),
        });
}
