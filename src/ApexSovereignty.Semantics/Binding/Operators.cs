using ApexSovereignty.Semantics.Symbols;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Binding;

/// <summary>Result types of operators.</summary>
internal static class Operators
{
    public static ITypeSymbol ResultType(TypeUniverse universe, BinaryOperator @operator, ITypeSymbol left, ITypeSymbol right)
    {
        switch (@operator)
        {
            case BinaryOperator.LessThan or BinaryOperator.GreaterThan or BinaryOperator.LessThanOrEqual or BinaryOperator.GreaterThanOrEqual
                or BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.ExactEqual or BinaryOperator.ExactNotEqual
                or BinaryOperator.ConditionalAnd or BinaryOperator.ConditionalOr:
                return universe.GetSpecialType(SpecialType.Boolean);
            case BinaryOperator.Coalesce:
                return Conversions.Common(universe, left, right);
            case BinaryOperator.Add when IsText(left) || IsText(right):
                return universe.GetSpecialType(SpecialType.String);
            case BinaryOperator.LeftShift or BinaryOperator.RightShift or BinaryOperator.UnsignedRightShift:
                return left;
        }

        if (left.SpecialType is SpecialType.Date or SpecialType.Datetime or SpecialType.Time) return left;
        var (leftRank, rightRank) = (Rank(left.SpecialType), Rank(right.SpecialType));
        if (leftRank > 0 && rightRank > 0) return leftRank >= rightRank ? left : right;
        if (left.TypeKind == TypeKind.Unknown) return rightRank > 0 ? right : left;
        return left;
    }

    private static bool IsText(ITypeSymbol type) => type.SpecialType is SpecialType.String or SpecialType.Id;

    private static int Rank(SpecialType type) => type switch
    {
        SpecialType.Integer => 1,
        SpecialType.Long => 2,
        SpecialType.Double => 3,
        SpecialType.Decimal => 4,
        _ => 0,
    };
}
