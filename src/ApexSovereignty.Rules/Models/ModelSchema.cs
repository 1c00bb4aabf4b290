using System.Globalization;
using System.Text;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules.Models;

/// <summary>The JSON Schema of model files, made from the same table that validates them.</summary>
public static class ModelSchema
{
    /// <summary>The name of the schema file.</summary>
    public const string FileName = "models.schema.json";

    /// <summary>The schema as indented JSON with line feeds, ending with one.</summary>
    public static string ToJson() => SchemaWriter.Write("models of apexsov", ModelShapes.Root);

    /// <summary>The keys of a model as a Markdown table, made from the same table.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("| key | says |\n|---|---|\n");
        var models = (ListShape)ModelShapes.Root.Keys.First(key => key.Name == "models").Shape;
        Append((ObjectShape)models.Item, "");
        return text.ToString();

        void Append(ObjectShape shape, string place)
        {
            foreach (var key in shape.Keys)
            {
                var item = key.Shape is ListShape list ? list.Item : key.Shape;
                text.Append(CultureInfo.InvariantCulture, $"| `{place}{key.Name}` | {key.Shape.Description}");
                if (key.Shape is ListShape && item is TextShape) text.Append(" Each: ").Append(item.Description);
                if (item is TextShape { Choices: { IsDefaultOrEmpty: false } choices }) text.Append(" One of ").AppendJoin(", ", choices.Select(choice => $"`{choice}`")).Append('.');
                if (key.IsRequired) text.Append(" Required.");
                text.Append(" |\n");
                if (item is ObjectShape below) Append(below, key.Name + ".");
            }
        }
    }
}
