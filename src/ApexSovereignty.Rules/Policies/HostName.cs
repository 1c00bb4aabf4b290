using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ApexSovereignty.Rules.Policies;

/// <summary>
/// Brings a host as written into the one form it is compared in, after the host parser of the WHATWG URL Standard: percent signs
/// decoded, lower case, international names as punycode, one trailing dot dropped, all spellings of an IP address alike.
/// </summary>
internal static class HostName
{
    private const string Forbidden = "\0\t\n\r #/:<>?@[\\]^|%\u007F";

    private static readonly IdnMapping Idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    /// <summary>The host in its normal form, or null where it is none.</summary>
    public static string? Normalize(string written)
    {
        if (written.StartsWith('['))
        {
            return written.EndsWith(']') && IPAddress.TryParse(written.AsSpan(1, written.Length - 2), out var v6) && v6.AddressFamily == AddressFamily.InterNetworkV6 && v6.ScopeId == 0
                ? $"[{v6}]"
                : null;
        }

        var host = PercentDecode(written);
        if (host is null) return null;
        host = host.Replace('\u3002', '.').Replace('\uFF0E', '.').Replace('\uFF61', '.');
        if (host.EndsWith('.')) host = host[..^1];
        if (!IsAscii(host)) host = HostLetters.Map(host);
        if (host.Length == 0) return null;
        if (!IsAscii(host))
        {
            try
            {
                // An empty label is a label, though no name server knows it.
                host = string.Join('.', host.ToLowerInvariant().Split('.').Select(label => label.Length == 0 ? label : Idn.GetAscii(label)));
            }
            catch (ArgumentException)
            {
                return null;
            }
        }

        host = host.ToLowerInvariant();
        if (host.Any(c => Forbidden.Contains(c, StringComparison.Ordinal) || c is '{' or '}' or '$' or '!' or '*' || c < ' ')) return null;
        if (host.Trim('.').Length == 0) return null;
        return EndsInNumber(host) ? ParseIPv4(host) : host;
    }

    private static bool IsAscii(string text) => text.All(c => c < 128);

    private static string? PercentDecode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else if (text[i] < 128)
            {
                bytes.Add((byte)text[i]);
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text, i, char.IsSurrogatePair(text, i) ? 2 : 1));
                if (char.IsSurrogatePair(text, i)) i++;
            }
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. bytes]);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool EndsInNumber(string host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        return (last.Length > 0 && last.All(char.IsAsciiDigit)) || TryParseNumber(last, out _);
    }

    private static string? ParseIPv4(string host)
    {
        var parts = host.Split('.');
        if (parts.Length > 4) return null;
        ulong address = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!TryParseNumber(parts[i], out var number)) return null;
            if (i < parts.Length - 1)
            {
                if (number > 255) return null;
                address |= number << (8 * (3 - i));
            }
            else
            {
                if (number >= 1UL << (8 * (5 - parts.Length))) return null;
                address |= number;
            }
        }

        return FormattableString.Invariant($"{address >> 24 & 255}.{address >> 16 & 255}.{address >> 8 & 255}.{address & 255}");
    }

    // Decimal, octal with a leading zero, or hexadecimal with 0x.
    private static bool TryParseNumber(string text, out ulong number)
    {
        number = 0;
        if (text.Length == 0) return false;
        var radix = 10u;
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            radix = 16;
            text = text[2..];
        }
        else if (text.Length > 1 && text[0] == '0')
        {
            radix = 8;
            text = text[1..];
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c)) return false;
            var digit = (uint)(char.IsAsciiDigit(c) ? c - '0' : char.ToLowerInvariant(c) - 'a' + 10);
            if (digit >= radix || number > uint.MaxValue) return false;
            number = (number * radix) + digit;
        }

        return true;
    }
}
