using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>
/// Puts together the declarations of one object from several files and package directories. The first, by path, wins; later
/// ones fill in what it leaves open, and compliance groups add up.
/// </summary>
internal static class ObjectMerge
{
    public static ImmutableArray<ObjectModel> Merge(IEnumerable<object> declarations)
    {
        var parts = new SortedDictionary<string, (List<ObjectDeclaration> Objects, Dictionary<string, FieldModel> Fields)>(StringComparer.OrdinalIgnoreCase);
        foreach (var declaration in declarations)
        {
            if (declaration is ObjectDeclaration whole)
            {
                PartsOf(whole.ApiName).Objects.Add(whole);
            }
            else if (declaration is FieldModel field)
            {
                var fields = PartsOf(field.ObjectName).Fields;
                fields[field.ApiName] = fields.TryGetValue(field.ApiName, out var earlier) ? Merge(earlier, field) : field;
            }
        }

        return [.. parts.Select(part => Build(part.Key, part.Value.Objects, part.Value.Fields))];

        (List<ObjectDeclaration> Objects, Dictionary<string, FieldModel> Fields) PartsOf(string name)
        {
            if (!parts.TryGetValue(name, out var part))
                parts.Add(name, part = ([], new Dictionary<string, FieldModel>(StringComparer.OrdinalIgnoreCase)));
            return part;
        }
    }

    private static ObjectModel Build(string name, List<ObjectDeclaration> objects, Dictionary<string, FieldModel> fields)
    {
        ImmutableArray<FieldModel> ordered = [.. fields.Values.OrderBy(field => field.ApiName, StringComparer.OrdinalIgnoreCase)];
        var described = objects.Find(declaration => declaration.Label is not null);
        return new ObjectModel(
            name,
            KindOf(name, objects.Exists(declaration => declaration.IsCustomSetting)),
            described?.Label,
            objects.Find(declaration => declaration.PluralLabel is not null)?.PluralLabel,
            (described ?? objects.FirstOrDefault())?.Location ?? ordered[0].Location,
            ordered);
    }

    private static FieldModel Merge(FieldModel first, FieldModel later) => first with
    {
        Label = first.Label ?? later.Label,
        TypeText = first.TypeText ?? later.TypeText,
        Type = first.Type == FieldType.Unknown ? later.Type : first.Type,
        Length = first.Length ?? later.Length,
        ReferenceTo = first.ReferenceTo.IsEmpty ? later.ReferenceTo : first.ReferenceTo,
        ParentRelationshipName = first.ParentRelationshipName ?? later.ParentRelationshipName,
        ChildRelationshipName = first.ChildRelationshipName ?? later.ChildRelationshipName,
        ComplianceGroups = [.. first.ComplianceGroups.Union(later.ComplianceGroups, StringComparer.OrdinalIgnoreCase)],
        SecurityClassification = first.SecurityClassification ?? later.SecurityClassification,
        Formula = first.Formula ?? later.Formula,
        IsEncrypted = first.IsEncrypted || later.IsEncrypted,
    };

    private static ObjectKind KindOf(string name, bool isCustomSetting)
    {
        var suffix = name.LastIndexOf("__", StringComparison.Ordinal);
        return (suffix < 0 ? "" : name[suffix..].ToUpperInvariant()) switch
        {
            "" => ObjectKind.Standard,
            "__MDT" => ObjectKind.CustomMetadata,
            "__E" => ObjectKind.PlatformEvent,
            "__X" => ObjectKind.External,
            "__B" => ObjectKind.BigObject,
            _ => isCustomSetting ? ObjectKind.CustomSetting : ObjectKind.Custom,
        };
    }
}
