using System.Collections.Immutable;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>
/// How the project spells each name: of several spellings the most frequent, of equally frequent ones the first in ordinal order. Symbols that are made up take their
/// name from here, so that it depends neither on which thread asked first nor on where files lie. Built when first needed.
/// It also knows which names the project uses as sObjects: what is queried or created with fields is one, declared or not.
/// </summary>
internal sealed class SpellingTable(ImmutableArray<SyntaxTree> trees)
{
    private readonly Lazy<Names> _names = new(() => Collect(trees));

    /// <summary>The project's spelling of a simple name, or the name itself where the project never writes it.</summary>
    public string Canonical(string name) => _names.Value.Spellings.GetValueOrDefault(name, name);

    /// <summary>The project's spelling of each part of a dotted name.</summary>
    public string CanonicalPath(string path) =>
        path.Contains('.', StringComparison.Ordinal) ? string.Join('.', path.Split('.').Select(Canonical)) : Canonical(path);

    /// <summary>Whether the project queries records of that name, or creates them with fields.</summary>
    public bool IsUsedAsRecord(string name) => _names.Value.Records.Contains(name);

    private static Names Collect(ImmutableArray<SyntaxTree> trees)
    {
        var names = new Names(new(StringComparer.OrdinalIgnoreCase), new(StringComparer.OrdinalIgnoreCase));
        var typeCounts = new Dictionary<string, int>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var stack = new Stack<SyntaxNode>();
        var children = new List<SyntaxNode>();
        foreach (var tree in trees)
        {
            stack.Push(tree.Root);
            while (stack.TryPop(out var node))
            {
                AddNames(node, typeCounts, counts);
                AddRecord(node, names.Records);
                children.Clear();
                node.AddChildren(children);
                for (var i = children.Count - 1; i >= 0; i--) stack.Push(children[i]);
            }
        }

        // A name that stands for a type is spelled as types are, whatever variables are called.
        Choose(typeCounts);
        Choose(counts);
        return names;

        void Choose(Dictionary<string, int> spellings)
        {
            var best = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, count) in spellings)
                if (!best.TryGetValue(name, out var known) || count > spellings[known] || (count == spellings[known] && string.CompareOrdinal(name, known) < 0)) best[name] = name;
            foreach (var name in best.Values) names.Spellings.TryAdd(name, name);
        }
    }

    // Sub-selects name relationships, not objects.
    private static void AddRecord(SyntaxNode node, HashSet<string> records)
    {
        switch (node)
        {
            case SoqlFromItemSyntax { Path: [var name], Parent: SoqlQuerySyntax { Parent: SoqlExpressionSyntax } query } from when ReferenceEquals(query.From[0], from):
                records.Add(name.Text);
                break;
            case ObjectCreationExpressionSyntax { Fields.IsEmpty: false, Type.Parts: [var part] }:
                records.Add(part.Name.Text);
                break;
        }
    }

    private static void AddNames(SyntaxNode node, Dictionary<string, int> typeCounts, Dictionary<string, int> counts)
    {
        switch (node)
        {
            case MemberAccessExpressionSyntax access:
                Add(access.Name);
                break;
            case IdentifierNameSyntax identifier:
                Add(identifier.Identifier);
                break;
            case FieldInitializerSyntax initializer:
                Add(initializer.Name);
                break;
            case TypeSyntax type:
                foreach (var part in type.Parts) typeCounts[part.Name.Text] = typeCounts.GetValueOrDefault(part.Name.Text) + 1;
                break;
            case SoqlFieldSyntax field:
                foreach (var part in field.Path) Add(part);
                break;
            case SoqlFromItemSyntax from:
                foreach (var part in from.Path) Add(part);
                break;
            case SoqlTypeOfSyntax typeOf:
                Add(typeOf.Field);
                break;
            case SoqlTypeOfWhenSyntax branch:
                Add(branch.ObjectName);
                break;
            case SoslReturningSyntax returning:
                Add(returning.ObjectName);
                break;
            case TriggerDeclarationSyntax trigger:
                Add(trigger.ObjectName);
                break;
            case LiteralExpressionSyntax { Kind: LiteralKind.String } literal:
                AddWords(literal.Text);
                break;
        }

        void Add(SyntaxToken token) => AddSpelling(token.Text);

        void AddSpelling(string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

        // Text of dynamic queries names fields that may stand nowhere else.
        void AddWords(string text)
        {
            if (!text.Contains("__", StringComparison.Ordinal) && !text.Contains("select", StringComparison.OrdinalIgnoreCase)) return;
            var start = -1;
            for (var i = 0; i <= text.Length; i++)
            {
                var isPart = i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '_');
                if (isPart && start < 0) start = i;
                if (isPart || start < 0) continue;
                var word = text[start..i];
                AddSpelling(word);
                start = -1;
            }
        }
    }

    private sealed record Names(Dictionary<string, string> Spellings, HashSet<string> Records);
}
