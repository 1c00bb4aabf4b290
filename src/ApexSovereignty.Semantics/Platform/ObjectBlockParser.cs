using System.Collections.Immutable;

namespace ApexSovereignty.Semantics.Platform;

/// <summary>Parses the block of one object in <c>sobjects.txt</c>; README.md beside it tells the format.</summary>
internal static class ObjectBlockParser
{
    // What `std` on a head line stands for.
    private static readonly ImmutableArray<PlatformField> SystemFields =
    [
        Field("Id", "id"),
        Field("IsDeleted", "boolean"),
        Reference("CreatedById", "CreatedBy", "User"),
        Field("CreatedDate", "datetime"),
        Reference("LastModifiedById", "LastModifiedBy", "User"),
        Field("LastModifiedDate", "datetime"),
        Field("SystemModstamp", "datetime"),
    ];

    private static readonly ImmutableArray<(string Flag, string Suffix)> Companions =
        [("share", "Share"), ("history", "History"), ("feed", "Feed"), ("change", "ChangeEvent")];

    public static PlatformObject? Find(ResourceTable objects, string name)
    {
        if (objects.TryGetBlock(name, out var block))
            return Parse(block);
        foreach (var (flag, suffix) in Companions)
        {
            if (name.Length <= suffix.Length || !name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                continue;
            if (objects.TryGetBlock(name[..^suffix.Length], out block) && HeadOf(block).Skip(1).Contains(flag, StringComparer.Ordinal))
                return Companion(Parse(block), flag, suffix);
        }

        return null;
    }

    private static string[] HeadOf(ReadOnlySpan<char> block) => block[..block.IndexOf('\n')].ToString().Split(' ');

    private static PlatformObject Parse(ReadOnlySpan<char> block)
    {
        var head = HeadOf(block);
        var fields = ImmutableArray.CreateBuilder<PlatformField>();
        if (head.Contains("std", StringComparer.Ordinal))
            fields.AddRange(SystemFields);
        var children = ImmutableArray.CreateBuilder<PlatformChildRelationship>();
        var lines = block[(block.IndexOf('\n') + 1)..].EnumerateLines();
        while (lines.MoveNext())
        {
            if (lines.Current.IsEmpty)
                continue;
            var words = lines.Current[1..].ToString().Split(' ');
            if (words[0] == ">")
                children.Add(new(words[1], words[2], words.Length > 3 ? words[3] : null));
            else
                fields.Add(ParseField(words));
        }

        return new PlatformObject(head[0], head.Contains("setup", StringComparer.Ordinal), fields.ToImmutable(), children.ToImmutable());
    }

    private static PlatformField ParseField(string[] words)
    {
        var (name, type) = (words[0], words[1]);
        if (!type.StartsWith("reference(", StringComparison.Ordinal))
            return Field(name, type);
        var targets = type["reference(".Length..^1].Split('|');
        return new PlatformField(name, "reference", [.. targets], words.Length > 2 ? words[2] : null);
    }

    private static PlatformObject Companion(PlatformObject parent, string flag, string suffix)
    {
        var (name, parentId) = (parent.Name, parent.Name + "Id");
        ImmutableArray<PlatformField> fields = flag switch
        {
            "share" =>
            [
                Field("Id", "id"), Field("IsDeleted", "boolean"),
                Reference(parentId, name, name), Field(name + "AccessLevel", "picklist"),
                Reference("ParentId", "Parent", name), Field("AccessLevel", "picklist"),
                Reference("UserOrGroupId", "UserOrGroup", "User", "Group"), Field("RowCause", "picklist"),
                Reference("LastModifiedById", "LastModifiedBy", "User"), Field("LastModifiedDate", "datetime"), Field("Division", "string"),
            ],
            "history" =>
            [
                Field("Id", "id"), Field("IsDeleted", "boolean"), Reference(parentId, name, name),
                Reference("CreatedById", "CreatedBy", "User"), Field("CreatedDate", "datetime"),
                Field("DataType", "picklist"), Field("Field", "picklist"), Field("NewValue", "anytype"), Field("OldValue", "anytype"),
                Field("Division", "string"),
            ],
            "feed" =>
            [
                .. SystemFields, Reference("ParentId", "Parent", name), Field("Body", "textarea"), Field("Title", "string"),
                Field("Type", "picklist"), Field("LinkUrl", "url"), Field("IsRichText", "boolean"), Field("Visibility", "picklist"),
                Field("CommentCount", "int"), Field("LikeCount", "int"), Field("NetworkScope", "picklist"),
                Reference("BestCommentId", "BestComment", "FeedComment"), Reference("InsertedById", "InsertedBy", "User"),
                Reference("RelatedRecordId", "RelatedRecord", "SObject"),
            ],
            _ => [.. parent.Fields, Field("ReplayId", "string"), Field("ChangeEventHeader", "anytype")],
        };
        ImmutableArray<PlatformChildRelationship> children = flag == "feed"
            ?
            [
                new("FeedAttachments", "FeedAttachment", "FeedEntityId"), new("FeedComments", "FeedComment", "FeedItemId"),
                new("FeedLikes", "FeedLike", "FeedItemId"), new("FeedTrackedChanges", "FeedTrackedChange", "FeedItemId"),
            ]
            : [];
        return new PlatformObject(name + suffix, parent.IsSetup, fields, children);
    }

    private static PlatformField Field(string name, string type) => new(name, type, [], RelationshipName: null);

    private static PlatformField Reference(string name, string relationship, params ImmutableArray<string> targets) =>
        new(name, "reference", targets, relationship);
}
