using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Binding;

/// <summary>Values that are fixed by the code alone.</summary>
internal static class ConstantFolding
{
    // Text longer than this is not folded: nothing asks for it, and chains of constants could double it again and again.
    private const int LongestText = 1 << 16;

    /// <summary>Whether an expression has a form that can be constant, told without binding it.</summary>
    public static bool MayBeConstant(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax or IdentifierNameSyntax => true,
        MemberAccessExpressionSyntax access => MayBeConstant(access.Expression),
        ParenthesizedExpressionSyntax parenthesized => MayBeConstant(parenthesized.Expression),
        UnaryExpressionSyntax unary => MayBeConstant(unary.Operand),
        BinaryExpressionSyntax binary => binary.Operands.All(MayBeConstant),
        _ => false,
    };

    public static (SpecialType Type, object? Value) OfLiteral(LiteralExpressionSyntax literal) => literal.Kind switch
    {
        LiteralKind.String => (SpecialType.String, literal.Text),
        LiteralKind.True => (SpecialType.Boolean, true),
        LiteralKind.False => (SpecialType.Boolean, false),
        LiteralKind.Integer when int.TryParse(literal.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) => (SpecialType.Integer, value),
        LiteralKind.Integer or LiteralKind.Long when long.TryParse(literal.Text.TrimEnd('l', 'L'), NumberStyles.None, CultureInfo.InvariantCulture, out var value) => (SpecialType.Long, value),
        LiteralKind.Double when double.TryParse(literal.Text.TrimEnd('d', 'D'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => (SpecialType.Double, value),
        LiteralKind.Null => (SpecialType.Null, null),
        _ when decimal.TryParse(literal.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => (SpecialType.Decimal, value),
        _ => (SpecialType.Decimal, 0m),
    };

    /// <summary>A constant as a variable of a type holds it.</summary>
    public static object? ConvertTo(object? value, ITypeSymbol type) => (type.SpecialType, value) switch
    {
        (SpecialType.Long, int number) => (long)number,
        (SpecialType.Decimal, int number) => (decimal)number,
        (SpecialType.Decimal, long number) => (decimal)number,
        _ => value,
    };

    public static bool TryFold(ExpressionOperation operand, UnaryOperator @operator, out object? value)
    {
        value = (operand.HasConstantValue ? operand.ConstantValue : null, @operator) switch
        {
            (int number, UnaryOperator.Minus) => unchecked(-number),
            (long number, UnaryOperator.Minus) => unchecked(-number),
            (decimal number, UnaryOperator.Minus) => -number,
            (double number, UnaryOperator.Minus) => -number,
            (int or long or decimal or double, UnaryOperator.Plus) => operand.ConstantValue,
            (bool truth, UnaryOperator.Not) => !truth,
            _ => null,
        };
        return value is not null;
    }

    public static bool TryFold(ImmutableArray<ExpressionOperation> operands, ImmutableArray<BinaryOperator> operators, out object? value)
    {
        value = null;
        foreach (var operand in operands)
            if (!operand.HasConstantValue) return false;
        value = operands[0].ConstantValue;
        StringBuilder? text = null;
        for (var i = 0; i < operators.Length; i++)
        {
            var next = operands[i + 1].ConstantValue;
            if (operators[i] == BinaryOperator.Add && (text is not null || value is string || next is string))
            {
                text ??= new StringBuilder(Format(value));
                text.Append(Format(next));
                if (text.Length > LongestText) return false;
                continue;
            }

            if (text is not null || !TryCompute(value, operators[i], next, out value)) return false;
        }

        if (text is not null) value = text.ToString();
        return true;
    }

    private static bool TryCompute(object? left, BinaryOperator @operator, object? right, out object? value)
    {
        value = (left, right) switch
        {
            (int a, int b) => @operator switch
            {
                BinaryOperator.Add => unchecked(a + b),
                BinaryOperator.Subtract => unchecked(a - b),
                BinaryOperator.Multiply => unchecked(a * b),
                BinaryOperator.Divide when b is not (0 or -1) => a / b,
                _ => null,
            },
            (int or long, int or long) => Compute(
                System.Convert.ToInt64(left, CultureInfo.InvariantCulture), @operator, System.Convert.ToInt64(right, CultureInfo.InvariantCulture)),
            _ => null,
        };
        return value is not null;
    }

    private static object? Compute(long a, BinaryOperator @operator, long b) => @operator switch
    {
        BinaryOperator.Add => unchecked(a + b),
        BinaryOperator.Subtract => unchecked(a - b),
        BinaryOperator.Multiply => unchecked(a * b),
        BinaryOperator.Divide when b is not (0 or -1) => a / b,
        _ => null,
    };

    private static string Format(object? value) => value switch
    {
        null => "null",
        true => "true",
        false => "false",
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
