using Antlr4.Runtime;

namespace ApexSovereignty.Syntax.Parsing;

/// <summary>
/// A node of the parse. Its children are linked here, rules only: the tokens between them are found by their index, so
/// ANTLR's own parse tree with a node per token is not built.
/// </summary>
internal abstract class ApexRuleContext : ParserRuleContext
{
    protected ApexRuleContext()
    {
    }

    protected ApexRuleContext(ParserRuleContext? parent, int invokingState) : base(parent, invokingState)
    {
    }

    public ApexRuleContext? FirstChild { get; private set; }

    public ApexRuleContext? LastChild { get; private set; }

    public ApexRuleContext? NextSibling { get; private set; }

    /// <summary>Index of the first token.</summary>
    public int FirstToken { get; set; }

    /// <summary>Index of the last token; less than <see cref="FirstToken"/> where there is none.</summary>
    public int LastToken { get; set; }

    /// <summary>Whether a syntax error ended it early.</summary>
    public bool HasError { get; set; }

    public void Append(ApexRuleContext child)
    {
        if (LastChild is null) FirstChild = child;
        else LastChild.NextSibling = child;
        LastChild = child;
    }
}
