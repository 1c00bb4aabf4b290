using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <summary>Parts of library objects that are no fields; models name them the same way.</summary>
internal static class ModelParts
{
    /// <summary>Number of elements of a new list while it is known, so that <c>list[0]</c> and <c>list[1]</c> stay apart.</summary>
    public const string Size = "~size";

    /// <summary>Not a part: in an effect, the object whose content a copy has beside what was written to it.</summary>
    public const string Copied = "~copied";

    /// <summary>In an access path, before the type's name: what a text is read as.</summary>
    public const string Json = "~json ";

    /// <summary>Of a text that was written as JSON: what it says, as an object without a class.</summary>
    public const string Written = "~written";

    /// <summary>Of a text that was written as JSON: the data in it, so that data that came into the text elsewhere is told apart.</summary>
    public const string WrittenData = "~written-data";

    public const string Body = "~body";
    public const string Header = "~header";
    /// <summary>A header whose name the code fixes. What is read or sent as <see cref="Header"/> is all of them.</summary>
    public static string HeaderOf(string name) => HeaderStart + name.ToLowerInvariant();

    private const string HeaderStart = Header + ":";

    public static bool IsNamedHeader(string key) => key.StartsWith(HeaderStart, StringComparison.Ordinal);

    public const string Endpoint = "~endpoint";
    public const string Message = "~message";

    /// <summary>Of an exception: the one that caused it.</summary>
    public const string Cause = "~cause";
    public const string Text = "~text";

    /// <summary>Files of an e-mail: the objects, since they may be filled after they were attached.</summary>
    public const string Attachments = "~attachments";

    /// <summary>What an object's constructor handed to a base class that the project does not hold: members of that class may be it.</summary>
    public const string Base = "~base";

    /// <summary>In an access path, the name of the record's type.</summary>
    public const string TypeName = "~type";

    private const string Given = "~given ";

    /// <summary>In an access path, the text that a method of the object gives, whichever class it is of; the method is the path's symbol.</summary>
    public static string GivenBy(IMethodSymbol slot) => Given + slot.Name.ToLowerInvariant();

    public static bool IsGiven(string key) => key.StartsWith(Given, StringComparison.Ordinal);

    /// <summary>Whether what stands under a key is found again by other methods, through a static field or the object.</summary>
    public static bool IsRelayed(string key) => key[0] != '~' || key is Body or Header or Endpoint || IsNamedHeader(key);

    /// <summary>The key under which other methods find it: headers together.</summary>
    public static string Relayed(string key) => key[0] == '~' && IsNamedHeader(key) ? Header : key;
}
