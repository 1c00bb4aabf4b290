namespace ApexSovereignty.Rules.Policies;

/// <summary>The JSON Schema of <c>apexsov.json</c>, made from the same table that validates it.</summary>
public static class PolicySchema
{
    /// <summary>The name of the schema file beside a configuration.</summary>
    public const string FileName = "apexsov.schema.json";

    /// <summary>The schema as indented JSON with line feeds, ending with one.</summary>
    public static string ToJson() => SchemaWriter.Write("apexsov.json", PolicyShapes.Root);
}
