using System.Collections.Immutable;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Cli.Files;

/// <summary>A policy file, and the folder that its paths are relative to.</summary>
/// <param name="Policy">What it says.</param>
/// <param name="Folder">Absolute path of its folder.</param>
/// <param name="Text">What stands in the file.</param>
internal sealed record PolicyLink(Policy Policy, string Folder, string Text);

/// <summary>A configuration and the policies it extends, one after the other.</summary>
internal static class PolicyChain
{
    private const int MaximumLength = 8;

    /// <summary>Reads the files, the configuration first.</summary>
    /// <exception cref="UsageException">One of them is missing, not valid, extends itself, or widens what one below it denies or restricts.</exception>
    public static ImmutableArray<PolicyLink> Read(string path, string shown, string currentDirectory)
    {
        var chain = ImmutableArray.CreateBuilder<PolicyLink>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            seen.Add(path);
            var text = Configuration.ReadText(path, shown);
            var result = PolicyReader.Read(shown, text);
            if (result.Policy is not { } policy) throw Invalid(string.Join('\n', result.Errors));
            var folder = Path.GetDirectoryName(path)!;
            chain.Add(new PolicyLink(policy, folder, text));
            if (policy.Extends is not { } next)
            {
                var contradictions = PolicyExtension.Contradictions([.. chain.Select(link => link.Policy)]).ToList();
                return contradictions.Count == 0 ? chain.ToImmutable() : throw Invalid(string.Join('\n', contradictions));
            }

            var from = shown;
            path = Path.GetFullPath(next.Path, folder);
            shown = Configuration.Shown(path, currentDirectory);
            if (Directory.Exists(path)) throw Fault($"'{next.Path}' is a folder, not a policy file");
            if (!File.Exists(path)) throw Fault($"the file '{next.Path}' does not exist");
            if (seen.Contains(path)) throw Fault($"'{next.Path}' extends this file in turn");
            if (chain.Count == MaximumLength) throw Fault(FormattableString.Invariant($"more than {MaximumLength} policies extend each other"));

            UsageException Fault(string message) => Invalid(new PolicyError(from, next.Line, next.Column, "'extends': " + message).ToString());
        }
    }

    private static UsageException Invalid(string errors) => new("the configuration is not valid\n" + errors);
}
