using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;

namespace ApexSovereignty.Acceptance.Tests.Expectations;

/// <summary>A line of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">Line, from 1.</param>
internal readonly record struct Place(string Path, int Line)
{
    public static Place Of(Text.Location location) => new(location.Path, location.Start.Line + 1);
}

/// <summary>A result, as far as marks speak of it.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Rule">Its rule.</param>
/// <param name="Message">Its message.</param>
/// <param name="Endpoint">Its endpoint, or null.</param>
/// <param name="Source">Where its path begins, or null where it has none.</param>
internal sealed record ObservedResult(Place At, string Rule, string Message, string? Endpoint, Place? Source)
{
    public static ObservedResult Of(Diagnostic diagnostic) => new(
        Place.Of(diagnostic.Location),
        diagnostic.Descriptor.Id,
        diagnostic.Message,
        diagnostic.Endpoint,
        diagnostic.Path.IsEmpty ? null : Place.Of(diagnostic.Path[0].Location));
}

/// <summary>An endpoint that a request gets.</summary>
/// <param name="At">Where.</param>
/// <param name="Shown">The endpoint as shown to a reader.</param>
internal sealed record ObservedEndpoint(Place At, string Shown);

/// <summary>What an analysis says of a case.</summary>
internal sealed record Observation(ImmutableArray<ObservedResult> Results, ImmutableArray<ObservedEndpoint> Endpoints);
