using System.Collections.Immutable;
using ApexSovereignty.Metadata;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics;

/// <summary>
/// All of a project bound together: Roslyn's <c>Compilation</c>. Immutable to its users; lazy and safe for threads
/// inside, and what it answers does not depend on who asks first.
/// </summary>
public abstract class Compilation
{
    /// <summary>The parsed files, by path in ordinal order.</summary>
    public abstract ImmutableArray<SyntaxTree> SyntaxTrees { get; }

    /// <summary>The project's metadata.</summary>
    public abstract ProjectModel Project { get; }

    /// <summary>All types declared in the project, nested ones included, by full name in ordinal order.</summary>
    public abstract ImmutableArray<INamedTypeSymbol> SourceTypes { get; }

    /// <summary>All triggers (<see cref="TypeKind.Trigger"/>), by name in ordinal order.</summary>
    public abstract ImmutableArray<INamedTypeSymbol> Triggers { get; }

    /// <summary>The type that stands for all that is not known.</summary>
    public abstract ITypeSymbol UnknownType { get; }

    /// <summary>A type by full name in any case: project, then platform, then sObject; null where there is none.</summary>
    public abstract ITypeSymbol? GetTypeByName(string fullName);

    /// <summary>An sObject by name; one that nothing declares is made up.</summary>
    public abstract ISObjectTypeSymbol GetSObject(string name);

    /// <summary>A built-in type.</summary>
    public abstract ITypeSymbol GetSpecialType(SpecialType type);

    /// <summary>
    /// All methods of a type that have code: methods, constructors, accessors with bodies, a trigger's body, and the
    /// static constructor and instance initializer where there is anything in them, in source order.
    /// </summary>
    public abstract ImmutableArray<IMethodSymbol> GetMethodsWithBody(INamedTypeSymbol type);

    /// <summary>The static constructor of a type, or null where it has nothing to run.</summary>
    public abstract IMethodSymbol? GetStaticConstructor(INamedTypeSymbol type);

    /// <summary>The instance initializer of a type, or null where it has nothing to run.</summary>
    public abstract IMethodSymbol? GetInstanceInitializer(INamedTypeSymbol type);

    /// <summary>Binds a method's code. Not cached: the flow layer asks once. Null where it has none.</summary>
    public abstract BlockOperation? GetBody(IMethodSymbol method);

    /// <summary>The tree a method is declared in, or null.</summary>
    public abstract SyntaxTree? GetTree(ISymbol symbol);

    /// <summary>Whether a value of the first type is one of the second without conversion: subclass, interface, sObject to SObject.</summary>
    public abstract bool IsSubtypeOf(ITypeSymbol type, ITypeSymbol baseType);

    /// <summary>The method that runs when a slot is called on an object of exactly that class: its own or an inherited one, or null.</summary>
    public abstract IMethodSymbol? FindImplementation(INamedTypeSymbol type, IMethodSymbol slot);

    /// <summary>What the records of a query text hold; null where the text is no query.</summary>
    public abstract QueryShape? GetQueryShape(string soql);

    /// <summary>Answers about single nodes of one of the trees.</summary>
    public abstract SemanticModel GetSemanticModel(SyntaxTree tree);

    /// <summary>
    /// What is wrong with the project's declarations and a user can mend, by place: see <see cref="DeclarationDiagnosticKind"/>.
    /// Files that could not be parsed whole are passed over. Types that nothing declares are no fault.
    /// </summary>
    public abstract ImmutableArray<DeclarationDiagnostic> GetDiagnostics();

    /// <summary>What was bound, and what was not.</summary>
    public abstract BindingStatistics Statistics { get; }
}
