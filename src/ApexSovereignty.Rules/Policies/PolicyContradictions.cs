namespace ApexSovereignty.Rules.Policies;

/// <summary>Entries of one file that another makes void: the reader of a policy must be able to take each entry at its word.</summary>
internal static class PolicyContradictions
{
    /// <summary>Endpoints that an earlier entry always decides, and fields that are told twice.</summary>
    public static IEnumerable<PolicyError> Find(string path, PolicyNode root) => Endpoints(path, root["endpoints"]).Concat(Fields(path, root["fields"]));

    private static IEnumerable<PolicyError> Endpoints(string path, PolicyNode? list)
    {
        var before = new List<(EndpointPattern Pattern, PolicyNode Entry)>();
        foreach (var entry in list?.Items ?? [])
        {
            var match = entry["match"]!;
            var pattern = EndpointPattern.TryParse(match.Text, out _)!;
            if (before.Find(earlier => earlier.Pattern.Covers(pattern)) is { Entry: { } first } found)
            {
                var otherwise = first["allow"]!.Text == entry["allow"]!.Text ? "" : ", which says otherwise";
                yield return new PolicyError(path, match.Line, match.Column, FormattableString.Invariant($"'{match.Text}' never counts, since '{found.Pattern.Text}' in line {first["match"]!.Line} matches the same before it{otherwise}"));
            }

            before.Add((pattern, entry));
        }
    }

    private static IEnumerable<PolicyError> Fields(string path, PolicyNode? fields)
    {
        var seen = new Dictionary<string, PolicyNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in (fields?["sensitive"]?.Items ?? []).Select(item => item["match"]!).Concat(fields?["public"]?.Items ?? []).OrderBy(node => node.Line).ThenBy(node => node.Column))
            if (!seen.TryAdd(node.Text.Trim(), node))
                yield return new PolicyError(path, node.Line, node.Column, FormattableString.Invariant($"'{node.Text}' stands here twice, first in line {seen[node.Text.Trim()].Line}"));
    }
}
