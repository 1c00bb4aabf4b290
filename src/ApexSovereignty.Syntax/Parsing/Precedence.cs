using ApexSovereignty.Syntax.Generated;

namespace ApexSovereignty.Syntax.Parsing;

/// <summary>Precedence and meaning of operator tokens; the levels are those of the Apex reference, "Operator Precedence".</summary>
internal static class Precedence
{
    /// <summary>The level of <c>??</c>; conditionals and assignments are below all levels.</summary>
    public const int Lowest = 1;

    /// <summary>Level of a binary operator or instanceof; higher binds closer, 0 is none of them.</summary>
    public static int Of(int type) => type switch
    {
        ApexLexer.COALESCE => 1,
        ApexLexer.OR_OR => 2,
        ApexLexer.AND_AND => 3,
        ApexLexer.BAR => 4,
        ApexLexer.CARET => 5,
        ApexLexer.AMPERSAND => 6,
        ApexLexer.EQUAL or ApexLexer.NOT_EQUAL or ApexLexer.LESS_GREATER or ApexLexer.EXACT_EQUAL or ApexLexer.EXACT_NOT_EQUAL => 7,
        ApexLexer.LT or ApexLexer.GT or ApexLexer.LE or ApexLexer.GE or ApexLexer.INSTANCEOF => 8,
        ApexLexer.LEFT_SHIFT or ApexLexer.RIGHT_SHIFT or ApexLexer.UNSIGNED_RIGHT_SHIFT => 9,
        ApexLexer.PLUS or ApexLexer.MINUS => 10,
        ApexLexer.STAR or ApexLexer.SLASH => 11,
        _ => 0,
    };

    /// <summary>The binary operator of a token type that has a level.</summary>
    public static BinaryOperator OperatorOf(int type) => type switch
    {
        ApexLexer.COALESCE => BinaryOperator.Coalesce,
        ApexLexer.OR_OR => BinaryOperator.ConditionalOr,
        ApexLexer.AND_AND => BinaryOperator.ConditionalAnd,
        ApexLexer.BAR => BinaryOperator.BitwiseOr,
        ApexLexer.CARET => BinaryOperator.ExclusiveOr,
        ApexLexer.AMPERSAND => BinaryOperator.BitwiseAnd,
        ApexLexer.EQUAL => BinaryOperator.Equal,
        ApexLexer.NOT_EQUAL or ApexLexer.LESS_GREATER => BinaryOperator.NotEqual,
        ApexLexer.EXACT_EQUAL => BinaryOperator.ExactEqual,
        ApexLexer.EXACT_NOT_EQUAL => BinaryOperator.ExactNotEqual,
        ApexLexer.LT => BinaryOperator.LessThan,
        ApexLexer.GT => BinaryOperator.GreaterThan,
        ApexLexer.LE => BinaryOperator.LessThanOrEqual,
        ApexLexer.GE => BinaryOperator.GreaterThanOrEqual,
        ApexLexer.LEFT_SHIFT => BinaryOperator.LeftShift,
        ApexLexer.RIGHT_SHIFT => BinaryOperator.RightShift,
        ApexLexer.UNSIGNED_RIGHT_SHIFT => BinaryOperator.UnsignedRightShift,
        ApexLexer.PLUS => BinaryOperator.Add,
        ApexLexer.MINUS => BinaryOperator.Subtract,
        ApexLexer.STAR => BinaryOperator.Multiply,
        _ => BinaryOperator.Divide,
    };

    /// <summary>The operator of a compound assignment, or null for a plain one.</summary>
    public static BinaryOperator? OfAssignment(int type) => type switch
    {
        ApexLexer.ADD_ASSIGN => BinaryOperator.Add,
        ApexLexer.SUB_ASSIGN => BinaryOperator.Subtract,
        ApexLexer.MUL_ASSIGN => BinaryOperator.Multiply,
        ApexLexer.DIV_ASSIGN => BinaryOperator.Divide,
        ApexLexer.AND_ASSIGN => BinaryOperator.BitwiseAnd,
        ApexLexer.OR_ASSIGN => BinaryOperator.BitwiseOr,
        ApexLexer.XOR_ASSIGN => BinaryOperator.ExclusiveOr,
        ApexLexer.LEFT_SHIFT_ASSIGN => BinaryOperator.LeftShift,
        ApexLexer.RIGHT_SHIFT_ASSIGN => BinaryOperator.RightShift,
        ApexLexer.UNSIGNED_RIGHT_SHIFT_ASSIGN => BinaryOperator.UnsignedRightShift,
        _ => null,
    };

    /// <summary>The prefix operator of a token type.</summary>
    public static UnaryOperator PrefixOf(int type) => type switch
    {
        ApexLexer.PLUS => UnaryOperator.Plus,
        ApexLexer.MINUS => UnaryOperator.Minus,
        ApexLexer.BANG => UnaryOperator.Not,
        ApexLexer.TILDE => UnaryOperator.Complement,
        ApexLexer.INC => UnaryOperator.PreIncrement,
        _ => UnaryOperator.PreDecrement,
    };
}
