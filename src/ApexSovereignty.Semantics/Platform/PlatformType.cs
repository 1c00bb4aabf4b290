using System.Collections.Immutable;

namespace ApexSovereignty.Semantics.Platform;

/// <summary>What a platform type is declared as.</summary>
public enum PlatformTypeKind
{
    /// <summary>A class, abstract or not.</summary>
    Class,

    /// <summary>An interface.</summary>
    Interface,

    /// <summary>An enumeration.</summary>
    Enum,
}

/// <summary>What a member of a platform type is.</summary>
public enum PlatformMemberKind
{
    /// <summary>A constructor; its name and type are those of the declaring type.</summary>
    Constructor,

    /// <summary>A method.</summary>
    Method,

    /// <summary>A property or field: the platform does not tell them apart.</summary>
    Property,

    /// <summary>A constant of an enumeration.</summary>
    EnumConstant,
}

/// <summary>
/// A type of the Apex platform as the table declares it. Type names in signatures are bare for the namespace
/// <c>System</c>, for sObjects and for type parameters (<c>String</c>, <c>Account</c>, <c>T</c>) and qualified otherwise
/// (<c>Messaging.InboundEmail.Header</c>); arrays stand as <c>List&lt;…&gt;</c>; there is no blank in them.
/// </summary>
/// <param name="Namespace">The namespace as it is usually spelled.</param>
/// <param name="Name">The name without type parameters; a nested type as <c>Outer.Inner</c>.</param>
/// <param name="Kind">Class, interface or enumeration.</param>
/// <param name="TypeParameters">The names of the type parameters.</param>
/// <param name="BaseType">The base class; null means <c>Object</c>, whose members (<c>equals</c>, <c>hashCode</c>, <c>toString</c>) stand under <c>System.Object</c> only.</param>
/// <param name="Interfaces">Implemented interfaces, or those an interface extends.</param>
/// <param name="Members">Declared members, not the inherited ones.</param>
public sealed record PlatformType(
    string Namespace,
    string Name,
    PlatformTypeKind Kind,
    ImmutableArray<string> TypeParameters,
    string? BaseType,
    ImmutableArray<string> Interfaces,
    ImmutableArray<PlatformMember> Members)
{
    /// <summary>The name as signatures spell it: bare for <c>System</c>, else qualified; without type parameters.</summary>
    public string SignatureName => Namespace == "System" ? Name : Namespace + "." + Name;
}

/// <summary>A member of a platform type.</summary>
/// <param name="Kind">What the member is.</param>
/// <param name="IsStatic">Whether it is named through its type.</param>
/// <param name="Type">The type of the value, <c>void</c> for methods without one.</param>
/// <param name="Name">The name as the reference spells it.</param>
/// <param name="ParameterTypes">Types of the parameters; empty for properties and constants.</param>
public sealed record PlatformMember(
    PlatformMemberKind Kind,
    bool IsStatic,
    string Type,
    string Name,
    ImmutableArray<string> ParameterTypes);
