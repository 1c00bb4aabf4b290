using ApexSovereignty.Text;
using Microsoft.CodeAnalysis.Sarif;

namespace ApexSovereignty.Reporting.Sarif;

/// <summary>Places of a report as SARIF locations.</summary>
internal sealed class SarifLocations(Func<string, SourceText?> source, string root)
{
    public Microsoft.CodeAnalysis.Sarif.Location Create(Text.Location location, string? message = null, int id = -1) => new()
    {
        Id = id,
        PhysicalLocation = new PhysicalLocation
        {
            ArtifactLocation = new ArtifactLocation { Uri = new Uri(RelativeUri.FromPath(location.Path), UriKind.Relative), UriBaseId = root },
            Region = CreateRegion(location),
        },
        Message = message is null ? null : new Message { Text = message },
    };

    // Consumers mark a range; a single place is shown up to the end of its line.
    private Region CreateRegion(Text.Location location)
    {
        var (start, end) = (location.Start, location.End);
        if (end.Line < start.Line || (end.Line == start.Line && end.Column <= start.Column))
        {
            var length = LengthOfLine(location.Path, start.Line);
            end = new LinePosition(start.Line, Math.Max(length, start.Column + 1));
        }

        return new Region { StartLine = start.Line + 1, StartColumn = start.Column + 1, EndLine = end.Line + 1, EndColumn = end.Column + 1 };
    }

    private int LengthOfLine(string path, int line) =>
        source(path) is { } text && line < text.LineCount ? text.GetLineSpan(line).Length : 0;
}
