using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ApexSovereignty.Metadata;

/// <summary>
/// What a project's metadata declares. Lists are ordered by name. Lookups ignore case and accept names with or without the
/// project's own namespace prefix; they give null for what the project does not declare, which the org may hold all the same.
/// </summary>
public sealed class ProjectModel
{
    private readonly FrozenDictionary<string, ObjectModel> _objects;
    private readonly FrozenDictionary<string, NamedCredentialModel> _namedCredentials;
    private readonly FrozenDictionary<string, ExternalCredentialModel> _externalCredentials;
    private readonly FrozenDictionary<string, LabelModel> _labels;
    private readonly FrozenDictionary<string, ExternalServiceModel> _externalServices;
    private readonly FrozenDictionary<string, FlowModel> _flows;
    private readonly FrozenDictionary<string, PromptTemplateModel> _promptTemplates;
    private readonly FrozenDictionary<string, ImmutableArray<CustomMetadataRecord>> _recordsByType;
    private readonly FrozenDictionary<string, ImmutableArray<FieldModel>> _childrenByParent;
    private readonly string? _prefix;

    internal ProjectModel(ProjectModelContent content)
    {
        Namespace = content.Namespace;
        _prefix = content.Namespace is null ? null : content.Namespace + "__";
        Objects = content.Objects;
        NamedCredentials = content.NamedCredentials;
        ExternalCredentials = content.ExternalCredentials;
        Labels = content.Labels;
        CustomMetadataRecords = content.CustomMetadataRecords;
        RemoteSites = content.RemoteSites;
        CspTrustedSites = content.CspTrustedSites;
        ExternalServices = content.ExternalServices;
        Flows = content.Flows;
        PromptTemplates = content.PromptTemplates;
        AgentActions = content.AgentActions;
        Diagnostics = content.Diagnostics;
        _objects = Index(Objects, item => item.ApiName);
        _namedCredentials = Index(NamedCredentials, item => item.Name);
        _externalCredentials = Index(ExternalCredentials, item => item.Name);
        _labels = Index(Labels, item => item.FullName);
        _externalServices = Index(ExternalServices, item => item.Name);
        _flows = Index(Flows, item => item.Name);
        _promptTemplates = Index(PromptTemplates, item => item.Name);
        _recordsByType = Group(CustomMetadataRecords.Select(record => (WithoutPrefix(record.TypeName), record)));
        _childrenByParent = Group(
            from item in Objects
            from field in item.Fields
            from parent in field.ReferenceTo
            select (WithoutPrefix(parent), field));
    }

    /// <summary>A model that declares nothing.</summary>
    public static ProjectModel Empty { get; } = new(new ProjectModelContent());

    /// <summary>The project's namespace, or null.</summary>
    public string? Namespace { get; }

    /// <summary>The objects, each merged over all package directories.</summary>
    public ImmutableArray<ObjectModel> Objects { get; }

    /// <summary>The named credentials.</summary>
    public ImmutableArray<NamedCredentialModel> NamedCredentials { get; }

    /// <summary>The external credentials.</summary>
    public ImmutableArray<ExternalCredentialModel> ExternalCredentials { get; }

    /// <summary>The custom labels.</summary>
    public ImmutableArray<LabelModel> Labels { get; }

    /// <summary>The custom metadata records, ordered by type and developer name.</summary>
    public ImmutableArray<CustomMetadataRecord> CustomMetadataRecords { get; }

    /// <summary>The remote site settings.</summary>
    public ImmutableArray<RemoteSiteModel> RemoteSites { get; }

    /// <summary>The CSP trusted sites.</summary>
    public ImmutableArray<CspTrustedSiteModel> CspTrustedSites { get; }

    /// <summary>The external services.</summary>
    public ImmutableArray<ExternalServiceModel> ExternalServices { get; }

    /// <summary>The flows.</summary>
    public ImmutableArray<FlowModel> Flows { get; }

    /// <summary>The prompt templates.</summary>
    public ImmutableArray<PromptTemplateModel> PromptTemplates { get; }

    /// <summary>The actions of agents.</summary>
    public ImmutableArray<AgentActionModel> AgentActions { get; }

    /// <summary>What could not be read, ordered by place.</summary>
    public ImmutableArray<MetadataDiagnostic> Diagnostics { get; }

    /// <summary>The object of that API name.</summary>
    public ObjectModel? FindObject(string apiName) => _objects.GetValueOrDefault(WithoutPrefix(apiName)) ?? _objects.GetValueOrDefault(apiName);

    /// <summary>
    /// The field as seen on an object, wherever it is declared: fields of Activity on Task and Event, contact fields (<c>__pc</c>)
    /// on person accounts, and the fields of the tracked object on its change event.
    /// </summary>
    public FieldModel? FindField(string objectName, string fieldName)
    {
        var field = WithoutPrefix(fieldName);
        if (FindObject(objectName) is { } own && FindOn(own, field, fieldName) is { } found)
            return found;

        if (TrackedObjectOf(objectName) is { } tracked)
            return FindField(tracked, fieldName);
        if (IsName(objectName, "Task") || IsName(objectName, "Event"))
            return FindObject("Activity") is { } activity ? FindOn(activity, field, fieldName) : null;
        if (IsName(objectName, "Account") && field.EndsWith("__pc", StringComparison.OrdinalIgnoreCase))
            return FindObject("Contact")?.FindField(string.Concat(field.AsSpan(0, field.Length - 2), "c"));
        return null;
    }

    /// <summary>The lookup field behind a relationship name: <c>("Loan__c", "Borrower__r")</c> gives <c>Loan__c.Borrower__c</c>.</summary>
    public FieldModel? FindParentRelationship(string objectName, string relationshipName)
    {
        if (FindObject(objectName) is { } own
            && (own.FindParentRelationship(WithoutPrefix(relationshipName)) ?? own.FindParentRelationship(relationshipName)) is { } found)
        {
            return found;
        }

        if (TrackedObjectOf(objectName) is { } tracked)
            return FindParentRelationship(tracked, relationshipName);
        if (IsName(objectName, "Account") && relationshipName.EndsWith("__pr", StringComparison.OrdinalIgnoreCase))
            return FindObject("Contact")?.FindParentRelationship(WithoutPrefix(string.Concat(relationshipName.AsSpan(0, relationshipName.Length - 2), "r")));
        return IsName(objectName, "Task") || IsName(objectName, "Event")
            ? FindObject("Activity")?.FindParentRelationship(WithoutPrefix(relationshipName))
            : null;
    }

    /// <summary>The lookup field behind a subquery's name: <c>("Account", "Loans__r")</c> gives <c>Loan__c.Borrower__c</c>.</summary>
    public FieldModel? FindChildRelationship(string parentObjectName, string relationshipName)
    {
        var name = WithoutPrefix(relationshipName);
        foreach (var field in ChildRelationshipsOf(parentObjectName))
        {
            if (field.ChildRelationshipName is { } candidate && IsName(WithoutPrefix(candidate), name))
                return field;
        }

        return null;
    }

    /// <summary>The lookup fields that point to an object, ordered by object and field.</summary>
    public ImmutableArray<FieldModel> ChildRelationshipsOf(string parentObjectName) =>
        _childrenByParent.TryGetValue(WithoutPrefix(parentObjectName), out var fields) ? fields : [];

    /// <summary>The named credential of that developer name.</summary>
    public NamedCredentialModel? FindNamedCredential(string name) =>
        _namedCredentials.GetValueOrDefault(WithoutPrefix(name)) ?? _namedCredentials.GetValueOrDefault(name);

    /// <summary>The external credential of that developer name.</summary>
    public ExternalCredentialModel? FindExternalCredential(string name) =>
        _externalCredentials.GetValueOrDefault(WithoutPrefix(name)) ?? _externalCredentials.GetValueOrDefault(name);

    /// <summary>The external service of that developer name, as Apex writes it behind <c>ExternalService.</c></summary>
    public ExternalServiceModel? FindExternalService(string name) => _externalServices.GetValueOrDefault(WithoutPrefix(name)) ?? _externalServices.GetValueOrDefault(name);

    /// <summary>The flow of that API name.</summary>
    public FlowModel? FindFlow(string name) => _flows.GetValueOrDefault(WithoutPrefix(name)) ?? _flows.GetValueOrDefault(name);

    /// <summary>The prompt template of that developer name.</summary>
    public PromptTemplateModel? FindPromptTemplate(string name) => _promptTemplates.GetValueOrDefault(WithoutPrefix(name)) ?? _promptTemplates.GetValueOrDefault(name);

    /// <summary>The label of that name (without <c>Label.</c> and namespace).</summary>
    public LabelModel? FindLabel(string name) => _labels.GetValueOrDefault(WithoutPrefix(name)) ?? _labels.GetValueOrDefault(name);

    /// <summary>The records of a custom metadata type, ordered by developer name.</summary>
    public ImmutableArray<CustomMetadataRecord> CustomMetadataRecordsOf(string typeName) =>
        _recordsByType.TryGetValue(WithoutPrefix(typeName), out var records) ? records : [];

    /// <summary>The record of a custom metadata type with that developer name.</summary>
    public CustomMetadataRecord? FindCustomMetadataRecord(string typeName, string developerName)
    {
        var name = WithoutPrefix(developerName);
        foreach (var record in CustomMetadataRecordsOf(typeName))
        {
            if (IsName(WithoutPrefix(record.DeveloperName), name))
                return record;
        }

        return null;
    }

    private FieldModel? FindOn(ObjectModel owner, string field, string fieldName) => owner.FindField(field) ?? owner.FindField(fieldName);

    // Loan__ChangeEvent tracks Loan__c, AccountChangeEvent tracks Account.
    private static string? TrackedObjectOf(string objectName)
    {
        const string Custom = "__ChangeEvent", Standard = "ChangeEvent";
        if (objectName.Length > Custom.Length && objectName.EndsWith(Custom, StringComparison.OrdinalIgnoreCase))
            return string.Concat(objectName.AsSpan(0, objectName.Length - Custom.Length), "__c");
        return objectName.Length > Standard.Length && objectName.EndsWith(Standard, StringComparison.OrdinalIgnoreCase)
            ? objectName[..^Standard.Length]
            : null;
    }

    private string WithoutPrefix(string name) =>
        _prefix is not null && name.Length > _prefix.Length && name.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase)
            ? name[_prefix.Length..]
            : name;

    private static bool IsName(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static FrozenDictionary<string, T> Index<T>(ImmutableArray<T> items, Func<T, string> name) =>
        items.ToFrozenDictionary(name, StringComparer.OrdinalIgnoreCase);

    private static FrozenDictionary<string, ImmutableArray<T>> Group<T>(IEnumerable<(string Key, T Item)> items) =>
        items.GroupBy(pair => pair.Key, pair => pair.Item, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.OrdinalIgnoreCase);
}
