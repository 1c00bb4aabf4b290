namespace ApexSovereignty.Rules.Policies;

/// <summary>What an entry of the configuration is about.</summary>
public enum EntrySort
{
    /// <summary>Methods.</summary>
    Method,

    /// <summary>A property of a platform type.</summary>
    Property,

    /// <summary>Fields of sObjects.</summary>
    Field,

    /// <summary>sObjects.</summary>
    Object,

    /// <summary>Named credentials.</summary>
    Credential,
}

/// <summary>A name or pattern that a user wrote and that is to match something of the project.</summary>
/// <param name="Path">The file as the user named it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in UTF-16 code units, from 1.</param>
/// <param name="Sort">What it is about.</param>
/// <param name="Place">The key it stands under: <c>sanitizers</c>, <c>controls.audit</c>, …</param>
/// <param name="Text">The pattern as written.</param>
public sealed record ConfigurationEntry(string Path, int Line, int Column, EntrySort Sort, string Place, string Text);
