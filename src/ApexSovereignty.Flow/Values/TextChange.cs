using System.Text;

namespace ApexSovereignty.Flow.Values;

/// <summary>What a library method makes of a text: applied at once where the text is known, else when a caller knows it.</summary>
/// <param name="Method">The method's name in lower case; a name without a meaning here changes the text in an unknown way.</param>
/// <param name="Reason">Why the result is not known, in words.</param>
/// <param name="First">The first argument where it is one fixed text.</param>
/// <param name="Second">The second argument where it is one fixed text.</param>
internal sealed record TextChange(string Method, string Reason, string? First = null, string? Second = null)
{
    /// <summary>Texts put together in whatever order, with whatever else.</summary>
    public const string Joined = "joined";

    /// <summary>Something that begins with the first argument is replaced: <c>path.replace('{' + key + '}', value)</c>.</summary>
    public const string ReplacedFrom = "replacedfrom";

    /// <summary>Begins the names of changes that take a part of a URL; a getter's name follows.</summary>
    public const string PartOfUrl = "url:";

    /// <summary>The text without as many letters at its end as the first argument says.</summary>
    public const string WithoutEnd = "withoutend";

    /// <summary>Stands for the org's own host, whose name the sources do not tell.</summary>
    private const string OrgHost = "org-domain.apexsov.invalid";

    /// <summary>Whether somebody outside chooses what the change puts in.</summary>
    public bool IsChosenOutside { get; init; }

    /// <summary>The text after the change, or null where that is not known.</summary>
    public string? Apply(string text) => !text.Contains(OrgHost, StringComparison.Ordinal) || KeepsHost ? Make(text) : null;

    private bool IsHostPart => Method is PartOfUrl + "getprotocol" or PartOfUrl + "gethost" or PartOfUrl + "getauthority" or PartOfUrl + "getport" or PartOfUrl + "getdefaultport";

    private static bool IsAuthorityClosed(string start) => start.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at && start.AsSpan(at + 3).IndexOfAny("/\\?#") >= 0;

    // A change that looks at the letters of the org's host cannot be made here; one at the slashes around it can.
    private bool KeepsHost => Method.StartsWith(PartOfUrl, StringComparison.Ordinal) || Method is "tolowercase" or "trim" or "escapesinglequotes" or "startswith" or "isblank" or "isnotblank" or "isempty" or "isnotempty" or "urldecode"
        || First is { } mark && mark.AsSpan().IndexOfAny("/:? {") >= 0;

    private string? Make(string text) => (Method, First, Second) switch
    {
        ("tolowercase", _, _) => text.ToLowerInvariant(),
        ("touppercase", _, _) => text.ToUpperInvariant(),
        ("trim" or "normalizespace", _, _) => text.Trim(),
        ("deletewhitespace", _, _) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))),
        ("capitalize", _, _) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..],
        ("uncapitalize", _, _) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..],
        ("reverse", _, _) => new string([.. text.Reverse()]),
        ("escapesinglequotes", _, _) => text.Replace("'", "\\'", StringComparison.Ordinal),
        ("removeend", { } end, _) => text.EndsWith(end, StringComparison.Ordinal) ? text[..^end.Length] : text,
        ("removeendignorecase", { } end, _) => text.EndsWith(end, StringComparison.OrdinalIgnoreCase) ? text[..^end.Length] : text,
        ("removestart", { } start, _) => text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : text,
        ("removestartignorecase", { } start, _) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? text[start.Length..] : text,
        ("remove", { Length: > 0 } part, _) => text.Replace(part, "", StringComparison.Ordinal),
        ("replace", { Length: > 0 } part, { } with) => text.Replace(part, with, StringComparison.Ordinal),
        ("substringbefore", { } mark, _) => text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? text[..at] : text,
        ("substringbeforelast", { } mark, _) => text.LastIndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? text[..at] : text,
        ("substringafter", { } mark, _) => text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? text[(at + mark.Length)..] : "",
        ("substringafterlast", { } mark, _) => text.LastIndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? text[(at + mark.Length)..] : "",
        ("substringbetween", { Length: > 0 } open, { Length: > 0 } close) => Between(text, open, close),
        ("substring", _, null) when Number(First) is { } start => start <= text.Length ? text[start..] : null,
        ("substring", _, _) when Number(First) is { } start && Number(Second) is { } end => start <= end && end <= text.Length ? text[start..end] : null,
        (WithoutEnd, _, _) when Number(First) is { } length => length <= text.Length ? text[..^length] : null,
        ("left", _, _) when Number(First) is { } length => text[..Math.Min(length, text.Length)],
        ("right", _, _) when Number(First) is { } length => text[Math.Max(0, text.Length - length)..],
        ("mid", _, _) when Number(First) is { } start && Number(Second) is { } length => start >= text.Length ? "" : text.Substring(start, Math.Min(length, text.Length - start)),
        ("urldecode", _, _) => Uri.UnescapeDataString(text.Replace('+', ' ')),
        ("urlencode", _, _) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal),
        ("base64decode", _, _) => Decode(text),
        ("base64encode", _, _) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        (PartOfUrl + "getprotocol" or PartOfUrl + "gethost" or PartOfUrl + "getauthority" or PartOfUrl + "getport" or PartOfUrl + "getdefaultport" or PartOfUrl + "getfile" or PartOfUrl + "getpath", _, _) => Part(text, Method[PartOfUrl.Length..]),
        ("length", _, _) => Show(text.Length),
        ("indexof", { } part, null) => Show(text.IndexOf(part, StringComparison.Ordinal)),
        ("indexof", { } part, _) when Number(Second) is { } start => Show(start > text.Length ? -1 : text.IndexOf(part, start, StringComparison.Ordinal)),
        ("lastindexof", { } part, null) => Show(text.LastIndexOf(part, StringComparison.Ordinal)),
        ("startswith", { } start, _) => Show(text.StartsWith(start, StringComparison.Ordinal)),
        ("startswithignorecase", { } start, _) => Show(text.StartsWith(start, StringComparison.OrdinalIgnoreCase)),
        ("endswith", { } end, _) => Show(text.EndsWith(end, StringComparison.Ordinal)),
        ("endswithignorecase", { } end, _) => Show(text.EndsWith(end, StringComparison.OrdinalIgnoreCase)),
        ("contains", { } part, _) => Show(text.Contains(part, StringComparison.Ordinal)),
        ("containsignorecase", { } part, _) => Show(text.Contains(part, StringComparison.OrdinalIgnoreCase)),
        ("equals", { } other, _) => Show(text.Equals(other, StringComparison.Ordinal)),
        ("equalsignorecase", { } other, _) => Show(text.Equals(other, StringComparison.OrdinalIgnoreCase)),
        ("isblank", _, _) => Show(string.IsNullOrWhiteSpace(text)),
        ("isnotblank", _, _) => Show(!string.IsNullOrWhiteSpace(text)),
        ("isempty", _, _) => Show(text.Length == 0),
        ("isnotempty", _, _) => Show(text.Length > 0),
        _ => null,
    };

    /// <summary>The text after the change; what is fixed at the start of a text that is not known whole stays fixed where the change allows.</summary>
    public StringValue Apply(StringValue value)
    {
        if (Method == ReplacedFrom) return ReplaceFrom(value, First!);
        if (value.Exact is { } text) return Apply(text) is { } changed ? StringValue.Of(changed) : StringValue.Of(StringPart.Because(Reason));
        var parts = value.Parts;
        if (IsHostPart && IsAuthorityClosed(value.Prefix) && Apply(value.Prefix) is { } fixedPart) return StringValue.Of(fixedPart);
        // Of texts in whatever order it does not count what fixed text is among them: a recursion that adds some each time comes to rest.
        if (value.HasPath) return StringValue.Of(Method == Joined ? StringSet.RestOf([value.Parts.AsMemory()], Reason) : StringPart.Changed(parts.AsSpan(), this));
        var prefix = value.Prefix;
        switch (Method, First, Second)
        {
            case ("tolowercase" or "touppercase", _, _):
                return StringValue.Create([.. parts.Select(p => p.Text is { } t ? StringPart.Of(Apply(t)!) : Rest([p]))], null);
            case ("trim" or "normalizespace", _, _) when prefix.Length > 0:
                return Behind(prefix.TrimStart(), parts[1..], isWhole: true);
            case ("escapesinglequotes", _, _) when prefix.Length > 0 && !prefix.Contains('\'', StringComparison.Ordinal):
            case ("removeend" or "removeendignorecase", { } end, _) when prefix.Length > end.Length:
                // What is removed may reach back into the fixed start.
                return Behind(Method == "escapesinglequotes" ? prefix : BeforeStartOf(First!, First!.Length, prefix, Method == "removeend" ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase), parts, isWhole: false);
            case ("removestart" or "removestartignorecase", { } start, _) when prefix.Length >= start.Length:
                return Behind(Apply(prefix)!, parts[1..], isWhole: true);
            case ("replace" or "remove", { Length: > 0 } part, _) when prefix.Length >= part.Length && (Method == "remove" || Second is not null):
                return Behind(Apply(BeforeOpenMatch(prefix, part))!, parts, isWhole: false);
            case ("substringbefore", { } mark, _) when prefix.Contains(mark, StringComparison.Ordinal):
                return StringValue.Of(Apply(prefix)!);
            case ("substringbefore" or "substringbeforelast", { Length: > 0 } mark, _) when prefix.Length > 0:
                var at = prefix.IndexOf(mark, StringComparison.Ordinal);
                return Behind(at < 0 ? prefix : prefix[..at], parts, isWhole: false);
            case ("substringafter", { Length: > 0 } mark, _) when prefix.Contains(mark, StringComparison.Ordinal):
                return Behind(Apply(prefix)!, parts[1..], isWhole: true);
            case ("substring", _, null) when Number(First) is { } start && start <= prefix.Length:
                return Behind(prefix[start..], parts[1..], isWhole: true);
            case ("substring", _, _) when Number(First) is { } start && Number(Second) is { } end && start <= end && end <= prefix.Length:
                return StringValue.Of(prefix[start..end]);
            case (WithoutEnd, _, _) when QueryText.ClauseOfAny(parts) is not null:
                return value;
            case (WithoutEnd, _, _) when Number(First) is { } length && parts is [.. var kept, { Text: { } end }] && length <= end.Length:
                return StringValue.Create([.. kept, StringPart.Of(end[..^length])], null);
            case (WithoutEnd, _, _) when Number(First) is { } length && parts is [.. var kept, { Text: { } end }, { Text: null } rest] && length <= end.Length:
                return StringValue.Create([.. kept, StringPart.Of(end[..^length]), rest], null);
            case ("left", _, _) when Number(First) is { } length && length <= prefix.Length:
                return StringValue.Of(prefix[..length]);
            case ("startswith", { } start, _) when prefix.Length >= start.Length:
            case ("isblank" or "isnotblank" or "isempty" or "isnotempty", _, _) when !string.IsNullOrWhiteSpace(prefix):
            case ("contains", { } part, _) when prefix.Contains(part, StringComparison.Ordinal):
                return StringValue.Of(Apply(prefix)!);
            default:
                return StringValue.Of(Rest(parts.AsSpan()));
        }

        StringValue Behind(string start, IReadOnlyList<StringPart> rest, bool isWhole) =>
            isWhole ? StringValue.Create([StringPart.Of(start), .. rest], null) : StringValue.Create([StringPart.Of(start), Rest([.. rest.Where(p => p.Text is null)])], null);

        StringPart Rest(ReadOnlySpan<StringPart> of) => StringPart.Changed(of, this);
    }

    /// <summary>A text that is known up to where a mark begins; once more in a loop it is the same.</summary>
    private StringValue ReplaceFrom(StringValue value, string mark)
    {
        if (value.Parts is [{ Change.Change: var before }] && before == this) return value;
        var prefix = value.Prefix;
        var at = prefix.IndexOf(mark, StringComparison.Ordinal);
        if (at >= 0) return StringValue.Create([StringPart.Of(prefix[..at]), IsChosenOutside ? StringPart.ChosenOutside(Reason) : StringPart.Because(Reason)], null);
        if (value.Exact is not null) return value;
        if (value.HasPath) return StringValue.Of(StringPart.Changed(value.Parts.AsSpan(), this));
        return StringValue.Create([StringPart.Of(BeforeStartOf(mark, mark.Length - 1, prefix, StringComparison.Ordinal)), StringPart.Changed([.. value.Parts.Where(p => p.Text is null)], this)], null);
    }

    /// <summary>The text up to where a match may begin that ends in what follows.</summary>
    private static string BeforeOpenMatch(string text, string part)
    {
        var end = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, end, StringComparison.Ordinal)) end = at + part.Length;
        return text[..end] + BeforeStartOf(part, part.Length - 1, text[end..], StringComparison.Ordinal);
    }

    /// <summary>The text up to where a part may begin that goes on in what follows.</summary>
    private static string BeforeStartOf(string part, int longest, string text, StringComparison comparison)
    {
        for (var length = Math.Min(longest, text.Length); length > 0; length--)
            if (text.EndsWith(part[..length], comparison)) return text[..^length];
        return text;
    }

    private static string? Between(string text, string open, string close)
    {
        var start = text.IndexOf(open, StringComparison.Ordinal);
        if (start < 0) return null;
        var end = text.IndexOf(close, start + open.Length, StringComparison.Ordinal);
        return end < 0 ? null : text[(start + open.Length)..end];
    }

    /// <summary>A part of a URL as Apex gives it: written as it stands, without decoding; no port is -1.</summary>
    private static string? Part(string url, string getter)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal);
        // A user name before the host is left to the check of the whole URL.
        if (start <= 0 || url.Contains('@', StringComparison.Ordinal)) return null;
        var end = url.AsSpan(start + 3).IndexOfAny("/\\?#") is >= 0 and var at ? start + 3 + at : url.Length;
        var authority = url[(start + 3)..end];
        var colon = authority.LastIndexOf(':') is var mark && mark > authority.LastIndexOf(']') ? mark : -1;
        var rest = url[end..].Split('#')[0];
        return getter switch
        {
            "getprotocol" => url[..start].ToLowerInvariant(),
            "getauthority" => authority,
            "gethost" => colon < 0 ? authority : authority[..colon],
            "getdefaultport" => url[..start].ToLowerInvariant() switch { "https" => "443", "http" => "80", _ => "-1" },
            "getport" => colon < 0 ? "-1" : authority[(colon + 1)..],
            "getpath" => rest.Split('?')[0],
            _ => rest,
        };
    }

    private static string? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static int? Number(string? text) => int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Show(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Show(bool truth) => truth ? "true" : "false";
}
