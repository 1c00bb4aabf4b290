using System.Globalization;
using System.Text;
using System.Xml;
using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Reporting.Formats;

/// <summary>Writes a report as JUnit XML, which build servers show as tests: one suite per rule, one failure per result.</summary>
public static class JUnitWriter
{
    /// <summary>Writes UTF-8 without a byte-order mark; leaves the stream open. A rule without results is one passed test.</summary>
    public static void Write(ScanReport report, Stream stream)
    {
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CloseOutput = false };
        var active = report.ActiveDiagnostics.ToLookup(diagnostic => diagnostic.Descriptor.Id, StringComparer.Ordinal);
        var rules = report.Rules.Concat(report.ActiveDiagnostics.Select(diagnostic => diagnostic.Descriptor))
            .DistinctBy(rule => rule.Id, StringComparer.Ordinal)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .ToList();
        using var xml = XmlWriter.Create(stream, settings);
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "apexsov");
        xml.WriteAttributeString("tests", Number(rules.Sum(rule => Math.Max(1, active[rule.Id].Count()))));
        xml.WriteAttributeString("failures", Number(active.Sum(rule => rule.Count())));
        foreach (var rule in rules) WriteSuite(xml, rule, [.. active[rule.Id]]);
        xml.WriteEndElement();
    }

    private static void WriteSuite(XmlWriter xml, DiagnosticDescriptor rule, List<Diagnostic> diagnostics)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", rule.Id + ": " + rule.Title);
        xml.WriteAttributeString("tests", Number(Math.Max(1, diagnostics.Count)));
        xml.WriteAttributeString("failures", Number(diagnostics.Count));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", "0");
        if (diagnostics.Count == 0) WriteCase(xml, rule.Id, rule.Title, diagnostic: null);
        foreach (var diagnostic in diagnostics) WriteCase(xml, rule.Id, Valid(diagnostic.Location.ToString()), diagnostic);
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, string className, string name, Diagnostic? diagnostic)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", className);
        xml.WriteAttributeString("name", name);
        if (diagnostic is not null)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", diagnostic.Severity.ToString().ToLowerInvariant());
            xml.WriteAttributeString("message", Valid(diagnostic.Message));
            xml.WriteString(string.Join('\n', Witness.Shorten(diagnostic.Path).Select(step => Valid(step.Location + " " + step.Message)).Append(Valid(diagnostic.Advice))));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Valid(string text) => text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) ? c : '\uFFFD'));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
