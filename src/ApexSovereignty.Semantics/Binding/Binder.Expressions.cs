using System.Collections.Immutable;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Binding;

/// <content>Expressions other than names, calls and creations.</content>
internal sealed partial class Binder
{
    private ExpressionOperation BindExpression(ExpressionSyntax syntax) => syntax switch
    {
        IdentifierNameSyntax name => BindIdentifier(name),
        MemberAccessExpressionSyntax access => ToValue(MeaningOfMember(access), access),
        InvocationExpressionSyntax invocation => BindInvocation(invocation),
        LiteralExpressionSyntax literal => BindLiteral(literal),
        BinaryExpressionSyntax binary => BindBinary(binary),
        AssignmentExpressionSyntax assignment => BindAssignment(assignment),
        ObjectCreationExpressionSyntax creation => BindCreation(creation),
        ElementAccessExpressionSyntax element => BindElement(element),
        ThisExpressionSyntax => This(syntax),
        ParenthesizedExpressionSyntax parenthesized => BindExpression(parenthesized.Expression),
        UnaryExpressionSyntax unary => BindUnary(unary),
        CastExpressionSyntax cast => new ConversionOperation(cast, Resolve(cast.Type), BindExpression(cast.Expression), isExplicit: true),
        ConditionalExpressionSyntax conditional => BindConditional(conditional),
        SoqlExpressionSyntax query => BindQuery(query),
        SoslExpressionSyntax search => BindSearch(search),
        InstanceOfExpressionSyntax test => new IsTypeOperation(test, _boolean, BindExpression(test.Expression), Resolve(test.Type)),
        TypeOfExpressionSyntax typeOf => BindTypeOf(typeOf),
        SuperExpressionSyntax => new InstanceReferenceOperation(syntax, (ITypeSymbol?)_type.BaseType ?? _unknown, isSuper: true),
        _ => new UnknownMemberOperation(syntax, _unknown, instance: null, ""),
    };

    private ImmutableArray<ExpressionOperation> BindAll(ImmutableArray<ExpressionSyntax> expressions)
    {
        if (expressions.IsEmpty) return [];
        var bound = ImmutableArray.CreateBuilder<ExpressionOperation>(expressions.Length);
        foreach (var expression in expressions) bound.Add(BindExpression(expression));
        return bound.MoveToImmutable();
    }

    private LiteralOperation BindLiteral(LiteralExpressionSyntax literal)
    {
        var (type, value) = ConstantFolding.OfLiteral(literal);
        return new LiteralOperation(literal, _universe.GetSpecialType(type)) { HasConstantValue = true, ConstantValue = value };
    }

    private LiteralOperation BindTypeOf(TypeOfExpressionSyntax typeOf)
    {
        var type = Resolve(typeOf.Type);
        return Token(typeOf, "System", "Type", type, type.FullName);
    }

    // A token's text is what Apex gives when it is turned into a string.
    private LiteralOperation Token(SyntaxNode syntax, string ns, string typeName, ISymbol symbol, string text) =>
        new(syntax, (ITypeSymbol?)_universe.FindPlatformType(ns, typeName) ?? _unknown) { HasConstantValue = true, ConstantValue = text, Symbol = symbol };

    private BinaryOperation BindBinary(BinaryExpressionSyntax binary)
    {
        var operands = BindAll(binary.Operands);
        var type = operands[0].Type;
        for (var i = 0; i < binary.Operators.Length; i++) type = Operators.ResultType(_universe, binary.Operators[i], type, operands[i + 1].Type);
        if (!ConstantFolding.TryFold(operands, binary.Operators, out var value)) return new BinaryOperation(binary, type, operands, binary.Operators);
        return new BinaryOperation(binary, type, operands, binary.Operators) { HasConstantValue = true, ConstantValue = value };
    }

    private UnaryOperation BindUnary(UnaryExpressionSyntax unary)
    {
        var operand = BindExpression(unary.Operand);
        var type = unary.Operator == UnaryOperator.Not ? _boolean : operand.Type;
        if (!ConstantFolding.TryFold(operand, unary.Operator, out var value)) return new UnaryOperation(unary, type, unary.Operator, operand);
        return new UnaryOperation(unary, type, unary.Operator, operand) { HasConstantValue = true, ConstantValue = value };
    }

    private AssignmentOperation BindAssignment(AssignmentExpressionSyntax assignment)
    {
        var target = BindExpression(assignment.Left);
        var value = BindExpression(assignment.Right);
        if (assignment.Operator is null or BinaryOperator.Coalesce) value = Conversions.Convert(value, target.Type);
        return new AssignmentOperation(assignment, target.Type, target, assignment.Operator, value);
    }

    private ConditionalOperation BindConditional(ConditionalExpressionSyntax conditional)
    {
        var condition = BindExpression(conditional.Condition);
        var whenTrue = BindExpression(conditional.WhenTrue);
        var whenFalse = BindExpression(conditional.WhenFalse);
        if (whenFalse.Type.SpecialType == SpecialType.List) whenTrue = Conversions.AsChildren(whenTrue) ?? whenTrue;
        if (whenTrue.Type.SpecialType == SpecialType.List) whenFalse = Conversions.AsChildren(whenFalse) ?? whenFalse;
        var type = Conversions.Common(_universe, whenTrue.Type, whenFalse.Type);
        return new ConditionalOperation(conditional, type, condition, Conversions.Convert(whenTrue, type), Conversions.Convert(whenFalse, type));
    }

    private ElementReferenceOperation BindElement(ElementAccessExpressionSyntax element)
    {
        var list = BindExpression(element.Expression);
        list = Conversions.AsChildren(list) ?? list;
        var index = BindExpression(element.Index);
        var type = list.Type is INamedTypeSymbol { SpecialType: SpecialType.List, TypeArguments: [var argument] } ? argument : _unknown;
        return new ElementReferenceOperation(element, type, list, index);
    }

    private QueryOperation BindQuery(SoqlExpressionSyntax expression)
    {
        var shape = new QueryShapeBuilder(_universe).Build(expression.Query);
        var binds = ImmutableArray.CreateBuilder<ExpressionOperation>();
        BindBinds(expression.Query, binds);
        ITypeSymbol type = shape switch
        {
            { IsCount: true } => _universe.GetSpecialType(SpecialType.Integer),
            { IsAggregate: true } => _universe.ListOf(_universe.AggregateResult),
            _ => _universe.ListOf(shape.Object),
        };
        return new QueryOperation(expression, type, expression.Query, shape, binds.ToImmutable());
    }

    private SearchOperation BindSearch(SoslExpressionSyntax expression)
    {
        var builder = new QueryShapeBuilder(_universe);
        var binds = ImmutableArray.CreateBuilder<ExpressionOperation>();
        BindBinds(expression.Query, binds);
        var shapes = ImmutableArray.CreateBuilder<QueryShape>(expression.Query.Returning.Length);
        foreach (var returning in expression.Query.Returning) shapes.Add(builder.Build(returning));
        return new SearchOperation(expression, _universe.ListOf(_universe.ListOf(_universe.SObject)), expression.Query, shapes.MoveToImmutable(), binds.ToImmutable());
    }

    private void BindBinds(SyntaxNode node, ImmutableArray<ExpressionOperation>.Builder binds)
    {
        if (node is SoqlBindSyntax bind)
        {
            binds.Add(BindExpression(bind.Expression));
            return;
        }

        var children = new List<SyntaxNode>();
        node.AddChildren(children);
        foreach (var child in children)
            if (child is not (SoqlFieldSyntax or SoqlFromItemSyntax or SoqlLiteralSyntax)) BindBinds(child, binds);
    }
}
