using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules;
using ApexSovereignty.Rules.Catalogue;

namespace ApexSovereignty.Cli.Analysis;

/// <summary>
/// Loads analyzers of others. Only the command line names them, never a configuration: what lies in a project is untrusted, and
/// an assembly runs with all rights of this program.
/// </summary>
internal static class AnalyzerLoader
{
    /// <summary>The analyzers of the assemblies: public classes with a constructor without parameters, by name.</summary>
    /// <exception cref="UsageException">A file is missing, no assembly, without an analyzer, or one of its rules is known already.</exception>
    public static ImmutableArray<DiagnosticAnalyzer> Load(ImmutableArray<string> files, string currentDirectory)
    {
        if (files.IsEmpty) return [];
        var analyzers = ImmutableArray.CreateBuilder<DiagnosticAnalyzer>();
        var known = RuleCatalogue.All.Select(rule => rule.Descriptor.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var written in files.Distinct(StringComparer.Ordinal))
        {
            foreach (var analyzer in LoadFile(written, Path.GetFullPath(written, currentDirectory)))
            {
                foreach (var rule in Rules(analyzer, written))
                    if (!known.Add(rule.Id)) throw new UsageException($"--analyzers: '{written}' has a rule '{rule.Id}', which is known already");
                analyzers.Add(analyzer);
            }
        }

        return analyzers.ToImmutable();
    }

    private static List<DiagnosticAnalyzer> LoadFile(string written, string path)
    {
        if (!File.Exists(path)) throw new UsageException($"--analyzers: '{written}' does not exist");
        try
        {
            var types = new BesideContext(path).LoadFromAssemblyPath(path).GetExportedTypes()
                .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && type.GetConstructor(Type.EmptyTypes) is not null)
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .ToList();
            if (types.Count == 0) throw new UsageException($"--analyzers: '{written}' holds no public class that derives from {nameof(DiagnosticAnalyzer)}");
            return [.. types.Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or TypeLoadException or ReflectionTypeLoadException or MissingMethodException)
        {
            throw new UsageException($"--analyzers: '{written}' cannot be loaded: {exception.Message}");
        }
        catch (TargetInvocationException exception)
        {
            throw new UsageException($"--analyzers: '{written}' fails while it is made: {exception.InnerException?.Message}");
        }
    }

    private static ImmutableArray<DiagnosticDescriptor> Rules(DiagnosticAnalyzer analyzer, string written)
    {
        var rules = analyzer.SupportedDiagnostics;
        if (!rules.IsDefaultOrEmpty && rules.FirstOrDefault(rule => !RuleIds.IsOfOthers(rule.Id) && RuleCatalogue.Find(rule.Id) is null) is { } odd)
            throw new UsageException($"--analyzers: the id '{odd.Id}' of a rule in '{written}' is not capitals and then digits, or of the letters of the built-in ids");
        if (rules.IsDefaultOrEmpty) throw new UsageException($"--analyzers: {analyzer.GetType().FullName} in '{written}' reports no rule");
        return rules;
    }

    /// <summary>Takes this program's own assemblies from it, so that types are the same, and all else from beside the analyzer.</summary>
    private sealed class BesideContext(string path) : AssemblyLoadContext(Path.GetFileName(path))
    {
        private readonly AssemblyDependencyResolver resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (assemblyName.Name?.StartsWith("ApexSovereignty.", StringComparison.Ordinal) == true) return null;
            return resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
        }
    }
}
