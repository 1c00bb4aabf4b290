using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow;
using ApexSovereignty.Metadata;
using ApexSovereignty.Reporting;
using ApexSovereignty.Rules;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Cli.Caching;

/// <summary>
/// Digest of all that a report depends on: this program, what was asked, the configuration, which files there are, and what stands in them.
/// </summary>
/// <param name="Text">SHA-256, lower-case hex. Files are untrusted, so two of one digest must not be found.</param>
internal readonly record struct CacheKey(string Text)
{
    // Each build of an assembly has an id of its own, also where versions are equal.
    private static readonly Type[] Parts = [typeof(Diagnostic), typeof(ProjectModel), typeof(Compilation), typeof(FlowResult), typeof(DiagnosticAnalyzer), typeof(ScanReport), typeof(CacheKey)];

    /// <summary>The key of a request, or null where a file cannot be read: what is wrong with it may change without the file.</summary>
    /// <param name="request">The request; its files are read.</param>
    /// <param name="layout">Where its projects are.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static CacheKey? Compute(ScanRequest request, ProjectLayout layout, CancellationToken cancellation)
    {
        var paths = layout.Projects.SelectMany(project => project.ApexFiles.Concat(project.MetadataFiles.Select(file => file.Path))).Distinct(StringComparer.Ordinal).ToArray();
        if (Digest(paths, request, cancellation) is not { } digests) return null;

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(CliEnvironment.Version);
        foreach (var part in Parts) Add(part.Module.ModuleVersionId.ToString());
        AddAll(request.IncludeTests ? "tests" : "", request.WantsStatistics ? "statistics" : "", request.ConfigurationHash, request.Policy.Hash);
        AddAll([.. request.Policy.RuleLevels.Select(level => level.Key + "=" + level.Value)]);
        AddAll([.. request.Exclude]);
        AddAll([.. request.Entries.Select(entry => entry.ToString())]);
        AddAll([.. layout.Diagnostics.Select(diagnostic => diagnostic.ToString())]);
        foreach (var project in layout.Projects)
        {
            AddAll(project.Root, project.HasProjectFile ? "project" : "", project.Namespace ?? "", project.SourceApiVersion ?? "");
            AddAll([.. project.PackageDirectories]);
            AddAll([.. project.ApexFiles]);
            AddAll([.. project.ScriptFiles]);
            AddAll([.. project.MetadataFiles.Select(file => file.ToString())]);
            AddAll([.. project.ApexFilesOutsidePackages]);
        }

        for (var i = 0; i < paths.Length; i++)
        {
            Add(paths[i]);
            hash.AppendData(digests[i]);
        }

        return new CacheKey(Convert.ToHexStringLower(hash.GetHashAndReset()));

        // Lengths keep what follows each other apart: "ab", "c" is not "a", "bc".
        void Add(string text)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text.Length.ToString(CultureInfo.InvariantCulture) + ":"));
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        void AddAll(params ReadOnlySpan<string> texts)
        {
            Add(texts.Length.ToString(CultureInfo.InvariantCulture));
            foreach (var text in texts) Add(text);
        }
    }

    private static byte[][]? Digest(string[] paths, ScanRequest request, CancellationToken cancellation)
    {
        var digests = new byte[paths.Length][];
        var isReadable = true;
        WorkerThreads.Run(paths.Length, request.Jobs, i =>
        {
            try
            {
                digests[i] = SHA256.HashData(request.Files.ReadAllBytes(paths[i]));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Volatile.Write(ref isReadable, value: false);
            }
        }, cancellation);
        return isReadable ? digests : null;
    }
}
