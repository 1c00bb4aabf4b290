using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Values;

/// <summary>A piece of CRM data at the place where it is read.</summary>
/// <param name="Site">The query, parameter or trigger variable.</param>
/// <param name="ObjectName">The sObject's name.</param>
/// <param name="FieldName">The field's name, or <c>*</c> for a record whose fields are not known.</param>
/// <param name="Kind">How it is reached, in words.</param>
public sealed record SourceField(CodeLocation Site, string ObjectName, string FieldName, string Kind)
{
    private readonly int hash = HashCode.Combine(Site, StringComparer.OrdinalIgnoreCase.GetHashCode(FieldName));

    /// <summary>What a language model or another service answers: no CRM data, but nothing for a log either.</summary>
    public static SourceField Answer(CodeLocation site) => new(site, "", "answer", "answer");

    /// <summary>Whether it is such an answer.</summary>
    public bool IsAnswer => Kind == "answer";

    /// <summary>Whether it is a record of a trigger in a class that triggers of several objects may share.</summary>
    internal bool IsOfTrigger { get; init; }

    /// <summary>The field's symbol, or null where it is not known.</summary>
    public ISObjectFieldSymbol? Field { get; init; }

    /// <summary>Equal by place and name.</summary>
    public bool Equals(SourceField? other) =>
        other is not null && hash == other.hash && Site == other.Site && string.Equals(ObjectName, other.ObjectName, StringComparison.OrdinalIgnoreCase)
        && string.Equals(FieldName, other.FieldName, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override int GetHashCode() => hash;

    /// <summary>The name shown: <c>Contact.SSN__c</c>.</summary>
    public string DisplayName => FieldName == "*" ? $"{ObjectName} record" : $"{ObjectName}.{FieldName}";
}
