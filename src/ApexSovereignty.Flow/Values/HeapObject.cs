using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Values;

/// <summary>
/// An abstract object: one made at a place of this method or of a callee (by call site), or the one that an access path
/// names at entry.
/// </summary>
/// <remarks>Invariant: an object belongs to the analysis of one method and is kept over its rounds, so that facts of two rounds compare.</remarks>
internal sealed class HeapObject(int id, AccessPath? path, ITypeSymbol type, bool isExact, bool isMany, object site, int depth)
{
    /// <summary>Order of creation within the method.</summary>
    public int Id { get; } = id;

    /// <summary>The path that names it, or null for one that was made here.</summary>
    public AccessPath? Path { get; } = path;

    /// <summary>Its class, or the declared type where the class is not known.</summary>
    public ITypeSymbol Type { get; } = type;

    /// <summary>Whether <see cref="Type"/> is its class rather than a base of it.</summary>
    public bool IsExact { get; } = isExact;

    /// <summary>Whether it stands for several at run time, so that a store does not replace.</summary>
    public bool IsMany { get; } = isMany;

    /// <summary>What first made it: an instruction, the same through all callers.</summary>
    public object Site { get; } = site;

    /// <summary>Number of calls it came up through.</summary>
    public int Depth { get; } = depth;

    /// <summary>For a record that may hold any field (all fields selected, trigger records): where its values come from.</summary>
    public RecordOrigin? Origin { get; init; }

    /// <summary>Whether it stands for the static fields of all types, under <c>Type.field</c> as keys.</summary>
    public bool IsStatics { get; init; }

    /// <summary>Whether a field without an entry holds what it held at entry, rather than nothing.</summary>
    public bool HasInitialContent => Path is not null || Origin is not null || IsStatics || CopyOf is { HasInitialContent: true };

    /// <summary>The object that it was cloned from: a field that was never written holds what it holds there at entry.</summary>
    public HeapObject? CopyOf { get; init; }

    /// <summary>What it was cloned from in the first place, or itself.</summary>
    public HeapObject Original => CopyOf is null ? this : CopyOf.Original;

    /// <summary>The names of its class, where <c>Type.newInstance()</c> made it and they depend on the caller: who knows them knows whether it is there.</summary>
    public StringSet? NamedBy { get; init; }

    /// <summary>Objects are equal by identity; the number makes a cheap hash.</summary>
    public override int GetHashCode() => Id;

    /// <summary>Whether it stands for a text that was written as JSON.</summary>
    public bool IsText => Type.SpecialType == SpecialType.String;

    public override string ToString() => Path is null ? $"{Type.Name}#{Id}" : Path.ToString();
}

/// <summary>Where the values of a record come from whose fields are not listed.</summary>
/// <param name="Object">The sObject.</param>
/// <param name="Site">Where it is read.</param>
/// <param name="Kind">How, in words: <c>trigger records</c>, <c>query</c>.</param>
internal sealed record RecordOrigin(ISObjectTypeSymbol Object, CodeLocation Site, string Kind)
{
    /// <summary>For rows of an object that is not known here: texts of the query, by which callers may know it; else null.</summary>
    public StringSet? Query { get; init; }

    /// <summary>Whether they are the records of a trigger in a class that triggers of several objects may share.</summary>
    public bool IsOfTrigger { get; init; }

    /// <summary>Where such rows were gone on from: the relationships from the row to the record, each with a dot behind it.</summary>
    public string Via { get; init; } = "";
}
