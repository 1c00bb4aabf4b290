using System.Collections.Immutable;
using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;

namespace ApexSovereignty.Flow.ControlFlow;

/// <summary>A value in static single assignment form: the number of the one instruction that makes it, or <see cref="None"/>.</summary>
public readonly record struct ValueId(int Index)
{
    /// <summary>No value: a static call has no receiver, a <c>return;</c> no result.</summary>
    public static ValueId None { get; } = new(-1);

    /// <summary>Whether there is no value.</summary>
    public bool IsNone => Index < 0;

    /// <inheritdoc />
    public override string ToString() => IsNone ? "_" : FormattableString.Invariant($"v{Index}");
}

/// <summary>A three-address instruction. Operands are values; its own value is <see cref="Result"/>.</summary>
public abstract record Instruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type)
{
    /// <summary>Where a reader should look: the member's name of a call or access, otherwise the start of the syntax.</summary>
    public TextSpan Span { get; init; } = Syntax.Span;

    /// <summary>The values it reads; some may be <see cref="ValueId.None"/>.</summary>
    public IEnumerable<ValueId> OperandsRead => this switch
    {
        PhiInstruction i => i.Operands,
        AssignInstruction i => [i.Operand],
        ConvertInstruction i => [i.Operand],
        NarrowInstruction i => [i.Operand, i.Wanted],
        ConcatInstruction i => i.Operands,
        ComputeInstruction i => i.Operands,
        TestInstruction i => i.Operands,
        LoadFieldInstruction i => [i.Instance],
        StoreFieldInstruction i => [i.Instance, i.Value],
        StoreStaticInstruction i => [i.Value],
        LoadElementInstruction i => [i.Instance, i.Index],
        StoreElementInstruction i => [i.Instance, i.Key, i.Value],
        IterateInstruction i => [i.Collection],
        QueryInstruction i => i.Binds.Select(b => b.Value),
        CallInstruction i => i.Arguments.Insert(0, i.Instance),
        DmlInstruction i => [i.Records, i.MergeOther],
        UnknownInstruction i => i.Operands,
        ThrowInstruction i => [i.Exception],
        ReturnInstruction i => [i.Value],
        _ => [],
    };
}

/// <summary>A constant: string, bool, int, long, double, decimal, null.</summary>
public sealed record ConstantInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, object? Value) : Instruction(Result, Syntax, Type);

/// <summary>The value a parameter has at entry.</summary>
public sealed record ParameterInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, IParameterSymbol Parameter) : Instruction(Result, Syntax, Type);

/// <summary>The object a method runs on.</summary>
public sealed record ThisInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type) : Instruction(Result, Syntax, Type);

/// <summary>Where several values meet, one operand for each predecessor in order.</summary>
public sealed record PhiInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, string Variable) : Instruction(Result, Syntax, Type)
{
    /// <summary>The operands; filled while the graph is built.</summary>
    public List<ValueId> Operands { get; } = [];
}

/// <summary>A named variable takes a value: a step that a reader recognises.</summary>
public sealed record AssignInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, ValueId Operand, string Variable) : Instruction(Result, Syntax, Type);

/// <summary>A cast or an implicit conversion.</summary>
public sealed record ConvertInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, ValueId Operand, ITypeSymbol From) : Instruction(Result, Syntax, Type);

/// <summary>A record behind a test that one of its fields has a text: of several records, those that have it.</summary>
public sealed record NarrowInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, ValueId Operand, string Field, ValueId Wanted) : Instruction(Result, Syntax, Type);

/// <summary>Strings and other values joined to a string.</summary>
public sealed record ConcatInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, ImmutableArray<ValueId> Operands) : Instruction(Result, Syntax, Type);

/// <summary>Arithmetic: the result is made of its operands.</summary>
public sealed record ComputeInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, ImmutableArray<ValueId> Operands) : Instruction(Result, Syntax, Type)
{
    /// <summary>The operators between the operands where they are added and subtracted, otherwise none.</summary>
    public ImmutableArray<BinaryOperator> Signs { get; init; } = [];
}

/// <summary>Comparison, logic, <c>instanceof</c>: the result tells about its operands but is not made of them.</summary>
public sealed record TestInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, ImmutableArray<ValueId> Operands) : Instruction(Result, Syntax, Type);

/// <summary>Reads a field or automatic property of an object or record.</summary>
public sealed record LoadFieldInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, ValueId Instance, string Field, ISymbol? Symbol) : Instruction(Result, Syntax, Type);

/// <summary>Writes a field or automatic property of an object or record.</summary>
public sealed record StoreFieldInstruction(SyntaxNode Syntax, ITypeSymbol Type, ValueId Instance, string Field, ISymbol? Symbol, ValueId Value) : Instruction(ValueId.None, Syntax, Type);

/// <summary>Reads a static field or automatic static property.</summary>
public sealed record LoadStaticInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, ISymbol Symbol) : Instruction(Result, Syntax, Type);

/// <summary>Writes a static field or automatic static property.</summary>
public sealed record StoreStaticInstruction(SyntaxNode Syntax, ITypeSymbol Type, ISymbol Symbol, ValueId Value) : Instruction(ValueId.None, Syntax, Type);

/// <summary>Reads <c>list[index]</c>.</summary>
public sealed record LoadElementInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, ValueId Instance, ValueId Index) : Instruction(Result, Syntax, Type);

/// <summary>Writes <c>list[index]</c>, an initial element, or a map's initial entry (<see cref="Key"/> is then its key).</summary>
public sealed record StoreElementInstruction(SyntaxNode Syntax, ITypeSymbol Type, ValueId Instance, ValueId Key, ValueId Value, bool IsMapEntry) : Instruction(ValueId.None, Syntax, Type);

/// <summary>Takes some element of a collection, in a loop over it.</summary>
public sealed record IterateInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, ValueId Collection, string Variable) : Instruction(Result, Syntax, Type);

/// <summary>Makes an object; its constructor is a call that follows.</summary>
public sealed record NewInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, bool IsInLoop) : Instruction(Result, Syntax, Type)
{
    /// <summary>How many elements a list is made with, where the code lists them.</summary>
    public int? Size { get; init; }
}

/// <summary>An inline query or a search with its shapes.</summary>
public sealed record QueryInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, ImmutableArray<QueryShape> Shapes, bool IsSearch) : Instruction(Result, Syntax, Type)
{
    /// <summary>The filter of a query, or null.</summary>
    public SoqlConditionSyntax? Where { get; init; }

    /// <summary>The values of bound expressions.</summary>
    public ImmutableArray<(SyntaxNode Expression, ValueId Value)> Binds { get; init; } = [];
}

/// <summary>A call. Property accessors with bodies and constructors are calls too.</summary>
public sealed record CallInstruction(
    ValueId Result,
    SyntaxNode Syntax,
    ITypeSymbol Type,
    IMethodSymbol? Method,
    string MethodName,
    ValueId Instance,
    ITypeSymbol? InstanceType,
    ImmutableArray<ValueId> Arguments,
    bool IsVirtual,
    int Region) : Instruction(Result, Syntax, Type)
{
    /// <summary>The name under which a constructor of a base class is called that the project does not hold.</summary>
    public const string Super = "super";
}

/// <summary>A database statement.</summary>
public sealed record DmlInstruction(SyntaxNode Syntax, ITypeSymbol Type, DmlOperation Operation, ValueId Records, ValueId MergeOther) : Instruction(ValueId.None, Syntax, Type);

/// <summary>The text of a label.</summary>
public sealed record LabelInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, string Name, string? Value) : Instruction(Result, Syntax, Type);

/// <summary>A member that could not be bound.</summary>
public sealed record UnknownInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, ImmutableArray<ValueId> Operands, string Name) : Instruction(Result, Syntax, Type);

/// <summary>The exception that a handler caught.</summary>
public sealed record CaughtInstruction(ValueId Result, SyntaxNode Syntax, ITypeSymbol Type, int Region) : Instruction(Result, Syntax, Type);

/// <summary>Throws; <see cref="Region"/> is the protected block around it, or -1.</summary>
public sealed record ThrowInstruction(SyntaxNode Syntax, ITypeSymbol Type, ValueId Exception, int Region) : Instruction(ValueId.None, Syntax, Type);

/// <summary>Returns from the method.</summary>
public sealed record ReturnInstruction(SyntaxNode Syntax, ITypeSymbol Type, ValueId Value) : Instruction(ValueId.None, Syntax, Type);
