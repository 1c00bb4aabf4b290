namespace ApexSovereignty.Syntax.Generated;

/// <content>Counts for tests.</content>
internal partial class ApexLexer
{
    /// <summary>Number of states that the lexer has learnt in this process.</summary>
    internal static int LearntStates => decisionToDFA.Sum(dfa => dfa.states.Count);
}
