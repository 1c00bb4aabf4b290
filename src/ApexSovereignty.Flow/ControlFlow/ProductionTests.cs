using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.ControlFlow;

/// <summary>Conditions whose result outside of tests the code fixes: <c>Test.isRunningTest()</c> and what is made of it.</summary>
internal static class ProductionTests
{
    /// <summary>The result in production, or null where it is open.</summary>
    public static bool? ResultOf(ExpressionOperation condition) => condition switch
    {
        InvocationOperation { Method: { IsFromSource: false, Name: var name, ContainingType: { Namespace: "System", Name: "Test" } } } when name.Equals("isRunningTest", StringComparison.OrdinalIgnoreCase) => false,
        UnaryOperation { Operator: UnaryOperator.Not } negation => !ResultOf(negation.Operand),
        BinaryOperation { Operators: [BinaryOperator.ConditionalAnd, ..] } all => all.Operands.Any(o => ResultOf(o) == false) ? false : null,
        BinaryOperation { Operators: [BinaryOperator.ConditionalOr, ..] } any => any.Operands.Any(o => ResultOf(o) == true) ? true : null,
        _ => null,
    };
}
