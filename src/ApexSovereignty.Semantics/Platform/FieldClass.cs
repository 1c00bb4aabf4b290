namespace ApexSovereignty.Semantics.Platform;

/// <summary>How the class of a field is known.</summary>
public enum FieldClassSource
{
    /// <summary>The catalogue names the object and the field.</summary>
    Catalogue,

    /// <summary>The words of the field's name match a pattern.</summary>
    NamePattern,
}

/// <summary>The class of a field's data: <c>PII</c>, <c>Financial</c>, <c>Health</c> or <c>Credential</c>.</summary>
/// <param name="Name">The class.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Evidence">What matched: <c>Contact.Email</c> of the catalogue, or the pattern (<c>accountnumber</c>).</param>
public readonly record struct FieldClass(string Name, FieldClassSource Source, string Evidence);
