using ApexSovereignty.Flow.Models;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules.Models;

/// <summary>The shape of model files.</summary>
internal static class ModelShapes
{
    private static readonly ObjectShape Sink = new(
        "An exit.",
        [
            new("kind", new TextShape("Through what the data leaves.", Choices: ModelFormat.SinkKinds), IsRequired: true),
            new("part", new TextShape("What of the message carries it; without the key body, prompt or message by the kind.", Choices: ModelFormat.SinkParts)),
            new("path", new TextShape("What leaves: Argument[0], Argument[*].~text, This.~body, with .** for all below.", ModelFormat.CheckPath), IsRequired: true),
            new("endpoint", new TextShape("Where the text of the endpoint is, in the same words.", ModelFormat.CheckPath)),
        ]);

    public static readonly ObjectShape Root = Create([]);

    /// <summary>Built-in files may also name work that the engine does.</summary>
    public static readonly ObjectShape BuiltIn = Create([new("intrinsic", new TextShape("Work that the engine does for these methods."))]);

    private static ObjectShape Create(IEnumerable<PolicyKey> more) => new(
        "Models for apexsov: what methods do with data.",
        [
            new("$schema", new TextShape("The JSON Schema of this file, for editors.")),
            new("models", new ListShape("What methods do with data.", Model(more))),
            new("properties", new MapShape(
                "Properties of platform types (Type.property) that read and write a part of the object.",
                ModelFormat.CheckProperty,
                new TextShape("The part: This.~name.", ModelFormat.CheckPropertyPath))),
        ]);

    private static ObjectShape Model(IEnumerable<PolicyKey> more) => new(
        "What methods of one kind do with data.",
        [
            new("methods", new ListShape(
                "The methods.",
                new TextShape("Type.method, Type.method/arity, or Type.new for constructors; * allowed in either part.", ModelSignature.Check)),
                IsRequired: true),
            new("flow", new ListShape(
                "Data that moves; without it nothing of what goes in comes out.",
                new TextShape("FROM -> TO, or FROM +> TO where what was there stays: Argument[0].** -> Return.", ModelFormat.CheckFlow))),
            new("sinks", new ListShape("Data that leaves.", Sink)),
            new("source", new TextShape("The result is CRM data of this Object.Field.", ModelFormat.CheckSource)),
            new("sanitizer", new TruthShape("The result carries no CRM data, whatever went in.")),
            new("pseudonymiser", new TruthShape("What comes out is a keyed hash of what goes in, or it encrypted; flow says from where.")),
            new("neutral", new TruthShape("Nothing of what goes in comes out.")),
            new("calls", new ListShape(
                "Methods that the platform runs later.",
                new TextShape("Argument[i].method or This.method; a type in parentheses tells overloads apart by their first parameter.", ModelFormat.CheckCall))),
            new("texts", new MapShape(
                "Fixed texts of parts of the result.",
                ModelFormat.CheckTextKey,
                new TextShape("The text."))),
            .. more,
        ]);
}
