using System.Collections.Immutable;
using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.ControlFlow;

/// <summary>
/// Conditions whose result the code fixes: constants, variables that hold one at this place, what is computed from them, and
/// outside of tests <c>Test.isRunningTest()</c>. A branch that such a condition never takes is no code.
/// </summary>
/// <param name="includeTests">Whether tests are analysed too, so that code for them may run.</param>
/// <param name="constantOf">The constant that a variable holds where the condition stands, or null.</param>
internal sealed class KnownConditions(bool includeTests, Func<ISymbol, object?> constantOf)
{
    /// <summary>Deeper expressions are left open.</summary>
    private const int MaximumDepth = 20;

    /// <summary>The result, or null where it is open.</summary>
    public bool? ResultOf(ExpressionOperation condition) => ValueOf(condition) as bool?;

    /// <summary>The value of an expression: a text, a truth or a whole number; null where it is open.</summary>
    public object? ValueOf(ExpressionOperation expression) => Find(expression, 0);

    private object? Find(ExpressionOperation expression, int depth)
    {
        if (depth > MaximumDepth) return null;
        if (expression.HasConstantValue) return Known(expression.ConstantValue);
        return expression switch
        {
            LocalReferenceOperation { Local: var local } => Known(constantOf(local)),
            InvocationOperation { Method: { IsFromSource: false, Name: var name, ContainingType: { Namespace: "System", Name: "Test" } } } when name.Equals("isRunningTest", StringComparison.OrdinalIgnoreCase) => includeTests ? null : false,
            UnaryOperation { Operator: UnaryOperator.Not } negation => Find(negation.Operand, depth + 1) is bool truth ? !truth : null,
            UnaryOperation { Operator: UnaryOperator.Minus } negation => Find(negation.Operand, depth + 1) is long number ? unchecked(-number) : null,
            BinaryOperation { Operators: [BinaryOperator.ConditionalAnd, ..] } all => Any(all.Operands, false, depth),
            BinaryOperation { Operators: [BinaryOperator.ConditionalOr, ..] } any => Any(any.Operands, true, depth),
            BinaryOperation binary => Computed(binary.Operands, binary.Operators, depth),
            _ => null,
        };
    }

    /// <summary>One operand decides, or all of them together do.</summary>
    private object? Any(ImmutableArray<ExpressionOperation> operands, bool decisive, int depth)
    {
        var isOpen = false;
        foreach (var operand in operands)
        {
            if (Find(operand, depth + 1) is not bool truth) isOpen = true;
            else if (truth == decisive) return decisive;
        }

        return isOpen ? null : !decisive;
    }

    private object? Computed(ImmutableArray<ExpressionOperation> operands, ImmutableArray<BinaryOperator> operators, int depth)
    {
        var value = Find(operands[0], depth + 1);
        for (var n = 0; n < operators.Length && value is not null; n++) value = Find(operands[n + 1], depth + 1) is { } next ? Computed(value, operators[n], next) : null;
        return value;
    }

    private static object? Computed(object left, BinaryOperator @operator, object right) => (left, @operator, right) switch
    {
        (long a, BinaryOperator.Add, long b) => unchecked(a + b),
        (long a, BinaryOperator.Subtract, long b) => unchecked(a - b),
        (long a, BinaryOperator.Multiply, long b) => unchecked(a * b),
        (long a, BinaryOperator.LessThan, long b) => a < b,
        (long a, BinaryOperator.LessThanOrEqual, long b) => a <= b,
        (long a, BinaryOperator.GreaterThan, long b) => a > b,
        (long a, BinaryOperator.GreaterThanOrEqual, long b) => a >= b,
        (_, BinaryOperator.Equal, _) => AreEqual(left, right),
        (_, BinaryOperator.NotEqual, _) => !AreEqual(left, right),
        _ => null,
    };

    // Texts are compared without regard to case: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm
    private static bool? AreEqual(object left, object right) =>
        left is string a && right is string b ? string.Equals(a, b, StringComparison.OrdinalIgnoreCase) : left.GetType() == right.GetType() ? left.Equals(right) : null;

    // Decimal fractions are left open: they are rounded as their types say.
    private static object? Known(object? value) => value switch
    {
        bool or string or long => value,
        int number => (long)number,
        _ => null,
    };
}
