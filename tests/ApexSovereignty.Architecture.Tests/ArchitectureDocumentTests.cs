using System.Text.RegularExpressions;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Architecture.Tests;

/// <summary>The map names what is there.</summary>
public sealed partial class ArchitectureDocumentTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Source, "ARCHITECTURE.md"));

    [Test]
    public void EveryProjectIsOnTheMap()
    {
        foreach (var project in Repository.Projects) Text.ShouldContain("ApexSovereignty." + project["ApexSovereignty.".Length..]);
    }

    [Test]
    public void EveryPathExists()
    {
        var paths = Code().Matches(Text).Select(match => match.Groups["code"].Value).Where(code => PathForm().IsMatch(code)).Distinct(StringComparer.Ordinal).ToList();
        paths.Count.ShouldBeGreaterThan(20);
        paths.Where(path => !Exists(path)).ShouldBeEmpty();
    }

    [Test]
    public void EveryNameIsInTheSources()
    {
        var source = string.Concat(new[] { Repository.Source, Path.Combine(Repository.Root, "tests") }
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Select(File.ReadAllText));
        var names = Code().Matches(Text).Select(match => match.Groups["code"].Value).Where(code => NameForm().IsMatch(code)).Distinct(StringComparer.Ordinal).ToList();
        names.Count.ShouldBeGreaterThan(20);
        names.Where(name => !name.Split('.').All(part => source.Contains(part, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    // Paths are written from the root of the repository or from src; a star stands for a part of a name.
    private static bool Exists(string path) =>
        new[] { Repository.Root, Repository.Source }.Any(root =>
        {
            var full = Path.Combine(root, path.TrimEnd('/'));
            if (!path.Contains('*', StringComparison.Ordinal)) return Path.Exists(full);
            var folder = Path.GetDirectoryName(full)!;
            return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(full)).Any();
        });

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[\w.*-]+(/[\w.*-]+)*/?$(?<=/.*)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PathForm();

    [GeneratedRegex(@"^[A-Z][a-z]\w+(\.[A-Z]\w+)*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NameForm();
}
