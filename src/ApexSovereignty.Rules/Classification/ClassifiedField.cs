using System.Collections.Immutable;

namespace ApexSovereignty.Rules.Classification;

/// <summary>A field that flows, with the classes of its data.</summary>
/// <param name="Name">Object and field: <c>Contact.SSN__c</c>.</param>
/// <param name="Classes">At least one; <see cref="Unclassified"/> where nothing is known.</param>
/// <param name="Regimes">Laws that the metadata names: GDPR, HIPAA, …</param>
/// <param name="SecurityLevel">The metadata's <c>securityClassification</c>, or null.</param>
public sealed record ClassifiedField(string Name, ImmutableArray<string> Classes, ImmutableArray<string> Regimes, string? SecurityLevel)
{
    /// <summary>The class of data of which nothing is known.</summary>
    public const string Unclassified = "Unclassified";

    /// <summary>Whether a class is known, or the security level alone makes it grave.</summary>
    public bool IsGrave => Classes is not [Unclassified] || SecurityLevel is not null && graveLevels.Contains(SecurityLevel);

    private static readonly ImmutableHashSet<string> graveLevels = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Confidential", "Restricted", "MissionCritical");

    /// <summary>Name and classes: <c>Contact.SSN__c (PII)</c>.</summary>
    public override string ToString() => Classes is [Unclassified] ? Name : $"{Name} ({string.Join(", ", Classes)})";
}
