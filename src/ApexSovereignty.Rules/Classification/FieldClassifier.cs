using System.Collections.Immutable;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Metadata;
using ApexSovereignty.Rules.Policies;
using ApexSovereignty.Semantics.Platform;

namespace ApexSovereignty.Rules.Classification;

/// <summary>Finds the class of a field: by policy, by its metadata, by the catalogue of standard fields, by its name.</summary>
/// <param name="policy">The policy in force.</param>
/// <param name="project">The project's metadata.</param>
public sealed class FieldClassifier(Policy policy, ProjectModel project)
{
    private static readonly ImmutableHashSet<string> regimes = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "GDPR", "CCPA", "COPPA", "HIPAA");

    private readonly Dictionary<(string, string), ClassifiedField?> known = [];

    /// <summary>The field with its classes; null where the policy says that it is public.</summary>
    public ClassifiedField? Classify(SourceField source)
    {
        var key = (source.ObjectName, source.FieldName);
        if (!known.TryGetValue(key, out var result)) known.Add(key, result = source.FieldName == "*" ? ClassifyRecord(source) : ClassifyField(source.ObjectName, source.FieldName, source.DisplayName, source.Field?.Declaration));
        return result;
    }

    private ClassifiedField? ClassifyField(string objectName, string fieldName, string display, FieldModel? declaration)
    {
        var decision = policy.DecideField(objectName, fieldName);
        if (decision is { IsPublic: true }) return null;
        declaration ??= project.FindField(objectName, fieldName);
        ImmutableArray<string> groups = declaration?.ComplianceGroups ?? [];
        ImmutableArray<string> laws = [.. groups.Where(regimes.Contains)];
        var level = declaration?.SecurityClassification;
        if (decision?.Class is { } named) return new ClassifiedField(display, [named], laws, level);
        ImmutableArray<string> classes = [.. groups.Where(g => !regimes.Contains(g))];
        if (laws.Contains("HIPAA", StringComparer.OrdinalIgnoreCase) && !classes.Contains("Health")) classes = classes.Add("Health");
        if (classes.IsEmpty && FieldClassCatalogue.Default.Find(objectName, fieldName, declaration?.TypeText) is { } found) classes = [found.Name];
        return new ClassifiedField(display, classes.IsEmpty ? [ClassifiedField.Unclassified] : classes, laws, level);
    }

    /// <summary>A record of which any field may flow has the classes of all fields that are known of its object.</summary>
    private ClassifiedField? ClassifyRecord(SourceField source)
    {
        var classes = new SortedSet<string>(StringComparer.Ordinal);
        string? level = null;
        var prefix = source.ObjectName + ".";
        foreach (var name in FieldClassCatalogue.Default.FieldNames.Where(n => n.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            Add(ClassifyField(source.ObjectName, name[prefix.Length..], name, null));
        if (project.FindObject(source.ObjectName) is { } declared)
            foreach (var field in declared.Fields) Add(ClassifyField(source.ObjectName, field.ApiName, field.ApiName, field));
        return new ClassifiedField(source.DisplayName, classes.Count == 0 ? [ClassifiedField.Unclassified] : [.. classes], [], level);

        void Add(ClassifiedField? field)
        {
            if (field is null) return;
            foreach (var item in field.Classes)
                if (item != ClassifiedField.Unclassified) classes.Add(item);
            if (field.IsGrave && field.SecurityLevel is not null) level = field.SecurityLevel;
        }
    }
}
