using System.Reflection;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Benchmarks;

/// <summary>
/// What lexer and parser have learnt in this process, as states of their automata. The generated classes never leave their
/// layer, hence by reflection; a renamed member fails at once.
/// </summary>
internal static class LearntStates
{
    public static int OfLexer => Read("ApexLexer", "LearntStates");

    public static int OfParser => Read("ApexParser", "PredictionStates");

    private static int Read(string type, string property) =>
        (int)typeof(SyntaxTree).Assembly.GetType("ApexSovereignty.Syntax.Generated." + type, throwOnError: true)!
            .GetProperty(property, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!
            .GetValue(null)!;
}
