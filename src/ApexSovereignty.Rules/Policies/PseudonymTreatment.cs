namespace ApexSovereignty.Rules.Policies;

/// <summary>What a policy says of data that leaves as a keyed hash or encrypted.</summary>
public enum PseudonymTreatment
{
    /// <summary>Reported one level lower.</summary>
    Lower,

    /// <summary>Reported as any other data.</summary>
    Report,

    /// <summary>Permitted.</summary>
    Permit,
}
