using System.Collections.Immutable;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;

namespace ApexSovereignty.Flow.ControlFlow;

/// <content>Expressions.</content>
internal sealed partial class ControlFlowGraphBuilder
{
    /// <summary>Platform methods whose result is of whatever type the code takes it for.</summary>
    private static readonly HashSet<string> takenAs = new(StringComparer.OrdinalIgnoreCase) { "newInstance", "getRecord", "getRecords", "getSelected", "deserialize", "deserializeStrict" };

    private static bool IsOfRecords(ITypeSymbol type) =>
        type is { TypeKind: TypeKind.SObject, SpecialType: not SpecialType.SObject } || type is INamedTypeSymbol { SpecialType: SpecialType.List, TypeArguments: [{ TypeKind: TypeKind.SObject, SpecialType: not SpecialType.SObject }] };

    private ValueId Constant(SyntaxNode syntax, ITypeSymbol type, object? value)
    {
        var result = ssa.NewValue();
        Emit(new ConstantInstruction(result, syntax, type, value));
        return result;
    }

    private ValueId LowerExpression(ExpressionOperation expression)
    {
        // A field token is passed to get() and put(), which know fields by name; the name of an object's is put into queries.
        if (expression is LiteralOperation { Symbol: ISObjectFieldSymbol token }) return Constant(expression.Syntax, expression.Type, token.Name);
        if (expression is LiteralOperation { Symbol: ISObjectTypeSymbol named } && TypeFacts.IsNameOfObject(expression.Type)) return Constant(expression.Syntax, expression.Type, named.Name);
        if (FindElement(expression) is { } taken) return taken;
        if (expression.HasConstantValue && expression is not AssignmentOperation) return Constant(expression.Syntax, expression.Type, expression.ConstantValue);
        switch (expression)
        {
            case LocalReferenceOperation e:
                return ssa.Read(current, e.Local);
            case ParameterReferenceOperation e:
                return ssa.Read(current, e.Parameter);
            case InstanceReferenceOperation:
                return ssa.Read(current, ThisVariable);
            case FieldReferenceOperation or PropertyReferenceOperation or ElementReferenceOperation or UnknownMemberOperation:
                return Load(expression, Resolve(expression));
            case LabelReferenceOperation e:
                return Result(r => new LabelInstruction(r, e.Syntax, e.Type, e.Name, e.Value));
            case InvocationOperation e:
                return LowerInvocation(e);
            case ConstructorCallOperation e:
                return LowerConstructorCall(e);
            case ObjectCreationOperation e:
                return LowerCreation(e);
            case ConversionOperation e:
                // What the platform hands out is of the type that the code takes it for: (Account) controller.getRecord().
                var operand = e is { IsExplicit: true, Operand: InvocationOperation { Method: null or { IsFromSource: false } } given } && (given.Method is null ? IsOfRecords(e.Type) : takenAs.Contains(given.MethodName))
                    ? LowerInvocation((InvocationOperation)e.Operand, e.Type)
                    : LowerExpression(e.Operand);
                return Result(r => new ConvertInstruction(r, e.Syntax, e.Type, operand, e.Operand.Type));
            case IsTypeOperation e:
                var tested = LowerExpression(e.Operand);
                return Result(r => new TestInstruction(r, e.Syntax, e.Type, [tested]));
            case UnaryOperation e:
                return LowerUnary(e);
            case BinaryOperation e:
                return LowerBinary(e);
            case AssignmentOperation e:
                return LowerAssignment(e);
            case ConditionalOperation e:
                if (conditions.ResultOf(e.Condition) is { } known) return LowerExpression(known ? e.WhenTrue : e.WhenFalse);
                var condition = LowerCondition(e.Condition);
                return LowerAlternatives(e.Syntax, e.Type, () => LowerExpression(e.WhenTrue), () => LowerExpression(e.WhenFalse), condition, LowerFlag(e.Condition));
            case QueryOperation e:
                var binds = ImmutableArray.CreateRange(e.Binds, bind => (bind.Syntax, LowerExpression(bind)));
                return Result(r => new QueryInstruction(r, e.Syntax, e.Type, [e.Shape], IsSearch: false) { Where = e.Query.Where, Binds = binds });
            case SearchOperation e:
                foreach (var bind in e.Binds) LowerExpression(bind);
                return Result(r => new QueryInstruction(r, e.Syntax, e.Type, e.Shapes, IsSearch: true));
            default:
                return Constant(expression.Syntax, expression.Type, null);
        }
    }

    private ValueId Result(Func<ValueId, Instruction> create)
    {
        var result = ssa.NewValue();
        Emit(create(result));
        return result;
    }

    private ImmutableArray<ValueId> LowerAll(ImmutableArray<ExpressionOperation> expressions)
    {
        var values = ImmutableArray.CreateBuilder<ValueId>(expressions.Length);
        foreach (var expression in expressions) values.Add(LowerExpression(expression));
        return values.MoveToImmutable();
    }

    /// <summary>One of two ways is taken; the result is what either gives.</summary>
    private ValueId LowerAlternatives(SyntaxNode syntax, ITypeSymbol type, Func<ValueId> first, Func<ValueId> second, EdgeGuard? condition = null, (FlagTest? Then, FlagTest? Otherwise) flag = default)
    {
        var outer = onlyIf;
        var start = current;
        var join = ssa.NewBlock(isSealed: true);
        var left = ssa.NewBlock(isSealed: true);
        var right = ssa.NewBlock(isSealed: true);
        SsaBuilder.Connect(start, left);
        SsaBuilder.Connect(start, right);
        onlyIf = flag.Then ?? outer;
        MoveTo(left);
        var whenTrue = first();
        if (condition is { } isTrue) AddGuard(join, isTrue);
        JumpTo(join);
        onlyIf = flag.Otherwise ?? outer;
        MoveTo(right);
        var whenFalse = second();
        if (condition is { } isFalse) AddGuard(join, isFalse with { WhenTrue = !isFalse.WhenTrue });
        JumpTo(join);
        onlyIf = outer;
        MoveTo(join);
        var phi = new PhiInstruction(ssa.NewValue(), syntax, type, "");
        phi.Operands.Add(whenTrue);
        phi.Operands.Add(whenFalse);
        Emit(phi);
        return phi.Result;
    }

    /// <summary>Lowers a condition; a negation turns the result around.</summary>
    private EdgeGuard LowerCondition(ExpressionOperation condition)
    {
        var whenTrue = true;
        while (condition is UnaryOperation { Operator: UnaryOperator.Not } negation && !condition.HasConstantValue)
        {
            whenTrue = !whenTrue;
            condition = negation.Operand;
        }

        return new EdgeGuard(LowerExpression(condition), whenTrue);
    }

    /// <summary>The current block leads to the other one where a test has this result.</summary>
    private void AddGuard(BasicBlock target, EdgeGuard guard) => (target.Guards ??= []).TryAdd(current, guard);

    private ValueId LowerUnary(UnaryOperation e)
    {
        if (e.Operator is UnaryOperator.Not)
        {
            var negated = LowerExpression(e.Operand);
            // A flag turned round is that flag still; the result of a comparison carries nothing anyway.
            return Result(r => new ComputeInstruction(r, e.Syntax, e.Type, [negated]));
        }

        if (e.Operator is UnaryOperator.PreIncrement or UnaryOperator.PreDecrement or UnaryOperator.PostIncrement or UnaryOperator.PostDecrement)
        {
            var target = Resolve(e.Operand);
            var before = Load(e.Operand, target);
            var after = Result(r => new ComputeInstruction(r, e.Syntax, e.Type, [before]));
            Store(e.Operand, target, after, e.Syntax);
            return e.Operator is UnaryOperator.PreIncrement or UnaryOperator.PreDecrement ? after : before;
        }

        var operand = LowerExpression(e.Operand);
        if (e.Operator is UnaryOperator.Plus) return operand;
        return Result(r => new ComputeInstruction(r, e.Syntax, e.Type, [operand]));
    }

    private ValueId LowerBinary(BinaryOperation e)
    {
        switch (e.Operators[0])
        {
            case BinaryOperator.Coalesce:
                var value = LowerExpression(e.Operands[0]);
                for (var i = 1; i < e.Operands.Length; i++)
                {
                    var (before, next) = (value, e.Operands[i]);
                    value = LowerAlternatives(e.Syntax, e.Type, () => before, () => LowerExpression(next));
                }

                return value;
            case BinaryOperator.ConditionalAnd or BinaryOperator.ConditionalOr:
                return LowerConditions(e);
            case BinaryOperator.Add or BinaryOperator.Subtract:
                // Fields of objects that the project does not declare have no type: what is added is text then.
                if (e.Type.SpecialType == SpecialType.String || (e.Type.TypeKind == TypeKind.Unknown && e.Operators.All(o => o == BinaryOperator.Add)))
                {
                    var texts = ImmutableArray.CreateRange(e.Operands, LowerAsText);
                    return Result(r => new ConcatInstruction(r, e.Syntax, e.Type, texts));
                }

                var values = LowerAll(e.Operands);
                return Result(r => new ComputeInstruction(r, e.Syntax, e.Type, values) { Signs = e.Operators });
            case BinaryOperator.LessThan or BinaryOperator.GreaterThan or BinaryOperator.LessThanOrEqual or BinaryOperator.GreaterThanOrEqual
                or BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.ExactEqual or BinaryOperator.ExactNotEqual:
                var compared = LowerAll(e.Operands);
                return Result(r => new TestInstruction(r, e.Syntax, e.Type, compared));
            default:
                var operands = LowerAll(e.Operands);
                return Result(r => new ComputeInstruction(r, e.Syntax, e.Type, operands));
        }
    }

    /// <summary>The right operands of <c>&amp;&amp;</c> and <c>||</c> run on one way only; that matters where they have effects.</summary>
    private ValueId LowerConditions(BinaryOperation e)
    {
        var first = LowerExpression(e.Operands[0]);
        var values = ImmutableArray.CreateBuilder<ValueId>();
        values.Add(first);
        for (var i = 1; i < e.Operands.Length; i++)
        {
            var operand = e.Operands[i];
            if (!HasEffects(operand))
            {
                values.Add(LowerExpression(operand));
                continue;
            }

            values.Add(LowerAlternatives(e.Syntax, e.Type, () => LowerExpression(operand), () => values[^1]));
        }

        var tested = values.ToImmutable();
        return Result(r => new TestInstruction(r, e.Syntax, e.Type, tested));
    }

    private static bool HasEffects(Operation operation)
    {
        var stack = new Stack<Operation>();
        var children = new List<Operation>();
        stack.Push(operation);
        while (stack.TryPop(out var at))
        {
            if (at is InvocationOperation { Method: not { IsFromSource: false } } or AssignmentOperation or ObjectCreationOperation or ConditionalOperation
                or UnaryOperation { Operator: not (UnaryOperator.Not or UnaryOperator.Minus or UnaryOperator.Plus or UnaryOperator.Complement) }) return true;
            children.Clear();
            at.AddChildren(children);
            foreach (var child in children) stack.Push(child);
        }

        return false;
    }

    private ValueId LowerAssignment(AssignmentOperation e)
    {
        var target = Resolve(e.Target);
        ValueId value;
        if (e.Operator is { } op)
        {
            var before = Load(e.Target, target);
            var right = e.Target.Type.SpecialType == SpecialType.String ? LowerAsText(e.Value) : LowerExpression(e.Value);
            value = op == BinaryOperator.Add && e.Target.Type.SpecialType is SpecialType.String or SpecialType.Object
                ? Result(r => new ConcatInstruction(r, e.Syntax, e.Target.Type, [before, right]))
                : Result(r => new ComputeInstruction(r, e.Syntax, e.Target.Type, [before, right]));
        }
        else
        {
            value = LowerExpression(e.Value);
        }

        return Store(e.Target, target, value, e.Syntax);
    }

    /// <summary>Evaluates the parts of a place once, so that it can be read and written.</summary>
    private Place Resolve(ExpressionOperation place) => place switch
    {
        FieldReferenceOperation e => new Place(e.Instance is null ? ValueId.None : LowerExpression(e.Instance), ValueId.None),
        PropertyReferenceOperation e => new Place(e.Instance is null ? ValueId.None : LowerExpression(e.Instance), ValueId.None),
        ElementReferenceOperation e => new Place(LowerExpression(e.Instance), LowerExpression(e.Index)),
        UnknownMemberOperation e => new Place(e.Instance is null ? ValueId.None : LowerExpression(e.Instance), ValueId.None),
        ConversionOperation e => Resolve(e.Operand),
        _ => new Place(ValueId.None, ValueId.None),
    };

    private ValueId Load(ExpressionOperation place, Place at)
    {
        switch (place)
        {
            case FieldReferenceOperation { Instance: null } e:
                if (LowerRegistry(e) is { } registry) return registry;
                return Result(r => new LoadStaticInstruction(r, e.Syntax, e.Type, e.Field) { Span = NameSpan(e.Syntax) });
            case FieldReferenceOperation e:
                return Result(r => new LoadFieldInstruction(r, e.Syntax, e.Type, at.Instance, FieldName.Of(e.Field), e.Field) { Span = NameSpan(e.Syntax) });
            case PropertyReferenceOperation e when e.Property.GetMethod is { } getter && !IsOwnBackingField(e):
                return Result(r => new CallInstruction(r, e.Syntax, e.Type, getter, e.Property.Name, at.Instance, e.Instance?.Type, [], e.IsVirtual, Region) { Span = NameSpan(e.Syntax) });
            case PropertyReferenceOperation { Instance: null } e:
                return Result(r => new LoadStaticInstruction(r, e.Syntax, e.Type, e.Property) { Span = NameSpan(e.Syntax) });
            case PropertyReferenceOperation e:
                return Result(r => new LoadFieldInstruction(r, e.Syntax, e.Type, at.Instance, FieldName.Of(e.Property), e.Property) { Span = NameSpan(e.Syntax) });
            case ElementReferenceOperation e:
                return Result(r => new LoadElementInstruction(r, e.Syntax, e.Type, at.Instance, at.Index));
            case UnknownMemberOperation { Instance: not null } e:
                return Result(r => new LoadFieldInstruction(r, e.Syntax, e.Type, at.Instance, FieldName.Of(e.Name), null) { Span = NameSpan(e.Syntax) });
            case UnknownMemberOperation e:
                return Result(r => new UnknownInstruction(r, e.Syntax, e.Type, [], e.Name));
            case LocalReferenceOperation e:
                return ssa.Read(current, e.Local);
            case ParameterReferenceOperation e:
                return ssa.Read(current, e.Parameter);
            case ConversionOperation e:
                return Load(e.Operand, at);
            default:
                return LowerExpression(place);
        }
    }

    private ValueId Store(ExpressionOperation place, Place at, ValueId value, SyntaxNode syntax)
    {
        switch (place)
        {
            case LocalReferenceOperation e:
                return StoreVariable(e.Local, e.Local.Type, value, syntax);
            case ParameterReferenceOperation e:
                return StoreVariable(e.Parameter, e.Parameter.Type, value, syntax);
            case FieldReferenceOperation { Instance: null } e:
                BeforeWrite(e.Field);
                Emit(new StoreStaticInstruction(syntax, e.Type, e.Field, value) { Span = NameSpan(e.Syntax) });
                return value;
            case FieldReferenceOperation e:
                BeforeWrite(e.Field);
                Emit(new StoreFieldInstruction(syntax, e.Type, at.Instance, FieldName.Of(e.Field), e.Field, value) { Span = NameSpan(e.Syntax) });
                return value;
            case PropertyReferenceOperation e when e.Property.SetMethod is { } setter && !IsOwnBackingField(e):
                Emit(new CallInstruction(ValueId.None, syntax, setter.ReturnType, setter, e.Property.Name, at.Instance, e.Instance?.Type, [value], e.IsVirtual, Region) { Span = NameSpan(e.Syntax) });
                return value;
            case PropertyReferenceOperation { Instance: null } e:
                BeforeWrite(e.Property);
                Emit(new StoreStaticInstruction(syntax, e.Type, e.Property, value) { Span = NameSpan(e.Syntax) });
                return value;
            case PropertyReferenceOperation e:
                BeforeWrite(e.Property);
                Emit(new StoreFieldInstruction(syntax, e.Type, at.Instance, FieldName.Of(e.Property), e.Property, value) { Span = NameSpan(e.Syntax) });
                return value;
            case ElementReferenceOperation:
                Emit(new StoreElementInstruction(syntax, place.Type, at.Instance, at.Index, value, IsMapEntry: false));
                return value;
            case UnknownMemberOperation { Instance: not null } e:
                Emit(new StoreFieldInstruction(syntax, e.Type, at.Instance, FieldName.Of(e.Name), null, value) { Span = NameSpan(e.Syntax) });
                return value;
            case ConversionOperation e:
                return Store(e.Operand, at, value, syntax);
            default:
                return value;
        }
    }

    private ValueId StoreVariable(ISymbol variable, ITypeSymbol type, ValueId value, SyntaxNode syntax)
    {
        BeforeWrite(variable);
        var assigned = Result(r => new AssignInstruction(r, syntax, type, value, variable.Name));
        ssa.Write(current, variable, assigned);
        return assigned;
    }

    /// <summary>Inside its own accessor a property's name means what it stores.</summary>
    private bool IsOwnBackingField(PropertyReferenceOperation e) =>
        ReferenceEquals(method.AssociatedProperty, e.Property) && e.Instance is null or InstanceReferenceOperation;

    private ValueId LowerInvocation(InvocationOperation e, ITypeSymbol? taken = null)
    {
        if (LowerCacheBuilder(e) is { } loaded) return loaded;
        if (JoinedText(e) is { } joined) return Constant(e.Syntax, e.Type, joined);
        var instance = e.Instance is null ? ValueId.None : LowerExpression(e.Instance);
        var arguments = QueryOfField(e) is { } query ? [Constant(e.Arguments[0].Syntax, e.Arguments[0].Type, query), .. e.Arguments[1..].Select(LowerExpression)] : ShowsArgument(e) ? [.. e.Arguments.Select(LowerAsText)] : LowerAll(e.Arguments);
        var span = NameSpan(e.Syntax);
        var called = Result(r => new CallInstruction(r, e.Syntax, taken ?? e.Type, e.Method, e.MethodName, instance, e.Instance?.Type, arguments, e.IsVirtual, Region) { Span = span });
        return WritesJson(e) ? WithGetters(e, called, arguments[0]) : called;
    }

    private static bool StartsWithConstructorCall(BlockOperation body) =>
        body.Statements is [ExpressionStatementOperation { Expression: ConstructorCallOperation }, ..];

    private ValueId LowerConstructorCall(ConstructorCallOperation e)
    {
        var self = ssa.Read(current, ThisVariable);
        var arguments = LowerAll(e.Arguments);
        if (e.Constructor is { IsFromSource: true } constructor) EmitConstructor(e.Syntax, constructor, self, arguments);
        else if (e.IsSuper && e.Constructor is null && method.ContainingType?.BaseType is { IsFromSource: true } baseType) EmitImplicit(e.Syntax, baseType, self);
        else if (e.Constructor is not null) EmitConstructor(e.Syntax, e.Constructor, self, arguments);
        else if (e.IsSuper && !arguments.IsEmpty && method.ContainingType?.BaseType is { TypeKind: TypeKind.Unknown } absent)
            Emit(new CallInstruction(ValueId.None, e.Syntax, e.Type, null, CallInstruction.Super, self, absent, arguments, IsVirtual: false, Region));
        if (e.IsSuper) EmitInitializer(e.Syntax, method.ContainingType!, self);
        return self;
    }

    private void EmitConstructor(SyntaxNode syntax, IMethodSymbol constructor, ValueId instance, ImmutableArray<ValueId> arguments) =>
        Emit(new CallInstruction(ValueId.None, syntax, constructor.ReturnType, constructor, constructor.Name, instance, constructor.ContainingType, arguments, IsVirtual: false, Region));

    private void EmitInitializer(SyntaxNode syntax, INamedTypeSymbol type, ValueId instance)
    {
        if (compilation.GetInstanceInitializer(type) is { } initializer) EmitConstructor(syntax, initializer, instance, []);
    }

    private void EmitImplicitBase(SyntaxNode syntax, INamedTypeSymbol type, bool includeOwnInitializer)
    {
        var self = ssa.Read(current, ThisVariable);
        if (type.BaseType is { IsFromSource: true } baseType) EmitImplicit(syntax, baseType, self);
        if (includeOwnInitializer) EmitInitializer(syntax, type, self);
    }

    /// <summary>What <c>super()</c> or <c>new T()</c> runs: the declared constructor without parameters, or bases and initializers.</summary>
    private void EmitImplicit(SyntaxNode syntax, INamedTypeSymbol type, ValueId instance)
    {
        foreach (var constructor in DefaultCreation.MethodsOf(type, compilation)) EmitConstructor(syntax, constructor, instance, []);
    }

    private ValueId LowerCreation(ObjectCreationOperation e)
    {
        var arguments = LowerAll(e.Arguments);
        var created = Result(r => new NewInstruction(r, e.Syntax, e.Type, loopDepth > 0) { Size = e is { Kind: CreationKind.Elements, Type.SpecialType: SpecialType.List } ? arguments.Length : null });
        foreach (var field in e.Fields)
        {
            var value = LowerExpression(field.Value);
            Emit(new StoreFieldInstruction(field.Syntax, field.Field.Type, created, FieldName.Of(field.Field), field.Field, value));
        }

        foreach (var entry in e.Entries)
        {
            var key = LowerExpression(entry.Key);
            var value = LowerExpression(entry.Value);
            Emit(new StoreElementInstruction(entry.Syntax, e.Type, created, key, value, IsMapEntry: true));
        }

        switch (e.Kind)
        {
            case CreationKind.Elements or CreationKind.ArrayElements:
                for (var i = 0; i < arguments.Length; i++)
                {
                    var key = Constant(e.Arguments[i].Syntax, compilation.GetSpecialType(SpecialType.Integer), i);
                    Emit(new StoreElementInstruction(e.Arguments[i].Syntax, e.Type, created, key, arguments[i], IsMapEntry: false));
                }

                break;
            case CreationKind.Constructor when e.Constructor is { } constructor:
                EmitConstructor(e.Syntax, constructor, created, arguments);
                break;
            case CreationKind.Constructor when e.Type is INamedTypeSymbol { IsFromSource: true, TypeKind: TypeKind.Class } type && arguments.IsEmpty:
                EmitImplicit(e.Syntax, type, created);
                break;
            case CreationKind.Constructor when !arguments.IsEmpty:
                Emit(new CallInstruction(ValueId.None, e.Syntax, e.Type, null, e.Type.FullName, created, e.Type, arguments, IsVirtual: false, Region));
                break;
        }

        return created;
    }

    /// <summary>The member's name in <c>a.b</c> and <c>a.b(…)</c>, where a reader looks; otherwise the whole.</summary>
    private static TextSpan NameSpan(SyntaxNode syntax) => syntax switch
    {
        MemberAccessExpressionSyntax access => access.Name.Span,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Span,
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } => name.Span,
        _ => syntax.Span,
    };

    private readonly record struct Place(ValueId Instance, ValueId Index);
}
