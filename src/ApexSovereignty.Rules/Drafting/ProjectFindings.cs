using ApexSovereignty.Metadata;

namespace ApexSovereignty.Rules.Drafting;

/// <summary>What a policy is drafted from: one project and what the rules saw in it under no policy.</summary>
/// <param name="Project">Its metadata.</param>
/// <param name="Rules">What the rules saw, with the names that code uses (<see cref="ProjectRules.WithInventory"/>).</param>
public sealed record ProjectFindings(ProjectModel Project, RulesResult Rules);
