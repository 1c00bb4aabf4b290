namespace ApexSovereignty.Flow.Models;

/// <summary>Invocable actions of the platform by which data leaves: the kind in <c>Invocable.Action.createCustomAction(kind, name)</c>.</summary>
internal static class ActionKinds
{
    /// <summary>Kind of an exit through an action whose own kind is a text that is looked at when all callers are known.</summary>
    public const string Exit = "action";

    /// <summary>An action that runs a class of the project.</summary>
    public const string Apex = "apex";

    private static readonly Dictionary<string, string> exits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["generatePromptResponse"] = "llm",
        ["generateAiAgentResponse"] = "llm",
        ["emailSimple"] = "email",
        ["customNotificationAction"] = "event",
    };

    /// <summary>Whether a model of the platform answers actions of the kind.</summary>
    public static bool IsAnsweredByModel(string kind) => SinkOf(kind) == "llm";

    /// <summary>Through what actions of the kind let data leave, one of <see cref="ModelFormat.SinkKinds"/>, or null.</summary>
    public static string? SinkOf(string kind) => exits.GetValueOrDefault(kind);
}
