using System.Collections.Concurrent;

namespace ApexSovereignty.Semantics.Platform;

/// <summary>
/// The built-in knowledge of what kind of data fields hold: a catalogue of standard and Financial Services Cloud fields,
/// then patterns on names. What a project declares itself ranks above it and is not known here. Look-ups ignore case;
/// instances may be used by several threads at once.
/// </summary>
public sealed class FieldClassCatalogue
{
    private readonly Lazy<Dictionary<string, FieldClass>> _catalogue = new(ReadCatalogue);
    private readonly Lazy<FieldNamePatterns> _patterns = new(() => FieldNamePatterns.Parse(ResourceTable.ReadText("Platform.name-patterns.txt")));
    private readonly ConcurrentDictionary<string, FieldClass?> _byName = new(StringComparer.Ordinal);

    private FieldClassCatalogue()
    {
    }

    /// <summary>The catalogue that this assembly carries.</summary>
    public static FieldClassCatalogue Default { get; } = new();

    /// <summary>The fields that the catalogue names, as <c>Object.Field</c>, sorted.</summary>
    public IEnumerable<string> FieldNames => _catalogue.Value.Keys.Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds the class of a field.</summary>
    /// <param name="objectName">The API name of the object; a change event counts as its object.</param>
    /// <param name="fieldName">The API name of the field.</param>
    /// <param name="fieldType">
    /// The field's type in the words of <see cref="PlatformField.Type"/>, or null when unknown: names of checkboxes, ids and lookups
    /// say nothing about the class of their value, so patterns do not apply to them.
    /// </param>
    /// <returns>The class, or null when the field is unclassified.</returns>
    public FieldClass? Find(string objectName, string fieldName, string? fieldType = null)
    {
        const string ChangeEvent = "ChangeEvent";
        if (objectName.Length > ChangeEvent.Length && objectName.EndsWith(ChangeEvent, StringComparison.OrdinalIgnoreCase))
            objectName = objectName[..^ChangeEvent.Length].TrimEnd('_') + (objectName.EndsWith("__" + ChangeEvent, StringComparison.OrdinalIgnoreCase) ? "__c" : "");
        if (_catalogue.Value.TryGetValue(objectName + "." + fieldName, out var known))
            return known;
        fieldType ??= PlatformTable.Default.FindObject(objectName)?.FindField(fieldName)?.Type;
        if (fieldType is not null && IsWithoutData(fieldType))
            return null;
        return _byName.GetOrAdd(fieldName, static (name, patterns) => patterns.Match(name), _patterns.Value);
    }

    private static bool IsWithoutData(string fieldType) =>
        fieldType.Equals("boolean", StringComparison.OrdinalIgnoreCase)
        || fieldType.Equals("id", StringComparison.OrdinalIgnoreCase)
        || fieldType.Equals("reference", StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, FieldClass> ReadCatalogue()
    {
        var fields = new Dictionary<string, FieldClass>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in ResourceTable.ReadText("Platform.field-classes.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            fields.Add(line[..blank], new FieldClass(line[(blank + 1)..], FieldClassSource.Catalogue, line[..blank]));
        }

        return fields;
    }
}
