namespace ApexSovereignty.Metadata;

/// <summary>What one file declares: any of <see cref="ObjectDeclaration"/>, <see cref="FieldModel"/> and the other models.</summary>
internal readonly record struct MetadataDeclarations(IReadOnlyList<object> Items, MetadataDiagnostic? Diagnostic);

/// <summary>An object as one file declares it, before its fields and other files are merged.</summary>
internal sealed record ObjectDeclaration(string ApiName, string? Label, string? PluralLabel, bool IsCustomSetting, MetadataLocation Location);
