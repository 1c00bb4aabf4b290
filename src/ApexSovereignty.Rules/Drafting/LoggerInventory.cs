using System.Collections.Immutable;
using ApexSovereignty.Flow;

namespace ApexSovereignty.Rules.Drafting;

/// <summary>A class that by its name keeps a log.</summary>
/// <param name="TypeName">The class.</param>
/// <param name="Methods">Its methods that are called with arguments, by name.</param>
/// <param name="Calls">How often.</param>
public sealed record InventoriedLogger(string TypeName, ImmutableArray<string> Methods, int Calls);

/// <summary>Finds classes that by their name keep a log, the project's own and those of packages that are not in the sources.</summary>
/// <remarks>
/// A name is all that there is where the class is not in the sources, and a logger that writes records is not told from other
/// code by what it does. So this only drafts; a person decides.
/// </remarks>
public static class LoggerInventory
{
    private static readonly ImmutableHashSet<string> logs = Words("Log", "Logs", "Logger", "Loggers", "Logging", "Logbook");

    /// <summary>Last words of a class that works with what the word before it names, and may be the logger itself.</summary>
    private static readonly ImmutableHashSet<string> services = Words("Service", "Services", "Util", "Utils", "Utility", "Helper", "Manager", "Writer", "Factory", "Api", "Facade", "Builder", "Client");

    /// <summary>First words of methods that write a log.</summary>
    private static readonly ImmutableHashSet<string> writes = Words(
        "log", "debug", "info", "warn", "warning", "error", "fatal", "trace", "fine", "finer", "finest", "write", "record", "publish", "exception", "failure", "success",
        "message", "print", "report", "append", "add", "insert", "save", "put", "emit", "capture", "track", "store");

    /// <summary>The loggers among the called methods, by name.</summary>
    public static ImmutableArray<InventoriedLogger> Of(IEnumerable<CalledName> calls) =>
    [
        .. calls.Where(call => call.Arguments > 0)
            .Select(call => (Dot: call.Name.LastIndexOf('.'), Call: call))
            .Where(c => c.Dot > 0 && Writes(c.Call.Name[(c.Dot + 1)..]))
            .GroupBy(c => c.Call.Name[..c.Dot], StringComparer.OrdinalIgnoreCase)
            .Where(group => IsLogger(group.Key))
            .Select(group => new InventoriedLogger(
                group.Select(c => c.Call.Name[..c.Dot]).Min(StringComparer.Ordinal)!,
                [.. group.Select(c => c.Call.Name[(c.Dot + 1)..]).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)],
                group.Sum(c => c.Call.Count)))
            .OrderBy(logger => logger.TypeName, StringComparer.Ordinal),
    ];

    /// <summary>Whether a class is a log by its name: <c>AdviceLog</c>, <c>rflib_Logger</c>, <c>LogService</c>; not <c>LoginService</c> or <c>LogViewerController</c>.</summary>
    internal static bool IsLogger(string typeName)
    {
        if (typeName.StartsWith("System.", StringComparison.OrdinalIgnoreCase)) return false;
        var name = typeName[(typeName.LastIndexOf('.') + 1)..];
        if (name.EndsWith("__c", StringComparison.OrdinalIgnoreCase) || name.EndsWith("__e", StringComparison.OrdinalIgnoreCase) || name.EndsWith("__mdt", StringComparison.OrdinalIgnoreCase)) return false;
        var words = Split(name);
        return words is [.., var last] && (logs.Contains(last) || (words is [.., var before, _] && services.Contains(last) && logs.Contains(before)));
    }

    private static bool Writes(string method) => Split(method) is [var first, ..] && writes.Contains(first);

    /// <summary>The words of a name in camel case or with underscores: <c>HTTPLogService</c> gives HTTP, Log, Service.</summary>
    private static List<string> Split(string name)
    {
        var found = new List<string>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            var ends = i == name.Length || name[i] == '_'
                || (char.IsAsciiLetterUpper(name[i]) && (!char.IsAsciiLetterUpper(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]))));
            if (!ends) continue;
            if (name[start..i].Trim('_') is { Length: > 0 } word) found.Add(word);
            start = i;
        }

        return found;
    }

    private static ImmutableHashSet<string> Words(params ReadOnlySpan<string> items) => ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, items);
}
