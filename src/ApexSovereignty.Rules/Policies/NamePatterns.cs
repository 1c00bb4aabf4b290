namespace ApexSovereignty.Rules.Policies;

/// <summary>A pattern <c>Object.Field</c> with <c>*</c> in either part; case does not count.</summary>
public sealed class FieldPattern
{
    private readonly Wildcard objectName;
    private readonly Wildcard fieldName;

    private FieldPattern(string text, Wildcard objectName, Wildcard fieldName)
    {
        Text = text;
        this.objectName = objectName;
        this.fieldName = fieldName;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>
    /// How much the pattern says: one that names the field says more than one that names only the object. The higher
    /// wins where a field is both sensitive and public.
    /// </summary>
    internal int Rank => (fieldName.Rank * 3) + objectName.Rank;

    /// <summary>Whether a field matches.</summary>
    public bool Matches(string objectApiName, string fieldApiName) =>
        objectName.Matches(objectApiName) && fieldName.Matches(fieldApiName);

    /// <inheritdoc />
    public override string ToString() => Text;

    internal static string? Check(string text) => TryParse(text) is null
        ? $"'{text}' is not a field pattern: write Object.Field, with * in either part"
        : null;

    internal static FieldPattern? TryParse(string text)
    {
        var parts = text.Split('.');
        return parts is [var left, var right] && NameSyntax.IsPattern(left) && NameSyntax.IsPattern(right)
            ? new FieldPattern(text, new Wildcard(left), new Wildcard(right))
            : null;
    }
}

/// <summary>A pattern <c>Type.method</c> with <c>*</c> in either part; the type may be nested (<c>Outer.Inner.method</c>); case does not count.</summary>
public sealed class MethodPattern
{
    private readonly Wildcard typeName;
    private readonly Wildcard methodName;

    private MethodPattern(string text, Wildcard typeName, Wildcard methodName)
    {
        Text = text;
        this.typeName = typeName;
        this.methodName = methodName;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Whether a method matches.</summary>
    /// <param name="typeFullName">Full name of the declaring type, outer types included.</param>
    /// <param name="method">The method's name.</param>
    public bool Matches(string typeFullName, string method) => typeName.Matches(typeFullName) && methodName.Matches(method);

    /// <inheritdoc />
    public override string ToString() => Text;

    internal static string? Check(string text) => TryParse(text) is null
        ? $"'{text}' is not a method pattern: write Type.method, with * in either part"
        : null;

    internal static MethodPattern? TryParse(string text)
    {
        var dot = text.LastIndexOf('.');
        if (dot <= 0) return null;
        var type = text[..dot];
        var method = text[(dot + 1)..];
        return type.Split('.').All(NameSyntax.IsPattern) && NameSyntax.IsPattern(method)
            ? new MethodPattern(text, new Wildcard(type), new Wildcard(method))
            : null;
    }
}

/// <summary>A pattern of an sObject's name; <c>*</c> allowed; case does not count.</summary>
public sealed class ObjectPattern
{
    private readonly Wildcard name;

    private ObjectPattern(Wildcard name) => this.name = name;

    /// <summary>The pattern as written.</summary>
    public string Text => name.Text;

    /// <summary>Whether an sObject matches.</summary>
    public bool Matches(string objectApiName) => name.Matches(objectApiName);

    /// <inheritdoc />
    public override string ToString() => Text;

    internal static string? Check(string text) => NameSyntax.IsPattern(text) ? null : $"'{text}' is not the name of an sObject";

    internal static ObjectPattern? TryParse(string text) => NameSyntax.IsPattern(text) ? new ObjectPattern(new Wildcard(text)) : null;
}

internal static class NameSyntax
{
    /// <summary>A name of Apex or metadata in which stars may stand.</summary>
    public static bool IsPattern(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '*') && !char.IsAsciiDigit(text[0]);
}
