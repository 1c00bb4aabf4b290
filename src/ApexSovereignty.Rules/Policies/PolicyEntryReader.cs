using System.Collections.Immutable;

namespace ApexSovereignty.Rules.Policies;

/// <summary>Collects what of a configuration names methods, fields, objects and credentials, in source order.</summary>
internal static class PolicyEntryReader
{
    public static ImmutableArray<ConfigurationEntry> Read(string path, PolicyNode root)
    {
        var entries = ImmutableArray.CreateBuilder<ConfigurationEntry>();
        foreach (var endpoint in root["endpoints"]?.Items ?? [])
            if (endpoint["match"] is { } match && match.Text.StartsWith("callout:", StringComparison.OrdinalIgnoreCase)) Add(EntrySort.Credential, "endpoints", match);
        AddAll(EntrySort.Field, "fields.sensitive", root["fields"]?["sensitive"]);
        AddAll(EntrySort.Field, "fields.public", root["fields"]?["public"]);
        AddAll(EntrySort.Method, "sanitizers", root["sanitizers"]);
        AddAll(EntrySort.Method, "loggers", root["loggers"]);
        if (root["controls"] is { } controls)
        {
            foreach (var key in (string[])["outputValidators", "promptGuards", "anonymisers"]) AddAll(EntrySort.Method, "controls." + key, controls[key]);
            foreach (var key in (string[])["reviewFlags", "decisionFields", "untrusted"]) AddAll(EntrySort.Field, "controls." + key, controls[key]);
            foreach (var key in (string[])["businessObjects", "stagingObjects"]) AddAll(EntrySort.Object, "controls." + key, controls[key]);
            foreach (var item in controls["audit"]?.Items ?? []) Add(item.Text.Contains('.', StringComparison.Ordinal) ? EntrySort.Method : EntrySort.Object, "controls.audit", item);
        }

        return [.. entries.OrderBy(entry => entry.Line).ThenBy(entry => entry.Column)];

        void AddAll(EntrySort sort, string place, PolicyNode? list)
        {
            foreach (var item in list?.Items ?? []) Add(sort, place, item.Kind == PolicyNodeKind.Object ? item["match"]! : item);
        }

        void Add(EntrySort sort, string place, PolicyNode node) => entries.Add(new ConfigurationEntry(path, node.Line, node.Column, sort, place, node.Text.Trim()));
    }
}
