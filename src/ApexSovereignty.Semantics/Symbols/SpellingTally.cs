using System.Runtime.InteropServices;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>How often files write each spelling of a name, and which names they use as sObjects.</summary>
internal sealed class SpellingTally
{
    private static readonly HashSet<string> settingMethods = new(StringComparer.OrdinalIgnoreCase) { "getOrgDefaults", "getInstance", "getValues", "getAll" };

    private readonly Stack<SyntaxNode> _open = new();
    private readonly List<SyntaxNode> _children = [];

    /// <summary>Names that stand for types.</summary>
    public Dictionary<string, int> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>All other names.</summary>
    public Dictionary<string, int> Others { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of objects that are queried, or created with fields.</summary>
    public HashSet<string> Records { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of objects that are used as custom settings.</summary>
    public HashSet<string> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Relationships to parents that queries name, as <c>Object.Relationship__r</c>.</summary>
    public HashSet<string> Parents { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts the names of a file.</summary>
    public SpellingTally Add(SyntaxNode root)
    {
        _open.Push(root);
        while (_open.TryPop(out var node))
        {
            AddNames(node);
            AddRecord(node);
            _children.Clear();
            node.AddChildren(_children);
            for (var i = _children.Count - 1; i >= 0; i--) _open.Push(_children[i]);
        }

        return this;
    }

    /// <summary>Adds what was counted elsewhere.</summary>
    public void Add(SpellingTally other)
    {
        foreach (var (name, count) in other.Types) Count(Types, name, count);
        foreach (var (name, count) in other.Others) Count(Others, name, count);
        Records.UnionWith(other.Records);
        Settings.UnionWith(other.Settings);
        Parents.UnionWith(other.Parents);
    }

    private static void Count(Dictionary<string, int> counts, string name, int more) => CollectionsMarshal.GetValueRefOrAddDefault(counts, name, out _) += more;

    // Sub-selects name relationships, not objects.
    private void AddRecord(SyntaxNode node)
    {
        switch (node)
        {
            case SoqlFromItemSyntax { Path: [var name], Parent: SoqlQuerySyntax { Parent: SoqlExpressionSyntax } query } from when ReferenceEquals(query.From[0], from):
                Records.Add(name.Text);
                break;
            case ObjectCreationExpressionSyntax { Fields.IsEmpty: false, Type.Parts: [var part] }:
                Records.Add(part.Name.Text);
                break;
            case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: var setting }, Name.Text: var member } when setting.EndsWith("__c", StringComparison.OrdinalIgnoreCase) && settingMethods.Contains(member):
                Settings.Add(setting);
                break;
            case SoqlFieldSyntax { Path: [var parent, _, ..] } when SObjectNames.IsRelationshipName(parent.Text) && FindQueried(node) is { } queried:
                Parents.Add(queried + "." + parent.Text);
                break;
        }
    }

    private static string? FindQueried(SyntaxNode node)
    {
        for (var at = node.Parent; at is not null; at = at.Parent)
            if (at is SoqlQuerySyntax query) return query is { Parent: SoqlExpressionSyntax, From: [{ Path: [var name] }] } ? name.Text : null;
        return null;
    }

    private void AddNames(SyntaxNode node)
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
                foreach (var part in type.Parts) Count(Types, part.Name.Text, 1);
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

        void AddSpelling(string name) => Count(Others, name, 1);

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
}
