using System.Collections.Frozen;
using ApexSovereignty.Syntax.Generated;

namespace ApexSovereignty.Syntax.Parsing;

/// <summary>The words that are keywords somewhere in Apex, SOQL or SOSL.</summary>
internal static class Keywords
{
    private const int LongestKeyword = 10;

    /// <summary>Words that cannot name a type or variable.</summary>
    private static readonly int[] ReservedTypes =
    [
        ApexLexer.ABSTRACT, ApexLexer.BREAK, ApexLexer.CATCH, ApexLexer.CLASS, ApexLexer.CONTINUE, ApexLexer.DELETE, ApexLexer.DO,
        ApexLexer.ELSE, ApexLexer.ENUM, ApexLexer.EXTENDS, ApexLexer.FALSE, ApexLexer.FINAL, ApexLexer.FINALLY, ApexLexer.FOR,
        ApexLexer.GLOBAL, ApexLexer.IF, ApexLexer.IMPLEMENTS, ApexLexer.INSERT, ApexLexer.INSTANCEOF, ApexLexer.INTERFACE,
        ApexLexer.MERGE, ApexLexer.NEW, ApexLexer.NULL, ApexLexer.OVERRIDE, ApexLexer.PRIVATE, ApexLexer.PROTECTED, ApexLexer.PUBLIC,
        ApexLexer.RETURN, ApexLexer.STATIC, ApexLexer.SUPER, ApexLexer.TESTMETHOD, ApexLexer.THIS, ApexLexer.THROW, ApexLexer.TRUE,
        ApexLexer.TRY, ApexLexer.UNDELETE, ApexLexer.UPDATE, ApexLexer.UPSERT, ApexLexer.VIRTUAL, ApexLexer.WEBSERVICE, ApexLexer.WHILE,
    ];

    private static readonly bool[] Reserved = ToTable(ReservedTypes);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        AllKeywords().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> DateWords = new[]
    {
        "YESTERDAY", "TODAY", "TOMORROW", "LAST_WEEK", "THIS_WEEK", "NEXT_WEEK", "LAST_MONTH", "THIS_MONTH", "NEXT_MONTH",
        "LAST_90_DAYS", "NEXT_90_DAYS", "THIS_QUARTER", "LAST_QUARTER", "NEXT_QUARTER", "THIS_YEAR", "LAST_YEAR", "NEXT_YEAR",
        "THIS_FISCAL_QUARTER", "LAST_FISCAL_QUARTER", "NEXT_FISCAL_QUARTER", "THIS_FISCAL_YEAR", "LAST_FISCAL_YEAR", "NEXT_FISCAL_YEAR",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The keyword's token type, or 0.</summary>
    public static int Find(ReadOnlySpan<char> word) =>
        word.Length is >= 2 and <= LongestKeyword && Lookup.TryGetValue(word, out var type) ? type : 0;

    /// <summary>Whether a keyword (or 0) cannot be a name.</summary>
    public static bool IsReserved(int keyword) => Reserved[keyword];

    /// <summary>Whether a word is a date literal of SOQL without a number.</summary>
    public static bool IsDateWord(ReadOnlySpan<char> word) => DateWords.Contains(word);

    /// <summary>Whether a word is a date literal of SOQL that takes a number: <c>LAST_N_DAYS</c>, <c>N_DAYS_AGO</c>.</summary>
    public static bool IsCountingDateWord(ReadOnlySpan<char> word) =>
        word.Contains("_N_", StringComparison.OrdinalIgnoreCase) || word.StartsWith("N_", StringComparison.OrdinalIgnoreCase);

    /// <summary>A table by token type that is true for some types.</summary>
    public static bool[] ToTable(params int[] types)
    {
        var table = new bool[ApexLexer.Unknown + 1];
        foreach (var type in types) table[type] = true;
        return table;
    }

    // The grammar declares the keywords in one run, from the first word of declarations to the last of queries.
    private static IEnumerable<KeyValuePair<string, int>> AllKeywords()
    {
        for (var type = ApexLexer.ABSTRACT; type <= ApexLexer.WHERE; type++)
        {
            if (type != ApexLexer.ELSE_IF)
                yield return new(ApexLexer.DefaultVocabulary.GetSymbolicName(type), type);
        }
    }
}
