using System.Collections.Immutable;
using ApexSovereignty.Flow;
using ApexSovereignty.Flow.Models;
using ApexSovereignty.Rules.Policies;
using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Platform;

namespace ApexSovereignty.Rules.Models;

/// <summary>
/// Finds what entries of the configuration match: declarations of the project, its metadata, the platform, and names that
/// the code uses and nobody declares, as with managed packages.
/// </summary>
public sealed class EntryBinder
{
    private readonly Compilation compilation;
    private readonly CodeInventory inventory;
    private readonly Lazy<List<(string Name, int Parameters)>> declaredMethods;
    private readonly Lazy<List<(string Object, string Field)>> fields;

    private EntryBinder(Compilation compilation, CodeInventory inventory)
    {
        this.compilation = compilation;
        this.inventory = inventory;
        declaredMethods = new(FindDeclaredMethods);
        fields = new(FindFields);
    }

    /// <summary>Binds entries, in their order.</summary>
    public static ImmutableArray<EntryMatch> Bind(Compilation compilation, CodeInventory inventory, IEnumerable<ConfigurationEntry> entries)
    {
        var binder = new EntryBinder(compilation, inventory);
        return [.. entries.Select(binder.Bind)];
    }

    private EntryMatch Bind(ConfigurationEntry entry) => entry.Sort switch
    {
        EntrySort.Method => BindMethod(entry),
        EntrySort.Property => BindProperty(entry),
        EntrySort.Field => BindField(entry),
        EntrySort.Object => BindObject(entry),
        _ => BindCredential(entry),
    };

    private EntryMatch BindMethod(ConfigurationEntry entry)
    {
        var signature = ModelSignature.Parse(entry.Text);
        var calls = inventory.Calls.Where(call => signature.Matches(call.Name, call.Arguments)).Sum(call => call.Count);
        var isBound = calls > 0 || declaredMethods.Value.Exists(method => signature.Matches(method.Name, method.Parameters)) || PlatformMethods(signature).Any(method => signature.Matches(method.Name, method.Parameters));
        return new EntryMatch(entry, isBound, calls, isBound ? null : NearestMethod(signature));
    }

    private EntryMatch BindProperty(ConfigurationEntry entry)
    {
        var dot = entry.Text.LastIndexOf('.');
        var type = compilation.GetTypeByName(entry.Text[..dot]) as INamedTypeSymbol;
        var isBound = type?.GetMembers(entry.Text[(dot + 1)..]).OfType<IPropertySymbol>().Any() == true;
        return new EntryMatch(entry, isBound, isBound ? 1 : 0, isBound || type is null ? null : NearestName.Find(entry.Text, type.Members.OfType<IPropertySymbol>().Select(property => $"{entry.Text[..dot]}.{property.Name}")));
    }

    private EntryMatch BindField(ConfigurationEntry entry)
    {
        var pattern = FieldPattern.TryParse(entry.Text)!;
        var count = fields.Value.Count(field => pattern.Matches(field.Object, field.Field));
        var parts = entry.Text.Split('.');
        if (count == 0 && PlatformTable.Default.FindObject(parts[0]) is { } standard) count = standard.Fields.Count(field => pattern.Matches(standard.Name, field.Name));
        if (count > 0) return new EntryMatch(entry, IsBound: true, count, null);
        var candidates = parts[1] == "*" ? KnownObjects().Select(name => name + ".*")
            : parts[0] == "*" ? fields.Value.Select(field => "*." + field.Field).Distinct(StringComparer.OrdinalIgnoreCase)
            : fields.Value.Select(field => $"{field.Object}.{field.Field}");
        return new EntryMatch(entry, IsBound: false, 0, NearestName.Find(entry.Text, candidates));
    }

    private EntryMatch BindObject(ConfigurationEntry entry)
    {
        var pattern = ObjectPattern.TryParse(entry.Text)!;
        var count = KnownObjects().Count(pattern.Matches);
        if (count == 0 && PlatformTable.Default.FindObject(entry.Text) is not null) count = 1;
        return new EntryMatch(entry, count > 0, count, count > 0 ? null : NearestName.Find(entry.Text, KnownObjects()));
    }

    private EntryMatch BindCredential(ConfigurationEntry entry)
    {
        const string Scheme = "callout:";
        var name = entry.Text[Scheme.Length..].Split('/')[0];
        var wildcard = new Wildcard(name);
        var known = compilation.Project.NamedCredentials.Select(credential => credential.Name).Concat(inventory.Credentials).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        var count = known.Count(wildcard.Matches);
        var nearest = count > 0 ? null : NearestName.Find(name, known);
        return new EntryMatch(entry, count > 0, count, nearest is null ? null : Scheme + nearest + entry.Text[(Scheme.Length + name.Length)..]);
    }

    private string? NearestMethod(ModelSignature signature)
    {
        if (signature.IsExact && FindInherited(signature.Name) is { } inherited) return inherited;
        // Overloads differ by the number of parameters only where the entry names one.
        var withArity = signature.Text.Length > signature.Name.Length;
        var known = declaredMethods.Value.Concat(inventory.Calls.Select(call => (call.Name, call.Arguments))).Concat(PlatformMethods(signature));
        var names = known
            .Select(method => (Short(method.Item1), method.Item2))
            .Select(method => withArity ? FormattableString.Invariant($"{method.Item1}/{method.Item2}") : method.Item1);
        if (signature.Name.EndsWith(".*", StringComparison.Ordinal)) names = names.Select(name => name[..Math.Max(0, name.LastIndexOf('.'))] + ".*");
        return NearestName.Find(signature.Text, names.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal));

        string Short(string name) => name.StartsWith("System.", StringComparison.OrdinalIgnoreCase) && !signature.Name.StartsWith("System.", StringComparison.OrdinalIgnoreCase) ? name["System.".Length..] : name;
    }

    /// <summary>The name that a method goes by which a class of the project inherits, or null.</summary>
    private string? FindInherited(string name)
    {
        var dot = name.LastIndexOf('.');
        var guard = 0;
        for (var type = (compilation.GetTypeByName(name[..dot]) as INamedTypeSymbol)?.BaseType; type is { IsFromSource: true } && guard++ < 50; type = type.BaseType)
            if (type.GetMembers(name[(dot + 1)..]).OfType<IMethodSymbol>().FirstOrDefault() is { } method) return ModelSignature.NameOf(method);
        return null;
    }

    private List<(string Name, int Parameters)> FindDeclaredMethods()
    {
        var found = new List<(string, int)>();
        foreach (var type in compilation.SourceTypes)
        {
            var constructors = 0;
            foreach (var method in type.Members.OfType<IMethodSymbol>())
            {
                found.Add((ModelSignature.NameOf(method), method.Parameters.Length));
                if (method.MethodKind == MethodKind.Constructor) constructors++;
            }

            if (constructors == 0 && type.TypeKind == TypeKind.Class) found.Add((ModelSignature.NameOf(type) + ".new", 0));
        }

        return found;
    }

    /// <summary>Methods of the platform types that a signature may mean.</summary>
    private IEnumerable<(string Name, int Parameters)> PlatformMethods(ModelSignature signature)
    {
        var typeName = signature.Name[..signature.Name.LastIndexOf('.')];
        if (!typeName.Contains('*', StringComparison.Ordinal) && compilation.GetTypeByName(typeName) is INamedTypeSymbol named)
        {
            var guard = 0;
            for (var type = named; type is { IsFromSource: false } && guard++ < 20; type = type.BaseType)
                foreach (var method in type.Members.OfType<IMethodSymbol>())
                    yield return (typeName + (method.MethodKind == MethodKind.Constructor ? ".new" : "." + method.Name), method.Parameters.Length);
        }

        if (signature.IsExact) yield break;
        // Types are parsed when they are asked for, so only those are whose names can match.
        var start = signature.Name[..signature.Name.IndexOf('*', StringComparison.Ordinal)];
        foreach (var (space, name) in PlatformTable.Default.TypeNames)
        {
            if (!CanStart($"{space}.{name}.", start) && !CanStart(name + ".", start)) continue;
            foreach (var member in PlatformTable.Default.FindType(space, name)?.Members ?? [])
                if (member.Kind is PlatformMemberKind.Method or PlatformMemberKind.Constructor)
                    yield return ($"{space}.{name}.{(member.Kind == PlatformMemberKind.Constructor ? "new" : member.Name)}", member.ParameterTypes.Length);
        }

        static bool CanStart(string left, string right) => left.StartsWith(right, StringComparison.OrdinalIgnoreCase) || right.StartsWith(left, StringComparison.OrdinalIgnoreCase);
    }

    private IEnumerable<string> KnownObjects() => fields.Value.Select(field => field.Object).Distinct(StringComparer.OrdinalIgnoreCase);

    private List<(string Object, string Field)> FindFields()
    {
        var names = compilation.Project.Objects.Select(known => known.ApiName).Concat(inventory.Fields.Select(field => field.Object)).Distinct(StringComparer.OrdinalIgnoreCase);
        var declared = names.SelectMany(name => compilation.GetSObject(name).Members.OfType<ISObjectFieldSymbol>().Where(field => !field.IsRelationship).Select(field => (name, field.Name)));
        return [.. declared.Concat(inventory.Fields).DistinctBy(field => $"{field.Item1}.{field.Item2}", StringComparer.OrdinalIgnoreCase).Order()];
    }
}
