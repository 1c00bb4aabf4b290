using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules;

/// <summary>SOV1002: CRM data in an LLM prompt sent outside the boundary.</summary>
public sealed class CrmDataInLlmPromptAnalyzer : LeakAnalyzer
{
    /// <inheritdoc />
    protected override DiagnosticDescriptor Descriptor => RuleCatalogue.Get(RuleIds.CrmDataInLlmPrompt);

    /// <inheritdoc />
    protected override string Advice => "Route the prompt through a model gateway inside the boundary, or take the fields out or mask them before the prompt is built.";

    /// <inheritdoc />
    protected override bool Takes(Leak leak) => leak is { Kind: "http", Part: "body" } && leak.GoesTo(EndpointKind.Llm, EndpointKind.Training) || leak.Kind == "llm";

    /// <inheritdoc />
    protected override string Describe(Leak leak) => leak.Kind == "llm" ? "sent to a platform model" : "sent in a prompt to a language model";
}
