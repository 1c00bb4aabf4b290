using System.Xml;

namespace ApexSovereignty.Metadata;

/// <summary>
/// Reads a metadata file into elements. Document types are refused (no entities, no external resources); size and depth are
/// bounded; a fault ends the reading with a diagnostic and keeps what stands before it.
/// </summary>
internal static class MetadataXml
{
    // Nothing that is read stands deeper than 3; what is deeper is passed over without being kept.
    private const int MaxKeptDepth = 8;

    /// <param name="text">The file's text.</param>
    /// <param name="path">The file's path, for places.</param>
    /// <param name="rootName">The element the file must start with.</param>
    /// <param name="children">The children of the root that are of use; others are passed over.</param>
    /// <param name="diagnostic">The fault, if any.</param>
    /// <returns>The root, or null when there is none of that name.</returns>
    public static MetadataElement? Read(string text, string path, string rootName, IReadOnlySet<string>? children, out MetadataDiagnostic? diagnostic)
    {
        diagnostic = null;
        MetadataElement? root = null;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), CreateSettings(text.Length), CreateContext());
            if (reader.MoveToContent() != XmlNodeType.Element)
                return null;
            if (reader.LocalName != rootName)
            {
                diagnostic = new MetadataDiagnostic(
                    MetadataDiagnosticKind.UnexpectedRoot, LocationOf(reader, path), $"Expected the element {rootName}, found {reader.LocalName}.");
                return null;
            }

            root = StartElement(reader, path);
            if (!reader.IsEmptyElement)
                ReadContent(reader, path, root, children);
        }
        catch (XmlException exception)
        {
            diagnostic = new MetadataDiagnostic(
                MetadataDiagnosticKind.InvalidXml,
                new MetadataLocation(path, Math.Max(1, exception.LineNumber), Math.Max(1, exception.LinePosition)),
                WithoutPlace(exception.Message));
        }

        return root;
    }

    private static void ReadContent(XmlReader reader, string path, MetadataElement root, IReadOnlySet<string>? children)
    {
        var open = new Stack<MetadataElement>();
        open.Push(root);
        reader.Read();
        while (open.Count > 0)
        {
            var current = open.Peek();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when open.Count > MaxKeptDepth || (open.Count == 1 && children?.Contains(reader.LocalName) == false):
                    reader.Skip();
                    continue;
                case XmlNodeType.Element:
                    var child = StartElement(reader, path);
                    // Added at once, so that a file cut off inside still gives what was there.
                    current.Add(child);
                    if (!reader.IsEmptyElement)
                        open.Push(child);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    // An element has children or text; blanks between children need not be gathered.
                    if (current.Children.Count == 0 && open.Count > 1)
                        current.AddText(reader.Value);
                    break;
            }

            if (!reader.Read())
                return;
        }
    }

    private static MetadataElement StartElement(XmlReader reader, string path)
    {
        var element = new MetadataElement(reader.LocalName, LocationOf(reader, path));
        if (!reader.HasAttributes)
            return element;

        while (reader.MoveToNextAttribute())
        {
            if (reader.LocalName == "type")
                element.XsiType = reader.Value[(reader.Value.IndexOf(':', StringComparison.Ordinal) + 1)..];
            else if (reader.LocalName == "nil")
                element.IsNil = reader.Value is "true" or "1";
        }

        reader.MoveToElement();
        return element;
    }

    private static XmlReaderSettings CreateSettings(int length) => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = length + 1L,
        MaxCharactersFromEntities = 1024,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private static XmlParserContext CreateContext()
    {
        // Hand-edited files use these two prefixes without declaring them.
        var names = new XmlNamespaceManager(new NameTable());
        names.AddNamespace("xsi", "http://www.w3.org/2001/XMLSchema-instance");
        names.AddNamespace("xsd", "http://www.w3.org/2001/XMLSchema");
        return new XmlParserContext(names.NameTable, names, xmlLang: null, XmlSpace.None);
    }

    private static MetadataLocation LocationOf(XmlReader reader, string path)
    {
        var place = (IXmlLineInfo)reader;
        // The reader points behind the '<'.
        return new MetadataLocation(path, Math.Max(1, place.LineNumber), Math.Max(1, place.LinePosition - 1));
    }

    private static string WithoutPlace(string message)
    {
        var place = message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return place > 0 ? message[..place] : message;
    }
}
