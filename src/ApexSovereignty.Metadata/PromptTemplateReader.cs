using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>
/// Reads a prompt template. The version in force is the one that <c>activeVersionIdentifier</c> names, else the last that is
/// published, else the last.
/// </summary>
internal static class PromptTemplateReader
{
    public static PromptTemplateModel Read(string name, MetadataElement root)
    {
        var version = VersionInForce(root);
        var content = version?.Child("content")?.Text ?? "";
        ImmutableArray<PromptTemplateInput> inputs = [.. (version?.ChildrenNamed("inputs") ?? []).Select(ReadInput)];
        return new PromptTemplateModel
        {
            Name = name,
            Location = version?.Location ?? root.Location,
            Label = root.Value("masterLabel"),
            Type = root.Value("type"),
            RelatedField = root.Value("relatedField"),
            Status = version?.Value("status"),
            Model = version?.Value("primaryModel"),
            Content = content,
            Inputs = inputs,
            MergeFields = MergeFieldsOf(content, inputs),
            DataProviders =
            [
                .. (version?.ChildrenNamed("templateDataProviders") ?? []).Select(provider => provider.Value("definition")).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase),
            ],
        };
    }

    private static MetadataElement? VersionInForce(MetadataElement root)
    {
        var versions = root.ChildrenNamed("templateVersions").ToList();
        var active = root.Value("activeVersionIdentifier");
        return (active is null ? null : versions.FindLast(version => version.Value("versionIdentifier") == active))
            ?? versions.FindLast(version => version.Value("status") == "Published")
            ?? versions.LastOrDefault();
    }

    private static PromptTemplateInput ReadInput(MetadataElement element) =>
        new(element.Value("apiName") ?? "", element.Value("definition"), element.Flag("required") ?? false);

    private static ImmutableArray<PromptMergeField> MergeFieldsOf(string content, ImmutableArray<PromptTemplateInput> inputs)
    {
        const string Open = "{!$";
        var found = new List<PromptMergeField>();
        for (var start = content.IndexOf(Open, StringComparison.Ordinal); start >= 0; start = content.IndexOf(Open, start + 1, StringComparison.Ordinal))
        {
            var from = start + Open.Length;
            var length = content.AsSpan(from).IndexOfAny('}', '{');
            if (length <= 0 || content[from + length] != '}')
                continue;
            var field = ReadMergeField(content.AsSpan(from, length), inputs);
            if (!found.Contains(field))
                found.Add(field);
        }

        return [.. found];
    }

    private static PromptMergeField ReadMergeField(ReadOnlySpan<char> text, ImmutableArray<PromptTemplateInput> inputs)
    {
        var dot = text.IndexOf('.');
        var head = (dot < 0 ? text : text[..dot]).Trim();
        var path = dot < 0 ? "" : text[(dot + 1)..].Trim().ToString();
        var colon = head.IndexOf(':');
        if (colon < 0)
            return new PromptMergeField(head.ToString(), Name: null, path, head is "User" or "Organization" ? head.ToString() : null);

        var (source, name) = (head[..colon].ToString(), head[(colon + 1)..].ToString());
        string? objectName = null;
        if (source is "Input" or "RecordSnapshot" or "RelatedList")
        {
            foreach (var input in inputs)
                if (input.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) objectName = input.ObjectName;
        }

        return new PromptMergeField(source, name, path, objectName);
    }
}
