using System.Collections.Immutable;

namespace ApexSovereignty.Semantics.Platform;

/// <summary>A standard sObject as the table declares it.</summary>
/// <param name="Name">The API name.</param>
/// <param name="IsSetup">Whether its records describe the org rather than its customers (<c>Profile</c>, <c>RecordType</c>, <c>AsyncApexJob</c>).</param>
/// <param name="Fields">All fields, the system fields included.</param>
/// <param name="Children">Child relationships, as subqueries name them.</param>
public sealed record PlatformObject(
    string Name,
    bool IsSetup,
    ImmutableArray<PlatformField> Fields,
    ImmutableArray<PlatformChildRelationship> Children)
{
    /// <summary>Finds a field by its API name, whatever its case.</summary>
    /// <param name="name">The API name of the field.</param>
    /// <returns>The field, or null when the object has none of that name.</returns>
    public PlatformField? FindField(string name)
    {
        foreach (var field in Fields)
        {
            if (string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
                return field;
        }

        return null;
    }

    /// <summary>Finds the lookup whose relationship has a name, whatever its case (<c>Account</c>, <c>Owner</c>).</summary>
    /// <param name="relationshipName">The name of the parent relationship.</param>
    /// <returns>The lookup field, or null when the object has no such relationship.</returns>
    public PlatformField? FindRelationship(string relationshipName)
    {
        foreach (var field in Fields)
        {
            if (string.Equals(field.RelationshipName, relationshipName, StringComparison.OrdinalIgnoreCase))
                return field;
        }

        return null;
    }

    /// <summary>Finds a child relationship by its name, whatever its case.</summary>
    /// <param name="name">The name of the relationship (<c>Contacts</c>).</param>
    /// <returns>The relationship, or null when the object has none of that name.</returns>
    public PlatformChildRelationship? FindChild(string name)
    {
        foreach (var child in Children)
        {
            if (string.Equals(child.Name, name, StringComparison.OrdinalIgnoreCase))
                return child;
        }

        return null;
    }
}

/// <summary>A field of a standard sObject.</summary>
/// <param name="Name">The API name.</param>
/// <param name="Type">
/// One of <c>id string textarea email phone url picklist multipicklist boolean int long double currency percent date datetime time
/// reference address location base64 anytype encryptedstring</c>.
/// </param>
/// <param name="ReferenceTo">For a reference the objects it can name; <c>SObject</c> when they are too many to list; else empty.</param>
/// <param name="RelationshipName">For a reference the name that reaches the parent's fields, or null when there is none.</param>
public sealed record PlatformField(
    string Name,
    string Type,
    ImmutableArray<string> ReferenceTo,
    string? RelationshipName);

/// <summary>A relationship from a parent to its children.</summary>
/// <param name="Name">The name that a subquery uses.</param>
/// <param name="ChildObject">The API name of the child object.</param>
/// <param name="ChildField">The lookup on the child, or null when it is not known.</param>
public sealed record PlatformChildRelationship(string Name, string ChildObject, string? ChildField);
