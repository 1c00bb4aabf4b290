using System.Collections.Immutable;
using ApexSovereignty.Flow.Models;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules.Models;

/// <summary>Reads files of user models.</summary>
public static class ModelFileReader
{
    /// <summary>Reads one file: JSON with comments and trailing commas.</summary>
    /// <param name="path">The file's name as shown in errors.</param>
    /// <param name="json">Its text.</param>
    public static ModelFileResult Read(string path, string json) => ReadAll([(path, json)]);

    /// <summary>Reads files that hold together: no method may have two models.</summary>
    public static ModelFileResult ReadAll(IEnumerable<(string Path, string Json)> files)
    {
        var errors = ImmutableArray.CreateBuilder<PolicyError>();
        var models = ImmutableArray.CreateBuilder<ModelDefinition>();
        var properties = ImmutableArray.CreateBuilder<PropertyDefinition>();
        var entries = new Dictionary<string, ConfigurationEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var (path, json) in files)
        {
            var faults = new List<PolicyError>();
            var root = Parse(path, json, ModelShapes.Root, faults);
            if (root is not null && faults.Count == 0)
            {
                AddEntries(path, root, entries, faults);
                var set = ModelJson.Read(json);
                models.AddRange(set.Models);
                properties.AddRange(set.Properties);
            }

            errors.AddRange(faults.OrderBy(error => error.Line).ThenBy(error => error.Column));
        }

        return new ModelFileResult(new UserModels(new ModelSet(models.ToImmutable(), properties.ToImmutable()), [.. entries.Values]), errors.ToImmutable());
    }

    internal static PolicyNode? Parse(string path, string json, ObjectShape shape, List<PolicyError> faults)
    {
        var root = PolicyNodeReader.Read(path, json, faults);
        if (root is null && faults.Count == 0) faults.Add(new PolicyError(path, 1, 1, "the file is empty: write at least {}"));
        if (root is null) return null;
        new PolicyValidation(path, faults).Check(root, shape, "");
        if (faults.Count > 0) return null;
        foreach (var model in root["models"]?.Items ?? []) CheckModel(path, model, faults);
        return root;
    }

    private static void CheckModel(string path, PolicyNode model, List<PolicyError> faults)
    {
        if (model["methods"]!.Items.IsEmpty) Report(model["methods"]!, "'methods' names none");
        if (!model.Properties.Any(property => property.Name != "methods")) Report(model, "the model says nothing of its methods: add flow, sinks, source, sanitizer or neutral");
        if (IsTrue(model["sanitizer"]))
            foreach (var key in (string[])["flow", "source"])
                if (model.Properties.FirstOrDefault(property => property.Name == key) is { } other) faults.Add(new PolicyError(path, other.Line, other.Column, $"the result of a sanitizer carries no data, so it has no '{key}'"));
        foreach (var sink in model["sinks"]?.Items ?? [])
        {
            var kind = sink["kind"]!.Text;
            if (sink["part"] is { } part && !ModelFormat.HasPart(kind, part.Text))
                Report(part, $"sinks of kind '{kind}' have no part '{part.Text}': write {string.Join(", ", ModelFormat.SinkParts.Where(known => ModelFormat.HasPart(kind, known)))}");
        }

        void Report(PolicyNode node, string message) => faults.Add(new PolicyError(path, node.Line, node.Column, message));
    }

    private static void AddEntries(string path, PolicyNode root, Dictionary<string, ConfigurationEntry> entries, List<PolicyError> faults)
    {
        foreach (var method in (root["models"]?.Items ?? []).SelectMany(model => model["methods"]!.Items))
            Add(new ConfigurationEntry(path, method.Line, method.Column, EntrySort.Method, "models", method.Text));
        foreach (var property in root["properties"]?.Properties ?? [])
            Add(new ConfigurationEntry(path, property.Line, property.Column, EntrySort.Property, "properties", property.Name));

        void Add(ConfigurationEntry entry)
        {
            var key = $"{entry.Sort} {entry.Text}";
            if (!entries.TryAdd(key, entry))
                faults.Add(new PolicyError(path, entry.Line, entry.Column, FormattableString.Invariant($"'{entry.Text}' has a model already, in {entries[key].Path} line {entries[key].Line}")));
        }
    }

    private static bool IsTrue(PolicyNode? node) => node is { Kind: PolicyNodeKind.Truth, Text: "true" };
}
