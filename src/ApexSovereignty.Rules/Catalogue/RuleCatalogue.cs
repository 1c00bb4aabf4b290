using System.Collections.Frozen;
using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Rules.Catalogue;

/// <summary>A rule of the catalogue.</summary>
/// <param name="Descriptor">What the rule is.</param>
/// <param name="IsImplemented">Whether this version finds it; others have their id reserved.</param>
public sealed record CatalogueRule(DiagnosticDescriptor Descriptor, bool IsImplemented);

/// <summary>All rules by id.</summary>
public static class RuleCatalogue
{
    private static readonly FrozenSet<string> Implemented = new[]
    {
        RuleIds.UnusedSuppression, RuleIds.FileNotParsed, RuleIds.BudgetExceeded,
        RuleIds.CrmDataInHttpBody, RuleIds.CrmDataInLlmPrompt, RuleIds.CrmDataInHttpHeader, RuleIds.CrmDataInUrl, RuleIds.CrmDataToMiddleware,
        RuleIds.CrmDataInEmail, RuleIds.CrmDataInPublishedMessage, RuleIds.CrmDataInSystemDebug, RuleIds.CrmDataInLog, RuleIds.ModelTrafficInLog,
        RuleIds.EndpointNotAllowed, RuleIds.EndpointUnresolved, RuleIds.EndpointUserControlled, RuleIds.EndpointOutsideBoundary, RuleIds.ClearTextHttp, RuleIds.TransportProtectionOff, RuleIds.CredentialMissing,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>All rules, those not implemented included, by id.</summary>
    public static ImmutableArray<CatalogueRule> All { get; } =
    [
        .. LeakRules.All.Concat(EndpointRules.All).Concat(PromptRules.All).Concat(OutputRules.All).Concat(ControlRules.All).Concat(AnalysisRules.All)
            .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)
            .Select(descriptor => new CatalogueRule(descriptor, Implemented.Contains(descriptor.Id))),
    ];

    private static readonly FrozenDictionary<string, CatalogueRule> ById = All.ToFrozenDictionary(rule => rule.Descriptor.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>The rules that this version finds, by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Enabled { get; } = [.. All.Where(rule => rule.IsImplemented).Select(rule => rule.Descriptor)];

    /// <summary>The rule of an id in any case, or null.</summary>
    public static CatalogueRule? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>The descriptor of an id of the catalogue (see <see cref="RuleIds"/>).</summary>
    public static DiagnosticDescriptor Get(string id) => ById[id].Descriptor;
}
