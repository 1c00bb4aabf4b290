using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules.Models;

/// <summary>The JSON Schema of model files, made from the same table that validates them.</summary>
public static class ModelSchema
{
    /// <summary>The name of the schema file.</summary>
    public const string FileName = "models.schema.json";

    /// <summary>The schema as indented JSON with line feeds, ending with one.</summary>
    public static string ToJson() => SchemaWriter.Write("models of apexsov", ModelShapes.Root);
}
