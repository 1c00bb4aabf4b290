using System.Collections.Immutable;
using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.ControlFlow;

/// <content>
/// Tests that tell records of custom metadata apart, whose values the project holds: <c>if (setting.DeveloperName == 'Home')</c>. Behind
/// one the variable is a value of its own, so that only the records that pass are meant.
/// </content>
internal sealed partial class ControlFlowGraphBuilder
{
    private readonly record struct RecordTest(ISymbol Variable, ITypeSymbol Type, ISObjectFieldSymbol Field, ExpressionOperation Wanted);

    /// <summary>Takes the variables that a condition tests as what they are where it has the result.</summary>
    private void Narrow(ExpressionOperation condition, bool result)
    {
        List<RecordTest>? tests = null;
        AddRecordTests(condition, result, ref tests);
        if (tests is null) return;
        foreach (var test in tests) Narrow(test, condition.Syntax);
    }

    private void Narrow(RecordTest test, SyntaxNode syntax)
    {
        var record = ssa.Read(current, test.Variable);
        var wanted = LowerExpression(test.Wanted);
        ssa.Write(current, test.Variable, Result(r => new NarrowInstruction(r, syntax, test.Type, record, FieldName.Of(test.Field), wanted)));
    }

    /// <summary>A case of <c>switch on setting.DeveloperName</c> that names one text.</summary>
    private void NarrowToCase(ExpressionOperation value, ImmutableArray<ExpressionOperation> wanted)
    {
        if (wanted is [var only] && TestOf(value, only) is { } test) Narrow(test, only.Syntax);
    }

    private static void AddRecordTests(ExpressionOperation condition, bool result, ref List<RecordTest>? tests)
    {
        switch (condition)
        {
            case UnaryOperation { Operator: UnaryOperator.Not } negation:
                AddRecordTests(negation.Operand, !result, ref tests);
                break;
            case BinaryOperation { Operators: [BinaryOperator.ConditionalAnd or BinaryOperator.ConditionalOr, ..] } several when several.Operators[0] == BinaryOperator.ConditionalAnd == result:
                foreach (var operand in several.Operands) AddRecordTests(operand, result, ref tests);
                break;
            case BinaryOperation { Operands: [var left, var right], Operators: [var @operator] } when @operator is BinaryOperator.Equal or BinaryOperator.ExactEqual == result
                && @operator is BinaryOperator.Equal or BinaryOperator.ExactEqual or BinaryOperator.NotEqual or BinaryOperator.ExactNotEqual:
                Add(left, right, ref tests);
                break;
            case InvocationOperation { Instance: { } receiver, Arguments: [var argument], Method: { IsFromSource: false, Name: var name } } when result && name.ToUpperInvariant() is "EQUALS" or "EQUALSIGNORECASE":
                Add(receiver, argument, ref tests);
                break;
        }

        static void Add(ExpressionOperation left, ExpressionOperation right, ref List<RecordTest>? tests)
        {
            if ((TestOf(left, right) ?? TestOf(right, left)) is { } test) (tests ??= []).Add(test);
        }
    }

    private static RecordTest? TestOf(ExpressionOperation tested, ExpressionOperation wanted)
    {
        while (tested is ConversionOperation converted) tested = converted.Operand;
        if (tested is not FieldReferenceOperation { Field: ISObjectFieldSymbol { IsRelationship: false, Object.Category: SObjectCategory.CustomMetadata } field, Instance: { } record } || !IsPlain(wanted)) return null;
        return record switch
        {
            LocalReferenceOperation local => new RecordTest(local.Local, local.Type, field, wanted),
            ParameterReferenceOperation parameter => new RecordTest(parameter.Parameter, parameter.Type, field, wanted),
            _ => null,
        };
    }

    /// <summary>Whether reading it once more does nothing.</summary>
    private static bool IsPlain(ExpressionOperation wanted)
    {
        while (wanted is ConversionOperation converted) wanted = converted.Operand;
        return wanted.HasConstantValue || wanted is LocalReferenceOperation or ParameterReferenceOperation or LabelReferenceOperation or FieldReferenceOperation { Instance: null or InstanceReferenceOperation };
    }
}
