using System.Globalization;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Models;

/// <summary>
/// The methods that an entry of the user is about: <c>Type.method</c> or <c>Type.method/arity</c>, <c>*</c> for any part of a
/// name, <c>new</c> for constructors; case does not count. A namespace or outer type may be left out.
/// </summary>
public sealed class ModelSignature
{
    private readonly string[] parts;
    private readonly int? arity;

    private ModelSignature(string text, string name, int? arity)
    {
        Text = text;
        Name = name;
        this.arity = arity;
        parts = name.Split('*');
    }

    /// <summary>The signature as written.</summary>
    public string Text { get; }

    /// <summary>The name as written, without arity.</summary>
    public string Name { get; }

    /// <summary>Whether it names one method, all its overloads included.</summary>
    public bool IsExact => parts.Length == 1;

    /// <summary>How much it says; where several match, the one that says most holds.</summary>
    internal int Rank => ((IsExact ? 10_000 : 0) + Name.Length - (parts.Length - 1)) * 2 + (arity is null ? 0 : 1);

    /// <summary>What is wrong with a signature, in words, or null.</summary>
    public static string? Check(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0 && !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)) return $"'{text}': behind the slash stands the number of parameters";
        var names = (slash < 0 ? text : text[..slash]).Split('.');
        return names.Length > 1 && names.All(name => name == "*" || ModelFormat.IsName(name.Replace('*', '_')))
            ? null
            : $"'{text}' is not a method: write Type.method, with * in either part";
    }

    /// <summary>Reads a signature.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static ModelSignature Parse(string text)
    {
        if (Check(text) is { } fault) throw new FormatException(fault);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new ModelSignature(text, text, null) : new ModelSignature(text, text[..slash], int.Parse(text.AsSpan(slash + 1), CultureInfo.InvariantCulture));
    }

    /// <summary>A type's name as models write it: with its namespace, without type arguments.</summary>
    public static string NameOf(INamedTypeSymbol type)
    {
        var name = type.OriginalDefinition.FullName;
        var generic = name.IndexOf('<', StringComparison.Ordinal);
        return generic < 0 ? name : name[..generic];
    }

    /// <summary>A method's name as models write it.</summary>
    public static string NameOf(IMethodSymbol method)
    {
        var name = method.MethodKind == MethodKind.Constructor ? "new" : method.Name;
        return method.ContainingType is { } type ? $"{NameOf(type)}.{name}" : name;
    }

    /// <summary>The called method's name as models write it, by the type of the receiver where the method is not known.</summary>
    public static string NameOf(CallInstruction call)
    {
        if (call.Method is { ContainingType: not null } method) return NameOf(method);
        if (call.InstanceType is not INamedTypeSymbol type || type.FullName == "?") return call.MethodName;
        return NameOf(type) + (call.MethodName == type.FullName ? ".new" : "." + call.MethodName);
    }

    /// <summary>Whether a method of that full name with so many parameters is meant.</summary>
    public bool Matches(string name, int parameters)
    {
        if (arity is { } expected && expected != parameters) return false;
        if (MatchesWhole(name)) return true;
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
            if (name.IndexOf('.', dot + 1) >= 0 && MatchesWhole(name[(dot + 1)..])) return true;
        return Name.StartsWith("System.", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("System.", StringComparison.OrdinalIgnoreCase) && MatchesWhole("System." + name);
    }

    /// <inheritdoc />
    public override string ToString() => Text;

    private bool MatchesWhole(string name)
    {
        if (IsExact) return name.Equals(Name, StringComparison.OrdinalIgnoreCase);
        if (!name.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase)) return false;
        var at = parts[0].Length;
        for (var i = 1; i < parts.Length - 1; i++)
        {
            var found = name.IndexOf(parts[i], at, StringComparison.OrdinalIgnoreCase);
            if (found < 0) return false;
            at = found + parts[i].Length;
        }

        return name.Length - at >= parts[^1].Length && name.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase);
    }
}
