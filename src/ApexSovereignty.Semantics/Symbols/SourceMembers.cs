using System.Collections.Immutable;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>Makes the member symbols of a source type.</summary>
internal static class SourceMembers
{
    public static ImmutableArray<ISymbol> Create(SourceTypeSymbol type)
    {
        var members = ImmutableArray.CreateBuilder<ISymbol>();
        var nested = 0;
        foreach (var member in type.MemberSyntax)
        {
            switch (member)
            {
                case FieldDeclarationSyntax field:
                    foreach (var variable in field.Variables) members.Add(new SourceFieldSymbol(type, field, variable));
                    break;
                case PropertyDeclarationSyntax property:
                    members.Add(new SourcePropertySymbol(type, property));
                    break;
                case MethodDeclarationSyntax method:
                    members.Add(new SourceMethodSymbol(type, method));
                    break;
                case TypeDeclarationSyntax:
                    members.Add(type.NestedInOrder[nested++]);
                    break;
            }
        }

        switch (type.DeclaringSyntax)
        {
            case TypeDeclarationSyntax { Kind: TypeDeclarationKind.Enum } enumeration:
                foreach (var constant in enumeration.EnumConstants)
                    members.Add(new EnumConstantSymbol(constant.Text, type, () => type.DeclaringTree.GetLocation(constant.Span)));
                members.AddRange(EnumMethodSymbol.CreateAll(type.Compilation.Universe, type));
                break;
            case TriggerDeclarationSyntax trigger:
                members.Add(new TriggerBodySymbol(type, trigger));
                break;
        }

        return members.ToImmutable();
    }
}

/// <summary>A method or constructor of the project.</summary>
internal sealed class SourceMethodSymbol(SourceTypeSymbol type, MethodDeclarationSyntax syntax)
    : MethodSymbol(syntax.Name.Text, type, syntax.IsConstructor ? MethodKind.Constructor : MethodKind.Ordinary)
{
    private ImmutableArray<IParameterSymbol> _parameters;
    private ITypeSymbol? _returnType;

    public override Location Location => type.DeclaringTree.GetLocation(syntax.Name.Span);

    public override DeclarationModifiers Modifiers => syntax.Modifiers;

    // A web service method is static even where that is not written.
    public override bool IsStatic => (syntax.Modifiers & (DeclarationModifiers.Static | DeclarationModifiers.WebService | DeclarationModifiers.TestMethod)) != 0;

    public override ImmutableArray<AnnotationSyntax> Annotations => syntax.Annotations;

    public override MethodDeclarationSyntax DeclaringSyntax => syntax;

    public override bool IsVirtual => MethodKind == MethodKind.Ordinary && !IsStatic
        && (type.TypeKind == TypeKind.Interface || (syntax.Modifiers & (DeclarationModifiers.Virtual | DeclarationModifiers.Abstract | DeclarationModifiers.Override)) != 0);

    public override bool IsAbstract => syntax.Body is null;

    public override ITypeSymbol ReturnType => _returnType ??= syntax.ReturnType is null ? type.Compilation.Universe.Void : type.Resolve(syntax.ReturnType);

    public override ImmutableArray<IParameterSymbol> Parameters
    {
        get
        {
            if (_parameters.IsDefault)
            {
                var parameters = ImmutableArray.CreateBuilder<IParameterSymbol>(syntax.Parameters.Length);
                foreach (var parameter in syntax.Parameters)
                    parameters.Add(new ParameterSymbol(parameter.Name.Text, type.Resolve(parameter.Type), parameters.Count, type, type.DeclaringTree, parameter.Name.Span));
                ImmutableInterlocked.InterlockedInitialize(ref _parameters, parameters.MoveToImmutable());
            }

            return _parameters;
        }
    }

    public override IMethodSymbol? OverriddenMethod => IsStatic || MethodKind != MethodKind.Ordinary ? null : Inheritance.FindOverridden(this);
}

/// <summary>A field of a class of the project.</summary>
internal sealed class SourceFieldSymbol(SourceTypeSymbol type, FieldDeclarationSyntax syntax, VariableDeclaratorSyntax declarator)
    : MemberSymbol(declarator.Name.Text, type), IFieldSymbol
{
    private ITypeSymbol? _type;
    private ConstantBox? _constant;

    public ITypeSymbol Type => _type ??= type.Resolve(syntax.Type);

    public override Location Location => type.DeclaringTree.GetLocation(declarator.Name.Span);

    public override DeclarationModifiers Modifiers => syntax.Modifiers;

    public override ImmutableArray<AnnotationSyntax> Annotations => syntax.Annotations;

    public SourceTypeSymbol DeclaringType => type;

    public VariableDeclaratorSyntax Declarator => declarator;

    public bool HasConstantValue => Constant.HasValue;

    public object? ConstantValue => Constant.Value;

    private ConstantBox Constant
    {
        get
        {
            if (_constant is not null) return _constant;
            if (!IsStatic || (Modifiers & DeclarationModifiers.Final) == 0 || declarator.Initializer is null) return _constant = ConstantBox.None;
            return type.Compilation.EvaluateConstant(this) is { } value ? _constant = value : ConstantBox.None;
        }
    }

    public override string ToString() => SymbolDisplay.ToDisplayString(this);
}

/// <summary>Whether there is a constant, and which.</summary>
internal sealed record ConstantBox(bool HasValue, object? Value)
{
    public static ConstantBox None { get; } = new(HasValue: false, Value: null);
}

/// <summary>A property of a class of the project.</summary>
internal sealed class SourcePropertySymbol : MemberSymbol, IPropertySymbol
{
    private readonly SourceTypeSymbol _container;
    private readonly PropertyDeclarationSyntax _syntax;
    private ITypeSymbol? _type;

    public SourcePropertySymbol(SourceTypeSymbol type, PropertyDeclarationSyntax syntax) : base(syntax.Name.Text, type)
    {
        _container = type;
        _syntax = syntax;
        foreach (var accessor in syntax.Accessors)
        {
            if (accessor.Body is null) continue;
            var symbol = new AccessorSymbol(this, type, accessor);
            if (accessor.IsGetter) GetMethod ??= symbol;
            else SetMethod ??= symbol;
        }
    }

    public ITypeSymbol Type => _type ??= _container.Resolve(_syntax.Type);

    public bool HasVisibleSetter => _syntax.Accessors.Any(a => !a.IsGetter && (a.Modifiers & (DeclarationModifiers.Private | DeclarationModifiers.Protected)) == 0);

    public IMethodSymbol? GetMethod { get; }

    public IMethodSymbol? SetMethod { get; }

    public override Location Location => _container.DeclaringTree.GetLocation(_syntax.Name.Span);

    public override DeclarationModifiers Modifiers => _syntax.Modifiers;

    public override ImmutableArray<AnnotationSyntax> Annotations => _syntax.Annotations;

    public bool IsVirtual => (Modifiers & (DeclarationModifiers.Virtual | DeclarationModifiers.Abstract | DeclarationModifiers.Override)) != 0;

    public PropertyDeclarationSyntax DeclaringSyntax => _syntax;

    public override string ToString() => SymbolDisplay.ToDisplayString(this);
}

/// <summary>A getter or setter with a body.</summary>
internal sealed class AccessorSymbol(SourcePropertySymbol property, SourceTypeSymbol type, AccessorDeclarationSyntax syntax)
    : MethodSymbol(property.Name, type, syntax.IsGetter ? MethodKind.PropertyGet : MethodKind.PropertySet)
{
    private ImmutableArray<IParameterSymbol> _parameters;

    public override Location Location => type.DeclaringTree.GetLocation(syntax.Span);

    public override DeclarationModifiers Modifiers => property.Modifiers;

    public override bool IsVirtual => property.IsVirtual;

    public override IPropertySymbol AssociatedProperty => property;

    public override AccessorDeclarationSyntax DeclaringSyntax => syntax;

    public override ITypeSymbol ReturnType => syntax.IsGetter ? property.Type : type.Compilation.Universe.Void;

    public override ImmutableArray<IParameterSymbol> Parameters
    {
        get
        {
            if (_parameters.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(
                    ref _parameters,
                    syntax.IsGetter ? [] : [new ParameterSymbol("value", property.Type, 0, type, type.DeclaringTree, syntax.Span)]);
            }

            return _parameters;
        }
    }

    public override IMethodSymbol? OverriddenMethod => IsStatic ? null : Inheritance.FindOverridden(this);
}

/// <summary>The statements of a trigger.</summary>
internal sealed class TriggerBodySymbol(SourceTypeSymbol type, TriggerDeclarationSyntax syntax) : MethodSymbol(type.Name, type, MethodKind.Trigger)
{
    public override bool IsStatic => true;

    public override Location Location => type.DeclaringTree.GetLocation(syntax.Name.Span);

    public override SyntaxNode DeclaringSyntax => syntax;

    public override ImmutableArray<IParameterSymbol> Parameters => [];

    public override ITypeSymbol ReturnType => type.Compilation.Universe.Void;
}

/// <summary>All static or all instance initializers of a class, as one method.</summary>
internal sealed class InitializerSymbol(SourceTypeSymbol type, bool isStatic) : MethodSymbol(type.Name, type, isStatic ? MethodKind.StaticConstructor : MethodKind.InstanceInitializer)
{
    public override bool IsStatic => isStatic;

    public override Location Location => type.Location;

    public override SyntaxNode DeclaringSyntax => type.DeclaringSyntax;

    public override ImmutableArray<IParameterSymbol> Parameters => [];

    public override ITypeSymbol ReturnType => type.Compilation.Universe.Void;

    public override string Signature => $"{type.FullName}.{(isStatic ? "<static>" : "<instance>")}()";
}

/// <summary>The initializers of a type that have anything to run.</summary>
internal sealed record SpecialMembers(InitializerSymbol? StaticConstructor, InitializerSymbol? InstanceInitializer)
{
    public static SpecialMembers Create(SourceTypeSymbol type)
    {
        bool hasStatic = false, hasInstance = false;
        if (type.TypeKind != TypeKind.Interface)
        {
            foreach (var member in type.MemberSyntax)
            {
                switch (member)
                {
                    case FieldDeclarationSyntax field when field.Variables.Any(variable => variable.Initializer is not null):
                        if ((field.Modifiers & DeclarationModifiers.Static) != 0) hasStatic = true;
                        else hasInstance = true;
                        break;
                    case InitializerDeclarationSyntax { IsStatic: true }:
                        hasStatic = true;
                        break;
                    case InitializerDeclarationSyntax:
                        hasInstance = true;
                        break;
                }
            }
        }

        return new(hasStatic ? new InitializerSymbol(type, isStatic: true) : null, hasInstance ? new InitializerSymbol(type, isStatic: false) : null);
    }
}
