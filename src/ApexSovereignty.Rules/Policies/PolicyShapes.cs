using System.Collections.Immutable;
using ApexSovereignty.Rules.Catalogue;

namespace ApexSovereignty.Rules.Policies;

/// <summary>The shape of <c>apexsov.json</c>.</summary>
internal static class PolicyShapes
{
    public static readonly ImmutableArray<string> Levels = ["error", "warning", "note", "off"];

    public static readonly ImmutableArray<string> Kinds = ["llm", "training", "monitoring", "middleware"];

    public static readonly ObjectShape Root = new(
        "Configuration of apexsov: where data may be processed, where it may go, and what counts as data.",
        [
            new("$schema", new TextShape("The JSON Schema of this file, for editors.")),
            new("extends", new TextShape("A policy file that this one builds on, relative to this file; what stands here goes first.", CheckReference)),
            new("boundary", new ObjectShape(
                "Where data may be processed.",
                [new("jurisdictions", Names("Jurisdictions inside the boundary: EU, EEA, or ISO 3166 codes such as CH or US."))])),
            new("endpoints", new ListShape(
                "Where data may go. The first match wins; what matches nothing is not allowed.",
                new ObjectShape(
                    "An endpoint, allowed or not.",
                    [
                        new("match", new TextShape("org, callout:NAME, callout:NAME/path/* or a URL such as https://*.example.eu/v1/*.", EndpointPattern.Check), IsRequired: true),
                        new("allow", new TruthShape("Whether data may go there."), IsRequired: true),
                        new("kind", new TextShape("What the endpoint is, where it is more than a service.", Choices: Kinds)),
                        new("jurisdiction", Name("Where it processes data: EU, EEA, or an ISO 3166 code such as CH or US.")),
                        new("accepts", Names("Classes of data that may go there (Unclassified is one); without the key, all.")),
                    ]))),
            new("fields", new ObjectShape(
                "What counts as CRM data, beyond metadata and the built-in catalogue.",
                [
                    new("sensitive", new ListShape(
                        "Fields that belong to a class.",
                        new ObjectShape(
                            "Fields and their class.",
                            [
                                new("match", Field("Object.Field, with * in either part."), IsRequired: true),
                                new("class", Name("The class, for example PII, Financial, Health, Credential, or one of your own."), IsRequired: true),
                            ]))),
                    new("public", new ListShape("Fields that are no CRM data.", Field("Object.Field, with * in either part."))),
                ])),
            new("models", new ListShape("Files with models of your own: sources, sinks, flows, sanitizers.", Name("A path or glob, relative to this file."))),
            new("sanitizers", new ListShape("Methods whose result carries no CRM data.", Method("Type.method, with * in either part."))),
            new("pseudonymised", new TextShape("Data that leaves as a keyed hash or encrypted: lower (one level below, the default), report (as any other) or permit.", Choices: ["lower", "report", "permit"])),
            new("controls", new ObjectShape(
                "Controls around language models that your code has.",
                [
                    new("reviewFlags", new ListShape(
                        "Fields that send a record to human review.",
                        new ShortOrLongShape(
                            "A field, or a field with the values that mean review.",
                            Field("Object.Field, with * in either part."),
                            new ObjectShape(
                                "A field with the values that mean review.",
                                [
                                    new("match", Field("Object.Field, with * in either part."), IsRequired: true),
                                    new("values", Names("Values that mean review."), IsRequired: true),
                                ])))),
                    new("audit", new ListShape(
                        "What records a model call: an sObject that is inserted, or a method that is called.",
                        new TextShape("An sObject, or Type.method.", CheckAudit))),
                    new("outputValidators", new ListShape("Methods whose result is validated text.", Method("Type.method, with * in either part."))),
                    new("promptGuards", new ListShape("Methods whose result may stand in a prompt.", Method("Type.method, with * in either part."))),
                    new("anonymisers", new ListShape("Methods whose result is clean for training; they also end the flow of CRM data.", Method("Type.method, with * in either part."))),
                    new("businessObjects", new ListShape("Objects whose records are business records; without the key, every sObject that holds CRM data.", Object())),
                    new("stagingObjects", new ListShape("Objects free to hold unreviewed model output.", Object())),
                    new("decisionFields", new ListShape("Fields that decide a business action.", Field("Object.Field, with * in either part."))),
                    new("untrusted", new ListShape("Fields that hold text of outsiders.", Field("Object.Field, with * in either part."))),
                    new("maxFieldsPerPrompt", new NumberShape("How many fields one prompt may hold.", 1)),
                ])),
            new("loggers", new ListShape("Methods whose arguments end up in a log outside the boundary.", Method("Type.method, with * in either part."))),
            new("rules", new MapShape(
                "Levels of rules, by id; rules of others included.",
                CheckRule,
                new TextShape("Level of the rule.", Choices: Levels),
                [.. RuleCatalogue.All.Select(rule => rule.Descriptor.Id)],
                RuleIds.PatternOfOthers)),
            new("exclude", new ListShape("Files that are not analysed.", Name("A glob, relative to the project, for example **/legacy/**."))),
            new("baseline", Name("The file of known results, relative to this file.")),
        ]);

    private static TextShape Name(string description) => new(description, text => text.Trim().Length == 0 ? "an empty string says nothing here" : null);

    private static ListShape Names(string description) => new(description, Name(description));

    private static TextShape Field(string description) => new(description, FieldPattern.Check);

    private static TextShape Method(string description) => new(description, MethodPattern.Check);

    private static TextShape Object() => new("API name of an sObject; * allowed.", ObjectPattern.Check);

    private static string? CheckAudit(string text) => text.Contains('.', StringComparison.Ordinal) ? MethodPattern.Check(text) : ObjectPattern.Check(text);

    private static string? CheckReference(string path) =>
        path.Trim().Length == 0 ? "an empty string says nothing here"
        : path.Contains("://", StringComparison.Ordinal) ? "'extends' takes a file; nothing is fetched from an address"
        : null;

    private static string? CheckRule(string id) => RuleCatalogue.All.Any(rule => rule.Descriptor.Id == id) || RuleIds.IsOfOthers(id)
        ? null
        : $"unknown rule '{id}'" + NearestName.Suggest(id, RuleCatalogue.All.Select(rule => rule.Descriptor.Id));
}
