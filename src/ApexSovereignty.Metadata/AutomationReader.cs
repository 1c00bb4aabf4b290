using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>Reads flows, external services and agent actions.</summary>
internal static class AutomationReader
{
    public static readonly ImmutableHashSet<string> FlowChildren =
    [
        "label", "processType", "status", "start", "actionCalls", "apexPluginCalls", "subflows", "recordLookups", "recordCreates", "recordUpdates", "recordDeletes",
    ];

    private static readonly ImmutableDictionary<string, FlowRecordAccessKind> s_accesses = new Dictionary<string, FlowRecordAccessKind>(StringComparer.Ordinal)
    {
        ["recordLookups"] = FlowRecordAccessKind.Lookup,
        ["recordCreates"] = FlowRecordAccessKind.Create,
        ["recordUpdates"] = FlowRecordAccessKind.Update,
        ["recordDeletes"] = FlowRecordAccessKind.Delete,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static ExternalServiceModel ReadExternalService(string name, MetadataElement root) => new()
    {
        Name = name,
        Location = root.Location,
        Label = root.Value("label"),
        NamedCredential = root.Value("namedCredentialReference") ?? root.Value("namedCredential"),
        SchemaUrl = root.Value("schemaAbsoluteUrl"),
        Operations =
        [
            .. root.ChildrenNamed("operations").Where(operation => operation.Flag("active") ?? true).Select(operation => operation.Value("name")).OfType<string>(),
        ],
    };

    public static AgentActionModel ReadAgentAction(string name, MetadataElement root) =>
        new(name, root.Value("masterLabel"), root.Value("invocationTargetType"), root.Value("invocationTarget"), root.Location);

    public static FlowModel ReadFlow(string name, MetadataElement root) => new()
    {
        Name = name,
        Location = root.Location,
        Label = root.Value("label"),
        ProcessType = root.Value("processType"),
        Status = root.Value("status"),
        TriggerObject = root.Child("start")?.Value("object"),
        Actions = [.. root.Children.Select(ReadAction).OfType<FlowAction>()],
        RecordAccesses = [.. root.Children.Where(child => s_accesses.ContainsKey(child.Name)).Select(ReadAccess)],
        Subflows = [.. root.ChildrenNamed("subflows").Select(subflow => subflow.Value("flowName")).OfType<string>()],
    };

    private static FlowAction? ReadAction(MetadataElement element)
    {
        var (type, target) = element.Name switch
        {
            "actionCalls" => (element.Value("actionType"), element.Value("actionName")),
            "apexPluginCalls" => ("apexPlugin", element.Value("apexClass")),
            _ => (null, null),
        };
        if (type is null || target is null)
            return null;
        var inputs = element.ChildrenNamed("inputParameters").Select(input => new FlowInput(
            input.Value("name") ?? "", input.Child("value")?.Value("elementReference"), input.Child("value")?.Value("stringValue")));
        return new FlowAction(element.Value("name") ?? "", type, target, [.. inputs], element.Location);
    }

    private static FlowRecordAccess ReadAccess(MetadataElement element)
    {
        var assigned = element.Children.Where(child => child.Name is "inputAssignments" or "outputAssignments" or "filters").Select(child => child.Value("field"));
        var queried = element.ChildrenNamed("queriedFields").Select(field => field.Text.Trim());
        return new FlowRecordAccess(
            s_accesses[element.Name],
            element.Value("name") ?? "",
            element.Value("object"),
            [.. queried.Concat(assigned).OfType<string>().Where(field => field.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)],
            element.Location);
    }
}
