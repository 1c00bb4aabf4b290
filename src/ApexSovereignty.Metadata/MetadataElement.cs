using System.Globalization;
using System.Text;

namespace ApexSovereignty.Metadata;

/// <summary>An XML element with what metadata files use of it; namespaces play no part.</summary>
internal sealed class MetadataElement(string name, MetadataLocation location)
{
    private List<MetadataElement>? _children;
    private string _text = "";
    private StringBuilder? _pieces;

    public string Name { get; } = name;

    public MetadataLocation Location { get; } = location;

    /// <summary>The element's own text, untrimmed.</summary>
    public string Text => _pieces?.ToString() ?? _text;

    /// <summary>The local part of <c>xsi:type</c>, e.g. <c>string</c>.</summary>
    public string? XsiType { get; set; }

    public bool IsNil { get; set; }

    public IReadOnlyList<MetadataElement> Children => _children ?? (IReadOnlyList<MetadataElement>)[];

    public void Add(MetadataElement child) => (_children ??= []).Add(child);

    public void AddText(string piece)
    {
        if (_pieces is not null)
            _pieces.Append(piece);
        else if (_text.Length == 0)
            _text = piece;
        else
            _pieces = new StringBuilder(_text).Append(piece);
    }

    public MetadataElement? Child(string name)
    {
        foreach (var child in Children)
        {
            if (child.Name == name)
                return child;
        }

        return null;
    }

    public IEnumerable<MetadataElement> ChildrenNamed(string name) => Children.Where(child => child.Name == name);

    /// <summary>The trimmed text of the first child of that name; null when it is absent or blank.</summary>
    public string? Value(string name)
    {
        var text = Child(name)?.Text.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>Whether the child of that name says <c>true</c>; null when it is absent.</summary>
    public bool? Flag(string name) => Value(name) is { } text ? text.Equals("true", StringComparison.OrdinalIgnoreCase) || text == "1" : null;

    public int? Number(string name) =>
        int.TryParse(Value(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;
}
