using System.Security.Cryptography;
using System.Text;

namespace ApexSovereignty.Rules.Policies;

/// <summary>Puts a policy over the one it extends.</summary>
public static class PolicyExtension
{
    private const string Restricts = ": what an extended policy restricts stays restricted";

    /// <summary>
    /// The policy of both. Lists hold the upper's entries first, so that they win where the first match does, but for endpoints that the
    /// lower denies or restricts (<see cref="EndpointEntry.Layer"/>); a boundary, business
    /// objects and levels of rules that the upper states replace the lower's. The baseline and the entries that must match something
    /// of the project are the upper's alone.
    /// </summary>
    public static Policy Over(this Policy upper, Policy lower) => upper with
    {
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(upper.Hash + "\n" + lower.Hash))),
        Jurisdictions = upper.Jurisdictions.IsEmpty ? lower.Jurisdictions : upper.Jurisdictions,
        Endpoints = [.. upper.Endpoints, .. lower.Endpoints.Select(entry => entry with { File = entry.File ?? Path.GetFileName(lower.Path), Layer = entry.Layer + 1 })],
        SensitiveFields = [.. upper.SensitiveFields, .. lower.SensitiveFields],
        PublicFields = [.. upper.PublicFields, .. lower.PublicFields],
        Sanitizers = [.. upper.Sanitizers, .. lower.Sanitizers],
        Loggers = [.. upper.Loggers, .. lower.Loggers],
        Controls = Over(upper.Controls, lower.Controls),
        VoidEntries = [.. upper.VoidEntries, .. lower.VoidEntries],
        RuleLevels = lower.RuleLevels.SetItems(upper.RuleLevels),
    };

    /// <summary>
    /// What the files of a chain say against each other: an endpoint that one allows and one below it denies, or allows for fewer classes
    /// of data or in another jurisdiction; and a boundary that is wider than one below it.
    /// </summary>
    /// <param name="chain">The policies, each extending the next.</param>
    public static IEnumerable<PolicyError> Contradictions(IReadOnlyList<Policy> chain)
    {
        for (var above = 0; above < chain.Count; above++)
        {
            for (var below = above + 1; below < chain.Count; below++)
            {
                var (upper, lower) = (chain[above], chain[below]);
                if (upper.Jurisdictions.FirstOrDefault(j => Jurisdictions.Locate(j, lower.Jurisdictions) == BoundaryPosition.Outside) is { } outside)
                    yield return new PolicyError(upper.Path ?? "", upper.BoundaryLine, upper.BoundaryColumn, FormattableString.Invariant($"'{outside}' lies in the boundary here, and {lower.Path}:{lower.BoundaryLine} keeps data in {string.Join(", ", lower.Jurisdictions)}{Restricts}"));
                foreach (var allowed in upper.Endpoints.Where(entry => entry.Allow))
                {
                    if (lower.Endpoints.FirstOrDefault(entry => entry.Match.Covers(allowed.Match)) is { } held && Contradiction(allowed, held, lower) is { } fault)
                        yield return new PolicyError(upper.Path ?? "", allowed.Line, allowed.Column, fault);
                }
            }
        }
    }

    private static string? Contradiction(EndpointEntry allowed, EndpointEntry held, Policy lower)
    {
        if (!held.Allow) return FormattableString.Invariant($"'{allowed.Match.Text}' is allowed here, and {lower.Path}:{held.Line} denies '{held.Match.Text}': what an extended policy denies stays denied");
        if (held.Accepts is { } accepts && allowed.Accepts?.Except(accepts, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } more)
            return FormattableString.Invariant($"'{allowed.Match.Text}' accepts {more} data here, and {lower.Path}:{held.Line} lets '{held.Match.Text}' accept {(accepts.IsEmpty ? "none" : "only " + string.Join(", ", accepts))}{Restricts}");
        if (Jurisdictions.Locate(allowed.Jurisdiction, held.Jurisdiction is { } stated ? [stated] : []) == BoundaryPosition.Outside)
            return FormattableString.Invariant($"'{allowed.Match.Text}' lies in {allowed.Jurisdiction} here, and {lower.Path}:{held.Line} says that '{held.Match.Text}' lies in {held.Jurisdiction}{Restricts}");
        return null;
    }

    private static PolicyControls Over(PolicyControls upper, PolicyControls lower) => new()
    {
        ReviewFlags = [.. upper.ReviewFlags, .. lower.ReviewFlags],
        AuditObjects = [.. upper.AuditObjects, .. lower.AuditObjects],
        AuditMethods = [.. upper.AuditMethods, .. lower.AuditMethods],
        OutputValidators = [.. upper.OutputValidators, .. lower.OutputValidators],
        PromptGuards = [.. upper.PromptGuards, .. lower.PromptGuards],
        Anonymisers = [.. upper.Anonymisers, .. lower.Anonymisers],
        BusinessObjects = upper.BusinessObjects ?? lower.BusinessObjects,
        StagingObjects = [.. upper.StagingObjects, .. lower.StagingObjects],
        DecisionFields = [.. upper.DecisionFields, .. lower.DecisionFields],
        Untrusted = [.. upper.Untrusted, .. lower.Untrusted],
        StatedMaxFieldsPerPrompt = upper.StatedMaxFieldsPerPrompt ?? lower.StatedMaxFieldsPerPrompt,
    };
}
