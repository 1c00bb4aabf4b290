using System.Collections.Immutable;
using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.ControlFlow;

/// <content>
/// Conditions on a flag that callers often fix: <c>if (withDetails)</c>, <c>switch on mode</c>. A flag is a parameter, or a field that the
/// object was made with.
/// </content>
internal sealed partial class ControlFlowGraphBuilder
{
    /// <summary>What a condition asks of a flag.</summary>
    /// <param name="Subject">The flag.</param>
    /// <param name="Texts">The constants that it is held against.</param>
    /// <param name="IsAmong">Whether it must be one of them where the condition holds.</param>
    /// <param name="IsWhole">Whether the condition asks nothing else, so that it says as much where it does not hold.</param>
    private readonly record struct FlagCondition(ExpressionOperation Subject, ImmutableArray<string> Texts, bool IsAmong, bool IsWhole);

    private static readonly ImmutableArray<string> yes = ["true"];

    /// <summary>The flag in a condition that was lowered just before: what holds where the condition does, and where it does not.</summary>
    private (FlagTest? Then, FlagTest? Otherwise) LowerFlag(ExpressionOperation condition)
    {
        if (FindFlag(condition) is not { } found) return (null, null);
        var then = new FlagTest(LowerExpression(found.Subject), found.Texts, found.IsAmong);
        return (then, found.IsWhole ? then with { IsAmong = !then.IsAmong } : null);
    }

    private static FlagCondition? FindFlag(ExpressionOperation condition)
    {
        switch (condition)
        {
            case UnaryOperation { Operator: UnaryOperator.Not } negation:
                return FindFlag(negation.Operand) is { IsWhole: true } inner ? inner with { IsAmong = !inner.IsAmong } : null;
            case BinaryOperation { Operators: [BinaryOperator.ConditionalAnd, ..] } all:
                foreach (var operand in all.Operands)
                    if (FindFlag(operand) is { } one) return one with { IsWhole = false };
                return null;
            case BinaryOperation { Operators: [BinaryOperator.ConditionalOr, ..] } any:
                return FindAny(any.Operands);
            case BinaryOperation { Operands: [var left, var right], Operators: [var sign] } when sign is BinaryOperator.Equal or BinaryOperator.ExactEqual or BinaryOperator.NotEqual or BinaryOperator.ExactNotEqual:
                var isEqual = sign is BinaryOperator.Equal or BinaryOperator.ExactEqual;
                return Compared(left, right, isEqual) ?? Compared(right, left, isEqual);
            case InvocationOperation { Instance: { } receiver, Arguments: [var argument], Method: { IsFromSource: false, Name: var name } } when name.ToUpperInvariant() is "EQUALS" or "EQUALSIGNORECASE":
                return Compared(receiver, argument, isEqual: true) ?? Compared(argument, receiver, isEqual: true);
            default:
                return condition.Type.SpecialType == SpecialType.Boolean && IsFlag(condition) ? new FlagCondition(condition, yes, IsAmong: true, IsWhole: true) : null;
        }
    }

    /// <summary>Several constants that one flag may be: <c>mode == 'a' || mode == 'b'</c>.</summary>
    private static FlagCondition? FindAny(ImmutableArray<ExpressionOperation> operands)
    {
        FlagCondition? all = null;
        foreach (var operand in operands)
        {
            if (FindFlag(operand) is not { IsAmong: true, IsWhole: true } one || (all is { } before && !ReferenceEquals(SymbolOf(before.Subject), SymbolOf(one.Subject)))) return null;
            all = all is { } known ? known with { Texts = known.Texts.AddRange(one.Texts) } : one;
        }

        return all;
    }

    private static FlagCondition? Compared(ExpressionOperation flag, ExpressionOperation constant, bool isEqual)
    {
        while (flag is ConversionOperation { IsExplicit: false } converted) flag = converted.Operand;
        if (!IsFlag(flag) || ConstantOf(constant) is not { } text) return null;
        // A flag that is not false may be null.
        return text == "false" ? new FlagCondition(flag, yes, !isEqual, IsWhole: true) : new FlagCondition(flag, [text], isEqual, IsWhole: true);
    }

    private static string? ConstantOf(ExpressionOperation value)
    {
        while (value is ConversionOperation { IsExplicit: false } converted) value = converted.Operand;
        return value switch
        {
            FieldReferenceOperation { Field: { Type.TypeKind: TypeKind.Enum, ContainingType.TypeKind: TypeKind.Enum, Name: var name } } => name,
            { HasConstantValue: true, ConstantValue: string text } => text,
            { HasConstantValue: true, ConstantValue: bool truth } => truth ? "true" : "false",
            _ => null,
        };
    }

    private static bool IsFlag(ExpressionOperation value) =>
        (value.Type.SpecialType is SpecialType.Boolean or SpecialType.String || value.Type.TypeKind == TypeKind.Enum) && !value.HasConstantValue && SymbolOf(value) is not null;

    /// <summary>The parameter or field of the object; null for anything else.</summary>
    private static ISymbol? SymbolOf(ExpressionOperation value) => value switch
    {
        ParameterReferenceOperation e => e.Parameter,
        FieldReferenceOperation { Instance: InstanceReferenceOperation } e => e.Field,
        PropertyReferenceOperation { Instance: InstanceReferenceOperation, Property.GetMethod: null } e => e.Property,
        _ => null,
    };

    /// <summary>What a case of <c>switch on mode</c> asks of a flag; null where the switch is on anything else.</summary>
    private FlagTest? LowerCase(SwitchOperation choice, ImmutableArray<ExpressionOperation> wanted, ValueId value)
    {
        if (!IsFlag(choice.Value)) return null;
        var isElse = wanted.IsEmpty;
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var constant in isElse ? choice.Cases.SelectMany(c => c.Values) : wanted)
        {
            if (ConstantOf(constant) is { } text) texts.Add(text);
            else if (!isElse) return null;
        }

        return texts.Count == 0 ? null : new FlagTest(value, texts.ToImmutable(), !isElse);
    }
}
