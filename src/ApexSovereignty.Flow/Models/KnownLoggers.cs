using System.Collections.Immutable;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Models;

/// <summary>Logging libraries whose sources are part of the project: their methods are logs, as if they came from a package.</summary>
internal static class KnownLoggers
{
    private static readonly (string Type, string[] Shape, string[] Methods)[] libraries =
    [
        ("Logger", ["newEntry", "saveLog"],
            [
                "Logger.error", "Logger.warn", "Logger.info", "Logger.debug", "Logger.fine", "Logger.finer", "Logger.finest", "Logger.newEntry", "Logger.exception", "Logger.logDatabaseErrors", "LogEntryEventBuilder.setMessage",
                "LogEntryEventBuilder.setRecord", "LogEntryEventBuilder.setExceptionDetails", "LogEntryEventBuilder.setHttpRequestDetails", "LogEntryEventBuilder.setHttpResponseDetails",
            ]),
        ("rflib_Logger", ["debug", "error"], ["rflib_Logger.debug", "rflib_Logger.info", "rflib_Logger.warn", "rflib_Logger.error", "rflib_Logger.fatal", "rflib_Logger.trace"]),
    ];

    /// <summary>The methods that the project's own copies of such libraries have.</summary>
    public static ImmutableArray<string> In(Compilation compilation)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, shape, methods) in libraries)
            if (compilation.GetTypeByName(name) is INamedTypeSymbol { IsFromSource: true } type && shape.All(m => type.GetMembers(m).Any(x => x is IMethodSymbol))) found.AddRange(methods);
        return found.ToImmutable();
    }
}
