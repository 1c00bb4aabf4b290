using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>A custom label.</summary>
/// <param name="FullName">The name by which code reaches it (<c>Label.NAME</c>).</param>
/// <param name="Value">The text in the org's language, as written.</param>
/// <param name="IsProtected">Whether other namespaces cannot see it.</param>
/// <param name="Categories">Its categories.</param>
/// <param name="Language">The language, e.g. <c>en_US</c>, or null.</param>
/// <param name="Location">Where it is declared.</param>
public sealed record LabelModel(
    string FullName, string Value, bool IsProtected, ImmutableArray<string> Categories, string? Language, MetadataLocation Location)
{
    /// <summary>Its texts in other languages as far as they differ from the value, each once, in the order of the files.</summary>
    public ImmutableArray<string> Translations { get; init; } = [];
}

/// <summary>The text of a label in another language.</summary>
/// <param name="Name">The label's name.</param>
/// <param name="Text">The text, never empty: what is not translated yet has none.</param>
internal sealed record LabelTranslation(string Name, string Text);
