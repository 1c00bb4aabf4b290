using System.Collections.Immutable;
using System.Text.Json;

namespace ApexSovereignty.Metadata;

/// <summary>What <c>sfdx-project.json</c> says; the paths of package directories as written.</summary>
internal sealed record SfdxProjectFile(ImmutableArray<string> PackagePaths, string? Namespace, string? SourceApiVersion)
{
    public const string FileName = "sfdx-project.json";

    public static SfdxProjectFile Empty { get; } = new([], null, null);

    private static readonly JsonDocumentOptions s_options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    public static SfdxProjectFile Parse(string text, string path, ICollection<MetadataDiagnostic> diagnostics)
    {
        try
        {
            using var document = JsonDocument.Parse(text, s_options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return new SfdxProjectFile(
                    PackagePathsOf(document.RootElement),
                    StringOf(document.RootElement, "namespace"),
                    StringOf(document.RootElement, "sourceApiVersion"));
            }

            diagnostics.Add(MetadataDiagnostic.ForWhole(
                MetadataDiagnosticKind.InvalidProjectFile, path, "The project file must hold a JSON object; its folder is read with defaults."));
        }
        catch (JsonException exception)
        {
            var place = new MetadataLocation(path, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);
            diagnostics.Add(new MetadataDiagnostic(
                MetadataDiagnosticKind.InvalidProjectFile, place, "The project file is no valid JSON; its folder is read with defaults."));
        }

        return Empty;
    }

    private static ImmutableArray<string> PackagePathsOf(JsonElement root)
    {
        if (!root.TryGetProperty("packageDirectories", out var directories) || directories.ValueKind != JsonValueKind.Array)
            return [];

        var paths = ImmutableArray.CreateBuilder<string>();
        foreach (var directory in directories.EnumerateArray())
        {
            if (directory.ValueKind == JsonValueKind.Object && StringOf(directory, "path") is { } path)
                paths.Add(path);
        }

        return paths.ToImmutable();
    }

    private static string? StringOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
