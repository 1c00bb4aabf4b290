using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Text;
using MemoryPack;

namespace ApexSovereignty.Cli.Caching;

/// <summary>A result without its rule, which is known by id, and without what a baseline says of it.</summary>
[MemoryPackable]
internal sealed partial record CachedResult(
    string RuleId,
    DiagnosticSeverity Severity,
    int Message,
    CachedLocation Location,
    CachedStep[] Path,
    CachedRelated[] Related,
    int Advice,
    int? Endpoint,
    int[] Fields,
    int IdentityText,
    CachedLocation? Suppression,
    int Justification)
{
    public static CachedResult Of(ScanResult result, TextTable texts)
    {
        var diagnostic = result.Diagnostic;
        return new CachedResult(
            diagnostic.Descriptor.Id,
            diagnostic.Severity,
            texts.NumberOf(diagnostic.Message),
            CachedLocation.Of(diagnostic.Location, texts),
            [.. diagnostic.Path.Select(step => new CachedStep(CachedLocation.Of(step.Location, texts), texts.NumberOf(step.Message), step.Kind, step.NestingLevel))],
            [.. diagnostic.Related.Select(related => new CachedRelated(CachedLocation.Of(related.Location, texts), texts.NumberOf(related.Message)))],
            texts.NumberOf(diagnostic.Advice),
            diagnostic.Endpoint is { } endpoint ? texts.NumberOf(endpoint) : null,
            [.. diagnostic.Fields.Select(texts.NumberOf)],
            texts.NumberOf(diagnostic.IdentityText),
            result.Suppression is { } suppression ? CachedLocation.Of(suppression.Location, texts) : null,
            texts.NumberOf(result.Suppression?.Justification ?? ""));
    }

    public ScanResult ToResult(string[] texts) =>
        new(new Diagnostic(RuleCatalogue.Get(RuleId), Severity, texts[Message], Location.ToLocation(texts))
        {
            Path = [.. Path.Select(step => new PathStep(step.Location.ToLocation(texts), texts[step.Message], step.Kind, step.NestingLevel))],
            Related = [.. Related.Select(related => new RelatedLocation(related.Location.ToLocation(texts), texts[related.Message]))],
            Advice = texts[Advice],
            Endpoint = Endpoint is { } endpoint ? texts[endpoint] : null,
            Fields = [.. Fields.Select(field => texts[field])],
            IdentityText = texts[IdentityText],
        })
        {
            Suppression = Suppression is { } suppression ? new ResultSuppression(suppression.ToLocation(texts), texts[Justification]) : null,
        };
}

/// <summary>A step of a witness.</summary>
internal readonly record struct CachedStep(CachedLocation Location, int Message, PathStepKind Kind, int NestingLevel);

/// <summary>A place that explains a result.</summary>
internal readonly record struct CachedRelated(CachedLocation Location, int Message);

/// <summary>A place.</summary>
internal readonly record struct CachedLocation(int Path, TextSpan Span, LinePosition Start, LinePosition End)
{
    public static CachedLocation Of(Location location, TextTable texts) => new(texts.NumberOf(location.Path), location.Span, location.Start, location.End);

    public Location ToLocation(string[] texts) => new(texts[Path], Span, Start, End);
}
