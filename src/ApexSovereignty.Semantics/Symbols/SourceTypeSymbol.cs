using System.Collections.Immutable;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>
/// A class, interface, enum or trigger of the project. Members are made on first use, their types on first use of each.
/// Inheritance cycles are cut: a type that would inherit from itself has no base type.
/// </summary>
internal sealed class SourceTypeSymbol : NamedTypeSymbol
{
    // No Apex class inherits over more steps than this; a longer chain runs into a cycle of others.
    private const int LongestChain = 100;

    private readonly MemberDeclarationSyntax _declaration;
    private readonly SyntaxToken _nameToken;
    private readonly Dictionary<string, SourceTypeSymbol>? _nested;
    private MemberTable? _members;
    private SpecialMembers? _specialMembers;
    private INamedTypeSymbol? _writtenBase;
    private INamedTypeSymbol? _baseType;
    private volatile bool _hasWrittenBase;
    private volatile bool _hasBaseType;
    private ImmutableArray<INamedTypeSymbol> _interfaces;

    public SourceTypeSymbol(SourceCompilation compilation, SyntaxTree tree, MemberDeclarationSyntax declaration, SyntaxToken nameToken, SourceTypeSymbol? container)
        : base(nameToken.Text)
    {
        Compilation = compilation;
        DeclaringTree = tree;
        _declaration = declaration;
        _nameToken = nameToken;
        Container = container;
        FullName = container is null ? Name : container.FullName + "." + Name;
        IsTest = container?.IsTest == true || declaration.HasAnnotation("isTest");
        foreach (var member in MemberSyntax)
        {
            if (member is not TypeDeclarationSyntax type) continue;
            _nested ??= new(StringComparer.OrdinalIgnoreCase);
            var symbol = new SourceTypeSymbol(compilation, tree, type, type.Name, this);
            _nested.TryAdd(type.Name.Text, symbol);
            NestedInOrder = [.. NestedInOrder, symbol];
        }
    }

    public SourceCompilation Compilation { get; }

    public SourceTypeSymbol? Container { get; }

    /// <summary>Nested types, those included that declare a name a second time and are never found by it.</summary>
    public ImmutableArray<SourceTypeSymbol> NestedInOrder { get; } = [];

    public ImmutableArray<MemberDeclarationSyntax> MemberSyntax => _declaration switch
    {
        TypeDeclarationSyntax type => type.Members,
        TriggerDeclarationSyntax trigger => trigger.Members,
        _ => [],
    };

    public override string FullName { get; }

    public override INamedTypeSymbol? ContainingType => Container;

    public override Location Location => DeclaringTree.GetLocation(_nameToken.Span);

    public override DeclarationModifiers Modifiers => _declaration.Modifiers;

    public override ImmutableArray<AnnotationSyntax> Annotations => _declaration.Annotations;

    public override bool IsFromSource => true;

    public override bool IsTest { get; }

    public override MemberDeclarationSyntax DeclaringSyntax => _declaration;

    public override SyntaxTree DeclaringTree { get; }

    public override TypeKind TypeKind => _declaration switch
    {
        TriggerDeclarationSyntax => TypeKind.Trigger,
        TypeDeclarationSyntax { Kind: TypeDeclarationKind.Interface } => TypeKind.Interface,
        TypeDeclarationSyntax { Kind: TypeDeclarationKind.Enum } => TypeKind.Enum,
        _ => TypeKind.Class,
    };

    /// <summary>The sObject of a trigger, or null.</summary>
    public SObjectTypeSymbol? TriggerObject =>
        _declaration is TriggerDeclarationSyntax trigger ? Compilation.Universe.GetSObject(trigger.ObjectName.Text) : null;

    public override INamedTypeSymbol? BaseType
    {
        get
        {
            if (_hasBaseType) return _baseType;
            var baseType = WrittenBaseType;
            var steps = 0;
            for (var ancestor = baseType; ancestor is SourceTypeSymbol source && steps < LongestChain; ancestor = source.WrittenBaseType, steps++)
            {
                if (!ReferenceEquals(source, this)) continue;
                baseType = null;
                break;
            }

            _baseType = baseType;
            _hasBaseType = true;
            return baseType;
        }
    }

    /// <summary>The base type as written, cycles and all.</summary>
    public INamedTypeSymbol? WrittenBaseType
    {
        get
        {
            if (_hasWrittenBase) return _writtenBase;
            if (_declaration is TypeDeclarationSyntax { BaseType: { } written })
                _writtenBase = Compilation.Types.Resolve(written, Container, inheritsScope: false) as INamedTypeSymbol;
            _hasWrittenBase = true;
            return _writtenBase;
        }
    }

    public override ImmutableArray<INamedTypeSymbol> Interfaces
    {
        get
        {
            if (_interfaces.IsDefault)
            {
                ImmutableArray<INamedTypeSymbol> resolved = _declaration is TypeDeclarationSyntax type
                    ? [.. type.Interfaces.Select(name => Compilation.Types.Resolve(name, Container, inheritsScope: false)).OfType<INamedTypeSymbol>()]
                    : [];
                ImmutableInterlocked.InterlockedInitialize(ref _interfaces, resolved);
            }

            return _interfaces;
        }
    }

    public override ImmutableArray<ISymbol> Members => Table.Members;

    /// <summary>The static constructor and instance initializer, where there is anything in them.</summary>
    public SpecialMembers Initializers
    {
        get
        {
            if (_specialMembers is null) Interlocked.CompareExchange(ref _specialMembers, SpecialMembers.Create(this), comparand: null);
            return _specialMembers;
        }
    }

    private MemberTable Table
    {
        get
        {
            if (_members is null) Interlocked.CompareExchange(ref _members, new MemberTable(SourceMembers.Create(this)), comparand: null);
            return _members;
        }
    }

    public override ImmutableArray<ISymbol> GetMembers(string name) => Table.Get(name);

    public SourceTypeSymbol? FindNested(string name) => _nested?.GetValueOrDefault(name);

    public ITypeSymbol Resolve(TypeSyntax syntax) => Compilation.Types.Resolve(syntax, this);
}
