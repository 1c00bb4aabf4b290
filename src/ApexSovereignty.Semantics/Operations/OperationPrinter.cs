using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Operations;

/// <summary>
/// Prints operations for tests and debugging: <c>{…}</c> is a bound symbol, <c>{?…}</c> one that could not be bound,
/// <c>(T)</c> a written conversion, <c>(T!)</c> an implied one, <c>&lt;…&gt;</c> a token such as <c>Account.Name</c>.
/// </summary>
public static class OperationPrinter
{
    /// <summary>A statement or expression, statements one per line.</summary>
    public static string Print(Operation operation)
    {
        var text = new StringBuilder();
        if (operation is ExpressionOperation expression)
        {
            text.Append(Expression(expression));
        }
        else if (operation is BlockOperation block)
        {
            foreach (var statement in block.Statements) Statement(statement, text, indent: 0);
        }
        else
        {
            Statement(operation, text, indent: 0);
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>What the records of a query hold: <c>Account(Id, Name, Owner: User(Id, Email), Contacts*: Contact(Id))</c>.</summary>
    public static string Print(QueryShape shape)
    {
        var items = new List<string>();
        foreach (var field in shape.Fields) items.Add(field.Field is null ? field.Key + "=count" : field.Key == field.Field.Name && ReferenceEquals(field.Field.Object, shape.Object) ? field.Key : $"{field.Key}={field.Field.Object.Name}.{field.Field.Name}");
        foreach (var (relationship, parent) in shape.Parents) items.Add($"{relationship.Name}: {Print(parent)}");
        foreach (var (relationship, child) in shape.Children) items.Add($"{relationship.Name}*: {Print(child)}");
        if (shape.IsOpen) items.Add("…");
        var kind = shape.IsCount ? " count" : shape.IsAggregate ? " aggregate" : "";
        return $"{shape.Object.Name}({string.Join(", ", items)}){kind}";
    }

    private static void Statement(Operation operation, StringBuilder text, int indent)
    {
        switch (operation)
        {
            case BlockOperation block:
                Line("{");
                foreach (var statement in block.Statements) Statement(statement, text, indent + 1);
                Line("}");
                break;
            case VariableDeclarationOperation declaration:
                Line($"{declaration.Local.Type.FullName} {declaration.Local.Name}{(declaration.Initializer is null ? "" : " = " + Expression(declaration.Initializer))}");
                break;
            case ExpressionStatementOperation statement:
                Line(Expression(statement.Expression));
                break;
            case IfOperation conditional:
                Line($"if {Expression(conditional.Condition)}");
                Body(conditional.Then);
                if (conditional.Else is null) break;
                Line("else");
                Body(conditional.Else);
                break;
            case LoopOperation loop:
                foreach (var before in loop.Before) Statement(before, text, indent);
                Line($"{(loop.TestsLast ? "do while" : "while")} {(loop.Condition is null ? "true" : Expression(loop.Condition))}; {string.Join(", ", loop.AfterEach.Select(Expression))}".TrimEnd(' ', ';'));
                Body(loop.Body);
                break;
            case ForEachOperation loop:
                Line($"for {loop.Local.Type.FullName} {loop.Local.Name} in {Expression(loop.Collection)}{(loop.TakesChunks ? " by chunks" : "")}");
                Body(loop.Body);
                break;
            case ReturnOperation returned:
                Line(returned.Value is null ? "return" : "return " + Expression(returned.Value));
                break;
            case ThrowOperation thrown:
                Line("throw " + Expression(thrown.Exception));
                break;
            case BranchOperation branch:
                Line(branch.IsBreak ? "break" : "continue");
                break;
            case TryOperation protectedBlock:
                Line("try");
                Body(protectedBlock.Block);
                foreach (var handler in protectedBlock.Catches)
                {
                    Line($"catch {handler.Local.Type.FullName} {handler.Local.Name}");
                    Body(handler.Block);
                }

                if (protectedBlock.Finally is null) break;
                Line("finally");
                Body(protectedBlock.Finally);
                break;
            case SwitchOperation selection:
                Line("switch " + Expression(selection.Value));
                foreach (var section in selection.Cases)
                {
                    var values = section.Local is null ? string.Join(", ", section.Values.Select(Expression)) : $"{section.Local.Type.FullName} {section.Local.Name}";
                    Line("when " + (values.Length == 0 ? "else" : values));
                    Body(section.Block);
                }

                break;
            case DmlOperationStatement dml:
                Line($"{dml.DmlKind.ToString().ToLowerInvariant()} {Expression(dml.Records)}{(dml.MergeOther is null ? "" : ", " + Expression(dml.MergeOther))}");
                break;
            default:
                Line(operation.GetType().Name);
                break;
        }

        void Line(string line) => text.Append(' ', indent * 2).Append(line).Append('\n');

        void Body(StatementOperation body)
        {
            if (body is BlockOperation block)
            {
                foreach (var statement in block.Statements) Statement(statement, text, indent + 1);
            }
            else
            {
                Statement(body, text, indent + 1);
            }
        }
    }

    private static string Expression(ExpressionOperation expression) => expression switch
    {
        LiteralOperation { Symbol: not null } token => $"<{token.Type.FullName} {SymbolName(token.Symbol)}>",
        LiteralOperation literal => Constant(literal.ConstantValue),
        LocalReferenceOperation local => local.Local.Name,
        ParameterReferenceOperation parameter => parameter.Parameter.Name,
        InstanceReferenceOperation instance => instance.IsSuper ? "super" : "this",
        FieldReferenceOperation field => Member(field.Instance, field.Field) + (field.HasConstantValue ? "=" + Constant(field.ConstantValue) : ""),
        PropertyReferenceOperation property => Member(property.Instance, property.Property),
        UnknownMemberOperation unknown => $"{Receiver(unknown.Instance)}{{?{unknown.Name}}}",
        LabelReferenceOperation label => $"label({label.Name}{(label.Value is null ? "" : "=" + Constant(label.Value))})",
        ElementReferenceOperation element => $"{Expression(element.Instance)}[{Expression(element.Index)}]",
        InvocationOperation call => $"{Receiver(call.Instance)}{{{call.Method?.Signature ?? "?" + call.MethodName}}}({List(call.Arguments)})",
        ConstructorCallOperation call => $"{(call.IsSuper ? "super" : "this")}{{{call.Constructor?.Signature ?? "implied"}}}({List(call.Arguments)})",
        ObjectCreationOperation creation => Creation(creation),
        ConversionOperation conversion => $"({conversion.Type.FullName}{(conversion.IsExplicit ? "" : "!")}){Expression(conversion.Operand)}",
        IsTypeOperation test => $"({Expression(test.Operand)} instanceof {test.TestedType.FullName})",
        UnaryOperation unary => $"{unary.Operator}({Expression(unary.Operand)})",
        BinaryOperation { HasConstantValue: true } binary => Constant(binary.ConstantValue),
        BinaryOperation binary => $"{binary.Type.FullName}({Operands(binary)})",
        AssignmentOperation assignment => $"{Expression(assignment.Target)} {(assignment.Operator is null ? "" : Sign(assignment.Operator.Value))}= {Expression(assignment.Value)}",
        ConditionalOperation conditional => $"({Expression(conditional.Condition)} ? {Expression(conditional.WhenTrue)} : {Expression(conditional.WhenFalse)})",
        QueryOperation query => $"[{Print(query.Shape)}{(query.Binds.IsEmpty ? "" : " binds " + List(query.Binds))}]",
        SearchOperation search => $"[FIND {string.Join(", ", search.Shapes.Select(Print))}{(search.Binds.IsEmpty ? "" : " binds " + List(search.Binds))}]",
        _ => expression.GetType().Name,
    };

    private static string Creation(ObjectCreationOperation creation)
    {
        var name = creation.Constructor is null ? creation.Type.FullName : $"{creation.Type.FullName}{{{creation.Constructor.Signature}}}";
        var parts = creation.Arguments.Select(Expression)
            .Concat(creation.Fields.Select(field => $"{field.Field.Object.Name}.{field.Field.Name} = {Expression(field.Value)}"))
            .Concat(creation.Entries.Select(entry => $"{Expression(entry.Key)} => {Expression(entry.Value)}"));
        var (open, close) = creation.Kind is CreationKind.Constructor ? ('(', ')') : creation.Kind is CreationKind.ArraySize ? ('[', ']') : ('{', '}');
        return $"new {name}{open}{string.Join(", ", parts)}{close}";
    }

    private static string Operands(BinaryOperation binary)
    {
        var text = new StringBuilder(Expression(binary.Operands[0]));
        for (var i = 0; i < binary.Operators.Length; i++) text.Append(' ').Append(Sign(binary.Operators[i])).Append(' ').Append(Expression(binary.Operands[i + 1]));
        return text.ToString();
    }

    private static string Member(ExpressionOperation? instance, ISymbol member) => $"{Receiver(instance)}{{{SymbolName(member)}}}";

    private static string SymbolName(ISymbol symbol) => symbol is ITypeSymbol type ? type.FullName : $"{symbol.ContainingType?.FullName}.{symbol.Name}";

    private static string Receiver(ExpressionOperation? instance) => instance is null ? "" : Expression(instance) + ".";

    private static string List(ImmutableArray<ExpressionOperation> expressions) => string.Join(", ", expressions.Select(Expression));

    private static string Constant(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Sign(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.LessThan => "<",
        BinaryOperator.GreaterThan => ">",
        BinaryOperator.LessThanOrEqual => "<=",
        BinaryOperator.GreaterThanOrEqual => ">=",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.ExactEqual => "===",
        BinaryOperator.ExactNotEqual => "!==",
        BinaryOperator.BitwiseAnd => "&",
        BinaryOperator.BitwiseOr => "|",
        BinaryOperator.ConditionalAnd => "&&",
        BinaryOperator.ConditionalOr => "||",
        BinaryOperator.Coalesce => "??",
        _ => @operator.ToString(),
    };
}
