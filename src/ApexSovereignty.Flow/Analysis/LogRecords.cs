using System.Text.RegularExpressions;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <summary>Which sObjects are logs, by name: <c>Error_Log__c</c>, <c>IntegrationLogs__c</c>, <c>Application_Error__c</c>.</summary>
internal static partial class LogRecords
{
    /// <summary>Logs of business that people keep are ordinary records.</summary>
    private static readonly HashSet<string> business = new(StringComparer.OrdinalIgnoreCase)
    {
        "Call", "Time", "Work", "Visit", "Activity", "Travel", "Training", "Contact", "Phone", "Exercise", "Mileage", "Maintenance", "Food", "Sales",
    };

    private static readonly HashSet<string> technical = new(StringComparer.OrdinalIgnoreCase) { "Log", "Logs", "Logger", "Logging" };

    private static readonly HashSet<string> faults = new(StringComparer.OrdinalIgnoreCase) { "Error", "Errors", "Exception", "Exceptions" };

    private static readonly HashSet<string> ofSoftware = new(StringComparer.OrdinalIgnoreCase) { "Apex", "App", "Application", "System", "Integration", "Debug", "Unhandled", "Code" };

    /// <summary>Whether records of the object are log lines.</summary>
    public static bool IsLog(ITypeSymbol type)
    {
        if (type is not ISObjectTypeSymbol { Category: not (SObjectCategory.CustomMetadata or SObjectCategory.CustomSetting) } || !type.Name.EndsWith("__c", StringComparison.OrdinalIgnoreCase)) return false;
        var name = type.Name[..^3];
        if (name.IndexOf("__", StringComparison.Ordinal) is var prefix and > 0) name = name[(prefix + 2)..];
        var words = Word().Matches(name).Select(m => m.Value).ToList();
        if (words.Exists(technical.Contains)) return !words.Exists(business.Contains);
        return words.Exists(faults.Contains) && words.TrueForAll(w => faults.Contains(w) || ofSoftware.Contains(w));
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
