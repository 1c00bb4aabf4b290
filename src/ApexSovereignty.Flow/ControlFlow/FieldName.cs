using System.Globalization;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.ControlFlow;

/// <summary>
/// Keys under which objects hold values. Fields go by their name in lower case, so that <c>record.Email</c> and
/// <c>record.get('email')</c> meet; parts that are no fields have marks that no identifier can have.
/// </summary>
public static class FieldName
{
    /// <summary>Any element of a list or set, or a map's value under an unknown key.</summary>
    public const string Element = "[*]";

    /// <summary>Keys of a map.</summary>
    public const string Key = "[key]";

    /// <summary>All that an object holds, where no more is known.</summary>
    public const string Any = "**";

    /// <summary>The key of a field or property.</summary>
    public static string Of(ISymbol symbol) => Of(symbol.Name);

    /// <summary>The key of a field by name.</summary>
    public static string Of(string name) => name.ToLowerInvariant();

    /// <summary>The key of a constant index or map key.</summary>
    public static string At(string key) => "['" + key + "']";

    /// <summary>The constant behind <see cref="At"/>.</summary>
    internal static string KeyOf(string element) => element[2..^2];

    /// <summary>Whether the key is a constant index or map key.</summary>
    public static bool IsConstantElement(string key) => key.StartsWith("['", StringComparison.Ordinal);

    /// <summary>The key of a map's value of whose key only the start is known: <c>'User' + id</c>.</summary>
    internal static string Starting(string start) => "[^" + start;

    /// <summary>Whether the keys of two elements, of which one may tell its start only, can be the same.</summary>
    internal static bool MayBeSameElement(string left, string right)
    {
        var (one, other) = (StartOf(left), StartOf(right));
        if (one is null || other is null) return true;
        var shorter = Math.Min(one.Length, other.Length);
        return left[1] == '^' && right[1] == '^' ? one.AsSpan(0, shorter).SequenceEqual(other.AsSpan(0, shorter))
            : left[1] == '^' ? other.StartsWith(one, StringComparison.Ordinal)
            : right[1] == '^' ? one.StartsWith(other, StringComparison.Ordinal)
            : one == other;

        static string? StartOf(string key) => IsConstantElement(key) ? KeyOf(key) : key.Length > 1 && key[1] == '^' ? key[2..] : null;
    }

    /// <summary>The key of a map's value whose key a caller knows: that behind a path.</summary>
    internal static string ElementAt(AccessPath path) => "[?" + Named(path);

    /// <summary>The key of a record's field whose name a caller knows: that behind a path.</summary>
    internal static string FieldAt(AccessPath path) => "{?" + Named(path);

    /// <summary>Whether only a caller knows which element or field is meant.</summary>
    public static bool IsLeftToCaller(string key) => key.Length > 1 && key[1] == '?';

    /// <summary>The key where nobody is asked any more which one is meant.</summary>
    public static string Settled(string key) => !IsLeftToCaller(key) ? key : key[0] == '[' ? Element : Any;

    private static string Named(AccessPath path) => path.Order.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Whether the key is an element in whatever way.</summary>
    public static bool IsElement(string key) => key.Length > 0 && key[0] == '[' && key != Key;
}
