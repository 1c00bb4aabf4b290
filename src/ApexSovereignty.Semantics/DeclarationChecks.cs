using System.Collections.Immutable;
using ApexSovereignty.Semantics.Symbols;

namespace ApexSovereignty.Semantics;

/// <summary>Finds faults of declarations that a user can mend.</summary>
internal static class DeclarationChecks
{
    public static ImmutableArray<DeclarationDiagnostic> Run(SourceCompilation compilation)
    {
        var found = new List<DeclarationDiagnostic>();
        var types = compilation.SourceTypes.OfType<SourceTypeSymbol>().Where(IsWhole).ToList();
        FindDuplicateTypes(types, found);
        FindDuplicateTypes([.. compilation.Triggers.OfType<SourceTypeSymbol>().Where(IsWhole)], found);
        foreach (var type in types)
        {
            FindDuplicateMembers(type, found);
            FindCycle(type, found);
        }

        return [.. found.OrderBy(diagnostic => diagnostic.Location).ThenBy(diagnostic => diagnostic.Message, StringComparer.Ordinal)];
    }

    private static bool IsWhole(SourceTypeSymbol type) => type.DeclaringTree.Diagnostics.IsEmpty;

    private static void FindDuplicateTypes(List<SourceTypeSymbol> types, List<DeclarationDiagnostic> found)
    {
        // The nested types of a duplicate are no faults of their own, so names are compared within one container.
        foreach (var group in types.GroupBy(type => (type.Container, Name: type.Name.ToUpperInvariant())))
        {
            var sameName = group.OrderBy(type => type.Location).ToList();
            var meant = sameName[0];
            foreach (var duplicate in sameName.Skip(1))
            {
                var where = duplicate.Container is null ? $"in {meant.Location.Path}" : FormattableString.Invariant($"in line {meant.Location.Start.Line + 1}");
                var what = duplicate.TypeKind == TypeKind.Trigger ? "trigger" : "type";
                found.Add(new(DeclarationDiagnosticKind.DuplicateType, duplicate.Location, $"The {what} {duplicate.FullName} is declared {where} too, and the name means that one."));
            }
        }
    }

    private static void FindDuplicateMembers(SourceTypeSymbol type, List<DeclarationDiagnostic> found)
    {
        var seen = new Dictionary<string, List<ISymbol>>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in type.Members)
        {
            if (member is INamedTypeSymbol || !member.IsFromSource || member.Location is not { } location) continue;
            if (!seen.TryGetValue(member.Name, out var others)) seen.Add(member.Name, others = []);
            if (others.Exists(other => IsSame(other, member)))
                found.Add(new(DeclarationDiagnosticKind.DuplicateMember, location, $"The type {type.FullName} has {Describe(member)} twice."));
            others.Add(member);
        }
    }

    private static bool IsSame(ISymbol left, ISymbol right) => (left, right) switch
    {
        (IMethodSymbol first, IMethodSymbol second) => first.MethodKind == second.MethodKind && Inheritance.SameParameters(first, second),
        (IMethodSymbol, _) or (_, IMethodSymbol) => false,
        _ => left.IsStatic == right.IsStatic,
    };

    private static string Describe(ISymbol member) => member switch
    {
        IMethodSymbol method => $"the method {method.Name}({string.Join(", ", method.Parameters.Select(parameter => parameter.Type.FullName))})",
        IPropertySymbol => $"the property {member.Name}",
        _ => $"the field {member.Name}",
    };

    private static void FindCycle(SourceTypeSymbol type, List<DeclarationDiagnostic> found)
    {
        var cameFrom = new Dictionary<SourceTypeSymbol, SourceTypeSymbol?>();
        var open = new Queue<SourceTypeSymbol>();
        Enqueue(type, from: null);
        while (open.TryDequeue(out var current))
        {
            if (!ReferenceEquals(current, type)) Enqueue(current, current);
            if (!cameFrom.ContainsKey(type)) continue;
            var way = new List<string>();
            for (var step = cameFrom[type]; step is not null; step = cameFrom[step]) way.Insert(0, step.FullName);
            var by = way.Count == 0 ? "" : ", by way of " + string.Join(" and ", way);
            found.Add(new(DeclarationDiagnosticKind.InheritanceCycle, type.Location, $"The type {type.FullName} inherits from itself{by}; it is taken to have no base type."));
            return;
        }

        void Enqueue(SourceTypeSymbol inheriting, SourceTypeSymbol? from)
        {
            if (inheriting.WrittenBaseType is SourceTypeSymbol baseType && cameFrom.TryAdd(baseType, from)) open.Enqueue(baseType);
            foreach (var implemented in inheriting.Interfaces)
                if (implemented is SourceTypeSymbol source && cameFrom.TryAdd(source, from)) open.Enqueue(source);
        }
    }
}
