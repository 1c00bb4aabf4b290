using ApexSovereignty.Text;

namespace ApexSovereignty.Semantics;

/// <summary>What a <see cref="DeclarationDiagnostic"/> is about.</summary>
public enum DeclarationDiagnosticKind
{
    /// <summary>A type or trigger of the same name is declared before, by path or in the same type; that one is meant by the name.</summary>
    DuplicateType,

    /// <summary>A type has two fields or properties of one name, or two methods of one name and the same parameters.</summary>
    DuplicateMember,

    /// <summary>A type inherits from itself, directly or by way of others; it is taken to have no base type.</summary>
    InheritanceCycle,
}

/// <summary>A fault of a declaration. The platform would refuse the code, so it is told as a hint that the project is not as deployed.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Location">The name of the declaration that is at fault.</param>
/// <param name="Message">A sentence for the user, without the place.</param>
public sealed record DeclarationDiagnostic(DeclarationDiagnosticKind Kind, Location Location, string Message);
