using System.Collections.Immutable;

namespace ApexSovereignty.Semantics.Platform;

/// <summary>Parses the block of one type in <c>types.txt</c>; README.md beside it tells the format.</summary>
internal static class TypeBlockParser
{
    public static PlatformType Parse(ReadOnlySpan<char> block)
    {
        var lines = block.EnumerateLines();
        lines.MoveNext();
        var head = lines.Current.ToString().Split(' ');
        var open = head[0].IndexOf('<', StringComparison.Ordinal);
        var fullName = open < 0 ? head[0] : head[0][..open];
        var dot = fullName.IndexOf('.', StringComparison.Ordinal);
        var ns = fullName[..dot];
        var name = fullName[(dot + 1)..];
        var parameters = open < 0 ? [] : ImmutableArray.Create(head[0][(open + 1)..^1].Split(','));
        var kind = head[1] switch
        {
            "class" => PlatformTypeKind.Class,
            "interface" => PlatformTypeKind.Interface,
            "enum" => PlatformTypeKind.Enum,
            _ => throw new FormatException($"'{head[1]}' of {fullName} is no kind of type."),
        };
        string? baseType = null;
        ImmutableArray<string> interfaces = [];
        for (var i = 2; i + 1 < head.Length; i += 2)
        {
            if (head[i] == "extends")
                baseType = head[i + 1];
            else
                interfaces = SplitTypes(head[i + 1]);
        }

        var self = ns == "System" ? name : fullName;
        var members = ImmutableArray.CreateBuilder<PlatformMember>();
        while (lines.MoveNext())
        {
            if (!lines.Current.IsEmpty)
                AddMember(lines.Current[1..], self, name, members);
        }

        if (kind == PlatformTypeKind.Enum)
            AddEnumMethods(self, members);
        return new PlatformType(ns, name, kind, parameters, baseType, interfaces, members.ToImmutable());
    }

    private static void AddMember(ReadOnlySpan<char> line, string self, string name, ImmutableArray<PlatformMember>.Builder members)
    {
        if (line[0] == 'c')
        {
            var simpleName = name[(name.LastIndexOf('.') + 1)..];
            members.Add(new(PlatformMemberKind.Constructor, IsStatic: false, self, simpleName, SplitTypes(line[2..^1].ToString())));
            return;
        }

        var rest = line[2..];
        if (line[0] == 'e')
        {
            foreach (var range in rest.Split(' '))
                members.Add(new(PlatformMemberKind.EnumConstant, IsStatic: true, self, rest[range].ToString(), []));
            return;
        }

        var blank = rest.IndexOf(' ');
        var type = rest[..blank].ToString();
        var signature = rest[(blank + 1)..];
        var isStatic = line[0] is 's' or 'q';
        if (line[0] is 'p' or 'q')
        {
            members.Add(new(PlatformMemberKind.Property, isStatic, type, signature.ToString(), []));
            return;
        }

        var open = signature.IndexOf('(');
        members.Add(new(PlatformMemberKind.Method, isStatic, type, signature[..open].ToString(), SplitTypes(signature[(open + 1)..^1].ToString())));
    }

    // Every enumeration has these, so the table does not repeat them.
    private static void AddEnumMethods(string self, ImmutableArray<PlatformMember>.Builder members)
    {
        members.Add(new(PlatformMemberKind.Method, IsStatic: true, $"List<{self}>", "values", []));
        members.Add(new(PlatformMemberKind.Method, IsStatic: true, self, "valueOf", ["String"]));
        members.Add(new(PlatformMemberKind.Method, IsStatic: false, "String", "name", []));
        members.Add(new(PlatformMemberKind.Method, IsStatic: false, "Integer", "ordinal", []));
    }

    /// <summary>Splits at the commas that stand outside angle brackets.</summary>
    private static ImmutableArray<string> SplitTypes(string list)
    {
        if (list.Length == 0)
            return [];
        var types = ImmutableArray.CreateBuilder<string>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < list.Length; i++)
        {
            switch (list[i])
            {
                case '<': depth++; break;
                case '>': depth--; break;
                case ',' when depth == 0:
                    types.Add(list[start..i]);
                    start = i + 1;
                    break;
            }
        }

        types.Add(list[start..]);
        return types.ToImmutable();
    }
}
