using ApexSovereignty.Metadata;

namespace ApexSovereignty.Semantics.Symbols;

/// <summary>What the name of an sObject or field tells by its suffix (Salesforce's naming of custom items).</summary>
internal static class SObjectNames
{
    private static readonly (string Suffix, SObjectCategory Category)[] ObjectSuffixes =
    [
        ("__c", SObjectCategory.Custom), ("__mdt", SObjectCategory.CustomMetadata), ("__e", SObjectCategory.PlatformEvent),
        ("__b", SObjectCategory.BigObject), ("__x", SObjectCategory.External), ("__Share", SObjectCategory.Setup),
        ("__History", SObjectCategory.Custom), ("__Feed", SObjectCategory.Custom), ("__ChangeEvent", SObjectCategory.Custom),
        ("__kav", SObjectCategory.Standard), ("__Tag", SObjectCategory.Custom), ("__DataCategorySelection", SObjectCategory.Setup),
        ("__dlm", SObjectCategory.Custom), ("__dll", SObjectCategory.Custom), ("__VoteStat", SObjectCategory.Custom), ("__ViewStat", SObjectCategory.Custom),
    ];

    public static bool HasSuffix(string name) => Suffix(name) is not null;

    public static bool IsRelationshipName(string name) => name.EndsWith("__r", StringComparison.OrdinalIgnoreCase) || name.EndsWith("__pr", StringComparison.OrdinalIgnoreCase);

    public static bool IsCustomName(string name) =>
        name.EndsWith("__c", StringComparison.OrdinalIgnoreCase) || name.EndsWith("__pc", StringComparison.OrdinalIgnoreCase);

    public static SObjectCategory Categorize(TypeUniverse universe, string name)
    {
        if (universe.Project.FindObject(name) is { } declared)
        {
            return declared.Kind switch
            {
                ObjectKind.Standard => OfPlatform(universe, name),
                ObjectKind.CustomSetting => SObjectCategory.CustomSetting,
                ObjectKind.CustomMetadata => SObjectCategory.CustomMetadata,
                ObjectKind.PlatformEvent => SObjectCategory.PlatformEvent,
                ObjectKind.External => SObjectCategory.External,
                ObjectKind.BigObject => SObjectCategory.BigObject,
                // Of an object of another package the project may declare some fields only.
                _ => universe.Spelling.IsUsedAsSetting(name) ? SObjectCategory.CustomSetting : SObjectCategory.Custom,
            };
        }

        return OfPlatform(universe, name);
    }

    private static SObjectCategory OfPlatform(TypeUniverse universe, string name)
    {
        if (universe.FindPlatformObject(name) is { } platform) return platform.IsSetup ? SObjectCategory.Setup : SObjectCategory.Standard;
        return universe.Spelling.IsUsedAsSetting(name) ? SObjectCategory.CustomSetting : Suffix(name) ?? SObjectCategory.Unknown;
    }

    private static SObjectCategory? Suffix(string name)
    {
        foreach (var (suffix, category) in ObjectSuffixes)
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) return category;
        return null;
    }
}
