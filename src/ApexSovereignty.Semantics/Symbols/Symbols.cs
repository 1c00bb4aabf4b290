using System.Collections.Immutable;
using ApexSovereignty.Metadata;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;

namespace ApexSovereignty.Semantics;

/// <summary>What a name stands for. Symbols are equal only when they are the same object.</summary>
public interface ISymbol
{
    /// <summary>Name as declared.</summary>
    string Name { get; }

    /// <summary>The type around it, or null.</summary>
    INamedTypeSymbol? ContainingType { get; }

    /// <summary>Where it is declared in the project, or null for platform and unknown symbols.</summary>
    Location? Location { get; }

    /// <summary>Modifiers as written.</summary>
    DeclarationModifiers Modifiers { get; }

    /// <summary>Annotations as written.</summary>
    ImmutableArray<AnnotationSyntax> Annotations { get; }

    /// <summary>Whether the project declares it.</summary>
    bool IsFromSource { get; }

    /// <summary>Whether it belongs to a type rather than an instance.</summary>
    bool IsStatic { get; }
}

/// <summary>What sort of type it is.</summary>
public enum TypeKind
{
    /// <summary>A class of the project or platform, collections and primitives included.</summary>
    Class,
    /// <summary>An interface.</summary>
    Interface,
    /// <summary>An enum.</summary>
    Enum,
    /// <summary>An sObject: see <see cref="ISObjectTypeSymbol"/>.</summary>
    SObject,
    /// <summary>A trigger, as the container of its body.</summary>
    Trigger,
    /// <summary>A type parameter of a platform generic.</summary>
    TypeParameter,
    /// <summary>A type that neither project nor platform declares; never an error.</summary>
    Unknown,
}

/// <summary>Types the language or engine treats by themselves.</summary>
public enum SpecialType
{
    /// <summary>Nothing special.</summary>
    None,
    /// <summary><c>Object</c></summary>
    Object,
    /// <summary><c>void</c></summary>
    Void,
    /// <summary>The type of <c>null</c>.</summary>
    Null,
    /// <summary><c>Boolean</c></summary>
    Boolean,
    /// <summary><c>Integer</c></summary>
    Integer,
    /// <summary><c>Long</c></summary>
    Long,
    /// <summary><c>Double</c></summary>
    Double,
    /// <summary><c>Decimal</c></summary>
    Decimal,
    /// <summary><c>String</c></summary>
    String,
    /// <summary><c>Id</c></summary>
    Id,
    /// <summary><c>Blob</c></summary>
    Blob,
    /// <summary><c>Date</c></summary>
    Date,
    /// <summary><c>Datetime</c></summary>
    Datetime,
    /// <summary><c>Time</c></summary>
    Time,
    /// <summary>The generic <c>SObject</c>.</summary>
    SObject,
    /// <summary><c>AggregateResult</c></summary>
    AggregateResult,
    /// <summary><c>List&lt;T&gt;</c>, arrays too.</summary>
    List,
    /// <summary><c>Set&lt;T&gt;</c></summary>
    Set,
    /// <summary><c>Map&lt;K, V&gt;</c></summary>
    Map,
    /// <summary><c>Iterable&lt;T&gt;</c></summary>
    Iterable,
    /// <summary><c>Iterator&lt;T&gt;</c></summary>
    Iterator,
}

/// <summary>A type. Constructed generics are shared: <c>List&lt;Account&gt;</c> is one symbol in a compilation.</summary>
public interface ITypeSymbol : ISymbol
{
    /// <summary>Sort of type.</summary>
    TypeKind TypeKind { get; }

    /// <summary>Whether and how the language treats it by itself.</summary>
    SpecialType SpecialType { get; }

    /// <summary>
    /// Full name: <c>System.HttpRequest</c>, <c>Outer.Inner</c>, <c>List&lt;Account&gt;</c>, <c>String</c>,
    /// <c>Contact</c>. Primitives, collections and sObjects carry no namespace.
    /// </summary>
    string FullName { get; }
}

/// <summary>A class, interface, enum, sObject or constructed generic.</summary>
public interface INamedTypeSymbol : ITypeSymbol
{
    /// <summary>Namespace (<c>System</c>, <c>Database</c>, a managed package's), or empty.</summary>
    string Namespace { get; }

    /// <summary>The generic definition, or itself.</summary>
    INamedTypeSymbol OriginalDefinition { get; }

    /// <summary>Type arguments of a constructed generic.</summary>
    ImmutableArray<ITypeSymbol> TypeArguments { get; }

    /// <summary>The base class, or null.</summary>
    INamedTypeSymbol? BaseType { get; }

    /// <summary>Interfaces named in the declaration.</summary>
    ImmutableArray<INamedTypeSymbol> Interfaces { get; }

    /// <summary>Declared members in source order: fields, properties, methods, constructors, nested types.</summary>
    ImmutableArray<ISymbol> Members { get; }

    /// <summary>Declared members of a name in any case.</summary>
    ImmutableArray<ISymbol> GetMembers(string name);

    /// <summary>The declaration in the project, or null.</summary>
    MemberDeclarationSyntax? DeclaringSyntax { get; }

    /// <summary>The tree of the declaration, or null.</summary>
    SyntaxTree? DeclaringTree { get; }

    /// <summary>Whether it or a type around it is annotated <c>@isTest</c>.</summary>
    bool IsTest { get; }
}

/// <summary>An sObject type; its fields are <see cref="ISObjectFieldSymbol"/>.</summary>
public interface ISObjectTypeSymbol : INamedTypeSymbol
{
    /// <summary>Standard, custom, setting, metadata, event, …</summary>
    SObjectCategory Category { get; }

    /// <summary>
    /// The field of a name in any case; for a name that no declaration has, a field of unknown type is made up (a
    /// custom field that no metadata declares still is a field). Relationship names (<c>Account</c>, <c>Owner__r</c>)
    /// give a field with <see cref="ISObjectFieldSymbol.IsRelationship"/>, child relationships one of list type.
    /// </summary>
    ISObjectFieldSymbol GetField(string name);
}

/// <summary>What sort of sObject it is, which decides whether its fields are CRM data.</summary>
public enum SObjectCategory
{
    /// <summary>A standard object that holds business data.</summary>
    Standard,
    /// <summary>A custom object (<c>__c</c>).</summary>
    Custom,
    /// <summary>A setup object: Profile, Organization, RecordType, …</summary>
    Setup,
    /// <summary>A custom setting.</summary>
    CustomSetting,
    /// <summary>A custom metadata type (<c>__mdt</c>).</summary>
    CustomMetadata,
    /// <summary>A platform event (<c>__e</c>).</summary>
    PlatformEvent,
    /// <summary>An external object (<c>__x</c>).</summary>
    External,
    /// <summary>A big object (<c>__b</c>).</summary>
    BigObject,
    /// <summary>The generic SObject, or an object that nothing declares and no suffix tells.</summary>
    Unknown,
}

/// <summary>A method, constructor, or accessor of a property with a body.</summary>
public interface IMethodSymbol : ISymbol
{
    /// <summary>Parameters in order.</summary>
    ImmutableArray<IParameterSymbol> Parameters { get; }

    /// <summary>Return type; void for constructors.</summary>
    ITypeSymbol ReturnType { get; }

    /// <summary>What sort of method.</summary>
    MethodKind MethodKind { get; }

    /// <summary>Whether a subclass may override it: virtual, abstract, override or an interface's.</summary>
    bool IsVirtual { get; }

    /// <summary>Whether it has no body.</summary>
    bool IsAbstract { get; }

    /// <summary>The base method that it overrides, or null.</summary>
    IMethodSymbol? OverriddenMethod { get; }

    /// <summary>The method of the generic definition (<c>List&lt;T&gt;.add(T)</c>), or itself.</summary>
    IMethodSymbol OriginalDefinition { get; }

    /// <summary>The property of an accessor, or null.</summary>
    IPropertySymbol? AssociatedProperty { get; }

    /// <summary>The declaration in the project (method, accessor, initializer or trigger), or null.</summary>
    SyntaxNode? DeclaringSyntax { get; }

    /// <summary>
    /// Signature with full type names, in the definition's terms: <c>System.HttpRequest.setBody(String)</c>,
    /// <c>List&lt;T&gt;.add(T)</c>, <c>Outer.Inner.run(Map&lt;Id, SObject&gt;)</c>.
    /// </summary>
    string Signature { get; }
}

/// <summary>What sort of method it is.</summary>
public enum MethodKind
{
    /// <summary>A method.</summary>
    Ordinary,
    /// <summary>A constructor.</summary>
    Constructor,
    /// <summary>A getter with a body.</summary>
    PropertyGet,
    /// <summary>A setter with a body; its parameter is <c>value</c>.</summary>
    PropertySet,
    /// <summary>All static initializers of a class and its static field initial values, in source order.</summary>
    StaticConstructor,
    /// <summary>All instance initializers of a class and its instance field initial values, in source order.</summary>
    InstanceInitializer,
    /// <summary>The body of a trigger.</summary>
    Trigger,
}

/// <summary>A field of a class, an enum's constant, or a field of an sObject.</summary>
public interface IFieldSymbol : ISymbol
{
    /// <summary>Declared type.</summary>
    ITypeSymbol Type { get; }

    /// <summary>Whether it is a static final with a constant initial value.</summary>
    bool HasConstantValue { get; }

    /// <summary>The constant: string, bool, int, long, decimal or null.</summary>
    object? ConstantValue { get; }
}

/// <summary>A field or relationship of an sObject.</summary>
public interface ISObjectFieldSymbol : IFieldSymbol
{
    /// <summary>The sObject.</summary>
    ISObjectTypeSymbol Object { get; }

    /// <summary>Metadata of the field, or null where the project declares none.</summary>
    FieldModel? Declaration { get; }

    /// <summary>Whether it is a parent or child relationship rather than a value.</summary>
    bool IsRelationship { get; }

    /// <summary>Whether it holds an id: <c>Id</c>, a lookup, or of type Id.</summary>
    bool IsId { get; }

    /// <summary>Whether neither metadata nor platform declares it.</summary>
    bool IsAssumed { get; }
}

/// <summary>A property; automatic where it has no accessor with a body, and then like a field.</summary>
public interface IPropertySymbol : ISymbol
{
    /// <summary>Declared type.</summary>
    ITypeSymbol Type { get; }

    /// <summary>The getter, null where automatic or missing.</summary>
    IMethodSymbol? GetMethod { get; }

    /// <summary>The setter, null where automatic or missing.</summary>
    IMethodSymbol? SetMethod { get; }

    /// <summary>Whether whoever sees the property may write it.</summary>
    bool HasVisibleSetter => false;
}

/// <summary>A parameter.</summary>
public interface IParameterSymbol : ISymbol
{
    /// <summary>Declared type.</summary>
    ITypeSymbol Type { get; }

    /// <summary>Position from zero.</summary>
    int Ordinal { get; }
}

/// <summary>A local variable.</summary>
public interface ILocalSymbol : ISymbol
{
    /// <summary>Declared type.</summary>
    ITypeSymbol Type { get; }
}
