namespace ApexSovereignty.Metadata;

/// <summary>Placeholder until the project model is merged.</summary>
public sealed class FieldModel;

/// <summary>Placeholder until the project model is merged.</summary>
public sealed class ProjectModel;
