using System.Collections.Immutable;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Semantics.Symbols;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Binding;

/// <summary>Binds one body: syntax in, operations out. Nothing stops it: what has no meaning becomes an unknown member or call.</summary>
internal sealed partial class Binder
{
    private readonly SourceCompilation _compilation;
    private readonly TypeUniverse _universe;
    private readonly SourceTypeSymbol _type;
    private readonly IMethodSymbol? _method;
    private readonly bool _isStatic;
    private readonly BindingCounters? _counters;
    private readonly ITypeSymbol _unknown;
    private readonly ITypeSymbol _boolean;
    private readonly ITypeSymbol _string;
    private readonly ImmutableArray<IParameterSymbol> _parameters;
    private readonly List<LocalSymbol> _locals = [];
    private readonly List<IMethodSymbol> _candidates = [];
    private BodyCounts _counts;

    private Binder(SourceCompilation compilation, SourceTypeSymbol type, IMethodSymbol? method, bool isStatic, BindingCounters? counters)
    {
        _compilation = compilation;
        _universe = compilation.Universe;
        _type = type;
        _method = method;
        _isStatic = isStatic;
        _counters = counters;
        _parameters = method?.Parameters ?? [];
        _unknown = _universe.Unknown;
        _boolean = _universe.GetSpecialType(SpecialType.Boolean);
        _string = _universe.GetSpecialType(SpecialType.String);
    }

    /// <summary>The code of a method, or null where it has none.</summary>
    public static BlockOperation? BindBody(SourceCompilation compilation, IMethodSymbol method, BindingCounters? counters)
    {
        if (method.ContainingType is not SourceTypeSymbol type) return null;
        var binder = new Binder(compilation, type, method, method.IsStatic, counters);
        var body = method.DeclaringSyntax switch
        {
            _ when method is InitializerSymbol => binder.BindInitializers(type, method.IsStatic),
            MethodDeclarationSyntax { Body: { } block } => method.MethodKind == MethodKind.Constructor ? binder.BindConstructor(block) : binder.BindBlock(block),
            AccessorDeclarationSyntax { Body: { } block } => binder.BindBlock(block),
            TriggerDeclarationSyntax trigger => binder.BindBlock(trigger.Body),
            _ => null,
        };
        binder.Report();
        return body;
    }

    /// <summary>The constant that a field's initial value is, if it is one.</summary>
    public static ConstantBox BindConstant(SourceCompilation compilation, SourceFieldSymbol field)
    {
        var initializer = field.Declarator.Initializer;
        if (initializer is null || !ConstantFolding.MayBeConstant(initializer)) return ConstantBox.None;
        var binder = new Binder(compilation, field.DeclaringType, method: null, isStatic: true, counters: null);
        var value = binder.BindExpression(initializer);
        return value.HasConstantValue ? new ConstantBox(HasValue: true, ConstantFolding.ConvertTo(value.ConstantValue, field.Type)) : ConstantBox.None;
    }

    private void Report() => _counters?.Add(_counts);

    private void CountMember(ISymbol member)
    {
        switch (member)
        {
            case SObjectFieldSymbol { IsAssumed: true } or SObjectTypeSymbol { IsDeclared: false }:
                _counts.MembersAssumed++;
                break;
            case SObjectFieldSymbol { Declaration: not null } or SObjectTypeSymbol { IsInProject: true } or { IsFromSource: true }:
                _counts.MembersToProject++;
                break;
            default:
                _counts.MembersToPlatform++;
                break;
        }
    }

    private BlockOperation BindInitializers(SourceTypeSymbol type, bool isStatic)
    {
        var statements = ImmutableArray.CreateBuilder<StatementOperation>();
        foreach (var member in type.MemberSyntax)
        {
            switch (member)
            {
                case FieldDeclarationSyntax field when (field.Modifiers & DeclarationModifiers.Static) != 0 == isStatic:
                    foreach (var variable in field.Variables)
                        if (variable.Initializer is not null && FindField(type, variable) is { } symbol) statements.Add(BindFieldInitializer(symbol, variable));
                    break;
                case InitializerDeclarationSyntax initializer when initializer.IsStatic == isStatic:
                    statements.Add(BindBlock(initializer.Body));
                    break;
            }
        }

        return new BlockOperation(type.DeclaringSyntax, statements.ToImmutable());
    }

    private static SourceFieldSymbol? FindField(SourceTypeSymbol type, VariableDeclaratorSyntax declarator)
    {
        foreach (var member in type.GetMembers(declarator.Name.Text))
            if (member is SourceFieldSymbol field && ReferenceEquals(field.Declarator, declarator)) return field;
        return null;
    }

    private ExpressionStatementOperation BindFieldInitializer(SourceFieldSymbol field, VariableDeclaratorSyntax variable)
    {
        var value = Conversions.Convert(BindExpression(variable.Initializer!), field.Type);
        ExpressionOperation? instance = field.IsStatic ? null : This(variable);
        var target = new FieldReferenceOperation(variable, field.Type, instance, field);
        return new ExpressionStatementOperation(variable, new AssignmentOperation(variable, field.Type, target, @operator: null, value));
    }

    // A constructor that calls neither this(…) nor super(…) calls super() first.
    private BlockOperation BindConstructor(BlockSyntax block)
    {
        var body = BindBlock(block);
        if (_type.BaseType is not SourceTypeSymbol baseType) return body;
        if (body.Statements is [ExpressionStatementOperation { Expression: ConstructorCallOperation }, ..]) return body;
        var constructor = PickConstructor(baseType, []);
        var call = new ConstructorCallOperation(block, _universe.Void, constructor, isSuper: true, []);
        return new BlockOperation(block, body.Statements.Insert(0, new ExpressionStatementOperation(block, call)));
    }

    private InstanceReferenceOperation This(SyntaxNode syntax) => new(syntax, _type, isSuper: false);

    private LocalSymbol Declare(SyntaxToken name, ITypeSymbol type)
    {
        var local = new LocalSymbol(name.Text, type, _type, _type.DeclaringTree, name.Span);
        _locals.Add(local);
        return local;
    }

    private void Leave(int mark) => _locals.RemoveRange(mark, _locals.Count - mark);

    private ITypeSymbol Resolve(TypeSyntax syntax) => _type.Resolve(syntax);
}
