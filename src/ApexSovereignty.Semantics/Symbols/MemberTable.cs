using System.Collections.Immutable;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>The declared members of a type: in order, and by name in any case.</summary>
internal sealed class MemberTable
{
    private readonly Dictionary<string, ImmutableArray<ISymbol>> _byName;

    public MemberTable(ImmutableArray<ISymbol> members)
    {
        Members = members;
        _byName = new(members.Length, StringComparer.OrdinalIgnoreCase);
        foreach (var member in members)
            _byName[member.Name] = _byName.TryGetValue(member.Name, out var others) ? others.Add(member) : [member];
    }

    public ImmutableArray<ISymbol> Members { get; }

    public ImmutableArray<ISymbol> Get(string name) => _byName.TryGetValue(name, out var members) ? members : [];
}
