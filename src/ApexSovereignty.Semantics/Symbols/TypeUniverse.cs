using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApexSovereignty.Metadata;
using ApexSovereignty.Semantics.Platform;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>
/// All types of a compilation that its code does not declare: platform types, constructed generics, sObjects and unknown
/// names. Each is made once, so that symbols can be compared by reference.
/// </summary>
internal sealed class TypeUniverse
{
    private static readonly (string Name, SpecialType Type)[] SpecialNames =
    [
        ("Object", SpecialType.Object), ("Boolean", SpecialType.Boolean), ("Integer", SpecialType.Integer), ("Long", SpecialType.Long),
        ("Double", SpecialType.Double), ("Decimal", SpecialType.Decimal), ("String", SpecialType.String), ("Id", SpecialType.Id),
        ("Blob", SpecialType.Blob), ("Date", SpecialType.Date), ("Datetime", SpecialType.Datetime), ("Time", SpecialType.Time),
        ("List", SpecialType.List), ("Set", SpecialType.Set), ("Map", SpecialType.Map),
        ("Iterable", SpecialType.Iterable), ("Iterator", SpecialType.Iterator),
    ];

    private readonly PlatformTable _table = PlatformTable.Default;
    private readonly ConcurrentDictionary<string, NamedTypeSymbol?> _platform = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, NamedTypeSymbol?> _bareNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, SObjectTypeSymbol> _objects = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, UnknownTypeSymbol> _unknown = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(ITypeSymbol Definition, ITypeSymbol First, ITypeSymbol? Second), NamedTypeSymbol> _constructed = new();
    private readonly NamedTypeSymbol[] _special = new NamedTypeSymbol[Enum.GetValues<SpecialType>().Length];

    public TypeUniverse(ProjectModel project, SpellingTable spelling)
    {
        Project = project;
        Spelling = spelling;
        Unknown = new UnknownTypeSymbol("?");
        Void = new MemberlessTypeSymbol("void", SpecialType.Void);
        _special[(int)SpecialType.None] = Unknown;
        _special[(int)SpecialType.Void] = Void;
        _special[(int)SpecialType.Null] = new MemberlessTypeSymbol("null", SpecialType.Null);
        SObject = new SObjectTypeSymbol(this, "SObject", SObjectCategory.Unknown, SpecialType.SObject, _table.FindType("System", "SObject"));
        AggregateResult = new SObjectTypeSymbol(this, "AggregateResult", SObjectCategory.Unknown, SpecialType.AggregateResult, _table.FindType("System", "AggregateResult"));
        _special[(int)SpecialType.SObject] = SObject;
        _special[(int)SpecialType.AggregateResult] = AggregateResult;
        foreach (var (name, type) in SpecialNames)
            _special[(int)type] = _table.FindType("System", name) is { } declaration ? new PlatformTypeSymbol(this, declaration, type) : new MemberlessTypeSymbol(name, type);
        foreach (var type in _special)
        {
            if (type.SpecialType is not (SpecialType.None or SpecialType.Void or SpecialType.Null)) _platform["System." + type.Name] = type;
        }

        Exception = FindPlatformType("System", "Exception") ?? Unknown;
        _objects["SObject"] = SObject;
        _objects["AggregateResult"] = AggregateResult;
    }

    public ProjectModel Project { get; }

    public SpellingTable Spelling { get; }

    public NamedTypeSymbol Unknown { get; }

    public NamedTypeSymbol Void { get; }

    public SObjectTypeSymbol SObject { get; }

    public SObjectTypeSymbol AggregateResult { get; }

    /// <summary><c>System.Exception</c></summary>
    public NamedTypeSymbol Exception { get; }

    public NamedTypeSymbol GetSpecialType(SpecialType type) => _special[(int)type];

    public PlatformObject? FindPlatformObject(string name) => _table.FindObject(name);

    public bool IsPlatformNamespace(string name) => _table.HasNamespace(name);

    /// <summary>A type of the platform by namespace and (dotted) name.</summary>
    public NamedTypeSymbol? FindPlatformType(string ns, string name)
    {
        var key = ns + "." + name;
        if (_platform.TryGetValue(key, out var known)) return known;
        return _platform.GetOrAdd(key, _table.FindType(ns, name) is { } declaration ? new PlatformTypeSymbol(this, declaration, SpecialType.None) : null);
    }

    /// <summary>What a simple name means outside any class: a type of System or Schema, else an sObject; null where there is none.</summary>
    public NamedTypeSymbol? FindBareName(string name)
    {
        if (_bareNames.TryGetValue(name, out var known)) return known;
        NamedTypeSymbol? found;
        if (name.Equals("SObject", StringComparison.OrdinalIgnoreCase)) found = SObject;
        else if (name.Equals("AggregateResult", StringComparison.OrdinalIgnoreCase)) found = AggregateResult;
        else if (name.Equals("void", StringComparison.OrdinalIgnoreCase)) found = Void;
        else found = FindPlatformType("System", name) ?? FindPlatformType("Schema", name) ?? FindSObject(name) ?? (Spelling.IsUsedAsRecord(name) ? GetSObject(name) : null);
        return _bareNames.GetOrAdd(name, found);
    }

    /// <summary>An sObject that the platform or the project declares or that its suffix tells; null for other names.</summary>
    public SObjectTypeSymbol? FindSObject(string name)
    {
        if (_objects.TryGetValue(name, out var known)) return known.IsDeclaredOrSuffixed ? known : null;
        return SObjectNames.HasSuffix(name) || _table.FindObject(name) is not null || Project.FindObject(name) is not null ? GetSObject(name) : null;
    }

    /// <summary>An sObject by name, made up where nothing declares it.</summary>
    public SObjectTypeSymbol GetSObject(string name)
    {
        if (_objects.TryGetValue(name, out var known)) return known;
        var canonical = _table.FindObject(name)?.Name ?? Project.FindObject(name)?.ApiName ?? Spelling.Canonical(name);
        var symbol = _objects.GetOrAdd(canonical, key => new SObjectTypeSymbol(this, key, SObjectNames.Categorize(this, key), SpecialType.None, methods: null));
        return canonical.Equals(name, StringComparison.OrdinalIgnoreCase) ? symbol : _objects.GetOrAdd(name, symbol);
    }

    public UnknownTypeSymbol GetUnknown(string name)
    {
        if (_unknown.TryGetValue(name, out var known)) return known;
        return _unknown.GetOrAdd(name, key => new UnknownTypeSymbol(Spelling.CanonicalPath(key)));
    }

    public NamedTypeSymbol ListOf(ITypeSymbol element) => Construct(GetSpecialType(SpecialType.List), [element]);

    public NamedTypeSymbol MapOf(ITypeSymbol key, ITypeSymbol value) => Construct(GetSpecialType(SpecialType.Map), [key, value]);

    /// <summary>The shared symbol of a generic with arguments; missing arguments are Object, superfluous ones are dropped.</summary>
    public NamedTypeSymbol Construct(NamedTypeSymbol definition, ImmutableArray<ITypeSymbol> arguments)
    {
        var count = definition.TypeParameters.Length;
        if (count == 0 || definition is not PlatformTypeSymbol generic) return definition;
        var first = arguments.Length > 0 ? arguments[0] : GetSpecialType(SpecialType.Object);
        var second = count > 1 ? arguments.Length > 1 ? arguments[1] : GetSpecialType(SpecialType.Object) : null;
        if (ReferenceEquals(first, generic.TypeParameters[0])) return definition;
        var key = (definition, first, second);
        if (_constructed.TryGetValue(key, out var known)) return known;
        ImmutableArray<ITypeSymbol> taken = second is null ? [first] : [first, second];
        return _constructed.GetOrAdd(key, new ConstructedTypeSymbol(this, generic, taken));
    }

    /// <summary>A type with type parameters replaced.</summary>
    public ITypeSymbol Substitute(ITypeSymbol type, ImmutableArray<ITypeSymbol> arguments)
    {
        if (type is TypeParameterSymbol parameter) return parameter.Ordinal < arguments.Length ? arguments[parameter.Ordinal] : Unknown;
        if (type is not INamedTypeSymbol { TypeArguments.IsEmpty: false } named) return type;
        var substituted = ImmutableArray.CreateBuilder<ITypeSymbol>(named.TypeArguments.Length);
        foreach (var argument in named.TypeArguments) substituted.Add(Substitute(argument, arguments));
        return Construct((NamedTypeSymbol)named.OriginalDefinition, substituted.MoveToImmutable());
    }

    /// <summary>A type as the platform table spells it: <c>Map&lt;Id,SObject&gt;</c>, <c>Messaging.InboundEmail.Header</c>, <c>T</c>.</summary>
    public ITypeSymbol ResolvePlatformName(string name, ImmutableArray<TypeParameterSymbol> typeParameters)
    {
        var open = name.IndexOf('<', StringComparison.Ordinal);
        if (open < 0)
        {
            foreach (var parameter in typeParameters)
                if (parameter.Name == name) return parameter;
            return FindQualifiedName(name) ?? GetUnknown(name);
        }

        var definition = FindQualifiedName(name[..open]);
        if (definition is null) return GetUnknown(name[..open]);
        var arguments = ImmutableArray.CreateBuilder<ITypeSymbol>();
        var depth = 0;
        var start = open + 1;
        for (var i = start; i < name.Length; i++)
        {
            var c = name[i];
            if (depth == 0 && (c == ',' || (c == '>' && i == name.Length - 1)))
            {
                arguments.Add(ResolvePlatformName(name[start..i].Trim(), typeParameters));
                start = i + 1;
            }
            else if (c == '<')
            {
                depth++;
            }
            else if (c == '>')
            {
                depth--;
            }
        }

        return Construct(definition, arguments.ToImmutable());
    }

    /// <summary>A platform type or sObject by simple or qualified name without type arguments.</summary>
    public NamedTypeSymbol? FindQualifiedName(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return FindBareName(name);
        var (ns, rest) = (name[..dot], name[(dot + 1)..]);
        var found = FindPlatformType(ns, rest) ?? FindPlatformType("System", name) ?? FindGenerated(ns, rest);
        if (found is not null) return found;
        if (ns.Equals("System", StringComparison.OrdinalIgnoreCase) && !rest.Contains('.', StringComparison.Ordinal))
        {
            return rest.Equals("SObject", StringComparison.OrdinalIgnoreCase) ? SObject : null;
        }

        return ns.Equals("Schema", StringComparison.OrdinalIgnoreCase) ? FindSObject(rest) : null;
    }

    // Types that the platform makes of other metadata: of each flow and DataWeave script, and one by another name.
    private NamedTypeSymbol? FindGenerated(string ns, string name)
    {
        if (ns.Equals("Flow", StringComparison.OrdinalIgnoreCase) && name.StartsWith("Interview.", StringComparison.OrdinalIgnoreCase)) return FindPlatformType("Flow", "Interview");
        if (ns.Equals("DataWeaveScriptResource", StringComparison.OrdinalIgnoreCase)) return FindPlatformType("DataWeave", "Script");
        // The type of a token: Account.SObjectType.class.
        if (name.Equals("SObjectType", StringComparison.OrdinalIgnoreCase) && FindSObject(ns) is not null) return FindPlatformType("Schema", "SObjectType");
        return ns.Equals("ApexPages", StringComparison.OrdinalIgnoreCase) && name.Equals("PageReference", StringComparison.OrdinalIgnoreCase) ? FindPlatformType("System", "PageReference") : null;
    }
}
