using Antlr4.Runtime.Atn;
using ApexSovereignty.Syntax.Parsing;

namespace ApexSovereignty.Syntax.Generated;

/// <content>The generated parser over settled tokens.</content>
internal partial class ApexParser
{
    /// <summary>A parser over settled tokens.</summary>
    internal static ApexParser Over(TokenList tokens, string text, DiagnosticBag diagnostics)
    {
        var parser = new ApexParser(tokens, TextWriter.Null, TextWriter.Null);
        parser.Interpreter.PredictionMode = PredictionMode.SLL;
        parser.Prepare(text, diagnostics);
        return parser;
    }

    /// <summary>
    /// Number of states that prediction has learnt in this process. The dangling else is the only decision that needs any; a
    /// number that grows with the input means that a change to the grammar brought prediction back.
    /// </summary>
    internal static int PredictionStates => decisionToDFA.Sum(dfa => dfa.states.Count);

    /// <summary>Rules of the decisions that prediction was used for.</summary>
    internal static IEnumerable<string> PredictedRules =>
        decisionToDFA.Where(dfa => dfa.states.Count > 0).Select(dfa => ruleNames[dfa.atnStartState.ruleIndex]).Distinct();
}
