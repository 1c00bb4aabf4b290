using System.Collections.Immutable;
using ApexSovereignty.Text;

namespace ApexSovereignty.Syntax;

/// <summary>A file: one type or trigger as a rule, several or none in broken or unusual files.</summary>
public sealed class CompilationUnitSyntax(TextSpan span, ImmutableArray<MemberDeclarationSyntax> members) : SyntaxNode(span)
{
    /// <summary>Type and trigger declarations.</summary>
    public ImmutableArray<MemberDeclarationSyntax> Members { get; } = members;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children) => children.AddRange(Members);
}

/// <summary>Modifiers of a declaration.</summary>
[Flags]
public enum DeclarationModifiers
{
    /// <summary>None written.</summary>
    None = 0,
    /// <summary><c>global</c></summary>
    Global = 1,
    /// <summary><c>public</c></summary>
    Public = 2,
    /// <summary><c>protected</c></summary>
    Protected = 4,
    /// <summary><c>private</c></summary>
    Private = 8,
    /// <summary><c>static</c></summary>
    Static = 16,
    /// <summary><c>abstract</c></summary>
    Abstract = 32,
    /// <summary><c>virtual</c></summary>
    Virtual = 64,
    /// <summary><c>override</c></summary>
    Override = 128,
    /// <summary><c>final</c></summary>
    Final = 256,
    /// <summary><c>transient</c></summary>
    Transient = 512,
    /// <summary><c>webservice</c></summary>
    WebService = 1024,
    /// <summary><c>testMethod</c></summary>
    TestMethod = 2048,
    /// <summary><c>with sharing</c></summary>
    WithSharing = 4096,
    /// <summary><c>without sharing</c></summary>
    WithoutSharing = 8192,
    /// <summary><c>inherited sharing</c></summary>
    InheritedSharing = 16384,
}

/// <summary>An annotation, for example <c>@future(callout=true)</c>.</summary>
public sealed class AnnotationSyntax(TextSpan span, SyntaxToken name, ImmutableArray<AnnotationArgumentSyntax> arguments) : SyntaxNode(span)
{
    /// <summary>Name without the at sign.</summary>
    public SyntaxToken Name { get; } = name;

    /// <summary>Arguments in order.</summary>
    public ImmutableArray<AnnotationArgumentSyntax> Arguments { get; } = arguments;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
    }
}

/// <summary>An annotation's argument: <c>callout=true</c>, or a bare value with a null name.</summary>
/// <param name="Name">Name, or null.</param>
/// <param name="Value">Value as text, quotes and escapes of a string literal resolved.</param>
public sealed record AnnotationArgumentSyntax(string? Name, string Value);

/// <summary>Anything that can be declared in a file or type.</summary>
public abstract class MemberDeclarationSyntax : SyntaxNode
{
    private protected MemberDeclarationSyntax(TextSpan span, DeclarationModifiers modifiers, ImmutableArray<AnnotationSyntax> annotations) : base(span)
    {
        Modifiers = modifiers;
        Annotations = annotations;
    }

    /// <summary>Modifiers as written.</summary>
    public DeclarationModifiers Modifiers { get; }

    /// <summary>Annotations in order.</summary>
    public ImmutableArray<AnnotationSyntax> Annotations { get; }

    /// <summary>Whether an annotation of that name (any case, no at sign) is there.</summary>
    public bool HasAnnotation(string name) => FindAnnotation(name) is not null;

    /// <summary>The first annotation of that name (any case, no at sign), or null.</summary>
    public AnnotationSyntax? FindAnnotation(string name)
    {
        foreach (var annotation in Annotations)
            if (annotation.Name.Text.Equals(name, StringComparison.OrdinalIgnoreCase)) return annotation;
        return null;
    }
}

/// <summary>Which kind of type a declaration makes.</summary>
public enum TypeDeclarationKind
{
    /// <summary><c>class</c></summary>
    Class,
    /// <summary><c>interface</c></summary>
    Interface,
    /// <summary><c>enum</c></summary>
    Enum,
}

/// <summary>A class, interface or enum.</summary>
public sealed class TypeDeclarationSyntax(
    TextSpan span,
    DeclarationModifiers modifiers,
    ImmutableArray<AnnotationSyntax> annotations,
    TypeDeclarationKind kind,
    SyntaxToken name,
    ImmutableArray<SyntaxToken> typeParameters,
    TypeSyntax? baseType,
    ImmutableArray<TypeSyntax> interfaces,
    ImmutableArray<MemberDeclarationSyntax> members,
    ImmutableArray<SyntaxToken> enumConstants) : MemberDeclarationSyntax(span, modifiers, annotations)
{
    /// <summary>Class, interface or enum.</summary>
    public TypeDeclarationKind Kind { get; } = kind;
    /// <summary>The type's name.</summary>
    public SyntaxToken Name { get; } = name;
    /// <summary>Type parameters; only platform stubs have them.</summary>
    public ImmutableArray<SyntaxToken> TypeParameters { get; } = typeParameters;
    /// <summary>The <c>extends</c> type of a class, or null.</summary>
    public TypeSyntax? BaseType { get; } = baseType;
    /// <summary>The <c>implements</c> types of a class, or the <c>extends</c> types of an interface.</summary>
    public ImmutableArray<TypeSyntax> Interfaces { get; } = interfaces;
    /// <summary>Members in source order; empty for an enum.</summary>
    public ImmutableArray<MemberDeclarationSyntax> Members { get; } = members;
    /// <summary>Constants of an enum in source order.</summary>
    public ImmutableArray<SyntaxToken> EnumConstants { get; } = enumConstants;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Annotations);
        if (BaseType is not null) children.Add(BaseType);
        children.AddRange(Interfaces);
        children.AddRange(Members);
    }
}

/// <summary>A trigger.</summary>
public sealed class TriggerDeclarationSyntax(
    TextSpan span,
    SyntaxToken name,
    SyntaxToken objectName,
    ImmutableArray<string> events,
    ImmutableArray<MemberDeclarationSyntax> members,
    BlockSyntax body) : MemberDeclarationSyntax(span, DeclarationModifiers.None, [])
{
    /// <summary>The trigger's name.</summary>
    public SyntaxToken Name { get; } = name;
    /// <summary>The sObject it is on.</summary>
    public SyntaxToken ObjectName { get; } = objectName;
    /// <summary>Events in lower case, for example <c>before insert</c>.</summary>
    public ImmutableArray<string> Events { get; } = events;
    /// <summary>Members declared in the trigger, rarely any.</summary>
    public ImmutableArray<MemberDeclarationSyntax> Members { get; } = members;
    /// <summary>The statements.</summary>
    public BlockSyntax Body { get; } = body;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Members);
        children.Add(Body);
    }
}

/// <summary>A parameter of a method or constructor.</summary>
public sealed class ParameterSyntax(TextSpan span, TypeSyntax type, SyntaxToken name) : SyntaxNode(span)
{
    /// <summary>Declared type.</summary>
    public TypeSyntax Type { get; } = type;
    /// <summary>Name.</summary>
    public SyntaxToken Name { get; } = name;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children) => children.Add(Type);
}

/// <summary>A method; a constructor where <see cref="ReturnType"/> is null.</summary>
public sealed class MethodDeclarationSyntax(
    TextSpan span,
    DeclarationModifiers modifiers,
    ImmutableArray<AnnotationSyntax> annotations,
    TypeSyntax? returnType,
    SyntaxToken name,
    ImmutableArray<ParameterSyntax> parameters,
    BlockSyntax? body) : MemberDeclarationSyntax(span, modifiers, annotations)
{
    /// <summary>The return type (<c>void</c> is a type named void), or null for a constructor.</summary>
    public TypeSyntax? ReturnType { get; } = returnType;
    /// <summary>Name; a constructor has its type's.</summary>
    public SyntaxToken Name { get; } = name;
    /// <summary>Parameters in order.</summary>
    public ImmutableArray<ParameterSyntax> Parameters { get; } = parameters;
    /// <summary>The body, or null for abstract and interface methods.</summary>
    public BlockSyntax? Body { get; } = body;
    /// <summary>Whether it is a constructor.</summary>
    public bool IsConstructor => ReturnType is null;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Annotations);
        if (ReturnType is not null) children.Add(ReturnType);
        children.AddRange(Parameters);
        if (Body is not null) children.Add(Body);
    }
}

/// <summary>A field declaration, possibly of several fields of one type.</summary>
public sealed class FieldDeclarationSyntax(
    TextSpan span,
    DeclarationModifiers modifiers,
    ImmutableArray<AnnotationSyntax> annotations,
    TypeSyntax type,
    ImmutableArray<VariableDeclaratorSyntax> variables) : MemberDeclarationSyntax(span, modifiers, annotations)
{
    /// <summary>Declared type.</summary>
    public TypeSyntax Type { get; } = type;
    /// <summary>The fields.</summary>
    public ImmutableArray<VariableDeclaratorSyntax> Variables { get; } = variables;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Annotations);
        children.Add(Type);
        children.AddRange(Variables);
    }
}

/// <summary>One declared variable or field.</summary>
public sealed class VariableDeclaratorSyntax(TextSpan span, SyntaxToken name, ExpressionSyntax? initializer) : SyntaxNode(span)
{
    /// <summary>Name.</summary>
    public SyntaxToken Name { get; } = name;
    /// <summary>Initial value, or null.</summary>
    public ExpressionSyntax? Initializer { get; } = initializer;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        if (Initializer is not null) children.Add(Initializer);
    }
}

/// <summary>A property.</summary>
public sealed class PropertyDeclarationSyntax(
    TextSpan span,
    DeclarationModifiers modifiers,
    ImmutableArray<AnnotationSyntax> annotations,
    TypeSyntax type,
    SyntaxToken name,
    ImmutableArray<AccessorDeclarationSyntax> accessors) : MemberDeclarationSyntax(span, modifiers, annotations)
{
    /// <summary>Declared type.</summary>
    public TypeSyntax Type { get; } = type;
    /// <summary>Name.</summary>
    public SyntaxToken Name { get; } = name;
    /// <summary>The getter and setter that are written.</summary>
    public ImmutableArray<AccessorDeclarationSyntax> Accessors { get; } = accessors;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        children.AddRange(Annotations);
        children.Add(Type);
        children.AddRange(Accessors);
    }
}

/// <summary>A getter or setter; automatic where it has no body.</summary>
public sealed class AccessorDeclarationSyntax(TextSpan span, DeclarationModifiers modifiers, bool isGetter, BlockSyntax? body) : SyntaxNode(span)
{
    /// <summary>Modifiers as written.</summary>
    public DeclarationModifiers Modifiers { get; } = modifiers;
    /// <summary>Whether it is the getter.</summary>
    public bool IsGetter { get; } = isGetter;
    /// <summary>The body, or null when automatic.</summary>
    public BlockSyntax? Body { get; } = body;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children)
    {
        if (Body is not null) children.Add(Body);
    }
}

/// <summary>A static or instance initializer block.</summary>
public sealed class InitializerDeclarationSyntax(TextSpan span, DeclarationModifiers modifiers, BlockSyntax body) : MemberDeclarationSyntax(span, modifiers, [])
{
    /// <summary>The statements.</summary>
    public BlockSyntax Body { get; } = body;
    /// <summary>Whether it is static.</summary>
    public bool IsStatic => (Modifiers & DeclarationModifiers.Static) != 0;

    /// <inheritdoc />
    public override void AddChildren(List<SyntaxNode> children) => children.Add(Body);
}
