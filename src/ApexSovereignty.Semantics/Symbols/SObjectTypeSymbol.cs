using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApexSovereignty.Metadata;
using ApexSovereignty.Semantics.Platform;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>An sObject: what platform and project declare of it, merged, and what code uses of it without any declaration.</summary>
internal sealed class SObjectTypeSymbol : NamedTypeSymbol, ISObjectTypeSymbol
{
    private readonly TypeUniverse _universe;
    private readonly PlatformType? _methods;
    private readonly PlatformObject? _platform;
    private readonly ObjectModel? _project;
    private readonly ConcurrentDictionary<string, SObjectFieldSymbol> _fields = new(concurrencyLevel: 1, capacity: 7, StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, SObjectFieldSymbol> _assumedParents = new(concurrencyLevel: 1, capacity: 1, StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, SObjectFieldSymbol> _assumedChildren = new(concurrencyLevel: 1, capacity: 1, StringComparer.OrdinalIgnoreCase);
    private MemberTable? _methodTable;
    private ImmutableArray<ISymbol> _members;

    public SObjectTypeSymbol(TypeUniverse universe, string name, SObjectCategory category, SpecialType specialType, PlatformType? methods) : base(name)
    {
        _universe = universe;
        _methods = methods;
        Category = category;
        SpecialType = specialType;
        if (specialType != SpecialType.None) return;
        _platform = universe.FindPlatformObject(name);
        _project = universe.Project.FindObject(name);
    }

    public SObjectCategory Category { get; }

    public override TypeKind TypeKind => TypeKind.SObject;

    public override SpecialType SpecialType { get; }

    public override INamedTypeSymbol? BaseType => SpecialType == SpecialType.SObject ? null : _universe.SObject;

    /// <summary>Whether platform or project declare it.</summary>
    public bool IsDeclared => SpecialType != SpecialType.None || _platform is not null || _project is not null;

    /// <summary>Whether the project's metadata says anything of it.</summary>
    public bool IsInProject => _project is not null;

    /// <summary>Whether more than its use in a query says that it exists.</summary>
    public bool IsDeclaredOrSuffixed => IsDeclared || SObjectNames.HasSuffix(Name);

    public override ImmutableArray<ISymbol> Members
    {
        get
        {
            if (_members.IsDefault) ImmutableInterlocked.InterlockedInitialize(ref _members, [.. Methods.Members, .. DeclaredFieldNames().Select(GetField)]);
            return _members;
        }
    }

    private MemberTable Methods
    {
        get
        {
            if (_methodTable is null)
            {
                var members = _methods is null ? [] : PlatformMembers.Create(_universe, this, _methods, []);
                Interlocked.CompareExchange(ref _methodTable, new MemberTable([.. members.Where(member => member is IMethodSymbol)]), comparand: null);
            }

            return _methodTable;
        }
    }

    public override ImmutableArray<ISymbol> GetMembers(string name)
    {
        var methods = Methods.Get(name);
        if (!methods.IsEmpty || SpecialType != SpecialType.None) return methods;
        return FindDeclaredField(name) is { } field ? [field] : [];
    }

    public ISObjectFieldSymbol GetField(string name) => FindDeclaredField(name) ?? AssumeField(name);

    /// <summary>A relationship to a parent, made up where nothing declares one of that name.</summary>
    public SObjectFieldSymbol GetParent(string name)
    {
        if (FindDeclaredField(name) is { } declared) return declared;
        if (_assumedParents.TryGetValue(name, out var known)) return known;
        return _assumedParents.GetOrAdd(name, key => new SObjectFieldSymbol(
            this, _universe.Spelling.Canonical(key), GuessParent(key), declaration: null, isRelationship: true, isId: false, isAssumed: true));
    }

    /// <summary>A relationship to children, made up where nothing declares one of that name.</summary>
    public SObjectFieldSymbol GetChildren(string name)
    {
        if (FindDeclaredField(name) is { Type.SpecialType: SpecialType.List } declared) return declared;
        if (_assumedChildren.TryGetValue(name, out var known)) return known;
        return _assumedChildren.GetOrAdd(name, key => new SObjectFieldSymbol(
            this, _universe.Spelling.Canonical(key), _universe.ListOf(_universe.SObject), declaration: null, isRelationship: true, isId: false, isAssumed: true));
    }

    private SObjectFieldSymbol? FindDeclaredField(string name)
    {
        if (_fields.TryGetValue(name, out var known)) return known.IsAssumed ? null : known;
        if (SpecialType == SpecialType.AggregateResult) return null;
        return CreateDeclared(name) is { } created ? Publish(name, created) : null;
    }

    private SObjectFieldSymbol AssumeField(string name)
    {
        if (SObjectNames.IsRelationshipName(name)) return GetParent(name);
        if (_fields.TryGetValue(name, out var known)) return known;
        var canonical = _universe.Spelling.Canonical(name);
        var isId = canonical.EndsWith("Id", StringComparison.Ordinal) || _universe.Spelling.IsUsedAsLookup(Name, canonical);
        ITypeSymbol type = isId ? _universe.GetSpecialType(SpecialType.Id) : _universe.Unknown;
        return _fields.GetOrAdd(canonical, new SObjectFieldSymbol(this, canonical, type, declaration: null, isRelationship: false, isId, isAssumed: true));
    }

    private SObjectFieldSymbol Publish(string name, SObjectFieldSymbol created)
    {
        var symbol = _fields.GetOrAdd(created.Name, created);
        return created.Name.Equals(name, StringComparison.OrdinalIgnoreCase) ? symbol : _fields.GetOrAdd(name, symbol);
    }

    private SObjectFieldSymbol? CreateDeclared(string name)
    {
        // A parent of unknown sort still is a record, and has what all records have.
        if (SpecialType == SpecialType.SObject) return SObjectSystemFields.Find(this, name) is { } ofAll ? FromPlatform(ofAll) : SystemRelationship(name);
        if (FindCoordinate(name) is { } coordinate) return coordinate;
        if (_platform?.FindField(name) is { } platformField) return FromPlatform(platformField);
        var declared = _universe.Project.FindField(Name, name);
        if (declared is not null && declared.Type != FieldType.Unknown) return FromProject(declared);
        if (SObjectSystemFields.Find(this, name) is { } systemField) return FromPlatform(systemField);
        if (_platform?.FindRelationship(name) is { } lookup) return Relationship(name: lookup.RelationshipName!, ParentType(lookup.ReferenceTo), _universe.Project.FindField(Name, lookup.Name));
        if (_universe.Project.FindParentRelationship(Name, name) is { ParentRelationshipName: { } parentName } parent) return Relationship(parentName, ParentType(parent.ReferenceTo), parent);
        if (SystemRelationship(name) is { } systemParent) return systemParent;
        if (_universe.Project.FindChildRelationship(Name, name) is { ChildRelationshipName: { } childName } child) return Relationship(childName, _universe.ListOf(_universe.GetSObject(child.ObjectName)), child);
        if (_platform?.FindChild(name) is { } children) return Relationship(children.Name, _universe.ListOf(_universe.GetSObject(children.ChildObject)), declaration: null);
        return declared is null ? null : FromProject(declared);
    }

    private SObjectFieldSymbol? SystemRelationship(string name) =>
        SObjectSystemFields.FindRelationship(this, name) is { } lookup ? Relationship(lookup.RelationshipName!, ParentType(lookup.ReferenceTo), declaration: null) : null;

    // A geolocation Where__c is read whole, or by its parts Where__Latitude__s and Where__Longitude__s.
    private SObjectFieldSymbol? FindCoordinate(string name)
    {
        foreach (var part in new[] { "__Latitude__s", "__Longitude__s" })
        {
            if (name.Length <= part.Length || !name.EndsWith(part, StringComparison.OrdinalIgnoreCase)) continue;
            var whole = _universe.Project.FindField(Name, string.Concat(name.AsSpan(0, name.Length - part.Length), "__c"));
            var canonical = whole is null ? _universe.Spelling.Canonical(name) : whole.ApiName[..^3] + part;
            return new SObjectFieldSymbol(this, canonical, _universe.GetSpecialType(SpecialType.Decimal), whole, isRelationship: false, isId: false, isAssumed: false);
        }

        return null;
    }

    private SObjectFieldSymbol Relationship(string name, ITypeSymbol type, FieldModel? declaration) =>
        new(this, name, type, declaration, isRelationship: true, isId: false, isAssumed: false);

    private SObjectFieldSymbol FromPlatform(PlatformField field) => new(
        this,
        field.Name,
        SObjectFieldTypes.OfPlatform(_universe, field.Type, field.Name),
        _universe.Project.FindField(Name, field.Name),
        isRelationship: false,
        isId: field.Type is "id" or "reference",
        isAssumed: false);

    private SObjectFieldSymbol FromProject(FieldModel field) => new(
        this,
        field.ApiName,
        SObjectFieldTypes.OfProject(_universe, field.Type),
        field,
        isRelationship: false,
        isId: field.IsRelationship,
        isAssumed: false);

    private NamedTypeSymbol ParentType(ImmutableArray<string> targets)
    {
        if (targets.Length == 1) return _universe.GetSObject(targets[0]);
        // Owners are users or queues: a queue's fields are among a user's.
        if (targets.Contains("User", StringComparer.OrdinalIgnoreCase) && targets.Length <= 3) return _universe.GetSObject("User");
        // The platform types what may be of several objects as Name (SOQL and SOSL Reference, Understanding Polymorphic Relationships).
        return targets.IsEmpty ? _universe.SObject : _universe.GetSObject("Name");
    }

    // Lookups are often named like their target: Loan__r of an undeclared Loan__c.
    private NamedTypeSymbol GuessParent(string name)
    {
        if (name.EndsWith("__r", StringComparison.OrdinalIgnoreCase))
        {
            var target = string.Concat(name.AsSpan(0, name.Length - 1), "c");
            if (_universe.Project.FindObject(target) is not null) return _universe.GetSObject(target);
            return _universe.SObject;
        }

        return _universe.FindPlatformObject(name) is { } platform ? _universe.GetSObject(platform.Name) : _universe.SObject;
    }

    private IEnumerable<string> DeclaredFieldNames()
    {
        if (SpecialType != SpecialType.None) return [];
        IEnumerable<string> platform = _platform is null ? [] : _platform.Fields.Select(field => field.Name);
        IEnumerable<string> project = _project is null ? [] : _project.Fields.Select(field => field.ApiName);
        return platform.Concat(SObjectSystemFields.NamesOf(this)).Concat(project).Distinct(StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>A field or relationship of an sObject.</summary>
internal sealed class SObjectFieldSymbol(SObjectTypeSymbol owner, string name, ITypeSymbol type, FieldModel? declaration, bool isRelationship, bool isId, bool isAssumed)
    : MemberSymbol(name, owner), ISObjectFieldSymbol
{
    public ISObjectTypeSymbol Object => owner;

    public ITypeSymbol Type { get; } = type;

    public FieldModel? Declaration { get; } = declaration;

    public bool IsRelationship { get; } = isRelationship;

    public bool IsId { get; } = isId;

    public bool IsAssumed { get; } = isAssumed;

    public bool HasConstantValue => false;

    public object? ConstantValue => null;

    public override string ToString() => owner.Name + "." + Name;
}
